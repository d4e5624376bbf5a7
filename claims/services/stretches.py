"""A stretch of an article's text: found by its words, and its number read anew.

Spans are computed, never taken on trust: `text[start:end]` is what a claim is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import combining

from claims import selectors
from claims.documents.text import normalise
from claims.engine import check_worthiness, extract
from claims.engine.reading import ENGINE_VERSION, read_two_ways, retell, sentences_of
from claims.engine.types import NumericClaim, Quantity
from claims.errors import InvalidInputError
from claims.models import Article
from claims.services import worthiness
from claims.services.numbers import COMPARABLE, LENGTHS, columns, placed_columns

CHARS = LENGTHS["surface"]
#: Characters before a stretch that are read with it: who spoke, what was counted.
BEFORE = 3_000
_BLANK = " \t\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where it is: by offsets, or by its words and which time they stand there."""

    start: int | None = None
    end: int | None = None
    quote: str = ""
    occurrence: int | None = None


def span_of(
    article: Article,
    at: Stretch,
    *,
    field: str = "quote",
    near: tuple[int, int] | None = None,
) -> tuple[int, int]:
    """The offsets of a stretch in the stored text.  Raises InvalidInputError.

    Words that stand there several times are those of `near`, where that says which.
    """
    text = article.text
    if at.start is not None or at.end is not None:
        start, end = at.start, at.end
        if start is None or end is None or not 0 <= start < end <= len(text):
            raise InvalidInputError(
                f"Send start and end within the {len(text):,} characters of the text.",
                field="start",
            )
    else:
        start, end = _quoted(text, at, field, near)
    return _checked(text, start, end, field)


def _quoted(
    text: str, at: Stretch, field: str, near: tuple[int, int] | None
) -> tuple[int, int]:
    words = normalise(at.quote).split()
    if not words:
        raise InvalidInputError("Copy the words from the text.", field=field)
    if len(at.quote) > CHARS * 2:
        raise InvalidInputError(f"At most {CHARS} characters.", field=field)
    pattern = r"[^\S\n]+".join(map(re.escape, words))
    found = [match.span() for match in re.finditer(pattern, text)]
    if words[0][0].isalnum() or words[-1][-1].isalnum():
        # "5" is not the 5 of "4,500": whole words where there are any.
        found = [span for span in found if _whole(text, *span)] or found
    if not found:
        raise InvalidInputError(
            "These words do not stand in the text. Copy them from one line of it.",
            field=field,
        )
    if near is not None and at.occurrence is None:
        here = [one for one in found if near[0] <= one[0] and one[1] <= near[1]]
        found = here if len(here) == 1 else found
    turn = at.occurrence or 1
    if at.occurrence is None and len(found) > 1:
        raise InvalidInputError(
            f"These words stand {len(found)} times in the text: say which time, or take "
            "a few more words.",
            field=field,
        )
    if not 1 <= turn <= len(found):
        raise InvalidInputError(
            f"These words stand {len(found)} time{'s' * (len(found) > 1)} in the text.",
            field="occurrence",
        )
    return found[turn - 1]


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    begins = not (before.isalnum() and text[start].isalnum())
    return begins and not (after.isalnum() and text[end - 1].isalnum())


def _checked(text: str, start: int, end: int, field: str) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while 0 < start < end and combining(text[start]):
        start -= 1
    while end < len(text) and combining(text[end]):
        end += 1
    if start == end:
        raise InvalidInputError("There is nothing but blanks.", field=field)
    if end - start > CHARS:
        raise InvalidInputError(
            f"A stretch has at most {CHARS} characters.", field=field
        )
    if "\n" in text[start:end]:
        raise InvalidInputError("A stretch lies within one line.", field=field)
    for one in selectors.DIGITS.finditer(text, max(0, start - CHARS), end + CHARS):
        if one.start() < start < one.end() or one.start() < end < one.end():
            raise InvalidInputError(
                f"This cuts “{one[0][:40]}” in two; take all of it.", field=field
            )
    return start, end


# Reading ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Window:
    """What the reader says about a stretch and the lines before it."""

    article: Article
    start: int
    end: int
    offset: int
    numbers: tuple[Any, ...]
    weights: worthiness.Weights

    @property
    def inside(self) -> tuple[Any, ...]:
        """Numbers that lie wholly in the stretch."""
        start, end = self.start - self.offset, self.end - self.offset
        return tuple(n for n in self.numbers if start <= n.start and n.end <= end)

    @property
    def cut_through(self) -> bool:
        start, end = self.start - self.offset, self.end - self.offset
        touched = [n for n in self.numbers if n.start < end and start < n.end]
        return len(touched) > len(self.inside)


def window(article: Article, start: int, end: int) -> Window:
    text = article.text
    offset = text.rfind("\n", 0, max(0, start - BEFORE)) + 1
    stop = text.find("\n", end)
    weights = worthiness.in_use()
    found = extract(
        text[offset : stop if stop >= 0 else len(text)],
        language=article.language,
        weights=weights.by_feature,
    )
    return Window(article, start, end, offset, found.numbers, weights)


