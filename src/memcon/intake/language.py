"""Tell the language of a text, offline (py3langid)."""

from __future__ import annotations

from memcon.errors import UnknownLanguage

_SAMPLE = 4000


def recognise(text: str, available: tuple[str, ...], *, name: str = "the text") -> str:
    """Return the code of the language of a text. Raises UnknownLanguage when memcon has no data for it."""
    from py3langid import classify

    code, _ = classify(text[:_SAMPLE])
    if code in available:
        return str(code)
    raise UnknownLanguage(
        f"{name} seems to be in another language ({code}); memcon reads {', '.join(available)}; "
        "if it is one of these, give --language"
    )
