"""Find subjects hung elsewhere: right before their verb, after it, or coordinated too low."""

from __future__ import annotations

from memcon.lang.schema import VerbForms
from memcon.model import Mood, Role
from memcon.parsers.draft import Draft, Tree

_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "X"}
_SUBJECTS = {Role.SUBJECT, Role.PASSIVE_SUBJECT, Role.EXPLETIVE}
# What may stand between a subject and its verb.
_VERB_GROUP = {
    Role.AUXILIARY, Role.PASSIVE_AUXILIARY, Role.COPULA, Role.REFLEXIVE, Role.NEGATION, Role.ADVERB,
    Role.INDIRECT,
}  # fmt: skip
_FINITE = {Mood.INDICATIVE, Mood.CONDITIONAL, Mood.SUBJUNCTIVE}


def mend(tree: Tree) -> None:
    """Find the subjects of verbs that the parser has hung elsewhere."""
    for draft in [d for d in tree.drafts if d.pos == "VERB"]:
        _find_left_subject(tree, draft)
        _complete_subject(tree, draft)


def _find_left_subject(tree: Tree, verb: Draft) -> None:
    """Find the subject that stands right before a verb: "... dans le pays et **l'Ouganda** a déclaré que".

    Whatever the parser hung it from, a noun phrase without preposition before a finite verb is its subject.
    """
    below = tree.below(verb)
    if verb.mood not in _FINITE or any(d.role in _SUBJECTS for d in below):
        return
    group = [d.index for d in below if d.index < verb.index and d.role in _VERB_GROUP]
    first = min([verb.index, *group])
    if first == 0 or tree.drafts[first - 1].pos not in ("NOUN", "PROPN"):
        return
    noun = _phrase_ending_at(tree, tree.drafts[first - 1])
    if noun is None or any(d.role is Role.CASE for d in tree.below(noun)) or _governs(tree, verb, noun):
        return
    tree.attach(noun, verb, Role.SUBJECT)


def _phrase_ending_at(tree: Tree, last: Draft) -> Draft | None:
    """Return the head of the noun phrase without comma or verb that ends at a word."""
    noun = last
    while (above := tree.head(noun)) is not None:
        between = tree.drafts[above.index : last.index]
        parted = any(d.pos in ("PUNCT", "VERB", "AUX", "CCONJ", "SCONJ") for d in between)
        if above.index > noun.index or above.pos not in _NOMINAL or parted:
            break
        noun = above
    return noun if noun.pos in ("NOUN", "PROPN") else None


def _governs(tree: Tree, verb: Draft, noun: Draft) -> bool:
    """Say whether a verb stands above a noun already, or the noun is modified by it (a relative clause)."""
    above: Draft | None = noun
    while above is not None:
        if above is verb:
            return True
        above = tree.head(above)
    return verb.head == noun.index and verb.role in (Role.RELATIVE, Role.PARTICIPLE, Role.ADJECTIVE)


def _complete_subject(tree: Tree, verb: Draft) -> None:
    """Give a plural verb its second subject: "L'Iran aidé par Moscou et **l'Irak** ont convenu"."""
    subjects = [d for d in tree.below(verb) if d.role is Role.SUBJECT and d.index < verb.index]
    helpers = [d for d in tree.below(verb) if d.role in (Role.AUXILIARY, Role.PASSIVE_AUXILIARY)]
    number = helpers[0].number if helpers else verb.number
    if len(subjects) != 1 or number != "plur" or subjects[0].number != "sing":
        return
    subject = subjects[0]
    if any(d.role is Role.CONJUNCT for d in tree.below(subject)):
        return
    for noun in tree.drafts[subject.index + 1 : verb.index]:
        cased = any(d.role is Role.CASE for d in tree.below(noun))
        within = _stands_below(tree, noun, subject)
        if noun.role is Role.CONJUNCT and noun.pos in ("NOUN", "PROPN") and not cased and within:
            tree.attach(noun, subject, Role.CONJUNCT)
            return


def _stands_below(tree: Tree, lower: Draft, upper: Draft) -> bool:
    above: Draft | None = lower
    while above is not None and above is not upper:
        above = tree.head(above)
    return above is upper


def find_inverted(tree: Tree, verb: Draft, forms: VerbForms) -> None:
    """Relabel the noun right of a finite verb without subject: "a déclaré jeudi **le ministre** Barrot"."""
    below = tree.below(verb)
    if verb.mood not in _FINITE or verb.role is Role.CONJUNCT or verb.role is Role.AUXILIARY:
        return
    clitics = [d for d in below if d.role is Role.EXPLETIVE and d.text.lower() in forms.subject_clitics]
    if clitics and not any(d.role in (Role.SUBJECT, Role.PASSIVE_SUBJECT) for d in below):
        clitics[-1].role = Role.SUBJECT
    if any(d.role in _SUBJECTS for d in below):
        return
    right = [
        d
        for d in below
        if d.index > verb.index
        and d.pos in _NOMINAL
        and d.lemma not in forms.time_nouns
        and d.role in (Role.OBJECT, Role.OBLIQUE, Role.INDIRECT, Role.APPOSITION, Role.OTHER, Role.NAME)
        and not any(k.role is Role.CASE for k in tree.below(d))
    ]
    if right:
        right[0].role = Role.SUBJECT
        for other in right[1:2]:
            if other.pos == "PROPN":
                other.head, other.role = right[0].index, Role.APPOSITION
    elif verb.head == verb.index:
        _free_subject_from_setting(tree, verb)


def _free_subject_from_setting(tree: Tree, verb: Draft) -> None:
    """Take the subject from where it was said: "a précisé devant les députés **le ministre** X"."""
    settings = [d for d in tree.below(verb) if d.index > verb.index and d.pos in _NOMINAL]
    for setting in settings:
        for noun in tree.below(setting):
            below = tree.below(noun)
            free = noun.role in (Role.APPOSITION, Role.NOMINAL, Role.OTHER) and not any(
                d.role is Role.CASE for d in below
            )
            comma = any(d.pos == "PUNCT" for d in tree.drafts[setting.index : noun.index])
            if free and not comma and noun.index > setting.index and noun.pos in ("NOUN", "PROPN"):
                tree.attach(noun, verb, Role.SUBJECT)
                return
