"""Where another clause begins between a number and a time."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import is_verb
from claims.engine.reading.timephrases import Timeframe
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_OFFSETS = frozenset({"before", "after", "until"})
_OPENERS = word_list("timereach.openers")
#: How many words a fronted time has before it: "In May", "But last year".
FRONT = 3
_JOINTS = frozenset({"as", "because", "although", "though"})


def fronted(s: Sentence, frame: Timeframe) -> bool:
    """Only an opener stands before the time: "In May", "But last year"."""
    return frame.first < FRONT and _OPENERS.issuperset(s.low[: frame.first])


def past_joint(
    s: Sentence, first: int, last: int, lex: Lexicon, mentions: list[Mention]
) -> bool:
    """Another clause begins between the two: "5, and we shall hire 4 in May"."""
    if "and" not in s.words:
        return False
    for k in range(first, last - 1):
        if s.low[k] != "and":
            continue
        word = s.low[k + 1]
        aside = s.low[k - 1] == ","
        if aside and not _MODAL.isdisjoint(s.low[k + 2 : k + 6]):
            return True  # "it is 14, and 1,900 homes could be lost by May"
        listed = not aside or word[0].isdecimal()
        if not listed and any(
            o.is_quantity and k + 1 < o.left < last for o in mentions
        ):
            return True  # "fell to 14, and the city wants 20 in two years"
        if aside and listed and _subject(s, k + 1, lex, mentions):
            return True  # "reached 84 mph, and 40 people lost power in May"
        if word in _PLANNED:
            return True  # "cut it to 14 and wants it under 12 by May"
        if word == "the" and s.word(k + 2) in _OTHERS:
            return True  # "half is paid now and the rest in May"
        if word == "that" or word in lex.words["auxiliaries"] or word in lex.reporting:
            return True
        if s.low[k - 1] == "," and word in lex.words["pronouns"]:
            return True
    return False


def _subject(s: Sentence, k: int, lex: Lexicon, mentions: list[Mention]) -> bool:
    """The number at `k` is what a verb soon behind it is about."""
    for o in mentions:
        if o.left == k:
            verbs = s.low[o.right + 1 : o.right + 3]
            return any(word in _ACTED or word in lex.moving for word in verbs)
    return False


def past_predicate(s: Sentence, m: Mention, last: int, lex: Lexicon) -> bool:
    """The time is of another verb: "has 240 rooms and sold for 6 million in May", "sold
    40 books and died on Monday", "faces 20 years when he is sentenced in May"."""
    for k in range(m.right, last - 1):
        if s.low[k] == "when":
            return s.low[k + 1] in _HE and s.word(k + 2) in {"is", "are"}
        if s.low[k] != "and" or not _acts(s, k + 1, lex):
            continue
        led = s.low[m.left - 1] in _STANDING if m.left else False
        return led or k + 2 == last
    return False


def _acts(s: Sentence, k: int, lex: Lexicon) -> bool:
    return s.low[k] in _ACTED or (s.low[k].endswith("ed") and verb(s, k, lex))


def opens_next(s: Sentence, frame: Timeframe, lex: Lexicon) -> bool:
    """The time of "lost 30, and last year, the worst so far, it lost 52"."""
    if s.word(frame.first - 1) not in {"and", "but"}:
        return False
    following = s.word(frame.last)
    if s.low[frame.first] == "now" and following[:1].isalpha():
        return True  # "grew 9% and now account for a third"
    fronts = following == "," and s.word(frame.first - 2) == ","
    if s.word(frame.first - 2) == "," and following in lex.words["determiners"]:
        ahead = s.low[frame.last : frame.last + 5]
        return not _MODAL.isdisjoint(ahead)  # "is 9 percent, and by 2050 the sea could"
    acts = following in lex.words["auxiliaries"] or following in lex.words["verbs"]
    return fronts or acts or following in lex.words["pronouns"]


def of_members(s: Sentence, first: int, last: int, mentions: list[Mention]) -> bool:
    """The time of "made 32 calls, none of them after midnight"."""
    if _PICKED.isdisjoint(s.words) and _PART.isdisjoint(s.words):
        return False
    for k in range(last - 1, first - 1, -1):
        if s.low[k] == ",":
            if s.low[k + 1] == "including":
                return any(k < o.left < last for o in mentions)
            if any(o.left == k + 1 and s.word(o.right) == "of" for o in mentions):
                return "them" in s.low[k:last]  # 40 staff, 9 of them hired in May
            return s.low[k + 1] in _PICKED and s.low[k + 2] in {"of", "in", "after"}
    return False


