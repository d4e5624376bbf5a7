"""The time a number holds for, as the text says it."""

from __future__ import annotations

import itertools

from claims.engine.reading.dates import year_value
from claims.engine.reading.lexicon import Lexicon, lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import is_verb
from claims.engine.reading.timecompared import now_before
from claims.engine.reading.timephrases import Timeframe
from claims.engine.reading.timereach import out_of_reach
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_PREPOSITIONS = frozenset({"at", "to", "in", "by", "the", "a"})
_FAR = word_list("timeframes.far")


_COMPARED = frozenset({"than", "with", "compared", "versus", "vs"})
_SUPERLATIVES = word_list("timeframes.superlatives")
_ADDRESSEES = word_list("timeframes.addressees")


def _compares(s: Sentence, frame: Timeframe) -> bool:
    """The time of another number: "than in 2023", "as in May", "highest since 1994"."""
    k = frame.first - 1
    while s.word(k) in {"the", "a", "in", "during", "for"}:
        k -= 1
    before = s.word(k)
    if before in _BESIDE and not s.low[frame.last - 1].endswith("'s"):
        return True  # 1 percent above last month
    if before in _COMPARED or (before == "as" and s.low[frame.first] in _LEADS):
        return True
    if before == "of" and s.word(k - 1) in {"ahead", "figure", "level", "total"}:
        return True
    if before == "to" and s.word(k - 1) in {"compared", "similar"}:
        return True
    if before in _DIFFERENT and s.low[frame.first] == "on":
        return True  # 8% up on June 2019
    if before == "from" and s.low[frame.last - 1] in _BACK_THEN:
        return True  # up 4% from two years ago
    lead, year = s.low[frame.first], year_value(s.word(frame.first + 1))
    if lead == "on" and s.low[frame.last - 1] in _COMPARABLE:
        return True  # 8% up on the same quarter last year
    if lead == "from" and _from_then(s, frame, before):
        return True
    if lead == "on" and (year or s.low[frame.first + 1 : frame.last] in _ON_MONTHS):
        return True  # 8% up on July
    if s.low[frame.first] == "since":
        return _superlative(s, frame.first)
    return "since" in s.words and _since_an_act(s, frame)


def _since_an_act(s: Sentence, frame: Timeframe) -> bool:
    """The time of "its lowest since it was filled in 1937"."""
    for k in range(frame.first - 1, max(-1, frame.first - _ACT), -1):
        if s.low[k] == "since":
            return _superlative(s, k)
        if s.low[k] in {",", ";"}:
            break
    return False


def _from_then(s: Sentence, frame: Timeframe, before: str) -> bool:
    """As in "down 2 points from 2023", "3% up from the month before"."""
    last = s.low[frame.last - 1]
    start = frame.first + 1 + (s.word(frame.first + 1) == "the")
    if last in {"before", "earlier"} or s.word(start) in _FORMER:
        return True
    if frame.last != frame.first + 2 or before not in _POINTS:
        return False
    return bool(year_value(last)) or (last in _MONTHS and "will" not in s.words)


def _from_another(between: list[str]) -> bool:
    """As in "to 40 tonnes from 30 tonnes in 2019": the time is the other number's."""
    return any(
        word == "from"
        and (
            (following[:1].isdecimal() and not year_value(following))
            or following in _SIGNS
            or (following == "a" and any(w[0].isdecimal() for w in between))
        )
        for word, following in itertools.pairwise(between)
    )


_BESIDE = frozenset({"above", "below"})
_BACK_THEN = frozenset({"ago", "earlier", "before"})
_AFTER_DOING = frozenset({"after", "before", "since", "while", "despite", "having"})
_FORMER = frozenset({"last", "prior", "previous"})
_ACT = 8
_DIFFERENT = frozenset({"up", "down", "higher", "lower", "more", "less", "fewer"})
_COMPARABLE = frozenset(
    {"year", "month", "quarter", "period", "season", "week", "election", "census"}
)
_SIGNS = frozenset("$\u00a3\u20ac")
_MONTHS = lexicon("en").calendar["months"]
_ON_MONTHS = [[month] for month in sorted(lexicon("en").calendar["months"])]
_POINTS = frozenset({"%", "percent", "cent", "pct", "point", "points"})
_LEADS = frozenset({"in", "during", "at", "on", "last"})


_CLOSED_BY = 10


def _superlative(s: Sentence, since: int) -> bool:
    """A superlative in the phrase that "since" closes."""
    for k in range(since - 1, max(-1, since - _CLOSED_BY), -1):
        word = s.low[k]
        if word == "-":
            continue  # "the highest one-day rise since May"
        if not word[0].isalpha() or word in {"has", "have", "had"}:
            return False
        if word in _SUPERLATIVES:
            return s.word(k - 1) != "at"
    return False


