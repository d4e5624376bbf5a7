"""Two numbers that make one range, and changes "from A to B" that make two."""

from __future__ import annotations

import itertools
from decimal import Decimal

from claims.engine.reading.compounds import join_parts
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.money import read_as_million, read_as_money
from claims.engine.reading.movement import changes, is_step
from claims.engine.reading.naming import noun_follows
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_DASHES = frozenset({"-", "\u2013", "\u2014"})
_SPANNING = _DASHES | {"to", "and", "or"}


_THOUSAND = Decimal(1000)


def join_ranges(s: Sentence, mentions: list[Mention], lex: Lexicon) -> list[Mention]:
    joined: list[Mention] = []
    ranging = not _RANGING.isdisjoint(s.words)
    for mention in mentions:
        if joined and join_parts(s, joined[-1], mention, lex):
            continue
        if joined and _two_bounds(s, joined[-1], mention):
            _close(joined[-1], mention)
        elif joined and (
            _joins(s, joined[-1], mention, lex)
            or (ranging and _spread(s, joined[-1], mention, lex))
            or (
                len(joined) > 1
                and joined[-2].qualifier == "range"
                and _former(s, joined, mention, lex)
            )
        ):
            _merge(s, joined[-1], mention)
        else:
            joined.append(mention)
    return joined


def _joins(s: Sentence, a: Mention, b: Mention, lex: Lexicon) -> bool:
    if not (a.is_quantity and b.is_quantity) or a.role or a.low is None:
        return False
    gap = s.low[a.last : b.first]
    if gap[1:] == ["plus"] or (gap[1:] == ["+"] and s.glued(b.first)):
        gap = gap[:1]
    if not gap or len(gap) > 3 or b.low is None or "ratio" in (a.form, b.form):
        return False
    if gap[:2] == ["(", "\u00b1"] and s.word(b.last) == ")" and not b.unit:
        return a.low == a.high and not a.qualifier  # "40,000 (\u00b1 2,000)"
    if gap[0] in {"\u00b1", "+"}:
        alike = not (a.unit and b.unit) or a.unit == b.unit  # not "12 kg \u00b1 5%"
        return gap in (["\u00b1"], ["+", "/", "-"]) and a.low == a.high and alike
    if a.kind == "money" and a.scale and b.unit == "metre" and gap[0] in _SPANNING:
        read_as_million(s, b, a.unit)  # "$5m-6m", "\u00a35m to 6m"
    if not _compatible(s, a, b):
        return False
    word = gap[0]
    if len(gap) == 1 and word in _SPANNING and _below_zero(s, a, b, lex):
        a.low = a.high = -a.low  # both ends of "15 to 25 degrees below zero"
        return True
    if len(gap) == 2 and gap[0] == s.word(b.right) and gap[1] == "and":
        return s.word(a.left - 1) == "between" and _ordered(a, b)  # "40 men and 50 men"
    if len(gap) == 1 and word in _DASHES:
        return _dash(s, a, b)
    if gap == ["~"] or gap == ["through"]:
        return _ordered(a, b)
    if gap in (
        ["-", "to", "-"],
        ["-", "to"],
        ["\u2013", "to"],
        ["-", "or"],
        ["-", "and"],
    ):
        return _ordered(a, b)
    lists = lex.lists
    if word in lists["ranges.to"] and len(gap) == 1:
        return _to(s, a, b, lex)
    if word in lists["ranges.and"] and (len(gap) == 1 or gap == ["and", "about"]):
        between = lists["ranges.between"]
        return s.word(a.left - 1) in between or s.word(a.first - 1) in between
    if word in lists["ranges.or"] and len(gap) == 1:
        return _or(a, b)
    if gap == [","]:
        return _alternatives(s, a, b, lex)
    return False


def _former(s: Sentence, joined: list[Mention], b: Mention, lex: Lexicon) -> bool:
    """The second of "raised to $3.10 to $3.20 a share from $2.95 to $3.10"."""
    a = joined[-1]
    if a.kind != b.kind:
        return False
    moved = s.word(joined[-2].left - 1) in lex.lists["ranges.change_to"]
    moved = moved and s.word(a.left - 1) in lex.lists["ranges.from"]
    return moved and s.low[a.last : b.first] == ["to"] and _ordered(a, b)


def _spread(s: Sentence, a: Mention, b: Mention, lex: Lexicon) -> bool:
    """As in "ranges from 33 litres behind the seats to 68 litres": one range.

    "From $20 for a child to $40 for a grown-up" are two prices.
    """
    gap, before = s.low[a.right : b.left], s.low[max(0, a.left - 6) : a.left]
    if before[-3:] == _LOW and gap[-3:] == _HIGH:
        gap, before = gap[:-3], before[:-3]
    elif len(gap) == 1:
        return False
    if _RANGING.isdisjoint(before) or before[-1] not in lex.lists["ranges.from"]:
        return False
    if not 0 < len(gap) <= _WIDEST or gap[0] == "for" or "," in gap:
        return False
    if gap[-1] not in lex.lists["ranges.to"]:
        return False
    alike = a.is_quantity and bool(a.unit) and (a.kind, a.unit) == (b.kind, b.unit)
    return alike and _ordered(a, b)


