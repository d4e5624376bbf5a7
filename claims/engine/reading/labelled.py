"""Things named outside a clause: "Turnout: 61%", "Ion Popa, 38,", "11% undecided"."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import Noun, is_verb, noun_after, noun_before
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_LONGEST_LABEL = 7
_PAIR = 2
_LONGEST_LINE = 10
_SHORT_NAME = 3
_LONGEST_ASIDE = 14
_DASHES = frozenset({"\u2013", "\u2014"})
_SIZED = word_list("beside.sized")
_STARTS = frozenset({".", ";", "|", "\u2022", "*", "\u2013", "\u2014"})
_ENDS = frozenset({",", ".", ";", ")", ""})
_BEHIND = frozenset({"late", "early", "behind", "ahead", "overdue"})


def labelled(
    s: Sentence, m: Mention, mentions: list[Mention], lex: Lexicon
) -> Noun | None:
    """What a line names before its colon, a name with its age, a runner behind."""
    before = s.word(m.left - 1)
    if m.kind == "age":
        return _of_age(s, m, lex, before)
    if m.kind == "duration" and s.word(m.right) in _BEHIND:
        return _late(s, m, mentions, lex)
    if before == "+" and s.word(m.left - 2) == ":":
        return before_colon(s, m.left - 2, lex)
    if before in _LEADS:
        return _led(s, m, mentions, lex, before)
    if before == "(" and s.word(m.right) == ")" and m.kind == "percent":
        if any(o.right == m.left - 1 for o in mentions):
            return None  # "$11bn (1.2%)"
        noun = noun_before(s, m.left - 1, lex)  # "overtaking coal (19 percent)"
        doing = noun and noun.last - noun.first == _PAIR and s.word(noun.first - 1)
        return noun._replace(first=noun.head) if noun and doing == "," else noun
    if m.kind == "percent" or s.capitalised(m.left - 1):
        gapped = _gapped(s, m, mentions, lex)
        if gapped is not None:
            return gapped
    return _item(s, m, lex) if m.kind in _LISTED else None


_LEADS = _DASHES | {":", ",", "worth", "now", "at", "by", "to", "with"}


def _item(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The net profit of "Net profit $9bn, up 2%", the Dow of "Dow +0.4% at 42,114":
    an item of a list."""
    last = m.left - (s.word(m.left - 1) == "+")
    first = last
    while first > 0 and last - first < _LONGEST_LABEL:
        word = s.low[first - 1]
        if word in _ITEM_STARTS or (word in _STARTS and not s.glued(first - 1)):
            break
        if not (word.isalnum() or word in _IN_ITEMS) or word in lex.closed:
            return None
        if is_verb(s, first - 1, lex) or word in lex.moving or word in lex.reporting:
            return None
        first -= 1
    opens = first == 0 or s.low[first - 1] in _STARTS | _ITEM_STARTS
    ends = s.word(m.right) in _ENDS or s.word(m.right) in _AFTER_ITEM
    if not (opens and ends and first < last) or not s.low[first].isalpha():
        return None
    return Noun(first, last, last - 1)


_LISTED = frozenset({"money", "percent"})
_ITEM_STARTS = frozenset({";", ":"})
_IN_ITEMS = frozenset({"-", "&"})
_AFTER_ITEM = frozenset({"(", "|", "at"})


def _led(
    s: Sentence, m: Mention, mentions: list[Mention], lex: Lexicon, before: str
) -> Noun | None:
    """By a mark, or by a word that opens an aside."""
    if before == ":":
        return before_colon(s, m.left - 1, lex)
    if before == "with":
        return _left_over(s, m, lex)
    if before == "," and (told := _told_aside(s, m, mentions, lex)) is not None:
        return told
    if before == "," or before in _DASHES:
        aside = _sized_aside(s, m) if before == "," else _aside(s, m)
        return noun_before(s, m.left - 1, lex) if aside else None
    if before == "at" and m.left == 1 and s.word(m.right) == "," and m.unit:
        return noun_after(s, m.right + 1, lex, plural=False)
    comma = _aside_start(s, m, before)
    return before_colon(s, comma, lex) if comma else None


