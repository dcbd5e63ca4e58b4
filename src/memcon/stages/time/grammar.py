"""The grammar of time of one language: its forms compiled once, and where they fit in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from memcon.errors import DataError
from memcon.lang import Language
from memcon.lang.schema_time import Expression, Value
from memcon.resolve.time.meaning import Cue
from memcon.stages.time import syntax
from memcon.stages.time.fields import Fields
from memcon.stages.time.shapes import Clock
from memcon.stages.time.syntax import After, Choice, Literal, Maybe, Node, Row, Slot, Without
from memcon.stages.time.words import Lexicon, Token


@dataclass(frozen=True, slots=True)
class Form:
    """A compiled form: its pattern, which groups are slots (and of which bracket), which are brackets."""

    pattern: re.Pattern[str]
    slots: tuple[tuple[int, Slot, int], ...]
    brackets: tuple[int, ...]
    expression: Expression
    rule: str


@dataclass(frozen=True, slots=True)
class Part:
    """One reported expression of a match: its words and the fields that its words and the form fill."""

    start: int
    end: int
    fields: Fields


@dataclass(frozen=True, eq=False, slots=True)
class Grammar:
    """Forms by the letter they begin with; runs of known words; rare letters without which none fits."""

    lexicon: Lexicon
    forms: dict[str, tuple[Form, ...]]
    run: re.Pattern[str]
    anchor: re.Pattern[str]
    joints: dict[str, re.Pattern[str]]
    cues: dict[Cue, re.Pattern[str]]


@lru_cache(maxsize=8)
def grammar(language: Language) -> Grammar:
    """Compile the forms of a language, once. Raises DataError naming the faulty form."""
    data = language.time
    trees = [
        (expression, form, syntax.parse(form, data.macros))
        for expression in data.expressions
        for form in expression.forms
    ]
    pieces = {"day_time": data.joints.day_time, "time_day": data.joints.time_day, **data.cues}
    choices = {
        name: Choice(tuple(syntax.parse(form, data.macros) for form in forms))
        for name, forms in pieces.items()
    }
    words = {
        word
        for node in (*choices.values(), *(tree for _, _, tree in trees))
        for word in syntax.literals(node)
    }
    lexicon = Lexicon(data, words | data.shapes.number_links)
    forms: dict[str, list[Form]] = {}
    rare: set[str] = set()
    for expression, text, tree in trees:
        form = _Compiler(lexicon, text).form(tree, expression)
        for letter in syntax.first_letters(tree, lexicon.letters)[0]:
            forms.setdefault(letter, []).append(form)
        anchors = syntax.anchors(tree, lexicon.letters)[1]
        if not anchors:
            raise DataError(
                f"time.toml: form {text!r}: every way through it needs a word of a table, or a long one"
            )
        rare |= anchors
    patterns = {name: _Compiler(lexicon, name).pattern(node) for name, node in choices.items()}
    return Grammar(
        lexicon=lexicon,
        forms={letter: tuple(found) for letter, found in forms.items()},
        run=re.compile(f"[{lexicon.known()}]+"),
        anchor=re.compile(f"[{''.join(sorted(rare))}]"),
        joints={name: re.compile(patterns[name]) for name in ("day_time", "time_day")},
        cues={Cue(name): re.compile(f"(?:{patterns[name]})$") for name in data.cues},
    )


class _Compiler:
    """Writes one tree as a regular expression over letters, and numbers its groups on the way."""

    def __init__(self, lexicon: Lexicon, text: str) -> None:
        self.lexicon = lexicon
        self.text = text
        self.slots: list[tuple[int, Slot, int]] = []
        self.brackets: list[int] = []
        self._groups = 0
        self._bracket = -1

    def form(self, tree: Node, expression: Expression) -> Form:
        pattern = re.compile(self.pattern(tree))
        rule = f"time.toml: {expression.means}: {self.text}"
        return Form(pattern, tuple(self.slots), tuple(self.brackets), expression, rule)

    def pattern(self, node: Node) -> str:
        match node:
            case Literal():
                written = self._letters(node.mark)
            case Slot():
                written = self._slot(node)
            case Row(nodes, reported=True):
                written = self._reported(nodes)
            case Row(nodes):
                written = "".join(self.pattern(child) for child in nodes)
            case Choice(nodes):
                written = f"(?:{'|'.join(self.pattern(child) for child in nodes)})"
            case Maybe(child):
                written = f"(?:{self.pattern(child)})?"
            case Without(child):
                written = f"(?!{self.pattern(child)})"
            case After(child):
                before = [
                    "".join(self._letters(word.mark) for word in words) for words in syntax.spellings(child)
                ]
                written = f"(?:{'|'.join(f'(?<={letters})' for letters in before)})"
        return written

    def _slot(self, slot: Slot) -> str:
        self._groups += 1
        self.slots.append((self._groups, slot, self._bracket))
        return f"({self._letters(slot.mark)})"

    def _reported(self, nodes: tuple[Node, ...]) -> str:
        self._groups += 1
        self.brackets.append(self._groups)
        self._bracket = len(self.brackets) - 1
        inside = "".join(self.pattern(child) for child in nodes)
        self._bracket = -1
        return f"({inside})"

    def _letters(self, mark: str) -> str:
        letters = self.lexicon.letters(mark)
        if not letters:
            raise DataError(f"time.toml: form {self.text!r}: there is no word or table {mark.lstrip('=')!r}")
        return f"[{letters}]"


def matches(made: Grammar, codes: str, tokens: list[Token]) -> Iterator[tuple[Form, tuple[Part, ...]]]:
    """Find the forms that fit, from left to right, the longest first; "none" hides what it covers."""
    for run in made.run.finditer(codes):
        at, end = run.span()
        if not made.anchor.search(codes, at, end):
            continue
        while at < end:
            best = _longest(made.forms.get(codes[at], ()), codes, at)
            if best is None:
                at += 1
                continue
            form, found = best
            yield form, parts(form, found, tokens)
            at = max(found.end(), at + 1)


def _longest(forms: Iterable[Form], codes: str, at: int) -> tuple[Form, re.Match[str]] | None:
    best, reach = None, at
    for form in forms:
        found = form.pattern.match(codes, at)
        if found and found.end() > reach:
            best, reach = (form, found), found.end()
    return best


def parts(form: Form, found: re.Match[str], tokens: list[Token]) -> tuple[Part, ...]:
    """Read the fields of each expression of a match; what stands outside all brackets belongs to all."""
    spans = [found.span(group) for group in form.brackets] or [found.span()]
    filled: list[dict[str, Value | Clock]] = [dict(form.expression.given) for _ in spans]
    for group, slot, bracket in form.slots:
        at = found.start(group)
        if at >= 0 and slot.field != "_":
            value = tokens[at].word.values.get(slot.table, 1)
            for fields in filled if bracket < 0 else [filled[bracket]]:
                fields.setdefault(slot.field, value)
    return tuple(
        Part(*span, Fields(fields)) for span, fields in zip(spans, filled, strict=True) if span[0] >= 0
    )
