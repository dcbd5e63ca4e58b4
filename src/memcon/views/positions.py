"""What a side asks, offers, refuses, promises, praises, blames and threatens, by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from memcon.knowledge.topics import names, topics
from memcon.ledger import Filters, Ledger
from memcon.ledger.features import fold
from memcon.ledger.pages import every

KINDS = ("REQUEST", "REJECT", "AGREE", "CONCEDE", "SUPPORT", "ACCUSE", "THREATEN")


@dataclass(frozen=True, slots=True)
class Position:
    """A side's position in its own words, with where they stand."""

    day: str
    holder: str
    kind: str
    counterpart: str
    content: str
    topics: str
    status: str
    sentence: str
    n_sources: int
    outlet: str | None
    source: str
    url: str
    document: str
    event: str


def positions(ledger: Ledger, holder: str, filters: Filters, *, on: str = "") -> Iterator[Position]:
    """List the positions of a holder, all or those on a topic, else whose words hold every word of `on`.

    What is on none of the topics (knowledge/topics.tsv) has none.
    """
    asked = replace(filters, actor=(holder,), type=filters.type or KINDS)
    words = [] if on in names() else fold(on).split()
    for event in every(ledger.events, asked):
        said = fold(f"{event.content} {event.sentence}")
        about = topics(event.content or event.sentence, event.language)
        if all(word in said for word in words) and (words or not on or on in about):
            yield Position(
                day=event.day,
                holder=event.actors,
                kind=event.type,
                counterpart=event.recipients,
                content=event.content,
                topics="; ".join(about),
                status=event.status,
                sentence=event.sentence,
                n_sources=event.n_sources,
                outlet=event.outlet,
                source=event.source,
                url=event.url,
                document=event.document,
                event=event.id,
            )
