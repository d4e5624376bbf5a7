"""Where a source speaks of what a claim speaks of, whatever number it gives.

Closeness of the value is no part of the score: it would only confirm the claim.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from claims.engine.reading import extract
from claims.engine.reasoning.counted import harm_classes
from claims.engine.reasoning.labelled import labelled
from claims.engine.reasoning.periods import (
    Window,
    dated_phrases,
    is_since,
    parse_period,
)
from claims.engine.reasoning.quantities import in_context, quantity_of
from claims.engine.reasoning.roles import Told
from claims.engine.reasoning.subject import UNCLEAR, doubt
from claims.engine.reasoning.topics import Topic, head_match, kind_match, topic_of
from claims.engine.types import Extraction, NumericClaim, Passage, Quantity

#: Below this a number is taken to be about something else.
FLOOR = Decimal("0.50")
_KIND, _HEAD, _TOPIC, _WORTH = (
    Decimal("0.20"),
    Decimal("0.30"),
    Decimal("0.40"),
    Decimal("0.10"),
)
#: What a number loses that shares no more than a noun with the claim.
_DOUBTED = Decimal("0.10")
_NOTHING = Decimal(0)
_HEADING = 200
_LONGEST_QUOTE = 500
_SENTENCE = 600
_ELSEWHEN = re.compile(
    r"\b(?:earlier|before|previous(?:ly)?|ago|later|since then|last|next)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:^|[.!?][\"\u201d')]*\s+)$")
#: How far around the sentence its subject and its date may be named.
_REACH = 300


def find_passages(
    claim: Quantity,
    text: str,
    *,
    context: str = "",
    about: str = "",
    heading: str = "",
    language: str = "en",
    as_of: date | None = None,
    limit: int = 2,
    floor: Decimal = FLOOR,
) -> tuple[Passage, ...]:
    """The `limit` numbers of a text most surely about the claim's subject, best first.

    `context` is the claim's sentence, `about` and `heading` the titles of its article
    and of the source: they may name the subject a sentence leaves out.  What may be about something else says so in its
    quantity's `doubt`.  `as_of` is the day the text was published, used where
    the passage names no day itself.  A `floor` of 0 keeps every number, for a
    text a person has chosen.  Offsets index the NFC form of `text`.
    """
    text = unicodedata.normalize("NFC", text)
    told = in_context(claim, context)
    numbers = _read(text, language).claims
    topic = topic_of(told, context, (text[slice(*_frame(n))] for n in numbers))
    subject = _told(told, context, about)
    found: list[Passage] = []
    for number in numbers:
        if floor > 0 and not kind_match(told, number):
            continue
        quantity = labelled(told, quantity_of(number, as_of=as_of), number, text)
        score = _score(told, topic, quantity, number, text)
        if score < floor:
            continue
        alike = _told_alike(claim, told, quantity, number)
        dated = _doubted(subject, _dated(alike, number, text), number, text, heading)
        if dated.doubt == UNCLEAR and floor <= 0:
            dated = replace(dated, doubt="")  # whoever chose the text knows better
        elif dated.doubt == UNCLEAR:
            score = max(score - _DOUBTED, _NOTHING)
        if score >= floor:
            found.append(_passage(number, dated, text, score))
    found.sort(key=lambda passage: (-passage.score, passage.number_start))
    return tuple(found[: max(limit, 0)])


def _told(claim: Quantity, context: str, about: str) -> Told:
    sentence = context or f"{claim.surface} {claim.thing or claim.base or claim.unit}"
    return Told(claim, sentence, max(sentence.find(claim.surface), 0), about)


def _doubted(
    claim: Told, quantity: Quantity, number: NumericClaim, text: str, heading: str
) -> Quantity:
    start, end = _frame(number)
    title = heading or text[:_HEADING].partition("\n")[0]
    around = f"{title}\n{text[max(0, start - _REACH) : start]}"
    source = Told(quantity, text[start:end], number.start - start, around)
    return replace(quantity, doubt=doubt(claim, source))


@lru_cache(maxsize=4)
def _read(text: str, language: str) -> Extraction:
    """One source is searched for every claim of an article; it is read once."""
    return extract(text, language=language)


def _score(
    claim: Quantity, topic: Topic, quantity: Quantity, number: NumericClaim, text: str
) -> Decimal:
    kind = kind_match(claim, number)
    if not kind:
        return Decimal(0)
    start, end = _frame(number)
    nearby = text[max(0, start - _REACH) : end + _REACH]
    about = topic.overlap(text[start:end], nearby)
    if not about:
        return Decimal(0)
    score = (
        _KIND * kind
        + _HEAD * head_match(claim, quantity, topic)
        + _TOPIC * about
        + _WORTH * number.check_worthiness
    )
    return score.quantize(Decimal("0.01"))


def _frame(number: NumericClaim) -> tuple[int, int]:
    """The sentence, or so much of an endless one as a reader would take in."""
    start, end = number.sentence
    return max(start, number.start - _SENTENCE), min(end, number.end + _SENTENCE)


def _told_alike(
    claim: Quantity, told: Quantity, quantity: Quantity, number: NumericClaim
) -> Quantity:
    """Where the claim's own words leave out what its sentence says ("120 people" were
    killed), a number of the same harm leaves it out too: they count the same.
    """
    harm = harm_classes(told)
    if harm and not harm_classes(claim) and harm == harm_classes(quantity):
        return replace(quantity, thing=number.thing)
    return quantity


def _dated(quantity: Quantity, number: NumericClaim, text: str) -> Quantity:
    """The quantity with the period its passage names, and the day it holds for."""
    phrase = _period_phrase(quantity, number, text)
    if phrase is None:
        return replace(quantity, period=None)
    window = parse_period(phrase, as_of=quantity.as_of)
    if window is None or window.end is None:
        day = _day_beside_total(number, text) if is_since(phrase) else None
        return replace(quantity, period=phrase, as_of=day or quantity.as_of)
    return replace(quantity, period=phrase, as_of=_held_on(quantity.as_of, window))


def _held_on(published: date | None, window: Window) -> date | None:
    """The window's last day, or the day of publication while it still runs."""
    if published is None or window.end is None or window.start is None:
        return window.end
    return published if window.start <= published <= window.end else window.end


