"""Languages are data: one folder a language, the same file names in each, checked when loaded."""

from memcon.lang.loader import Language, available, load

__all__ = ["Language", "available", "load"]
