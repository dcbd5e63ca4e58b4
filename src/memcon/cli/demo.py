"""`memcon demo`: one command, offline, that shows what memcon does."""

from __future__ import annotations

from importlib.resources import files

import click


@click.command(name="demo", short_help="Read a shipped report and show what memcon does.")
@click.option("--language", type=click.Choice(["fr", "en"]), default="en", show_default=True)
def command(language: str) -> None:
    """Read a shipped report and print it with its record."""
    from rich.panel import Panel

    from memcon.cli import show
    from memcon.reader import read

    text = files("memcon").joinpath("examples", f"demo.{language}.txt").read_text(encoding="utf-8")
    screen = show.console()
    screen.print(Panel(text.strip(), title=f"examples/demo.{language}.txt", title_align="left"))
    show.record(read(text, language=language), screen)
