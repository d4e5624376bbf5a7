from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Left

from claims import conf
from claims.models import Article, ArticleSignOff, Claim, DismissedNumber, SourceJob
from claims.vocabulary import ClaimStatus, SearchOutcome

#: An independent count of what must not be overlooked: every run of digits.
DIGITS = re.compile("\\d(?:[\\d.,'\u2019\u00a0\u202f]*\\d)?")


#: Characters of a text among which its first line is looked for.
OPENING = 500


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text: plain, or one number with what became of it."""

    text: str
    claim: Claim | None = None
    dismissed: DismissedNumber | None = None
    pending: bool = False
    span: tuple[int, int] = (0, 0)  # of a pending number
    again: bool = False  # the claim has its mark elsewhere

    @property
    def place(self) -> str:
        """How a number that is no claim is called in addresses."""
        row = self.dismissed
        start, end = (row.start, row.end) if row else self.span
        return f"{start}-{end}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every number of an article: claimed, dismissed with a reason, or pending."""

    claimed: int
    dismissed: int
    pending: int

    @property
    def total(self) -> int:
        return self.claimed + self.dismissed + self.pending

    @property
    def percent(self) -> int:
        handled = self.claimed + self.dismissed
        return 100 if not self.total else handled * 100 // self.total


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the machine's work on an article is."""

    extracted: bool
    error: str
    searches: int
    searched: int
    claims: int
    settled: int

    @property
    def running(self) -> bool:
        return not self.error and (not self.extracted or self.searched < self.searches)

    @property
    def stamp(self) -> str:
        """Changes whenever anything of this does: what a page has shown already."""
        counts = (self.claims, self.settled, self.searches, self.searched)
        return "-".join(map(str, (int(self.extracted), *counts)))


def opening(article: str = "") -> Case:
    """The title, or how the text begins, as a column; `article` leads to it: "article__"."""
    return Case(
        When(**{f"{article}title": ""}, then=Left(f"{article}text", OPENING)),
        default=F(f"{article}title"),
    )


def article_list(*, signed_off: bool | None = None) -> QuerySet[Article]:
    """Articles for a list, the newest first; narrowed by sign-off where asked."""
    listed = Article.objects.defer("text", "links", "locators").order_by("-id")
    signed = ArticleSignOff.objects.filter(article=OuterRef("pk"), in_force=True)
    listed = listed.annotate(opening=opening(), signed_off=Exists(signed))
    if signed_off is not None:
        listed = listed.filter(Exists(signed) if signed_off else ~Exists(signed))
    return listed.annotate(
        claim_count=Count("claims", filter=Q(claims__withdrawn=False)),
        open_count=Count(
            "claims",
            filter=~Q(
                claims__status__in=[ClaimStatus.PUBLISHED, ClaimStatus.DISMISSED]
            ),
        ),
        published_count=Count("claims", filter=Q(claims__status=ClaimStatus.PUBLISHED)),
    )


def article_with_marks(pk: int) -> Article | None:
    """An article with everything `paragraphs` and `coverage` read of it."""
    return (
        Article.objects.select_related("created_by")
        .prefetch_related("claims__holder", "claims__assignee", "dismissed_numbers")
        .filter(pk=pk)
        .first()
    )


def coverage(article: Article) -> Coverage:
    """Counted from the marks themselves, so page and figure cannot disagree."""
    marks = _marks(article)
    dismissed = sum(
        mark.dismissed is not None or _is_dismissed(mark.claim) for _, _, mark in marks
    )
    pending = sum(mark.pending for _, _, mark in marks)
    return Coverage(len(marks) - dismissed - pending, dismissed, pending)


def pending_numbers(article: Article) -> list[Segment]:
    """Numbers nobody has had a say on, in the order of the text."""
    return [mark for _, _, mark in _marks(article) if mark.pending]


def paragraphs(article: Article) -> list[Paragraph]:
    """The text line by line, cut into segments at its numbers; empty lines left out.

    A text with more numbers than are read at all is shown without its pending marks.
    """
    found = _marks(article)
    if len(found) > conf.LIMITS.numbers_per_article:
        found = [mark for mark in found if not mark[2].pending]
    marks = deque(found)
    lines: list[Paragraph] = []
    position = 0
    for line in article.text.split("\n"):
        end = position + len(line)
        segments = tuple(_cut(article.text, marks, position, end))
        if line.strip():
            lines.append(Paragraph(segments))
        position = end + 1
    return lines


def article_progress(article: Article) -> Progress:
    searches = SourceJob.objects.filter(claim__article=article)
    counted = searches.aggregate(
        all=Count("pk"), done=Count("pk", filter=~Q(outcome=SearchOutcome.PENDING))
    )
    claims = article.claims.aggregate(
        all=Count("pk"),
        settled=Count(
            "pk", filter=~Q(status__in=[ClaimStatus.DETECTED, ClaimStatus.SOURCING])
        ),
    )
    return Progress(
        extracted=article.extracted_at is not None,
        error=article.extraction_error,
        searches=counted["all"],
        searched=counted["done"],
        claims=claims["all"],
        settled=claims["settled"],
    )


Mark = tuple[int, int, Segment]


def _marks(article: Article) -> list[Mark]:
    text = article.text
    claims = {c.pk: c for c in article.claims.all()}
    marks: list[Mark] = [
        (c.start, c.end, Segment(text[c.start : c.end], claim=c))
        for c in claims.values()
        if not c.withdrawn
    ]
    marks += _folded(text, claims, marks)
    marks += [
        (n.start, n.end, Segment(text[n.start : n.end], dismissed=n))
        for n in article.dismissed_numbers.all()
        if not n.taken_up
    ]
    marks.sort(key=lambda mark: mark[:2])
    return sorted([*marks, *_unread(text, marks)], key=lambda mark: mark[:2])


def _folded(text: str, known: dict[int, Claim], marks: list[Mark]) -> list[Mark]:
    """Where a number stands that is part of a claim elsewhere, marked as that claim."""
    taken = [mark[:2] for mark in marks]
    found: list[Mark] = []
    for one in known.values():
        into = known.get(one.folded_into_id or 0)
        for _ in known:  # merged, and merged again
            if into is None or not into.withdrawn:
                break
            into = known.get(into.folded_into_id or 0)
        span = (one.start, one.end)
        if into is None or any(a < span[1] and span[0] < b for a, b in taken):
            continue
        taken.append(span)
        found.append((*span, Segment(text[slice(*span)], claim=into, again=True)))
    return found


def _unread(text: str, marks: list[Mark]) -> Iterator[Mark]:
    """Digit runs that lie in no mark."""
    index = 0
    for match in DIGITS.finditer(text):
        start, end = match.span()
        while index < len(marks) and marks[index][1] <= start:
            index += 1
        if index == len(marks) or marks[index][0] >= end:
            yield start, end, Segment(match[0], pending=True, span=(start, end))


def _cut(text: str, marks: deque[Mark], start: int, end: int) -> Iterator[Segment]:
    """One line's segments; takes the line's marks off the front."""
    position = start
    while marks and marks[0][0] < end:
        mark_start, mark_end, segment = marks.popleft()
        if mark_start > position:
            yield Segment(text[position:mark_start])
        yield segment
        position = mark_end
    if position < end:
        yield Segment(text[position:end])


def _is_dismissed(claim: Claim | None) -> bool:
    return claim is not None and claim.status == ClaimStatus.DISMISSED
