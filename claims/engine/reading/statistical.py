"""Figures of statistics that count nothing: hazard ratios, p-values, an R0."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import is_verb
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

#: Abbreviations that stand right before their figure: "HR 0.84".
STATISTICS = word_list("statistical.short")
_NAMES = word_list("statistical.names")
_SECOND = word_list("statistical.second")  # names only behind another word
_SIGNS = frozenset({"<", ">", "=", "\u2264", "\u2265", "\u2248"})
_LINKS = _SIGNS | {":", "(", "value", "values", "-", "0"}
_VALUES = frozenset({"value", "values"})
_MARKS = word_list("statistical.marks")
_ANY = STATISTICS | _NAMES | _SECOND | _MARKS | {"p", "r", "book", "equity", "sales"}
_BREAKS = frozenset({";", ".", ",", "and", "but", "while", ")"})
_FARTHEST = 8


def tell_statistic(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """Make `m` an index when the figure of a statistic is what it is."""
    if _ANY.isdisjoint(s.words) or not _named(s, m, lex):
        return False
    m.kind, m.unit = "index", ""
    return True


def _named(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    if not _leads(s, m.left - 1, lex):
        return False
    for k in range(m.left - 1, max(-1, m.left - _FARTHEST), -1):
        word = s.low[k]
        if word in _NAMES:
            return True
        if word in _SECOND and s.word(k - 1) in _BEFORE_SECOND:
            return True
        if word in STATISTICS and s.original(k).isupper() and _exact(s, m, word):
            return True
        if word in _MARKS and (m.low or m.high or 0) % 1:
            return True  # "an average rating of 2.1"
        if s.low[max(0, k - 3) : k] == ["-", "to", "-"]:
            return True  # "a price-to-book of 0.46"
        if word == "e" and s.low[max(0, k - 2) : k] == ["p", "/"]:
            return True  # "a P/E of 18"
        if word == "p" and (
            s.word(k + 1) in _SIGNS or _VALUES & {*s.low[k + 1 : k + 3]}
        ):
            return True
        if word == "r" and s.capitalised(k) and s.word(k + 1) in _AFTER_R:
            return True
        if word in _BREAKS:
            return False
    return False


def _exact(s: Sentence, m: Mention, word: str) -> bool:
    """A ratio has decimals; the "OR" of A HEADLINE IN CAPITALS has not."""
    return word == "bmi" or (m.low or m.high or 0) % 1 != 0


_BEFORE_SECOND = word_list("statistical.before_second")
_AFTER_R = frozenset({"0", "number", "rate", "value", "of", "was", "is", "at", "="})


def _leads(s: Sentence, k: int, lex: Lexicon) -> bool:
    """Token `k` may stand between a statistic and its figure."""
    word = s.word(k)
    if word in _LINKS or word in lex.closed or word in _ANY:
        return True
    return bool(word) and (word in lex.moving or is_verb(s, k, lex))


def interval(s: Sentence, before: list[Mention], m: Mention) -> None:
    """The 52\u201378 of "67% (95% CI 52\u201378)", "67% (52\u201378)" is a percent, too."""
    found, level = before[0], before[-1]
    gap = s.low[level.last : m.left]
    if level.kind == "label" and level is not found:
        named = len(gap) <= 4 and not _CONFIDENCE.isdisjoint(gap)
    else:
        found = level
        named = gap == ["("] and _within(found, m)
    told = found.is_quantity and (found.unit or found.kind == "index")
    if named and told:
        m.kind, m.unit, m.per = found.kind, found.unit, found.per


def _within(found: Mention, m: Mention) -> bool:
    low, high, value = m.low, m.high, found.low
    return (
        low is not None
        and high is not None
        and value is not None
        and low <= value <= high
        and low < high
    )


_CONFIDENCE = word_list("furniture.confidence")
