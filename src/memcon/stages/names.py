"""Runs of capitalised words that name a person, known or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from memcon.knowledge import Knowledge, Person
from memcon.knowledge.spelling import fold, skeleton
from memcon.lang import Language
from memcon.model import Token

_NAME_POS = {"PROPN", "NOUN", "X", "ADJ"}
_FUNCTION_POS = {"DET", "ADP", "PRON", "CCONJ", "SCONJ", "PUNCT", "NUM", "PART"}
_JOINERS = {"-", "'"}
_LONGEST_RUN = 6
_LEADERS = {"head of state", "head of government"}


@dataclass(frozen=True, slots=True)
class NameRun:
    """Tokens `[first, last]` that name a person; `keys` are the known persons that fit, best first."""

    first: int
    last: int
    name: str
    keys: tuple[str, ...]
    full: bool


def runs(
    tokens: Sequence[Token], taken: set[int], language: Language, knowledge: Knowledge
) -> Iterator[NameRun]:
    """Yield the name runs among tokens that nothing else has taken."""
    place = 0
    while place < len(tokens):
        last = _end_of_run(tokens, place, taken, language, knowledge)
        if last is None:
            place += 1
            continue
        run = _run(tokens, place, last, knowledge)
        month = last == place and tokens[place].text.lower() in language.syntax.verbs.time_nouns
        if run is not None and not month:
            yield run
        place = last + 1


def _end_of_run(
    tokens: Sequence[Token], first: int, taken: set[int], language: Language, knowledge: Knowledge
) -> int | None:
    """Return the last token of the name that starts at `first`, None where none starts."""
    titles = language.titles
    if first in taken or tokens[first].text.lower() in titles.organisation_words:
        return None
    if tokens[first].text in titles.honorifics:
        return None
    if not (_may_start(tokens, first) or _is_surname(tokens[first], knowledge)):
        return None
    last = first
    for place in range(first + 1, min(first + _LONGEST_RUN, len(tokens))):
        token = tokens[place]
        if place in taken or token.text.lower() in titles.organisation_words:
            break
        hyphened = tokens[place - 1].text == "-" and token.start == tokens[place - 1].end
        if (token.text[0].isupper() and token.pos not in _FUNCTION_POS) or (hyphened and last == place - 2):
            last = place
        elif token.text.lower() not in titles.name_particles and token.text not in _JOINERS:
            break
    return last


def _is_surname(token: Token, knowledge: Knowledge) -> bool:
    """Say whether a capitalised word is a known surname, whatever the tagger takes it for."""
    capital = len(token.text) > 2 and token.text[0].isupper() and not token.ordinary
    return capital and token.pos not in ("DET", "ADP", "PRON") and fold(token.text) in knowledge.by_surname


def _may_start(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a capital here marks a name rather than the start of a sentence."""
    token = tokens[place]
    if not token.text[0].isupper() or not token.text[0].isalpha() or token.pos not in _NAME_POS:
        return False
    initial = place == 0 or tokens[place - 1].text in '«"“:.–—-(' or not _touches(tokens, place)
    return not initial or token.pos == "PROPN" or _next_is_capital(tokens, place)


def _touches(tokens: Sequence[Token], place: int) -> bool:
    """Say whether the token before belongs to the same stretch (at most a space apart)."""
    return tokens[place].start - tokens[place - 1].end <= 1


def _next_is_capital(tokens: Sequence[Token], place: int) -> bool:
    return (
        place + 1 < len(tokens) and tokens[place + 1].text[0].isupper() and tokens[place + 1].pos == "PROPN"
    )


def _run(tokens: Sequence[Token], first: int, last: int, knowledge: Knowledge) -> NameRun | None:
    keys, full = known([token.text for token in tokens[first : last + 1]], knowledge)
    if not full:
        while first < last and tokens[first].ordinary and tokens[first].pos != "PROPN":
            first += 1
        keys, full = known([token.text for token in tokens[first : last + 1]], knowledge)
    words = tokens[first : last + 1]
    name = _join(words)
    plausible = last > first or any(token.pos == "PROPN" for token in words)
    if all(token.ordinary for token in words) and not full and not _led(words, keys, knowledge):
        return None
    if not keys and (not plausible or len(name) < 3 or name.isupper()):
        return None
    return NameRun(first, last, name, keys, full)


def _led(words: Sequence[Token], keys: Sequence[str], knowledge: Knowledge) -> bool:
    """Say whether a lone word of the dictionary names somebody who led a state: "Trump", "Macron"."""
    kinds = {holder.kind for key in keys for holder in knowledge.offices.get(key, ())}
    return len(words) == 1 and words[0].pos == "PROPN" and bool(kinds & _LEADERS)


def _join(tokens: Sequence[Token]) -> str:
    words = tokens[0].text
    for before, token in pairwise(tokens):
        words += (" " if token.start > before.end else "") + token.text
    return words


def known(words: Sequence[str], knowledge: Knowledge) -> tuple[tuple[str, ...], bool]:
    """Look up a name: the keys of the persons it fits, and whether more than the surname fits.

    Surnames are compared by `fold`, other names by `fold` or consonants; a given name that fits no
    spelling of the person rules that person out.
    """
    parts = [part for word in words for part in word.split("-") if part] if len(words) == 1 else list(words)
    folded = [fold(word) for word in words]
    candidates: dict[str, None] = {}
    for first in range(len(folded)):
        for last in range(first + 1, min(first + 4, len(folded) + 1)):
            for key in knowledge.by_surname.get(fold(" ".join(words[first:last])), ()):
                candidates[key] = None
    if len(words) == 1:
        return tuple(candidates), False
    fitting = tuple(key for key in candidates if _fits(parts, knowledge.persons[key]))
    return fitting, bool(fitting)


def _fits(words: Sequence[str], person: Person) -> bool:
    """Say whether every word of a name belongs to one spelling of the person."""
    return any(_spells(words, spelling) for spelling in (person.name, *person.aka))


def _spells(words: Sequence[str], spelling: str) -> bool:
    parts = [part for part in spelling.replace("-", " ").split() if part]
    folds = {fold(part) for part in parts} | {fold(spelling), ""}
    bones = {skeleton(part) for part in parts}
    given = [part for word in words for part in word.replace("-", " ").split()]
    return len(given) > 1 and all(_is_part(word, folds, bones) for word in given)


def _is_part(word: str, folds: set[str], bones: set[str]) -> bool:
    """Say whether a word is one of a name's, as an initial, in other vowels, or one letter off."""
    key, bone = fold(word), skeleton(word)
    if key in folds or (len(word.rstrip(".")) == 1 and word[0].isupper()):
        return True
    if len(bone) > 1 and bone in bones:
        return True
    return len(key) > 4 and any(_one_letter_off(key, other) for other in folds)


def _one_letter_off(key: str, other: str) -> bool:
    if len(key) != len(other) or key[0] != other[0]:
        return False
    return sum(a != b for a, b in zip(key, other, strict=True)) == 1
