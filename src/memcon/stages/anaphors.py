"""Words that refer back: "les deux dirigeants", "the country", "the rights group", pronouns, possessives."""

from __future__ import annotations

from collections.abc import Iterator

from memcon.lang import Language
from memcon.model import Document, MentionKind, Reference, Role, Sentence, Span, Token

_OWN_WORDS = ("DET", "NUM", "ADJ", "PRON")
_MODIFIERS = (Role.COMPOUND, Role.ADJECTIVE, Role.NUMERAL, Role.OTHER, Role.ADVERB)


class Anaphors:
    """The words of one sentence that refer back, among those that nothing else has taken."""

    def __init__(
        self, document: Document, number: int, sentence: Sentence, language: Language, taken: set[int]
    ) -> None:
        self._document = document
        self._number = number
        self._tokens = sentence.tokens
        self._words = language.reference
        self._titles = language.titles
        self._taken = taken

    def find(self) -> Iterator[Reference]:
        """Yield the nouns, then the pronouns."""
        yield from list(self._nouns())
        yield from list(self._both())
        yield from self._pronouns()

    def _nouns(self) -> Iterator[Reference]:
        """Nouns that refer back: "les deux dirigeants", "the country", "son homologue"."""
        nouns = self._words.nouns
        kinds = {
            "state": nouns.state,
            "person": nouns.person,
            "organisation": nouns.organisation,
            "any": nouns.any,
            "short": nouns.short,
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
        for phrase in self._words.both.alone:
            words = phrase.split()
            for first in range(len(self._tokens) - len(words) + 1):
                span = self._tokens[first : first + len(words)]
                used = any(t.index in self._taken for t in span)
                if used or [t.text.lower() for t in span] != words or self._heads_noun(span[-1]):
                    continue
                self._taken.update(t.index for t in span)
                yield Reference(
                    span=self._span(first, first + len(words) - 1),
                    sentence=self._number,
                    head=next(
                        (t.index for t in span if not span[0].index <= t.head <= span[-1].index), first
                    ),
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
        both = self._words.both
        count = next((both.numbers.get(word, 2) for word in words if word in both.words), 0)
        owner = next((w for w in words if w in self._words.possessives), "")
        before = self._word_before(first)
        definite = any(word in self._titles.determiners for word in words) or (
            token.number == "sing" and (before in self._titles.contracted or self._is_body(before, kind))
        )
        if not (count or owner or definite) or self._is_compound(token):
            return None
        self._taken.update(range(first, last + 1))
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

    def _is_body(self, before: str, kind: str) -> bool:
        """Say whether a possessor makes a noun definite: "West Africa's regional bloc"."""
        return before == "'s" and kind == "organisation"

    def _is_compound(self, token: Token) -> bool:
        """Say whether a noun only modifies the next one: "the council chamber"."""
        return token.role is Role.COMPOUND and token.head > token.index

    def _word_before(self, first: int) -> str:
        return self._tokens[first - 1].text.lower() if first else ""

    def _chunk(self, token: Token) -> tuple[int, int]:
        """Return the first token of a noun's own words (determiner, number, modifiers) and the noun."""
        first = token.index
        while first > 0 and first - 1 not in self._taken and self._belongs(self._tokens[first - 1], token):
            first -= 1
        return first, token.index

    def _belongs(self, word: Token, noun: Token) -> bool:
        """Say whether a word before a noun is part of it: "the **two**", "the **15-nation** body"."""
        hangs = word.index < word.head <= noun.index and word.role in _MODIFIERS
        return word.pos in _OWN_WORDS or (hangs and word.pos in ("NOUN", "VERB")) or word.text == "-"

    def _pronouns(self) -> Iterator[Reference]:
        """Pronouns and possessives, the first person among them (it stands for the speaker)."""
        first, possessive = self._words.first_person, self._words.possessive
        for token in self._tokens:
            form = token.text.lower().replace("’", "'")
            if token.role is Role.EXPLETIVE or token.pos not in ("PRON", "DET"):
                continue
            owner = next((p for p in possessive if form in p.words), None)
            if owner is not None and owner.gender and not self._is_object(token):
                yield self._pronoun(token, noun="", number=owner.number, gender=owner.gender)
            elif token.index in self._taken:
                continue
            elif form in first.plural | first.singular:
                number = "plur" if form in first.plural else "sing"
                yield self._pronoun(token, noun="speaker", number=number, gender="")
            else:
                yield from self._personal(token, form)

    def _personal(self, token: Token, form: str) -> Iterator[Reference]:
        pronoun = next((p for p in self._words.pronoun if form in p.words), None)
        if pronoun is not None and token.pos == "PRON":
            noun = "last" if pronoun.last else ""
            yield self._pronoun(token, noun=noun, number=pronoun.number, gender=pronoun.gender)

    def _is_object(self, token: Token) -> bool:
        """Tell the pronoun "her" from the possessive by its role; "him" is no possessive."""
        return token.role is not Role.POSSESSOR and token.pos == "PRON"

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

    def _span(self, first: int, last: int) -> Span:
        return self._document.span(self._tokens[first].start, self._tokens[last].end)
