"""Bring a tree to one scheme: content words govern, prepositions and copulas hang below them (UD v2)."""

from __future__ import annotations

from memcon.lang.schema import Structure
from memcon.model import Mood, Role
from memcon.parsers.draft import Draft, Tree

_VERBAL = {"VERB", "AUX", "ADJ", "ADV"}
_MARKED = {Mood.GERUND, Mood.INFINITIVE, Mood.PARTICIPLE}


def normalise(tree: Tree, structure: Structure) -> None:
    """Lower prepositions, then copulas, then sort out clauses without a finite verb."""
    for draft in tree.drafts:
        if draft.role is Role.AUXILIARY and draft.pos == "PART":
            draft.role = Role.MARKER
    for draft in reversed(tree.drafts):
        if draft.label in structure.preposition_heads:
            _lower_preposition(tree, draft, structure)
    for draft in tree.drafts:
        if draft.label in structure.copula_complements:
            _lower_copula(tree, draft)
    for draft in tree.drafts:
        _sort_clause(tree, draft)


def _lower_preposition(tree: Tree, preposition: Draft, structure: Structure) -> None:
    """Hang "on" below "Israel" in "called on Israel"; in "because of", both below the noun."""
    governor = tree.head(preposition)
    below = tree.below(preposition)
    objects = [d for d in below if d.label in structure.preposition_objects]
    noun = next((d for d in objects if d.pos not in ("SCONJ", "ADP")), None)
    noun = noun or next((d for d in below if d.role in (Role.OBLIQUE, Role.NOMINAL)), None)
    if governor is None or noun is None:
        return
    clausal = noun.mood in _MARKED and noun.pos in ("VERB", "AUX")
    role = _role_under(preposition, governor, clausal=clausal)
    noun.head, noun.role = governor.index, role
    preposition.head = noun.index
    preposition.role = Role.MARKER if clausal else Role.CASE
    for other in below:
        if other is not noun:
            other.head = noun.index


def _role_under(preposition: Draft, governor: Draft, *, clausal: bool) -> Role:
    """Choose the role of a prepositional phrase by its governor and by the parser's own hint."""
    if clausal:
        return Role.INFINITIVE
    if preposition.role in (Role.AGENT, Role.INDIRECT):
        return preposition.role
    return Role.OBLIQUE if governor.pos in _VERBAL else Role.NOMINAL


def _lower_copula(tree: Tree, complement: Draft) -> None:
    """Let "ready" govern in "Macron is ready to meet Putin"."""
    verb = tree.head(complement)
    if verb is not None and verb.lemma == "be" and complement.role is Role.OBJECT:
        tree.take_place(complement, verb, Role.COPULA)
        complement.tense = complement.tense or verb.tense


def _sort_clause(tree: Tree, draft: Draft) -> None:
    """Tell infinitives that complete a word from those that give its circumstances; raise their subjects."""
    below = tree.below(draft)
    markers = [d for d in below if d.role in (Role.MARKER, Role.CASE) and d.index < draft.index]
    head = tree.head(draft)
    if head is None or draft.mood is not Mood.INFINITIVE:
        return
    subject = next((d for d in below if d.role is Role.SUBJECT), None)
    if subject and any(d.pos == "SCONJ" for d in markers):
        return  # "demanded that the group halt": a subjunctive with its own subject
    if draft.role is Role.CLAUSE and subject and markers and head.pos == "VERB" and _finite_free(below):
        tree.attach(subject, head, Role.OBJECT)
        draft.role = Role.INFINITIVE
    elif draft.role in (
        Role.PARTICIPLE,
        Role.CLAUSE,
        Role.ADVERBIAL,
        Role.INFINITIVE,
        Role.OBLIQUE,
        Role.NOMINAL,
    ):
        plain = all(d.lemma in ("to", "de", "à") for d in markers)
        if _finite_free(below):
            draft.role = Role.INFINITIVE if plain else Role.ADVERBIAL


def _finite_free(below: list[Draft]) -> bool:
    """Say whether no auxiliary makes the verb finite ("would leave")."""
    return not any(d.role is Role.AUXILIARY and d.mood is not Mood.INFINITIVE for d in below)
