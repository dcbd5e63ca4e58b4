"""Sentences + mentions -> Predications: who does what to whom, one for each word that tells an event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from memcon.lang import Language
from memcon.lang.events import NO_EVENT, Entry
from memcon.model import (
    Because,
    Document,
    Predication,
    Role,
    Sentence,
    Span,
    Status,
    Token,
)
from memcon.stages import arguments, status
from memcon.stages.arguments import Slots
from memcon.stages.parties import Parties
from memcon.stages.triggers import Trigger
from memcon.stages.triggers import find as find_triggers
from memcon.stages.who import Who

# Position types: whom they concern may stand in what is asked or blamed ("condemned Russia's annexation").
_POSITIONS = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE", "AGREE"}
# Types whose recipient may be told by a place ("shelled Kharkiv", "visited Kharkiv", "annexed Crimea").
_ON_PLACES = {"ASSAULT", "COERCE", "CONSULT", "SANCTION", "AID", "RETREAT", "MOBILIZE"}
_CLAUSES = (Role.CLAUSE, Role.INFINITIVE, Role.RELATIVE, Role.PARTICIPLE, Role.ADVERBIAL)
# Types whose actor may be told by whose things act ("Israeli airstrikes killed ...").
_BY_THINGS = {"ASSAULT"}
# Types that two sides do to each other.
_MUTUAL = {"ACCUSE", "THREATEN", "REJECT"}
_TRIM = " \t\n,;:–—"


def find(
    document: Document,
    sentences: Sequence[Sentence],
    who: Who,
    language: Language,
    *,
    speech: Sequence[Span],
    times: Sequence[Span],
) -> tuple[Predication, ...]:
    """Find the predications of a report; `speech` are the contents of what others say in it.

    Words of time expressions (`times`) tell no event: March is a month.
    """
    found: list[Predication] = []
    for number, sentence in enumerate(sentences):
        taken: set[int] = set()
        longest_first = sorted(find_triggers(sentence, language), key=lambda c: -len(c[0].tokens))
        for candidates in longest_first:
            for trigger in candidates:
                inside = _inside(trigger.head, times)
                if inside or taken & {token.index for token in trigger.tokens}:
                    continue
                predication = _Builder(document, number, sentence, who, language).build(trigger, speech)
                if predication is not None and predication.type == NO_EVENT:
                    taken.update(token.index for token in trigger.tokens)
                    break
                if predication is not None:
                    taken.update(token.index for token in trigger.tokens)
                    found.extend(_directed(predication, sentence, language))
                    break
    return tuple(sorted(found, key=lambda p: (p.sentence, p.trigger)))


def _directed(predication: Predication, sentence: Sentence, language: Language) -> list[Predication]:
    """Split a mutual act into one each way: "se sont accusés", "accused each other" (codebook)."""
    actors = predication.actors
    if predication.type not in _MUTUAL or len(actors) != 2 or predication.recipients:
        return [predication]
    head = sentence.tokens[predication.head]
    reflexive = any(child.role is Role.REFLEXIVE for child in sentence.below(head))
    words = sentence.span.text.lower()
    if not reflexive and not any(cue in words for cue in language.syntax.verbs.reciprocal_cues):
        return [predication]
    ways = ((actors[0], actors[1]), (actors[1], actors[0]))
    return [replace(predication, actors=(a,), recipients=(b,)) for a, b in ways]


class _Builder:
    """Builds the predication of one trigger."""

    def __init__(
        self, document: Document, number: int, sentence: Sentence, who: Who, language: Language
    ) -> None:
        self._document = document
        self._number = number
        self._sentence = sentence
        self._language = language
        self._parties = Parties(document, number, sentence, who, language)

    def build(self, trigger: Trigger, speech: Sequence[Span]) -> Predication | None:
        """Return the predication, None where the entry's conditions are not met."""
        entry, head = trigger.entry, trigger.head
        slots = (
            arguments.of_noun(self._sentence, head, self._language)
            if entry.pos == "noun"
            else arguments.of_verb(self._sentence, head)
        )
        slots = arguments.counted(self._sentence, slots, self._language)
        if not self._applies(entry, head, slots):
            return None
        content = self._content(trigger, slots)
        parties = self._fill(entry, head, slots, content)
        if parties is None or not self._tells(entry, content, parties[0]):
            return None
        verdict = status.judge(self._sentence, head, self._language, reported=_inside(head, speech))
        if verdict.purpose:
            return None
        actors, announced_by = self._announced(entry, head, parties[0])
        because = [*self._parties.because, Because("type", self._trigger_span(trigger), entry.rule)]
        if verdict.word is not None:
            because.append(Because("status", self._span(verdict.word, verdict.word)))
        span = self._content_span(head, content) if content is not None else None
        return Predication(
            sentence=self._number,
            head=head.index,
            trigger=self._trigger_span(trigger),
            type=entry.type,
            mode=entry.mode,
            rule=entry.rule,
            actors=actors,
            recipients=tuple(key for key in parties[1] if key not in actors),
            content=span,
            status=Status(entry.status) if entry.status else self._status(entry, verdict.status),
            contexts=entry.contexts,
            speech=entry.statement and content is not None and self._gives_words(content),
            performed=head.tense == "present" and head.pos == "VERB",
            partnered=parties[2],
            verbal=head.pos in ("VERB", "AUX"),
            announced_by=announced_by,
            answers=content is not None and self._points_back(content),
            because=tuple(because),
        )

    def _content_span(self, head: Token, content: Token) -> Span:
        """Return the words of a content; in "mesures requises par X" the participle is not among them."""
        whole = clause_span(self._document, self._sentence, content)
        own = self._sentence.subtree(head)
        if content.index < head.index and whole.start <= own[0].start < whole.end:
            return self._document.span(whole.start, max(content.end, own[0].start)).trimmed()
        return whole

    def _fill(
        self, entry: Entry, head: Token, slots: Slots, content: Token | None
    ) -> tuple[tuple[str, ...], tuple[str, ...], bool] | None:
        """Return actors, recipients and whether the actors are partners only.

        None where a party that the entry must know is missing.
        """
        parties, frame = self._parties, entry.frame
        actors = parties.fill("actors", frame.actor, head, slots)
        if not actors and entry.type in _BY_THINGS:
            actors = parties.users(slots)
        partners = parties.fill("actors", frame.partner, head, slots)
        recipients = parties.fill("recipients", frame.recipient, head, slots)
        if not recipients and entry.type in _ON_PLACES:
            recipients = parties.undergoers(frame.recipient, head, slots, actors)
        if not recipients and not partners and entry.type in _POSITIONS and content is not None:
            recipients = parties.concerned(content, actors, asked=entry.type == "REQUEST")
        together = tuple(dict.fromkeys((*actors, *partners)))
        recipients = tuple(key for key in recipients if key not in together)
        if entry.mode == "visit" and _tops(together) & _tops(recipients):
            return None  # a journey at home is no visit
        known = {"actor": actors, "recipient": recipients, "partner": partners}
        partnered = bool(partners) and not actors
        return (together, recipients, partnered) if all(known[name] for name in entry.known) else None

    def _tells(self, entry: Entry, content: Token | None, actors: Sequence[str]) -> bool:
        """Say whether a content tells what the entry asks for, of the actor's own side."""
        if not entry.clause:
            return True
        if content is None:
            return False
        aside = {
            t.index
            for part in self._sentence.below(content, Role.ADVERBIAL, Role.RELATIVE)
            for t in self._sentence.subtree(part)
        }
        words = {t.lemma for t in self._sentence.subtree(content) if t.index not in aside}
        others = _tops(self._parties.subjects(content))
        things = self._sentence.below(content, Role.SUBJECT, Role.PASSIVE_SUBJECT)
        if not others and content.pos == "VERB" and any(t.pos == "NOUN" for t in things):
            return False  # "warned that famine could strike"
        return bool(words & entry.clause) and (not others or bool(others & _tops(actors)))

    def _announced(
        self, entry: Entry, head: Token, actors: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Let the state act where its official announces: "le ministre a annoncé **l'expulsion** de ..."."""
        verb = self._sentence.head(head)
        lemmas = self._language.speech.announcing
        if verb is None or verb.lemma not in lemmas or entry.type in _POSITIONS | {"CONSULT"}:
            return actors, ()
        officials = tuple(key for key in actors if key.partition(":")[2][:1].isupper())
        if head.role is Role.CONJUNCT or not officials:
            return actors, ()
        return tuple(dict.fromkeys(key.partition(":")[0] for key in actors)), officials

    def _status(self, entry: Entry, judged: Status) -> Status:
        """Spend the negation that the entry itself needs: "ne renoncera pas" is an actual REJECT."""
        return Status.ACTUAL if entry.polarity == "negative" and judged is Status.NEGATED else judged

    def _applies(self, entry: Entry, head: Token, slots: Slots) -> bool:
        if entry.acts and head.role in (Role.PARTICIPLE, Role.ADJECTIVE):
            return False
        if entry.needs and not any(self._parties.slot(name, head, slots) for name in entry.needs):
            return False
        objects = {token.lemma for token in slots.get("object", ())}
        if entry.object and not objects & entry.object:
            return False
        if entry.pos == "noun":
            objects |= {token.lemma for name in ("for", "of", "on") for token in slots.get(name, ())}
        if entry.not_with and objects & entry.not_with:
            return False
        if entry.subject and not entry.subject & {token.lemma for token in slots.get("subject", ())}:
            return False
        if entry.polarity != "negative":
            return True
        verdict = status.judge(self._sentence, head, self._language, reported=True)
        return verdict.status is Status.NEGATED

    def _content(self, trigger: Trigger, slots: Slots) -> Token | None:
        """Find the content: first where the tree has it, then by the words that follow the trigger."""
        head, names = trigger.head, trigger.entry.frame.content or ()
        clauses = [
            r for name, r in (("infinitive", Role.INFINITIVE), ("clause", Role.CLAUSE)) if name in names
        ]
        for word in trigger.tokens if clauses else ():  # "a lancé à X un appel **à négocier**"
            if word is not head and (below := self._sentence.below(word, *clauses)):
                return below[0]
        for name in names:
            tokens = [t for t in slots.get(name, ()) if t.index > head.index or not t.case]
            if tokens:
                return tokens[0]
        if "infinitive" in names:
            markers = self._language.syntax.verbs.infinitive_markers
            if found := arguments.infinitive_after(self._sentence, head, markers):
                return found
        return next((t for name in names for t in self._parties.slot(name, head, {})), None)

    def _points_back(self, content: Token) -> bool:
        """Say whether a content was named before: "ces conditions", "these demands"."""
        words = self._language.reference.demonstratives
        below = self._sentence.below(content, Role.DETERMINER)
        return content.pos == "NOUN" and any(token.text.lower() in words for token in below)

    def _gives_words(self, content: Token) -> bool:
        """Say whether a content is speech: a clause, an infinitive or quoted words, not a noun alone."""
        if content.role in _CLAUSES and content.pos not in ("NOUN", "PROPN", "PRON"):
            return True
        if any(token.role is Role.INFINITIVE for token in self._sentence.subtree(content)):
            return True
        words = clause_span(self._document, self._sentence, content).text
        return any(mark in words for mark in '«»“”"')

    def _trigger_span(self, trigger: Trigger) -> Span:
        tokens = sorted(trigger.tokens, key=lambda t: t.start)
        wide = tokens[-1].index - tokens[0].index > len(tokens)
        return self._span(trigger.head, trigger.head) if wide else self._span(tokens[0], tokens[-1])

    def _span(self, first: Token, last: Token) -> Span:
        start, end = min(first.start, last.start), max(first.end, last.end)
        return self._document.span(start, end)


def clause_span(document: Document, sentence: Sentence, head: Token) -> Span:
    """Return the words of a complement without the word that introduces it and closing punctuation."""
    below = sentence.subtree(head)
    start, end = below[0].start, below[-1].end
    for word in sentence.below(head, Role.MARKER, Role.CASE):
        if word.index < head.index and document.text[start : word.end].strip() == word.text:
            start = word.end
    for word in below:  # the parser may hang "que" or "d'" from an auxiliary
        opens = word.role in (Role.MARKER, Role.CASE) and word.pos in ("SCONJ", "ADP")
        if word.start > start or not opens:
            break
        start = word.end
    while start < end and document.text[start] in _TRIM + "\u00a0":
        start += 1
    while start < end and document.text[end - 1] in _TRIM + ".«“\u00a0":
        end -= 1
    return document.span(start, end)


def _tops(keys: Sequence[str]) -> set[str]:
    return {key.partition(":")[0] for key in keys}


def _inside(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start <= token.start < span.end for span in spans)


def background(predications: Sequence[Predication]) -> Iterator[bool]:
    """Say for each predication whether it stands inside another's position: no second event there."""
    contents = [p.content for p in predications if p.content is not None and p.type in _POSITIONS]
    for predication in predications:
        yield any(
            content.covers(predication.trigger) and content is not predication.content for content in contents
        )
