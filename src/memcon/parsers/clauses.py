"""Hang clauses where they belong: subjects, coordinated verbs, participles and purposes that went astray."""

from __future__ import annotations

from memcon.lang.schema import VerbForms
from memcon.model import Mood, Role
from memcon.parsers.draft import Draft, Tree

_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "X"}
_SUBJECTS = {Role.SUBJECT, Role.PASSIVE_SUBJECT, Role.EXPLETIVE}
_FINITE = {Mood.INDICATIVE, Mood.CONDITIONAL, Mood.SUBJUNCTIVE}


def attach(tree: Tree, verb: Draft, forms: VerbForms) -> None:
    """Find a verb's subject and the verb that it goes with."""
    _find_swallowed_subject(tree, verb)
    _raise_conjunct(tree, verb)
    _attach_dangling(tree, verb)
    if forms.trailing_gerunds:
        _raise_gerund(tree, verb)
    _free_purpose(tree, verb, forms)


def _find_swallowed_subject(tree: Tree, verb: Draft) -> None:
    """Give a clause the subject that hangs from its conjunction: "after **Azerbaijan** began to shell"."""
    below = tree.below(verb)
    if any(d.role in _SUBJECTS for d in below):
        return
    for marker in below:
        swallowed = [
            d for d in tree.below(marker) if d.pos in _NOMINAL and marker.index < d.index < verb.index
        ]
        if marker.role is Role.MARKER and marker.pos == "SCONJ" and swallowed:
            tree.attach(swallowed[-1], verb, Role.SUBJECT)


def _raise_conjunct(tree: Tree, verb: Draft) -> None:
    """Coordinate a verb with the one that has its tense: "ordered them to leave and **recalled** its envoy".

    An infinitive or a subjunctive ("demanded that it halt, and **called** on") shares no tense with it, and
    what is something does not act ("insists that its aims are peaceful and **denies** ...").
    """
    inner = tree.head(verb)
    outer = tree.head(inner) if inner is not None else None
    if inner is None or outer is None or verb.role is not Role.CONJUNCT or verb.mood is not Mood.INDICATIVE:
        return
    while outer.mood is Mood.INFINITIVE and (above := tree.head(outer)) is not None:
        outer = above  # "déclare être prêt à discuter et **refuse** ..."
    bare = inner.mood is Mood.INFINITIVE and inner.role in (Role.INFINITIVE, Role.CLAUSE, Role.ADVERBIAL)
    own_subject = any(d.role in _SUBJECTS for d in tree.below(verb))
    predicate = inner.pos not in ("VERB", "AUX") and inner.role is Role.CLAUSE and outer.tense == verb.tense
    if (bare or predicate) and not own_subject and outer.pos == "VERB" and outer.mood in _FINITE:
        tree.attach(verb, outer, Role.CONJUNCT)
        for joint in tree.below(inner):
            if joint.role in (Role.COORDINATOR, Role.PUNCTUATION) and inner.index < joint.index < verb.index:
                joint.head = outer.index


def _attach_dangling(tree: Tree, verb: Draft) -> None:
    """Coordinate a verb read as a participle: "described it as X and, in a statement, **called** on Y"."""
    if verb.role is not Role.PARTICIPLE or verb.mood is not Mood.PARTICIPLE:
        return
    before = tree.drafts[verb.index - 1] if verb.index else None
    joints = [d for d in tree.drafts[: verb.index] if d.role is Role.COORDINATOR and d.pos == "CCONJ"]
    outer = tree.head(joints[-1]) if joints else None
    if (
        before is None
        or before.text != ","
        or outer is None
        or outer.pos != "VERB"
        or outer.mood not in _FINITE
    ):
        return
    joined = [d for d in tree.below(outer) if d.role is Role.CONJUNCT and d.index > joints[-1].index]
    if not joined and tree.drafts[joints[-1].index + 1].text == ",":
        tree.attach(verb, outer, Role.CONJUNCT)
        verb.mood = outer.mood


def _raise_gerund(tree: Tree, gerund: Draft) -> None:
    """Hang what the subject does besides from its verb: "addressed the meeting, **blaming** its rivals"."""
    noun = tree.head(gerund)
    before = tree.drafts[gerund.index - 1] if gerund.index else None
    apart = before is not None and before.text == "," and noun is not None and noun.pos in _NOMINAL
    if gerund.role is not Role.PARTICIPLE or gerund.mood is not Mood.GERUND or noun is None or not apart:
        return
    above: Draft | None = noun
    while above is not None and above.pos not in ("VERB", "AUX"):
        if above.role in _SUBJECTS:
            return
        above = tree.head(above)
    if above is not None and above.index < noun.index:
        tree.attach(gerund, above, Role.ADVERBIAL)


def _free_purpose(tree: Tree, infinitive: Draft, forms: VerbForms) -> None:
    """Take an infinitive after an object for a purpose: "summoned the envoy **to protest** the raid"."""
    verb = tree.head(infinitive)
    if infinitive.role is not Role.INFINITIVE or verb is None or verb.lemma not in forms.purposeful:
        return
    objects = [
        d for d in tree.below(verb) if d.role is Role.OBJECT and verb.index < d.index < infinitive.index
    ]
    if objects and infinitive.mood is Mood.INFINITIVE and verb.pos == "VERB":
        infinitive.role = Role.ADVERBIAL


def leave_one_subject(tree: Tree, verb: Draft) -> None:
    """Take the second of two subjects for the object: "Kiev appelle **l'Europe** à agir"."""
    subjects = [d for d in tree.below(verb) if d.role is Role.SUBJECT]
    left = [d for d in subjects if d.index < verb.index]
    right = [d for d in subjects if d.index > verb.index and d.pos in ("NOUN", "PROPN")]
    if left and right:
        right[0].role = Role.OBJECT


def raise_clause(tree: Tree, clause: Draft, forms: VerbForms) -> None:
    """Hang a clause with a conjunction from its verb: "a écrit sur les réseaux **que son pays ...**".

    A relative clause begins with a pronoun; one that begins with a conjunction completes a verb to its left.
    """
    if clause.role is not Role.RELATIVE:
        return
    marker = next((d for d in tree.below(clause) if d.role is Role.MARKER and d.pos == "SCONJ"), None)
    verbs = [d for d in tree.drafts if d.pos == "VERB" and marker is not None and d.index < marker.index]
    if marker is not None and verbs and marker.lemma in forms.complementisers:
        tree.attach(clause, verbs[-1], Role.CLAUSE)
