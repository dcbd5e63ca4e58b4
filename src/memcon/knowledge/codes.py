"""The codes of an event: CAMEO code, quad class and conflict-cooperation score, by type, mode, context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from memcon.knowledge.tables import read

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Code:
    """CAMEO code (`173`), quad class (`material conflict`) and score (-10 conflict to 10 cooperation)."""

    cameo: str
    quad: str
    score: float


@dataclass(frozen=True)
class Codes:
    """PLOVER's types and modes with their scores, and the CAMEO code preferred for each."""

    scores: dict[tuple[str, str], tuple[float, str]]
    cameo: dict[tuple[str, str, str], str]

    def code(self, kind: str, mode: str, contexts: Sequence[str]) -> Code:
        """Return the codes of an event; the finest CAMEO code that its contexts allow."""
        score, quad = self.scores.get((kind, mode)) or self.scores[kind, ""]
        for context in (*contexts, ""):
            if found := self.cameo.get((kind, mode, context)):
                return Code(found, quad, score)
        return Code(self.cameo[kind, "", ""], quad, score)

    @property
    def modes(self) -> dict[str, frozenset[str]]:
        """The modes of each type."""
        return {kind: frozenset(m for k, m in self.scores if k == kind) for kind, _ in self.scores}


@lru_cache(maxsize=1)
def load() -> Codes:
    """Load `plover.tsv` and `cameo.tsv`."""
    plover = list(read(_FOLDER / "plover.tsv"))
    return Codes(
        scores={(row["type"], row["mode"]): (float(row["score"]), row["quad"]) for row in plover},
        cameo={
            (row["type"], row["mode"], row["context"]): row["cameo"] for row in read(_FOLDER / "cameo.tsv")
        },
    )
