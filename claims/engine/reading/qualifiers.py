"""How a number is hedged or bounded by the words around it."""

from __future__ import annotations

from collections.abc import Callable

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_SPENT_OVER = word_list("qualifiers.spent_over")


_TOPICS = word_list("qualifiers.topics")
_PLACING = word_list("qualifiers.placing")
_PLACES = frozenset({"over", "under", "above", "below", "beyond", "past"})
_SEASONS = word_list("qualifiers.seasons")
_SIZED = frozenset({"bigger", "larger", "smaller"})
_ADDING = word_list("qualifiers.adding")


#: Whether a phrase only looks like a bound: its first token, width and name are given.
Refuses = Callable[[Sentence, Mention, int, int, str, Lexicon], bool]


def qualify(
    s: Sentence, m: Mention, lex: Lexicon, refuses: Refuses | None = None
) -> None:
    """Set the qualifier of `m` from the words before and after it.

    `refuses` is the language's own rule of what is no bound; English by default.
    """
    left = right = ""
    if s.word(m.left - 1) in lex.left.sizes:
        left = _left(s, m, lex, refuses or _refused)
    if s.word(m.right) in lex.right.sizes or s.word(m.number_end) == "+":
        right = _right(s, m, lex)
    chosen = left or right
    if left in _TURNED and s.word(m.left - 1) in lex.lists["qualifiers.negations"]:
        chosen = _TURNED[left]
    if m.left == 1 and s.low[0] == ">" and not chosen:
        m.doubts += ("value",)  # more than so many, or a quoted line
    if m.form == "vague" and chosen in _NO_BOUND:
        m.qualifier = "vague"  # "about several hundred" is no surer than without
    elif chosen:
        m.qualifier = chosen


_NO_BOUND = frozenset({"", "exact", "about", "nearly"})
_TURNED = {"less_than": "at_least", "more_than": "at_most"}


def _left(s: Sentence, m: Mention, lex: Lexicon, refuses: Refuses) -> str:
    """The first phrase to the left that says something; fillers are stepped over."""
    phrases, sizes = lex.left.table, lex.left.sizes
    k = m.left
    found, definite = "", False
    for _ in range(3):
        name, width = "", 0
        for size in sizes.get(s.word(k - 1), ()):
            name = phrases.get(" ".join(s.low[k - size : k]), "") if size <= k else ""
            if name:
                width = size
                break
        if not width:
            break
        if name == "exact":
            if found:
                break
            if s.low[k - width] == "by" or not _steps_over(s, k - width, m):
                break
            definite = definite or s.low[k - 1] in lex.lists["qualifiers.definite"]
            k -= width
            continue
        article = s.word(k) in {"a", "an"} and k < m.left and m.form != "fraction"
        if article and s.low[k - width] in _PLACES:
            break  # "walked out over a 77 percent demand"
        if definite and name in {"more_than", "less_than", "nearly"}:
            break
        if refuses(s, m, k - width, width, name, lex):
            break
        if found and name == found:
            break
        found = name
        k -= width
        m.left = k
        if name == "about":
            continue  # "up to about 40": the bound says more
        if name == "more_than" and s.word(k - 1) == "than" and s.word(k - 2) == "more":
            m.left = k - 2
        break
    return found


def _steps_over(s: Sentence, k: int, m: Mention) -> bool:
    return k >= 0 and m.first - k <= 4


