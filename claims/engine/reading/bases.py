"""What a share is a share of: the phrase after "of" with its restrictive tail."""

from __future__ import annotations

from claims.engine.reading.clauseverbs import PLURALS
from claims.engine.reading.ellipsis import parallel
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.measures import unit_after
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import (
    Noun,
    closes_phrase,
    is_plural,
    noun_after,
    stops,
)
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_BASE_ENDS = word_list("bases.base_ends")
_AFTER_PARTICIPLE = word_list("bases.after_participle")
_NOT_IN_BASE = word_list("bases.not_in_base")
_PLURAL_MODIFIERS = word_list("bases.plural_modifiers")
_MARKS = frozenset(',.;:()!?"\u2013\u2014')
_LONGEST = 25


def base_after(s: Sentence, m: Mention, lex: Lexicon, cuts: set[int]) -> Noun | None:
    """The base of share `m`; `cuts` are tokens where a time phrase starts."""
    j = m.right
    if s.word(j) == "of":
        return _restrictive(s, m, j + 1, lex, cuts)
    if s.word(j) == "(" and s.word(j + 4) == "of" and s.word(j + 3) == ")":
        return _restrictive(s, m, j + 5, lex, cuts)  # "three quarters (74%) of pupils"
    if s.word(j) == ")" and s.word(j + 1) == "of" and s.word(m.left - 1) == "(":
        return _restrictive(s, m, j + 2, lex, cuts)
    if m.form == "fraction" and s.word(j) in {"the", "all", "its", "their"}:
        return _restrictive(s, m, j, lex, cuts)
    if m.form == "ratio" and (noun := _within(s, m, lex)) is not None:
        return noun
    if m.form == "ratio" and s.word(j)[:1].isalpha():
        noun = _plain_base(s, m, j, lex)
        if noun is not None:
            return noun
    return _opening(s, m, lex)


