"""One event as one report tells it: from a record, and from the ledger."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from memcon.ledger.features import features
from memcon.ledger.store import Row, Store

Json = dict[str, Any]

ROLES = {"actor": "actors", "recipient": "recipients", "source": "attributed_to"}
COLUMNS = (
    "id report entry type mode status day_from day_to place country latitude longitude words start_at end_at "
    "spans sentence content content_at contexts details confidence features"
).split()
_STOP = re.compile(r"[.!?…]['\"”»’)]*(?=\s)|\n")
_LONGEST = 400  # characters of a sentence on either side of its trigger


@dataclass(frozen=True, slots=True)
class Telling:
    """One event of one report: the row of `tellings`, who takes part, and what its report is."""

    id: str
    report: int
    entry: str
    type: str
    mode: str
    status: str
    day_from: str
    day_to: str
    place: str
    country: str
    latitude: float | None
    longitude: float | None
    words: str
    start_at: int
    end_at: int
    spans: str
    sentence: str
    content: str
    content_at: int | None
    contexts: str
    details: str
    confidence: float
    features: str
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    attributed_to: tuple[str, ...] = ()
    published: str = ""
    language: str = ""
    copy_of: int = 0
    event: str = ""
    rule: str = ""

    @property
    def row(self) -> Row:
        """The telling as a row of its table."""
        return tuple(getattr(self, column) for column in COLUMNS)

    @property
    def ordinal(self) -> tuple[int, str] | None:
        """Its place in a series and since when, if the report says so."""
        found = json.loads(self.details).get("ordinal") if self.details else None
        return (found["n"], found["since"] or "") if found else None

    def overlaps(self, other: Telling) -> bool:
        """Say whether the two rest on a word in common, in one text."""
        here, there = json.loads(self.spans), json.loads(other.spans)
        return any(a["start"] < b["end"] and b["start"] < a["end"] for a in here for b in there)


def identifier(*parts: object) -> str:
    """Make a short name out of what it stands for: the same parts, the same name.

    >>> identifier("sha256:ab", 21, 26, "AGREE")
    'pmrs4hwtemzqa'
    """
    digest = hashlib.blake2b("|".join(map(str, parts)).encode(), digest_size=8).digest()
    return base64.b32encode(digest).decode().rstrip("=").lower()


def of_record(data: Json, number: int) -> list[Telling]:
    """List the events of a record as tellings of the report `number`."""
    keys = {actor["id"]: actor["key"] for actor in data["actors"]}
    found: list[Telling] = []
    taken: set[str] = set()
    for event in data["events"]:
        if not event["mentions"]:
            continue
        telling = _telling(event, data, keys, number)
        name, again = telling.id, 0
        while name in taken:
            again += 1
            name = identifier(telling.id, again)
        taken.add(name)
        found.append(replace(telling, id=name))
    return found


def _telling(event: Json, data: Json, keys: dict[str, str], number: int) -> Telling:
    document, first = data["document"], event["mentions"][0]
    when, where, content = event["when"] or {}, event["where"] or {}, event["content"]
    start, end = sentence_at(document["text"], first["start"], first["end"])
    found = features(data, (content["start"], content["end"]), event["mentions"], keys) if content else set()
    found = found or features(data, (start, end), event["mentions"], keys)
    return Telling(
        id=identifier(document["id"], first["start"], first["end"], event["type"]),
        report=number,
        entry=event["id"],
        type=event["type"],
        mode=event["mode"] or "",
        status=event["status"],
        day_from=when.get("from") or "",
        day_to=when.get("to") or "",
        place=where.get("name") or "",
        country=where.get("country") or "",
        latitude=where.get("latitude"),
        longitude=where.get("longitude"),
        words=first["text"],
        start_at=first["start"],
        end_at=first["end"],
        spans=json.dumps(event["mentions"], ensure_ascii=False),
        sentence=document["text"][start:end],
        content=content["text"] if content else "",
        content_at=content["start"] if content else None,
        contexts="; ".join(event["contexts"]),
        details=json.dumps(event["details"], ensure_ascii=False) if event["details"] else "",
        confidence=event["confidence"],
        features=" ".join(sorted(found)),
        published=document["published"]["value"] or "",
        language=document["language"],
        actors=_keys(event["actors"], keys),
        recipients=_keys(event["recipients"], keys),
        attributed_to=_keys(event["attributed_to"], keys),
    )


def _keys(ids: Sequence[str], keys: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys[i] for i in ids))


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Find the ends of the sentence that holds `[start, end)`, by its stops and line ends.

    >>> sentence_at("One. Two acts. Three.", 9, 13)
    (5, 14)
    """
    before = max(0, start - _LONGEST)
    stops = [match.end() for match in _STOP.finditer(text, before, start)]
    left = max([before, *stops])
    after = _STOP.search(text, end, min(len(text), end + _LONGEST))
    right = after.end() if after else min(len(text), end + _LONGEST)
    while left < start and text[left].isspace():
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right


def load(store: Store, condition: str, parameters: Sequence[Any]) -> list[Telling]:
    """Load tellings with all that merging asks of them; `condition` speaks of t, m and r."""
    columns = ", ".join(f"t.{column}" for column in COLUMNS)
    rows = store.rows(
        f"SELECT {columns}, r.published, r.language, r.copy_of, m.event, m.rule FROM tellings t "
        "JOIN reports r ON r.number = t.report JOIN merges m ON m.telling = t.id "
        f"WHERE {condition} ORDER BY t.report, t.start_at, t.id",
        parameters,
    )
    parties = _parties(store, [row[0] for row in rows])
    names = (*COLUMNS, "published", "language", "copy_of", "event", "rule")
    return [Telling(**dict(zip(names, row, strict=True)), **parties.get(row[0], {})) for row in rows]


def _parties(store: Store, ids: Sequence[str]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for some in chunks(ids):
        marks = ", ".join("?" * len(some))
        for telling, role, actor in store.rows(
            f"SELECT telling, role, actor FROM telling_actors WHERE telling IN ({marks}) "
            "ORDER BY telling, role, position",
            some,
        ):
            roles = found.setdefault(telling, {})
            roles[ROLES[role]] = (*roles.get(ROLES[role], ()), actor)
    return found


def chunks(values: Sequence[str], size: int = 900) -> Iterable[Sequence[str]]:
    """Cut a list into parts that fit one query."""
    return (values[at : at + size] for at in range(0, len(values), size))


def named_as_before(new: Sequence[Telling], old: Sequence[Telling]) -> list[Telling]:
    """Give tellings of a report that was read again the names they had, so that corrections find them.

    The same words make the same telling, even where its type, parties or day changed; of several on the
    same words the one of the same type, then of the same parties, goes first.
    """
    pairs = sorted(
        ((_sameness(n, o), -n.start_at, n.id, o.id) for n in new for o in old if n.overlaps(o)), reverse=True
    )
    names: dict[str, str] = {}
    for _, _, mine, before in pairs:
        if mine not in names and before not in names.values():
            names[mine] = before
    taken = set(names.values())
    result = []
    for telling in new:
        name = names.get(telling.id, telling.id)
        again = 0
        while telling.id not in names and name in taken:
            again += 1
            name = identifier(telling.id, again)
        taken.add(name)
        result.append(replace(telling, id=name))
    return result


def _sameness(one: Telling, other: Telling) -> tuple[bool, bool, bool]:
    return (
        one.type == other.type,
        (one.actors, one.recipients) == (other.actors, other.recipients),
        one.start_at == other.start_at,
    )
