"""Mend what the models are known to get wrong; which repairs a language needs is said in `syntax.toml`."""

from __future__ import annotations

from memcon.lang.schema import VerbForms
from memcon.model import Mood, Role
from memcon.parsers import clauses, conditional, hidden_verbs, lost_verbs
from memcon.parsers.draft import Draft, Tree

_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "X"}
_SUBJECTS = {Role.SUBJECT, Role.PASSIVE_SUBJECT, Role.EXPLETIVE}
# What may stand between a subject and its verb.
_VERB_GROUP = {
    Role.AUXILIARY, Role.PASSIVE_AUXILIARY, Role.COPULA, Role.REFLEXIVE, Role.NEGATION, Role.ADVERB,
    Role.INDIRECT,
}  # fmt: skip
_ACTIVE = {Role.PASSIVE_AUXILIARY: Role.AUXILIARY, Role.PASSIVE_SUBJECT: Role.SUBJECT}
# How far from its verb a time noun can stand ("a déclaré jeudi").
_NEXT = 3
_FINITE = {Mood.INDICATIVE, Mood.CONDITIONAL, Mood.SUBJUNCTIVE}


def repair(tree: Tree, forms: VerbForms) -> None:
    """Apply every repair to a normalised tree, in an order in which the later build on the earlier."""
    _find_verbs(tree, forms)
    for draft in _tagged(tree, "VERB", "AUX"):
        conditional.mend(draft, forms)
    for draft in _tagged(tree, "VERB", "AUX", "ADJ"):
        _mend_clause(tree, draft, forms)
    for draft in _tagged(tree, "VERB", "AUX", "ADJ"):
        clauses.raise_clause(tree, draft, forms)
    if forms.adjacent:
        _mend_subjects(tree)
    for draft in _tagged(tree, "VERB", "AUX") if forms.inverted_subject else ():
        _find_inverted_subject(tree, draft, forms)


def _find_verbs(tree: Tree, forms: VerbForms) -> None:
    """Give back to verbs what the model took for something else."""
    if forms.time_nouns:
        _free_from_time_nouns(tree, forms)
    if forms.lost_verbs:
        lost_verbs.find(tree)
    if forms.hidden_verbs:
        hidden_verbs.find(tree)
    for draft in _tagged(tree, "VERB") if forms.adjacent else ():
        _join_neighbours(tree, draft)
        _mend_request(tree, draft)


def _mend_clause(tree: Tree, verb: Draft, forms: VerbForms) -> None:
    """Mend mood, voice and subject of one verb."""
    if verb.lemma in forms.active_with_be:
        for draft in tree.below(verb):
            draft.role = _ACTIVE.get(draft.role, draft.role)
    _take_mood_of_auxiliary(tree, verb, forms)
    _mend_voice(tree, verb, forms)
    clauses.leave_one_subject(tree, verb)
    clauses.attach(tree, verb, forms)
    if forms.impersonal:
        _mend_impersonal(tree, verb, forms)


def _tagged(tree: Tree, *tags: str) -> list[Draft]:
    return [draft for draft in tree.drafts if draft.pos in tags]


def _free_from_time_nouns(tree: Tree, forms: VerbForms) -> None:
    for draft in tree.drafts:
        if draft.lemma in forms.time_nouns:
            _free_from_time_noun(tree, draft, forms)


def _free_from_time_noun(tree: Tree, noun: Draft, forms: VerbForms) -> None:
    """Give a verb the phrases that hang from a time noun: "a dénoncé dimanche **des actions**"."""
    verb = tree.head(noun)
    if verb is None or verb.pos != "VERB" or noun.index < verb.index:
        return
    if noun.role not in (Role.OBJECT, Role.OBLIQUE) or noun.index - verb.index > _NEXT:
        return
    if noun.role is Role.OBJECT:
        noun.role = Role.OBLIQUE
    for child in tree.below(noun):
        if (
            child.index > noun.index
            and child.role in (Role.NOMINAL, Role.APPOSITION)
            and child.pos in _NOMINAL
        ):
            if child.lemma in forms.time_nouns:
                continue
            cases = [d for d in tree.below(child) if d.role is Role.CASE]
            child.head = verb.index
            child.role = Role.OBLIQUE if cases else Role.OBJECT


def _mend_subjects(tree: Tree) -> None:
    for draft in _tagged(tree, "VERB"):
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


