"""Find reporting tails, such as the end of: Les combats ont repris, a annoncé jeudi le ministre."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from memcon.lang import Language
from memcon.model import Span
from memcon.stages import titles

_WORD = re.compile(r"[\w’'-]+")
Lemma = Callable[[str, str], str]


@lru_cache(maxsize=8)
def _pattern(language: Language) -> re.Pattern[str] | None:
    """Compile a comma, an auxiliary, adverbs, a verb form, a clitic; None where the language has no tails."""
    tail = language.speech.tail
    if not tail.verbs:
        return None
    auxiliaries = "|".join(map(re.escape, sorted(tail.auxiliaries, key=len, reverse=True)))
    adverbs = "|".join(map(re.escape, tail.adverbs))
    phrases = "|".join(map(re.escape, tail.phrases)) or r"\w+"
    clitics = "|".join(map(re.escape, sorted(tail.clitics, key=len, reverse=True)))
    return re.compile(
        rf",\s+(?:(?P<auxiliary>{auxiliaries})\s+)?(?:(?:{adverbs})\s+){{0,2}}"
        rf"(?P<verb>{phrases}|\w+)(?P<clitic>{clitics})?(?P<rest>[^,;:]*)"
    )


def find(stretch: Span, language: Language, lemma: Lemma) -> int | None:
    """Return where in the text the last reporting tail of a stretch begins, if it has one."""
    pattern = _pattern(language)
    if pattern is None:
        return None
    found = None
    for match in pattern.finditer(stretch.text):
        if _is_tail(match, language, lemma):
            found = stretch.start + match.start() + 1
    return found


def _is_tail(match: re.Match[str], language: Language, lemma: Lemma) -> bool:
    known = match["verb"] in language.speech.tail.phrases
    if not known and lemma(match["verb"], "VERB") not in language.speech.tail.verbs:
        return False
    if match["clitic"] or (match["auxiliary"] and "-" in match["auxiliary"]):
        return True
    return _begins_with_speaker(_without_setting(match["rest"], language), language)


def _without_setting(words: str, language: Language) -> str:
    """Skip where something was said, before who said it: "sur X le ministre" -> "le ministre".

    The setting ends before the next article or name that follows its own noun.
    """
    tail, titles_ = language.speech.tail, language.titles
    found = _WORD.findall(words.replace("’", "'").replace("'", "' "))
    while found and found[0].lower() in (*language.syntax.verbs.time_nouns, *tail.adverbs):
        found.pop(0)
    if not found or found[0].lower() not in tail.settings or "que" in found or "qu'" in found:
        return words
    determiners = titles_.determiners
    inside = [i for i, word in enumerate(found[2:], 2) if word.lower() in determiners or word[0].isupper()]
    settings = {*tail.settings, *titles_.of, *determiners}
    starts = [i for i in inside if found[i - 1].lower() not in settings]
    return " ".join(found[starts[0] :]) if starts else ""


def _begins_with_speaker(words: str, language: Language) -> bool:
    """Say whether the words after the verb begin with somebody: a name, an office, a body of a state."""
    syntax, entries = language.syntax, titles.index(language)
    for word in _WORD.findall(words.replace("’", "'").replace("'", "' ")):
        plain = word.lower()
        if plain in syntax.verbs.time_nouns or plain in language.speech.tail.adverbs:
            continue
        if plain in language.titles.determiners or plain in language.titles.fillers:
            continue
        if plain in language.reference.possessives:
            continue
        return word[0].isupper() or plain in entries or plain in language.speech.carriers
    return False
