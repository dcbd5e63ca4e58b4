"""The arguments of a word, by slot, whatever construction they stand in.

Handled: active and passive voice, past and present participles ("jugées inacceptables par Kiev", "ajoutant
que"), relative clauses, shared subjects of coordinated verbs, controlled infinitives ("promet de livrer",
"urged Israel to halt"), nouns with their complements, possessors, adjectives and support verbs
("a mené une frappe", "carried out strikes").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from memcon.lang import Language
from memcon.model import Mood, Role, Sentence, Token

_VERBAL = {"VERB", "AUX"}
_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"}
_RELATIVE_SUBJECTS = {"qui", "who", "which", "that", "lequel", "laquelle"}
_RELATIVE_OBJECTS = {"que", "qu'", "whom", "which", "that"}
_SUBJECTS = (Role.SUBJECT, Role.PASSIVE_SUBJECT)
_PARTICIPIAL = (Role.PARTICIPLE, Role.ADJECTIVE, Role.ROOT, Role.APPOSITION)
_PLAIN_SLOTS = {
    Role.SUBJECT: "subject",
    Role.PASSIVE_SUBJECT: "object",
    Role.OBJECT: "object",
    Role.CLAUSE: "clause",
    Role.INFINITIVE: "infinitive",
    Role.REFLEXIVE: "reflexive",
}
_GENITIVE = {"de", "of"}

Slots = dict[str, list[Token]]


def conjuncts(sentence: Sentence, token: Token) -> list[Token]:
    """List a token and all that is coordinated with it below it."""
    found = [token]
    for child in sentence.below(token, Role.CONJUNCT):
        found.extend(conjuncts(sentence, child))
    for name in sentence.below(token, Role.APPOSITION, Role.NAME):
        if name.pos == "PROPN":  # "le président Vladimir Poutine, son homologue et ...": hung from the name
            found.extend(conjuncts(sentence, name)[1:])
    return found


def is_passive(sentence: Sentence, token: Token) -> bool:
    """Say whether a verb is passive: an auxiliary says so, or it is a past participle on its own."""
    below = {child.role for child in sentence.below(token)}
    if Role.REFLEXIVE in below:
        return False
    if Role.PASSIVE_AUXILIARY in below:
        return True
    if Role.AUXILIARY in below:
        return False
    if Role.PASSIVE_SUBJECT in below or Role.AGENT in below:
        return True
    if token.mood is not Mood.PARTICIPLE:
        return False
    head = sentence.head(token)
    if token.role is Role.CONJUNCT and head is not None:
        return is_passive(sentence, head)  # "was arrested and sentenced"
    return token.role in _PARTICIPIAL


def of_verb(sentence: Sentence, verb: Token) -> Slots:
    """Return the arguments of a verb (or predicative adjective) by slot, turned to the active voice."""
    slots: Slots = defaultdict(list)
    passive = is_passive(sentence, verb)
    for child in sentence.below(verb):
        slot = _slot(child, passive=passive)
        if slot:
            slots[slot].append(_antecedent(sentence, verb, child))
    _add_modified_noun(sentence, verb, slots, passive=passive)
    _add_judge(sentence, verb, slots)
    missing = "object" if passive else "subject"
    if not slots.get(missing):
        slots[missing].extend(_understood_subject(sentence, verb))
    return slots


def _slot(child: Token, *, passive: bool) -> str:
    """Name the slot of a verb's dependent, "" for one that is no argument."""
    if child.role is Role.INFINITIVE and child.mood is Mood.GERUND and child.case:
        return child.case  # "accused of attacking" fills "of", "told them after leaving" fills "after"
    if child.role in _PLAIN_SLOTS:
        return _PLAIN_SLOTS[child.role]
    match child.role:
        case Role.AGENT:
            return "subject" if passive else child.case
        case Role.INDIRECT:
            return child.case or "indirect"
        case Role.OBLIQUE | Role.NOMINAL:
            return child.case or "time"
        case Role.ADVERBIAL if child.pos in _VERBAL:
            return "adverbial"
    return ""


def _antecedent(sentence: Sentence, verb: Token, child: Token) -> Token:
    """Replace a relative pronoun by the noun that its clause modifies."""
    if verb.role is Role.RELATIVE and child.pos == "PRON":
        word = child.text.lower().replace("’", "'")
        noun = sentence.head(verb)
        if noun is not None and (word in _RELATIVE_SUBJECTS or word in _RELATIVE_OBJECTS):
            return noun
    return child


