"""A token while its tree is being normalised; the finished, frozen one is `model.Token`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from memcon.model import Mood, Role


@dataclass(slots=True)
class Draft:
    """A parsed word: `head` and `role` change while the tree is brought to one scheme."""

    index: int
    start: int
    text: str
    lemma: str
    pos: str
    label: str
    head: int
    role: Role
    mood: Mood = Mood.NONE
    tense: str = ""
    number: str = ""
    gender: str = ""
    person: str = ""
    verb: str = ""
    ordinary: bool = False


class Tree:
    """The drafts of one parsed stretch with their children."""

    def __init__(self, drafts: list[Draft]) -> None:
        self.drafts = drafts

    def below(self, draft: Draft) -> list[Draft]:
        """List the direct dependents of `draft` in text order."""
        return [d for d in self.drafts if d.head == draft.index and d.index != draft.index]

    def head(self, draft: Draft) -> Draft | None:
        """Return the head of `draft`, None at the root."""
        return None if draft.head == draft.index else self.drafts[draft.head]

    def attach(self, draft: Draft, head: Draft, role: Role) -> None:
        """Hang `draft` from `head` in a `role`, unless that would close a circle."""
        above: Draft | None = head
        while above is not None:
            if above is draft:
                return
            above = self.head(above)
        draft.head, draft.role = head.index, role

    def take_place(self, lower: Draft, upper: Draft, role: Role) -> None:
        """Let `lower` stand where `upper` stood, with `upper` and its other dependents below it."""
        lower.role = upper.role
        lower.head = lower.index if upper.head == upper.index else upper.head
        for child in self.below(upper):
            if child is not lower:
                child.head = lower.index
        upper.head, upper.role = lower.index, role


__all__ = ["Draft", "Tree", "replace"]
