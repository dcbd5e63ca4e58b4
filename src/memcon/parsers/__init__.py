"""Parsers turn words into tokens with one role set, whatever the model's label scheme."""

from memcon.parsers.parser import Parser, load, plain

__all__ = ["Parser", "load", "plain"]