_HE = frozenset({"he", "she", "they"})
#: Verbs of what is so all the time: "employs 40 people and made a loss in May".
_STANDING = word_list("timereach.standing")
_ACTED = word_list("timereach.acted")
_PART = frozenset({"them", "including"})
_MODAL = frozenset({"could", "may", "might", "will", "would", "should"})
_PLANNED = frozenset({"wants", "plans", "aims", "hopes", "intends", "expects"})
_OTHERS = frozenset({"rest", "other", "others", "remainder", "remaining"})
_CITING = frozenset({"saying", "blaming", "citing"})
_PICKED = frozenset({"none", "most", "many", "some", "half", "all", "several"})


def past_reason(s: Sentence, first: int, last: int, mentions: list[Mention]) -> bool:
    """The time of "fell 3% as traders bet that it would pump 40 tonnes in May"."""
    if _REASONS.isdisjoint(s.words):
        return False
    for k in range(first, last - 1):
        if s.low[k] not in _REASONS or s.low[k + 1] in _NO_REASON:
            continue
        within = [o for o in mentions if o.is_quantity and o.left <= k < o.right]
        if not within and any(k < o.first < last for o in mentions if o.is_quantity):
            return True
    return False


_REASONS = frozenset({"as", "because", "although", "though"})
_NO_REASON = frozenset(
    {"of", "many", "much", "well", "a", "in", "did", "few", "little"}
)


def verb(s: Sentence, k: int, lex: Lexicon) -> bool:
    """The clause goes on after the aside: "the leaders, unbeaten in 5 games, face"."""
    return s.word(k) in lex.words["auxiliaries"] or (k < s.size and is_verb(s, k, lex))


def _predicate(s: Sentence, k: int, lex: Lexicon) -> bool:
    """Another verb of the same subject, after a "now" or an "also"."""
    while s.word(k) in {"now", "also", "then", "later", "still"}:
        k += 1
    after = s.word(k + 1)
    governs = after[:1].isdecimal() or after in lex.words["determiners"]
    return verb(s, k, lex) or (s.word(k).endswith("s") and governs)


def _follows(s: Sentence, frame: Timeframe, k: int, lex: Lexicon) -> bool:
    """What came of it, and what else was done in the stretch: ", killing 40", "sold 3
    in the quarter and lost 40"."""
    if s.low[k] == ",":
        return s.word(k + 1).endswith("ing")
    led = s.low[frame.first] in {"in", "during", "over", "within"}
    return led and s.low[frame.last - 1] in lex.periods["spans"]


_BESIDE = 6


def _dates_another(frame: Timeframe, mentions: list[Mention]) -> bool:
    return any(
        o.is_quantity and o.right <= frame.first <= o.right + _BESIDE for o in mentions
    )


def _noun(s: Sentence, k: int, lex: Lexicon) -> bool:
    word = s.low[k]
    return word.isalpha() and word not in lex.closed and word not in lex.reporting


_RELATED = frozenset({"that", "which", "who"})


def other_clause(
    s: Sentence, frame: Timeframe, m: Mention, lex: Lexicon, mentions: list[Mention]
) -> bool:
    """A clause of its own begins after the time, which does not open the sentence."""
    opens = fronted(s, frame)
    for k in range(frame.last, m.left):
        word = s.low[k]
        if (word in _OFFSETS or word == "for") and s.word(k + 1).endswith("ing"):
            return True  # "weakened on Monday after dumping 5 inches"
        related = s.low[k] == "when" and k == frame.last + 1  # ", when 40 died"
        if s.low[k] in _OFFSETS | {"when"} and not (opens or related):
            return True  # "closed on Monday after costs rose 5 percent"
        if opens:
            continue
        if word == "whether":
            return True  # "will decide in May whether to borrow 40 million"
        if word in _RELATED and k > frame.last and _noun(s, k - 1, lex):
            return True  # "on Monday, a step that 71% back"
        if s.low[k] in _JOINTS and (
            s.low[k - 1] in {",", "even"} or s.low[k] not in {"as", "with"}
        ):
            return True
        saying = word in lex.lists["attribution.saying_that"]
        if word in _CITING or (saying and s.word(k + 1) == "that"):
            return True
        if k == frame.last and s.low[k] in {",", "and"} and _predicate(s, k + 1, lex):
            if _follows(s, frame, k, lex):
                continue
            return True  # "was opened in 1931, carries 60 cars"
        if s.low[k] != "and":
            continue
        following = s.word(k + 1)
        if following == "that":
            return True
        says = s.low[k - 1] == "," and following in lex.strong
        if not says and verb(s, k + 1, lex) and _follows(s, frame, k, lex):
            continue  # not of "cut 40 jobs in May, and warned of 90 more"
        if s.low[k - 1] == ",":
            return True
        if k == frame.last and k + 2 < m.left and _dates_another(frame, mentions):
            return True  # "2,000 flats by 2029 and a cut in fares to $40"
        if k == frame.last and k + 1 < m.left and verb(s, k + 1, lex):
            return True  # "was born in 1932 and had 7 brothers"
        if k + 1 == m.left and s.word(m.right) in lex.words["auxiliaries"]:
            return True
    return False
