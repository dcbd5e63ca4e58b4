"""Score records against annotated reports.

An event counts as found where a record has one of the same type told in the same sentence; it is right
("who did what to whom") where the states or organisations of actors and recipients are the same too; the
strict figure asks that the trigger words overlap. Matches are one to one, the best first. A statement or a
time is found where the words overlap (statements: half of their union), a reference where words and actor do.
Precision, recall and F1 over all reports together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Entry = dict[str, Any]
_SENTENCE = re.compile(r"(?<=[.!?…»\"”])\s+(?=[A-ZÀ-Ý«\"“\d])|\n+")
_TITLE = re.compile(r"\b(?:M|Mme|MM|Mr|Mrs|Ms|Dr|St|Gen|Sen|U\.S|vs|No)\.$")
_SAME = dict(
    pair.split(">")
    for line in (
        "UNITED NATIONS>UN|ONU>UN|OTAN>NATO|UE>EU|EUROPEAN UNION>EU|EC>EU|EUROPEAN COMMISSION>EU|UNSC>UN",
        "CEDEAO>ECOWAS|AIEA>IAEA|AFRICAN UNION>AU|UA>AU|HOUTHI>HOUTHIS|ANSAR ALLAH>HOUTHIS|CPI>ICC",
        "FMI>IMF|OMS>WHO|UNO>UN",
    )
    for pair in line.split("|")
)


@dataclass
class Scores:
    """Counts gathered over reports: found, invented, missed by figure; right out of all by field."""

    found: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    reports: int = 0
    dated: int = 0  # events that the annotation does not date

    def count(self, figure: str, found: int, predicted: int, gold: int) -> None:
        """Add one report's counts to a figure."""
        self.found[figure] += found
        self.invented[figure] += predicted - found
        self.missed[figure] += gold - found

    def ask(self, name: str, *, right: bool) -> None:
        """Add one field that is right or wrong."""
        self.asked[name] += 1
        self.right[name] += right

    def f1(self, figure: str) -> tuple[float, float, float]:
        """Return precision, recall and F1 of a figure."""
        found = self.found[figure]
        precision = found / ((found + self.invented[figure]) or 1)
        recall = found / ((found + self.missed[figure]) or 1)
        return precision, recall, 2 * precision * recall / ((precision + recall) or 1)

    def figures(self) -> dict[str, float]:
        """Return all headline figures by name."""
        values = {figure: round(self.f1(figure)[2], 3) for figure in self.found | self.missed | self.invented}
        values |= {name: round(self.right[name] / asked, 3) for name, asked in self.asked.items()}
        if self.dated:
            values["when invented"] = self.dated
        values["invented events a report"] = round(self.invented["event"] / (self.reports or 1), 2)
        return values


def top(key: str) -> str:
    """Return the state or organisation that an actor key stands for."""
    head = key.partition(":")[0].strip().upper()
    return _SAME.get(head, head)


def score(gold: Entry, record: Entry, scores: Scores) -> None:
    """Add the comparison of one annotated report with its record (JSON form) to `scores`."""
    keys = {actor["id"]: actor["key"] for actor in record["actors"]}
    scores.reports += 1
    _score_events(gold, record, keys, scores)
    _score_statements(gold, record, keys, scores)
    _score_times(gold, record, scores)
    _score_references(gold, record, keys, scores)
    if gold.get("published") and not gold.get("published_given"):
        scores.ask(
            "publication day inferred", right=record["document"]["published"]["value"] == gold["published"]
        )


def _keys(ids: Iterable[str] | None, keys: dict[str, str]) -> list[str]:
    return [keys.get(i, i) for i in ids or ()]


