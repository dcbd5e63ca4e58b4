"""Sentences -> references: the words that may stand for an actor, with what they say themselves.

Found in this order, each on the words that the former left: offices and bodies with all that belongs to
them, names of the knowledge base, names of persons, nouns that refer back ("les deux pays"), pronouns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from memcon.knowledge import Knowledge
from memcon.knowledge.names import FoundName, Name, NameKind
from memcon.lang import Language
from memcon.model import (
    Document,
    MentionKind,
    Part,
    PersonName,
    Place,
    Reference,
    Role,
    Sentence,
    Span,
    Token,
)
from memcon.parsers import plain
from memcon.stages import titles as title_words
from memcon.stages.anaphors import Anaphors
from memcon.stages.names import NameRun, runs
from memcon.stages.noun_phrases import Marks, Phrase, grow
from memcon.stages.titles import FoundTitle

_ALIAS = re.compile(r"\s?\(([A-Z][A-Za-z&-]{0,4}[A-Z])\)")
_ACTOR_NAMES = (
    NameKind.SEAT,
    NameKind.ORGANISATION,
    NameKind.INSTITUTION,
    NameKind.MEDIUM,
    NameKind.PEOPLE,
    NameKind.STATE,
    NameKind.CAPITAL,
    NameKind.ADJECTIVE,
)
_METONYMS = {NameKind.SEAT, NameKind.CAPITAL, NameKind.INSTITUTION, NameKind.PEOPLE}
_PLACES = (NameKind.CITY, NameKind.STATE)


Placed = dict[int, tuple[FoundName, int]]


@dataclass(frozen=True)
class Found:
    """What a report's sentences name: references to actors, and places."""

    references: tuple[Reference, ...]
    places: tuple[Place, ...]


def find(
    document: Document, sentences: Sequence[Sentence], language: Language, knowledge: Knowledge
) -> Found:
    """Find all references and places, in text order."""
    names = knowledge.names.find(plain(document.text), language.code)
    starts = [name.start for name in names]
    references: list[Reference] = []
    places: list[Place] = []
    for number, sentence in enumerate(sentences):
        first = bisect_left(starts, sentence.span.start)
        last = bisect_left(starts, sentence.span.end)
        finder = _Finder(document, number, sentence, language, knowledge)
        found = finder.find(names[first:last])
        references.extend(sorted(found, key=lambda r: r.span))
        places.extend(finder.places)
    aliases = list(_aliases(document, sentences, references))
    references = sorted([*_defining(document, references), *aliases], key=lambda r: (r.sentence, r.span))
    return Found(tuple(references), tuple(sorted(places, key=lambda p: p.span)))


def _defining(document: Document, references: Sequence[Reference]) -> Iterator[Reference]:
    """Mark the references after which the text gives a short name in brackets."""
    for reference in references:
        match = _ALIAS.match(document.text, reference.span.end)
        yield replace(reference, alias=match.group(1)) if match else reference


def _aliases(
    document: Document, sentences: Sequence[Sentence], references: Sequence[Reference]
) -> Iterator[Reference]:
    """Yield the uses of short names that the text has defined."""
    names = {r.alias for r in _defining(document, references) if r.alias}
    taken = [r.span for r in references]
    for number, sentence in enumerate(sentences):
        for token in sentence.tokens:
            if token.text not in names or any(s.start <= token.start < s.end for s in taken):
                continue
            span = document.span(token.start, token.end)
            yield Reference(span, number, token.index, MentionKind.NAME, alias=token.text)