def _refused(
    s: Sentence, m: Mention, k: int, width: int, name: str, lex: Lexicon
) -> bool:
    """A preposition that only looks like a bound."""
    word = s.low[k] if width == 1 else ""
    before = s.word(k - 1)
    if m.kind == "duration" and s.word(m.last) in {"ago", "earlier", "before"}:
        if before in lex.units:
            return True  # "5 points more than four years ago"
        return name in {"more_than", "less_than"} and s.low[k] not in {"more", "over"}
    if s.low[k] in _SIZED and m.kind == "count":
        following = s.word(m.last)
        return following == "of" or (
            following[:1].isalpha() and following not in lex.closed
        )
    if word in {"under", "over"} and before in {"-", "/"} and s.glued(k):
        return True  # "a 5-under 67", "an over/under of 9.5"
    lasting = m.kind == "duration" or s.word(m.last) in _SEASONS
    if word in {"about", "over"} and before in _TOPICS:
        return m.kind != "duration"
    if word in {"around", "over"} and before in _PLACING:
        return True
    if word == "estimated" and before[:1].isalpha() and before not in lex.closed:
        return True  # "Officials estimated 5,000 came": who says it
    if word == "near" and m.kind == "count" and before not in lex.words["auxiliaries"]:
        following = s.word(m.last)  # "near two schools"
        return following[:1].isalpha() and following not in lex.closed
    if word == "over" and before == "" and m.kind == "duration":
        return s.word(m.right) == ","  # "Over 12 weeks, patients took it"
    if word == "over" and m.kind == "measure" and before in lex.units:
        return True  # "1,400 MW at 525 kV over 765 km"
    if word == "over" and lasting:
        return before not in {"for", "lasted", "took", "is", "was", "just", "well", ""}
    if word == "past" or word == "near" or word == "beyond":
        return before in {"the", "in", "over", "for", "this", "these", "its"}
    if word in {"above", "below", "under"} and m.kind in {"measure"}:
        return False
    if word in {"passed", "pass"} and s.word(m.last)[:1].isalpha():
        return s.word(m.last) not in lex.closed
    if name == "up_to" and (before in _ADDING or _drifts(s, m, k)):
        return True
    if word in _DRAWN and _is_markup(s, k):
        return True
    if word in {"top", "tops", "pass", "passed"}:
        return before in {"the", "a", "its", "his", "their", "was", "were", "is", "be"}
    if word == "some" and s.word(k + 1) == "of":
        return True  # "some of the 40 boats"
    if word == "about" and before == "how":
        return True
    if name == "about" and word == "about" and before in {"talk", "talked", "think"}:
        return m.kind == "count" and m.form == "words"
    if word == "minimum" or word == "maximum":
        return False
    return False


_DRAWN = frozenset({">", "~"})


def _is_markup(s: Sentence, k: int) -> bool:
    """The sign closes a tag ("<b>5</b>"), quotes a line, or strikes a word out."""
    if k == 0:
        return s.low[k] == ">" and not s.glued(1)
    if s.low[k] == "~":
        return s.low[k - 1] == "~" and s.glued(k)
    return "<" in s.words and s.glued(k) and "<" in s.low[max(0, k - 12) : k]


def _drifts(s: Sentence, m: Mention, k: int) -> bool:
    """The "up to" of "edged up to 4.3 percent" says where it went."""
    if s.low[k] != "up":
        return False
    before = s.word(k - 1)
    return before in _EDGING or (before in _MOVING and m.kind not in {"count", "rate"})


_EDGING = word_list("trends.edging")
_MOVING = word_list("trends.moving")


def _right(s: Sentence, m: Mention, lex: Lexicon) -> str:
    name = _phrase_after(s, m.right, lex)
    if name:
        return _taken(s, m, m.right, name)
    if m.number_end != m.right:
        mark = s.word(m.number_end)
        if mark == "+":
            return "at_least"
    return ""


def _phrase_after(s: Sentence, j: int, lex: Lexicon) -> tuple[str, int] | None:
    for size in lex.right.sizes.get(s.word(j), ()):
        name = lex.right.table.get(" ".join(s.low[j : j + size]))
        if name:
            return name, size
    return None


def _taken(s: Sentence, m: Mention, j: int, found: tuple[str, int]) -> str:
    name, size = found
    if s.low[j] == "+" and s.word(j + 1) in {"/", "-"}:
        return ""
    if s.word(j + size) == "-" and s.glued(j + size):
        return ""  # "under-25s and over-65s"
    if s.low[j] in {"+", "something"} and not s.glued(j) and s.low[j] != "plus":
        return ""
    if s.low[j] == "plus":
        following = s.word(j + 1)
        if following in {"$", "\u00a3", "\u20ac"}:
            return ""  # "6 percent plus \u00a3100"
        if following[:1].isdecimal() or (m.kind != "count" and following[:1].isalpha()):
            return ""
    m.right = j + size
    return name


_AFTER_NOUN = frozenset({"or", "and", "at", ",", "maximum", "minimum"})


def qualify_after_noun(s: Sentence, m: Mention, end: int, lex: Lexicon) -> None:
    """As in "300 people or more": the bound stands after the noun."""
    if m.qualifier or s.word(end) not in _AFTER_NOUN:
        return
    found = _phrase_after(s, end, lex)
    if found is None or s.word(end + found[1]) == "than":
        return  # "nine guns and more than $48,000"
    if found[0] != "exact":
        m.qualifier = found[0]


def bound(m: Mention) -> None:
    """Turn the qualifier into the ends of the interval."""
    if m.qualifier in {"at_least", "more_than"}:
        m.high = None
        m.low_open = m.qualifier == "more_than"
    elif m.qualifier in {"at_most", "less_than", "up_to"}:
        if m.low != m.high and m.form != "vague":
            m.low = None
        elif m.form == "vague":
            m.high, m.low = m.low, None
        else:
            m.low = None
        m.high_open = m.qualifier == "less_than"
