"""The series of calls and meetings between two sides, numbered, each with its sources."""

from __future__ import annotations

from dataclasses import dataclass, replace

from memcon.ledger import Filters, Ledger
from memcon.ledger.pages import every

HELD = {"actual", "unconfirmed"}


@dataclass(frozen=True, slots=True)
class Contact:
    """A call or meeting: its place in the series (None where it was not held), and who reports it."""

    number: int | None
    day: str
    day_to: str
    mode: str
    actors: str
    recipients: str
    place: str
    status: str
    n_reports: int
    n_sources: int
    sources: str
    sentence: str
    event: str


def contacts(ledger: Ledger, one: str, other: str, filters: Filters) -> list[Contact]:
    """List the contacts of two actors by day; planned, denied and hypothetical ones have no number."""
    asked = replace(filters, actor=(one,), other=(other,), type=("CONSULT",))
    found: list[Contact] = []
    number = 0
    for event in every(ledger.events, asked):
        number += event.status in HELD
        tellings = ledger.tellings(event.id)
        sources = dict.fromkeys(t.outlet or t.url or t.source or t.document for t in tellings)
        found.append(
            Contact(
                number=number if event.status in HELD else None,
                day=event.day,
                day_to=event.day_to,
                mode=event.mode,
                actors=event.actors,
                recipients=event.recipients,
                place=event.place,
                status=event.status,
                n_reports=event.n_reports,
                n_sources=event.n_sources,
                sources="; ".join(sources),
                sentence=event.sentence,
                event=event.id,
            )
        )
    return found
