"""References -> Mentions: which actors the words stand for, as of the report's day.

Names resolve by the knowledge base, offices by who held them on the day, descriptions and pronouns by what
the report named before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from memcon.knowledge import Holder, Knowledge
from memcon.lang import Language
from memcon.model import (
    BODY,
    Mention,
    MentionKind,
    PersonName,
    Place,
    Reference,
    Role,
    Sentence,
    Statement,
    Token,
)
from memcon.resolve.discourse import ANY, Discourse, Seen
from memcon.resolve.persons import Persons, identify

Found = tuple[tuple[str, ...], str]
_NOBODY: Found = ((), "")
# Offices of which a state has one holder at a time: the title alone names him or her.
_HEADS = ("head of state", "head of government")
_SINGLE = (
    "head of state",
    "head of government",
    "foreign minister",
    "defence minister",
    "interior",
    "finance",
)

# Posts of which a state has many; alone they stand for the state in focus.
_PORTFOLIOS = {"other minister"}
# An article and a noun, which say nothing about whose minister it is.
_BARE = 2

# Offices whose title is resolved to its holder; any other post stands for its state.
_NAMING = (*_SINGLE, "organisation head", "deputy head", "UN ambassador")


@dataclass(frozen=True)
class Resolution:
    """The mentions of a report, aligned with its references, and the persons not in the knowledge base."""

    references: tuple[Reference, ...]
    mentions: tuple[Mention | None, ...]
    unknown: dict[str, str]


def resolve(
    references: Sequence[Reference],
    sentences: Sequence[Sentence],
    day: str | None,
    language: Language,
    knowledge: Knowledge,
    *,
    places: Sequence[Place] = (),
) -> Resolution:
    """Resolve the references of a report in text order; one that stands for nobody known gives None.

    `places` tell what country a sentence is about.
    """
    linked = _link_appositions(references, sentences, knowledge)
    mentioned = {key.partition(":")[0] for ref in references for key in (*ref.keys, *ref.states)}
    persons = identify(linked, mentioned, day, knowledge)
    resolver = _Resolver(sentences, day, language, knowledge, persons)
    resolver.first_body = _first_body(linked, knowledge)
    resolver.know_places(places)
    mentions = tuple(resolver.mention(reference) for reference in linked)
    return Resolution(tuple(linked), mentions, persons.unknown)


def _first_body(references: Sequence[Reference], knowledge: Knowledge) -> tuple[str, ...]:
    """Return the first organisation of states that a report names, for "the regional bloc" before it."""
    for reference in references:
        rows = [knowledge.organisations.get(key) for key in reference.keys]
        if len(rows) == 1 and rows[0] is not None and rows[0].kind in ("organisation", "alliance"):
            return reference.keys
    return ()


def with_speakers(
    resolution: Resolution, statements: Sequence[Statement], sentences: Sequence[Sentence]
) -> Resolution:
    """Let "we", "nous", "I" stand for the speaker of the words around them, else for the text's issuer."""
    issuer = _issuer(resolution, sentences)
    mentions = list(resolution.mentions)
    for place, reference in enumerate(resolution.references):
        if reference.noun != "speaker":
            continue
        around = [s for s in statements if s.content.covers(reference.span)]
        inner = min(around, key=lambda s: s.content.end - s.content.start, default=None)
        keys = inner.speakers if inner is not None else issuer if reference.number == "plur" else ()
        if keys:
            reason = "the speaker" if inner is not None else "who issues the text"
            mentions[place] = Mention(reference.span, keys, reference.kind, reason)
    return replace(resolution, mentions=tuple(mentions))


