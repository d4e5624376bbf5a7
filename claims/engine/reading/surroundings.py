"""What a bare number counts, told by the words around it: an index, an age, people."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.naming import noun_follows
from claims.engine.reading.nouns import is_plural, is_verb, lemma, noun_after
from claims.engine.reading.statistical import tell_statistic
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_STANDING = frozenset({"to", "at", "from", "above", "below", "near"})
_MAGNITUDE = frozenset({"magnitude", "of", "-"})
_AT_AGE = frozenset({"at", "before", "by", "until"})
_AT_YEARS = _STANDING | _AT_AGE | {"of", "was", "is", "just", "them"}
_OLDER = frozenset({"youngest", "oldest", "eldest"})
_NEAR = 10
_ADULT, _OLDEST = 10, 110
_LIVING = word_list("surroundings.living")
_PERSONS = word_list("surroundings.persons")
_LEVELS = word_list("surroundings.levels")
_HARMING = word_list("surroundings.harming")
_HARMED = word_list("surroundings.harmed")


def tell_unit(s: Sentence, m: Mention, lex: Lexicon, *, bare: bool) -> None:
    """Give a count without a unit the one its surroundings tell, if they do."""
    before = s.word(m.left - 1)
    if before in _MAGNITUDE and _magnitude(s, m):
        return
    if bare and not _HEAT.isdisjoint(s.words) and _warm(s, m):
        return
    if bare and (_index(s, m) or (before in _AT_YEARS and _years(s, m))):
        return
    if bare and before == "of" and s.word(m.left - 2) == "volume":
        m.unit = "share" if "shares" in s.words else ""
        return
    if bare and before in _LAST and _span(s, m, lex):
        return
    if bare and tell_statistic(s, m, lex):
        return
    if _of_people(s, m, lex):
        m.unit = "person"
    elif bare and (
        before == "at" or (before in _QUOTES and s.word(m.left - 2) == "at")
    ):
        m.unit = _number_of(s, m, lex)


def _span(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """The five of "7 percent over the past year and 41 percent over the past five"."""
    if s.word(m.left - 2) != "the" or s.word(m.right)[:1].isalnum():
        return False
    told = lex.periods["spans"].intersection(s.low[max(0, m.left - _FAR) : m.left])
    if len(told) != 1:
        return False
    m.kind, m.unit = "duration", lemma(next(iter(told)), lex)
    return True


_QUOTES = frozenset({'"', "'"})
_LAST = frozenset({"past", "last", "next"})
_FAR = 12


def _number_of(s: Sentence, m: Mention, lex: Lexicon) -> str:
    """As in "put the number of stranded passengers at 380"."""
    for k in range(max(0, m.left - 9), m.left - 2):
        if s.low[k] in {"number", "total", "tally"} and s.low[k + 1] == "of":
            if s.low[k + 2] in _HARMED:
                return "person"
            noun = noun_after(s, k + 2, lex, plural=True)
            return lemma(s.low[noun.head], lex) if noun else ""
    return ""


def _warm(s: Sentence, m: Mention) -> bool:
    """As in "highs near 72", "the heat index could hit 105", "low around 48"."""
    value = m.low if m.low is not None else m.high
    if (
        value is None
        or not _COLDEST <= value <= _HOTTEST_OVEN
        or s.word(m.left - 1) == "by"
    ):
        return False
    near = s.low[max(0, m.left - _NEAR) : m.left]
    lead = s.word(m.left - 2) if s.word(m.left - 1) in _STANDS else s.word(m.left - 1)
    if (
        s.word(m.left - 1) == "at"
        and value >= _OVEN
        and not _COOKING.isdisjoint(s.words)
    ):
        m.kind, m.unit = "temperature", "degree"
        return True  # "then at 350 for an hour"
    told = lead in _EXTREMES or not _EXTREME.isdisjoint(near)
    stocks = "heat" not in s.words and not _LEVELS.isdisjoint(s.words)
    told = told and not stocks and not _SKY.isdisjoint(s.words)
    if value > _HOTTEST or (not told and _DEGREES.isdisjoint(near)):
        return False
    m.kind, m.unit = "temperature", "degree"
    if s.word(m.right) == "below" and s.word(m.right + 1) not in _COMPARED_WITH:
        m.low, m.high = -value, -value  # "The wind chill was 27 below."
        m.last = m.right = m.right + 1
    return True


_HEAT = (
    word_list("calendar.heat")
    | word_list("surroundings.cooking")
    | {"high", "low", "highs", "lows"}
)
_EXTREME = frozenset({"highs", "lows"})
_DEGREES = word_list("calendar.heat")
_SKY = word_list("surroundings.sky")
_EXTREMES = frozenset({"high", "low"})
_STANDS = frozenset({"of", "around", "at", "to", "was"})
_COMPARED_WITH = frozenset(
    {"normal", "average", "the", "freezing", "zero", "what", "a"}
)
_COOKING = word_list("surroundings.cooking")
_COLDEST, _HOTTEST = -100, 140
_OVEN, _HOTTEST_OVEN = 150, 600


def _index(s: Sentence, m: Mention) -> bool:
    """As in "the Nikkei closed at 38,905": where it stands, in its points."""
    stands = s.word(m.left - 1) in _STANDING or s.low[m.left] in {"above", "below"}
    if not stands or _LEVELS.isdisjoint(s.words):
        return False
    m.kind, m.unit = "index", "point"
    return True


_BEFORE_AGE = frozenset({"was", "is", "just", "them"})  # "the youngest of them 62"


def _years(s: Sentence, m: Mention) -> bool:
    """As in "raise the pension age to 67", "the youngest was two"."""
    before, near = s.word(m.left - 1), s.low[max(0, m.left - _NEAR) : m.left - 1]
    if m.low is None or m.low > _OLDEST or m.low != int(m.low):
        return False
    living = before in _AT_AGE and not _LIVING.isdisjoint(near)
    if living or (before == "of" and s.word(m.left - 2) in _PERSONS):
        m.kind, m.unit = "age", "year of age"
        return True
    if before in _BEFORE_AGE and not _OLDER.isdisjoint(near):
        m.kind, m.unit = "age", "year of age"
    elif before not in _STANDING and not (before in {"is", "was"} and "age" in near):
        return False
    elif "expectancy" in near:
        m.kind, m.unit = "duration", "year"
    elif ("age" in near and m.low >= _ADULT) or "ages" in near:
        m.kind, m.unit = "age", "year of age"
    return m.kind != "count"


def _magnitude(s: Sentence, m: Mention) -> bool:
    """As in "a magnitude of 6.1", "a magnitude 5.8 tremor"."""
    if "magnitude" not in (s.word(m.left - 1), s.word(m.left - 2)):
        return False
    m.kind, m.unit = "measure", "magnitude"
    return True


def _of_people(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """As in "killed six", "hundreds fled", "52 on board", "a population of 9.7 billion"."""
    following = s.word(m.right)
    if following == "aboard" or s.low[m.right : m.right + 2] == ["on", "board"]:
        return True
    after = s.word(m.right + 1)
    if following in _HARMED and (not after[:1].isalpha() or after in lex.closed):
        return True  # "with 139 missing"
    if following == "killed" and (
        not after[:1].isalpha() or after in lex.words["prepositions"]
    ):
        return True  # "3 killed, 12 hurt", "3 killed in a crash"
    acting = m.form == "vague" and m.right < s.size and is_verb(s, m.right, lex)
    many = m.scale or (m.low or 0) >= _MANY
    crowd = many and following in _CROWD_ACTS and after[:1] != "-"
    acting = acting or (crowd and not is_plural(after, lex))  # not "400 face masks"
    acting = acting or (many and following == "without")  # "1.1m without power"
    if following == "of" or (not acting and noun_follows(s, m.right, lex)):
        return False
    harmed = s.word(m.left - 1) in _HARMING and not following[:1].isdecimal()
    near = s.low[max(0, m.left - 6) : m.left]
    return harmed or acting or not _GATHERED.isdisjoint(near)


#: What many do in a headline: "1 million sign petition", "25m face hunger".
_CROWD_ACTS = word_list("surroundings.crowd_acts")
_MANY = 100
_GATHERED = frozenset({"population", "crowd"})
