"""The forms of `time.toml` read into trees (syntax: memcon/lang/schema_time.py), and what a tree tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from memcon.errors import DataError
from memcon.stages.time.words import split

_PIECE = re.compile(
    r"\s*(?:<(?P<slot>[^<>]+)>|(?P<sign>[()|?!^\[\]])|(?P<word>(?:\\.|[^\s<>()|?!^\[\]\\])+))"
)
_MACRO = re.compile(r"\{(\w+)\}")
_END = ("", "")
# Words of these tables are in every sentence: a form is not looked for because of them.
COMMON = frozenset(
    "number number_word number_one number_about number_grouped age ordinal day hour minute decimal direction"  # noqa: SIM905
    " order capital plural lower other".split()
)


@dataclass(frozen=True, slots=True)
class Literal:
    """A word that stands in the form."""

    text: str

    @property
    def mark(self) -> str:
        """Name the letters that fit: `=word`."""
        return f"={self.text}"


@dataclass(frozen=True, slots=True)
class Slot:
    """Any word of a table; its value fills a field."""

    table: str
    field: str

    @property
    def mark(self) -> str:
        """Name the letters that fit: the table."""
        return self.table


@dataclass(frozen=True, slots=True)
class Row:
    """Nodes one after the other; `reported` marks the brackets around an expression."""

    nodes: tuple[Node, ...]
    reported: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several nodes."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Maybe:
    """A node or nothing."""

    node: Node


@dataclass(frozen=True, slots=True)
class Without:
    """A place that the node does not follow."""

    node: Node


@dataclass(frozen=True, slots=True)
class After:
    """A place that the node stands before."""

    node: Node


Node = Literal | Slot | Row | Choice | Maybe | Without | After


def parse(form: str, macros: Mapping[str, str]) -> Node:
    """Read a form. Raises DataError for a macro that is not defined or a bracket that is not closed."""
    text = form
    while found := _MACRO.search(text):
        if found[1] not in macros:
            raise DataError(f"time.toml: form {form!r}: no macro {{{found[1]}}}; define it in [macros]")
        text = f"{text[: found.start()]}({macros[found[1]]}){text[found.end() :]}"
    reader = _Reader(
        [(match.lastgroup or "", match[match.lastgroup or 0]) for match in _PIECE.finditer(text)], form
    )
    tree = reader.choice()
    if reader.next() != _END:
        raise DataError(f"time.toml: form {form!r}: {reader.next()[1]!r} closes nothing")
    return tree


class _Reader:
    """Reads pieces from left to right."""

    def __init__(self, pieces: Sequence[tuple[str, str]], form: str) -> None:
        self.pieces = pieces
        self.form = form
        self.at = 0

    def next(self) -> tuple[str, str]:
        return self.pieces[self.at] if self.at < len(self.pieces) else _END

    def take(self) -> tuple[str, str]:
        self.at += 1
        return self.pieces[self.at - 1]

    def choice(self) -> Node:
        rows = [self.row()]
        while self.next() == ("sign", "|"):
            self.take()
            rows.append(self.row())
        return rows[0] if len(rows) == 1 else Choice(tuple(rows))

    def row(self) -> Node:
        nodes: list[Node] = []
        while self.next() not in (_END, ("sign", "|"), ("sign", ")"), ("sign", "]")):
            nodes.append(self.item())
        return nodes[0] if len(nodes) == 1 else Row(tuple(nodes))

    def item(self) -> Node:
        kind, text = self.take()
        if kind == "slot":
            table, _, field = text.partition("=")
            node: Node = Slot(table, field or table.split("_")[0])
        elif kind == "word":
            words = tuple(Literal(word) for word in split(text.replace("\\", "")))
            node = words[0] if len(words) == 1 else Row(words)
        elif text in "!^":
            return Without(self.item()) if text == "!" else After(self.item())
        elif text in "([":
            node = self.group(")" if text == "(" else "]")
        else:
            raise DataError(f"time.toml: form {self.form!r}: nothing stands before {text!r}")
        if self.next() == ("sign", "?"):
            self.take()
            return Maybe(node)
        return node

    def group(self, end: str) -> Node:
        node = self.choice()
        if self.next() != ("sign", end):
            raise DataError(f"time.toml: form {self.form!r}: a {end!r} is missing")
        self.take()
        return Row((node,), reported=True) if end == "]" else node


def literals(node: Node) -> Iterator[str]:
    """List the literal words of a tree."""
    match node:
        case Literal(text):
            yield text
        case Row(nodes) | Choice(nodes):
            for child in nodes:
                yield from literals(child)
        case Maybe(child) | Without(child) | After(child):
            yield from literals(child)


def spellings(node: Node) -> list[tuple[Literal | Slot, ...]]:
    """Write out all that the node can be, word by word."""
    match node:
        case Literal() | Slot():
            return [(node,)]
        case Choice(nodes):
            return [spelling for child in nodes for spelling in spellings(child)]
        case Maybe(child):
            return [(), *spellings(child)]
        case Row(nodes):
            return [sum(words, ()) for words in product(*(spellings(child) for child in nodes))]
        case _:
            return [()]


Letters = Callable[[str], str]


def first_letters(node: Node, letters: Letters) -> tuple[frozenset[str], bool]:
    """List the letters that the node can begin with, and say whether it can match nothing."""
    match node:
        case Literal() | Slot():
            return frozenset(letters(node.mark)), False
        case Maybe(child):
            return first_letters(child, letters)[0], True
        case Without() | After():
            return frozenset(), True
        case Choice(nodes):
            firsts = [first_letters(child, letters) for child in nodes]
            return frozenset().union(*(first for first, _ in firsts)), any(empty for _, empty in firsts)
        case Row(nodes):
            found: frozenset[str] = frozenset()
            for child in nodes:
                first, empty = first_letters(child, letters)
                found |= first
                if not empty:
                    return found, False
            return found, True


def anchors(node: Node, letters: Letters) -> tuple[int, frozenset[str]]:
    """List letters of which every match holds at least one, rare ones, and say how rare they are (0: none).

    A table is rarer than a word, a long word rarer than a short one.
    """
    match node:
        case Slot(table):
            return (0, frozenset()) if table in COMMON else (100, frozenset(letters(table)))
        case Literal(text):
            return (len(text), frozenset(letters(node.mark))) if len(text) > 1 else (0, frozenset())
        case Row(nodes):
            return max(
                (anchors(child, letters) for child in nodes),
                key=lambda pair: pair[0],
                default=(0, frozenset()),
            )
        case Choice(nodes):
            found = [anchors(child, letters) for child in nodes]
            rarity = min(rarity for rarity, _ in found)
            return (rarity, frozenset().union(*(first for _, first in found))) if rarity else (0, frozenset())
        case _:
            return 0, frozenset()
