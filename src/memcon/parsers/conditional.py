"""Tell a conditional from an imperfect by ending and stem: models confuse "poursuivrait" and "préparait"."""

from __future__ import annotations

import unicodedata

from memcon.lang.schema import VerbForms
from memcon.model import Mood
from memcon.parsers.draft import Draft

_FINITE = {Mood.INDICATIVE, Mood.CONDITIONAL, Mood.SUBJUNCTIVE}


def is_conditional(form: str, lemma: str, forms: VerbForms) -> bool:
    """Say whether a form is a future stem with a conditional ending: "poursuivrait", not "préparait".

    The stem of a regular verb is its infinitive without final e; irregular stems are listed
    (Grevisse, Le Bon Usage, "Le futur simple et le conditionnel présent").
    """
    word = form.lower()
    for ending in forms.conditional:
        stem = word[: -len(ending)]
        if word.endswith(ending) and stem.endswith("r"):
            irregular = any(stem.endswith(known) for known in forms.future_stems)
            return irregular or _skeleton(stem) in (_skeleton(lemma), _skeleton(lemma.removesuffix("e")))
    return False


def _skeleton(word: str) -> str:
    """Drop accents and doubled letters: "appeller" and "appeler", "achèter" and "acheter" are one."""
    plain = [c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)]
    return "".join(c for i, c in enumerate(plain) if i == 0 or c != plain[i - 1])


def mend(draft: Draft, forms: VerbForms) -> None:
    """Give a finite verb the mood that its form shows."""
    if not forms.conditional or draft.mood not in _FINITE | {Mood.NONE}:
        return
    if is_conditional(draft.text, draft.lemma, forms):
        draft.mood, draft.tense = Mood.CONDITIONAL, "present"
    elif draft.mood is Mood.CONDITIONAL:
        draft.mood, draft.tense = Mood.INDICATIVE, "imperfect"
