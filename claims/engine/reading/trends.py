"""Whether the text says that a quantity rose or fell, by or to a number."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.movement import HAVING, acted
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.trendsbehind import AUTUMNS, STIRS, behind
from claims.engine.reading.trendsbeside import (
    NOUNS,
    RELATIVE,
    SHARES,
    WORTH,
    by_ends,
    with_previous,
)
from claims.engine.reading.wordlists import word_list

_GAP = word_list("trends.gap")
_BREAKS = word_list("trends.breaks")
_OWNERS = frozenset({"its", "their", "his", "her", "our", "my"})
#: Between these and a change, the number belongs to something else.
_LED = frozenset({"to", "by"})
_SIGNS = frozenset({"+", "-", "off"})
_UNGOVERNED = frozenset({"at", "in", "as", "than"})
_MARKS = frozenset({"by", "to", "from", "of"})


def trend_of(
    s: Sentence, m: Mention, lex: Lexicon, mentions: list[Mention]
) -> str | None:
    """Up or down when a verb or noun of change governs the number."""
    signed = m.kind in _ALIKE and not _SIGNS.isdisjoint(s.words)
    if signed and (way := _by_sign(s, m, lex)):
        return way
    moving = "back" in s.words or not lex.moving.isdisjoint(s.words)
    stirred = not STIRS.isdisjoint(s.words)
    if not (moving or stirred or m.role) and m is mentions[0]:
        return None
    kind = m.kind
    lasts = kind == "duration" and _lasting(s, m)
    if m.unit == "time" or lasts or (kind in _ATTRIBUTES and _attributive(s, m)):
        return None
    if (kind == "age" or s.word(m.left - 1) in _OWNERS) and _whole(s, m):
        return None
    if s.word(m.right) in HAVING and acted(s, m, lex):
        return None
    way = None
    if moving:
        left = _over_fillers(s, m, lex)
        before = s.word(left - 1)
        if before in _LED and _led_elsewhere(s, left, lex):
            return None
        if before == "in" and s.low[m.first] == "half":
            left, before = left - 1, ""  # "cut in half"
        paced = before == "at" and s.word(m.right) in _PACE
        stands = before in _UNGOVERNED and not paced
        if not stands and not (m.kind in _SIZES and _sizes(s, m, lex)):
            way = _governed(s, m, left, lex)
    if way is None and stirred:
        way = behind(s, m)
    if way is None and m is not mentions[0]:
        way = with_previous(s, m, mentions, lex)
    return way or (by_ends(s, m, mentions) if m.role else None)


def _governed(s: Sentence, m: Mention, left: int, lex: Lexicon) -> str | None:
    """By the nearest word of change before it that can be about it."""
    halved = s.low[m.first] == "half" and s.word(left) == "in"
    marked = s.word(left - 1) in _MARKS or bool(m.role) or halved
    resumed = left > 1 and s.word(left - 2) == "," and s.low[left - 1] in _RESUMING
    reach = 20 if resumed else 12 if marked else 4
    spare = 3 if m.kind in SHARES else 0
    for k in range(left - 1, max(-1, left - reach), -1):
        word = s.low[k]
        if resumed and k == left - 2:
            continue  # "shrank in June, by 3 percent"
        pair = lex.pairs["trends.pairs"].get(f"{s.word(k - 1)}+{word}")
        if pair and (m.kind in _ALIKE or _priced(s, m, k)):
            return pair
        if word in lex.moving:
            if _passes(s, k, left, lex, marked=marked):
                continue
            if _moves_other(s, m, k, left, lex, marked=marked):
                return None
            return "up" if word in lex.up else "down"
        if word in _BREAKS or word in lex.words["auxiliaries"]:
            if word == "that" and s.word(k + 1) in {"to", "by"}:
                continue
            if word == "and" and s.word(left - 1) == "by":
                continue  # "reduces strokes and attacks by 16%"
            return None
        if not marked and word not in _GAP:
            spare -= 1
            if spare < 0 or word in lex.words["prepositions"]:
                return None
    return None


def _passes(s: Sentence, k: int, left: int, lex: Lexicon, *, marked: bool) -> bool:
    """A word that is only part of a name of the thing: "a follow-up of 41 months"."""
    if s.word(k - 1) == "-" and s.glued(k):
        return True
    if s.low[k] == "fall" and s.word(k - 1) in AUTUMNS:
        return True
    following = s.word(k + 1)
    if s.low[k] == "growth" and marked and following not in lex.closed:
        return True
    # "the lower house", "higher education"
    return s.low[k] in _GRADES and k < left - 1 and following not in lex.closed


def _moves_other(
    s: Sentence, m: Mention, k: int, left: int, lex: Lexicon, *, marked: bool
) -> bool:
    """Token `k` is a word of change, but not of this number's quantity."""
    word, before, following = s.low[k], s.word(k - 1), s.word(k + 1)
    if word in {"up", "down"} and (
        before in _PHRASAL or (before in _FELLING and word == "down")
    ):
        return True
    if word in {"up", "down"} and m.kind == "percent" and s.word(m.right) == "of":
        return WORTH.isdisjoint(s.low[m.right : m.right + 4])  # "ate up 40 percent of"
    if before in {"a", "an"} and word.endswith("ed"):
        return True  # "an added 2 percent fee"
    if following == "than" or "short" in s.low[k + 1 : k + 3]:
        return True  # "fell just short of its target by"
    if following == "to" and word == "up" and not _went(before, lex):
        return True
    if s.word(left - 1) == "of":
        return not _of_the_change(s, m, k, left)
    if m.kind in _PLAYED and not _SPORT.isdisjoint(s.words):
        return not marked or m.unit == "point"
    if marked:
        if word in _LOSING and following == "by":
            return m.kind in _PLAYED  # "lost by 12 points"
        cut = m.kind == "count" and k == left - 2 and word in NOUNS
        return cut and before in _UNITS  # "a 5 percent cut to 14 agencies"
    if m.kind == "duration":
        return k < left - 1
    return _done_to(s, m, k)


