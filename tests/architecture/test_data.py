"""Every data file says what it is, where it comes from and under which licence; none is left unused."""

from pathlib import Path

import pytest

import memcon

SOURCE = Path(memcon.__file__).parent
TABLES = sorted(SOURCE.rglob("*.tsv"))
LANGUAGES = sorted(path.parent for path in SOURCE.glob("lang/*/syntax.toml"))
WORDS = sorted(SOURCE.glob("lang/*/**/*.toml"))


def heading(path: Path) -> str:
    """Return the comment with which a file begins."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines[:12] if line.startswith("#")).lower()


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_states_source_and_licence(path: Path):
    assert "source" in heading(path)
    assert "licence:" in heading(path)


@pytest.mark.parametrize("path", WORDS, ids=lambda path: "/".join(path.parts[-3:]))
def test_a_file_of_words_says_what_it_holds(path: Path):
    assert len(heading(path)) > 20


def test_the_languages_have_the_same_files():
    files = [{path.relative_to(home) for path in home.glob("*.toml")} for home in LANGUAGES]
    assert files[0] == files[1]


def test_the_licence_of_the_words_is_stated():
    assert "licence" in (SOURCE / "lang" / "README.md").read_text(encoding="utf-8").lower()
