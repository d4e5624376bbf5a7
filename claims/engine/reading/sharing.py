"""Numbers whose unit is said once, for another number, or by what holds them."""

from __future__ import annotations

import itertools

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.measures import SIZES
from claims.engine.reading.mentions import Mention
from claims.engine.reading.money import read_as_million
from claims.engine.reading.naming import noun_follows
from claims.engine.reading.nouns import is_verb, lemma, noun_after
from claims.engine.reading.rates import per_tail
from claims.engine.reading.sides import SHARED, share_sizes
from claims.engine.reading.statistical import interval
from claims.engine.reading.surroundings import tell_unit
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_PARENTS = word_list("sharing.parents")
_VOTES = {"votes": "vote", "seats": "seat", "ballots": "ballot", "goals": "goal"}
_HOLDERS = dict(pair.split("=") for pair in word_list("sharing.holders"))
_CROWDS = word_list("sharing.crowds") | frozenset(_HOLDERS)
_HOLDING = frozenset({"of", "-"})
_FARTHEST = 8
_PARALLEL = frozenset({"for", "in", "among", "at", "on"})
_MOST_PERCENT = 999
_OLDEST = 120
_SPANNING = frozenset({"in", "within", "over", "after", "for", "during"})
_COMPARING = frozenset({"from", "with", "to", "against"})
_RATES = word_list("meaning.rates")
_MOVED = (["up", "from"], ["down", "from"])
_LEVEL = frozenset({"temperature", "measure", "percent"})
_MARKS = frozenset({"record", "average", "mark", "high", "low", "peak"})
_GUSTING = (["gusts"], ["gusting"], ["gusted"])
_AGAINST = frozenset({"against", "versus", "vs"})
_APART_FROM = 5  # "12 times expected earnings, versus 16.5"
_LEADS = frozenset({"at", "with", "on", "to", "by", "up", "down"})
_LINKS = frozenset({"and", ",", "while", "but"})
_CARRIED = frozenset(
    {
        "percent",
        "age",
        "duration",
        "measure",
        "temperature",
        "percentage_point",
        "index",
    }
)


def share_units(s: Sentence, mentions: list[Mention], lex: Lexicon) -> None:
    """Complete the counts without a noun of their own, in place."""
    kinds = {m.kind for m in mentions}
    if not SHARED.isdisjoint(s.words):
        share_sizes(s, mentions)
    if "count" not in kinds and "measure" not in kinds:
        return
    for m in mentions:
        if s.word(m.left - 1) in _HOLDING and _bare(s, m, lex, scaled=True):
            _held(s, m)
        elif s.word(m.right) == "-" and s.word(m.right + 1) == "strong":
            _strong(s, m)
        elif s.word(m.right) == "strong" and s.word(m.left - 1) in _CROWDS:
            m.unit = "person"  # "a force 20,000 strong"
    for a, b in itertools.pairwise(mentions):
        if s.word(b.right) == "times" and _times(s, a) and _bare_times(s, a, b):
            b.kind, b.unit, b.last = a.kind, a.unit, b.right + 1
            b.right = b.last
        if a.last == b.first and b.kind in _SIZES and _alone(a):
            _counted_in_sizes(s, a, b, lex)
        if b.unit == "metre" and a.scale and _of_millions(s, a, b):
            read_as_million(s, b, a.unit)
            b.kind = a.kind
        if a.kind == "measure" and _off(s, a, b) and _bare(s, b, lex, scaled=True):
            b.kind, b.unit = a.kind, a.unit
        if a.kind == "money" and _priced(s, b) and _bare(s, b, lex, scaled=True):
            b.kind, b.unit = a.kind, a.unit
        if (
            a.kind == "percentage_point"
            and s.low[a.last : b.left] == ["to"]
            and _bare(s, b, lex)
        ):
            b.kind, b.unit = "percent", "percent"  # "fell by six points to 34.3"
        if a.kind == "percent" and _by_so_many(s, a, b, lex) and _bare(s, b, lex):
            b.kind, b.unit = a.kind, a.unit
        if (
            s.word(a.left - 1) == "by"
            and s.low[a.last : b.left] == ["to"]
            and _bare(s, b, lex)
        ):
            _in_turn(s, mentions, a, b)
        if 0 < b.left - a.last <= _FARTHEST and a.is_quantity and _bare(s, b, lex):
            _from_previous(s, a, b, lex)
        elif _scaled_end(s, a, b, lex):
            b.kind, b.unit, b.per = a.kind, a.unit, b.per or a.per
        elif b.kind in _CARRIED and _bare(s, a, lex) and _listed(s, a, b):
            a.kind, a.unit = b.kind, b.unit
    for index, m in enumerate(mentions):
        told = s.word(m.left - 1) in _TELLING and s.word(m.left - 2) in FIGURES
        if told and index:  # "took 41 minutes; the target is 8"
            _as_told_before(s, mentions[:index], m, lex)
    for m in mentions:
        if m.kind == "count" and not m.unit and not m.per:
            tell_unit(s, m, lex, bare=_bare(s, m, lex))
    for index, m in enumerate(mentions):
        if m.kind == "count" and not m.unit and index:
            if s.word(m.right) in _EACH:
                _averaged(s, mentions[:index], m)
            if _bare(s, m, lex):
                interval(s, mentions[max(0, index - 2) : index], m)


