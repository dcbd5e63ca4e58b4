"""The tense of the clause around words: what tells whether "mardi" is past or to come."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from memcon.lang import Language
from memcon.model import Mood, Sentence, Span, Token

_FINITE = {Mood.INDICATIVE, Mood.CONDITIONAL, Mood.SUBJUNCTIVE}
_TENSES = {"past": "past", "imperfect": "past", "present": "present", "future": "future"}


def around(sentences: Sequence[Sentence], language: Language) -> Callable[[Span], str]:
    """Return a function that says "past", "present", "future" or "" of the clause around a span."""
    starts = [sentence.span.start for sentence in sentences]

    def tense_at(span: Span) -> str:
        place = bisect_right(starts, span.start) - 1
        if place < 0 or not sentences[place].span.covers(span):
            return ""
        return _of_words(sentences[place], span, language)

    return tense_at


def _of_words(sentence: Sentence, span: Span, language: Language) -> str:
    """Return the tense of the verb above the words, else of the first of the sentence."""
    token = next((t for t in sentence.tokens if t.end > span.start), None)
    while token is not None:
        if token.mood is Mood.INFINITIVE:
            return _of_infinitive(sentence, token, language)
        if token.mood in _FINITE:
            return _tense(sentence, token, language)
        token = sentence.head(token)
    first = next((t for t in sentence.tokens if t.mood in _FINITE), None)
    return _tense(sentence, first, language) if first is not None else ""


def _of_infinitive(sentence: Sentence, verb: Token, language: Language) -> str:
    """Return "future" below a verb of planning or agreeing ("ont convenu de discuter mardi")."""
    if verb.tense == "past":
        return "past"
    governor = sentence.head(verb)
    words = language.modality
    ahead = words.planned.verbs | words.planned.adjectives | words.hypothetical.verbs | language.speech.verbs
    if governor is not None and governor.lemma in language.syntax.verbs.future_verbs:
        return "future"
    return "future" if governor is not None and governor.lemma in ahead else ""


def _tense(sentence: Sentence, verb: Token, language: Language) -> str:
    if verb.lemma in language.syntax.verbs.future_verbs and verb.tense == "present":
        infinitives = [c for c in sentence.below(verb) if c.mood is Mood.INFINITIVE]
        return "future" if infinitives else "present"
    return "future" if verb.mood is Mood.CONDITIONAL else _TENSES.get(verb.tense, "")
