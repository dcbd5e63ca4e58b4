"""Draw docs/images/read.svg: what `memcon read` prints of the shipped English report.

Run it from the root of the repository after the table or the report changed:

    python docs/images/make.py
"""

import re
from importlib.resources import files
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

import memcon
from memcon import intake
from memcon.cli import show

WIDTH = 112
FONTS = "ui-monospace, Menlo, Consolas, DejaVu Sans Mono, Liberation Mono"
# Ink on paper, and status colours that are told apart on it (each at least 4.5 : 1).
PAPER = TerminalTheme(
    (250, 249, 245),
    (32, 36, 42),
    [
        (32, 36, 42),
        (176, 32, 40),
        (30, 110, 60),
        (140, 90, 0),
        (30, 80, 160),
        (130, 50, 140),
        (0, 105, 120),
        (110, 112, 116),
    ],
)


def main() -> None:
    """Read the report and write the picture beside this script."""
    text = files("memcon").joinpath("examples", "demo.en.txt").read_text(encoding="utf-8")
    report = intake.from_text(text, name="report.txt")
    screen = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="truecolor")
    screen.print("[bold]$[/] memcon read report.txt")
    show.record(memcon.read(report), screen)
    svg = screen.export_svg(title="memcon", theme=PAPER, unique_id="memcon")
    # rich names a font of the web; a picture that loads nothing shows the reader's own.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace("Fira Code", FONTS)
    svg = "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"
    Path(__file__).with_name("read.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
