"""According to whom: the speakers whose words contain something, or the media that relay it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from memcon.model import Predication, Statement

# Acts done by speaking: who tells them of himself ("We condemn it", X said) is no source of theirs.
SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
# What parties do by speaking, so also at a meeting or in a call.
SAID = SPOKEN | {"AGREE", "SUPPORT", "CONCEDE"}


def of(predication: Predication, statements: Sequence[Statement]) -> Statement | None:
    """Return in whose words the report tells a predication, None where it vouches for it itself."""
    around = [s for s in statements if s.content.covers(predication.trigger)]
    if predication.type in SPOKEN and predication.performed:
        around = [s for s in around if _tops(s.speakers) != _tops(predication.actors)]
    return min(around, key=_length, default=None)


def attribute(statements: Sequence[Statement], media: Collection[str]) -> tuple[Statement, ...]:
    """Give every statement the source that the report names for it; drop what only media say.

    A medium that relays ("according to Tass, X said ...") is a source, never a speaker.
    """
    sourced = [replace(s, attributed_to=_of_statement(s, statements)) for s in statements]
    return tuple(s for s in sourced if not set(s.speakers) <= set(media) and not _only_credits(s, sourced))


def _only_credits(statement: Statement, statements: Sequence[Statement]) -> bool:
    """Say whether "according to X" only credits X for another's words ("according to X, Y said that ...")."""
    credited = sum(
        _length(other)
        for other in statements
        if other.attributed_to == statement.speakers and statement.content.covers(other.content)
    )
    return not statement.cue_lemma and credited * 2 >= _length(statement)


def _of_statement(statement: Statement, statements: Sequence[Statement]) -> tuple[str, ...]:
    """Return according to whom a statement was made: speech within speech has two levels."""
    around = [
        other
        for other in statements
        if other is not statement
        and other.content.covers(statement.content)
        and other.content != statement.content
        and (statement.cue is None or other.content.covers(statement.cue))
        and other.speakers != statement.speakers
    ]
    return _speakers(min(around, key=_length, default=None))


def _length(statement: Statement) -> int:
    return statement.content.end - statement.content.start


def _speakers(statement: Statement | None) -> tuple[str, ...]:
    return statement.speakers if statement is not None else ()


def _tops(keys: Iterable[str]) -> set[str]:
    return {key.partition(":")[0] for key in keys}
