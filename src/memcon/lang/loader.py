"""Read a language folder into one checked, frozen `Language`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from memcon.errors import DataError, UnknownLanguage
from memcon.lang import schema, schema_time
from memcon.lang.events import Entry, EventFile, entries

_FOLDER = Path(__file__).parent
Section = TypeVar("Section")


@dataclass(frozen=True, eq=False)
class Language:
    """All that memcon knows of a language, one attribute a file of its folder."""

    code: str
    syntax: schema.Syntax
    titles: schema.Titles
    reference: schema.ReferenceWords
    boilerplate: schema.BoilerplateWords
    modality: schema.Modality
    speech: schema.Speech
    details: schema.DetailWords
    events: tuple[Entry, ...]
    time: schema_time.TimeWords


def available(folder: Path = _FOLDER) -> tuple[str, ...]:
    """List the codes of the languages that have a folder."""
    return tuple(sorted(path.parent.name for path in folder.glob("*/syntax.toml")))


def read_section(path: Path, kind: type[Section]) -> Section:
    """Decode one TOML file as `kind`. Raises DataError naming the file and the faulty key."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except (msgspec.DecodeError, OSError) as error:
        raise DataError(f"{path}: {error}") from error


@lru_cache(maxsize=8)
def load(code: str, folder: Path = _FOLDER) -> Language:
    """Load the language `code`. Raises UnknownLanguage when it has no folder, DataError for a faulty file."""
    home = folder / code
    if not (home / "syntax.toml").is_file():
        raise UnknownLanguage(
            f"no data for the language {code!r}; memcon reads {', '.join(available(folder))}"
        )
    return Language(
        code=code,
        syntax=read_section(home / "syntax.toml", schema.Syntax),
        titles=read_section(home / "titles.toml", schema.Titles),
        reference=read_section(home / "reference.toml", schema.ReferenceWords),
        boilerplate=read_section(home / "boilerplate.toml", schema.BoilerplateWords),
        modality=read_section(home / "modality.toml", schema.Modality),
        speech=read_section(home / "speech.toml", schema.Speech),
        details=read_section(home / "details.toml", schema.DetailWords),
        time=read_section(home / "time.toml", schema_time.TimeWords),
        events=tuple(_events(home / "events")),
    )


def _events(folder: Path) -> Iterator[Entry]:
    for path in sorted(folder.glob("*.toml")):
        yield from entries(read_section(path, EventFile), path)