def _within(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The house of "one house in three"."""
    for k in range(m.first + 1, m.last):
        word = s.low[k]
        if word.isalpha() and word not in lex.triggers and word not in _RATIO_WORDS:
            return Noun(k, k + 1, k)
    return None


_RATIO_WORDS = frozenset(
    {"in", "out", "of", "for", "over", "every", "each", "a", "the"}
)


def _opening(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """As in "Among voters under 30, 12 percent", "Of those who came, half"."""
    comma = m.left - 1
    while comma > m.left - 4 and s.word(comma) in {"only", "just", "some", "about"}:
        comma -= 1
    if s.word(comma) != ",":
        return None
    for k in range(comma - 1, max(-1, comma - 14), -1):
        if s.low[k] in {"among", "amongst", "of"} and _opens_clause(s, k):
            bare = _pronoun(s, k + 1, lex) or (
                comma - k < 3 and s.low[k + 1] == "those"
            )
            return None if bare else Noun(k + 1, comma, comma - 1)
        if s.low[k] in _MARKS:
            return None
    return None


def _opens_clause(s: Sentence, k: int) -> bool:
    return k == 0 or s.low[k - 1] in {";", ":", '"', "that", "and"}


def _those_who(s: Sentence, j: int, lex: Lexicon) -> int:
    """How many tokens "those who have applied", "what was sent" takes to its verb."""
    if s.word(j) == "what":
        if s.word(j + 1) in lex.words["pronouns"]:
            return 0  # "a third of what it was"
        verb = lex.words["auxiliaries"]  # "a tenth of what the enemy can afford"
        k = next((k for k in range(j + 1, j + _CLAUSE) if s.word(k) in verb), j + 1)
    elif s.word(j) in _ALL and s.word(j + 1) in {"who", "that"}:
        k = j + 2
    else:
        return 0
    while s.word(k) in lex.words["auxiliaries"]:
        k += 1
    return k + 1 - j


_CLAUSE = 6
_ALL = frozenset({"those", "all", "everyone", "everything"})


def base_shared(
    s: Sentence, m: Mention, mentions: list[Mention], lex: Lexicon
) -> str | None:
    """As in "Half of the men left and a third died": the base of the share before."""
    following = s.word(m.right)
    if (alike := parallel(s, m, mentions)) is not None:
        return alike.base
    if _told_of(s, m):
        before = [o for o in mentions if o.first < m.first and o.is_quantity]
        if before and before[-1].kind in _SHARED:
            return before[-1].base  # "212 of 340 kitchens, or 62 percent"
        if before and before[-1].kind in _COUNTED:
            whole = before[-1].thing  # not "a net loss of 15,400, or 4 percent"
            return None if whole and whole.split()[-1] in _CHANGES else whole
    moved = s.word(m.left - 1) == "from" and s.word(m.left - 2) in {"up", "down"}
    if moved and s.word(m.left - 3) == ",":
        shares = [o for o in mentions if o.first < m.first and o.kind == m.kind]
        return shares[-1].base if shares else None
    if m.kind == "percent" and s.word(m.left - 1) in _AGAINST:
        return _other_end(m, mentions)
    said = (
        following in lex.words["auxiliaries"]
        or following in lex.words["verbs"]
        or following in {",", "."}
    )
    pointed = s.word(m.left - 2) == "it" and s.word(m.left - 1) in {"is", "was"}
    told = s.word(m.left - 1) in _NOT_A_SHARE and not pointed
    gapped = s.capitalised(m.left - 1) and following in {",", ".", "and", ";"}
    if not (said or gapped) or m.trend is not None or told:
        return None
    if s.word(m.left - 1) == "," and s.word(m.left - 2) in lex.words["pronouns"]:
        return None  # "of those, 12 percent": of others than the share before
    base: str | None = None
    for other in mentions:
        if other is m:
            return base
        if other.kind in {"percent", "fraction"} and other.trend is None:
            base = other.base or (base if gapped else None)
    return None


_CHANGES = word_list("ellipsis.changes")
_AGAINST = frozenset({"from", "to", "against", "versus"})
_SHARED = frozenset({"percent", "fraction"})
_POINTING = frozenset({"them", "these", "whom", "which"})
_COUNTED = frozenset({"count", "rate", "measure"})


def _told_of(s: Sentence, m: Mention) -> bool:
    """As in "6,000 men, or one in eight", "rubbish, of which 14 percent"."""
    if s.word(m.left - 1) == "or":
        return s.word(m.left - 2) == ","
    if s.word(m.left - 1) == "," and s.word(m.right) == "of":
        return s.word(m.right + 1) in _POINTING  # "400 homes, half of them"
    return any(
        s.low[k] in {"which", "whom"} and s.low[k - 1] == "of" and s.low[k - 2] == ","
        for k in range(max(2, m.left - _NEAR), m.left)
    )


def _other_end(m: Mention, mentions: list[Mention]) -> str | None:
    """The GDP of "to 60 percent of GDP from 55 percent"."""
    before = [o for o in mentions if o.first < m.first and o.is_quantity]
    end = before[-1] if before else None
    near = end is not None and end.kind == m.kind and m.left - end.last < _NEAR
    return end.base if end is not None and near else None


_NEAR = 8
_NOT_A_SHARE = frozenset({"by", "to", "at", "from", "of", "than", "is", "was", "or"})


def _plain_base(s: Sentence, m: Mention, j: int, lex: Lexicon) -> Noun | None:
    """As in "One in five adults": the base follows without "of"."""
    if stops(s.word(j), lex) or _finite(s, j, lex):
        return None
    leaves = s.low[j] in lex.words["verbs"] and s.low[j] not in PLURALS
    leaves = leaves and s.word(j + 1) in _AFTER_VERB
    drops = s.word(j + 1) in _PARTICLES and s.low[j][:-1] in lex.words["base_forms"]
    if s.low[j].endswith("s") and (drops or leaves):
        return None  # "one in three drops out", "one in five leaves within a year"
    noun = noun_after(s, j, lex, plural=True)
    if noun is None or m.form != "ratio":
        return noun
    if s.low[m.first] == "every" and noun.head > noun.first:
        if is_plural(s.low[noun.head], lex):  # "every second marriage ends"
            return Noun(noun.first, noun.head, noun.head - 1)
        return noun
    # After "one in five" the verb is singular: "adults smokes" is no compound.
    for k in range(noun.first, noun.last):
        if is_plural(s.low[k], lex) and s.low[k] not in _PLURAL_MODIFIERS:
            return Noun(noun.first, k + 1, k)
    return noun


_AFTER_VERB = frozenset(
    {"within", "before", "after", "the", "a", "it", "their", "at", ",", "."}
)
_PARTICLES = frozenset({"out", "up", "off", "away", "back", "down"})


def _finite(s: Sentence, j: int, lex: Lexicon) -> bool:
    """The "fell" of "ten of 12 fell ill", not the "used" of "used cars"."""
    word = s.word(j)
    if word not in lex.words["verbs"] or word in lex.words["base_forms"]:
        return False
    return not word.endswith(("ed", "en", "ing", "s"))


def _restrictive(
    s: Sentence, m: Mention, j: int, lex: Lexicon, cuts: set[int]
) -> Noun | None:
    k, size = j, len(s.low)
    if _pronoun(s, j, lex):
        return None
    k += _those_who(s, j, lex)
    while k < size and k - j < _LONGEST and k not in cuts:
        if s.low[k] == "-" and s.glued(k) and s.glued(k + 1):
            k += 1
            continue
        if (s.low[k] == "-" and not s.glued(k)) or _ends(s, m, k, j, lex):
            break  # "of the population - 84,000 people -"
        k += 1
    while k > j and (s.low[k - 1] in lex.closed or s.low[k - 1] == "-"):
        k -= 1
    return Noun(j, k, k - 1) if k > j else None


def _pronoun(s: Sentence, j: int, lex: Lexicon) -> bool:
    """The "them" of "a third of them in May", not the "these" of "these men"."""
    word = s.word(j)
    if word not in lex.words["pronouns"] or word == "those":
        return False
    return word not in lex.words["determiners"] or stops(s.word(j + 1), lex)


def _ends(s: Sentence, m: Mention, k: int, j: int, lex: Lexicon) -> bool:
    word, following = s.low[k], s.word(k + 1)
    if word[0] in _MARKS or word in lex.words["auxiliaries"] or word in _BASE_ENDS:
        return True
    if k > j and (following == "together" or word in _TOGETHER):
        return True  # "the poorest 40 percent of the island put together"
    if word in {"a", "an", "per"} and following in lex.periods["spans"]:
        return k > j
    if word in _LASTING and _a_duration(s, k + 1, lex):
        return True
    if word in {"from", "to"} and k > j and following[:1].isdecimal():
        return True  # "to 60 percent of GDP from 55 percent"
    if word in {"and", "or"}:
        if any(_next_share(s, x, lex) for x in range(k + 1, k + _NEXT_SHARE)):
            return True  # "of crashes and drink in one in six"
        return stops(following, lex) or closes_phrase(s, k + 1, lex)
    if k == j:
        return word in lex.words["prepositions"]
    if word in _NOT_IN_BASE:
        return not closes_phrase(s, k - 1, lex)
    acts = following in _ARTICLES and word.isalpha() and word not in lex.closed
    if acts and is_plural(s.low[k - 1], lex):
        return True  # "16 percent of voters trust the mayor"
    if word.endswith("ed") and s.low[k - 1].endswith("ed"):
        return True  # "of the doses administered caused"
    owned = s.low[k - 1] in lex.words["determiners"] or s.low[k - 1].endswith("'s")
    if not closes_phrase(s, k, lex) or owned:
        return False
    return not _participle(s, m, k, lex)


def _next_share(s: Sentence, k: int, lex: Lexicon) -> bool:
    numbered = s.word(k) in lex.cardinals or s.word(k)[:1].isdecimal()
    return numbered and s.word(k + 1) in {"in", "percent", "%", "per"}


_ARTICLES = frozenset({"the", "a", "an"})
_NEXT_SHARE = 5
_TOGETHER = frozenset({"combined", "together", "altogether"})
_LASTING = frozenset({"in", "within", "over", "after", "for", "during"})


def _a_duration(s: Sentence, j: int, lex: Lexicon) -> bool:
    """The "two days" of "half their value in two days"."""
    while s.word(j) in {"just", "only", "about", "the", "a", "under", "past", "last"}:
        j += 1
    word = s.word(j)
    if not (word[:1].isdecimal() or word in lex.cardinals):
        return False
    found = unit_after(s, j + 1, lex)
    return found is not None and found[0].kind == "duration"


def _participle(s: Sentence, m: Mention, k: int, lex: Lexicon) -> bool:
    """The "used" of "shells used by the army": the clause has its verb elsewhere."""
    if s.word(k + 1) == "by":
        return True
    if s.word(k + 1) not in _AFTER_PARTICIPLE:
        return False
    if not s.low[k].endswith(("ed", "en", "ing")):
        return False
    rest = s.low[k + 2 : k + 30]
    if "," in rest:
        rest = rest[: rest.index(",")]
    elsewhere = (*s.low[: m.first], *rest)
    return any(
        word in lex.words["auxiliaries"] or word in lex.words["verbs"]
        for word in elsewhere
    )
