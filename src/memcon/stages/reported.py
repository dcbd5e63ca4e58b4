"""The words that a reporting verb reports: a clause, an infinitive, the words before a tail, woven quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from memcon.lang import Language
from memcon.model import Document, Mood, Quotation, Role, Sentence, Span, Token
from memcon.stages.predications import clause_span

_COMPLEMENTS = (Role.CLAUSE, Role.INFINITIVE)
_OBJECTS = (Role.OBJECT, Role.OBLIQUE, Role.NOMINAL, Role.PASSIVE_SUBJECT)
_CIRCUMSTANCES = (Role.OBLIQUE, Role.NOMINAL, Role.ADVERB, Role.CONJUNCT, Role.ADVERBIAL)
# How far from the beginning a cue may stand in "C'est ce qu'a déclaré X".
_ECHO = 8
_OWN_PARTS = {Role.SUBJECT, Role.PASSIVE_SUBJECT, Role.MARKER, Role.EXPLETIVE}
_FINITE = {Mood.INDICATIVE, Mood.CONDITIONAL, Mood.SUBJUNCTIVE, Mood.IMPERATIVE}


class ReportedWords:
    """Finds what is said at the reporting verbs of a report."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        quotations: Sequence[Quotation],
        language: Language,
    ) -> None:
        self._document = document
        self._sentences = sentences
        self._quotations = quotations
        self._language = language

    def is_cue(self, sentence: Sentence, token: Token) -> bool:
        """Say whether a token is a reporting verb."""
        verbs = self._language.speech.verbs
        if token.pos in ("VERB", "AUX") and (token.lemma in verbs or self._begins_phrase(sentence, token)):
            return True
        below = sentence.below(token)
        participle = any(c.role in (Role.AUXILIARY, Role.PASSIVE_AUXILIARY, Role.AGENT) for c in below)
        return bool(token.verb) and token.verb in verbs and token.pos in ("ADJ", "NOUN") and participle

    def _begins_phrase(self, sentence: Sentence, verb: Token) -> bool:
        """Say whether a verb begins a reporting phrase: "a **mis** en garde", "a **fait** savoir que"."""
        after = sentence.tokens[verb.index + 1 : verb.index + 4]
        for phrase in self._language.speech.phrases:
            lemma, _, word = phrase.partition(" ")
            if verb.lemma == lemma and any(word in (t.text.lower(), t.lemma) for t in after):
                return True
        return False

    def main_cue(self, sentence: Sentence, cue: Token) -> Token:
        """Climb from "ajoutant que" to the reporting verb whose speaker goes on speaking."""
        if cue.mood is not Mood.GERUND or any(True for _ in sentence.below(cue, Role.SUBJECT)):
            return cue
        above = sentence.head(cue)
        while above is not None:
            if self.is_cue(sentence, above) and above.mood in _FINITE:
                return above
            above = sentence.head(above)
        return cue

    def echoed(self, number: int, sentence: Sentence, cue: Token) -> Span | None:
        """Take the sentence before "C'est ce qu'a déclaré X"."""
        start = sentence.span.text.lower().replace("’", "'")
        if not number or cue.index > _ECHO or not start.startswith(self._language.speech.echoes or ("\n",)):
            return None
        before = self._sentences[number - 1].span
        return self.trimmed(before.start, before.end)

    def complement(self, sentence: Sentence, cue: Token) -> Span | None:
        """Take the clause or infinitive after a verb, also one that hangs from the verb's other arguments."""
        for child in self._candidates(sentence, cue):
            gerund = child.mood is Mood.GERUND and not child.case
            bare = child.role is Role.INFINITIVE and (gerund or cue.lemma in self._language.speech.quoting)
            setting = child.pos in ("NOUN", "PROPN") and child.case in self._language.speech.tail.settings
            if child.index > cue.index and not bare and not setting:
                span = clause_span(self._document, sentence, child)
                span = self._without_next(sentence, cue, child, self._extended(sentence, cue, span))
                return self._without_main_verb(sentence, child, span)
        return None

    def _without_next(self, sentence: Sentence, cue: Token, clause: Token, span: Span) -> Span:
        """Cut a complement before what the speaker goes on to say: ", tout en ajoutant que ..."."""
        for token in sentence.subtree(clause):
            first = sentence.subtree(token)[0]
            goes_on = token.mood is Mood.GERUND and self.is_cue(sentence, token)
            if not goes_on or not any(True for _ in sentence.below(token, *_COMPLEMENTS)):
                continue
            parted = self._document.text[span.start : first.start].rstrip().endswith(",")
            if parted and self.main_cue(sentence, token) is cue:
                return self.trimmed(span.start, min(span.end, first.start))
        return span

    def _without_main_verb(self, sentence: Sentence, clause: Token, span: Span) -> Span:
        """Cut a complement before what the speaker does next: "dit que X part**, et signe** un accord".

        A finite verb without subject and "que" goes on with the main clause after a comma or an infinitive.
        """
        for aside in sentence.below(clause, Role.ADVERBIAL):
            first = sentence.subtree(aside)[0]
            if aside.case in self._language.speech.breaks and first.start > span.start:
                return self.trimmed(span.start, min(span.end, first.start))
        for verb in sentence.below(clause, Role.CONJUNCT):
            below = sentence.below(verb)
            own = any(c.role in _OWN_PARTS for c in below)
            if own or verb.pos not in ("VERB", "AUX") or verb.mood not in _FINITE:
                continue
            first = sentence.subtree(verb)[0]
            parted = self._document.text[span.start : first.start].rstrip().endswith(",")
            if (parted or clause.mood is Mood.INFINITIVE) and first.start > span.start:
                return self.trimmed(span.start, min(span.end, first.start))
        return span

    def _candidates(self, sentence: Sentence, cue: Token) -> Iterator[Token]:
        complements = sentence.below(cue, *_COMPLEMENTS)
        if self._begins_phrase(sentence, cue):  # "a fait savoir **que** ..."
            inner = [k for child in complements for k in sentence.below(child, Role.CLAUSE)]
            complements = [child for child in (*complements, *inner) if child.role is Role.CLAUSE]
        yield from complements
        for child in sentence.below(cue, Role.OBLIQUE, Role.OBJECT, Role.INDIRECT):
            yield from (c for c in sentence.below(child, Role.INFINITIVE) if c.mood is Mood.INFINITIVE)

    def _extended(self, sentence: Sentence, cue: Token, span: Span) -> Span:
        """Extend a complement over what follows it without a comma: the parser hung it too high."""
        end = span.end
        for token in sentence.tokens:
            if token.start < end:
                continue
            above = token.head == cue.index or span.start <= sentence.tokens[token.head].start < end
            next_act = token.role is Role.CONJUNCT and token.mood in _FINITE
            if token.role not in _CIRCUMSTANCES or not above or next_act:
                if token.pos == "PUNCT" or token.head == cue.index:
                    break
                continue
            first = sentence.subtree(token)[0]
            if self._document.text[end : first.start].strip():
                break
            end = sentence.subtree(token)[-1].end
        return self.trimmed(span.start, end)

    def quoted(self, quotation: Quotation) -> Span:
        """Return the quoted words without the comma that leads on to who said them: "... peace," X said."""
        inner = quotation.inner
        return self._document.span(inner.start, inner.end - inner.text.endswith(","))

    def before_tail(self, sentence: Sentence, cue: Token) -> Span | None:
        """Take the clause that a reporting tail follows: "La Russie ne cédera pas, a prévenu X"."""
        clause = next((c for c in sentence.below(cue, Role.CLAUSE) if c.index < cue.index), None)
        if clause is not None:
            return clause_span(self._document, sentence, clause)
        head = sentence.head(cue)
        if head is None:
            return self._tree_before(sentence, cue)
        if cue.role is Role.PARATAXIS and head.index > cue.index and head.pos in ("VERB", "AUX"):
            rest = [t for t in sentence.subtree(head) if t.index > sentence.subtree(cue)[-1].index]
            return self.trimmed(rest[0].start, rest[-1].end)  # "Later, he said Sunday, troops left"
        if self._seems_relative(sentence, cue):
            while (above := sentence.head(head)) is not None and head.pos not in ("VERB", "AUX"):
                head = above
        elif cue.role not in (Role.PARATAXIS, Role.ADVERBIAL) or head.index > cue.index:
            return None
        if cue.mood not in _FINITE or head.pos not in ("VERB", "AUX", "ADJ", "NOUN"):
            return None
        subjects = sentence.below(cue, Role.SUBJECT)
        if self._language.syntax.verbs.inverted_subject and subjects and subjects[0].index < cue.index:
            return None  # "une réunion, où il a prôné ..." is no tail
        inside = {t.index for t in sentence.subtree(cue)}
        before = [t for t in sentence.subtree(head) if t.index not in inside and t.index < min(inside)]
        return self.trimmed(before[0].start, before[-1].end) if before else None

    def _seems_relative(self, sentence: Sentence, cue: Token) -> bool:
        """Say whether a tail was taken for a relative clause: "... aid to Moldova, **the minister said**"."""
        first = sentence.subtree(cue)[0]
        named = any(s.pos in ("NOUN", "PROPN") for s in sentence.below(cue, Role.SUBJECT))
        joined = any(t.pos in ("PRON", "SCONJ") for t in sentence.below(cue) if t.index < cue.index)
        parted = first.index > 0 and sentence.tokens[first.index - 1].text == ","
        return cue.role is Role.RELATIVE and cue.mood in _FINITE and named and parted and not joined

    def _tree_before(self, sentence: Sentence, cue: Token) -> Span | None:
        """Take the words before a tail that was parsed apart."""
        first = sentence.subtree(cue)[0]
        subjects = sentence.below(cue, Role.SUBJECT)
        if first.index == 0 or not subjects or subjects[0].index < cue.index:
            return None
        root = sentence.tokens[first.index - 1]
        while (above := sentence.head(root)) is not None:
            root = above
        before = sentence.subtree(root)
        content = self.trimmed(before[0].start, first.start)
        return content if len(content.text.split()) > 2 else None

    def woven(self, sentence: Sentence, cue: Token, free: Sequence[Quotation]) -> Span | None:
        """Take quoted words among the arguments of a reporting verb: "qualifiée de « franche »"."""
        inside = {t.index for t in sentence.subtree(cue)}
        for quotation in self._quotations:
            if quotation in free or not quotation.outer.overlaps(sentence.span):
                continue
            tokens = [t for t in sentence.tokens if quotation.inner.start <= t.start < quotation.inner.end]
            if tokens and tokens[0].index in inside and tokens[0].index > cue.index:
                argument = self._argument(sentence, cue, tokens[0])
                if argument is None or cue.lemma in self._language.speech.describing:
                    return quotation.inner
                content = clause_span(self._document, sentence, argument)
                return content if content.covers(quotation.inner) else quotation.inner
        return None

    def _argument(self, sentence: Sentence, cue: Token, token: Token) -> Token | None:
        """Return the direct object of `cue` that contains `token`."""
        while token.head != cue.index:
            above = sentence.head(token)
            if above is None:
                return None
            token = above
        markers = self._language.syntax.verbs.infinitive_markers
        return token if token.role in _OBJECTS and (not token.case or token.case in markers) else None

    def trimmed(self, start: int, end: int) -> Span:
        """Return the words between two places without white space and punctuation at their ends."""
        text = self._document.text
        while start < end and (text[start].isspace() or text[start] in ",;:–—"):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:–—."):
            end -= 1
        return self._document.span(start, end)
