"""Find the words of the event lexicon in a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from memcon.lang import Language
from memcon.lang.events import Entry
from memcon.model import Mood, Role, Sentence, Token

# How many words may stand between the parts of a phrase ("took two soldiers hostage").
_VERB_GAP, _NOUN_GAP = 4, 1
_NOUNS = {"NOUN", "PROPN"}
# Phrases around a noun are also found from an adjective or participle ("joint exercise", "targeted killing").
_PHRASE = "phrase"

Index = dict[tuple[str, str], tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class Trigger:
    """The tokens of a sentence that an entry of the lexicon matches; `head` governs the others."""

    entry: Entry
    head: Token
    tokens: tuple[Token, ...]


@lru_cache(maxsize=8)
def index(language: Language) -> Index:
    """Index the event lexicon by part of speech and first word; the most specific entries come first."""
    by_word: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in language.events:
        for word in entry.words[0]:
            by_word[entry.pos, word].append(entry)
            if entry.pos == "noun" and len(entry.words) > 1:
                by_word[_PHRASE, word].append(entry)
    return {key: tuple(sorted(found, key=_specificity)) for key, found in by_word.items()}


def _specificity(entry: Entry) -> tuple[int, ...]:
    return (
        -len(entry.words),
        -bool(entry.clause),
        -bool(entry.polarity),
        -bool(entry.object),
        -bool(entry.subject),
        -bool(entry.needs or entry.known),
    )


def find(sentence: Sentence, language: Language) -> Iterator[list[Trigger]]:
    """Yield, for each word that begins an entry, the entries that match there, most specific first."""
    entries = index(language)
    for token in sentence.tokens:
        found = [
            trigger
            for pos, lemma in _readings(sentence, token)
            for entry in entries.get((pos, lemma), ())
            if (trigger := _match(sentence, token, entry))
        ]
        if found:
            yield sorted(found, key=lambda t: _specificity(t.entry))


def _readings(sentence: Sentence, token: Token) -> Iterator[tuple[str, str]]:
    """Yield the parts of speech under which a token may begin an entry, with its lemma."""
    if token.pos in ("VERB", "AUX"):
        yield "verb", token.lemma
    elif token.pos in _NOUNS:
        yield "noun", token.lemma
    elif token.pos == "ADJ":
        yield "adjective", token.lemma
    if token.pos in ("ADJ", "VERB"):
        yield _PHRASE, token.text.lower()
    if token.verb and token.pos not in ("VERB", "AUX") and _is_participle(sentence, token):
        yield "verb", token.verb


def _is_participle(sentence: Sentence, token: Token) -> bool:
    """Say whether a word tagged otherwise behaves like a participle: auxiliary, agent, or after its noun."""
    below = sentence.below(token)
    if any(c.role in (Role.AUXILIARY, Role.PASSIVE_AUXILIARY, Role.AGENT, Role.REFLEXIVE) for c in below):
        return True
    return token.mood is Mood.PARTICIPLE and token.role in (Role.ADJECTIVE, Role.PARTICIPLE, Role.ROOT)


def _match(sentence: Sentence, first: Token, entry: Entry) -> Trigger | None:
    """Match an entry whose first word stands at `first`: its other words follow within a small gap."""
    tokens = [first]
    gap = _VERB_GAP if entry.pos == "verb" else _NOUN_GAP
    for alternatives in entry.words[1:]:
        following = _next(sentence.tokens, tokens[-1].index + 1, alternatives, gap)
        following = following or _dependent(sentence, first, alternatives)
        if following is None or (entry.pos == "noun" and _is_other_verb(following, alternatives)):
            return None
        tokens.append(following)
    members = {token.index for token in tokens}
    head = next((t for t in tokens if t.head not in members or t.head == t.index), first)
    if entry.pos == "noun" and (head.pos not in _NOUNS or head.role is Role.COMPOUND):
        return None  # "a drone struck", "the fighting force": no strike, no fighting
    return Trigger(entry, first if entry.pos == "verb" else head, tuple(tokens))


def _is_other_verb(token: Token, alternatives: tuple[str, ...]) -> bool:
    """Say whether a word of a noun phrase is a verb here: "missiles launched" is no "missile launch"."""
    return token.pos == "VERB" and token.text.lower() not in alternatives


def _next(tokens: Sequence[Token], start: int, alternatives: tuple[str, ...], gap: int) -> Token | None:
    for token in tokens[start : start + gap + 1]:
        if token.text in (",", ";", ":", "."):
            return None
        if is_word(token, alternatives):
            return token
        if token.pos == "SCONJ":
            return None  # "a déclaré que la guerre ..." declares no war
    return None


def _dependent(sentence: Sentence, verb: Token, alternatives: tuple[str, ...]) -> Token | None:
    """Find a verb's word among its dependents or as the noun it modifies.

    Handled: "sanctions were lifted", "missiles fired at", "the sanctions that they lifted", "a promis, lors
    de son discours, de venger", "a traité mardi le chef de l'État de dictateur".
    """
    words = sentence.below(verb, Role.OBJECT, Role.PASSIVE_SUBJECT, Role.PARTICLE)
    circumstances = sentence.below(verb, Role.OBLIQUE, Role.INFINITIVE)
    inner = [k for w in (*words, *circumstances) for k in sentence.below(w, Role.INFINITIVE, Role.NOMINAL)]
    words += [w for w in (*circumstances, *inner) if w.index > verb.index]
    noun = sentence.head(verb)
    if noun is not None and verb.role in (Role.PARTICIPLE, Role.ADJECTIVE, Role.RELATIVE):
        words = [*words, noun]
    return next((t for t in words if is_word(t, alternatives)), None)


def is_word(token: Token, alternatives: tuple[str, ...]) -> bool:
    """Say whether a token is one of the words, by form, lemma or preposition."""
    form = token.text.lower()
    return form in alternatives or token.lemma in alternatives or token.verb in alternatives
