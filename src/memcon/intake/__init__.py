"""Intake: bytes, paths and open files become a `Source`: text with what its page says of it."""

from memcon.intake.sources import from_bytes, from_path, from_stream, from_text

__all__ = ["from_bytes", "from_path", "from_stream", "from_text"]
