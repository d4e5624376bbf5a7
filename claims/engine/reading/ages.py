"""Ages: "18-year-old", "aged 34", "Maria Keller, 52,"."""

from __future__ import annotations

from itertools import pairwise

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.measures import unit_after
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import is_plural, is_verb
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list


def read_age(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """As in "aged 34", "age 7", ", 52," after a name, "87 yo"."""
    before = s.word(m.first - 1)
    if m.low is None or m.scale or m.low != int(m.low) or not 0 < m.low < 120:
        return False
    if before in {"-", "under", "over"} and _age_group(s, m, lex):
        m.kind, m.unit = "age", "year of age"
        return True
    if before in _TURNING and s.word(m.last)[:1].isalpha():
        following = s.word(m.last)
        if following not in lex.closed and following not in lex.periods["relative"]:
            return False
    elif before in _AGED or (before == "of" and s.word(m.first - 2) == "age"):
        if unit_after(s, m.last, lex) is not None:
            return False
        _beyond_an_age(s, m)
    elif s.word(m.last) in YEARS_OLD and s.word(m.last + 1) != "/":
        m.last = m.right = m.last + 1
    elif not (
        _at_an_age(s, m)
        or _after_a_name(s, m, lex)
        or _after_a_title(s, m, lex)
        or _of_the_speaker(s, m, lex)
        or _of_somebody(s, m, lex)
        or (before in _GROUPS and _of_a_group(s, m))
        or (s.word(m.last) == "of" and without_commas(s, m.first))
    ):
        return False
    m.kind, m.unit = "age", "year of age"
    return True


def _beyond_an_age(s: Sentence, m: Mention) -> None:
    """The bound of "women over the age of 50"."""
    name = _BOUNDS.get(s.word(m.first - 4))
    if name and s.low[m.first - 3 : m.first] == ["the", "age", "of"]:
        m.qualifier, m.left = name, m.first - 4


_BOUNDS = {
    "under": "less_than",
    "below": "less_than",
    "over": "more_than",
    "above": "more_than",
    "past": "more_than",
}


def _age_group(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """The 25 of "under-25s", "the over 65s", "an under-21 side"."""
    plural = s.word(m.last) == "s" and s.glued(m.last)
    hyphen = s.word(m.first - 1) == "-" and s.glued(m.first)
    named = (
        hyphen and s.word(m.last)[:1].isalpha() and unit_after(s, m.last, lex) is None
    )
    if not (plural or named) or m.form != "digits":
        return False
    k = m.first - 2 if hyphen else m.first - 1
    name = _BOUNDS.get(s.word(k)) if s.word(k) in {"under", "over"} else None
    if name is None:
        return False
    m.qualifier, m.left = name, k
    m.last = m.right = m.last + plural
    return True


def age_of_group(s: Sentence, m: Mention, lex: Lexicon) -> None:
    """As in "people under 25", "children older than 6": years, though none are named."""
    if m.kind != "count" or m.scale or m.per or not m.qualifier or m.left == m.first:
        return
    value = m.low if m.low is not None else m.high
    if value is None or not 0 < value <= 100 or value != int(value):
        return
    following = s.word(m.right)
    ends = not following or following in lex.closed or is_verb(s, m.right, lex)
    named = s.word(m.left - 1) in _PEOPLE and not is_plural(following, lex)
    if following[:1].isalpha() and not (ends or named):
        return  # "children under 40 steps", not "children under five ride free"
    older = s.low[m.left] in {"older", "younger"}
    told = s.word(m.left - 1) in {"is", "are", "was", "were"}
    people = not _PEOPLE.isdisjoint(s.low[max(0, m.left - _NEAR) : m.left])
    grown = told and people and s.low[m.left] in {"over", "under"}
    if (
        older
        or grown
        or s.word(m.left - 1) == "aged"
        or (s.word(m.left - 1) in _PEOPLE and s.low[m.left] in _AGE_BOUNDS)
    ):
        m.kind, m.unit = "age", "year of age"


_NEAR = 8
_TURNING = frozenset({"turned", "turning", "turns"})
_AGED = _TURNING | {"aged", "age", "ages"}
_PEOPLE = word_list("ages.people")
_KIN = word_list("ages.kin")
_TITLES = word_list("attribution.people")
_YOUNG = word_list("surroundings.persons")
_AGE_BOUNDS = frozenset({"under", "over", "above", "below", "aged"})


def _at_an_age(s: Sentence, m: Mention) -> bool:
    """As in "At 78, he is the oldest": a sentence that opens with an age."""
    if s.word(m.first - 1) == "at" and m.first == 1 and s.word(m.last) in {"he", "she"}:
        return True
    if s.word(m.first - 1) != "at" or s.word(m.last) != ",":
        return False
    if s.word(m.first - 2) == "," and m.form == "digits" and (m.low or 0) >= _GROWN:
        return not _SAID_OF.isdisjoint(s.low[: m.first])  # "and, at 23, she walks"
    return m.first == 1 and s.word(m.last + 1) in _PERSONS


_SAID_OF = frozenset({"he", "she", "i"})
_PERSONS = frozenset({"he", "she", "i", "we", "they", "his", "her", "my"})


def _after_a_name(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """The age in "Maria Keller, 52, has ...", "Keller (52) said"."""
    before, after = s.word(m.first - 1), s.word(m.last)
    if (before, after) not in {(",", ","), ("(", ")")} or m.form != "digits":
        return False
    name, ahead = s.word(m.first - 2), s.word(m.first - 3)
    if not (s.capitalised(m.first - 2) and name[0].isalpha()) or name in lex.closed:
        return False
    if name in lex.calendar["months"] or name in lex.calendar["weekdays"]:
        return False
    if s.capitalised(m.first - 3) and ahead not in lex.closed:
        return True
    following = s.word(m.last + 1)
    told = following in lex.words["auxiliaries"] or following in lex.reporting
    told = told or (following[:1].isalpha() and is_verb(s, m.last + 1, lex))
    told = told or (following.endswith("ed") and not s.capitalised(m.last + 1))
    opens = m.first == 2 or not s.word(m.first - 3)[:1].isalnum()
    if opens and (m.low or 0) >= _GROWN and following[-1:] == "s":
        told = told or not s.capitalised(m.last + 1)  # "Brandt, 61, farms 320 acres"
    if after == "," and following in _INTRODUCED:
        told = following != "and" or ahead not in lex.words["prepositions"]
    grown = m.low is not None and m.low >= _GROWN
    return told and (after == "," or grown) and ahead not in _WHERE


#: A figure in brackets behind one name may be a minute or a seat: not below so many.
_GROWN = 15
_INTRODUCED = word_list("ages.introduced")
_WHERE = frozenset({"in", "at", "near", "around", "outside"})


def _of_somebody(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """As in "he was 17 when he left": a person is so many, and nothing follows."""
    k = m.first - 1
    if s.word(k) == "be" and s.word(k - 1) in {"will", "would"}:
        k -= 1
    elif s.word(k) not in _BEING:
        return False
    if s.word(k - 1) not in _ONE_PERSON:
        return False
    following, further = s.word(m.last), s.word(m.last + 1)
    if following == "in":
        return further in lex.calendar["months"]
    if following[:1].isalpha():
        return following in _AT_THAT_AGE and not further[:1].isdecimal()
    told = m.form == "digits" or s.word(k - 2) == "when"
    return told and following in {"", ".", ",", ";", "!", '"'}


_BEING = frozenset({"is", "was", "am"})


def without_commas(s: Sentence, i: int) -> bool:
    """The age in "Dana Blake 34 of Tulsa", where the commas were lost."""
    if s.word(i + 1) != "of" or len(s.low[i]) != _TWO_DIGITS or s.glued(i):
        return False
    named = all(s.capitalised(k) and s.low[k].isalpha() for k in (i - 2, i - 1))
    return named and s.low[i].isdecimal() and s.capitalised(i + 2)


def _of_a_group(s: Sentence, m: Mention) -> bool:
    """The 18 of "adults 18-49", "women 18 to 34", "men 50 and older"."""
    if m.form != "digits":
        return False
    after, further = s.word(m.last), s.word(m.last + 1)
    spans = after in _TO_AN_AGE and further.isdecimal() and len(further) == _TWO_DIGITS
    following = s.word(m.last + 2)
    ends = not following[:1].isalpha() or following in _AFTER_AGE
    return (spans and ends) or (after in {"and", "or"} and further in _UPWARDS)


_GROUPS = word_list("ages.people") - {"them", "those", "anyone", "everyone"}
_TO_AN_AGE = frozenset({"-", "\u2013", "to"})
_AFTER_AGE = frozenset(
    {"down", "up", "in", "who", "and", "were", "are", "is", "was", "with", "at"}
)
_UPWARDS = frozenset({"older", "over", "up", "above", "younger", "under"})
_TWO_DIGITS = 2
YEARS_OLD = frozenset({"yo", "y"})

#: Behind another word a number is no age, unless "yo" follows.
BESIDE_AGE = (
    _AGED | _BEING | _PEOPLE | {"be", "-", "under", "over", "of", "at", ",", "("}
)
_ONE_PERSON = frozenset({"he", "she", "i", "who"})
_AT_THAT_AGE = frozenset(
    {"said", "says", "when", "at", "and", "but", "then", "now", "or", "if"}
)


def _after_a_title(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """The age in "the president, 80, flew to London"."""
    if (s.word(m.first - 1), s.word(m.last)) != (",", ",") or m.form != "digits":
        return False
    following = s.word(m.last + 1)
    told = following in lex.words["verbs"] or following in lex.words["auxiliaries"]
    told = told or (following.endswith("ed") and not s.capitalised(m.last + 1))
    before = s.word(m.first - 2)
    person = before[:1].isalpha() and before not in lex.closed
    youngest = 1 if before in _KIN else 15
    told = told or before in _KIN or before in _YOUNG or before in _TITLES
    return person and m.low is not None and m.low >= youngest and told


def _of_the_speaker(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """The age that closes "..., said the miner Ion Popa, 38."."""
    if s.word(m.first - 1) != "," or s.word(m.last) not in {"", ".", '"'}:
        return False
    k = m.first - 2
    while s.capitalised(k) and s.low[k].isalpha():
        k -= 1
    if m.form != "digits" or m.first - 2 - k < _FULL_NAME:
        return False
    return not lex.reporting.isdisjoint(s.low[max(0, k - 3) : k + 1])


_FULL_NAME = 2


def grow_to_age(s: Sentence, m: Mention) -> None:
    """18-year-old, 18 years old, 18 years of age."""
    j = m.last
    if s.word(j) == "-" and s.glued(j):
        j += 1
    if s.word(j) in {"old", "olds"}:
        m.last = j + 1
    elif s.word(j) == "of" and s.word(j + 1) == "age":
        m.last = j + 2
    else:
        return
    m.right = m.last
    m.kind, m.unit = "age", f"{m.unit} of age"


def age_by_name(m: Mention) -> None:
    """As in "The average age is 30.9 years": no time goes by."""
    if m.thing and not _NAMED_AGES.isdisjoint(pairwise(m.thing.split())):
        m.kind, m.unit = "age", "year of age"


_NAMED_AGES = frozenset((word, "age") for word in word_list("ages.named"))
