"""Mend what the models are known to get wrong; which repairs a language needs is said in `syntax.toml`."""

from __future__ import annotations

from memcon.lang.schema import VerbForms
from memcon.model import Mood, Role
from memcon.parsers import clauses, conditional, hidden_verbs, lost_verbs, subjects
from memcon.parsers.draft import Draft, Tree

_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "X"}
_SUBJECTS = {Role.SUBJECT, Role.PASSIVE_SUBJECT, Role.EXPLETIVE}
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
        subjects.mend(tree)
    for draft in _tagged(tree, "VERB", "AUX") if forms.inverted_subject else ():
        subjects.find_inverted(tree, draft, forms)


def _find_verbs(tree: Tree, forms: VerbForms) -> None:
    """Give back to verbs what the model took for something else."""
    for draft in _tagged(tree, "VERB"):
        _mend_name(tree, draft)
    if forms.time_nouns:
        _free_from_time_nouns(tree, forms)
    if forms.lost_verbs:
        lost_verbs.find(tree)
    if forms.hidden_verbs:
        hidden_verbs.find(tree)
    for draft in _tagged(tree, "VERB") if forms.adjacent else ():
        _join_neighbours(tree, draft)
        _mend_request(tree, draft)


def _mend_name(tree: Tree, word: Draft) -> None:
    """Take a capitalised word that is no verb's form for a name: "a annoncé à **Oslo** une réunion"."""
    if not word.index or not word.text[0].isupper() or word.verb or word.head == word.index:
        return
    markers = [d for d in tree.below(word) if d.role is Role.MARKER and d.pos == "ADP"]
    word.pos, word.mood, word.tense = "PROPN", Mood.NONE, ""
    for marker in markers:
        marker.role = Role.CASE
    if word.role in (Role.INFINITIVE, Role.CLAUSE, Role.ADVERBIAL):
        word.role = Role.OBLIQUE if markers else Role.OBJECT


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
