"""`memcon`: the group of commands, and what an error looks like to a user."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from memcon import __version__
from memcon.errors import MemconError

# Command -> its one-line help. The modules are imported when called: `memcon --help` must not load a parser.
COMMANDS = {
    "read": "Read reports and print their sourced records.",
    "add": "Read reports and keep them in a ledger.",
    "events": "List events, merged across reports.",
    "timeline": "List events day by day.",
    "contacts": "Number the calls and meetings of two sides.",
    "positions": "List what a side asks, offers, refuses, promises, blames.",
    "quotes": "List who said what.",
    "search": "Search reports and statements by their words.",
    "correct": "Correct an event by hand, undoably.",
    "corrections": "List what people changed.",
    "split": "Take tellings out of an event that they do not tell.",
    "demo": "Read a shipped report and show what memcon does.",
    "watch": "Watch feeds for days and keep the record of each new report.",
    "evaluate": "Score memcon against annotated reports.",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports a command's module when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the names of the commands."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"memcon.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; offer the nearest name for an unknown one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(COMMANDS)}."
            ctx.fail(f"no command {args[0]!r}; {hint}")
        return super().resolve_command(ctx, args)


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="memcon")
def group() -> None:
    """Turn news reports on international affairs into a sourced record.

    Who did or said what to whom, when, where, according to whom, with what certainty; every entry points
    at its words in the text. French and English.

    \b
    memcon demo                              see what it does
    memcon read report.txt                   a table in the terminal
    memcon read report.html --format json    the record
    memcon add reports/ -o mine.memcon       many reports, kept in a ledger
    memcon events mine.memcon --actor RUS    what they tell, merged
    memcon watch feeds.toml                  keep reading what feeds bring

    Exit status: 0 all read, 1 failed, 2 wrong usage, 3 some of several inputs failed.
    """  # noqa: D301 - click needs the very backspace


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; an error that memcon raises on purpose is one line, without traceback."""
    # Loading makes a million objects that stay: searching them for garbage costs a second.
    gc.disable()
    try:
        group.main(arguments, prog_name="memcon", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        sys.exit(130)
    except MemconError as error:
        if os.environ.get("MEMCON_DEBUG"):
            raise
        click.echo(f"memcon: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    finally:
        gc.freeze()