_WIDEST = 9
#: "From a low of $1 to a high of $2".
_LOW, _HIGH = ["a", "low", "of"], ["a", "high", "of"]


def _below_zero(s: Sentence, a: Mention, b: Mention, lex: Lexicon) -> bool:
    """The end of "15 to 25 degrees below zero"; "fell from 15 to 25 below" does not join."""
    if s.low[b.last - 2] != "below" or a.kind != "count" or a.unit or b.high is None:
        return False
    moved = s.word(a.left - 1) in lex.lists["ranges.from"] and changes(s, a.left, lex)
    return not moved and a.low is not None and 0 < a.low < -b.high


def _compatible(s: Sentence, a: Mention, b: Mention) -> bool:
    if a.kind == "money" and a.unit_ahead and b.kind != "money":
        return b.kind == "count" or b.unit == "metre"
    if a.kind == "count" and not a.unit:
        return True
    if a.kind == "age" and b.kind == "count":
        return not b.unit and s.low[a.last] in _TO_AN_AGE
    return a.kind == b.kind and (a.unit == b.unit or not b.unit)


_TO_AN_AGE = frozenset({"to", "through", "-", "\u2013", "and", "or"})


def _dash(s: Sentence, a: Mention, b: Mention) -> bool:
    if s.low[a.last] == "\u2014" and not s.glued(a.last):
        return False
    return _ordered(a, b)


def _ordered(a: Mention, b: Mention) -> bool:
    if a.low is None or b.high is None:
        return False
    scaled = a.low if a.scale else a.low * b.factor
    return a.low < b.high and scaled != b.high  # "5 to 5 million" is no range


def _to(s: Sentence, a: Mention, b: Mention, lex: Lexicon) -> bool:
    if is_step(s, a, b, lex):
        return False
    ranging = not _RANGING.isdisjoint(s.low[max(0, a.left - 4) : a.left])
    if not _ordered(a, b):
        return ranging or _colder(a, b)
    starts = lex.lists["ranges.from"]
    if _led_from(s, a, starts):
        # "from 5 to 8" may be a change; "von 5 bis 8" never is, that is "von 5 auf 8"
        may_change = not lex.lists["ranges.to"].isdisjoint(
            lex.lists["ranges.change_to"]
        )
        return ranging or not (may_change and changes(s, a.left, lex))
    if a.kind == "money" and b.scale and not noun_follows(s, b.right, lex):
        return True  # "$5 to 6 million"
    return a.kind in {"count", "age"} or b.kind != "count"


def _colder(a: Mention, b: Mention) -> bool:
    """The two ends of "-10 to -15 degrees"."""
    return b.high is not None and a.low is not None and b.high < a.low < 0


_RANGING = word_list("ranges.ranging")


_LOWER = frozenset({"at_least", "more_than"})


_UPPER = frozenset({"at_most", "less_than", "up_to"})


def _two_bounds(s: Sentence, a: Mention, b: Mention) -> bool:
    """As in "more than 20 and less than 35": the two ends of one number."""
    ends = {a.qualifier, b.qualifier}
    if not (a.is_quantity and b.is_quantity) or a.unit not in {"", b.unit}:
        return False
    if not (ends & _LOWER and ends & _UPPER) or a.low is None or b.low is None:
        return False
    if s.low[a.last : b.left] not in (["and"], ["but"], [","], [",", "but"]):
        return False
    rising = a.qualifier in _LOWER
    return a.low < b.low if rising else b.low < a.low


def _close(a: Mention, b: Mention) -> None:
    lower, upper = (a, b) if a.qualifier in _LOWER else (b, a)
    low, high = lower.low, upper.high
    a.low_open = lower.qualifier == "more_than"
    a.high_open = upper.qualifier == "less_than"
    a.low, a.high, a.qualifier = low, high, "range"
    if not a.unit:
        a.kind, a.unit = b.kind, b.unit
    a.last, a.right, a.number_end = b.last, b.right, b.number_end
    a.per = b.per or a.per


def _alternatives(s: Sentence, a: Mention, b: Mention, lex: Lexicon) -> bool:
    """As in "$20, $25, $30 billion" or "40, 45 minutes": one estimate."""
    if a.low is None or b.low is None or a.scale or a.grouped:
        return False
    low, step = a.low * b.factor, a.low * b.factor / 2
    if b.kind == "money" and not (b.scale and a.unit == b.unit):
        return False
    if b.kind == "count":
        return noun_follows(s, b.right, lex) and _near(s, a, b, low)
    return b.kind in {"money", "duration", "age"} and low < b.low <= low + step


def _near(s: Sentence, a: Mention, b: Mention, low: Decimal) -> bool:
    """As in "43, 44 countries", "40, 50 people", not "3, 4 and 5 rooms"."""
    if b.low is None or not low < b.low or s.word(a.left - 1) in {",", "and"}:
        return False
    if a.unit or b.grouped or a.qualifier not in {"", "about"}:
        return False
    step, unit = b.low - low, b.factor
    tens = not (low % (10 * unit) or b.low % (10 * unit))
    return step <= unit or (tens and step <= 10 * unit and low >= 20 * unit)


