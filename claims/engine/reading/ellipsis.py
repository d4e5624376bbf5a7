"""What a number leaves out because the number before it said it."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.measures import SIZES
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import Noun, is_verb
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_COMPARING = word_list("ellipsis.comparing")
_LEVELS = frozenset({"money", "index", "count"})
_ALIKE = frozenset({"percent", "fraction", "percentage_point"})
_COUNTED = frozenset({"count", "rate"})
_MOVED = frozenset({"up", "down"})
_NUMBERS = frozenset({"number", "toll", "figure", "total", "tally"})
_TOTALS = frozenset({"total", "toll", "tally", "compared"})


def inherited(
    s: Sentence, m: Mention, mentions: list[Mention], lex: Lexicon
) -> Mention | None:
    """The count before `m`, when `m` has no noun and counts the same."""
    previous: Mention | None = None
    for other in mentions:
        if other is m:
            break
        lead = other.left - 1 - (s.word(other.left - 1) == "them")  # "among them three"
        placed = previous is not None and s.word(lead) in _PLACED
        counted = other.kind in _COUNTED and other.unit not in _UNCOUNTED
        if (counted and not placed) or (
            other.kind == "money" and other.scale and m.scale
        ):
            previous = other
    before = s.word(m.left - 1)
    if before in _COSTING and previous is not None and previous.kind != "money":
        return None  # "seats 500 people and cost 4 billion"
    if m.role == "to" and previous is not None and previous.role == "from":
        m.unit = previous.unit
        return previous
    numbered = before == "at" and (
        s.word(m.left - 2) in _NUMBERS or _put_at(s, m.left - 2)
    )
    if previous is None or (before in {"at", "number"} and not numbered):
        return None
    apart = s.word(previous.left - 1) != "to" and not _moved_from(s, m)
    if before == "from" and apart:
        return None
    if before == "to" and s.word(m.left - 2) not in _TOTALS:
        return None
    if before == "by" and s.word(m.left - 2) in _MARGIN:
        return None  # "led by 20 at the break"
    following = s.word(m.right)
    if following[:1].isalpha() and not (
        following in lex.closed
        or following in lex.triggers
        or following in lex.periods["relative"]
        or following == "short"
        or following.endswith("ly")  # "18 men were shot, four fatally"
        or is_verb(s, m.right, lex)
    ):
        return None
    m.unit = previous.unit
    if previous.kind == "money":
        m.kind = "money"
    elif before == "from" and previous.per and m.kind == "count":
        m.kind, m.per = "rate", previous.per  # "900 a day, up from 550"
    return previous


def _put_at(s: Sentence, end: int) -> bool:
    """As in "25 men die, a number the ministry puts at"."""
    return any(
        s.low[k] in _NUMBERS and s.low[k - 2] == ","
        for k in range(max(2, end - _CHANGED), end)
    )


_COSTING = frozenset({"cost", "costs", "costing", "worth", "paid", "spent"})
_PLACED = frozenset({"in", "across", "at", "among", "including"})
_UNCOUNTED = frozenset({"", "time"})
_SHARE = frozenset({"%", "percent", "cent"})
_MARGIN = word_list("ellipsis.margin")
_CHANGED = 5


def _moved_from(s: Sentence, m: Mention) -> bool:
    """As in "up from 40", "up 5 percent from 40"."""
    if s.word(m.left - 2) in _SHARE:
        return not _MOVED.isdisjoint(s.low[max(0, m.left - _CHANGED) : m.left])
    return s.word(m.left - 2) in _MOVED


_UNNAMED = frozenset({"", "person"})


def second_toll(
    s: Sentence, m: Mention, mentions: list[Mention], lex: Lexicon
) -> str | None:
    """The sailors of "killed 14 sailors and wounded 37", "14 sailors died and 37 were
    hurt": whom the first number counted."""
    if m.kind != "count" or m.unit not in _UNNAMED:
        return None
    k = m.left - 1
    while s.word(k) in _FURTHER:
        k -= 1
    if s.word(k) in _COSTING:
        return None
    verb = k > 1 and (is_verb(s, k, lex) or s.low[k].endswith(("ed", "ing")))
    joint = k - 1 if verb else k
    harmed = verb or s.word(m.right + (s.word(m.right) in _WERE)) in _HARMED
    if s.word(joint) not in {"and", "but"} or not harmed:
        return None
    before = [o for o in mentions if o.is_quantity and o.right <= joint]
    if len(before) > 1 and s.word(before[-1].left - 1) in _PLACED:
        del before[-1]  # "has 139 million users in 40 countries and added 8 million"
    named = before and before[-1].kind == "count" and joint - before[-1].right < _FAR
    if not named:
        return None
    more = s.word(m.right) == "more" and before[-1].unit  # "and wounded 60 more"
    m.unit = more or m.unit or before[-1].unit
    return before[-1].thing