_FORMERLY = frozenset({"since", "from", "after", "below", "above"})


def _of_the_change(s: Sentence, m: Mention, k: int, left: int) -> bool:
    """As in "a rise of 5", "fell at a rate of 5", "a rise in rents of 5 percent"."""
    if k == left - 2:
        return True
    if s.word(left - 2) in _PACE:  # not "halved since their peak of 28 cents"
        return _FORMERLY.isdisjoint(s.low[k + 1 : left - 2])
    return m.kind != "count" and s.low[k] in NOUNS and s.word(k + 1) == "in"


def _done_to(s: Sentence, m: Mention, k: int) -> bool:
    """What somebody lost, raised, cut or poured: nothing rose or fell by it."""
    word = s.low[k]
    of = s.word(m.right) == "of"
    if word in _RAISING and m.kind == "percent" and of:
        return WORTH.isdisjoint(s.low[m.right : m.right + 4])  # "of the vote"
    if word in _RAISING and m.kind == "money":
        return not _priced(s, m, k)
    if word in _LOSING and _part_of_it(s, m) and not _priced(s, m, k):
        return True
    if (word in _LIFTING and m.kind not in _ALIKE) or (
        word in _PARING and m.kind == "count"
    ):
        return True  # "lifted 40 men out of the shaft", "cut 40 jobs"
    if m.form == "ratio" and (word in _BODILY or word in _DROPPING):
        return True
    if m.kind != "measure":
        return False
    if s.word(m.right) in {"to", "from"} and s.word(m.right + 1) in _DEATH:
        return True  # "fell 30 feet to his death"
    return word in _BODILY or (of and word not in _LOSING) or s.word(m.right) in _HIGH


def _priced(s: Sentence, m: Mention, k: int) -> bool:
    """What lost, or gained, is a price: "corn lost 3 cents to $3.81"."""
    if not _PRICES.isdisjoint(s.low[max(0, k - 5) : k]):
        return True
    if m.kind != "money":
        return False
    if s.word(m.right) == "to":
        level = s.word(m.right + 1)
        return level in _CLOSING or level in {"$", "\u00a3", "\u20ac"}
    return s.low[m.right : m.right + 2] == [",", "or"]


def _led_elsewhere(s: Sentence, left: int, lex: Lexicon) -> bool:
    """As in "up 5 percent, compared to 4", "backed by 12 banks"."""
    before, governing = s.word(left - 1), s.word(left - 2)
    if before == "to":
        return governing in _LEADING
    if before != "by" or governing in lex.moving:
        return False
    return governing in _DOING or (governing.endswith("ed") and len(governing) > _ED)


