"""Bytes -> text, whatever the encoding, or a clear refusal."""

from __future__ import annotations

import codecs

from memcon.errors import NotText, UsageError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FORMATS = {
    b"%PDF": "a PDF",
    b"PK\3\4": "a Word document or an archive",
    b"{\\rtf": "a rich-text document",
    b"\x1f\x8b": "compressed",
}
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b")


def decode(data: bytes, *, name: str, encoding: str | None = None) -> str:
    """Decode by the given encoding, the byte-order mark, UTF-8, or by what the bytes look like.

    Raises NotText for binary data and for bytes that no encoding explains, UsageError for an unknown
    encoding.
    """
    if encoding:
        return _decode_as(data, encoding, name)
    for mark, known in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, known, name)
    for mark, kind in _OTHER_FORMATS.items():
        if data.startswith(mark):
            raise NotText(f"{name} is {kind}, not text; save its text as a .txt file and read that")
    if _is_binary(data):
        raise NotText(
            f"{name} is binary, not text; save the report as plain text or HTML (UTF-16: --encoding utf-16)"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data, name)


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise UsageError(f"{encoding!r} is no known encoding; try utf-8, cp1252 or latin-1") from None
    except UnicodeDecodeError:
        raise NotText(f"{name} is not {encoding}; try --encoding cp1252, or save it as UTF-8") from None


def _is_binary(data: bytes) -> bool:
    """Say whether control characters are more than a stray few in the first 8 kB."""
    head = data[:8192]
    stray = len(head) - len(head.translate(None, _CONTROL))
    return b"\0" in head or stray > len(head) // 100 + 2


def _guess(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(
        data[:200_000], cp_isolation=["cp1252", "latin_1", "cp1250", "mac_roman", "cp850"]
    ).best()
    if best is None:
        raise NotText(f"{name} is in no encoding that explains it; save it as UTF-8, or give --encoding")
    return data.decode(best.encoding, errors="replace")
