"""Verbs read as adjectives, and nouns read as verbs, after a name: "Sweden **shared** intelligence".

A past form between a name and a noun is read as that noun's participle ("shared intelligence"); it is the
verb where the noun governs its sentence, or is said to be the object of the name. A plural that ends like a
verb ("US **strikes** began") is a noun where something modifies it.
"""

from __future__ import annotations

from memcon.model import Mood, Role
from memcon.parsers.draft import Draft, Tree

_NAMES = {"PROPN", "PRON"}
_MODIFIED = {Role.SUBJECT, Role.PASSIVE_SUBJECT, Role.OBJECT, Role.OBLIQUE}


def find(tree: Tree) -> None:
    """Let the verb govern its clause again, and nouns be nouns."""
    for draft in tree.drafts:
        if draft.pos == "VERB":
            _take_for_noun(tree, draft)
    for verb in tree.drafts:
        if verb.pos != "VERB" or verb.role is not Role.ADJECTIVE or verb.mood is not Mood.PARTICIPLE:
            continue
        noun = tree.head(verb)
        name = tree.drafts[verb.index - 1] if verb.index else None
        if noun is None or name is None or name.pos not in _NAMES or noun.index < verb.index:
            continue
        if noun.role is Role.ROOT and name.head in (verb.index, noun.index):
            _govern(tree, verb, noun, name)
        elif noun.role is Role.OBJECT and noun.head == name.index:
            _govern_first(tree, verb, noun, name)


def _take_for_noun(tree: Tree, draft: Draft) -> None:
    """Take a word for a noun that stands where one does and has a compound: "**US** strikes began"."""
    compound = any(d.role is Role.COMPOUND and d.index == draft.index - 1 for d in tree.below(draft))
    if compound and draft.role in _MODIFIED and draft.mood is Mood.INDICATIVE:
        draft.pos, draft.mood, draft.tense, draft.number = "NOUN", Mood.NONE, "", "plur"


def _govern(tree: Tree, verb: Draft, noun: Draft, name: Draft) -> None:
    """Put the verb above the noun that was the root."""
    _make_finite(verb)
    verb.head, verb.role = verb.index, Role.ROOT
    _join(tree, verb, noun, name)
    for child in tree.below(noun):
        if child.index < verb.index:
            child.head = verb.index


def _govern_first(tree: Tree, verb: Draft, noun: Draft, name: Draft) -> None:
    """Put the verb before the one whose subject the name was: "X **imposed** sanctions and gave Y a week"."""
    second = tree.head(name)
    _make_finite(verb)
    if second is None or second.pos != "VERB" or second.index < verb.index:
        verb.head, verb.role = (verb.index, Role.ROOT) if second is None else (name.head, name.role)
    else:
        verb.head = verb.index if second.head == second.index else second.head
        verb.role = second.role
        second.head, second.role = verb.index, Role.CONJUNCT
        for child in tree.below(second):
            if child.index < verb.index:
                child.head = verb.index
    for child in tree.below(name):
        if child.index > verb.index:
            child.head = verb.index
    _join(tree, verb, noun, name)


def _join(tree: Tree, verb: Draft, noun: Draft, name: Draft) -> None:
    name.head, name.role = verb.index, Role.SUBJECT
    noun.head, noun.role = verb.index, Role.OBJECT
    for other in tree.drafts[: name.index]:
        if other.head == noun.index and other.role in (Role.COMPOUND, Role.DETERMINER):
            other.head = name.index


def _make_finite(verb: Draft) -> None:
    verb.mood, verb.tense = Mood.INDICATIVE, "past"
