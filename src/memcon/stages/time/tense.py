"""The clause around words: its tense tells whether "mardi" is past or to come, its place whose day it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from memcon.lang import Language
from memcon.model import Mood, Role, Sentence, Span, Token

_FINITE = {Mood.INDICATIVE, Mood.CONDITIONAL, Mood.SUBJUNCTIVE}
_BESIDE = (Role.RELATIVE, Role.PARTICIPLE, Role.ADVERBIAL)
_TENSES = {"past": "past", "imperfect": "past", "present": "present", "future": "future"}


def around(sentences: Sequence[Sentence], language: Language) -> Callable[[Span], str]:
    """Return a function that says "done", "past", "present", "future" or "" of the clause around a span.

    It is "done" where the words hang from a past verb itself ("il est parti le 20"), "past" where they hang
    from something else below it ("il a annoncé un vote le 20") or bound it ("il a fermé jusqu'au 20").
    """
    starts = [sentence.span.start for sentence in sentences]

    def tense_at(span: Span) -> str:
        place = bisect_right(starts, span.start) - 1
        if place < 0 or not sentences[place].span.covers(span):
            return ""
        return _of_words(sentences[place], span, language)

    return tense_at


def beside(sentences: Sequence[Sentence]) -> Callable[[Span], tuple[int, bool]]:
    """Return a function that says of a span in which sentence it is, and whether beside its story.

    Beside it are relative clauses, participles and clauses of time: "l'avion qui est tombé le 25 décembre".
    """
    starts = [sentence.span.start for sentence in sentences]

    def place_of(span: Span) -> tuple[int, bool]:
        place = bisect_right(starts, span.start) - 1
        if place < 0 or not sentences[place].span.covers(span):
            return place, False
        sentence = sentences[place]
        token = next((t for t in sentence.tokens if t.end > span.start), None)
        while token is not None:
            if token.role in _BESIDE and (token.role is not Role.ADVERBIAL or token.mood in _FINITE):
                return place, True
            token = sentence.head(token)
        return place, False

    return place_of


def _of_words(sentence: Sentence, span: Span, language: Language) -> str:
    """Return the tense of the verb above the words, else of the first of the sentence."""
    token = next((t for t in sentence.tokens if t.end > span.start), None)
    outside = 0
    while token is not None:
        outside += not span.start <= token.start < span.end
        if token.mood is Mood.INFINITIVE:
            return _of_infinitive(sentence, token, language)
        if token.mood in _FINITE:
            tense = _tense(sentence, token, language)
            hangs = outside == 1 and not _is_bound(sentence, span, language)
            return "done" if tense == "past" and hangs else tense
        token = sentence.head(token)
    first = next((t for t in sentence.tokens if t.mood in _FINITE), None)
    return _tense(sentence, first, language) if first is not None else ""


def _is_bound(sentence: Sentence, span: Span, language: Language) -> bool:
    """Say whether the words follow "until", "jusqu'au"."""
    first = next(t.index for t in sentence.tokens if t.end > span.start)
    words = {t.text.lower() for t in sentence.tokens[max(0, first - 2) : first + 1]}
    return bool(words & language.details.dates.bounds)


def _of_infinitive(sentence: Sentence, verb: Token, language: Language) -> str:
    """Return "future" below a verb of planning or agreeing ("ont convenu de discuter mardi")."""
    if verb.tense == "past":
        return "past"
    governor = sentence.head(verb)
    if governor is not None and governor.lemma in language.syntax.verbs.tried_verbs:
        return _tense(sentence, governor, language)
    words = language.modality
    ahead = words.planned.verbs | words.planned.adjectives | words.hypothetical.verbs | language.speech.verbs
    if governor is not None and governor.lemma in language.syntax.verbs.future_verbs:
        return "future"
    return "future" if governor is not None and governor.lemma in ahead else ""


def _tense(sentence: Sentence, verb: Token, language: Language) -> str:
    if verb.lemma in language.syntax.verbs.future_verbs and verb.tense == "present":
        infinitives = [c for c in sentence.below(verb) if c.mood is Mood.INFINITIVE]
        return "future" if infinitives else "present"
    if verb.mood is Mood.CONDITIONAL and verb.tense != "past":
        return "future"
    return _TENSES.get(verb.tense, "")
