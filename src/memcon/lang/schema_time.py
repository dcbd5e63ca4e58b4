"""What `time.toml` must hold: the words of time, and the forms in which they make expressions.

A form is a line of words in the order of the text:

    word        that word, in any case (written with a capital: only with one)
    <table>     any word of the table `[words.table]` or of the list `[groups] table`, or digits of that shape
                (memcon/stages/time/shapes.py); its value fills the field
                named before the first `_` of the table (`<month_short>` fills `month`);
                `<table=field>` fills another field, `<table=_>` none
    {macro}     the text of `[macros]` in its place, as if in ( )
    (a | b c)   one of these           x?   x or nothing
    !x          not followed by x    ^x   (first in the form) preceded by x; neither is part of the expression
    [ ... ]     the words that are reported, where they are not all; several: several expressions, which
                share what one of them leaves out ("du [3] au [5 juillet]")

Where several forms fit, the longest wins; of equally long ones, the first in the file.
"""

from __future__ import annotations

from msgspec import Struct, field

Value = int | str


class Expression(Struct, frozen=True, forbid_unknown_fields=True):
    """Forms with one meaning; `given` are fields that the words do not fill."""

    means: str
    forms: tuple[str, ...]
    given: dict[str, Value] = field(default_factory=dict)


class Shapes(Struct, frozen=True, forbid_unknown_fields=True):
    """What letters may stand beside digits, how plurals end, and what joins numbers in words."""

    ordinal_suffixes: frozenset[str]
    day_suffixes: frozenset[str]
    hour_letters: frozenset[str]
    decade_suffixes: frozenset[str]
    plural_endings: tuple[str, ...]
    number_links: frozenset[str]
    year_prefixes: frozenset[str]


class Joints(Struct, frozen=True, forbid_unknown_fields=True):
    """What may stand between a day and a time of day that make one expression ("mardi à 14h30")."""

    day_time: tuple[str, ...]
    time_day: tuple[str, ...]


class Asides(Struct, frozen=True, forbid_unknown_fields=True):
    """When a day is an aside, which a parser reads a sentence better without ("a dénoncé dimanche l'acte").

    `openings` are the words it begins with, beside days of the week; `bound` those that bind it when they
    stand before it ("de", "depuis"), `linked` when they stand behind it ("lundi et mardi").
    """

    openings: frozenset[str] = frozenset()
    bound: frozenset[str] = frozenset()
    linked: frozenset[str] = frozenset()


class TimeWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`time.toml`: words with their values, forms with their meanings, and words that show the tense.

    `cues` name what words just before an expression say of it: `past`, `future`, `published`, `own`.
    """

    words: dict[str, dict[str, Value]]
    groups: dict[str, tuple[str, ...]]
    macros: dict[str, str]
    shapes: Shapes
    joints: Joints
    cues: dict[str, tuple[str, ...]]
    expressions: tuple[Expression, ...]
    asides: Asides = Asides()
