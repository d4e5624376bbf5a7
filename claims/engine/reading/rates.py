"""Denominators: "per day", "a year", "/kg", "per 100,000 people"."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.measures import unit_after
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import is_plural, lemma
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.view import INVISIBLE
from claims.engine.reading.wordlists import word_list

_PER_NOUNS = word_list("rates.per_nouns")


_ADVERBS = {
    "annually": "year",
    "yearly": "year",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "hourly": "hour",
    "apiece": "piece",
    "pcm": "month",
    "pw": "week",
}


OPENERS = frozenset(
    {"-", "/", "a", "an", "every", "each", "for", "in", "on", "out", "per"}
)
OPENERS |= frozenset(_ADVERBS)
_COINS = frozenset({"cents", "cent", "c", "p", "pence"})
_COINED = frozenset({"dollar", "pound", "euro", "rand"})
_PASSED_OVER = frozenset({"-", "single", "diluted"})
_NO_RATE = word_list("rates.no_rate")
_NO_UNIT = word_list("rates.no_unit")


def per_tail(s: Sentence, j: int, lex: Lexicon) -> tuple[str, int] | None:
    """(denominator, token after it) of "per day", "a year", "/kg", "per 100,000"."""
    word = s.word(j)
    if word not in OPENERS:
        return _inverse(s, j, lex) if s.word(j + 1) == "-" else None
    if word == "-" and s.glued(j) and s.word(j + 1) in {"a", "an", "per"}:
        return per_tail(s, j + 1, lex)
    if word in {"a", "an", "every", "each"}:
        k = j + 2 if s.word(j + 1) in _PASSED_OVER else j + 1
        timed = s.word(k) in lex.periods["spans"] and _dated(s, k + 1)
        if s.word(k) in _PER_NOUNS and not timed:
            name, end = _denominator(s, k, lex)
            return name, end
        return None
    if word == "/" and s.word(j + 1).isalpha():
        return _denominator(s, j + 1, lex)
    if word in {"in", "on"} and s.word(j + 1) == "the":
        coined = s.word(j - 1) in _COINS and s.word(j + 2) in _COINED
        return (s.low[j + 2], j + 3) if coined else None
    if word in {"for", "in", "out"} and s.word(j + 1) in {"every", "each"}:
        return _counted(s, j + 2, lex) or _one_each(s, j + 2, lex)
    if word == "per":
        return _twice(s, _counted(s, j + 1, lex) or _noun(s, j + 1, lex), lex)
    if word in _ADVERBS and not is_plural(s.word(j + 1), lex):
        return _ADVERBS[word], j + 1
    return None


def _inverse(s: Sentence, j: int, lex: Lexicon) -> tuple[str, int] | None:
    """The "s-1" of "340 m s-1", the "m-2" of "4 kg m-2"."""
    unit, power = lex.units.get(s.word(j)), _POWERS.get(s.word(j + 2))
    if unit is None or power is None or unit.kind not in {"measure", "duration"}:
        return None
    if not (s.glued(j + 1) and s.glued(j + 2)):
        return None
    if s.glued(j + 3) and s.low[j + 3][0].isalnum():
        return None
    return f"{power}{unit.name}", j + 3


def _twice(
    s: Sentence, found: tuple[str, int] | None, lex: Lexicon
) -> tuple[str, int] | None:
    """As in "$40 per household per year", "12 litres per person a day"."""
    if found is None or s.word(found[1]) not in {"per", "a", "an", "each", "every"}:
        return found
    name, end = found
    if s.word(end + 1) not in lex.periods["spans"] or _dated(s, end + 2):
        return found
    return f"{name} per {s.low[end + 1]}", end + 2


_POWERS = {"1": "", "2": "square ", "3": "cubic "}


def _one_each(s: Sentence, j: int, lex: Lexicon) -> tuple[str, int] | None:
    """As in "40 pupils in each class", "$900 for every day of delay"."""
    if s.word(j) == "of" and s.word(j + 1) == "the" and s.word(j + 2)[:1].isdecimal():
        many = s.word(j + 3)  # "$54,000 for each of the 310 families"
        return (lemma(many, lex), j + 1) if is_plural(many, lex) else None
    word = s.word(j)
    if not word.isalpha() or word in lex.closed or word in _NO_UNIT or s.capitalised(j):
        return None
    return _denominator(s, j, lex)


def for_one(s: Sentence, j: int, lex: Lexicon) -> str | None:
    """The pallet of "$400 a pallet", once money is read and nothing else follows."""
    word, following = s.word(j + 1), s.word(j + 2)
    plain = word.isalpha() and word not in lex.closed and word not in _NO_UNIT
    if s.word(j) not in {"a", "an"} or not plain or s.capitalised(j + 1):
        return None
    timed = word in lex.periods["spans"]
    ends = not following[:1].isalnum() or following in lex.closed
    return (
        None
        if timed or not ends or following == "-"
        else _denominator(s, j + 1, lex)[0]
    )


def rate_before(s: Sentence, m: Mention, lex: Lexicon) -> str | None:
    """The denominator that opens the sentence: "For every 1,000 births 12 died"."""
    first = 1 if s.low[0] == '"' else 0
    if s.word(first) in {"every", "each"}:
        k = first + 1 + (s.word(first + 1) == "single")
        meant = s.word(m.left - 1) in lex.words["determiners"]
        near = k < m.left < k + _NEAR and not meant
        timed = s.word(k) in lex.periods["spans"] or s.word(k) in _DAYS
        return s.low[k] if near and timed else None
    whole = {"of": 2, "out": 3}.get(s.low[first], 0)  # "Of every 100 births, 12"
    if whole and s.word(whole - 1 + first) == "every":
        found = _counted(s, whole + first, lex)
        return found[0] if found and 0 < m.left - found[1] <= _NEAR else None
    opens = s.low[0] == "per" or (s.low[0] == "for" and s.word(1) in {"every", "each"})
    tail = per_tail(s, 0, lex) if opens else None
    if tail is None or tail[1] > m.left or m.left - tail[1] > _NEAR:
        return None
    return tail[0]


_NEAR = 8
_DAYS = frozenset({"weekday", "weekend", "shift", "season"})


_TAXES = frozenset({"tax", "taxes", "deductions"})


def _dated(s: Sentence, j: int) -> bool:
    """The "ago" of "a year ago", the "and" of "a year and a half"."""
    if s.word(j) in {"and", "or"}:
        return s.word(j + 1) in {"so", "two"} or s.word(j + 2) == "half"
    if s.word(j) in {"after", "before"} and s.word(j + 1) in _TAXES:
        return False
    if s.word(j) == "after":
        return True
    return s.word(j) in _NO_RATE


def _denominator(s: Sentence, j: int, lex: Lexicon) -> tuple[str, int]:
    found = unit_after(s, j, lex)
    if found is not None and found[0].kind not in {"money"}:
        return found[0].name, found[1]
    return _SHORTENED.get(s.low[j], s.low[j]), j + 1


_SHORTENED = {"mo": "month"}


def _noun(s: Sentence, j: int, lex: Lexicon) -> tuple[str, int] | None:
    word = s.word(j)
    if not word or not word[0].isalpha() or word in {"cent", "se"}:
        return None
    name, end = _denominator(s, j, lex)
    if word in _OF_SHARES and s.word(j + 1) == "share":
        return "share", j + 2
    if word == "annum":
        return "year", end
    day = word in _WORKING and s.word(end) in lex.periods["spans"]
    if end == j + 1 and (day or _describes(s, j, lex)):
        return f"{word} {s.low[end]}", end + 1  # "per homeless person"
    if end == j + 1 and name == word and word.endswith("s") and word in lex.plurals:
        name = lex.plurals[word]
    nxt = s.word(end)
    if (
        nxt in {"kilometre", "kilometer", "mile", "metre", "meter", "foot"}
        and word == "square"
    ):
        return f"square {nxt}", end + 1
    return name, end


def _describes(s: Sentence, j: int, lex: Lexicon) -> bool:
    """The word is an adjective by its ending, and a noun follows."""
    following = s.word(j + 1)
    if not s.low[j].endswith(_ADJECTIVES) or not following.isalpha():
        return False
    return following not in lex.closed and following not in lex.words["verbs"]


_WORKING = frozenset({"working", "business", "trading", "calendar", "school"})
#: "$1.30 per diluted share" is per share.
_OF_SHARES = frozenset({"diluted", "basic", "common", "ordinary", "adjusted"})
_ADJECTIVES = ("less", "ic", "ive", "ous", "able", "ful", "ian", "ual", "ered", "ional")


def _counted(s: Sentence, j: int, lex: Lexicon) -> tuple[str, int] | None:
    """As in "per 100,000 people": the denominator with its own number."""
    k = j
    while s.word(k) and (
        s.word(k)[0].isdecimal()
        or s.word(k) in lex.cardinals
        or s.word(k) in lex.scales
    ):
        k += 1
    if k == j or k - j > 4:
        return None
    text = " ".join(s.view[s.starts[j] : s.ends[k - 1]].split())
    text = text.replace(INVISIBLE, "")
    nxt = s.word(k)
    unit = unit_after(s, k, lex)
    if unit is not None and unit[1] > k + 1:
        return " ".join([text, *s.low[k : unit[1]]]), unit[1]  # "1,000 cubic feet"
    if nxt.isalpha() and nxt not in lex.words["prepositions"] and nxt not in _STOPS:
        if s.word(k + 1).endswith("s") and not nxt.endswith("s") and nxt not in _MANY:
            return f"{text} {nxt} {s.low[k + 1]}", k + 2
        return f"{text} {nxt}", k + 1
    return text, k


_MANY = frozenset({"people", "children", "men", "women", "population"})
_STOPS = word_list("rates.stops")
