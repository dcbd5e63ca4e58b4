"""Lemmas from the tables a model carries, for any part of speech of a form.

A tagger that takes the participle "jugées" for an adjective would hide the verb; memcon asks for the
lemma that a form has *as a verb* too, which spaCy's own component cannot be asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import srsly
from spacy.strings import get_string_id

from memcon.lang.schema import VerbForms

_TABLE_POS = {"AUX": "verb", "VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adv"}


class Lemmas:
    """The lemma of a form under a part of speech: exceptions first, then rules that give a known word.

    `nouns` are further known nouns: the tables miss some whose form is a verb's too ("attaque", "riposte").
    """

    def __init__(self, path: Path, forms: VerbForms, nouns: Iterable[str] = ()) -> None:
        tables: dict[str, Any] = srsly.msgpack_loads(path.read_bytes())
        self._index = _by_pos(tables.get("lemma_index", {}))
        self._exceptions = _by_pos(tables.get("lemma_exc", {}))
        self._rules = _by_pos(tables.get("lemma_rules", {}))
        self._rules["verb"] = [*self._rules.get("verb", []), *forms.lemma_endings]
        self._exceptions["verb"] = self._exceptions.get("verb", {}) | {
            w: [v] for w, v in forms.lemmas.items()
        }
        self._exceptions["noun"] = self._exceptions.get("noun", {}) | {w: [v] for w, v in forms.nouns.items()}
        self._known = {pos: frozenset(words) for pos, words in self._index.items()}
        self._known["noun"] = self._with(frozenset(nouns), self._known.get("noun", frozenset()))
        self._lookup = tables.get("lemma_lookup", {})
        self._cached = lru_cache(maxsize=50_000)(self._lemma)

    def _with(self, nouns: frozenset[str], known: frozenset[str]) -> frozenset[str]:
        """Add nouns to the known ones, without those that are a plural of another."""
        every = known | nouns
        return known | {noun for noun in nouns if not every & set(self._candidates(noun, "noun")) - {noun}}

    def _candidates(self, word: str, table: str) -> Iterator[str]:
        """Yield what the rules of a table make of a form."""
        for ending, replacement in self._rules.get(table, []):
            if word.endswith(ending):
                yield word[: len(word) - len(ending)] + str(replacement)

    def lemma(self, form: str, pos: str) -> str:
        """Return the lemma of `form` as a `pos` (universal tag); the form itself when none is known."""
        found: str = self._cached(form, pos)
        return found

    def verb(self, form: str) -> str:
        """Return the lemma that `form` has as a verb, "" where the tables know no such verb."""
        lemma = self.lemma(form, "VERB")
        irregular = form.lower() in self._exceptions["verb"]
        return lemma if irregular or lemma in self._known.get("verb", frozenset()) else ""

    def is_word(self, form: str) -> bool:
        """Say whether the form in small letters is a noun, adjective, verb or adverb of the dictionary."""
        return any(
            self.lemma(form, pos) in self._known.get(_TABLE_POS[pos], frozenset())
            for pos in ("NOUN", "ADJ", "VERB", "ADV")
        )

    def _lemma(self, form: str, pos: str) -> str:
        word = form.lower()
        table = _TABLE_POS.get(pos, pos.lower())
        known = self._known.get(table, frozenset())
        exceptions = self._exceptions.get(table, {}).get(word)
        if exceptions:
            return str(exceptions[0])
        if word in known:
            return word
        for candidate in self._candidates(word, table):
            if candidate in known:
                return candidate
        found = self._lookup.get(get_string_id(word)) or self._lookup.get(get_string_id(form))
        if found and table != "noun":
            return str(found[0] if isinstance(found, list) else found)
        return word


def _by_pos(table: dict[Any, Any]) -> dict[str, Any]:
    """Name the parts of speech of a table whose keys are spaCy's string hashes."""
    names = {get_string_id(pos): pos for pos in ("verb", "noun", "adj", "adv", "pron", "det", "adp", "aux")}
    return {names[key] if key in names else str(key): value for key, value in table.items()}