class _Finder:
    """The references of one sentence."""

    def __init__(
        self, document: Document, number: int, sentence: Sentence, language: Language, knowledge: Knowledge
    ) -> None:
        self._document = document
        self._number = number
        self._sentence = sentence
        self._tokens = sentence.tokens
        self._language = language
        self._knowledge = knowledge
        self._taken: set[int] = set()
        self.places: list[Place] = []

    def find(self, names: Sequence[FoundName]) -> list[Reference]:
        marks = self._mark(names)
        if self._sentence.part is Part.DATELINE:
            deque(self._names(marks), maxlen=0)  # notes the places
            return []
        found = list(self._phrases(marks))
        found.extend(self._names(marks))
        found.extend(self._person(run) for run in marks.runs.values() if run.first not in self._taken)
        found.extend(
            Anaphors(self._document, self._number, self._sentence, self._language, self._taken).find()
        )
        return found

    def _mark(self, names: Sequence[FoundName]) -> Marks:
        """Lay names, titles and name runs over the tokens; a known person's name outranks a place's."""
        placed = {
            first: (name, last) for name in names if (ends := self._place(name)) for first, last in [ends]
        }
        states = {(first, last) for first, (name, last) in placed.items() if name.reading(NameKind.STATE)}
        persons = {
            run.first: run for run in self._runs(set()) if run.full and (run.first, run.last) not in states
        }
        inside = {i for run in persons.values() for i in range(run.first, run.last + 1)}
        placed = {first: (name, last) for first, (name, last) in placed.items() if first not in inside}
        placed = self._without_titles(dict(self._modifying(placed)))
        placed = {
            first: (name, last) for first, (name, last) in placed.items() if not self._is_side(first, last)
        }
        named = {i for first, (_, last) in placed.items() for i in range(first, last + 1)}
        found = title_words.find(self._tokens, title_words.index(self._language))
        titles = {t.first: t for t in found if t.first not in named and t.first not in inside}
        titled = {i for t in titles.values() for i in range(t.first, t.last + 1)}
        others = {run.first: run for run in self._runs(named | titled | inside)}
        return Marks(
            tokens=self._tokens,
            names=placed,
            name_ends={last: (name, first) for first, (name, last) in placed.items()},
            titles=titles,
            runs=persons | others,
            run_ends={run.last: run for run in (persons | others).values()},
            language=self._language,
        )

    def _without_titles(self, placed: Placed) -> Placed:
        """Cut names short where a title of more words begins in them: "U.S. | Treasury Secretary"."""
        titles = title_words.find(self._tokens, title_words.index(self._language))
        starts = {t.first: t for t in titles if t.last > t.first}
        kept: Placed = {}
        for first, (name, last) in placed.items():
            title = next((starts[i] for i in range(first, last + 1) if i in starts), None)
            if title is None or title.last <= last:
                kept[first] = (name, last)
            elif title.first > first:
                kept.update(self._shortened(name, first, title.first - 1))
        return kept

    def _is_side(self, first: int, last: int) -> bool:
        """Say whether a name only says who somebody is for: "**pro-Russian**", "**Iran-backed**"."""
        titles = self._language.titles
        words = [t.text.lower() for t in self._tokens]
        if first > 1 and words[first - 1] == "-" and words[first - 2] in titles.sides:
            return True
        after = words[last + 1 : last + 3]
        return len(after) > 1 and after[0] == "-" and after[1] in titles.backing

    def _modifying(self, placed: Placed) -> Iterator[tuple[int, tuple[FoundName, int]]]:
        """Take a people's name for the adjective where a noun follows: "the **French** ambassador"."""
        for first, (name, last) in placed.items():
            token = self._tokens[last]
            modifies = token.role in (Role.ADJECTIVE, Role.COMPOUND) and token.head > last
            if last == first or not modifies or not name.reading(NameKind.PEOPLE):
                yield first, (name, last)
                continue
            words = plain(self._document.text[token.start : token.end])
            alone = self._knowledge.names.find(words, self._language.code)
            adjective = next((n for n in alone if n.reading(NameKind.ADJECTIVE)), None)
            found = adjective and replace(adjective, start=token.start, end=token.end)
            yield (last, (found, last)) if found else (first, (name, last))

    def _shortened(self, name: FoundName, first: int, last: int) -> Placed:
        """Find the name that the first words of a longer one are: "U.S." of "U.S. Treasury"."""
        words = plain(self._document.text[name.start : self._tokens[last].end])
        for found in self._knowledge.names.find(words, self._language.code):
            if found.start == 0 and found.end == len(words):
                return {first: (replace(found, start=name.start, end=name.start + len(words)), last)}
        return {}

    def _runs(self, taken: set[int]) -> Iterator[NameRun]:
        return runs(self._tokens, taken, self._language, self._knowledge)

    def _place(self, name: FoundName) -> tuple[int, int] | None:
        """Return the first and last token that a name covers."""
        inside = [t.index for t in self._tokens if t.start < name.end and name.start < t.end]
        return (inside[0], inside[-1]) if inside else None

    def _phrases(self, marks: Marks) -> Iterator[Reference]:
        for first, title in marks.titles.items():
            if first in self._taken or self._only_modifies(marks, title):
                continue
            phrase = grow(marks, title)
            if not self._refers(phrase):
                continue
            yield from self._named_within(marks, phrase)
            self._take(phrase.first, phrase.last)
            yield self._phrase(phrase)

    def _only_modifies(self, marks: Marks, title: FoundTitle) -> bool:
        """Say whether a title word only modifies another noun: "military alliance", "government spokesman".

        In "President Biden" it modifies the name of its holder.
        """
        token = self._tokens[title.last]
        if title.first <= token.head <= title.last or token.role not in (Role.ADJECTIVE, Role.COMPOUND):
            return False
        holder = any(run.first <= token.head <= run.last for run in marks.runs.values())
        return not holder and token.head > title.last and self._tokens[token.head].pos in ("NOUN", "PROPN")

    def _named_within(self, marks: Marks, phrase: Phrase) -> Iterator[Reference]:
        """Yield the names of states and organisations inside a phrase as references of their own."""
        for place in range(phrase.first, phrase.last + 1):
            named = marks.names.get(place)
            reading = named[0].reading(*_ACTOR_NAMES) if named else None
            if named is None or reading is None or named[0].reading(NameKind.ADJECTIVE):
                continue
            yield self._name(place, named[1], reading)

    def _refers(self, phrase: Phrase) -> bool:
        """Say whether a title picks somebody out: by state, name, owner, or as "the president"."""
        named = phrase.states or phrase.runs or phrase.patrons or phrase.owner or phrase.of
        alone = " ".join(phrase.title.entries[0].head) in self._language.titles.bodies.alone
        many = phrase.title.entries[0].population and self._tokens[phrase.title.last].number == "plur"
        return bool(
            named or phrase.determined or phrase.fitted or phrase.count or alone or many or phrase.armed
        )

    def _phrase(self, phrase: Phrase) -> Reference:
        entries = (
            phrase.fitted or [e for e in phrase.title.entries if not e.tail] or list(phrase.title.entries)
        )
        head = self._tokens[phrase.title.first]
        fighters = self._language.titles.populations.get(phrase.armed, "")
        alone = phrase.count > 1 and not phrase.states and not phrase.runs
        return Reference(
            span=self._span(phrase.first, phrase.last),
            sentence=self._number,
            head=self._head(phrase.first, phrase.last),
            kind=MentionKind.DESCRIPTION if alone else MentionKind.ROLE,
            persons=tuple(_person_name(run) for run in phrase.runs),
            patrons=tuple(_person_name(run) for run in phrase.patrons),
            of=phrase.of,
            offices=tuple(dict.fromkeys(entry.office for entry in entries if entry.office)),
            title=next((entry.title for entry in entries if entry.title), ""),
            noun=phrase.armed or (self._noun_kind(head) if alone else " ".join(phrase.title.entries[0].head)),
            states=tuple(dict.fromkeys(phrase.states)),
            owner=phrase.owner,
            number=head.number,
            gender=head.gender,
            count=phrase.count,
            population=entries[0].population or (fighters if not phrase.runs else ""),
            definite=phrase.determined,
        )

    def _noun_kind(self, head: Token) -> str:
        """Say what kind of actors a noun that counts them stands for ("les deux chefs d'État")."""
        nouns = self._language.reference.nouns
        kinds = ("state", "organisation", "any")
        return next((kind for kind in kinds if head.lemma in getattr(nouns, kind)), "person")

    def _names(self, marks: Marks) -> Iterator[Reference]:
        """Names on their own: an actor, unless a preposition makes a country or city a place."""
        for first, (name, last) in marks.names.items():
            if first in self._taken:
                continue
            locative = self._is_locative(first, last)
            if place := name.reading(*_PLACES):
                self._add_place(name, place.key, actor=not locative)
            actor = name.reading(*_ACTOR_NAMES)
            if actor is None or (locative and actor.kind in (NameKind.STATE, NameKind.CAPITAL)):
                continue
            start = self._with_determiner(self._with_kind(first, actor))
            self._take(start, last)
            yield self._name(start, last, actor)

    def _name(self, first: int, last: int, actor: Name) -> Reference:
        return Reference(
            span=self._span(first, last),
            sentence=self._number,
            head=self._head(first, last),
            kind=MentionKind.METONYM if actor.kind in _METONYMS else MentionKind.NAME,
            keys=tuple(actor.key.split("+")),
            number=self._number_of(first, last),
            gender="" if actor.kind is NameKind.CAPITAL else self._tokens[last].gender,
        )

    def _number_of(self, first: int, last: int) -> str:
        """Return the number of a name, that of its article first ("les Houthis")."""
        article = self._tokens[first]
        return article.number if article.pos == "DET" and article.number else self._tokens[last].number

    def _is_locative(self, first: int, last: int) -> bool:
        if self._sentence.part is Part.DATELINE:
            return True
        if self._follows_city(first, last):
            return True
        case = self._tokens[self._head(first, last)].case
        before = self._tokens[first - 1].text.lower() if first else ""
        words = self._language.reference.places.locative
        return case in words or (not case and before in words)

    def _follows_city(self, first: int, last: int) -> bool:
        """Say whether a name only tells in which country a city lies: "in Lima, **Peru**, on Thursday"."""
        if first < 2 or self._tokens[first - 1].text != ",":
            return False
        end = self._tokens[first - 2].end
        city = any(place.span.end == end for place in self.places)
        after = self._tokens[last + 1].text if last + 1 < len(self._tokens) else "."
        return city and after in (",", ".", ")", ";", "on")

    def _add_place(self, name: FoundName, key: str, *, actor: bool) -> None:
        city = name.reading(NameKind.CITY)
        state = self._knowledge.states.get(key)
        if city is not None and city.city is not None:
            where = (city.city.latitude, city.city.longitude)
            shown = city.city.name[self._language.code]
        elif state is not None and not actor:
            where, shown = (state.latitude, state.longitude), state.name[self._language.code]
        else:
            return
        span = self._document.span(name.start, name.end)
        self.places.append(Place(span, shown, key or None, *where))

    def _person(self, run: NameRun) -> Reference:
        first = run.first
        honorifics = self._language.titles.honorifics
        if first and self._tokens[first - 1].text in honorifics:
            first -= 1
        self._take(first, run.last)
        return Reference(
            span=self._span(first, run.last),
            sentence=self._number,
            head=self._head(run.first, run.last),
            kind=MentionKind.NAME,
            persons=(_person_name(run),),
            number="sing",
            gender=self._tokens[run.first].gender,
            definite=first < run.first,
        )

    def _with_kind(self, first: int, actor: Name) -> int:
        """Return where a name begins with the noun of its kind: "le **groupe rebelle** M23"."""
        place = first - 1
        while place > 0 and self._tokens[place].pos == "ADJ" and place not in self._taken:
            place -= 1
        if actor.kind is not NameKind.ORGANISATION or place < 0 or place in self._taken:
            return first
        noun = self._tokens[place]
        return place if noun.lemma in self._language.reference.nouns.organisation else first

    def _with_determiner(self, first: int) -> int:
        before = self._tokens[first - 1].text.lower().replace("’", "'") if first else ""
        return first - 1 if before in ("le", "la", "les", "l'", "the") else first

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


def _person_name(run: NameRun) -> PersonName:
    return PersonName(run.name, run.keys, run.full)
