"""The command line as a whole: help, version, completion, names that are nearly right."""

import pytest

import memcon


def test_the_version_is_the_package_s(memcon_here):
    assert memcon_here("--version").out == f"memcon, version {memcon.__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["--help"], ["-h"], ["read", "--help"], ["demo", "-h"], ["evaluate", "-h"]]
)
def test_help_explains_every_command(memcon_here, arguments):
    done = memcon_here(*arguments)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Usage: ")


def test_help_names_the_exit_statuses_and_the_commands(memcon_here):
    out = memcon_here("--help").out
    assert "Exit status: 0 all read, 1 failed, 2 wrong usage, 3 some of several" in out
    assert all(f"\n  {command} " in out for command in ("read", "demo", "evaluate"))


def test_a_command_that_is_nearly_right_is_named(memcon_here):
    done = memcon_here("raed", "x.txt")
    assert done.status == 2
    assert "no command 'raed'; did you mean 'read'?" in done.err


def test_help_loads_no_parser(memcon_command):
    done = memcon_command("--help", PYTHONPROFILEIMPORTTIME="1")
    assert done.status == 0
    assert "memcon.cli.main" in done.err
    assert not [name for name in ("spacy", "numpy", "rich", "memcon.reader") if f"| {name}" in done.err]


@pytest.mark.parametrize(
    ("words", "offered"),
    [("memcon re", "read"), ("memcon read --form", "--format"), ("memcon read --format js", "jsonl")],
)
def test_the_shell_completes_commands_and_options(memcon_command, words: str, offered: str):
    done = memcon_command(
        _MEMCON_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(len(words.split()) - 1)
    )
    assert offered in [line.partition(",")[2] for line in done.out.splitlines()]