def _off(s: Sentence, a: Mention, b: Mention) -> bool:
    """The kilometres of "covers 4 million square kilometres, some 2 million below"."""
    return s.low[a.last : b.left] == [","] and s.word(b.right) in _OFFSET


_OFFSET = frozenset({"above", "below", "short", "more", "less"})


def _in_turn(s: Sentence, mentions: list[Mention], by: Mention, m: Mention) -> None:
    """The years of "by 8 months to 78 years, and for women by 5 months to 82"."""
    for a, b in itertools.pairwise(mentions):
        if b.first >= by.first:
            return
        if s.low[a.last : b.left] == ["to"] and (a.kind, a.unit) == (by.kind, by.unit):
            m.kind, m.unit = b.kind, b.unit
            return


def _priced(s: Sentence, m: Mention) -> bool:
    """The 20,000 of "needs 42,000 pesos, while the minimum wage is 20,000"."""
    stated = s.word(m.left - 1) in _STATED or (m.scale and s.word(m.left - 1) == "of")
    return stated and s.word(m.left - 2) in _AMOUNTS  # not "the price index is 104"


_STATED = frozenset({"is", "was", "are", "were", "at"})
_AMOUNTS = word_list("millions.amounts")


def _of_millions(s: Sentence, a: Mention, b: Mention) -> bool:
    """The m of "2.4bn rand, of which 600m", of "18m tonnes, against 21m in 2022"."""
    if a.kind == "money":
        return True
    compared = s.word(b.left - 1) in _BEFORE_LETTER and b.left - a.right <= _FARTHEST
    return a.kind in {"measure", "count"} and a.unit != "metre" and compared


_BEFORE_LETTER = frozenset({"from", "to", "against", "than", "and", "with"})


def _as_told_before(
    s: Sentence, before: list[Mention], m: Mention, lex: Lexicon
) -> None:
    """The gallons of "leaked 210 gallons, twice the first estimate of 105"."""
    told = [o for o in before if o.is_quantity and o.kind not in _RELATIVE]
    told = [o for o in told if "-" not in s.low[o.first : o.last]]  # a 15-year high
    if told and told[-1].kind in _MEASURES and _bare(s, m, lex, scaled=True):
        m.kind, m.unit = told[-1].kind, told[-1].unit


#: What is said of a person's share of one: an estimate, a target.
FIGURES = word_list("ellipsis.figures")
_TELLING = frozenset({"of", "is", "was"})
_RELATIVE = frozenset({"multiple", "percent", "fraction"})
_MEASURES = frozenset({"measure", "money", "duration"})