def _mend_request(tree: Tree, infinitive: Draft) -> None:
    """Part who is asked from what: "appelle **Israël** à respecter", "a appelé **Poutine** à cesser"."""
    head = tree.head(infinitive)
    verb = tree.head(head) if head is not None else None
    if infinitive.mood is not Mood.INFINITIVE or head is None or infinitive.index < head.index:
        return
    if head.pos == "PROPN" and head.role is Role.OBJECT and verb is not None and verb.pos == "VERB":
        tree.attach(infinitive, verb, Role.INFINITIVE)
    for name in tree.below(head) if head.pos == "VERB" else []:
        cased = any(d.role in (Role.CASE, Role.MARKER) for d in tree.below(name))
        bare = name.role is Role.INFINITIVE and name.pos == "PROPN" and not cased
        if bare and name.index < infinitive.index:
            name.role = Role.OBJECT


def _complete_subject(tree: Tree, verb: Draft) -> None:
    """Give a plural verb its second subject: "L'Iran, soutenu par X, et **le Hezbollah** ont convenu"."""
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


def _join_neighbours(tree: Tree, verb: Draft) -> None:
    """Hang a verb form from what it follows: "déclaré espérer **parler**", "un plan **visant** à"."""
    before = tree.drafts[verb.index - 1] if verb.index else None
    if before is None or verb.head == before.index:
        return
    if verb.role is Role.INFINITIVE and before.pos == "VERB" and before.head == verb.head:
        tree.attach(verb, before, Role.INFINITIVE)
    elif verb.mood is Mood.GERUND and verb.role is not Role.ADVERBIAL:
        noun = next((d for d in reversed(tree.drafts[: verb.index]) if d.pos != "ADJ"), None)
        if noun is not None and noun.pos == "NOUN":
            tree.attach(verb, noun, Role.PARTICIPLE)


def _take_mood_of_auxiliary(tree: Tree, draft: Draft, forms: VerbForms) -> None:
    """Give "ordonné" the mood of "aurait", "meet" the future of "will".

    The tense is past unless the auxiliary only makes a passive.
    """
    helpers = [
        d for d in tree.below(draft) if d.role in (Role.AUXILIARY, Role.PASSIVE_AUXILIARY, Role.COPULA)
    ]
    if not helpers:
        return
    first = helpers[0]
    if any(helper.lemma in forms.future_auxiliaries for helper in helpers):
        draft.mood, draft.tense = Mood.INDICATIVE, "future"
        return
    if draft.mood in (Mood.PARTICIPLE, Mood.NONE, Mood.GERUND, Mood.INFINITIVE):
        compound = first.role is Role.AUXILIARY and draft.mood is Mood.PARTICIPLE
        draft.mood = first.mood if first.mood is not Mood.NONE else draft.mood
        draft.tense = "past" if compound else first.tense or draft.tense


def _mend_voice(tree: Tree, draft: Draft, forms: VerbForms) -> None:
    """Find the agent of a passive; take a reflexive for active ("s'accusent mutuellement")."""
    below = tree.below(draft)
    passive = draft.mood is Mood.PARTICIPLE or any(d.role is Role.PASSIVE_AUXILIARY for d in below)
    reflexive = any(d.role is Role.REFLEXIVE for d in below)
    active = reflexive or (
        any(d.role is Role.AUXILIARY for d in below)
        and not any(d.role is Role.PASSIVE_AUXILIARY for d in below)
    )
    for child in below:
        if active and child.role is Role.PASSIVE_SUBJECT:
            child.role = Role.SUBJECT
        elif passive and not reflexive and child.role in (Role.OBLIQUE, Role.NOMINAL):
            cases = [d.lemma for d in tree.below(child) if d.role is Role.CASE]
            if any(case in forms.agent_prepositions for case in cases):
                child.role = Role.AGENT


def _mend_impersonal(tree: Tree, verb: Draft, forms: VerbForms) -> None:
    """Take "il" for a person where the verb has no impersonal use: "**Il** a déclaré que ..."."""
    below = tree.below(verb)
    helped = any(d.role in (Role.PASSIVE_AUXILIARY, Role.COPULA, Role.REFLEXIVE) for d in below)
    subject = any(d.role in (Role.SUBJECT, Role.PASSIVE_SUBJECT) for d in below)
    if helped or subject or verb.pos != "VERB" or verb.lemma in forms.impersonal:
        return
    for child in below:
        if child.role is Role.EXPLETIVE and child.index < verb.index:
            child.role = Role.SUBJECT


def _find_inverted_subject(tree: Tree, verb: Draft, forms: VerbForms) -> None:
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
            free = noun.role is Role.APPOSITION and not any(d.role is Role.CASE for d in below)
            comma = any(d.pos == "PUNCT" for d in tree.drafts[setting.index : noun.index])
            if free and not comma and noun.index > setting.index and noun.pos in ("NOUN", "PROPN"):
                tree.attach(noun, verb, Role.SUBJECT)
                return