def _period_phrase(quantity: Quantity, number: NumericClaim, text: str) -> str | None:
    """The reader's period where it names a day or year, or the nearest date around."""
    start, end = _frame(number)
    dates = [(start + a, start + b) for a, b in dated_phrases(text[start:end])]
    spans = [span for span in dates if not _others(number, span[0], text)]
    totals = [span for span in spans if is_since(text[slice(*span)])]
    known = _own_period(quantity.period, number, text)
    if known and is_since(known) and not totals:
        return known
    if spans:
        at = min(totals or spans, key=lambda span: _distance(span, number))
        return text[slice(*at)].strip()
    if dates or (known and parse_period(known, as_of=quantity.as_of)):
        return known
    if _ELSEWHEN.search(text[start:end]):
        return known
    return _before_sentence(number, text) or known


def _own_period(known: str | None, number: NumericClaim, text: str) -> str | None:
    """The reader's period, unless it follows a later number of the sentence."""
    at = text.find(known, number.end, number.sentence[1]) if known else -1
    return None if at >= 0 and _others(number, at, text) else known


def _others(number: NumericClaim, date_at: int, text: str) -> bool:
    """Whether a date that follows belongs to a later number of the sentence."""
    between = text[number.end : date_at].replace(number.per or "\0", "")
    return bool(re.search(r"\d", between))


def _distance(span: tuple[int, int], number: NumericClaim) -> int:
    return max(span[0] - number.end, number.start - span[1], 0)


def _before_sentence(number: NumericClaim, text: str) -> str | None:
    """A date that opens an earlier sentence of the paragraph frames what follows."""
    start = number.sentence[0]
    before = text[max(0, start - _REACH) : start].rpartition("\n")[2]
    for a, b in reversed(dated_phrases(before)):
        if _OPENING.search(before[:a]):
            return before[a:b].strip()
    return None


def _day_beside_total(number: NumericClaim, text: str) -> date | None:
    """ "As of 1 May 2024, 700,000 since 2022": the day the running total was taken."""
    start, end = _frame(number)
    for a, b in dated_phrases(text[start:end]):
        phrase = text[start + a : start + b]
        window = None if is_since(phrase) else parse_period(phrase)
        if window is not None and window.shape == "point":
            return window.end
    return None


def _passage(
    number: NumericClaim, quantity: Quantity, text: str, score: Decimal
) -> Passage:
    start, end = _quoted(number, text)
    return Passage(
        start=start,
        end=end,
        quote=text[start:end],
        number_start=number.start,
        number_end=number.end,
        quantity=quantity,
        score=score,
        readback=number.readback,
    )


def _quoted(number: NumericClaim, text: str) -> tuple[int, int]:
    """The sentence, or as much of a long one as fits around the number."""
    start, end = number.sentence
    if end - start <= _LONGEST_QUOTE:
        return start, end
    room = max((_LONGEST_QUOTE - (number.end - number.start)) // 2, 0)
    left, right = max(start, number.start - room), min(end, number.end + room)
    if left > start:
        space = text.find(" ", left, number.start)
        left = space + 1 if space >= 0 else left
    if right < end:
        space = text.rfind(" ", number.end, right)
        right = space if space >= 0 else right
    return left, right