def _told_then(s: Sentence, frame: Timeframe, m: Mention, lex: Lexicon) -> bool:
    """When it was said, not what it was said of: "told reporters on Thursday"."""
    registered = s.low[frame.first - 1] in _REGISTERED
    if registered and m.kind == "count" and m.right < frame.first - 1 <= m.right + 2:
        return s.low[frame.first - 2] == ","  # the 31 fires reported in July
    for k in range(frame.first - 1, max(-1, frame.first - 9), -1):
        word = s.low[k]
        if word in _AWAITED and s.word(k - 1) in lex.words["auxiliaries"]:
            return False  # 30 mm is expected on Sunday
        if word in lex.strong or word in _ANNOUNCING:
            return True
        if word in lex.reporting and k == frame.first - 1 and _weekday(s, frame, lex):
            return True
        named = s.capitalised(k) and not word[0].isdecimal()
        if word not in _ADDRESSEES and not named:
            return False
    return False


def _weekday(s: Sentence, frame: Timeframe, lex: Lexicon) -> bool:
    """As in "a survey showed on Friday"."""
    return s.low[frame.last - 1] in lex.calendar["weekdays"]


_AWAITED = frozenset({"expected", "forecast", "predicted", "projected", "promised"})
_REGISTERED = frozenset({"reported", "recorded", "registered", "logged", "counted"})
_ANNOUNCING = frozenset({"statement", "announced", "published", "reported", "released"})


ARTICLES = frozenset({"a", "one", "the"})
_REFERRING = frozenset({"the", "his", "her", "its", "their", "a", "an", "that", "last"})
_BEFORE_THAT = frozenset({"previous", "preceding", "following", "next"})


def _year_earlier(s: Sentence, j: int, lex: Lexicon) -> bool:
    """As in "310 a year before", "310 the previous year"."""
    if s.word(j) not in ARTICLES:
        return False
    if s.word(j) == "the" and s.word(j + 1) in _BEFORE_THAT:
        return s.word(j + 2) in lex.periods["spans"]
    if s.word(j) == "the" and s.word(j + 2) in {"after", "before"}:
        over = s.word(j + 3) in lex.closed and s.word(j + 3) not in _REFERRING
        over = over or not s.word(j + 3)[:1].isalnum()
        return over and s.word(j + 1) in lex.periods["spans"]
    earlier = s.word(j + 2) in {"earlier", "before", "previously"}
    if s.word(j + 2) == "before" and s.word(j + 3) in lex.words["determiners"]:
        return False  # 66,000 a month before the pandemic
    return earlier and s.word(j + 1) in lex.periods["spans"] and s.word(j + 3) != "than"


_APART = frozenset({"after", "before", "early", "late"})
_SIZES = frozenset({"duration", "measure", "age"})
_WITHIN = frozenset({"in", "within", "over", "for", "after"})
_PARTICIPLES = word_list("timeframes.participles")
_RELATIVES = frozenset({"which", "who", "whose", "where"})


def _aside(s: Sentence, frame: Timeframe, m: Mention, lex: Lexicon) -> bool:
    """As in "the strike, which began on 3 May, cost 40 million": of the aside."""
    if "," not in s.low[frame.last : m.left]:
        return False
    if s.low[frame.first - 1] == "them" and s.word(frame.last) == ",":
        return True  # "homes, 400 of them last year, for people earning 40"
    if s.low[1].endswith("ing") and s.low[0] in _AFTER_DOING:
        return "," not in s.low[: frame.first]  # "After adding 5 last year, it ..."
    if _participle_opens(s, frame.first) or _apposed(s, frame, lex):
        return True
    for k in range(frame.first - 1, -1, -1):
        if s.low[k] in _RELATIVES:
            return s.word(k - 1) == ","
        if s.low[k] in {",", ";", ":"}:
            return False
    return False


def _apposed(s: Sentence, frame: Timeframe, lex: Lexicon) -> bool:
    """As in "The storm, the third this month, ...", "The homes, built for 3 in May,"."""
    for k in range(frame.first - 1, max(0, frame.first - 9), -1):
        if s.low[k] != ",":
            continue
        opener = s.low[k + 1]
        if opener in _PARTICIPLES | {"first", "once", "last"} or (
            opener.endswith("ed") and k + 1 < frame.first
        ):
            return True
        apposed = opener in {"the", "a", "an", "its", "their", "his", "her"}
        return apposed and not any(
            word in lex.words["auxiliaries"] or word in lex.moving or is_verb(s, j, lex)
            for j, word in enumerate(s.low[k + 1 : frame.first], k + 1)
        )
    return False