def _or(a: Mention, b: Mention) -> bool:
    if a.low is None or b.low is None or a.form != b.form:
        return False
    low = a.low if a.scale else a.low * b.factor
    if low >= _ROUND * b.factor:
        return low < b.low <= low + low / 2  # "256 or 512 GB" are two sizes
    return low < b.low <= low + max(2 * b.factor, low) and a.low >= 1


_ROUND = 100


_EITHER_WAY = frozenset({"\u00b1", "+", "("})


def _merge(s: Sentence, a: Mention, b: Mention) -> None:
    gap = s.low[a.last]
    if a.kind == "money" and b.kind != "money":
        read_as_money(s, b, a.unit)
    if gap in _EITHER_WAY:
        _plus_minus(a, b)
    else:
        _share_scale(a, b)
        a.high = b.high if b.high is not None else b.low
        if a.low is not None and a.high is not None and a.low > a.high:
            a.low, a.high = a.high, a.low
    if not a.unit or a.kind == "count" or b.kind == "age":
        a.kind, a.unit, a.money_name = b.kind, b.unit, b.money_name
    a.last, a.right, a.per = b.last, b.right, b.per or a.per
    a.number_end = b.number_end
    if gap == "(":
        a.last = a.right = b.last + 1  # its bracket is part of it
    a.qualifier = "range" if a.low != a.high else a.qualifier  # "5 \u00b1 0"
    a.scale = a.scale or b.scale
    a.doubts = tuple(dict.fromkeys(a.doubts + b.doubts))


def _plus_minus(a: Mention, b: Mention) -> None:
    if a.low is not None and b.low is not None:
        off = abs(b.low)
        a.low, a.high = a.low - off, a.low + off


def _share_scale(a: Mention, b: Mention) -> None:
    """As in "10 to 12 million", "10\u201312,000": the end's magnitude holds for both."""
    if a.low is None or a.high is None or b.high is None:
        return
    factor = b.factor
    if not a.scale and factor > 1 and a.high < _THOUSAND and a.high * factor <= b.high:
        a.low, a.high = a.low * factor, a.high * factor
    elif (
        b.grouped
        and not a.grouped
        and not a.scale
        and a.high < _THOUSAND
        and a.high * _THOUSAND < b.high
        and b.high % _THOUSAND == 0
        and a.high.as_tuple().exponent == b.high.as_tuple().exponent == 0
    ):
        a.low, a.high = a.low * _THOUSAND, a.high * _THOUSAND
        a.doubts += ("value",)


def mark_changes(s: Sentence, mentions: list[Mention], lex: Lexicon) -> None:
    """As in "from A to B" that was not one range: its two ends."""
    starts, ends = lex.lists["ranges.from"], lex.lists["ranges.change_to"]
    if starts.isdisjoint(s.words):
        return
    for a, b in itertools.pairwise([m for m in mentions if m.is_quantity]):
        if b.role:
            continue
        if not _led_from(s, a, starts):
            if s.word(b.left - 1) in starts and s.word(a.left - 1) in ends:
                _share_denominator(a, b)
            continue
        gap = s.low[a.last : b.first]
        if len(gap) <= 6 and "," not in gap and not ends.isdisjoint(gap):
            a.role, b.role = "from", "to"
            if not a.unit or (a.kind == "count" and b.kind != "count"):
                a.kind, a.unit = b.kind, b.unit
            if a.kind != "count" and (a.kind, a.unit) == (b.kind, b.unit):
                a.per = a.per or b.per  # "from £10 to £11 an hour"
            _share_change_scale(a, b)


def _led_from(s: Sentence, a: Mention, starts: frozenset[str]) -> bool:
    k = a.left - 1
    if s.word(k) in _FORMER and s.word(k - 1) in {"a", "an", "the", "its"}:
        k -= 2  # "from an original $2m to $4m"
    elif s.word(k) == "of" and s.word(k - 1) in _EVENED:
        k -= 3  # "from an average of 40 to 60"
    return s.word(k) in starts or s.word(a.first - 1) in starts


_EVENED = frozenset({"average", "total", "peak", "low", "high"})
_FORMER = frozenset({"original", "initial", "previous", "planned", "estimated"})


def _share_denominator(a: Mention, b: Mention) -> None:
    """The month of "to $40 a month from $30"."""
    near = b.left - a.right <= _BESIDE and (a.kind, a.unit) == (b.kind, b.unit)
    if near and a.per and not b.per and a.kind != "count":
        b.per = a.per


_BESIDE = 4
#: "from 50 to 8 million" is 50 million; "from 750 to a thousand" is 750.
_LIKELY = 20


def _share_change_scale(a: Mention, b: Mention) -> None:
    if a.scale or a.grouped or b.factor == 1 or a.high is None or a.low is None:
        return
    if b.high is not None and a.high * b.factor <= _LIKELY * b.high:
        a.low, a.high = a.low * b.factor, a.high * b.factor