def numbers_in(article: Article, start: int, end: int) -> list[tuple[int, int]]:
    """Where numbers stand in a stretch, as read there or by themselves."""
    seen = window(article, start, end)
    if len(seen.inside) > 1:
        return [(n.start + seen.offset, n.end + seen.offset) for n in seen.inside]
    alone = extract(article.text[start:end], language=article.language).numbers
    if len(alone) > 1:
        return [(n.start + start, n.end + start) for n in alone]
    digits = selectors.DIGITS.finditer(article.text, start, end)
    return [one.span() for one in digits]


def read(
    article: Article, start: int, end: int, *, field: str = "quote"
) -> dict[str, Any]:
    """The columns of the claim a stretch makes.  Raises InvalidInputError.

    What its sentence says stays with the number; only where the stretch cuts through
    what the reader took for one number is it read by itself.
    """
    seen = window(article, start, end)
    inside = seen.inside
    if len(inside) > 1:
        raise InvalidInputError(
            f"{len(inside)} numbers stand in these words; take one of them.",
            field=field,
        )
    if len(inside) == 1 and not seen.cut_through:
        if isinstance(inside[0], NumericClaim):
            return _as_read(seen, inside[0])
        return _by_itself(seen, inside[0])
    alone = extract(article.text[start:end], language=article.language).numbers
    if len(alone) > 1:
        raise InvalidInputError(
            f"{len(alone)} numbers stand in these words; take one of them.", field=field
        )
    if not alone and not selectors.DIGITS.search(article.text, start, end):
        raise InvalidInputError("There is no number in these words.", field=field)
    return _by_itself(seen, alone[0] if alone else None)


def quantity_of(article: Article, start: int, end: int) -> Quantity:
    """The one number of a stretch, or its bare words where it has none to be read."""
    surface = article.text[start:end]
    inside = window(article, start, end).inside
    if len(inside) != 1:
        return Quantity(kind="", low=None, high=None, surface=surface)
    return replace(_quantity(inside[0]), surface=surface)


def _quantity(number: Any) -> Quantity:
    """What the reader knows of a number, claimed or set aside."""
    return Quantity(
        kind=number.kind,
        low=number.low,
        high=number.high,
        unit=number.unit,
        qualifier=number.qualifier,
        low_open=getattr(number, "low_open", False),
        high_open=getattr(number, "high_open", False),
        per=getattr(number, "per", None),
        thing=getattr(number, "thing", None),
        base=getattr(number, "base", None),
        period=getattr(number, "period", None),
    )


def _as_read(seen: Window, claim: NumericClaim) -> dict[str, Any]:
    begin, stop = claim.sentence
    return {
        **columns(claim, (*COMPARABLE, "claimant", "trend")),
        **placed_columns(claim),
        "start": seen.start,
        "end": seen.end,
        "surface": seen.article.text[seen.start : seen.end],
        "sentence_start": min(begin + seen.offset, seen.start),
        "sentence_end": max(stop + seen.offset, seen.end),
        "statement": claim.statement,
        "readback": claim.readback,
        "ambiguities": list(claim.ambiguities),
        "engine_version": ENGINE_VERSION,
        **worthiness.worth_columns(claim.worth, seen.weights.version),
    }


def _by_itself(seen: Window, number: Any) -> dict[str, Any]:
    """A number without its sentence's say: of what and by whom is for people to add."""
    article, text = seen.article, seen.article.text
    begin, stop = _sentence(article, seen)
    surface = text[seen.start : seen.end]
    bare = Quantity(kind="count", low=None, high=None)
    quantity = replace(_quantity(number) if number else bare, surface=surface)
    known = quantity.low is not None or quantity.high is not None
    doubtful = read_two_ways(surface, article.language) is not None
    worth = check_worthiness(
        text[begin:stop], language=article.language, weights=seen.weights.by_feature
    )
    return {
        **columns(quantity, COMPARABLE),
        **placed_columns(quantity),
        "start": seen.start,
        "end": seen.end,
        "claimant": None,
        "trend": None,
        "sentence_start": begin,
        "sentence_end": stop,
        "statement": text[begin:stop],
        "readback": retell(quantity, language=article.language)
        if known
        else f"The number in “{surface}” was not read; put the reading right.",
        "ambiguities": ["referent"] * known + ["value"] * (doubtful or not known),
        "engine_version": ENGINE_VERSION,
        **worthiness.worth_columns(worth, seen.weights.version),
    }


def _sentence(article: Article, seen: Window) -> tuple[int, int]:
    """The sentence around a stretch, at least the stretch itself."""
    line = article.text.rfind("\n", 0, seen.start) + 1
    stop = article.text.find("\n", seen.end)
    whole = article.text[line : stop if stop >= 0 else len(article.text)]
    begin, end = seen.start, seen.end
    for left, right in sentences_of(whole, article.language):
        left, right = left + line, right + line
        if left < seen.end and seen.start < right:
            begin, end = min(begin, left), max(end, right)
    return begin, end
