"""The event lexicon of a language: which words tell an event of which PLOVER type, and where its parts stand.

A slot names where an argument stands: `subject`, `object`, `indirect`, `clause` ("that ..."), `infinitive`,
`possessor`, `adjective`, `compound`, `agent`, or a preposition. Subject and object are those of the active
voice: the parser's passives, participles, relatives and controlled infinitives are turned round before.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct

Slots = tuple[str, ...]


class Frame(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the parts of an event stand, in order of preference."""

    actor: Slots | None = None
    recipient: Slots | None = None
    partner: Slots | None = None
    content: Slots | None = None
    target: Slots | None = None


class EntryData(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[verb]]`, `[[noun]]` or `[[adjective]]` of an events file.

    `words`: lemmas; a phrase ("mettre en garde", "call on") is its head word and what must follow it, in
    order, `a|b` standing for alternatives. `needs`: one of these slots must be filled. `object` and
    `subject`: they must be one of these lemmas; `not_with`: the object must be none of these.
    `known`: these parts (actor, recipient, partner) must be identified ("wants Kyiv to ...", not "wants
    to ..."). `clause`: the content must hold one of these lemmas and tell of the actor's own side
    ("warned that it would **respond**"). `acts`: tells nothing where it only describes somebody ("rebels
    **backed** by X"). `polarity = "negative"`: tells the event only when negated
    ("ne renoncera pas"). `status`: overrides what the sentence says.
    """

    words: tuple[str, ...]
    actor: Slots | None = None
    recipient: Slots | None = None
    partner: Slots | None = None
    content: Slots | None = None
    target: Slots | None = None
    mode: str = ""
    contexts: tuple[str, ...] = ()
    needs: Slots = ()
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    polarity: str = ""
    status: str = ""
    not_with: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    clause: tuple[str, ...] = ()
    acts: bool = False
    statement: bool | None = None


# The type of words that look like an event's and tell none ("l'arrivée au pouvoir").
NO_EVENT = "NONE"


class EventFile(Struct, frozen=True, forbid_unknown_fields=True):
    """One `events/*.toml`: a PLOVER type with its defaults and entries."""

    type: str
    defaults: dict[str, Frame] = {}
    statement: bool = False
    verb: tuple[EntryData, ...] = ()
    noun: tuple[EntryData, ...] = ()
    adjective: tuple[EntryData, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One word or phrase that tells an event, with all that its file says of it.

    `rule` names file and place for `--explain`; `pos` is "verb", "noun" or "adjective".
    """

    type: str
    pos: str
    words: tuple[tuple[str, ...], ...]
    frame: Frame
    mode: str
    contexts: tuple[str, ...]
    needs: Slots
    object: frozenset[str]
    subject: frozenset[str]
    polarity: str
    status: str
    not_with: frozenset[str]
    known: tuple[str, ...]
    clause: frozenset[str]
    acts: bool
    statement: bool
    rule: str


def entries(file: EventFile, path: Path) -> list[Entry]:
    """Expand a file into one entry a word or phrase, defaults filled in."""
    found: list[Entry] = []
    for pos, group in (("verb", file.verb), ("noun", file.noun), ("adjective", file.adjective)):
        default = file.defaults.get(pos, Frame())
        for number, data in enumerate(group, 1):
            rule = f"{path.parent.parent.name}/events/{path.name}: {pos} {number}"
            found.extend(_entry(phrase, data, default, file, (pos, rule)) for phrase in data.words)
    return found


def _entry(phrase: str, data: EntryData, default: Frame, file: EventFile, where: tuple[str, str]) -> Entry:
    parts = ("actor", "recipient", "partner", "content", "target")
    frame = Frame(**{p: own if (own := getattr(data, p)) is not None else getattr(default, p) for p in parts})
    return Entry(
        type=file.type,
        pos=where[0],
        words=tuple(tuple(word.split("|")) for word in phrase.split()),
        frame=frame,
        mode=data.mode,
        contexts=data.contexts,
        needs=data.needs,
        object=frozenset(data.object),
        subject=frozenset(data.subject),
        polarity=data.polarity,
        status=data.status,
        not_with=frozenset(data.not_with),
        known=data.known,
        clause=frozenset(data.clause),
        acts=data.acts,
        statement=file.statement if data.statement is None else data.statement,
        rule=f"{where[1]} ({phrase})",
    )