def _issuer(resolution: Resolution, sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Return the first actor that a text makes the subject of a sentence."""
    for reference, mention in zip(resolution.references, resolution.mentions, strict=True):
        token = sentences[reference.sentence].tokens[reference.head]
        if mention is not None and token.role is Role.SUBJECT:
            return mention.actors
    return ()


def _link_appositions(
    references: Sequence[Reference], sentences: Sequence[Sentence], knowledge: Knowledge
) -> list[Reference]:
    """Share a name and an office that only a comma parts: "Abbas Araghchi, the Iranian foreign minister,"."""
    linked = list(references)
    for place in range(1, len(linked)):
        title = linked[place]
        inner = (p for p in range(place - 1, -1, -1) if not title.span.covers(linked[p].span))
        before = next(inner, place)
        name = linked[before]
        if (
            before == place
            or name.sentence != title.sentence
            or len(name.persons) != 1
            or title.persons
            or not title.offices
        ):
            continue
        text = sentences[name.sentence].span
        between = text.text[name.span.end - text.start : title.span.start - text.start]
        if between.strip() != "," or name.states or BODY in title.offices:
            continue
        if _may_be(name.persons[0], title, knowledge):
            linked[before] = replace(name, states=title.states, offices=title.offices)
            linked[place] = replace(title, persons=name.persons)
    return linked


def _may_be(name: PersonName, title: Reference, knowledge: Knowledge) -> bool:
    """Say whether a known person can hold an office of the states that a title names."""
    if not name.full or not title.states:
        return True
    holders = [h for key in name.keys for h in knowledge.offices.get(key, ())]
    states = {knowledge.persons[key].state for key in name.keys} | {h.state for h in holders}
    return bool(states & set(title.states))


_SUBJECTS = (Role.SUBJECT, Role.PASSIVE_SUBJECT)


class _Resolver:
    """Resolves one report's references, remembering what was named."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        day: str | None,
        language: Language,
        knowledge: Knowledge,
        persons: Persons,
    ) -> None:
        self.first_body: tuple[str, ...] = ()
        self._at: dict[tuple[int, int], Seen] = {}
        self._sentences = sentences
        self._day = day
        self._words = language.reference
        self._alone = language.titles.bodies.alone
        self._documents = language.titles.bodies.documents
        self._armed = language.titles.armed
        self._single = {
            words.partition("|")[0].strip(): {office.kind}
            for office in language.titles.office
            for words in office.words
            if office.kind in _HEADS
        }
        self._knowledge = knowledge
        self._persons = persons
        self._discourse = Discourse()
        self._sources = language.speech.according
        self._genders = not any(p.gender == "neut" for p in language.reference.pronoun)

    def know_places(self, places: Sequence[Place]) -> None:
        """Let the places of a report tell what country is meant ("In Georgia, the police ...")."""
        number, found = 0, []
        for place in places:
            while (
                number + 1 < len(self._sentences)
                and self._sentences[number + 1].span.start <= place.span.start
            ):
                number += 1
            if place.country:
                found.append((number, place.country))
        self._discourse.places = found

    def _focus(self, ref: Reference, but: Sequence[str] = ()) -> tuple[str, ...]:
        """Return the state that the report is about where a word stands."""
        states = self._knowledge.states
        return self._discourse.focus(ref.sentence, lambda key: key in states, but)[:1]

    def mention(self, reference: Reference) -> Mention | None:
        """Resolve one reference and remember it."""
        keys, reason = self._resolve(reference)
        keys = tuple(dict.fromkeys(keys)) or self._discourse.nouns.get(reference.alias, ())
        if reference.alias:
            self._discourse.nouns.setdefault(reference.alias, keys)
        if not keys:
            return None
        self._remember(reference, keys)
        self._remember_together(reference, keys)
        return Mention(reference.span, keys, reference.kind, reason)

    def _resolve(self, ref: Reference) -> Found:
        if ref.keys:
            return ref.keys, "the name"
        if ref.kind is MentionKind.ROLE:
            return self._role(ref)
        if ref.persons:
            return self._named(ref.persons), "the name"
        if ref.kind is MentionKind.DESCRIPTION:
            return self._description(ref)
        if ref.noun == "speaker":
            return _NOBODY
        keys = self._discourse.pronoun(
            ref.sentence, number=ref.number, gender=ref.gender, nearest=ref.noun == "last"
        )
        return keys, "the actor last named that fits"

    def _named(self, names: Sequence[PersonName]) -> tuple[str, ...]:
        return tuple(key for key in map(self._persons.key, names) if key)

    def _role(self, ref: Reference) -> Found:
        """Resolve an office, body or population by name, state, patron, owner, or as named before."""
        if ref.population:
            return self._population(ref), "a collective"
        if ref.persons and BODY not in ref.offices:
            return self._named(ref.persons), "the name"
        states = ref.states or self._states_of(self._named((*ref.patrons, *ref.persons)))
        states = states or self._owners(ref)
        if ref.noun in self._words.nouns.counterpart:
            return self._counterparts(states), "the same office elsewhere"
        if not states:
            return self._as_before(ref)
        offices = [office for office in ref.offices if office != BODY]
        if ref.number == "plur" and len(states) == 1:
            return states, "the state"  # "ECOWAS defence chiefs"
        holders = [self._holder(state, offices, ref.title) for state in states]
        keys = tuple(h.person.key if h else s for s, h in zip(states, holders, strict=True))
        return keys, "the holder of the office that day" if any(holders) else "the state"

    def _states_of(self, keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key.partition(":")[0] for key in keys))

    def _owners(self, ref: Reference) -> tuple[str, ...]:
        """Return the states of "son", "its", or of "the army's" in "a spokesman of the army"."""
        if ref.of and (keys := self._discourse.short.get(ref.of, ())):
            return self._states_of(keys)
        if ref.of in ("organisation", "state"):
            return self._states_of(self._of_kind(ref.of))
        if ref.of:
            keys = self._discourse.nouns.get(ref.of, ()) or self._holders_of(ref.of) or self._focus(ref)
            known = ref.of in self._alone or ref.of in self._discourse.nouns or ref.of in self._single
            return self._states_of(keys) if known else ()
        if not ref.owner:
            return ()
        pronoun = next(p for p in self._words.possessive if ref.owner in p.words)
        number = pronoun.number if pronoun.gender or pronoun.number == "plur" else ""
        keys = self._discourse.pronoun(ref.sentence, number=number, gender=pronoun.gender)
        return self._states_of(keys) or self._in_mind()[:1]

    def _population(self, ref: Reference) -> tuple[str, ...]:
        """Name a collective by its state; fighters without a state are the armed group last named."""
        states = ref.states or self._states_of(self._named(ref.patrons))
        if not states and ref.noun in self._armed and (group := self._discourse.last(lambda s: s.group)):
            return group
        states = states or self._in_mind()[:1]
        alone = (ref.population,) if ref.definite or ref.count or ref.patrons else ()
        return tuple(f"{key}:{ref.population}" for key in states) or alone

    def _holder(self, state: str, offices: Sequence[str], title: str = "") -> Holder | None:
        """Return who held one of the `offices` of a state on the report's day, the latest to start.

        Where the state has heads of both kinds, the `title` decides which of them is meant.
        """
        if self._day is None:
            return None
        wider = dict.fromkeys((*offices, *(_HEADS if set(offices) & set(_HEADS) else ())))
        held = [
            h
            for office in wider
            if office in _NAMING
            for h in self._knowledge.by_office.get((state, office), ())
            if h.in_office(self._day)
        ]
        titled = [h for h in held if title and title in h.office.lower()]
        exact = [h for h in held if h.kind in offices]
        return max(titled or exact or held, key=lambda h: h.start, default=None)

    def _as_before(self, ref: Reference) -> Found:
        """Resolve "le président", "l'armée", "the ministry" by the last that was called so or can be."""
        if keys := self._discourse.nouns.get(ref.noun):
            return keys, "named so before"
        if BODY in ref.offices:
            if ref.noun.split()[-1] in self._words.nouns.organisation:
                return self._of_kind("organisation"), "the organisation last named"
            if ref.noun in self._documents:
                return self._discourse.last(lambda s: s.subject), "who issued it"
            return (self._focus(ref), "the state in focus") if ref.noun in self._alone else _NOBODY
        if ref.number == "plur" and not ref.definite:
            return _NOBODY
        if ref.number == "plur":
            return self._several(ref, 2, "person"), "the persons last named"
        wanted = set(ref.offices)
        keys = self._discourse.last(
            lambda s: s.person and len(s.keys) == 1 and bool(wanted & self._kinds(s.keys[0]))
        )
        if keys:
            return keys, "the holder named before"
        if "official" in wanted:
            return self._focus(ref), "the state in focus"
        states = self._focus(ref)
        if wanted <= _PORTFOLIOS and ref.definite and len(ref.span.text.split()) > _BARE:
            return states, "the state in focus"
        single = [office for office in ref.offices if office in _SINGLE]
        holder = self._holder(states[0], single, ref.title) if states else None
        return ((holder.person.key,), "the holder of the office that day") if holder else _NOBODY

    def _subjects(self, sentence: int) -> tuple[str, ...]:
        """Return the states that have been a subject in a sentence so far."""
        seen = (s for s in self._discourse.seen if s.sentence == sentence and s.subject)
        return tuple(key for s in seen for key in s.states)

    def _holders_of(self, title: str) -> tuple[str, ...]:
        """Return whoever in the report holds an office of which a state has one ("premier ministre")."""
        kinds = self._single.get(title, set())
        return next(((key,) for key in self._persons.keys.values() if kinds & self._kinds(key)), ())

    def _kinds(self, key: str) -> set[str]:
        offices = self._knowledge.offices.get(key, ())
        return {h.kind for h in offices if self._day is None or h.in_office(self._day)}

    def _counterparts(self, states: Sequence[str]) -> tuple[str, ...]:
        """Return who holds in `states` the office of the person last named."""
        last = self._discourse.last(lambda s: s.person and len(s.keys) == 1)
        kinds = self._kinds(last[0]) if last else set()
        offices = [office for office in _SINGLE if office in kinds]
        found = [(state, self._holder(state, offices)) for state in states]
        return tuple(holder.person.key if holder else state for state, holder in found)

    def _in_mind(self) -> tuple[str, ...]:
        """List the states named so far, the last first."""
        found: dict[str, None] = {}
        for seen in self._discourse.backwards():
            found.update(dict.fromkeys(s for s in seen.states if s in self._knowledge.states))
        return tuple(found)

    def _of_kind(self, kind: str) -> tuple[str, ...]:
        """Return the organisation, or the state, last named."""
        if kind == "state":
            return self._in_mind()[:1]
        return self._discourse.last(lambda s: len(s.keys) == 1 and self._is_organisation(s.keys[0]))

    def _is_organisation(self, key: str, kinds: tuple[str, ...] = ()) -> bool:
        row = self._knowledge.organisations.get(key)
        return row is not None and row.kind != "company" and (not kinds or row.kind in kinds)

    def _description(self, ref: Reference) -> Found:
        """Resolve "les deux pays", "son pays", "le républicain", "the alliance"."""
        if ref.count > 1:
            return self._several(ref, ref.count, ref.noun), "the actors last named"
        if ref.noun == "state":
            if ref.owner and ref.title in self._words.nouns.relation:
                return _NOBODY
            owned = self._owners(ref) if ref.owner else self._country(ref)
            return owned or self._focus(ref), "the state in mind"
        if ref.noun in ("short", "organisation") and (keys := self._shortened(ref)):
            return keys, "named with this word before"
        if ref.number == "plur":
            return _NOBODY
        if ref.noun == "organisation":
            return self._organisation(ref), "the organisation last named"
        if ref.noun == "person":
            return self._discourse.last(lambda s: s.person and len(s.keys) == 1), "the person last named"
        return _NOBODY

    def _country(self, ref: Reference) -> tuple[str, ...]:
        if not self._words.nouns.state_is_subject:
            return self._focus(ref, self._subjects(ref.sentence))
        near = self._discourse.country(ref.sentence, self._knowledge.states.__contains__)
        return near or self._in_mind()[:1]

    def _shortened(self, ref: Reference) -> tuple[str, ...]:
        """Resolve "the North", "the council" by the name that has this word in it."""
        word = self._sentences[ref.sentence].tokens[ref.head].text.lower()
        return self._discourse.short.get(word, ()) if not ref.owner else ()

    def _organisation(self, ref: Reference) -> tuple[str, ...]:
        """Resolve "the armed group", "the rights group", "the bloc"; what comes first is named later."""
        armed = any(word in self._armed for word in ref.span.text.lower().split())
        if armed and (group := self._discourse.last(lambda s: s.group)):
            return group
        return self._of_kind("organisation") or self.first_body

    def _several(self, ref: Reference, count: int, kind: str) -> tuple[str, ...]:
        if kind == "both":
            last = next((s for s in self._discourse.backwards() if s.subject), None)
            return self._several(ref, count, "person" if last is not None and last.person else "any")
        states = self._knowledge.states
        return self._discourse.several(
            count, ref.sentence, persons=kind == "person", fits=lambda k: kind != "state" or k in states
        )

    def _remember(self, ref: Reference, keys: tuple[str, ...]) -> None:
        token = self._sentences[ref.sentence].tokens[ref.head]
        tree = self._sentences[ref.sentence]
        first: Token = token
        while first.role is Role.CONJUNCT and not first.case and first.pos in ("NOUN", "PROPN"):
            first = tree.tokens[first.head]
        organisations = [self._knowledge.organisations.get(key) for key in keys]
        person = self._all_persons(keys)
        self._discourse.seen.append(
            Seen(
                keys=keys,
                sentence=ref.sentence,
                subject=first.role in _SUBJECTS or token.case in self._sources,
                joined=first is not token,
                plural=len(keys) > 1 or (ref.number == "plur" and not person),
                gender=self._gender(ref, keys, person=person),
                person=person,
                group=any(row is not None and row.kind == "group" for row in organisations),
                main=self._is_main(ref.sentence, token),
            )
        )
        words = ref.span.text.lower().removeprefix("the ").split()
        if ref.keys and len(keys) == 1 and len(words) > 1:
            self._discourse.short |= {words[0]: keys, words[-1]: keys}
        if ref.kind is MentionKind.ROLE and ref.noun:
            self._discourse.nouns[ref.noun] = keys

    def _remember_together(self, ref: Reference, keys: tuple[str, ...]) -> None:
        """Remember coordinated actors as one: "**Armenia and Azerbaijan** said that they ..."."""
        sentence = self._sentences[ref.sentence]
        token = sentence.tokens[ref.head]
        above = sentence.head(token) if token.role is Role.CONJUNCT else None
        before = self._at.get((ref.sentence, above.index)) if above is not None else None
        self._at[ref.sentence, ref.head] = self._discourse.seen[-1]
        if before is None or set(keys) & set(before.keys):
            return
        together = replace(
            before, keys=(*before.keys, *keys), plural=True, person=before.person and self._all_persons(keys)
        )
        self._discourse.seen.append(together)
        self._at[ref.sentence, ref.head] = together

    def _all_persons(self, keys: Sequence[str]) -> bool:
        return all(key in self._knowledge.persons or key in self._persons.unknown for key in keys)

    def _is_main(self, sentence: int, token: Token) -> bool:
        """Say whether a word is the subject of its sentence's main verb."""
        verb = self._sentences[sentence].head(token)
        return verb is not None and verb.role is Role.ROOT

    def _gender(self, ref: Reference, keys: tuple[str, ...], *, person: bool) -> str:
        known = self._knowledge.persons.get(keys[0]) if person and len(keys) == 1 else None
        if known is not None and known.gender:
            return {"m": "masc", "f": "fem"}[known.gender]
        if person:
            return ""
        return ANY if self._genders and ref.kind is MentionKind.METONYM and not ref.gender else ref.gender