def _averaged(s: Sentence, before: list[Mention], m: Mention) -> None:
    """The 31,000 of "paid 84 million pounds to 40 men, an average of 31,000 each"."""
    money = [o for o in before if o.kind == "money"]
    told = "average" in s.low[max(0, m.left - _AVERAGE) : m.left]
    if money and told:
        m.kind, m.unit = "money", money[-1].unit


_AVERAGE = 3
_EACH = frozenset({"each", "apiece"})


def _by_so_many(s: Sentence, a: Mention, b: Mention, lex: Lexicon) -> bool:
    """The 2 of "prices rose 16 percent while wages edged up by just 2"."""
    j = b.left - 1 - (s.word(b.left - 1) in {"just", "only"})
    gap = s.low[a.last : j]
    joined = {"while", "whereas", "but"} & set(gap[:_FARTHEST])
    moved = not lex.moving.isdisjoint(gap[-2:])
    if s.word(j) == "by":
        return bool(joined) and moved and (b.low or 0) < 100
    joined = joined or {"while", "whereas", "but"} & set(gap[:_APART])
    decimals = b.low is not None and b.low % 1 != 0  # "while imports shrank 1.4"
    return (
        bool(joined)
        and decimals
        and s.word(j) in lex.moving
        and s.word(b.right) in _ENDS
    )


_APART = 20

_SIZES = frozenset({"measure", "duration", "age"})


def _alone(m: Mention) -> bool:
    """The four of "four 155mm guns": the noun stands after the size."""
    return m.kind == "count" and not m.unit and m.per is None and m.right == m.last


def _counted_in_sizes(s: Sentence, a: Mention, b: Mention, lex: Lexicon) -> None:
    """The guns of "four 155mm guns", the day of "9,000 155mm shells a day"."""
    if s.word(b.right) == "can" and s.low[b.last - 1] in _TINNED:
        a.unit = "can"  # "one 28-ounce can of tomatoes"
        return
    noun = noun_after(s, b.right, lex, plural=True)
    if noun is None:
        return
    a.unit = lemma(s.low[noun.head], lex)
    tail = per_tail(s, noun.last, lex)
    if tail is not None:
        a.kind, a.per = "rate", tail[0]


_TINNED = frozenset({"ounce", "oz", "gram", "g", "ml", "liter", "litre"})


def _bare_times(s: Sentence, a: Mention, b: Mention) -> bool:
    """The second of "8 times the income, up from 3.5 times in 1997"."""
    compared = s.word(b.left - 1) in {"from", "to", "than", "and", "against"}
    return (
        compared and b.kind == "count" and not b.unit and b.first - a.last < _FARTHEST
    )


def _bare(s: Sentence, m: Mention, lex: Lexicon, *, scaled: bool = False) -> bool:
    if m.kind != "count" or m.unit or m.per or (m.scale and not scaled):
        return False
    return s.word(m.right) != "of" and not noun_follows(s, m.right, lex)


def _scaled_end(s: Sentence, a: Mention, b: Mention, lex: Lexicon) -> bool:
    """The 12.4 billion of "to 9.8 billion yuan from 12.4 billion"."""
    if b.kind != "count" or b.unit or not b.scale or a.kind not in {"money", "measure"}:
        return False
    gap = s.low[a.last : b.left]
    return (
        0 < len(gap) <= _FARTHEST
        and gap[-1] in {"from", "to"}
        and (
            s.word(a.left - 1) in {"from", "to", "by"}
            or (gap[-2:-1] in (["up"], ["down"]))
        )
        and not noun_follows(s, b.right, lex)
    )


def _listed(s: Sentence, a: Mention, b: Mention) -> bool:
    """The 45 of "given 45 and 50 mg"."""
    return (
        s.low[a.last : b.first] in (["and"], ["or"], [",", "and"]) and a.right == a.last
    )


