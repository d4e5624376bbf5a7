"""Numbers inside names, idioms, scores and identifiers."""

from __future__ import annotations

from claims.engine.reading.ages import without_commas
from claims.engine.reading.identifiers import read_street
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.measures import unit_after
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.naming import (
    DASHES,
    crosses,
    headline,
    named,
    noun_follows,
    sentence_word,
)
from claims.engine.reading.nouns import is_plural, is_verb
from claims.engine.reading.numbered import VERBAL, is_verbal, subsections
from claims.engine.reading.statistical import STATISTICS
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list


def read_label(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """COVID-19, G20, F-16, Article 5, Boeing 737, No. 10, #3."""
    word = s.low[i]
    if word in lex.roman:
        return _roman(s, i)
    found = read_joined(s, i, lex) if s.glued(i) else None
    found = found or _after_prefix(s, i, lex) or read_street(s, i, lex)
    if s.word(i - 1) in _WIRES and s.word(i + 1) == "-" and s.glued(i + 1):
        return other(i - 1, i + 1, "label", named(s, i - 1, i + 1))  # "UPDATE 2-Gold"
    if s.word(i + 1) == "series" and i and s.capitalised(i + 1):
        return other(i, i + 2, "label", named(s, i, i + 2))  # "the 3 Series"
    return found or (read_tail(s, i, lex) if s.glued(i + 1) else None)


def _roman(s: Sentence, i: int) -> Mention | None:
    if s.original(i).isupper() and s.capitalised(i - 1) and not s.glued(i):
        first = i - 1
        if s.capitalised(i - 2):
            first = i - 2
        return other(first, i + 1, "label", named(s, first, i + 1))
    return None


def read_joined(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """A number written against a word: G20, B2B, COVID-19, MiG-29."""
    before = i - 1
    if not s.glued(i):
        return None
    if s.low[before] == "#":
        last = i + 1
        while s.glued(last) and s.low[last][0].isalnum():
            last += 1  # "#3million"
        return other(before, last, "label", named(s, before, last))
    hyphen = s.low[before] in DASHES
    if hyphen:
        before -= 1
        if before < 0 or not s.glued(i - 1):
            return None
    word = s.low[before]
    if not hyphen and before and crosses(s, before):
        return None
    summit = word == "cop" and not hyphen and s.low[i].isdecimal() and len(s.low[i]) < 3
    if summit and s.word(i + 1) not in lex.scales:
        return other(before, i + 1, "label", named(s, before, i + 1))  # "COP31"
    if not word[0].isalpha() or word in lex.codes:
        return None
    if word in lex.signs and s.low[i] != "0":
        return None
    if s.glued(before) and f"{s.word(before - 1)} {word}" in lex.signs:
        return None  # "$US5.4 million"
    if word[:1] == "m" and word[1:] in lex.codes:
        return None
    if hyphen and s.glued(before) and s.low[before - 1][0].isdecimal():
        return None
    if hyphen and not _names_before_hyphen(s, before, i, lex):
        return None
    if not s.low[i][0].isdecimal() and not hyphen:
        return None
    last = i + 1
    while last < len(s) and s.glued(last) and _continues(s.low[last], s, last):
        last += 1
    first = before
    while first > 0 and s.glued(first) and s.low[first - 1][0].isalnum():
        first -= 1
    return other(first, last, "label", named(s, first, last))


def _continues(word: str, s: Sentence, j: int) -> bool:
    if word[0].isalnum():
        return True
    return word in "-/+" and s.glued(j + 1) and s.word(j + 1)[:1].isalnum()


def _names_before_hyphen(s: Sentence, before: int, i: int, lex: Lexicon) -> bool:
    """COVID-19 and F-16 are names; mid-1990s, pre-2014 and under-21 are not."""
    if not s.low[i].isdecimal() or len(s.low[i]) > 4:
        return False
    word = s.low[before]
    if s.original(before)[0].isupper() or word in lex.labels["prefixes"]:
        return True
    return not (sentence_word(word, lex) or word in _LEADS or word in lex.units)


def _after_prefix(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """Article 5, Resolution 2231, Boeing 737, Voyager 2, No. 10."""
    before = i - 1
    if i == 0 or (s.low[before] not in _LOWER and s.original(before).islower()):
        return None
    if s.low[before] in _RUN_JOINTS and _in_run(s, i, lex):
        return other(i, i + 1, "label", named(s, i, i + 1))
    if s.word(before) == "." and s.word(before - 1) in _SHORT_PREFIXES:
        before -= 1
    if before < 0 or s.glued(i):
        return None
    word = s.low[before]
    number = s.low[i]
    if word == "." and s.glued(before) and before > 1 and _initial(s, before - 1):
        return other(before - 1, i + 1, "label", named(s, before - 1, i + 1))
    if word == "#" and (before == 0 or s.low[before - 1] == "#"):
        return None  # a heading
    if word in {"#", "\u00a7", "\u2116"}:
        return other(before, i + 1, "label", named(s, before, i + 1))
    if not word[0].isalpha() or word in _CONFIDENCE:
        return None
    known = word in lex.labels["prefixes"]
    capital = not s.original(before).islower() or before != i - 1
    if capital and before == i - 1 and s.view[s.start : s.end].isupper():
        headed = known and before == 0 and s.size == i + 1  # "DAY 3" on a line
        ampersand = s.word(before - 1) == "&"
        capital = headed or word in _ALWAYS or ampersand  # A HEADLINE IN CAPITALS
    if word in _RUNS and _opens_run(s, i, lex):
        return other(before, i + 1, "label", named(s, before, i + 1))
    if s.word(i + 1) in DASHES and s.word(i + 2)[:1].isdecimal():
        if word in _RUNS and s.word(i + 2).isdecimal():
            return other(before, i + 3, "label", named(s, before, i + 3))
        return None
    if word in _SPANS and (_numbered_span(s, i, lex) or _school_year(s, i, lex)):
        return other(before, i + 1, "label", named(s, before, i + 1))
    if not (capital or (known and word in _LOWER_PREFIXES)):
        return None
    if not _bare(s, i, lex):
        return None
    if known:
        if word == "p" and s.low[before - 2 : before] == ["s", "&"]:
            return other(before - 2, i + 1, "label", named(s, before - 2, i + 1))
        if len(word) == 1 and (not number.isdecimal() or word in {"a", "i"}):
            return None
        if word == "no" and before == i - 1 and not number.isdecimal():
            return None
        if not capital and word in VERBAL and is_verbal(s, before, i, lex):
            return None
        last = i + 1
        if s.word(last) == "of" and s.word(last + 1).isdecimal():
            last += 0 if noun_follows(s, last + 2, lex) else 2
        last = subsections(s, last)
        return other(before, last, "label", named(s, before, last))
    plain = number.isdecimal() and len(number) <= 3 and not without_commas(s, i)
    if number.isdecimal() and len(number) == _LONG_MODEL and not plain:
        plain = _last(s, i, lex) or (len(word) > 1 and s.original(before).isupper())
    version = number.count(".") == 1 and len(number) <= 5 and _versioned(s, before, lex)
    currency = word in lex.codes or (word[0] == "m" and word[1:] in lex.codes)
    currency = currency or (word in lex.signs and len(word) > 1)  # "Rs 500"
    begins = before == 0 and word not in _SOFTWARE
    if begins or not (plain or version) or currency or word in STATISTICS:
        return None
    if word.endswith("'s") or (s.word(i + 1) == "-" and s.word(i + 2).isalpha()):
        return None  # "Lord Vane's 163-page report"
    if sentence_word(word, lex) or (word.endswith("s") and headline(s, before, i)):
        return None  # "Strike Hurts 12 At School Gate"
    if s.low[i + 1 : i + 2] == ["("] and s.word(i + 2) in _CHANGED:
        return None  # "Conservatives 121 (-251)"
    gapped = s.word(before - 1) == "the" and s.word(i + 1) in _ENDS
    if gapped and is_plural(word, lex):
        return None  # "won 57 games, the Rockets 53 and the Nuggets 54"
    owned = s.word(before - 1) in lex.words["determiners"] and len(number) <= _MODEL
    followed = noun_follows(s, i + 1, lex) and _many_behind(s, i + 1, lex)
    product = not s.capitalised(before)  # "iOS 13 users"
    if plain and followed and not (owned or product or _inside(s, i, lex)):
        return None
    last = i + 1
    while s.glued(last) and s.low[last][0].isalnum():
        last += 1  # "SCP 06F6"
    return other(before, last, "label", named(s, before, last))


_ENDS = frozenset({"", ".", ",", ";", "and"})


def _last(s: Sentence, i: int, lex: Lexicon) -> bool:
    """The 1500 of "the Ram 1500 and": a count would have its comma, or its noun."""
    owned = s.capitalised(i - 2) or s.word(i - 2) in lex.words["determiners"]
    return owned and s.word(i + 1) in _ENDS


_LONG_MODEL = 4


def _numbered_span(s: Sentence, i: int, lex: Lexicon) -> bool:
    """The 3 of "on day 3", "day 3 of the trial": which of them, not how many."""
    if not s.low[i].isdecimal() or len(s.low[i]) > 3 or noun_follows(s, i + 1, lex):
        return False
    before, after = s.word(i - 2), s.word(i + 1)
    if before in _EACH:
        return False
    if i == _HEADING and after in _OPENING:
        return True  # "Epidemiological week 7 (10-16 February)"
    return before in _WHEN or after == "of"


_WHEN = frozenset({"on", "by", "in", "until", "at", "from", "since"})


def _school_year(s: Sentence, i: int, lex: Lexicon) -> bool:
    """The 6 of "Year 6 pupils": the capital makes it a form."""
    number = s.low[i]
    if not (s.capitalised(i - 1) and number.isdecimal() and s.word(i - 1) == "year"):
        return False
    return int(number) <= _LAST_FORM and _bare(s, i, lex)


_LAST_FORM = 13
_EACH = frozenset({"a", "an", "per", "each", "every", "one", "last", "this", "that"})
_HEADING = 2
_OPENING = frozenset({"(", ":", ""})


def _many_behind(s: Sentence, j: int, lex: Lexicon) -> bool:
    """What token `j` begins can be counted: "12 British soldiers", not the "board" of
    "the Raspberry Pi 4 board"."""
    if s.word(j) in _STRICKEN:
        return True
    for k in range(j, j + _PHRASE):
        word = s.word(k)
        if not word[:1].isalpha() or sentence_word(word, lex):
            return False
        if is_plural(word, lex) or word in lex.units or word in lex.scales:
            return True
    return False


_PHRASE = 4
_STRICKEN = frozenset({"dead", "missing", "hurt", "more", "other", "new", "further"})


def _inside(s: Sentence, i: int, lex: Lexicon) -> bool:
    """The 54 of "the Studio 54 Club", the 911 of "a Porsche 911 Turbo S"."""
    k = i + 1
    if s.glued(k) or not s.capitalised(k) or is_plural(s.low[k], lex):
        return False
    while s.capitalised(k + 1) and k - i < _MODEL_WORDS:
        k += 1
    after = s.word(k + 1)
    return not after[:1].isalpha() or after in lex.closed or is_verb(s, k + 1, lex)


_MODEL_WORDS = 3


def _opens_run(s: Sentence, i: int, lex: Lexicon) -> bool:
    """The 12 of "junctions 12 and 15"."""
    if not s.low[i].isdecimal() or s.word(i + 1) not in _RUN_JOINTS:
        return False
    return s.word(i + 2).isdecimal() and not noun_follows(s, i + 3, lex)


def _in_run(s: Sentence, i: int, lex: Lexicon) -> bool:
    """The 15 of "junctions 12 and 15", the 6 of "articles 4, 5 and 6"."""
    if not s.low[i].isdecimal() or noun_follows(s, i + 1, lex):
        return False
    k = i - 1
    while s.word(k) in _RUN_JOINTS and s.word(k - 1).isdecimal() and i - k < _LONGEST:
        if s.word(k - 2) in _RUNS:
            return True
        k -= 2
    return False


_RUN_JOINTS = frozenset({",", "and", "or", "to", "&"})
_LONGEST = 12


def _versioned(s: Sentence, before: int, lex: Lexicon) -> bool:
    """A name that has versions: "USB 3.0", "iOS 17.4", "Python 3.12"."""
    name = s.original(before)
    if name.isupper() or s.low[before] in _SOFTWARE:
        return True
    inner = not name[1:].islower() and name.isalpha() and len(name) > 1
    return inner and unit_after(s, before + 2, lex) is None


#: "its Leopard 2 tanks": so many digits make a model, not a count.
_MODEL = 2


def _initial(s: Sentence, j: int) -> bool:
    """The R of "H.R. 4348"."""
    return len(s.low[j]) == 1 and s.capitalised(j) and s.low[j - 1] == "."


def read_named(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """The Six-Day War, the Twelve Apostles: a capital where none need be."""
    if i == 0 or not s.capitalised(i):
        return None
    if not (s.low[i - 1][0].isalpha() or s.low[i - 1] == "%"):
        return None
    last = i + 2 if s.word(i + 1) == "-" else i + 1
    if not s.capitalised(last) or s.low[last] in lex.closed:
        return None
    if s.capitalised(i - 1) and s.low[i - 1] not in lex.words["determiners"]:
        return None
    while s.capitalised(last) and s.low[last][0].isalpha():
        last += 1
    if headline(s, i, last - 1) or s.low[last - 1] in lex.units:
        return None
    return other(i, last, "label", named(s, i, last))


_CHANGED = frozenset({"+", "-", "=", "\u2013"})
_WIRES = frozenset({"update", "wrapup", "refile", "corrected", "correction"})
_LEADS = word_list("labels.leads")
_SHORT_PREFIXES = word_list("labels.short_prefixes")
_RUNS = word_list("labels.runs")
_SOFTWARE = word_list("labels.software")
_ALWAYS = word_list("labels.always")
_LOWER_PREFIXES = word_list("labels.lower_prefixes")
_SPANS = frozenset({"day", "week", "month", "year"})
#: The words in lower case that a number may follow as part of a name.
_LOWER = _LOWER_PREFIXES | _RUNS | _RUN_JOINTS | _SPANS
#: And the marks: "No. 10", "#3".
PREFIXING = _LOWER | {".", "#", "\u00a7", "\u2116"}


_CONFIDENCE = word_list("furniture.confidence")


def _bare(s: Sentence, i: int, lex: Lexicon) -> bool:
    """No unit or magnitude follows the number."""
    word, nxt = s.low[i], s.word(i + 1)
    if "," in word:
        return False
    unit = lex.units.get(nxt)
    if nxt == '"' and s.glued(i + 1):
        return False  # "Worcester 17\""
    if unit is not None and unit.kind == "measure" and not unit.fragile:
        return False  # "17 mpg city 23 mpg highway 19 mpg combined"
    return nxt not in lex.scales and nxt not in _AMOUNTS


_AMOUNTS = frozenset({"%", "percent", "per", "points", "point"})
_RESOLUTIONS = word_list("labels.resolutions")
_SCREENS = word_list("labels.screens")


def read_tail(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """5G, 3D, 1080p, 737s: letters that make the digits a name."""
    j = i + 1
    if not s.glued(j) or not s.low[i].isdecimal():
        return None
    if s.low[j] == "-" and s.glued(j + 1) and len(s.low[j + 1]) == 1:
        if s.capitalised(j + 1) and len(s.low[i]) <= 2:
            return other(i, j + 2, "label", named(s, i, j + 2))  # "a 10-K filing"
        return None
    if s.low[j] == "(" and s.word(j + 2) == ")" and s.glued(j + 1) and s.glued(j + 2):
        if len(s.low[j + 1]) == 1 and s.low[j + 1].isalpha():
            return other(i, j + 3, "label", named(s, i, j + 3))  # "a 401(k) plan"
        return None
    letters = s.original(j)
    if letters == "X" and i > 1 and (len(s.low[i]) > 3 or s.capitalised(i - 1)):
        return other(i, j + 1, "label", named(s, i, j + 1))  # "a Nexus 5X"
    if letters == "s" and s.low[i] == "3" and s.word(i - 1) in {"on", "from"}:
        return other(i, j + 1, "label", named(s, i, j + 1))  # "8-for-31 on 3s"
    if letters in {"D", "G", "p", "i"} and len(s.low[i]) <= 4:
        if letters == "G" and len(s.low[i]) > 1:
            return None
        if letters == "p" and s.low[i] not in _RESOLUTIONS:
            return None
        return other(i, j + 1, "label", named(s, i, j + 1))
    if letters == "K" and s.low[i] in {"2", "4", "5", "8"} and _shown(s, j + 1, lex):
        return other(i, j + 1, "label", named(s, i, j + 1))
    return None


def _shown(s: Sentence, j: int, lex: Lexicon) -> bool:
    """It is a sharpness: of a screen, or a picture is told of and no things follow."""
    if s.word(j) in _SCREENS:
        return True
    return not (_PICTURES.isdisjoint(s.words) or is_plural(s.word(j), lex))


_PICTURES = _SCREENS | word_list("labels.pictures")