def _add_modified_noun(sentence: Sentence, verb: Token, slots: Slots, *, passive: bool) -> None:
    """Let a participle or a relative clause without pronoun take the noun it modifies."""
    noun = sentence.head(verb)
    if noun is None or noun.pos not in _NOMINAL:
        return
    if verb.role in (Role.PARTICIPLE, Role.ADJECTIVE):
        slots["object" if passive else "subject"].append(noun)
    elif verb.role is Role.RELATIVE and not passive and not slots.get("object"):
        if noun in slots.get("subject", []):
            return
        slots["object"].append(noun)


def _add_judge(sentence: Sentence, adjective: Token, slots: Slots) -> None:
    """Let who judges be the subject of the judgement: "jugeant la décision inacceptable"."""
    judge = sentence.head(adjective)
    if adjective.pos != "ADJ" or judge is None or judge.pos not in _VERBAL:
        return
    if adjective.role not in (Role.INFINITIVE, Role.OBJECT) or slots.get("subject"):
        return
    own = of_verb(sentence, judge)
    slots["object"].extend(t for t in own.get("object", []) if t is not adjective)
    slots["subject"].extend(own.get("subject", []))


def _understood_subject(sentence: Sentence, verb: Token) -> list[Token]:
    """Find the subject that a coordinated, infinitive or participial clause shares with its governor."""
    seen = {verb.index}
    governor = sentence.head(verb)
    while governor is not None and governor.index not in seen:
        seen.add(governor.index)
        if verb.role is Role.CONJUNCT and governor.pos not in _VERBAL | {"ADJ"}:
            return []
        objects = sentence.below(governor, Role.OBJECT, Role.INDIRECT)
        people = [o for o in objects if o.index < verb.index and o.pos in _NOMINAL]
        if verb.role is Role.INFINITIVE and people:
            return people[:1]
        own = of_verb(sentence, governor) if governor.pos in _VERBAL | {"ADJ"} else {}
        slot = "object" if is_passive(sentence, governor) else "subject"
        if own.get(slot):
            return list(own[slot])
        if governor.pos == "NOUN":
            return of_noun_owner(sentence, governor)
        governor = sentence.head(governor)
    return []


def counted(sentence: Sentence, slots: Slots, language: Language) -> Slots:
    """Add to each slot what its light nouns count: "hundreds of soldiers", "a group of hostages"."""
    light = language.syntax.light_nouns
    for tokens in slots.values():
        for token in [t for t in tokens if t.lemma in light]:
            below = sentence.below(token, Role.NOMINAL)
            tokens.extend(child for child in below if child.case in _GENITIVE and child not in tokens)
        for token in [t for t in tokens if t.pos == "NOUN"]:
            tokens.extend(_examples(sentence, token, language.syntax.exemplifying))
    return slots


def _examples(sentence: Sentence, token: Token, words: Collection[str]) -> list[Token]:
    """List whom a noun is said to stand for: "partners **including** the United States and France"."""
    members = conjuncts(sentence, token)
    return [child for member in members for child in sentence.below(member) if child.case in words]


def of_noun_owner(sentence: Sentence, noun: Token) -> list[Token]:
    """Return who a noun belongs to: possessor, "de"/"of" complement, or subject of its support verb."""
    owners = sentence.below(noun, Role.POSSESSOR)
    owners += [child for child in sentence.below(noun, Role.NOMINAL) if child.case in _GENITIVE]
    if owners:
        return owners[:1]
    verb = sentence.head(noun)
    if verb is not None and verb.pos in _VERBAL and noun.role is Role.OBJECT:
        return sentence.below(verb, *_SUBJECTS)
    return []


