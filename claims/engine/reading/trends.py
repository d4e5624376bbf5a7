"""Whether the text says that a quantity rose or fell."""

from __future__ import annotations

import itertools

from claims.engine.reading.lexicon import Lexicon, word_list
from claims.engine.reading.mentions import Mention
from claims.engine.reading.tokens import Sentence

_GAP = word_list("trends.gap")


_BREAKS = word_list("trends.breaks")


_UP_AFTER = word_list("trends.up_after")


_DOWN_AFTER = word_list("trends.down_after")
_CHANGES_AFTER = _UP_AFTER | _DOWN_AFTER | {"more", "fewer"}


_OWNERS = frozenset({"its", "their", "his", "her", "our", "my"})


def _whole(s: Sentence, m: Mention) -> bool:
    """The 11 of "lost seven of their 11 seats"; the 50 of "higher at the age of 50"."""
    if s.word(m.left - 1) in _OWNERS and s.word(m.left - 2) == "of":
        return True
    aged = m.kind == "age" and s.low[max(0, m.left - 3) : m.left] == [
        "the",
        "age",
        "of",
    ]
    return aged and s.word(m.left - 4) in {"at", "by", "before", "after", "until"}


def trend_of(
    s: Sentence, m: Mention, lex: Lexicon, mentions: list[Mention]
) -> str | None:
    """Up or down when a verb or noun of change governs the number."""
    still = lex.moving.isdisjoint(s.words) and _CHANGES_AFTER.isdisjoint(s.words)
    if still and not m.role and m is mentions[0]:
        return None
    if m.unit == "time" or _lasting(s, m) or _attributive(s, m) or _whole(s, m):
        return None
    if still:
        return _with_previous(s, m, mentions) or _by_ends(m, mentions)
    left = _over_fillers(s, m, lex)
    marked = s.word(left - 1) in {"by", "to", "from", "of"} or bool(m.role)
    resumed = left > 1 and s.word(left - 2) == "," and s.low[left - 1] in _RESUMING
    reach = 20 if resumed else 12 if marked else 4
    spare = 3 if m.kind in {"percent", "percentage_point", "multiple"} else 0
    for k in range(left - 1, max(-1, left - reach), -1):
        word = s.low[k]
        if word == "growth" and marked and s.word(k + 1) not in lex.closed:
            continue
        if word in {"up", "down"} and s.word(k - 1) in _PHRASAL:
            break
        if word == "down" and s.word(k - 1) in _FELLING:
            break
        if resumed and k == left - 2:
            continue  # "shrank in June, by 3 percent"
        if s.word(k - 1) == "-" and s.glued(k):
            continue  # "a follow-up of 41 months"
        if word in {"that", "it"} and s.word(k + 1) in {"to", "by"}:
            continue
        if word == "and" and s.word(left - 1) == "by":
            continue  # "reduces strokes and attacks by 16%"
        if word in _RAISING and m.kind == "money" and not marked:
            break
        owned = word in _LOSING and _part_of_it(s, m) and not marked
        if owned and _PRICES.isdisjoint(s.low[max(0, k - 5) : k]):
            break
        if word in _LIFTING and not marked:
            break  # "lifted 40 men out of the shaft"
        stated = m.kind == "measure" and not marked
        if word in _BODILY and (stated or m.form == "ratio"):
            break
        if word in lex.moving:
            if s.word(k + 1) == "than" or "short" in s.low[k + 1 : k + 3]:
                break  # "fell just short of its target by"
            if word in _GRADES and k < left - 1 and s.low[k + 1] not in lex.closed:
                continue  # "the lower house", "higher education"
            if not marked and m.kind == "duration" and k < left - 1:
                break
            if s.word(k + 1) == "to" and word == "up" and not _went(s.word(k - 1), lex):
                break
            return "up" if word in lex.up else "down"
        if word in _BREAKS or word in lex.words["auxiliaries"]:
            break
        if not marked and word not in _GAP:
            spare -= 1
            if spare < 0 or word in lex.words["prepositions"]:
                break
    return _after(s, m) or _with_previous(s, m, mentions) or _by_ends(m, mentions)


def _part_of_it(s: Sentence, m: Mention) -> bool:
    """What a loser had: "lost 40 boats", "lost a third of its boats"."""
    if m.kind == "fraction":
        of = s.word(m.right) == "of"
        return of and _WORTH.isdisjoint(s.low[m.right : m.right + 4])
    return m.kind in {"money", "count"}


def _attributive(s: Sentence, m: Mention) -> bool:
    """The "nine-storey" of "a collapsed nine-storey block" has not fallen itself."""
    return m.kind in _ATTRIBUTES and "-" in s.low[m.first : m.last + 1]


def _went(word: str, lex: Lexicon) -> bool:
    return word in lex.up or word in lex.down or word in _EDGING or word in _MOVING


_EDGING = word_list("trends.edging")
_MOVING = word_list("trends.moving")
_CLOSING = word_list("trends.closing")


_WORTH = frozenset({"value", "worth", "price", "weight"})
_ATTRIBUTES = frozenset({"count", "age"})
_RESUMING = frozenset({"by", "to"})
_FELLING = word_list("trends.felling")
_LOSING = frozenset({"lose", "loses", "losing", "lost"})
_PRICES = word_list("trends.prices")
_GRADES = frozenset({"lower", "higher", "greater"})


def _lasting(s: Sentence, m: Mention) -> bool:
    """A "nine-year low", a collapse "three weeks ago": durations that do not move."""
    if m.kind != "duration":
        return False
    return "-" in s.low[m.first : m.last] or s.word(m.right) in {
        "ago",
        "earlier",
        "later",
    }


