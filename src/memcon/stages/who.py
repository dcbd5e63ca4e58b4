"""Ask who stands at a place in a tree: the bridge from arguments to actors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from memcon.model import BODY, Mention, MentionKind, Place, Reference, Role, Sentence, Token
from memcon.resolve.actors import Resolution
from memcon.stages.arguments import conjuncts

_OWNERS = {Role.POSSESSOR, Role.ADJECTIVE, Role.COMPOUND, Role.NOMINAL, Role.AGENT, Role.OBLIQUE, Role.NAME}
_OWNING_CASES = {"de", "of", "par", "by", "from", ""}


class Who:
    """The resolved mentions of a report, found by sentence and token."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        resolution: Resolution,
        places: Sequence[Place],
        media: Iterable[str] = (),
    ) -> None:
        self._sentences = sentences
        self._media = frozenset(media)
        self._mentions: dict[int, list[tuple[Reference, Mention]]] = defaultdict(list)
        self._places: dict[int, list[Place]] = defaultdict(list)
        for reference, mention in zip(resolution.references, resolution.mentions, strict=True):
            if mention is not None:
                self._mentions[reference.sentence].append((reference, mention))
        number = 0
        for place in places:
            while number + 1 < len(sentences) and sentences[number + 1].span.start <= place.span.start:
                number += 1
            self._places[number].append(place)

    def mention(self, sentence: int, token: Token) -> tuple[Reference, Mention] | None:
        """Return the widest mention that covers a token."""
        covering = [
            (reference, mention)
            for reference, mention in self._mentions[sentence]
            if mention.span.start <= token.start < mention.span.end
        ]
        return max(covering, key=lambda pair: pair[1].span.end - pair[1].span.start, default=None)

    def at(self, sentence: int, token: Token) -> tuple[str, ...]:
        """Return the actors that a token stands for: its mention's, if it is the mention's main word."""
        found = self.mention(sentence, token)
        if found is None:
            return ()
        return tuple(key for key in found[1].actors if key not in self._media)

    def all(self, sentence: int, tokens: Iterable[Token]) -> tuple[str, ...]:
        """Return the actors of tokens and of all that is coordinated with them."""
        keys: dict[str, None] = {}
        for token in tokens:
            for member in conjuncts(self._sentences[sentence], token):
                keys.update(dict.fromkeys(self.at(sentence, member)))
        return tuple(keys)

    def listed(self, sentence: int, token: Token, verb: Token) -> tuple[str, ...]:
        """Return the actors of a list before a verb: "X, Y et Z ont condamné", whatever the tree makes of it.

        From the mention at `token` the list grows over mentions that only commas and "and" part from it.
        """
        tree = self._sentences[sentence]
        found = self.mention(sentence, token)
        if found is None or token.index > verb.index:
            return ()
        keys: list[str] = list(found[1].actors)
        place = self._first_token(sentence, found[1])
        while place > 0:
            between = place - 1
            joined = False
            while between >= 0 and tree.tokens[between].text in (",", "and", "et", "&"):
                joined = joined or tree.tokens[between].pos == "CCONJ" or bool(len(keys) > 1)
                between -= 1
            before = self.mention(sentence, tree.tokens[between]) if between >= 0 else None
            if between == place - 1 or before is None or not joined:
                break
            if tree.tokens[before[0].head].case:
                break
            keys = [*before[1].actors, *keys]
            place = self._first_token(sentence, before[1])
        return tuple(key for key in dict.fromkeys(keys) if key not in self._media)

    def _first_token(self, sentence: int, mention: Mention) -> int:
        tokens = self._sentences[sentence].tokens
        return next(t.index for t in tokens if t.end > mention.span.start)

    def source(self, sentence: int, tokens: Iterable[Token]) -> tuple[str, ...]:
        """Return who a report credits at these tokens: actors, and media too."""
        keys: dict[str, None] = {}
        for token in tokens:
            for member in conjuncts(self._sentences[sentence], token):
                found = self.mention(sentence, member)
                keys.update(dict.fromkeys(found[1].actors if found else ()))
        return tuple(keys)

    def is_person(self, sentence: int, token: Token) -> bool:
        """Say whether the mention at a token names people rather than a state or body."""
        found = self.mention(sentence, token)
        return (
            found is not None and BODY not in found[0].offices and any(":" in key for key in found[1].actors)
        )

    def owners(self, sentence: int, token: Token) -> tuple[str, ...]:
        """Return whose act a noun phrase names: "Russia's annexation", "les frappes israéliennes de ...".

        Adjectives, possessors and complements of the phrase's head count, not what lies deeper.
        """
        tree = self._sentences[sentence]
        keys: dict[str, None] = {}
        for child in tree.below(token):
            if child.role in _OWNERS and child.case in _OWNING_CASES:
                keys.update(dict.fromkeys(self.all(sentence, [child])))
        return tuple(keys)

    def countries(self, sentence: int, tokens: Iterable[Token]) -> tuple[str, ...]:
        """Return the countries of the places that stand at these tokens."""
        found: dict[str, None] = {}
        for token in tokens:
            for member in conjuncts(self._sentences[sentence], token):
                for place in self._places[sentence]:
                    if place.country and place.span.start <= member.start < place.span.end:
                        found[place.country] = None
        return tuple(found)

    def everybody(self) -> Iterator[str]:
        """Yield the actors of every mention of the report, media left out."""
        for found in self._mentions.values():
            for _, mention in found:
                yield from (key for key in mention.actors if key not in self._media)

    def in_sentence(self, sentence: int) -> list[tuple[Reference, Mention]]:
        """List the mentions of a sentence in text order."""
        return self._mentions[sentence]

    def is_pronoun(self, sentence: int, token: Token) -> bool:
        """Say whether a pronoun stands at a token."""
        found = self.mention(sentence, token)
        return found is not None and found[0].kind is MentionKind.PRONOUN