def _participle_opens(s: Sentence, k: int) -> bool:
    """As in "The bridge, built in 1931, ...", "Elected in 2019, he ..."."""
    if k == 1:
        return s.low[0] in _PARTICIPLES
    closed = s.word(k - 1) in _PARTICIPLES or s.word(k - 1).endswith("ed")
    return k > 2 and s.low[k - 2] == "," and closed


#: "It now expects" says less than another time of the sentence.
_FAINT = 20


def _just_now(s: Sentence, m: Mention, frame: Timeframe, between: list[str]) -> bool:
    """As in "is now 4,000", "is now at 4,000": no time is given."""
    before = s.word(frame.first - 1)
    return (
        s.low[frame.first] == "now"
        and frame.first < m.left
        and before[:1].isalpha()
        and _PREPOSITIONS.issuperset(between)
    )


def _of_the_next(
    s: Sentence, frame: Timeframe, between: list[str], mentions: list[Mention]
) -> bool:
    """The "now" of "40 in May and now 12", the "May" of "6, taking the loss since May
    to 12": another number is nearer, past a joint."""
    for other in mentions:
        if other.left == frame.last and other.is_quantity:
            return s.word(other.right) != "ago"  # "at the same hour four years ago"
    if s.word(frame.last) == "to" and s.word(frame.last + 1)[:1].isalpha():
        return False  # by 2026 to save 40 million
    return "," in between and any(
        other.is_quantity and frame.last < other.left < frame.last + 4
        for other in mentions
    )


def _end_of(s: Sentence, m: Mention, frame: Timeframe) -> tuple[int, int]:
    """The start of "between May and June" for a from-value, its end for a to-value."""
    whole = frame.first, frame.last
    if m.role not in {"from", "to"} or s.low[frame.first] not in {"between", "from"}:
        return whole
    for k in range(frame.first + 2, frame.last - 1):
        if s.low[k] in {"and", "to", "until"}:
            return (frame.first + 1, k) if m.role == "from" else (k + 1, frame.last)
    return whole


def period_of(
    s: Sentence,
    m: Mention,
    found: list[Timeframe],
    lex: Lexicon,
    mentions: list[Mention],
) -> str | None:
    """The nearest time phrase in the clause of `m`, as written."""
    if m.kind in _SIZES and "-" in s.low[m.first : m.last]:
        return None  # a five-year loan
    if m.kind == "duration" and s.word(m.left - 1) in _WITHIN:
        return None  # "within two days" is a time itself
    if m.kind == "duration" and s.word(m.right) in _APART:
        return None  # "on 31 January, 40 days after the vote"
    aged = m.kind == "age" and s.word(m.left - 1) == ","
    if aged and s.word(m.right) in {",", "."}:
        return None  # "Ion Popa, 38, said"
    if _year_earlier(s, m.right, lex):
        return " ".join(s.spelled(m.right, m.right + 3).split())
    bracketed = s.word(m.right) == "(" and s.word(m.right + 2) == ")"
    if bracketed and year_value(s.word(m.right + 1)):
        return s.spelled(m.right + 1, m.right + 2)  # "41,200 (2019)"
    best: Timeframe | None = None
    distance = 10_000
    overrun = s.size
    overtaken = now_before(s, m, lex) if "now" in s.words else 0
    for frame in found:
        if frame.first < m.right and m.left < frame.last:
            continue
        told_of = s.word(frame.last) == "," and s.word(frame.last + 1) == "when"
        if told_of and frame.last < m.left:
            pass  # "the worst since 1978, when 40 died"
        elif (
            _compares(s, frame)
            or _told_then(s, frame, m, lex)
            or _aside(s, frame, m, lex)
        ):
            continue
        gap = (
            frame.first - m.right if frame.first >= m.right else m.left - frame.last + 1
        )
        between = (
            s.low[m.right : frame.first]
            if frame.first >= m.right
            else s.low[frame.last : m.left]
        )
        if _just_now(s, m, frame, between):
            continue
        if overrun <= frame.first or (
            frame.first >= m.right and _of_the_next(s, frame, between, mentions)
        ):
            overrun = min(overrun, frame.first)
            continue  # nor is what comes after it: "up 4% this week and 9% this year"
        later = frame.first >= m.right
        faint = s.low[frame.first] == "now" and not s.capitalised(frame.first)
        beside = frame.first == m.right or frame.last == m.left
        if faint and not beside:
            gap += _FAINT
        if not _FAR.isdisjoint(between) or (
            later and (":" in between or ("from" in s.words and _from_another(between)))
        ):
            gap += 50
        if not later and frame.first < overtaken:
            continue
        if gap < distance and not out_of_reach(s, frame, m, lex, mentions):
            best, distance = frame, gap
    if best is None or distance > 45:
        return None
    first, last = _end_of(s, m, best)
    phrase = " ".join(s.spelled(first, last).split())
    return phrase.removesuffix("'s").removesuffix("\u2019s")
