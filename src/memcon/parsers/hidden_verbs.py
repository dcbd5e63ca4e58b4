"""Find the verb of a sentence that the model took for a noun phrase: "Le Tchad **masse** des troupes"."""

from __future__ import annotations

from memcon.model import Mood, Role
from memcon.parsers.draft import Draft, Tree

_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "X"}
_FINITE = {Mood.INDICATIVE, Mood.CONDITIONAL, Mood.SUBJUNCTIVE}
# Roles that no finite verb has.
_ASTRAY = {Role.NAME, Role.NOMINAL, Role.ADJECTIVE, Role.COMPOUND}


def find(tree: Tree) -> None:
    """Let the verb govern in what the model took for a noun phrase: "Le Tchad **masse** des troupes".

    Only where no verb has a tense yet, and a form that is also a verb's follows its subject directly.
    """
    root = next(d for d in tree.drafts if d.head == d.index)
    verbs = [d for d in tree.drafts if d.pos in ("VERB", "AUX") and d.role not in _ASTRAY]
    if root.pos == "PROPN":  # "Kigali **dément** ... et accuse": what is coordinated with the name is a verb
        verbs = [d for d in verbs if d.role is not Role.CONJUNCT or d.head != root.index]
    if any(d.mood in _FINITE or d.role is Role.AUXILIARY for d in verbs):
        return
    for verb in tree.drafts[1:]:
        subject = next((d for d in reversed(tree.drafts[: verb.index]) if d.pos != "ADJ"), None)
        after = tree.drafts[verb.index + 1].pos if verb.index + 1 < len(tree.drafts) else ""
        if subject is None or not _may_be_predicate(tree, verb, subject, after):
            continue
        verb.pos, verb.lemma = "VERB", verb.verb
        verb.mood, verb.tense = Mood.INDICATIVE, "present"
        _enthrone(tree, verb, subject)
        return


def _may_be_predicate(tree: Tree, verb: Draft, subject: Draft, after: str) -> bool:
    if not verb.verb or verb.text.lower() == verb.verb or verb.text[0].isupper():
        return False
    if verb.pos == "VERB":
        astray = verb.mood is Mood.INFINITIVE or verb.role in _ASTRAY
        return astray and subject.pos in ("NOUN", "PROPN")
    if verb.mood is not Mood.NONE or subject.pos != "PROPN" or after not in ("DET", "ADP", "PROPN", "SCONJ"):
        return False
    return not any(d.role is Role.CASE for d in tree.below(subject))


def _enthrone(tree: Tree, verb: Draft, subject: Draft) -> None:
    """Make `verb` the root and hang the phrases on its two sides below it."""
    root = next(d for d in tree.drafts if d.head == d.index)
    if root is not verb:
        verb.head, verb.role = verb.index, Role.ROOT
        root.head, root.role = verb.index, Role.OTHER
    subject.head, subject.role = verb.index, Role.SUBJECT
    for draft in tree.drafts:
        above = tree.head(draft)
        if above is None or draft is subject or draft.index < verb.index:
            continue
        if above.index < verb.index or above is verb:
            draft.head = verb.index
            _relabel(tree, draft)
    for draft in tree.drafts[: verb.index]:
        if draft is not subject and draft.head == verb.index and draft.pos in ("DET", "ADJ"):
            draft.head = subject.index


def _relabel(tree: Tree, draft: Draft) -> None:
    """Give what stands right of a new-found verb the role it has to a verb."""
    below = tree.below(draft)
    if draft.pos in _NOMINAL:
        first = below[0] if below and below[0].index == draft.head + 1 else None
        partitive = first is not None and first.lemma == "de" and (first.number or below[1].pos == "DET")
        article = first if partitive else None
        if article is not None:
            article.pos, article.role = "DET", Role.DETERMINER
        governed = any(d.role is Role.CASE for d in below)
        draft.role = Role.OBLIQUE if governed else Role.OBJECT
    elif draft.pos == "VERB" and draft.mood is Mood.INFINITIVE:
        draft.role = Role.INFINITIVE