_FURTHER = frozenset({"a", "an", "another", "further", "additional", "estimated"})
_HARMED = word_list("surroundings.harmed")
_WERE = frozenset({"were", "was", "are", "others"})


def parallel(s: Sentence, m: Mention, mentions: list[Mention]) -> Mention | None:
    """The number before `m` that says the same of another time or place: "growth of 1
    percent in Hull and 2 percent in York"; or "$74 a year, or $2 a head", "$9, up $2"."""
    joined = s.word(m.left - 1) == "and" and s.word(m.right) in _PARALLEL
    started = s.word(m.left - 1) == "from" and s.word(m.left - 2) == ","
    if started and (moved := before_of(m, mentions)) is not None and m.role == "from":
        ended = moved.right == m.left - 2 and s.word(moved.left - 1) == "by"
        if ended and moved.thing is not None and moved.kind in _ALIKE:
            return moved  # "cut the risk by 31%, from 5.8 to 4.0"
    if s.word(m.left - 2) == "," and s.word(m.left - 1) in _RETOLD:
        return _told_right_before(m, mentions)
    swapped = "instead" in s.low[max(0, m.left - _INSTEAD) : m.left]
    if not (joined or swapped or started):
        return None
    previous = before_of(m, mentions)
    if previous is None or previous.kind != m.kind or previous.thing is None:
        return None
    if swapped:  # "to shrink 3 percent instead of growing by 2 percent"
        return previous if previous.right <= m.left - 2 else None
    gap = s.low[previous.right : m.left]
    if started:  # "raised its forecast to $3bn, from $2bn"
        return previous if len(gap) == len([",", "from"]) else None
    if len(gap) <= _NEAR and gap[0] == s.word(m.right):
        return previous
    timed = s.word(m.right) in _TIMED and not _TIMED.isdisjoint(gap)
    return previous if timed and len(gap) <= _FAR else None


def _told_right_before(m: Mention, mentions: list[Mention]) -> Mention | None:
    told = before_of(m, mentions)
    if told is None or told.right != m.left - 2 or told.kind != m.kind or not m.unit:
        return None
    return told if told.thing else None


def same_change(
    s: Sentence, noun: Noun, m: Mention, mentions: list[Mention], lex: Lexicon
) -> str | None:
    """The crime of "crime fell by half, he said; figures show a drop of 11 percent"."""
    if s.low[noun.head] not in lex.moving or noun.last != noun.head + 1:
        return None
    previous = before_of(m, mentions)
    moved = previous is not None and previous.trend and previous.kind in _ALIKE
    return previous.thing if moved and previous is not None else None


def before_of(m: Mention, mentions: list[Mention]) -> Mention | None:
    previous: Mention | None = None
    for other in mentions:
        if other is m:
            break
        if other.is_quantity:
            previous = other
    return previous


def rising_to(s: Sentence, m: Mention, mentions: list[Mention]) -> str | None:
    """The people of "will employ 250 people, rising to 900 by the end of the decade"."""
    if m.kind != "count" or m.unit:
        return _stepped_to(s, m, mentions)
    if s.word(m.left - 2) not in _RISING or s.word(m.left - 3) != ",":
        return None
    told: Mention | None = None
    for other in mentions:
        if other is m:
            break
        alike = other.kind in {"count", "money"} and other.unit
        if alike and not (told is not None and s.word(other.left - 1) in _PLACED):
            told = other
    if told is None:
        return None
    m.kind, m.unit = told.kind, told.unit
    return told.thing


