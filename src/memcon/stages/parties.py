"""The parties of a predication: who acts, with whom, on whom, by the slots of its frame.

Where the tree leaves a subject or object empty, the nearest mention in the words does: parsers lose names
that they take for verbs ("Alger a accusé Rabat de ...") more often than the order of words misleads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from memcon.lang import Language
from memcon.model import Because, Document, Mood, Role, Sentence, Token
from memcon.stages import arguments
from memcon.stages.arguments import Slots
from memcon.stages.who import Who

_NAMED_SLOTS = {
    "subject", "object", "indirect", "clause", "infinitive", "possessor", "adjective", "compound", "agent",
    "support", "adverbial", "time", "reflexive",
}  # fmt: skip
_FINITE = {Mood.INDICATIVE, Mood.CONDITIONAL, Mood.SUBJUNCTIVE}
_SKIPPED = {"AUX", "ADV", "PART", "PUNCT", "DET", "NUM", "CCONJ"}
# How many words may stand between a verb and the mention that fills its empty slot.
_NEAR = 9


class Parties:
    """Fills the parties of one trigger; each word of the sentence serves one party only."""

    def __init__(
        self, document: Document, number: int, sentence: Sentence, who: Who, language: Language
    ) -> None:
        self._document = document
        self._number = number
        self._sentence = sentence
        self._who = who
        self._language = language
        self._used: list[Token] = []
        self.because: list[Because] = []

    def slot(self, name: str, head: Token, slots: Slots) -> list[Token]:
        """Return what fills a slot; a preposition also counts when the parser hung it elsewhere."""
        found = slots.get(name, [])
        if name not in _NAMED_SLOTS and not any(t.index > head.index for t in found):
            found = [*found, *arguments.by_preposition(self._sentence, head, name)]  # "On Monday, ... on X"
        return found

    def fill(self, field: str, names: Sequence[str] | None, head: Token, slots: Slots) -> tuple[str, ...]:
        """Return the actors of the first slot that has any, and remember its words as used."""
        for name in names or ():
            tokens = [t for t in self.slot(name, head, slots) if t not in self._used]
            if not any(self._who.all(self._number, [t]) for t in tokens):
                tokens = [t for t in self._nearby(name, head, tokens) if t not in self._used]
            if keys := self._who.all(self._number, tokens):
                if name == "subject":
                    keys = tuple(dict.fromkeys((*self._who.listed(self._number, tokens[0], head), *keys)))
                self._used.extend(tokens)
                span = self._document.span(tokens[0].start, tokens[0].end)
                self.because.append(Because(field, span, name))
                return keys
        return ()

    def _nearby(self, name: str, verb: Token, found: Sequence[Token]) -> Iterator[Token]:
        """Yield the mention next to a verb whose subject or object the tree has lost.

        A noun in the slot that is no actor stays what it is ("une explosion a tué").
        """
        if verb.pos not in ("VERB", "AUX") or any(t.pos in ("NOUN", "PRON") for t in found):
            return
        if name == "subject" and verb.mood in _FINITE and not arguments.is_passive(self._sentence, verb):
            yield from self._first(reversed(self._sentence.tokens[max(0, verb.index - _NEAR) : verb.index]))
        elif name == "object" and not arguments.is_passive(self._sentence, verb):
            yield from self._first(self._sentence.tokens[verb.index + 1 : verb.index + 1 + _NEAR])

    def _first(self, tokens: Iterator[Token] | Sequence[Token]) -> Iterator[Token]:
        """Yield the first token that is a mention without preposition; stop at any other word."""
        times = self._language.syntax.verbs.time_nouns
        for token in tokens:
            if self._who.mention(self._number, token) is not None:
                if not token.case:
                    yield token
                return
            reflexive = token.role is Role.REFLEXIVE
            if token.pos not in _SKIPPED and token.lemma not in times and not reflexive:
                return

    def users(self, slots: Slots) -> tuple[str, ...]:
        """Find whose weapons or attacks did it: "Israeli airstrikes killed", "Russia's shelling wounded"."""
        owners = (self._who.owners(self._number, token) for token in slots.get("subject", ()))
        return tuple(dict.fromkeys(key for keys in owners for key in keys))

    def undergoers(
        self, names: Sequence[str] | None, head: Token, slots: Slots, actors: Sequence[str]
    ) -> tuple[str, ...]:
        """Find who undergoes an act on things: the country of the place, or whose things they are."""
        tokens = [t for name in names or () for t in self.slot(name, head, slots) if t not in self._used]
        if keys := self._who.countries(self._number, tokens):
            return keys
        own = {key.partition(":")[0] for key in actors}
        owners = [key for token in tokens for key in self._who.owners(self._number, token)]
        owners = [key for key in owners if key.partition(":")[0] not in own]
        below = [inner for token in tokens for inner in self._sentence.subtree(token)]
        return tuple(dict.fromkeys(owners)) or self._who.countries(self._number, below)

    def subjects(self, content: Token) -> tuple[str, ...]:
        """Return whom the subject of a clause names."""
        subjects = self._sentence.below(content, Role.SUBJECT, Role.PASSIVE_SUBJECT)
        return self._who.all(self._number, subjects)

    def concerned(self, content: Token, actors: Sequence[str], *, asked: bool) -> tuple[str, ...]:
        """Find whom a position concerns inside its content: subject of the clause, owner of the act.

        In an infinitive it is the object ("threatened to attack Israel"), but for those asked to do it.
        """
        subjects = self._sentence.below(content, Role.SUBJECT, Role.PASSIVE_SUBJECT)
        if content.role is Role.INFINITIVE and not asked and not subjects:
            subjects = self._sentence.below(content, Role.OBJECT)
        keys = self._who.all(self._number, subjects) or self._who.owners(self._number, content)
        states = {key.partition(":")[0] for key in actors}
        if keys and states >= {key.partition(":")[0] for key in keys}:  # "warned that it would attack Israel"
            keys = self._who.all(self._number, self._sentence.below(content, Role.OBJECT))
        return tuple(key for key in keys if key.partition(":")[0] not in states)