def change_of(s: Sentence, m: Mention, lex: Lexicon) -> str:
    """Whether a moving number is how far it moved ("by") or where ("to"), or else
    where it began ("from", which is no trend of its own); "" where nothing says so."""
    if m.role:
        return m.role
    left = _over_fillers(s, m, lex)
    before = s.word(left - 1)
    if before in {"by", "to", "from"}:
        return before
    if _began(s, left, lex):
        return "from"
    if m.kind == "multiple":
        return ""
    if before in lex.moving or (before == "of" and s.word(left - 2) in lex.moving):
        return "by"
    return "by" if m.kind in _RELATIVE and _after(s, m) else ""


def _began(s: Sentence, left: int, lex: Lexicon) -> bool:
    """As in "down from a peak of 9 percent", "off its record of $56"."""
    of = s.word(left - 1) == "of"
    for k in range(left - 1 - of, max(-1, left - _REACH), -1):
        word = s.low[k]
        if word in _STARTS:
            return True
        if word in lex.moving or word in _BREAKS or word in lex.words["prepositions"]:
            return False
    return False


_STARTS = frozenset({"from", "off"})
_REACH = 7


def _over_fillers(s: Sentence, m: Mention, lex: Lexicon) -> int:
    """The token before which "a combined", "just", "only" have been left out."""
    left = m.left
    while left > 0 and left > m.left - 3 and s.low[left - 1] not in {"by", "of"}:
        if lex.left.table.get(s.low[left - 1]) != "exact":
            break
        left -= 1
    if s.word(left - 1) == "between" and s.word(left - 2) in {"to", "by", "from"}:
        left -= 1  # "raised its forecast to between 2 and 3"
    if s.word(left - 1) == "record" and s.word(left - 2) == "a":
        left -= 2  # "to a record 5 million"
    return left


def _by_ends(m: Mention, mentions: list[Mention]) -> str | None:
    """ "..., from 1,240 children to 930": the two ends say which way it went."""
    if not m.role:
        return None
    ends = [other for other in mentions if other.role]
    for a, b in itertools.pairwise(ends):
        if (a.role, b.role) != ("from", "to") or m not in (a, b) or a.kind != b.kind:
            continue
        if a.low is not None and b.low is not None and a.low != b.low:
            return "up" if a.low < b.low else "down"
    return None


_COMPARATIVE = frozenset({"more", "less", "fewer", "higher", "lower", "up", "down"})
_COMPARED = frozenset({"than", "a", "per", "each", "every"})
_PHRASAL = word_list("trends.phrasal")
_LIFTING = word_list("trends.lifting")
_RAISING = word_list("trends.raising")
#: What a body does: "lost 4 kg", "jumped 8 metres" say nothing of a statistic.
_BODILY = word_list("trends.bodily")
_ENDS = (("to", ["from"]), ("from", ["to"]))
_STEPS = frozenset({"percentage_point", "percent", "index", "money", "fraction"})
_RELATIVE = frozenset({"percent", "percentage_point", "fraction", "multiple"})


def _after(s: Sentence, m: Mention) -> str | None:
    reach = 2 if m.kind in _RELATIVE else 1
    apart = _told_twice(s, m)
    if apart:
        return "up" if s.low[apart] in _UP_AFTER else "down"
    for k in range(m.right, min(m.right + reach, len(s.low))):
        word = s.low[k]
        if word == "more" and s.word(m.first - 1) == "another":
            return None
        if word in {"more", "fewer"} and (m.grouped or m.scale) and k == m.right:
            return "up" if word == "more" else "down"
        if reach == 1 and word in _COMPARATIVE and s.word(k + 1) not in _COMPARED:
            break
        if m.kind == "multiple" and word.endswith("er"):
            return None  # "10 times stronger than the sun's"
        if word in _UP_AFTER:
            return "up"
        if word in _DOWN_AFTER:
            return "down"
        if not word[0].isalpha() or word in {"of", "and", "in", "or"}:
            break
    return None


def _told_twice(s: Sentence, m: Mention) -> int:
    """The "lower" of "ended 63 points, or 0.8 percent, lower"; 0 without one."""
    if s.word(m.left - 1) == "or" and s.word(m.left - 2) == ",":
        comma = m.right
    elif s.low[m.right : m.right + 2] == [",", "or"]:
        places = range(m.right + 3, min(m.right + 8, s.size))
        comma = next((k for k in places if s.low[k] == ","), s.size)
    else:
        return 0
    word = s.word(comma + 1)
    moved = s.word(comma) == "," and (word in _UP_AFTER or word in _DOWN_AFTER)
    return comma + 1 if moved and s.word(comma + 2) != "than" else 0


def _with_previous(s: Sentence, m: Mention, mentions: list[Mention]) -> str | None:
    """As in "from 5 to 8 percent", "320 points, or 1.1%": one movement, told twice."""
    if m is mentions[0]:
        return None
    before = next(a for a, b in itertools.pairwise(mentions) if b is m)
    gap = s.low[before.right : m.left]
    if (
        gap[-1:] == ["and"]
        and len(gap) <= 5
        and before.kind == m.kind
        and m.kind in _RELATIVE
        and m.form != "ratio"
        and s.word(m.right) != "of"
    ):
        return before.trend
    ends = (s.word(before.left - 1), gap[-1:]) in _ENDS
    if ends and len(gap) <= 5 and before.kind == m.kind:
        return before.trend
    if gap[-2:] == [",", "or"] and len(gap) <= 3:
        return before.trend
    if gap == [",", "or"] or (gap == ["or"]) or (before.role == "from" and m.role):
        return before.trend
    if gap[-1:] == ["at"] and len(gap) > 1 and gap[-2] in _CLOSING:
        gap = gap[:-2]
    if gap[-1:] == ["to"] and before.kind in _STEPS:
        return before.trend if len(gap) <= 2 else None
    return None
