"""The vocabulary: every type that travels between the stages, frozen and without logic of its own.

The order below is the order of the pipeline:
Span, Document, Token, Sentence, Moment, Actor, Mention, Place, Predication, Statement, Event, Record.
All offsets are Unicode code points into `Document.text`, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words of a document: `text` stands at `[start, end)`. Make it with `Document.span`.

    Raises ValueError when the offsets and the words cannot belong together.
    """

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text):
            raise ValueError(f"span [{self.start}, {self.end}) cannot hold {self.text!r}")

    def covers(self, other: Span) -> bool:
        """Say whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def trimmed(self) -> Span:
        """Return the span without white space at its ends."""
        left = len(self.text) - len(self.text.lstrip())
        words = self.text.strip()
        return Span(self.start + left, self.start + left + len(words), words)

    def __str__(self) -> str:
        return self.text


class Basis(StrEnum):
    """Where the publication day was taken from."""

    GIVEN = "given"
    METADATA = "metadata"
    URL = "url"
    TEXT = "text"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Published:
    """The publication day (`YYYY-MM-DD` or None), how it is known, and the words that show it."""

    value: str | None = None
    basis: Basis = Basis.UNKNOWN
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What the intake knows of a text before it is read: where it lies and what its page said."""

    text: str
    source: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: Published = Published()


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Words that are not the report (cookie banner, share bar, credit) and why they are taken so."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text cut into its blocks; nothing is deleted, what is not the report is marked."""

    id: str
    text: str
    language: str
    source: Source
    published: Published
    paragraphs: tuple[Span, ...]
    headings: tuple[Span, ...]
    boilerplate: tuple[Boilerplate, ...]

    def span(self, start: int, end: int) -> Span:
        """Anchor `[start, end)` in this text."""
        return Span(start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: with the marks (`outer`) and without (`inner`)."""

    outer: Span
    inner: Span


class Role(StrEnum):
    """What a token is to its head: one set for every parser's label scheme (after UD v2)."""

    ROOT = "root"
    SUBJECT = "subject"
    PASSIVE_SUBJECT = "passive_subject"
    OBJECT = "object"
    INDIRECT = "indirect"
    OBLIQUE = "oblique"
    AGENT = "agent"
    NOMINAL = "nominal"
    POSSESSOR = "possessor"
    CLAUSE = "clause"
    INFINITIVE = "infinitive"
    ADVERBIAL = "adverbial"
    RELATIVE = "relative"
    PARTICIPLE = "participle"
    APPOSITION = "apposition"
    ADJECTIVE = "adjective"
    COMPOUND = "compound"
    CONJUNCT = "conjunct"
    COORDINATOR = "coordinator"
    PARATAXIS = "parataxis"
    ADVERB = "adverb"
    NEGATION = "negation"
    PARTICLE = "particle"
    AUXILIARY = "auxiliary"
    PASSIVE_AUXILIARY = "passive_auxiliary"
    COPULA = "copula"
    DETERMINER = "determiner"
    NUMERAL = "numeral"
    CASE = "case"
    MARKER = "marker"
    NAME = "name"
    FIXED = "fixed"
    EXPLETIVE = "expletive"
    REFLEXIVE = "reflexive"
    PUNCTUATION = "punctuation"
    OTHER = "other"


class Mood(StrEnum):
    """The form of a verb, as far as status and control need it."""

    NONE = ""
    INDICATIVE = "indicative"
    CONDITIONAL = "conditional"
    SUBJUNCTIVE = "subjunctive"
    IMPERATIVE = "imperative"
    INFINITIVE = "infinitive"
    GERUND = "gerund"
    PARTICIPLE = "participle"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence with its place in the tree; `head` is an index into the sentence.

    `mood` and `tense` are those of the whole verb group ("aurait ordonné" is a past conditional);
    `case` is the preposition or conjunction that introduces the word with its dependents; `verb` is the
    lemma that the form has as a verb, "" if it is none; `ordinary` says that a capitalised form is also a
    word of the dictionary ("Affaires", "Rights").
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    head: int
    role: Role
    mood: Mood = Mood.NONE
    tense: str = ""
    number: str = ""
    gender: str = ""
    person: str = ""
    case: str = ""
    verb: str = ""
    ordinary: bool = False

    def __repr__(self) -> str:
        return f"Token({self.text!r} {self.pos} {self.role}<-{self.head})"


class Part(StrEnum):
    """What a sentence is in its report; a dateline ("NAIROBI, Kenya (AP) —") names places, never actors."""

    BODY = "body"
    HEADING = "heading"
    DATELINE = "dateline"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tree. A report's sentence may hold several trees (a quotation and its frame).

    `children[i]` lists the indexes of the tokens whose head is token `i`, in text order.
    """

    span: Span
    tokens: tuple[Token, ...]
    part: Part = Part.BODY
    children: tuple[tuple[int, ...], ...] = ()

    def __post_init__(self) -> None:
        if not self.children:
            below: list[list[int]] = [[] for _ in self.tokens]
            for token in self.tokens:
                if token.head != token.index:
                    below[token.head].append(token.index)
            object.__setattr__(self, "children", tuple(tuple(indexes) for indexes in below))

    def below(self, token: Token, *roles: Role) -> list[Token]:
        """List the direct dependents of `token`, all or only those with one of the `roles`."""
        kids = (self.tokens[i] for i in self.children[token.index])
        return [kid for kid in kids if not roles or kid.role in roles]

    def subtree(self, token: Token) -> list[Token]:
        """List `token` and all that hangs from it, in text order."""
        found, todo = [], [token.index]
        while todo:
            index = todo.pop()
            found.append(index)
            todo.extend(self.children[index])
        return [self.tokens[i] for i in sorted(found)]

    def head(self, token: Token) -> Token | None:
        """Return the head of `token`, or None at a root."""
        return None if token.head == token.index else self.tokens[token.head]


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression and its TIMEX3 value, with the first and last day (`YYYY-MM-DD`) it covers.

    `type` is DATE, TIME, DURATION or SET. `value` is None where the text gives nothing to resolve the
    words against; `reason` says how the value was found, or why there is none.
    """

    span: Span
    type: str
    value: str | None
    first: str | None = None
    last: str | None = None
    reason: str = ""


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"
    POPULATION = "population"
    MEDIUM = "medium"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts, under the codebook's key (`RUS`, `RUS:Putin`, `HAMAS`, `FRA:protesters`)."""

    key: str
    name: str
    kind: ActorKind
    state: str | None = None
    code: str = ""
    role: str | None = None
    wikidata: str | None = None
    names: tuple[tuple[str, str], ...] = ()
    known: bool = True


class MentionKind(StrEnum):
    """How a mention refers: by name, by seat, by office, by description, or by pronoun."""

    NAME = "name"
    METONYM = "metonym"
    ROLE = "role"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name as the text gives it, with the keys of the known persons it fits, best first.

    `full` says that more than a surname fits.
    """

    text: str
    keys: tuple[str, ...] = ()
    full: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that may stand for actors, with what the words themselves say; not yet resolved.

    `keys` are certain; `persons` are names still to be told apart; `states` are the states or
    organisations of an adjective, complement or possessor; `noun` is the word that refers ("président"),
    `title` what the office is called in English;
    `patrons` are persons whose body it is ("le gouvernement Trudeau"), `of` a noun saying whose it is that
    refers back itself, `owner` a possessive ("son"), `alias` a short name that the text gives them here or
    uses here ("the Ministry of External Affairs (MEA)"); `sentence` and `head` say where its main word stands
    in the trees.
    """

    span: Span
    sentence: int
    head: int
    kind: MentionKind
    keys: tuple[str, ...] = ()
    persons: tuple[PersonName, ...] = ()
    patrons: tuple[PersonName, ...] = ()
    of: str = ""
    offices: tuple[str, ...] = ()
    title: str = ""
    noun: str = ""
    states: tuple[str, ...] = ()
    owner: str = ""
    number: str = ""
    gender: str = ""
    count: int = 0
    population: str = ""
    definite: bool = False
    alias: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for one or more actors (their keys)."""

    span: Span
    actors: tuple[str, ...]
    kind: MentionKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Words that name a place, with its ISO 3166-1 alpha-3 country and its rough coordinates in degrees."""

    span: Span
    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Status(StrEnum):
    """How certain the report is that an event took place."""

    ACTUAL = "actual"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    UNCONFIRMED = "unconfirmed"


BODY = "body"


@dataclass(frozen=True, slots=True)
class Because:
    """Why a field has its value: the words that set it (None where rule and context did) and how."""

    field: str
    span: Span | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Predication:
    """One telling of one event: a trigger of the lexicon with its arguments, resolved to actor keys.

    `speech` says that its content gives words, `performed` that saying it does it ("we condemn"),
    `partnered` that only with whom is said ("lors d'un appel avec X, ..."), `answers` that its
    content points back ("rejette ces conditions"); `rule` names the lexicon
    entry; `verbal` says that it is a verb, `announced_by` which official tells the state's act;
    `sentence` and `head` place the trigger in the trees.
    """

    sentence: int
    head: int
    trigger: Span
    type: str
    mode: str
    rule: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    content: Span | None
    status: Status
    contexts: tuple[str, ...] = ()
    speech: bool = False
    performed: bool = False
    partnered: bool = False
    verbal: bool = False
    announced_by: tuple[str, ...] = ()
    answers: bool = False
    because: tuple[Because, ...] = ()


class StatementKind(StrEnum):
    """Whether the words are the speaker's: all quoted, reported, or reported with quoted words inside."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what: the words (`content`) and the verb or phrase that reports them (`cue`)."""

    kind: StatementKind
    speakers: tuple[str, ...]
    content: Span
    cue: Span | None
    addressees: tuple[str, ...] = ()
    attributed_to: tuple[str, ...] = ()
    sentence: int = -1
    cue_lemma: str = ""
    when: Period | None = None
    where: Place | None = None
    because: tuple[Because, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day (`YYYY-MM-DD`, inclusive), with the words that give them."""

    first: str
    last: str
    words: Span | None = field(default=None, compare=False)

    @property
    def days(self) -> int:
        """Count the days."""
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1


@dataclass(frozen=True, slots=True)
class Details:
    """What a report says of an event beside its parties: place in a series, length, medium, numbers."""

    ordinal: int | None = None
    since: str | None = None
    duration: str | None = None
    medium: str | None = None
    numbers: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One real event with all its tellings in a report (`mentions`)."""

    type: str
    mode: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    mentions: tuple[Span, ...]
    status: Status
    when: Period | None = None
    where: Place | None = None
    attributed_to: tuple[str, ...] = ()
    content: Span | None = None
    contexts: tuple[str, ...] = ()
    details: Details = Details()
    confidence: float = 1.0
    because: tuple[Because, ...] = ()