def of_noun(sentence: Sentence, noun: Token, language: Language) -> Slots:
    """Return the arguments of a noun by slot, those of its support verb and its participles included."""
    slots: Slots = defaultdict(list)
    possessive = language.reference.possessives
    carrier = _carrier(sentence, noun, language)
    children = sentence.below(noun)
    if carrier is not noun:
        children += [child for child in sentence.below(carrier) if child is not noun]
    for child in children:
        if child.role in (Role.NOMINAL, Role.OBLIQUE, Role.AGENT, Role.INDIRECT):
            slots[child.case or "time"].append(child)
        elif child.role is Role.POSSESSOR or child.text.lower() in possessive:
            slots["possessor"].append(child)
        elif child.role is Role.ADJECTIVE:
            slots["adjective"].append(child)
        elif child.role in (Role.COMPOUND, Role.NAME):
            slots["compound"].append(child)
        elif child.role in (Role.INFINITIVE, Role.CLAUSE):
            slots["infinitive" if child.role is Role.INFINITIVE else "clause"].append(child)
        elif child.role is Role.PARTICIPLE and child.pos in _VERBAL and is_passive(sentence, child):
            _add_all(slots, {k: v for k, v in of_verb(sentence, child).items() if k != "object"})
    _add_support(sentence, carrier, language, slots)
    if sentence.below(noun, Role.COPULA):
        slots["subject"].extend(sentence.below(noun, *_SUBJECTS))
    return slots


def _carrier(sentence: Sentence, noun: Token, language: Language) -> Token:
    """Return the noun that governs in its stead: "a series of strikes", "a fresh round of talks"."""
    head = sentence.head(noun)
    if head is None or head.lemma not in language.syntax.light_nouns:
        return noun
    return head if noun.case in _GENITIVE and noun.role is Role.NOMINAL else noun


def _add_support(sentence: Sentence, noun: Token, language: Language, slots: Slots) -> None:
    """Add the arguments of a support verb: "a lancé une attaque contre", "talks were held with"."""
    verb = sentence.head(noun)
    if verb is None or verb.pos not in _VERBAL or verb.lemma not in language.syntax.support_verbs:
        return
    if noun.role not in (Role.OBJECT, Role.PASSIVE_SUBJECT, Role.OBLIQUE, Role.INFINITIVE, Role.SUBJECT):
        return
    prepositions = language.syntax.support_prepositions
    if noun.role is Role.OBLIQUE and prepositions and noun.case not in prepositions:
        return  # "took part in talks", but not "gave a speech after the attacks"
    own = of_verb(sentence, verb)
    for slot, tokens in own.items():
        if noun not in tokens and slot not in ("clause", "infinitive", "adverbial", "time"):
            slots["support" if slot == "subject" else slot].extend(tokens)


def _add_all(slots: Slots, more: Slots) -> None:
    for slot, tokens in more.items():
        slots[slot].extend(tokens)


def by_preposition(sentence: Sentence, trigger: Token, preposition: str) -> list[Token]:
    """Find a phrase with a preposition in the clause after a word, whatever it hangs from.

    Parsers attach prepositional phrases wrongly more often than they miss them: the role is told by the
    preposition, the search ends at the next finite verb.
    """
    rest = list(_rest_of_clause(sentence, trigger))
    if trigger.mood is not Mood.INFINITIVE:  # "son échange avec X pour évoquer la guerre entre ..."
        stop = next((t.index for t in rest if t.mood is Mood.INFINITIVE), len(sentence.tokens))
        rest = [t for t in rest if t.index < stop]
    return [t for t in rest if t.case == preposition and t.pos in _NOMINAL][:1]


def infinitive_after(sentence: Sentence, trigger: Token, markers: Iterable[str]) -> Token | None:
    """Find the infinitive that completes a word across others: "a promis, dans un discours, **de venger**".

    It has a marker ("de", "à") and hangs from none but a prepositional phrase or a name in between.
    """
    for token in _rest_of_clause(sentence, trigger):
        if token.mood is not Mood.INFINITIVE or token.pos != "VERB":
            continue
        if not token.case or token.case not in markers:
            return None
        head = sentence.head(token)
        astray = head is None or head.index < trigger.index or head.role in (Role.OBLIQUE, Role.NOMINAL)
        return token if astray or (head is not None and head.role is Role.APPOSITION) else None
    return None


def _rest_of_clause(sentence: Sentence, trigger: Token) -> Iterator[Token]:
    for token in sentence.tokens[trigger.index + 1 :]:
        finite = token.pos in _VERBAL and token.mood in (Mood.INDICATIVE, Mood.CONDITIONAL, Mood.SUBJUNCTIVE)
        if finite or token.text in (";", ":"):
            return
        yield token


def filled(slots: Slots, names: Iterable[str]) -> list[Token]:
    """Return the tokens of the first of the named slots that is filled."""
    return next((slots[name] for name in names if slots.get(name)), [])