def _tops(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(map(top, keys))


def _exact(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(re.sub(r"[^a-z:]", "", key.lower()) for key in keys)


def _sentence_starts(text: str) -> list[int]:
    breaks = _SENTENCE.finditer(text)
    return [0, *(m.end() for m in breaks if not _TITLE.search(text[max(0, m.start() - 5) : m.start()]))]


def _overlap(a: Entry, b: Entry) -> float:
    """Return intersection over union of two spans."""
    shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return shared / (max(a["end"], b["end"]) - min(a["start"], b["start"])) if shared > 0 else 0.0


def _pair(
    gold: Sequence[Entry], found: Sequence[Entry], weigh: Callable[[Entry, Entry], float]
) -> list[tuple[int, int]]:
    """Pair entries one to one, the heaviest first; a weight of 0 is no pair."""
    weights = [(weigh(a, b), i, j) for i, a in enumerate(gold) for j, b in enumerate(found)]
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for weight, i, j in sorted(weights, reverse=True):
        if weight > 0 and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return pairs


def _score_events(gold: Entry, record: Entry, keys: dict[str, str], scores: Scores) -> None:
    starts = _sentence_starts(record["document"]["text"])

    def sentences(event: Entry) -> set[int]:
        return {sum(start <= span["start"] for start in starts) for span in event["mentions"]}

    def sides(event: Entry) -> tuple[frozenset[str], frozenset[str]]:
        return _tops(_keys(event["actors"], keys)), _tops(_keys(event["recipients"], keys))

    def weigh(a: Entry, b: Entry) -> float:
        planned = {a["type"], b["type"]} <= {"AGREE", "CONSULT"} and a["status"] == b["status"] == "planned"
        if not (a["type"] == b["type"] or planned) or not sentences(a) & sentences(b):
            return 0.0
        same = sum(x == y for x, y in zip(sides(a), sides(b), strict=True))
        return 1.0 + same + _touch(a, b)

    expected, found = gold["events"], record["events"]
    pairs = _pair(expected, found, weigh)
    paired = {j for _, j in pairs}
    invented = [j for j, b in enumerate(found) if j not in paired and not any(weigh(a, b) for a in expected)]
    right = sum(sides(expected[i]) == sides(found[j]) for i, j in pairs)
    strict = sum(_touch(expected[i], found[j]) for i, j in pairs)
    scores.count("event", len(pairs), len(pairs) + len(invented), len(expected))
    scores.count("event, strict", strict, len(found), len(expected))
    scores.count("who-did-what-to-whom", right, len(pairs) + len(invented), len(expected))
    for i, j in pairs:
        _score_fields(expected[i], found[j], keys, scores)


def _touch(a: Entry, b: Entry) -> bool:
    return any(_overlap(x, y) > 0 for x in a["mentions"] for y in b["mentions"])


def _score_fields(gold: Entry, found: Entry, keys: dict[str, str], scores: Scores) -> None:
    """Score the fields of an event that was found."""
    sides = ((gold["actors"], found["actors"]), (gold["recipients"], found["recipients"]))
    scores.ask("event person-exact", right=all(_exact(a) == _exact(_keys(b, keys)) for a, b in sides))
    scores.ask("status", right=gold["status"] == found["status"])
    if gold["status"] != "actual":
        scores.ask("status, where not actual", right=gold["status"] == found["status"])
    right = _tops(gold.get("attributed_to") or ()) == _tops(_keys(found["attributed_to"], keys))
    scores.ask("attribution", right=right)
    if gold.get("attributed_to"):
        scores.ask("attribution, where attributed", right=right)
    if gold.get("when"):
        scores.ask("when (gold has one)", right=gold["when"] == found["when"])
    elif found["when"]:
        scores.dated += 1
    if gold.get("content"):
        right = bool(found["content"]) and _overlap(gold["content"], found["content"]) >= 0.5
        scores.ask("content", right=right)


def _score_statements(gold: Entry, record: Entry, keys: dict[str, str], scores: Scores) -> None:
    def weigh(a: Entry, b: Entry) -> float:
        overlap = _overlap(a["content"], b["content"])
        return overlap if overlap >= 0.5 else 0.0

    expected, found = gold["statements"], record["statements"]
    pairs = _pair(expected, found, weigh)
    right = 0
    for i, j in pairs:
        wanted, given = expected[i]["speaker"], _keys(found[j]["speaker"], keys)
        right += _exact(wanted) == _exact(given) or _tops(wanted) == _tops(given)
        scores.ask("statement kind", right=expected[i]["kind"] == found[j]["kind"])
    scores.count("statement span", len(pairs), len(found), len(expected))
    scores.count("who-said-what", right, len(found), len(expected))


def _score_times(gold: Entry, record: Entry, scores: Scores) -> None:
    def weigh(a: Entry, b: Entry) -> float:
        overlap = _overlap(a, b)
        return overlap + (str(a["value"]) == str(b["value"])) if overlap else 0.0

    expected = [t for t in gold["times"] if not str(t["value"]).endswith("_REF")]
    found = [t for t in record["times"] if not str(t["value"]).endswith("_REF")]
    pairs = _pair(expected, found, weigh)
    right = sum(str(expected[i]["value"]) == str(found[j]["value"]) for i, j in pairs)
    scores.count("time value", right, len(found), len(expected))


def _score_references(gold: Entry, record: Entry, keys: dict[str, str], scores: Scores) -> None:
    for wanted in gold["mentions"]:
        near = [_keys(m["actor"], keys) for m in record["mentions"] if _overlap(wanted, m) >= 0.5]
        right = any(
            _exact(found) == _exact(wanted["keys"]) or _tops(found) == _tops(wanted["keys"]) for found in near
        )
        scores.ask("reference resolved", right=right)
