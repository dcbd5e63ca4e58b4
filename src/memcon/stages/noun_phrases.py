"""Grow a title into the phrase that names its holder: "le ministre iranien de la Défense X".

Around the head word stand, in either language and in any order: a determiner or possessive, fillers
("ancien", "deputy"), a state's adjective or name, complements ("of France", "du ministère russe de la
Défense", "for trade"), a patron ("du maréchal Haftar", "Putin's") and, with or without a comma, a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from memcon.knowledge.names import FoundName, NameKind
from memcon.lang import Language
from memcon.model import BODY, Role, Token
from memcon.stages.names import NameRun
from memcon.stages.titles import FoundTitle, Title, matches

_STATE_KINDS = (
    NameKind.ADJECTIVE,
    NameKind.STATE,
    NameKind.SEAT,
    NameKind.ORGANISATION,
    NameKind.INSTITUTION,
    NameKind.CAPITAL,
)
_PORTFOLIOS = {"other minister", "foreign minister", "defence minister", "interior", "finance"}
_PORTFOLIO_POS = {"NOUN", "PROPN", "ADJ", "DET", "ADP", "CCONJ"}
_LONGEST_PORTFOLIO = 9
_POSSESSIVE_MARKS = ("'s", "'", "’s", "’")
_MODIFIERS = (Role.COMPOUND, Role.ADJECTIVE, Role.NUMERAL, Role.NAME)


@dataclass(frozen=True)
class Marks:
    """What is known of the tokens of a sentence: names, titles and name runs by their first token."""

    tokens: Sequence[Token]
    names: dict[int, tuple[FoundName, int]]
    name_ends: dict[int, tuple[FoundName, int]]
    titles: dict[int, FoundTitle]
    runs: dict[int, NameRun]
    run_ends: dict[int, NameRun]
    language: Language

    def word(self, place: int) -> str:
        """Return the small-letter form at a place, "" outside the sentence."""
        if not 0 <= place < len(self.tokens):
            return ""
        return self.tokens[place].text.lower().replace("’", "'")


@dataclass
class Phrase:
    """A phrase while it grows: tokens `[first, last]` and what they say.

    `patrons` are persons whose body or aide the phrase names; `of` is a noun that says whose it is and
    that itself refers back ("un porte-parole de **l'armée**"), `armed` the fighters who are meant ("**rebel**
    leaders").
    """

    first: int
    last: int
    title: FoundTitle
    states: list[str] = field(default_factory=list)
    fitted: list[Title] = field(default_factory=list)
    runs: list[NameRun] = field(default_factory=list)
    patrons: list[NameRun] = field(default_factory=list)
    of: str = ""
    owner: str = ""
    armed: str = ""
    count: int = 0
    determined: bool = False

    @property
    def is_body(self) -> bool:
        """Say whether the title is of what acts for a state rather than of a person."""
        return any(entry.office == BODY or entry.population for entry in self.title.entries)


def grow(marks: Marks, title: FoundTitle) -> Phrase:
    """Grow the phrase around a title to its full width."""
    phrase = Phrase(title.first, title.last, title)
    _grow_left(marks, phrase)
    _grow_right(marks, phrase)
    _take_names(marks, phrase)
    return phrase


def _grow_left(marks: Marks, phrase: Phrase) -> None:
    while phrase.first > 0:
        word = marks.word(phrase.first - 1)
        if _take_owner(marks, phrase, word) or _take_modifier(marks, phrase, word):
            continue
        if _take_joined(marks, phrase):
            continue
        _take_determiner(marks, phrase, word)
        break
    while phrase.first < phrase.title.first and marks.word(phrase.first) in (*_POSSESSIVE_MARKS, "-"):
        phrase.first += 1


def _take_owner(marks: Marks, phrase: Phrase, word: str) -> bool:
    """Take a state's name or adjective, or a person's name with a possessive mark."""
    named = marks.name_ends.get(phrase.first - 1)
    if named and (reading := named[0].reading(*_STATE_KINDS)):
        phrase.states.insert(0, reading.key)
        phrase.first = named[1]
        return True
    patron = marks.run_ends.get(phrase.first - 2) if word in _POSSESSIVE_MARKS else None
    if patron is not None:
        phrase.patrons.append(patron)
        phrase.first = patron.first
        return True
    return False


def _take_joined(marks: Marks, phrase: Phrase) -> bool:
    """Take the first of two states of a plural: "**South Korean and** Japanese foreign ministers"."""
    joint = phrase.first - 1
    if not phrase.states or joint < 1 or marks.tokens[phrase.title.last].number != "plur":
        return False
    named = marks.name_ends.get(joint - 1) if marks.tokens[joint].pos == "CCONJ" else None
    if named is None or named[0].reading(NameKind.ADJECTIVE) is None:
        return False
    phrase.first = joint
    return _take_owner(marks, phrase, marks.word(joint))


def _take_modifier(marks: Marks, phrase: Phrase, word: str) -> bool:
    """Take a filler, a number, or a word that the parser hangs from the phrase."""
    before = marks.tokens[phrase.first - 1]
    both = marks.language.reference.both
    if word in both.words:
        phrase.count = both.numbers.get(word, 0)
    after = marks.runs.get(phrase.title.last + 1)
    last = after.last if after is not None else phrase.title.last
    hangs = before.role in _MODIFIERS and phrase.first <= before.head <= last
    known = word in marks.language.titles.fillers or word in (*_POSSESSIVE_MARKS, "-") or word in both.words
    if not (known or hangs or before.pos == "NUM") or phrase.first - 1 in marks.run_ends:
        return False
    phrase.first -= 1
    titles = marks.language.titles
    phrase.armed = word if word in titles.armed and word in titles.populations else phrase.armed
    return True


def _take_determiner(marks: Marks, phrase: Phrase, word: str) -> None:
    titles = marks.language.titles
    if word in titles.contracted:
        phrase.determined = True
    elif word in titles.determiners and marks.tokens[phrase.first - 1].pos != "SCONJ":
        phrase.determined = True
        phrase.first -= 1
    elif word in marks.language.reference.possessives:
        phrase.owner, phrase.determined = word, True
        phrase.first -= 1


def _grow_right(marks: Marks, phrase: Phrase) -> None:
    place = phrase.last + 1
    while place < len(marks.tokens):
        step = (
            _complement(marks, phrase, place)
            or _state(marks, phrase, place)
            or _portfolio(marks, phrase, place)
            or _filler(marks, phrase, place)
        )
        if step is None:
            return
        place = step + 1


def _complement(marks: Marks, phrase: Phrase, place: int) -> int | None:
    """Take the words after the bar of an entry ("des affaires étrangères")."""
    entries = phrase.title.entries
    tails = [entry for entry in entries if entry.tail and matches(marks.tokens, place, entry.tail)]
    if not tails:
        return None
    best = max(tails, key=lambda entry: len(entry.tail))
    phrase.fitted = [entry for entry in tails if len(entry.tail) == len(best.tail)]
    phrase.last = place + len(best.tail) - 1
    return phrase.last


def _state(marks: Marks, phrase: Phrase, place: int) -> int | None:
    """Take a state's adjective, or "of" with whom the office or body belongs to."""
    named = marks.names.get(place)
    if named and (reading := named[0].reading(NameKind.ADJECTIVE)):
        phrase.states.append(reading.key)
        phrase.last = named[1]
        return _more_states(marks, phrase, NameKind.ADJECTIVE)
    titles = marks.language.titles
    if marks.word(place) not in titles.of and not _is_local(marks, phrase, place):
        return None
    place += 1
    skipped = titles.determiners | titles.fillers | titles.parts
    while place not in marks.titles and marks.word(place) in skipped:
        place += 1
    named = marks.names.get(place)
    if named and (reading := named[0].reading(*_STATE_KINDS)):
        phrase.states.append(reading.key)
        phrase.last = named[1]
        return _force_of(marks, phrase) or _more_states(marks, phrase, NameKind.STATE)
    if named and (city := named[0].reading(NameKind.CITY)) and city.key:
        phrase.states.append(city.key)
        phrase.last = named[1]
        return phrase.last
    if place in marks.titles:
        return _nested(marks, phrase, marks.titles[place])
    if place in marks.runs and (phrase.is_body or marks.runs[place].full):
        phrase.patrons.append(marks.runs[place])
    if place in marks.runs:
        phrase.last = marks.runs[place].last
        return phrase.last
    return _back_reference(marks, phrase, place)


def _force_of(marks: Marks, phrase: Phrase) -> int | None:
    """Take what belongs to a state: "the boss of **Russia's private Wagner force**"."""
    place = phrase.last + 1
    if marks.word(place) not in _POSSESSIVE_MARKS:
        return None
    head = marks.tokens[phrase.last].head
    if not place < head <= place + _LONGEST_PORTFOLIO:
        return None
    for inner in range(place + 1, head + 1):
        named = marks.names.get(inner)
        if named and (reading := named[0].reading(NameKind.ORGANISATION)):
            phrase.states[-1] = reading.key
    phrase.last = head
    return head


def _is_local(marks: Marks, phrase: Phrase, place: int) -> bool:
    """Say whether a place tells whose the people are: "**police in** Kenya", "officials in Paris"."""
    titles = marks.language.titles
    if phrase.states or phrase.owner or marks.word(place) not in titles.based:
        return False
    words = {marks.word(i) for i in range(phrase.title.first, phrase.title.last + 1)}
    return phrase.title.entries[0].population != "" or bool(words & titles.local)


def _nested(marks: Marks, phrase: Phrase, title: FoundTitle) -> int | None:
    """Take a title within the phrase: "du ministère russe de la Défense", "du maréchal Haftar"."""
    inner = Phrase(title.first, title.last, title)
    _grow_left(marks, inner)
    _grow_right(marks, inner)
    if not inner.is_body:
        _take_names(marks, inner)
    phrase.states.extend(inner.states)
    phrase.patrons.extend([*inner.runs, *inner.patrons])
    if not inner.states and not phrase.patrons:
        phrase.of = " ".join(title.entries[0].head)
    phrase.last = inner.last
    return inner.last


def _back_reference(marks: Marks, phrase: Phrase, place: int) -> int | None:
    """Take "of the organisation", "de ce pays": whose it is was named before, or follows ("du X")."""
    if place >= len(marks.tokens):
        return None
    nouns, lemma = marks.language.reference.nouns, marks.tokens[place].lemma
    if lemma in nouns.short:
        phrase.of = lemma
    elif lemma in nouns.organisation or lemma in nouns.state:
        phrase.of = "organisation" if lemma in nouns.organisation else "state"
    else:
        return None
    phrase.last = place
    after = place + 1
    while after < len(marks.tokens) and marks.tokens[after].pos in ("ADJ", "VERB"):
        after += 1
    return _state(marks, phrase, after) or place


def _more_states(marks: Marks, phrase: Phrase, kind: NameKind) -> int:
    """Take the rest of a list: ", allemand, français et ukrainien"; "de la RDC et du Rwanda"."""
    titles = marks.language.titles
    place = phrase.last + 1
    while place < len(marks.tokens) and (marks.word(place) == "," or marks.tokens[place].pos == "CCONJ"):
        inner = place + 1
        introduced = kind is NameKind.ADJECTIVE or marks.tokens[place].pos == "CCONJ"
        while kind is NameKind.STATE and marks.word(inner) in titles.of | titles.determiners:
            introduced = introduced or marks.word(inner) in titles.of
            inner += 1
        named = marks.names.get(inner)
        reading = named[0].reading(kind) if named else None
        if named is None or reading is None or not introduced:
            break
        phrase.states.append(reading.key)
        phrase.last = named[1]
        place = phrase.last + 1
    return phrase.last


def _portfolio(marks: Marks, phrase: Phrase, place: int) -> int | None:
    """Take a minister's portfolio: "de la Culture et des Sports", "for women's affairs"."""
    titles = marks.language.titles
    opens = marks.word(place) in titles.of | titles.on_behalf
    if not opens or not any(entry.office in _PORTFOLIOS for entry in phrase.title.entries):
        return None
    end = place
    while end < len(marks.tokens) and end - place < _LONGEST_PORTFOLIO:
        named = marks.names.get(end)
        if marks.tokens[end].pos not in _PORTFOLIO_POS or end in marks.runs:
            break
        if named and named[0].reading(*_STATE_KINDS):
            break
        end += 1
    while end > place and marks.tokens[end - 1].pos in ("ADP", "DET", "CCONJ"):
        end -= 1
    if end == place:
        return None
    phrase.last = end - 1
    return phrase.last


def _filler(marks: Marks, phrase: Phrase, place: int) -> int | None:
    """Take an adjective of office: "par intérim", "adjointe"."""
    token = marks.tokens[place]
    if token.text.lower() in marks.language.titles.fillers and token.text.islower():
        phrase.last = place
        return place
    return None


def _take_names(marks: Marks, phrase: Phrase) -> None:
    """Take the name or the names of the holders, after a comma or a complement with "for" too."""
    place = _skip_on_behalf(marks, phrase.last + 1)
    comma = marks.word(place) == ","
    run = marks.runs.get(place + comma)
    if run is None or (comma and (phrase.is_body or not _closed(marks, run))):
        return
    if phrase.is_body:
        phrase.patrons.append(run)
        phrase.last = run.last
        return
    phrase.runs.append(run)
    phrase.last = run.last
    plural = phrase.count > 1 or len(phrase.states) > 1 or marks.tokens[phrase.title.first].number == "plur"
    while plural:
        after = phrase.last + 1
        joined = marks.word(after) == "," or (
            after < len(marks.tokens) and marks.tokens[after].pos == "CCONJ"
        )
        more = marks.runs.get(after + 1) if joined else None
        if more is None:
            return
        phrase.runs.append(more)
        phrase.last = more.last


def _skip_on_behalf(marks: Marks, place: int) -> int:
    """Step over "pour la Libye" or "for Syria" where a name follows it."""
    titles = marks.language.titles
    if marks.word(place) not in titles.on_behalf:
        return place
    inner = place + 1
    while marks.word(inner) in titles.determiners | titles.of:
        inner += 1
    named = marks.names.get(inner)
    after = named[1] + 1 if named else place
    following = after + 1 if marks.word(after) == "," else after
    return after if named and following in marks.runs else place


def _closed(marks: Marks, run: NameRun) -> bool:
    """Say whether a name after a comma is an apposition: a comma, a verb or the end follows it."""
    after = run.last + 1
    return after >= len(marks.tokens) or marks.tokens[after].pos in ("PUNCT", "VERB", "AUX")
