"""Numbers as read set beside numbers as annotated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.engine.reading.sentences import sentence_spans
from claims.engine.scoring.annotated import NOBODY_NAMED, Mention, Text
from claims.engine.scoring.likeness import (
    Read,
    same_bound,
    same_phrase,
    same_unit,
    same_value,
)
from claims.engine.scoring.tally import Mistake, Tally
from claims.engine.types import OTHER_KINDS, Extraction, NumericClaim


def judge(text: Text, found: Extraction, tally: Tally) -> None:
    """Add one text's reading to the tally."""
    page = _Page(text, tally, sentence_spans(text.text))
    optional = [mention for mention in text.mentions if mention.optional]
    left = list(found.numbers)
    for mention in text.mentions:
        if not mention.optional:
            read = _nearest(mention, left)
            if read is not None:
                left.remove(read)
            page.compare(mention, read)
    for read in left:
        if not any(_overlap(read, mention) for mention in optional):
            page.unasked(read)
    tally.texts += 1


def _nearest(mention: Mention, left: Sequence[Read]) -> Read | None:
    """The number that overlaps the mention, best one that says the same."""
    near = [number for number in left if _overlap(number, mention)]
    alike = (number for number in near if same_value(mention, number))
    return next(alike, near[0] if near else None)


def _overlap(read: Read, mention: Mention) -> bool:
    return read.start < mention.end and mention.start < read.end


@dataclass(frozen=True, slots=True)
class _Page:
    text: Text
    tally: Tally
    sentences: Sequence[tuple[int, int]]

    def compare(self, mention: Mention, read: Read | None) -> None:
        quantity = read is not None and read.kind not in OTHER_KINDS
        if read and quantity != mention.quantity and read.kind in mention.kinds:
            return  # the annotation allows both a quantity and none
        if not mention.quantity:
            self._no_quantity(mention, read)
        elif read is None or not quantity:
            self._wanted(mention)
            got = "not read" if read is None else f"{read.kind} {read.surface}"
            self._mistake("missed", mention, mention.kind, got)
        else:
            self._wanted(mention)
            self._quantity(mention, read)

    def unasked(self, read: Read) -> None:
        """A number offered where the annotation has none."""
        if read.kind in OTHER_KINDS:
            return
        self._offered(read)
        self._mistake("false", read, "no number", f"{read.kind} {read.surface}")

    def _no_quantity(self, mention: Mention, read: Read | None) -> None:
        tally = self.tally
        tally.wanted["other"] += 1
        if read is not None and read.kind not in OTHER_KINDS:
            tally.right["leaked"] += 1
            self._offered(read)
            got = f"{read.kind} {read.surface}"
            self._mistake("false", mention, mention.kind, got)
        elif read is not None and read.kind in mention.kinds:
            tally.right["other"] += 1
        else:
            got = "not read" if read is None else read.kind
            self._mistake("kind", mention, mention.kind, got)

    def _wanted(self, mention: Mention) -> None:
        self.tally.wanted["quantity"] += 1
        self.tally.wanted["checkable"] += mention.checkable
        self.tally.kind(mention.kind)["wanted"] += 1

    def _offered(self, read: Read) -> None:
        self.tally.offered["quantity"] += 1
        self.tally.offered["claim"] += isinstance(read, NumericClaim)
        self.tally.kind(read.kind)["offered"] += 1

    def _quantity(self, mention: Mention, read: Read) -> None:
        self._offered(read)
        tally, kind = self.tally, self.tally.kind(mention.kind)
        value = same_value(mention, read)
        bound = value and same_bound(mention, read)
        unit = same_unit(mention, read)
        for level, right in {
            "found": True,
            "value": value,
            "bound": bound,
            "full": bound and unit,
        }.items():
            tally.right[level] += right
            kind[level] += right
        if not value:
            self._mistake("value", mention, _values(mention), _value(read))
        elif not bound:
            self._mistake("bound", mention, mention.qualifier, read.qualifier)
        if value and not unit:
            self._mistake("unit", mention, " or ".join(mention.units), read.unit)
        tally.wanted["kind"] += 1
        tally.right["kind"] += read.kind in mention.kinds
        if read.kind not in mention.kinds:
            self._mistake("kind", mention, mention.kind, read.kind)
        claimed = isinstance(read, NumericClaim)
        tally.right["checkable"] += mention.checkable and claimed
        if claimed != mention.checkable:
            self._mistake("checkable", mention, *_claim_or_not(mention, read))
        if mention.checkable and isinstance(read, NumericClaim):
            self._phrases(mention, read)

    def _phrases(self, mention: Mention, read: NumericClaim) -> None:
        about = []
        for name, wanted in mention.phrases.items():
            if wanted[0] == NOBODY_NAMED:
                continue
            got = getattr(read, name)
            right = got in wanted if name == "trend" else same_phrase(wanted, got)
            if got is not None:
                self.tally.offered[name] += 1
                self.tally.right[f"{name} offered"] += right
            if wanted[0] is not None:
                self.tally.wanted[name] += 1
                self.tally.right[name] += right
                if name in {"thing", "base"}:
                    about.append(right)
            if not right:
                self._mistake(name, mention, str(wanted[0]), str(got))
        self.tally.wanted["about"] += bool(about)
        self.tally.right["about"] += any(about)

    def _mistake(self, kind_of: str, at: Mention | Read, wanted: str, got: str) -> None:
        spans = (s for s in self.sentences if s[0] <= at.start < s[1])
        start, end = next(spans, (at.start, at.end))
        self.tally.mistakes.append(
            Mistake(
                kind_of=kind_of,
                text=self.text.id,
                surface=at.surface,
                kind=at.kind,
                wanted=wanted,
                got=got,
                sentence=" ".join(self.text.text[start:end].split()),
            )
        )


def _value(read: Read) -> str:
    return f"{read.low}..{read.high}"


def _values(mention: Mention) -> str:
    return " or ".join(f"{low}..{high}" for low, high in mention.values)


def _claim_or_not(mention: Mention, read: Read) -> tuple[str, str]:
    if mention.checkable:
        return "claim", getattr(read, "reason", "")
    return "no claim", "claim"
