"""German numbers whose unit is said once, for the number before or behind."""

from __future__ import annotations

import itertools
from decimal import Decimal

from claims.engine.reading.german.nouns import is_adjective, noun_after
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.tokens import Sentence

_CARRIED = frozenset(
    {
        "percent",
        "age",
        "duration",
        "measure",
        "temperature",
        "percentage_point",
        "money",
    }
)
_FARTHEST = 10
_RETOLD = 20
_MOST_PERCENT = 999
_THOUSAND = Decimal(1000)


def share_units(s: Sentence, quantities: list[Mention], lex: Lexicon) -> None:
    """As in "34 und 51 Jahre alt", "63 statt 58 Euro", "von 17 Mrd. Euro auf 39"."""
    shares = any(m.kind == "percent" for m in quantities)
    for m in quantities:
        if m.kind == "index" and lex.lists["sharing.index_words"].isdisjoint(s.low):
            _points(m, shares=shares)
        elif m.kind == "count" and not m.unit and _quake(s, m, lex):
            m.kind, m.unit = "measure", "magnitude"
    pairs = list(itertools.pairwise(quantities))
    for a, b in reversed(pairs):
        if _bare(s, a, lex) and b.kind in _CARRIED and _ahead(s, a, b, lex):
            _take(a, b)
    for a, b in pairs:
        if _bare(s, b, lex) and a.kind in _CARRIED:
            if _retold(s, a, b, lex):
                _take(b, a)
            elif _behind(s, a, b):
                b.kind, b.unit = a.kind, a.unit


def _quake(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """The 5,4 of "ein Beben der Stärke 5,4"."""
    before = s.word(m.left - 2 if s.word(m.left - 1) == "von" else m.left - 1)
    return (
        before in lex.lists["sharing.magnitude"] and not s.word(m.right)[:1].isdigit()
    )


def _points(m: Mention, *, shares: bool) -> None:
    """Beside a share they are percentage points, else those of a game or a test."""
    if shares:
        m.kind, m.unit = "percentage_point", "percentage point"
    else:
        m.kind, m.unit, m.last = "count", "", m.number_end
        m.right = m.last


def _bare(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    if m.kind != "count" or m.unit or m.low == Decimal(0):
        return False
    behind = s.word(m.right)
    if behind in lex.lists["nouns.genitive"] or behind in lex.lists["numbers.out_of"]:
        return False
    return noun_after(s, m.right, lex) is None


def _ahead(s: Sentence, a: Mention, b: Mention, lex: Lexicon) -> bool:
    """The unit stands behind the second number."""
    gap = s.low[a.last : b.left]
    if len(gap) == 1 and gap != ["nun"]:
        stepped = gap == ["auf"] and s.word(a.left - 1) == "um"  # "um 50 auf 250 Euro"
        listed = gap == [","] and b.kind == "age"
        joined = gap[0] in lex.lists["sharing.joints"]
        return joined or stepped or listed or a.role == "from"
    if (
        gap and gap[0] in lex.lists["sharing.instead_of"]
    ):  # "866 statt der geplanten 77"
        return all(
            word in lex.words["determiners"] or is_adjective(s, k, lex)
            for k, word in enumerate(gap[1:], a.last + 1)
        )
    instead = lex.lists["sharing.instead"]
    return len(gap) <= _FARTHEST and not instead.isdisjoint(
        s.low[max(0, a.left - 3) : a.left]
    )


def _behind(s: Sentence, a: Mention, b: Mention) -> bool:
    """The clause ends with the second number: nothing else can be counted."""
    if b.role == "to" or (a.kind == "money" and b.scale):
        return True
    if a.kind == "percent" and not _may_be_share(s, a, b):
        return False
    retold = s.word(b.left - 1) == "es" or s.word(b.left - 2) == "es"
    if b.first - a.last > (_RETOLD if retold else _FARTHEST) or b.scale != a.scale:
        return False
    return not s.word(b.right)[:1].isalnum() and s.word(b.right) != "("


def _retold(s: Sentence, a: Mention, b: Mention, lex: Lexicon) -> bool:
    """As in "die Opposition spricht von 40 Milliarden Euro, der Minister von 25"."""
    return s.word(b.left - 1) == s.word(a.left - 1) == "von" and not (
        lex.lists["attribution.of_number"].isdisjoint(s.low[: a.left])
    )


def _may_be_share(s: Sentence, a: Mention, b: Mention) -> bool:
    """Not the 9.000 of "um 6 Prozent; im Jahr darauf um 9.000", "um 6 Prozent auf 9"."""
    stepped = s.word(a.left - 1) == "um" and s.low[a.last : b.left] == ["auf"]
    return not stepped and b.low is not None and b.low <= _MOST_PERCENT


def _take(a: Mention, b: Mention) -> None:
    a.kind, a.unit, a.money_name = b.kind, b.unit, b.money_name
    if a.scale or b.factor == 1 or a.low is None or a.high is None:
        return
    if a.high < _THOUSAND:
        a.low, a.high = a.low * b.factor, a.high * b.factor