_ED = 5  # "speed", "need" and "seed" are no participles


def _sizes(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """How large the next noun is: "added a 32-yard field goal", "cut a $20 fee"."""
    word = s.word(m.right)
    if not word[:1].isalpha() or word in lex.closed:
        return False
    if word in lex.moving or word in lex.timing or word in _PACE:
        return False
    return s.word(m.left - 1) in {"a", "an"} or "-" in s.low[m.first : m.last]


def _by_sign(s: Sentence, m: Mention, lex: Lexicon) -> str | None:
    """As in "Acme (-0.4%)", "Beta +2.1%", "sales were off 3%"."""
    if s.word(m.left - 1) == "off":
        before = s.word(m.left - 2)
        fell = before in lex.words["auxiliaries"] or before not in lex.closed
        told = fell and before not in _TAKING and s.word(m.right) != "of"
        return "down" if told else None
    if s.word(m.first - 1) == "+" and s.glued(m.first):
        way, at = "up", m.first - 2
    elif s.low[m.first] == "-" and m.low is not None and m.low < 0:
        way, at = "down", m.first - 1
    else:
        return None
    return way if s.word(at) not in lex.closed else None


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


def _part_of_it(s: Sentence, m: Mention) -> bool:
    """What a loser had: "lost 40 boats", "lost a third of its boats"."""
    if m.kind == "fraction":
        of = s.word(m.right) == "of"
        return of and WORTH.isdisjoint(s.low[m.right : m.right + 4])
    return m.kind in {"money", "count"}


def _attributive(s: Sentence, m: Mention) -> bool:
    """The "nine-storey" of "a collapsed nine-storey block" has not fallen itself."""
    return "-" in s.low[m.first : m.last + 1]


def _went(word: str, lex: Lexicon) -> bool:
    return word in lex.up or word in lex.down or word in _EDGING or word in _MOVING


_EDGING = word_list("trends.edging")
_MOVING = word_list("trends.moving")
_CLOSING = word_list("trends.closing")
_LEADING = word_list("trends.leading")
_DOING = word_list("trends.doing")
_PACE = word_list("trends.pace")
_SPORT = word_list("trends.sport")
_PARING = word_list("trends.paring")
_FELLING = word_list("trends.felling")
_PRICES = word_list("trends.prices")
_PHRASAL = word_list("trends.phrasal")
_LIFTING = word_list("trends.lifting")
_RAISING = word_list("trends.raising")
#: What a body does: "lost 4 kg", "jumped 8 metres" say nothing of a statistic.
_BODILY = word_list("trends.bodily")
_DEATH = frozenset({"his", "her", "their", "death", "a", "an"})
#: "prices vary from $40 to $300"
_ATTRIBUTES = frozenset({"count", "age"})
_SIZES = frozenset({"money", "percent", "measure", "index", "percentage_point"})
_UNITS = frozenset({"percent", "%", "cent", "point"})
_ALIKE = frozenset({"percent", "percentage_point", "index"})
_PLAYED = frozenset({"index", "count", "measure"})
_RESUMING = frozenset({"by", "to"})
_TAKING = word_list("trends.taking")
_LOSING = frozenset({"lose", "loses", "losing", "lost"})
_DROPPING = frozenset({"drop", "drops", "dropped"})
_GRADES = frozenset({"lower", "higher", "greater"})
#: "The span rises 300 feet above the river": no level has risen.
_HIGH = frozenset({"above", "away", "over", "into", "high", "tall", "deep", "long"})


def _lasting(s: Sentence, m: Mention) -> bool:
    """A "nine-year low", a collapse "three weeks ago": durations that do not move."""
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
    if m.kind == "multiple":
        return ""
    if _began(s, left, lex):
        return "from"
    if before in lex.moving or (before == "of" and s.word(left - 2) in lex.moving):
        return "by"
    return "by" if m.kind in RELATIVE and behind(s, m) else ""


def _began(s: Sentence, left: int, lex: Lexicon) -> bool:
    """As in "down from a peak of 9 percent", "off its record of $56"."""
    of = s.word(left - 1) == "of"
    for k in range(left - 1 - of, max(-1, left - _REACH), -1):
        word = s.low[k]
        if word in _STARTS:
            following = s.word(k + 1)
            owned = following in lex.words["determiners"] or following.endswith("'s")
            return owned or following in lex.periods["relative"]
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
