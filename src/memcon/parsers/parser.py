"""The parser: stretches of a text in, tokens with one role set out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from spacy.attrs import SENT_START
from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken

from memcon.lang import Language
from memcon.model import Mood, Role, Span, Token
from memcon.parsers.draft import Draft, Tree
from memcon.parsers.lemmas import Lemmas
from memcon.parsers.models import load_model, model_path
from memcon.parsers.normalise import normalise
from memcon.parsers.repairs import repair

# Tokens parsed at once: more cost memory and save no time (bench/run.py).
BATCH = 3000

_SAME_LENGTH = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‑": "-", "‐": "-", "\u00ad": "-"})
_MAYBE_VERBS = {"VERB", "AUX", "ADJ", "NOUN", "PROPN", "ADV", "X"}
_MOODS = {"Ind": Mood.INDICATIVE, "Cnd": Mood.CONDITIONAL, "Sub": Mood.SUBJUNCTIVE, "Imp": Mood.IMPERATIVE}
_FORMS = {"Inf": Mood.INFINITIVE, "Ger": Mood.GERUND, "Fin": Mood.INDICATIVE}
_TENSES = {"Pres": "present", "Past": "past", "Fut": "future", "Imp": "imperfect"}


@lru_cache(maxsize=4)
def load(language: Language) -> Parser:
    """Return the parser of a language, loading its model the first time."""
    return Parser(language)


def plain(text: str) -> str:
    """Replace typographic variants by the characters the models know, keeping every offset."""
    return "".join(" " if c.isspace() else c for c in text.translate(_SAME_LENGTH))


def _nouns(language: Language) -> Iterator[str]:
    """Yield the nouns of the language's own lists, which all have to be known in the plural too."""
    nouns = language.reference.nouns
    yield from (word for entry in language.events for word in entry.object)
    yield from (word for entry in language.events if entry.pos == "noun" for word in entry.words[0])
    yield from (*nouns.state, *nouns.person, *nouns.organisation, *nouns.any)
    yield from (*language.titles.populations, *language.titles.bodies.alone, *language.syntax.light_nouns)
    yield from (word.split()[0] for office in language.titles.office for word in office.words)


class _Cut(NamedTuple):
    """A stretch tokenised, what of it the model sees, and the tokens it does not see."""

    words: Doc
    seen: Doc
    out: tuple[int, ...]


class Parser:
    """A spaCy model with memcon's repairs."""

    def __init__(self, language: Language) -> None:
        syntax = language.syntax
        self._syntax = syntax
        self._nlp = load_model(syntax.parser)
        self._lemmas = Lemmas(
            model_path(syntax.parser) / "lemmatizer" / "lookups" / "lookups.bin",
            syntax.verbs,
            _nouns(language),
        )
        self._roles = {label: Role(role) for label, role in syntax.roles.items()}

    def lemma(self, form: str, pos: str) -> str:
        """Return the lemma that `form` has as a `pos` (universal part-of-speech tag)."""
        return self._lemmas.lemma(form, pos)

    def parse(
        self, groups: Sequence[Sequence[Span]], asides: Sequence[Span] = ()
    ) -> Iterator[tuple[Token, ...]]:
        """Parse groups of stretches: each stretch is a tree, a group's tokens are numbered through.

        Token offsets are those of the text the stretches were cut from. The model does not see the asides, in
        the order of the text; each hangs afterwards from the verb before it.
        """
        cuts = [[self._cut(stretch, asides) for stretch in group] for group in groups]
        docs = self._parsed(cut.seen for group in cuts for cut in group)
        for group, parts in zip(groups, cuts, strict=True):
            tokens: list[Token] = []
            for stretch, cut in zip(group, parts, strict=True):
                tokens.extend(self._tokens(stretch, cut, next(docs), base=len(tokens)))
            yield tuple(tokens)

    def _cut(self, stretch: Span, asides: Sequence[Span]) -> _Cut:
        """Tokenise a stretch and leave out the asides."""
        words = self._nlp.make_doc(plain(stretch.text))
        first = bisect_left(asides, stretch.start, key=lambda span: span.start)
        last = bisect_right(asides, stretch.end, key=lambda span: span.end)
        inside = [(span.start - stretch.start, span.end - stretch.start) for span in asides[first:last]]
        out = {t.i for t in words for start, end in inside if start <= t.idx and t.idx + len(t) <= end}
        kept = [token for token in words if token.i not in out]
        if not out or not kept:
            return _Cut(words, self._whole(words), ())
        seen = Doc(words.vocab, [token.text for token in kept], [bool(token.whitespace_) for token in kept])
        return _Cut(words, self._whole(seen), tuple(sorted(out)))

    def _parsed(self, docs: Iterable[Doc]) -> Iterator[Doc]:
        """Parse as many stretches at once as fit into a batch."""
        batch: list[Doc] = []
        size = 0
        for doc in docs:
            batch.append(doc)
            size += len(doc)
            if size >= BATCH:
                yield from self._nlp.pipe(batch, batch_size=len(batch))
                batch, size = [], 0
        yield from self._nlp.pipe(batch, batch_size=len(batch) or 1)

    def _whole(self, doc: Doc) -> Doc:
        """Forbid the parser to split a stretch."""
        if len(doc) > 1:
            starts = np.full((len(doc), 1), -1, dtype="int64")
            starts[0] = 1
            doc.from_array([SENT_START], starts.astype("uint64"))
        return doc

    def _tokens(self, stretch: Span, cut: _Cut, doc: Doc, *, base: int) -> list[Token]:
        words = [token for token in doc if not token.is_space]
        places = {token.i: place for place, token in enumerate(words)}
        drafts = [self._draft(token, place, places, stretch.start) for place, token in enumerate(words)]
        tree = Tree(drafts)
        normalise(tree, self._syntax.structure)
        repair(tree, self._syntax.verbs)
        if cut.out:
            tree = self._restored(stretch, cut, tree)
        return [_finish(tree, draft, self._syntax.prepositions, base) for draft in tree.drafts]

    def _restored(self, stretch: Span, cut: _Cut, tree: Tree) -> Tree:
        """Put the asides back into a tree: each hangs as an oblique from the verb before it."""
        words = [token for token in cut.words if not token.is_space]
        out = set(cut.out)
        kept = [place for place, token in enumerate(words) if token.i not in out]
        for draft in tree.drafts:
            word = words[kept[draft.index]]
            draft.start, draft.index, draft.head = (
                stretch.start + word.idx,
                kept[draft.index],
                kept[draft.head],
            )
        by_place = {draft.index: draft for draft in tree.drafts}
        head: Draft | None = None
        for place, token in enumerate(words):
            if place in by_place:
                head = None
                continue
            draft = self._aside(token, place, stretch.start)
            by_place[place] = draft
            if draft.pos == "PUNCT" or head is not None:
                draft.head = place - 1 if head is None else head.index
                draft.role = Role.PUNCTUATION if draft.pos == "PUNCT" else Role.NOMINAL
            else:
                draft.head = _verb_before(by_place, place)
                head = draft
        return Tree([by_place[place] for place in range(len(words))])

    def _aside(self, token: SpacyToken, place: int, offset: int) -> Draft:
        pos = "PUNCT" if token.is_punct else "NUM" if token.text[0].isdigit() else "NOUN"
        return Draft(
            index=place,
            start=offset + token.idx,
            text=token.text,
            lemma=self._lemmas.lemma(token.text, pos),
            pos=pos,
            label="",
            head=place,
            role=Role.OBLIQUE,
        )

    def _draft(self, token: SpacyToken, place: int, places: dict[int, int], offset: int) -> Draft:
        features = _features(token.morph.key, str(token.morph))
        mood = features.get("mood", Mood.NONE)
        pos = "PUNCT" if token.is_punct else token.pos_
        return Draft(
            index=place,
            start=offset + token.idx,
            text=token.text,
            lemma=self._lemmas.lemma(token.text, pos),
            pos=pos,
            label=token.dep_,
            head=_visible_head(token, places, place),
            role=self._roles.get(token.dep_, Role.OTHER),
            mood=Mood(mood),
            tense=features.get("tense", ""),
            number=features.get("number", ""),
            gender=features.get("gender", ""),
            person=features.get("person", ""),
            verb=self._lemmas.verb(token.text) if pos in _MAYBE_VERBS else "",
            ordinary=token.text[0].isupper() and self._lemmas.is_word(token.text),
        )


