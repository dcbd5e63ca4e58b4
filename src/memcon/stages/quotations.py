"""Document -> quotations: the stretches between quotation marks, paragraph by paragraph."""

from __future__ import annotations

from memcon.model import Document, Quotation, Span

_PAIRS = {"«": "»", "“": "”", "„": "“", "‹": "›"}
_STRAIGHT = '"'
# A quotation opened and never closed within its paragraph runs to the end of the paragraph.


def find(document: Document) -> tuple[Quotation, ...]:
    """List the quotations of the report, outermost first where they nest."""
    found: list[Quotation] = []
    for block in sorted((*document.headings, *document.paragraphs)):
        found.extend(_in_block(document, block))
    return tuple(found)


def _in_block(document: Document, block: Span) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    closer = ""
    depth = 0
    for place in range(block.start, block.end):
        char = document.text[place]
        if opened is None:
            closer = _closer(char)
            if closer:
                opened, depth = place, 1
        elif char == closer and _closes(document.text, place, char):
            depth -= 1
            if depth == 0:
                found.append(_quotation(document, opened, place + 1))
                opened = None
        elif closer != _STRAIGHT and _PAIRS.get(char) == closer:
            depth += -1 if _hangs(document.text, place) else 1
            if depth == 0:
                found.append(_quotation(document, opened, place + 1))
                opened = None
    if opened is not None and closer != _STRAIGHT and block.end - opened > 2:
        found.append(_quotation(document, opened, block.end, closed=False))
    return found


def _closer(char: str) -> str:
    """Return the mark that will close the quotation that `char` opens, "" if it opens none."""
    if char == _STRAIGHT:
        return _STRAIGHT
    return _PAIRS.get(char, "")


def _closes(text: str, place: int, char: str) -> bool:
    """Say whether a mark closes: a straight one that clings to the word behind it opens again."""
    if char != _STRAIGHT:
        return True
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return not (before.isspace() and after.isalnum())


def _hangs(text: str, place: int) -> bool:
    """Say whether an opening mark is mistyped for a closing one: it clings to the word before it."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (before.isalnum() and not after.isalnum()) or after in (",", ".")


def _quotation(document: Document, start: int, end: int, *, closed: bool = True) -> Quotation:
    inner_start, inner_end = start + 1, end - 1 if closed else end
    while inner_start < inner_end and document.text[inner_start].isspace():
        inner_start += 1
    while inner_start < inner_end and document.text[inner_end - 1].isspace():
        inner_end -= 1
    return Quotation(document.span(start, end), document.span(inner_start, max(inner_start, inner_end)))
