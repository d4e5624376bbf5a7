"""One measurement given in two units: "5 feet 2 inches", "3 dollars 50 cents"."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.numeral import TEN
from claims.engine.reading.tokens import Sentence

#: How many of the smaller unit make one of the larger.
_PARTS = {
    ("foot", "inch"): 12,
    ("pound-mass", "ounce"): 16,
    ("stone", "pound-mass"): 14,
    ("hour", "minute"): 60,
    ("hour", "second"): 3600,
    ("minute", "second"): 60,
    ("metre", "centimetre"): 100,
    ("year", "month"): 12,
    ("kilogram", "gram"): 1000,
}


_SECONDS = 3600
_CENTS = frozenset({"cent", "penny", "sen", "kopeck"})


def join_parts(s: Sentence, a: Mention, b: Mention, lex: Lexicon) -> bool:
    """Add `b` to `a` when it is the smaller part of the same measurement."""
    if a.low is None or a.low != a.high or b.low is None or b.low != b.high:
        return False
    if b.qualifier or a.per or a.form == "ratio":
        return False
    listed = s.word(a.last) == s.word(b.last) == ","
    if listed and s.word(b.last + 1)[:1].isdecimal():
        return False  # "3 years, 2 months, 14 days"
    size = _size(s, a, b)
    if not size or b.low >= (60 if size == _SECONDS else size) or b.low < 0:
        return False
    gap = s.low[a.last : b.first]
    if gap == ["-"] and s.glued(a.last) and s.glued(b.first):
        gap = []
    off = lex.lists["compounds.off"]
    if gap == [","] and (a.kind == "money" or s.word(b.right) in off):
        return False  # "$1.52, eleven cents above ...", "85.2 metres, 12cm short"
    joint = lex.lists["ranges.and"] if len(gap) == 1 else ()
    if gap and gap != [","] and gap[0] not in joint:
        return False
    if joint and s.word(a.left - 1) in lex.lists["ranges.between"]:
        return False
    total = a.low + b.low / Decimal(size)
    a.low = a.high = +total
    a.last, a.right, a.number_end = b.last, b.right, b.number_end
    return True


def join_article(s: Sentence, m: Mention, lex: Lexicon) -> None:
    """As in "an hour and 47 minutes", "a mile and a half": the article is a one."""
    k = m.first - 2 - (s.word(m.first - 1) == "a")
    if s.word(k + 1) != "and" or s.word(k - 1) not in {"a", "an"}:
        return
    unit = lex.units.get(s.word(k))
    if unit is None or m.low is None or m.low != m.high:
        return
    part = m.kind == "fraction" and unit.kind in {"duration", "measure"}
    size = 1 if part else _PARTS.get((unit.name, m.unit), 0)
    if not size or m.low >= size:
        return
    m.low = m.high = 1 + m.low / Decimal(size)
    m.kind, m.unit, m.first, m.left = unit.kind, unit.name, k - 1, k - 1


def _code_between(s: Sentence, a: Mention, b: Mention) -> bool:
    code = s.low[a.last - 1]
    plain = b.first == a.last and b.last == b.number_end and not b.scale
    if not (plain and code.isalpha() and len(code) == 3 and b.low is not None):
        return False
    return b.unit == a.unit and b.low >= TEN


def _bare_cents(s: Sentence, a: Mention, b: Mention) -> bool:
    """The 50 of "15 dollars 50", "15 dollars and 50"."""
    if b.kind != "count" or b.unit or not a.money_name or a.scale or b.low is None:
        return False
    return 10 <= b.low < 100 and not s.word(b.right)[:1].isalpha()


def _size(s: Sentence, a: Mention, b: Mention) -> int:
    if a.kind == "money":
        if _code_between(s, a, b):
            return 100  # "17 USD 25"
        cents = b.unit in _CENTS or _bare_cents(s, a, b)
        return 100 if cents and a.unit not in _CENTS else 0
    if a.unit == "foot" and not b.unit and _bare_inches(s, a, b):
        return 12
    if a.unit == "hour" and b.unit in {"", "metre"} and _bare_minutes(s, a, b):
        return 60
    return _PARTS.get((a.unit, b.unit), 0)


def _bare_inches(s: Sentence, a: Mention, b: Mention) -> bool:
    """The 4 of "6-foot-4", the 10 of "5 ft 10"."""
    if s.low[b.first - 1] == "-":
        return True
    following = s.word(b.right)
    ends = not following[:1].isalnum() or following in _AFTER_HEIGHT
    return a.last == b.first and b.form == "digits" and not b.scale and ends


def _bare_minutes(s: Sentence, a: Mention, b: Mention) -> bool:
    """The 30m of "1h 30m", the 30 of "1h30"."""
    if a.last != b.first or b.form != "digits" or s.low[a.last - 1] != "h":
        return False
    return b.unit == "metre" or s.glued(b.first)


_AFTER_HEIGHT = frozenset({"tall", "and", "but", "in", "with"})
