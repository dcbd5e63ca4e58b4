"""Predications -> Statements: the speech acts that are events too ("exhorted Europe to ...")."""

from __future__ import annotations

from collections.abc import Sequence

from memcon.model import Predication, Quotation, Statement, StatementKind, Status
from memcon.stages.statements import within_own_words

# What is planned or may be said has not been said.
_SAID = (Status.ACTUAL, Status.UNCONFIRMED)


def add(
    statements: Sequence[Statement], predications: Sequence[Predication], quotations: Sequence[Quotation]
) -> tuple[Statement, ...]:
    """Add the words of speech acts to the statements, each words once."""
    added = list(statements)
    for act in predications:
        if not act.speech or act.content is None or not act.actors or act.status not in _SAID:
            continue
        quoted = any(q.outer.overlaps(act.content) for q in quotations)
        kind = StatementKind.MIXED if quoted else StatementKind.INDIRECT
        new = Statement(kind, act.actors, act.content, act.trigger, act.recipients, sentence=act.sentence)
        if not any(_reports(statement, act) for statement in added) and not within_own_words(new, statements):
            added.append(new)
    return tuple(sorted(added, key=lambda s: s.content))


def _reports(statement: Statement, act: Predication) -> bool:
    """Say whether a statement already holds the words of a speech act."""
    if statement.content == act.content:
        return True
    same_cue = statement.cue is not None and statement.cue.overlaps(act.trigger)
    return same_cue and act.content is not None and statement.content.overlaps(act.content)
