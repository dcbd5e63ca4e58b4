"""Words that stand for an actor named elsewhere: nouns ("les deux pays"), "both" on its own, pronouns."""

from __future__ import annotations

from collections.abc import Iterator

from memcon.lang import Language
from memcon.model import Document, MentionKind, Reference, Role, Sentence, Span, Token


class BackReferences:
    """The words of one sentence that refer back."""

    def __init__(self, document: Document, number: int, sentence: Sentence, language: Language) -> None:
        self._document = document
        self._number = number
        self._tokens = sentence.tokens
        self._language = language
        self._taken: set[int] = set()

    def find(self, taken: set[int]) -> Iterator[Reference]:
        """Find them on the words that nothing else has taken."""
        self._taken = set(taken)
        yield from self._nouns()
        yield from self._both()
        yield from self._pronouns()

    def _nouns(self) -> Iterator[Reference]:
        """Nouns that refer back: "les deux dirigeants", "the country", "son homologue"."""
        nouns = self._language.reference.nouns
        kinds = {
            "state": nouns.state,
            "person": nouns.person,
            "organisation": nouns.organisation,
            "any": nouns.any,
        }
        for token in self._tokens:
            if token.index in self._taken or token.pos not in ("NOUN", "PROPN", "ADJ"):
                continue
            kind = next(
                (k for k, words in kinds.items() if token.lemma in words or token.text.lower() in words), None
            )
            reference = self._back_reference(token, kind) if kind else None
            if reference is not None:
                yield reference

    def _both(self) -> Iterator[Reference]:
        """Words that stand for two actors on their own: "tous deux", "the pair"."""
        for phrase in self._language.reference.both.alone:
            words = phrase.split()
            for first in range(len(self._tokens) - len(words) + 1):
                span = self._tokens[first : first + len(words)]
                used = any(t.index in self._taken for t in span)
                if used or [t.text.lower() for t in span] != words or self._heads_noun(span[-1]):
                    continue
                self._take(first, first + len(words) - 1)
                yield Reference(
                    span=self._span(first, first + len(words) - 1),
                    sentence=self._number,
                    head=self._head(first, first + len(words) - 1),
                    kind=MentionKind.DESCRIPTION,
                    noun="both",
                    number="plur",
                    count=2,
                )

    def _heads_noun(self, token: Token) -> bool:
        """Say whether a word only determines a noun after it ("both sides")."""
        return token.head > token.index and self._tokens[token.head].pos in ("NOUN", "PROPN")

    def _back_reference(self, token: Token, kind: str) -> Reference | None:
        first, last = self._chunk(token)
        words = [t.text.lower().replace("’", "'") for t in self._tokens[first : token.index]]
        both = self._language.reference.both
        count = next((both.numbers.get(word, 2) for word in words if word in both.words), 0)
        owner = next((w for w in words if w in self._language.reference.possessives), "")
        definite = any(word in self._language.titles.determiners for word in words) or (
            token.number == "sing" and self._word_before(first) in self._language.titles.contracted
        )
        if not (count or owner or definite):
            return None
        self._take(first, last)
        several = token.number == "plur" and kind in ("state", "any") and not owner
        return Reference(
            span=self._span(first, last),
            sentence=self._number,
            head=token.index,
            kind=MentionKind.DESCRIPTION,
            noun=kind,
            title=token.lemma,
            owner=owner,
            number=token.number,
            gender=token.gender,
            count=count or (2 if several else 0),
            definite=definite,
        )

    def _word_before(self, first: int) -> str:
        return self._tokens[first - 1].text.lower() if first else ""

    def _chunk(self, token: Token) -> tuple[int, int]:
        """Return the first token of a noun's own words (determiner, number, adjectives) and the noun."""
        first = token.index
        while (
            first > 0
            and first - 1 not in self._taken
            and self._tokens[first - 1].pos in ("DET", "NUM", "ADJ", "PRON")
        ):
            first -= 1
        return first, token.index

    def _pronouns(self) -> Iterator[Reference]:
        """Pronouns, the first person among them (it stands for the speaker)."""
        words = self._language.reference
        for token in self._tokens:
            form = token.text.lower().replace("’", "'")
            if token.index in self._taken or token.role is Role.EXPLETIVE or token.pos not in ("PRON", "DET"):
                continue
            if form in words.first_person.plural | words.first_person.singular:
                number = "plur" if form in words.first_person.plural else "sing"
                yield self._pronoun(token, noun="speaker", number=number, gender="")
                continue
            pronoun = next((p for p in words.pronoun if form in p.words), None)
            if pronoun is not None and token.pos == "PRON":
                yield self._pronoun(
                    token, noun="last" if pronoun.last else "", number=pronoun.number, gender=pronoun.gender
                )

    def _pronoun(self, token: Token, *, noun: str, number: str, gender: str) -> Reference:
        return Reference(
            span=self._span(token.index, token.index),
            sentence=self._number,
            head=token.index,
            kind=MentionKind.PRONOUN,
            noun=noun,
            number=number,
            gender=gender,
        )

    def _head(self, first: int, last: int) -> int:
        """Return the token of a phrase that the rest of the sentence governs."""
        for token in self._tokens[first : last + 1]:
            if not first <= token.head <= last or token.head == token.index:
                return token.index
        return first

    def _span(self, first: int, last: int) -> Span:
        return self._document.span(self._tokens[first].start, self._tokens[last].end)

    def _take(self, first: int, last: int) -> None:
        self._taken.update(range(first, last + 1))
