"""Tell the language of a text, offline (py3langid)."""

from __future__ import annotations

from memcon.errors import UnknownLanguage

_SAMPLE = 4000
# How much less likely (natural logarithm) a language of ours may be than the best: one sentence full of
# foreign names looks like Occitan or Lingala; real Occitan or Spanish is further off within three words.
_NEAR = 12.0


def recognise(text: str, available: tuple[str, ...], *, name: str = "the text") -> str:
    """Return the code of the language of a text. Raises UnknownLanguage when memcon has no data for it."""
    from py3langid import rank

    ranked = rank(text[:_SAMPLE])
    code, best = ranked[0]
    for candidate, score in ranked:
        if candidate in available and score > best - _NEAR:
            return str(candidate)
    raise UnknownLanguage(
        f"{name} seems to be in another language ({code}); memcon reads {', '.join(available)}; "
        "if it is one of these, give --language"
    )
