"""What keeps the code small, documented and free of any one language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import memcon
from memcon import lang

SOURCE = Path(memcon.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
NAMES = {path: ".".join(("memcon", *path.relative_to(SOURCE).with_suffix("").parts)) for path in MODULES}
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
ONE_MODULE = pytest.mark.parametrize("path", [pytest.param(path, id=NAMES[path]) for path in MODULES])
# The steps of the reading know no language; data does (lang/xx).
LANGUAGE_FREE = [
    path for path in MODULES if path.parts[len(SOURCE.parts)] in ("stages", "resolve", "parsers")
]
# Debts, to be paid and never added to: modules that name function words of both languages, and long ones.
NAMING = {
    "memcon.parsers.normalise", "memcon.parsers.repairs", "memcon.resolve.time.publication",
    "memcon.stages.arguments", "memcon.stages.mentions", "memcon.stages.sentences", "memcon.stages.who",
}  # fmt: skip
LONG = {"memcon.model": 500, "memcon.resolve.actors": 480}


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def literals(tree: ast.Module) -> Iterator[str]:
    """Yield the strings of a module that are no docstrings."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


@ONE_MODULE
def test_a_module_fits_in_the_head(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONG.get(NAMES[path], 400)


@ONE_MODULE
def test_a_function_fits_on_a_screen(path: Path):
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions(TREES[path])}
    assert {name: lines for name, lines in long.items() if lines > 50} == {}


def test_the_public_names_are_few_documented_and_there():
    assert len(memcon.__all__) <= 12
    assert set(memcon.__all__) == set(memcon._HOMES)  # noqa: SLF001 - the table behind them
    for name in memcon.__all__:
        assert getattr(memcon, name).__doc__, name


@ONE_MODULE
def test_what_a_module_exports_is_there_and_documented(path: Path):
    exported = [
        node.value
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    ]
    names = ast.literal_eval(exported[0]) if exported else []
    module = __import__(NAMES[path].removesuffix(".__init__"), fromlist=names)
    for name in names:
        assert getattr(module, name).__doc__, name


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=NAMES[path]) for path in LANGUAGE_FREE if NAMES[path] not in NAMING]
)
def test_no_word_of_a_language_stands_in_the_code(path: Path):
    """No accented words, and none of the words that make up a language's grammar."""
    grammar = set()
    for code in lang.available():
        words = lang.load(code)
        grammar |= words.titles.determiners | words.titles.of | words.reference.places.locative
        grammar |= words.syntax.verbs.negations
    found = [
        text
        for text in literals(TREES[path])
        if re.search(r"[À-ÖØ-öø-ÿœŒ]{1}[a-z]|[a-z][À-ÖØ-öø-ÿœŒ]", text) or (text in grammar and len(text) > 2)
    ]
    assert found == []


def imported(path: Path) -> Iterator[str]:
    """Yield the modules that a module imports, `from package import module` included."""
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_module_is_an_orphan():
    used = {name for path in MODULES for name in imported(path)}
    named = {text for path in MODULES for text in literals(TREES[path])}  # imported by name, when needed
    commands = {f"memcon.cli.{name}" for name in named}
    modules = {name for path, name in NAMES.items() if not path.stem.startswith("__")}
    assert modules - used - named - commands == set()