def _held(s: Sentence, m: Mention) -> None:
    """As in "mother of three", "a jury of 12": who is counted goes without saying."""
    left = m.left
    if s.word(left - 1) == "-":
        left -= 1
    if s.word(left - 1) != "of":
        return
    holder = s.word(left - 2) if s.word(left - 2) != "-" else s.word(left - 3)
    m.unit = "child" if holder in _PARENTS else _HOLDERS.get(holder, "")
    m.implied = bool(m.unit)


def _strong(s: Sentence, m: Mention) -> None:
    """The 300 people of "a 300-strong crowd"."""
    if m.kind == "count" and s.word(m.right + 2) in _CROWDS:
        m.unit, m.implied = "person", True


def _from_previous(s: Sentence, a: Mention, b: Mention, lex: Lexicon) -> None:
    gap = s.low[a.last : b.left]
    if gap[-1] == "to" and len(gap) == 2 and gap[0] in _VOTES and a.kind == "count":
        b.unit, b.implied = _VOTES[gap[0]], True
    elif _shares(s, a, b, gap, lex):
        b.kind, b.unit = a.kind, a.unit


def _shares(s: Sentence, a: Mention, b: Mention, gap: list[str], lex: Lexicon) -> bool:
    if a.kind == "percent" and _gapped(s, a, b, gap, lex):
        return True
    alike = a.kind in _CARRIED or a.kind == "money" or _times(s, a)
    if a.kind == "percent" and gap == [",", "from"]:
        lead = s.word(a.left - 1)
        if lead == "by" or lead in lex.moving:
            return False  # "fell by 23 percent, from 408 to 314"
    return alike and _carries(s, a, b, gap)


def _gapped(s: Sentence, a: Mention, b: Mention, gap: list[str], lex: Lexicon) -> bool:
    """As in "nurses got 5 percent, teachers 6.5 and doctors 6": the verb is left out."""
    if gap[-2:] in _REST and a.low is not None and b.low is not None:
        return a.low + b.low == _WHOLE  # "and her brother the other 60"
    if gap[0] not in {",", "and"} or len(gap) > 3 or (b.low or 0) > _MOST_PERCENT:
        return False
    named = gap[1 + (len(gap) > 2 and gap[1] in _POSSESSIVES) :]
    if any(not w.isalpha() or w in lex.closed or w in lex.triggers for w in named):
        return False
    verbal = any(is_verb(s, k, lex) for k in range(b.left - len(gap) + 1, b.left))
    return len(gap) > 1 and not verbal and s.word(b.right) in _ENDS


#: "sold for 24 pesos is now 23.10"
#: Behind these a length of time is when something changed, and not what is compared.
_STRETCHED = _SPANNING | {"the", "last", "past", "first", "next", "previous"}
_OFF = frozenset({"off", "short", "behind", "ahead", "quicker", "slower", "inside"})
_LEVEL_OR_TIME = _LEVEL | {"duration"}
_IT = frozenset({"it", "it's"})
_OF_IT = frozenset({"to", "is", "was", "it's", "at", "now", "below", "above"})
_PRICED = (["is", "now"], ["are", "now"], ["and", "is", "now"], ["and", "now"])
_COMPARED = ([",", "compared", "with"], [",", "compared", "to"])
_RANGED = (["between"], ["a", "range", "of"])
_FAR_LESS = 1000
_WHOLE = 100
_REST = (["the", "other"], ["the", "remaining"])
_POSSESSIVES = frozenset({"his", "her", "their", "its", "the", "our", "my"})
_ENDS = frozenset({",", ".", ";", "", "and", "plus", ")"})


def _times(s: Sentence, m: Mention) -> bool:
    return m.kind == "multiple" and s.low[m.last - 1] == "times"