def _stepped_to(s: Sentence, m: Mention, mentions: list[Mention]) -> str | None:
    """The quota of "cut the quota by 40 percent, to 5,200 litres"."""
    by = before_of(m, mentions) if s.word(m.left - 2) == "," else None
    if by is None or by.right != m.left - 2 or s.word(by.left - 1) != "by":
        return None
    return by.thing if by.kind in _ALIKE else None


_RISING = frozenset({"rising", "growing", "climbing", "falling", "dropping"})


def change_beside(
    s: Sentence, m: Mention, mentions: list[Mention], lex: Lexicon
) -> str | None:
    """The thefts of "recorded 120 thefts last year, a 9 percent rise"."""
    if s.word(m.left - 2) != ",":
        return None
    if s.word(m.right) not in lex.moving or s.word(m.right + 1) in _OF_CHANGES:
        return None
    previous = before_of(m, mentions)
    return previous.thing if previous is not None and m.kind in _ALIKE else None


_OF_CHANGES = frozenset({"in", "of", "for"})
_RETOLD = frozenset({"or", "up", "down"})
_TIMED = frozenset({"in", "since", "over", "during", "by"})
_PARALLEL = _TIMED | frozenset({"in", "for", "by", "on", "this", "last", "next"})
_NEAR = 5
_INSTEAD = 5


def carried(s: Sentence, m: Mention, mentions: list[Mention]) -> Mention | None:
    """The number whose thing `m` shares: "to 40 from 50", "40, up 3 percent"."""
    previous = before_of(m, mentions)
    before = s.word(m.left - 1)
    if previous is None or previous.thing is None:
        return None
    if s.word(m.left - 2) == "having" and s.word(m.left - 3) == ",":
        return previous  # "is down 62 cents, having gained 3 percent"
    if before == "at" and s.word(m.left - 2) == "," and previous.trend:
        return previous  # "Sales rose 4 percent, at $3bn"
    if (previous.role, m.role) == ("from", "to"):
        return previous
    times = m.kind == "multiple" and previous.kind in _COUNTED
    if times and s.low[m.right : m.right + 3] in _AS_MANY:
        return previous
    gap = s.low[previous.right : m.left]
    if gap[-1:] == ["and"] and {s.word(previous.right), s.word(m.right)} <= SIZES:
        return previous  # "230 metres long and 32 wide"
    if gap == ["("] and m.kind == previous.kind:
        return previous  # "130 km/h (80 mph)"
    if gap[-1:] == ["at"] and previous.trend and len(gap) <= 2 and m.kind in _LEVELS:
        return previous  # "closed 3 percent lower at 104 pence"
    if m.kind != previous.kind and not {m.kind, previous.kind} <= _ALIKE:
        return previous if len(gap) <= 2 and gap[:1] == [","] else None
    if s.low[m.right : m.right + 2] in _GRADED and s.word(previous.right) in _GRADES:
        return previous  # "3 percent fewer than in May but 12 percent more than"
    compared = gap[-2:-1] == ["compared"]  # "half of the city's buses, compared with"
    if gap[-1:] == ["of"] and (a := _article(gap)):
        gap = gap[:a]  # "compared with a long-run average of 58"
    if not gap or ";" in gap or len(gap) > (_FARTHEST if compared else _FAR):
        return None
    return previous if gap[-1] in _COMPARING else None


def _article(gap: list[str]) -> int:
    """Where the "a" of "against a long-run average of" stands, 0 for nowhere."""
    near = range(len(gap) - 3, max(0, len(gap) - _DESCRIBED), -1)
    return next((k for k in near if gap[k] in {"a", "an"}), 0)


_DESCRIBED = 8
_AS_MANY = (["as", "many", "as"], ["as", "much", "as"])
_GRADES = frozenset({"more", "fewer", "less", "higher", "lower"})
_GRADED = tuple([word, "than"] for word in sorted(_GRADES))
#: How many words may part a figure from the one it is compared with.
_FAR = 9
_FARTHEST = 18
