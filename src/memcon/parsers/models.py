"""Load spaCy models without what memcon does not need.

spaCy's French class compiles a token pattern of 1.45 M characters at import (3.5 s), because each of its
266 parts spells out the alphabets of the world. `LightLanguage` takes the tokenizer that the model itself
carries and abbreviates those alphabets to the Latin ranges: same tokens, a quarter of the time.
"""

from __future__ import annotations

import importlib.util
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.language import BaseDefaults, Language
from spacy.tokenizer import Tokenizer

from memcon.errors import ModelError
from memcon.lang.schema import ModelChoice

# Basic Latin to Latin Extended Additional: every letter that French and English texts use.
LATIN = "A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ"
_LIGHT = "memcon_light"


@spacy.registry.languages(_LIGHT)
class LightLanguage(Language):
    """A language class that brings no rules of its own: the model's tokenizer is given to it."""

    lang = _LIGHT
    Defaults = BaseDefaults


@spacy.registry.tokenizers("memcon.bare_tokenizer.v1")
def bare_tokenizer() -> Any:
    """Create a tokenizer without rules, to be filled from the model's own data."""
    return lambda nlp: Tokenizer(nlp.vocab)


def abbreviate_alphabets(pattern: str) -> str:
    """Replace the alphabets of the world inside a token pattern by the Latin ranges."""
    for alphabet in sorted((ALPHA, ALPHA_LOWER, ALPHA_UPPER), key=len, reverse=True):
        pattern = pattern.replace(alphabet, LATIN)
    return pattern


def _fill(tokenizer: Tokenizer, path: Path) -> None:
    """Give `tokenizer` the rules stored with the model, its token pattern abbreviated."""
    data = srsly.msgpack_loads(path.read_bytes())
    tokenizer.prefix_search = re.compile(data["prefix_search"]).search
    tokenizer.suffix_search = re.compile(data["suffix_search"]).search
    tokenizer.infix_finditer = re.compile(data["infix_finditer"]).finditer
    tokenizer.url_match = re.compile(data["url_match"]).match
    if data.get("token_match"):
        tokenizer.token_match = re.compile(abbreviate_alphabets(data["token_match"])).match
    tokenizer.rules = data["exceptions"]


def model_path(choice: ModelChoice) -> Path:
    """Find the folder of an installed model package, or take a path as it is.

    Raises ModelError when it is not installed or is not the model that was asked for.
    """
    given = Path(choice.package)
    if given.is_dir():
        return given
    found = importlib.util.find_spec(choice.package)
    if found is None or found.origin is None:
        raise ModelError(
            f"the parsing model {choice.package} is not installed; "
            "install memcon again with pip, which brings it along"
        )
    meta = json.loads(Path(found.origin).with_name("meta.json").read_text(encoding="utf-8"))
    if choice.version and (meta["name"], meta["version"]) != (choice.name, choice.version):
        raise ModelError(
            f"{choice.package} is {meta['name']} {meta['version']}, not {choice.name} "
            f"{choice.version}; install memcon again, or name the model in the settings"
        )
    return Path(found.origin).parent / f"{choice.package}-{meta['version']}"


@lru_cache(maxsize=4)
def load_model(choice: ModelChoice) -> Language:
    """Load the parsing pipeline of a model: tokens, tags, features and tree."""
    path = model_path(choice)
    # The 430,000 strings of the model are for looking words up by number; words met are added anyway.
    nlp = spacy.load(
        path,
        exclude=[*choice.exclude, "tokenizer", "strings"],
        config={
            "nlp.lang": _LIGHT,
            "nlp.tokenizer": {"@tokenizers": "memcon.bare_tokenizer.v1"},
        },
    )
    _fill(nlp.tokenizer, path / "tokenizer")
    return nlp