def _verb_before(drafts: Mapping[int, Draft], place: int) -> int:
    """Return the place of the verb above the last word before an aside, else of the root."""
    words = [before for before in range(place) if drafts[before].pos != "PUNCT"]
    draft = drafts[words[-1] if words else 0]
    while draft.pos != "VERB" and draft.head != draft.index:
        draft = drafts[draft.head]
    return draft.index


@lru_cache(maxsize=4096)
def _features(_key: int, morph: str) -> dict[str, str]:
    """Translate a feature string ("Mood=Ind|Number=Sing|...") into the terms of `Token`."""
    raw = dict(item.split("=", 1) for item in morph.split("|") if "=" in item)
    form = raw.get("VerbForm", "")
    mood = _MOODS.get(raw.get("Mood", "")) or _FORMS.get(form, Mood.NONE)
    if form == "Part":
        mood = Mood.GERUND if raw.get("Tense") == "Pres" else Mood.PARTICIPLE
    return {
        "mood": mood,
        "tense": _TENSES.get(raw.get("Tense", ""), ""),
        "number": raw.get("Number", "").lower(),
        "gender": raw.get("Gender", "").lower(),
        "person": raw.get("Person", ""),
    }


def _visible_head(token: SpacyToken, places: dict[int, int], place: int) -> int:
    """Skip white-space tokens on the way to the head."""
    head = token.head
    while head.i not in places and head.head.i != head.i:
        head = head.head
    return places.get(head.i, place)


def _finish(tree: Tree, draft: Draft, prepositions: dict[str, str], base: int) -> Token:
    """Freeze a draft, naming the preposition or conjunction that introduces it.

    `base` is the number of tokens that stand before this tree in its sentence.
    """
    head = tree.head(draft)
    role = draft.role
    if role is Role.OBLIQUE and head is not None and head.pos in ("NOUN", "PROPN", "PRON"):
        role = Role.NOMINAL
    return Token(
        index=base + draft.index,
        start=draft.start,
        end=draft.start + len(draft.text),
        text=draft.text,
        lemma=draft.lemma,
        pos=draft.pos,
        head=base + draft.head,
        role=role,
        mood=draft.mood,
        tense=draft.tense,
        number=draft.number,
        gender=draft.gender,
        person=draft.person,
        verb=draft.verb,
        ordinary=draft.ordinary,
        case=_case(tree, draft, prepositions),
    )


def _case(tree: Tree, draft: Draft, prepositions: dict[str, str]) -> str:
    heads = [d for d in tree.below(draft) if d.role in (Role.CASE, Role.MARKER) and d.index < draft.index]
    words: list[Draft] = []
    for head in heads:
        words.append(head)
        words.extend(d for d in tree.below(head) if d.role in (Role.FIXED, Role.CASE, Role.COMPOUND))
    words.sort(key=lambda d: d.index)
    forms = [prepositions.get(d.text.lower(), d.text.lower()) for d in words]
    joined = " ".join(forms)
    return prepositions.get(joined, joined)
