"""What a language folder must hold, file by file; msgspec checks it and names the faulty key."""

from __future__ import annotations

from msgspec import Struct, field


class ModelChoice(Struct, frozen=True, forbid_unknown_fields=True):
    """The spaCy model that parses the language: an installed package, or a folder."""

    package: str
    name: str = ""
    version: str = ""
    exclude: tuple[str, ...] = ()


class Structure(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of a scheme in which prepositions and copulas govern (ClearNLP); empty for UD."""

    preposition_heads: frozenset[str] = frozenset()
    preposition_objects: frozenset[str] = frozenset()
    copula_complements: frozenset[str] = frozenset()


class VerbForms(Struct, frozen=True, forbid_unknown_fields=True):
    """Verb morphology that the parser gets wrong and the words that mark negation.

    `lemma_endings` (ending, replacement) and `lemmas` (form to lemma) add to the model's own lemma tables,
    `nouns` to those of nouns.
    """

    lemma_endings: tuple[tuple[str, str], ...] = ()
    lemmas: dict[str, str] = field(default_factory=dict)
    nouns: dict[str, str] = field(default_factory=dict)
    infinitive_markers: frozenset[str] = frozenset()
    conditional: tuple[str, ...] = ()
    future_stems: frozenset[str] = frozenset()
    time_nouns: frozenset[str] = frozenset()
    agent_prepositions: frozenset[str] = frozenset()
    inverted_subject: bool = False
    hidden_verbs: bool = False
    lost_verbs: bool = False
    complementisers: frozenset[str] = frozenset()
    trailing_gerunds: bool = False
    adjacent: bool = False
    impersonal: frozenset[str] = frozenset()
    active_with_be: frozenset[str] = frozenset()
    subject_clitics: frozenset[str] = frozenset()
    future_auxiliaries: frozenset[str] = frozenset()
    future_verbs: frozenset[str] = frozenset()
    tried_verbs: frozenset[str] = frozenset()
    reciprocal_cues: tuple[str, ...] = ()
    purposeful: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()


class SentenceRules(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a full stop does not end a sentence."""

    abbreviations: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()


class Syntax(Struct, frozen=True, forbid_unknown_fields=True):
    """`syntax.toml`: the parser, its labels and its known faults."""

    parser: ModelChoice
    roles: dict[str, str]
    support_verbs: frozenset[str] = frozenset()
    support_prepositions: frozenset[str] = frozenset()
    light_nouns: frozenset[str] = frozenset()
    exemplifying: frozenset[str] = frozenset()
    structure: Structure = Structure()
    prepositions: dict[str, str] = field(default_factory=dict)
    verbs: VerbForms = VerbForms()
    sentences: SentenceRules = SentenceRules()


class Office(Struct, frozen=True, forbid_unknown_fields=True):
    """Words for an office ("ministre | des affaires étrangères") and its kind in the knowledge base.

    `title` is what the office is called in English, where a state has several offices of the kind (Iran has a
    supreme leader and a president).
    """

    kind: str
    words: tuple[str, ...]
    title: str = ""


class Bodies(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that, with a state's name or adjective, stand for the state."""

    words: tuple[str, ...]
    alone: frozenset[str]
    documents: frozenset[str]


class Titles(Struct, frozen=True, forbid_unknown_fields=True):
    """`titles.toml`: nouns for people by office, bodies that act for a state, collectives.

    `local` are whom a place tells apart after one of `based` ("police in Kenya"), `parts` words for parts of
    a country ("in eastern Ukraine"); a state's name with one of `sides` before it or `backing` after it is
    no actor ("pro-Russian", "Iran-backed").
    """

    determiners: frozenset[str]
    contracted: frozenset[str]
    of: frozenset[str]
    on_behalf: frozenset[str]
    honorifics: frozenset[str]
    name_particles: frozenset[str]
    fillers: frozenset[str]
    organisation_words: frozenset[str]
    office: tuple[Office, ...]
    bodies: Bodies
    populations: dict[str, str]
    armed: frozenset[str]
    local: frozenset[str] = frozenset()
    based: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    backing: frozenset[str] = frozenset()


class Pronoun(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that stand for the actor last named; `last` for the nearest rather than the most salient."""

    words: tuple[str, ...]
    number: str
    gender: str = ""
    last: bool = False


class Persons(Struct, frozen=True, forbid_unknown_fields=True):
    """Pronouns or determiners by number."""

    singular: frozenset[str]
    plural: frozenset[str]


class Both(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that count the actors a plural noun stands for ("les deux pays", "both sides")."""

    words: frozenset[str]
    numbers: dict[str, int]
    alone: tuple[str, ...] = ()


class ReferenceNouns(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that stand for an actor named elsewhere, by the kind of actor.

    `short` ones stand only for what was named with them: "the North" for North Korea, "the council".
    `state_is_subject`: "the country" is rather the subject's than another.
    `relation`: with a possessive they stand for somebody else than the owner ("son voisin").
    """

    state: frozenset[str]
    person: frozenset[str]
    organisation: frozenset[str]
    any: frozenset[str]
    counterpart: frozenset[str]
    short: frozenset[str] = frozenset()
    state_is_subject: bool = False
    relation: frozenset[str] = frozenset()


class PlaceWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Prepositions after which a country or city is a place.

    After `addressing` ones, a name with one of the `articles` is addressed ("à la Hongrie").
    """

    locative: frozenset[str]
    addressing: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()


class ReferenceWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`reference.toml`: pronouns and nouns that stand for an actor named elsewhere."""

    pronoun: tuple[Pronoun, ...]
    places: PlaceWords
    first_person: Persons
    demonstratives: frozenset[str]
    possessive: tuple[Pronoun, ...]
    both: Both
    nouns: ReferenceNouns

    @property
    def possessives(self) -> frozenset[str]:
        """All possessive determiners."""
        return frozenset(word for pronoun in self.possessive for word in pronoun.words)


class LinePatterns(Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns of whole lines that are not the report, and why."""

    reason: str
    patterns: tuple[str, ...]


class BoilerplateWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`boilerplate.toml`: what a page carries beside its report."""

    line: tuple[LinePatterns, ...]


class StatusWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that give an event one status, by how they stand to its trigger."""

    verbs: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    markers: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()
    future: bool = False
    conditional: bool = False


class Modality(Struct, frozen=True, forbid_unknown_fields=True):
    """`modality.toml`: what makes an event planned, hypothetical, negated or unconfirmed.

    `purpose`: markers of infinitives that say what an act is for; what stands there has not happened.
    """

    planned: StatusWords
    hypothetical: StatusWords
    negated: StatusWords
    unconfirmed: StatusWords
    purpose: frozenset[str] = frozenset()


class Tail(Struct, frozen=True, forbid_unknown_fields=True):
    """What a reporting tail is made of: verb forms that stand before their subject, after a comma.

    `phrases`: verbs of several words as they stand there ("mis en garde"); `settings`: prepositions of
    phrases that may part verb and subject ("a déclaré **sur** X le ministre").
    """

    verbs: frozenset[str]
    auxiliaries: tuple[str, ...]
    clitics: tuple[str, ...]
    adverbs: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()


class Speech(Struct, frozen=True, forbid_unknown_fields=True):
    """`speech.toml`: words that report what somebody said."""

    verbs: frozenset[str]
    describing: frozenset[str]
    according: tuple[str, ...]
    carriers: frozenset[str]
    announcing: frozenset[str]
    tail: Tail
    nobody: frozenset[str] = frozenset()
    quoting: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()
    echoes: tuple[str, ...] = ()


class Series(Struct, frozen=True, forbid_unknown_fields=True):
    """How a report counts an event in a series ("pour la sixième fois depuis ...")."""

    patterns: tuple[str, ...]
    since: frozenset[str]
    ordinals: dict[str, int]
    numeral: str
    terms: tuple[str, ...]


class DateWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that say which act a time expression dates.

    `bounds` make it a bound (it dates nothing), `ranges` join two days. `during` introduce a noun that has
    the time of its clause, `setting` one that gives the clause its time, `part` one that has the time of its
    noun, `meanwhile` a clause that has the time of the one above it, `apart` words that have another. What
    is `happening` dates the noun it modifies.
    """

    bounds: frozenset[str]
    ranges: frozenset[str] = frozenset()
    during: frozenset[str] = frozenset()
    setting: frozenset[str] = frozenset()
    part: frozenset[str] = frozenset()
    meanwhile: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    happening: frozenset[str] = frozenset()


class DetailWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`details.toml`: what reports say of an event beside its parties."""

    series: Series
    numbers: dict[str, frozenset[str]]
    media: dict[str, tuple[str, ...]]
    dates: DateWords
