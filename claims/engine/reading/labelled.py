"""Things named outside a clause: "Turnout: 61%", "Ion Popa, 38,", "11% undecided"."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon, word_list
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import Noun, is_verb, noun_after, noun_before
from claims.engine.reading.tokens import Sentence

_LONGEST_LABEL = 7
_LONGEST_LINE = 10
_SHORT_NAME = 3
_LONGEST_ASIDE = 14
_DASHES = frozenset({"\u2013", "\u2014"})
_SIZED = word_list("beside.sized")
_STARTS = frozenset({".", ";", "|", "\u2022", "*", "\u2013", "\u2014"})
_ENDS = frozenset({",", ".", ";", ")", ""})
_BEHIND = frozenset({"late", "early", "behind", "ahead", "overdue"})


def labelled(
    s: Sentence, m: Mention, mentions: list[Mention], lex: Lexicon
) -> Noun | None:
    """What a line names before its colon, a name with its age, a runner behind."""
    before = s.word(m.left - 1)
    if m.kind == "age":
        return _of_age(s, m, lex, before)
    if (before == "," and _sized_aside(s, m)) or (before in _DASHES and _aside(s, m)):
        return noun_before(s, m.left - 1, lex)
    if _gapped(s, m, mentions, lex):
        return (
            _name(s, m.left)
            if s.capitalised(m.left - 1)
            else noun_before(s, m.left, lex)
        )
    if before == "worth" and s.word(m.left - 2) == ",":
        return before_colon(s, m.left - 2, lex)  # "Exports, worth $38bn in 2022,"
    if before == ":":
        return before_colon(s, m.left - 1, lex)
    if m.kind == "duration" and s.word(m.right) in _BEHIND:
        if s.capitalised(m.left - 1) and before not in lex.closed:
            return _name(s, m.left)
        if before in lex.words["base_forms"] and s.word(m.left - 2) in lex.closed:
            return None  # "to cost $40 and open two years late"
        noun = noun_before(s, m.left, lex)
        first = max((o.last for o in mentions if o.first < m.first), default=0)
        if noun is None or first >= noun.last:
            return None
        return noun._replace(first=max(first, noun.first))
    alone = m.kind == "percent" and before == "with" and s.word(m.right + 1) in _ENDS
    word = s.word(m.right)
    if alone and word[:1].isalpha() and word not in lex.closed:
        return Noun(m.right, m.right + 1, m.right)
    return None


def _sized_aside(s: Sentence, m: Mention) -> bool:
    """As in "The asteroid, 180 metres across, will"."""
    return (
        m.kind == "measure" and s.word(m.right) in _SIZED and s.word(m.right + 1) == ","
    )


def _aside(s: Sentence, m: Mention) -> bool:
    """As in "The levy \u2013 2p on every kilo \u2013 brought in": until the next dash."""
    dash = s.low[m.left - 1]
    return dash in s.low[m.right : m.right + _LONGEST_ASIDE]


def _gapped(s: Sentence, m: Mention, mentions: list[Mention], lex: Lexicon) -> bool:
    """The Lyon of "Metz hit 46.6C, Lyon 45.9C": the verb is left out."""
    if not s.low[m.left - 1].isalpha() or s.low[m.left - 1] in lex.closed:
        return False
    before = next((o for o in reversed(mentions) if o.last <= m.first), None)
    if before is None or (before.kind, before.unit) != (m.kind, m.unit) or not m.unit:
        return False
    gap = range(before.right + 1, m.left)
    if s.word(before.right) not in {",", "and"} or not 0 < len(gap) < _LONGEST_LABEL:
        return False
    if not s.capitalised(m.left - 1):
        short = m.kind == "percent" and len(gap) < _SHORT_NAME
        return short and not any(is_verb(s, k, lex) for k in gap)
    return all(s.capitalised(k) or s.low[k] == "and" for k in gap)


def before_colon(s: Sentence, colon: int, lex: Lexicon) -> Noun | None:
    """The few words without a verb that open a line, up to its colon."""
    first = colon
    while first > 0 and colon - first < _LONGEST_LINE:
        word = s.low[first - 1]
        if word in _STARTS and not s.glued(first - 1):
            break
        if not (word[0].isalnum() or word == "-") or is_verb(s, first - 1, lex):
            return None
        first -= 1
    if first == colon or (first > 0 and s.low[first - 1] not in _STARTS):
        return None
    return Noun(first, colon, colon - 1)


def _of_age(s: Sentence, m: Mention, lex: Lexicon, before: str) -> Noun | None:
    if before in {",", "("} and s.capitalised(m.left - 2):
        return _name(s, m.left - 1)
    following = s.word(m.right)
    if "-" not in s.low[m.first : m.last] or not following[:1].isalpha():
        return None
    if s.capitalised(m.right):
        last = m.right + 1
        while s.capitalised(last):
            last += 1
        return Noun(m.right, last, last - 1)
    return (
        noun_after(s, m.right, lex, plural=False)
        if following not in lex.closed
        else None
    )


def _name(s: Sentence, end: int) -> Noun:
    first = end
    while s.capitalised(first - 1) and s.word(first - 1)[:1].isalpha():
        first -= 1
    return Noun(first, end, end - 1)