def _carries(s: Sentence, a: Mention, b: Mention, gap: list[str]) -> bool:
    if a.kind == "age":
        listed = gap in (["and"], ["or"], [","], [",", "and"])
        return listed and b.low is not None and b.low <= _OLDEST
    lead = s.word(a.left - 1)
    if lead == "between":
        lead = s.word(a.left - 2)
    if gap[1:] in _RANGED:
        gap = gap[:1]
    if lead in {"to", "from"} and gap in (["to"], ["from"]) and gap != [lead]:
        return True
    if lead == "from" and gap[-1] == "to" and a.per and len(gap) <= _FARTHEST:
        return "," not in gap  # "from 62 mg per kilo of livestock to 25"
    if gap == [","] and s.word(b.right) in _OFF and a.kind in _LEVEL_OR_TIME:
        return True  # "10.72 seconds, 0.03 off her best"
    if a.kind == "percent" and gap[0] == "to" and gap[-1].endswith("'s"):
        return len(gap) == len(["to", "hall's"])  # "54 percent to Hall's 45.8"
    if a.kind == "percent" and b.low is not None and b.low > _MOST_PERCENT:
        return False  # "rose 44 percent, from 50,000"
    if a.kind == "money" and a.scale and (b.low or 0) * _FAR_LESS < (a.low or 0):
        return False  # "earning $4bn, against 820,000 and $3bn"
    if gap in _MOVED and a.kind in _LEVEL:
        return True  # "3 percent up from 2.8"
    over = a.kind == "duration" and lead in _STRETCHED
    told = gap[-3:-2] == [","] and gap[-2:] in _MOVED and a.kind != "money"
    takes = a.kind == "duration" and gap[0] in {"to", "for"}
    if told and not over and (gap[0] == "," or a.per or takes):
        return (
            True  # "now 5.8 days, she added, down from 6.4", "9 days to heal, up from"
        )
    if a.kind == "measure" and "which" in gap and gap[gap.index("which") - 1] == "of":
        return s.word(b.right) in _ENDS  # "210 miles of road, of which they own 60"
    if gap[-3:] in _COMPARED and a.kind == "duration" and not over:
        return (
            len(gap) <= _FARTHEST
        )  # "takes 12 minutes to reload, compared with three"
    if a.kind == "percent" and gap[-1] in _OF_IT and not _IT.isdisjoint(gap):
        return s.word(b.right) in _ENDS  # "9 percent and brought it down to 3"
    if gap[0] == "," and gap[-1] in _COMPARING and len(gap) <= 3:
        if lead in _SPANNING:  # "within one year, from 1,240 to 930"
            return False
        return gap[1] in {"up", "down", "from", "compared", "against"}
    if gap[-1] == "of" and a.kind in _LEVEL and s.word(b.left - 2) in _MARKS:
        return True  # "5 degrees off the record of 107"
    if (
        a.kind == "measure"
        and (
            gap in ([",", "or"], ["or"])  # "15 cubic feet, or 60.1 with the seats down"
            or (gap[-2:-1] in _GUSTING and gap[0] != ")")  # "15 mph with gusts to 30"
            or (s.word(b.right) in SIZES and s.word(a.right) in SIZES and len(gap) <= 3)
        )
    ):
        return True  # "191 inches long and 72 wide"
    if gap[-1] in _AGAINST and len(gap) <= (_APART_FROM if a.kind == "multiple" else 2):
        return True  # "17.9 pesos today against 20.4"
    if a.kind == "money":
        return gap in _PRICED and s.word(b.right) in _ENDS
    named = gap[-1] == "at" and len(gap) > 1 and gap[-2] in _RATES
    if named and a.kind == "percent" and s.word(b.right) in _ENDS:
        return True  # "but, with inflation at 4, workers"
    if lead == gap[-1] and lead in _LEADS and gap[0] in _LINKS:
        return len(gap) <= 7
    parallel = gap[0] in _PARALLEL and s.word(b.right) == gap[0]
    joined = "and" in gap or "but" in gap or "," in gap
    return parallel and joined and len(gap) <= 8