def _left_over(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The undecided of "with 11% undecided"."""
    word = s.word(m.right)
    if m.kind != "percent" or s.word(m.right + 1) not in _ENDS:
        return None
    named = word[:1].isalpha() and word not in lex.closed
    return Noun(m.right, m.right + 1, m.right) if named else None


def _late(
    s: Sentence, m: Mention, mentions: list[Mention], lex: Lexicon
) -> Noun | None:
    """The rail link of "rail link two years late"."""
    before = s.word(m.left - 1)
    if s.capitalised(m.left - 1) and before not in lex.closed:
        return _name(s, m.left)
    if before in lex.words["base_forms"] and s.word(m.left - 2) in lex.closed:
        return None  # "to cost $40 and open two years late"
    noun = noun_before(s, m.left, lex)
    first = max((o.last for o in mentions if o.first < m.first), default=0)
    if noun is None or first >= noun.last:
        return None
    return noun._replace(first=max(first, noun.first))


def _sized_aside(s: Sentence, m: Mention) -> bool:
    """As in "The asteroid, 180 metres across, will"."""
    return (
        m.kind == "measure"
        and s.word(m.right) in _SIZED
        and (s.word(m.right + 1) in _ENDS or s.word(m.right + 1) == "and")
    )


def _told_aside(
    s: Sentence, m: Mention, mentions: list[Mention], lex: Lexicon
) -> Noun | None:
    """The protection of "The protection, 94 percent in May, wanes to": the subject,
    its figure at a time, and a verb."""
    comma = m.left - 1
    if (
        m is not mentions[0]
        or comma > _LONGEST_LABEL
        or s.word(m.right) not in _AT_A_TIME
    ):
        return None
    end = next(
        (
            k
            for k in range(m.right, min(m.right + _LONGEST_ASIDE, s.size))
            if s.low[k] == ","
        ),
        0,
    )
    if not end or not (
        is_verb(s, end + 1, lex)
        or s.word(end + 1) in lex.words["auxiliaries"]
        or s.word(end + 1) in lex.moving
    ):
        return None
    first = 0
    while first < comma and s.low[first] in lex.words["determiners"]:
        first += 1
    named = range(first, comma)
    if not named or any(
        s.low[k] in lex.words["auxiliaries"] or s.low[k] == "," for k in named
    ):
        return None
    of = next((k for k in named if s.low[k] in lex.words["prepositions"]), comma)
    return Noun(first, comma, of - 1) if of > first else None


_AT_A_TIME = frozenset({"in", "on", "at", "before", "after", "during", "last", "per"})


def _aside(s: Sentence, m: Mention) -> bool:
    """As in "The levy \u2013 2p on every kilo \u2013 brought in": until the next dash."""
    dash = s.low[m.left - 1]
    return dash in s.low[m.right : m.right + _LONGEST_ASIDE]


def _gapped(
    s: Sentence, m: Mention, mentions: list[Mention], lex: Lexicon
) -> Noun | None:
    """The Lyon of "Metz hit 46.6C, Lyon 45.9C": the verb is left out."""
    left = m.left - (s.word(m.left - 1) in {"just", "only"})
    word = s.word(left - 1)
    if not m.unit or not word.isalpha() or word in lex.closed:
        return None
    before = next((o for o in reversed(mentions) if o.last <= m.first), None)
    if before is None or (before.kind, before.unit) != (m.kind, m.unit):
        return None
    joint = before.right
    if s.word(m.right) in _ENDS or s.word(m.right) == "and":
        joint = _joint(s, before.right, left)
    gap = range(joint + 1, left)
    if s.word(joint) not in {",", "and"} or not 0 < len(gap) < _LONGEST_LABEL:
        return None
    if s.capitalised(left - 1):
        named = all(s.capitalised(k) or s.low[k] == "and" for k in gap)
        return _name(s, left) if named else None
    if len(gap) >= _SHORT_NAME or any(is_verb(s, k, lex) for k in gap):
        return None
    return noun_before(s, left, lex)


def _joint(s: Sentence, first: int, left: int) -> int:
    """The comma of "spends 2.3% of its budget on defence, Germany 1.6% and Poland 4%"."""
    k = left - 1
    while k > first and s.capitalised(k):
        k -= 1
    named = k < left - 1 and s.low[k] in {",", "and"}
    return k if named else first


def _aside_start(s: Sentence, m: Mention, before: str) -> int:
    """The first comma of "Exports, worth $38bn in 2022,", of "The train, travelling
    at 160 km/h, hit"; else 0."""
    if before in {"worth", "now"} and s.word(m.left - 2) == ",":
        return m.left - 2
    moving = before in {"at", "by", "to"} and s.word(m.left - 2).endswith("ing")
    if moving and s.word(m.left - 3) == "," and "," in s.low[m.right : m.right + 6]:
        return m.left - 3
    return 0


def before_colon(s: Sentence, colon: int, lex: Lexicon) -> Noun | None:
    """The few words without a verb that open a line, up to its colon."""
    first = colon
    while first > 0 and colon - first < _LONGEST_LINE:
        word = s.low[first - 1]
        if word in _STARTS and (word == ";" or not s.glued(first - 1)):
            break
        if word in lex.words["auxiliaries"]:
            behind = _behind_verb(s, first, colon, lex)
            if behind is not None:
                return behind
        if not (word[0].isalnum() or word == "-") or is_verb(s, first - 1, lex):
            return None
        first -= 1
    if first == colon or (first > 0 and s.low[first - 1] not in _STARTS):
        return None
    if first + 1 == colon and s.low[first].isdecimal():
        return None  # "2022: 1,711" names a year
    return Noun(first, colon, colon - 1)


def _behind_verb(s: Sentence, first: int, colon: int, lex: Lexicon) -> Noun | None:
    """The murder rate of "We have the highest murder rate in Europe: 11.2"."""
    if s.word(first) not in lex.words["determiners"]:
        return None
    ends = (k for k in range(first, colon) if s.low[k] in lex.words["prepositions"])
    end = next(ends, colon)
    return Noun(first + 1, colon, end - 1) if end > first + 1 else None


def _of_age(s: Sentence, m: Mention, lex: Lexicon, before: str) -> Noun | None:
    if before in {",", "("} and s.capitalised(m.left - 2):
        return _name(s, m.left - 1)
    if before == s.word(m.right) == ",":
        return noun_before(s, m.left - 1, lex)  # "the minister, 61,"
    if before in _WHEN_AGED and (comma := _over_when(s, m.left - 1)):
        named = s.capitalised(comma - 1)
        return _name(s, comma) if named else noun_before(s, comma, lex)
    following = s.word(m.right)
    if "-" not in s.low[m.first : m.last] or not following[:1].isalpha():
        return None
    often = following.endswith("ed") and s.word(m.right + 1) in lex.triggers
    if often or is_verb(s, m.right, lex):
        return None  # "The 22-year-old scored"
    if s.capitalised(m.right):
        last = m.right + 1
        while s.capitalised(last):
            last += 1
        return Noun(m.right, last, last - 1)
    return (
        noun_after(s, m.right, lex, plural=False)
        if following not in lex.closed
        else None
    )


def _over_when(s: Sentence, k: int) -> int:
    """The comma of "the girl, then aged 14"; else 0."""
    while s.word(k) in _WHEN_AGED:
        k -= 1
    return k if s.word(k) == "," else 0


_WHEN_AGED = frozenset({"aged", "then", "now"})


def _name(s: Sentence, end: int) -> Noun:
    first = end
    while s.capitalised(first - 1) and s.word(first - 1)[:1].isalpha():
        first -= 1
    return Noun(first, end, end - 1)
