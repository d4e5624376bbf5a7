"""A restatement that stands alone and keeps every number, hedge and negation."""

from __future__ import annotations

from collections import Counter

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import is_verb
from claims.engine.reading.tokens import TOKEN, Sentence
from claims.engine.reading.view import one_line
from claims.engine.reading.wordlists import word_list

_NEGATIONS = word_list("statements.negations")


_HEDGES = word_list("statements.hedges")


_LIMITS = word_list("statements.limits")


_CONNECTIVES = word_list("statements.connectives")
#: Only before a comma: "besides, ..." but "besides 30 soldiers".
_BEFORE_COMMA = word_list("statements.before_comma")
#: What makes another phrase of a connective: "so far", "but for".
_GOING_ON = word_list("statements.going_on")


_BULLETS = frozenset({"\u2022", "*", "-", "\u2013", "\u25aa", "\u00b7"})
_DASHES = frozenset({"-", "\u2013"})
_OPENING = _CONNECTIVES | _BULLETS


_RELATIVES = frozenset({"which", "who", "where", "whose"})


def signature(text: str, lex: Lexicon) -> Counter[str]:
    """The words of a text whose loss would change what its numbers claim."""
    return Counter(word for word in TOKEN.findall(text.lower()) if _guarded(word, lex))


def _guarded(word: str, lex: Lexicon) -> bool:
    return (
        word[0].isdecimal()
        or word in lex.triggers
        or word in _NEGATIONS
        or word in _HEDGES
        or word in _LIMITS
        or word.endswith(("n't", "n\u2019t"))
    )


def statement(s: Sentence, mentions: list[Mention], lex: Lexicon) -> str:
    """The sentence without what carries no number: connectives, asides, comments.

    It is cut only where no guarded word is lost; otherwise it is the sentence itself.
    """
    verbatim = one_line(s.text[s.start : s.end])
    first = _opening(s) if s.low[0] in _OPENING else 0
    if not first and _ASIDES.isdisjoint(s.words):
        return verbatim
    keep = _kept(s, first, mentions, lex)
    if keep is None:
        return verbatim
    text = _compose(s, keep)
    plain = text.replace("\u2019", "'")
    if signature(plain, lex) == signature(verbatim.replace("\u2019", "'"), lex):
        return text
    return verbatim


def _kept(
    s: Sentence, first: int, mentions: list[Mention], lex: Lexicon
) -> list[bool] | None:
    dropped = [(0, first)] if first else []
    for k in [k for k, word in enumerate(s.low) if word in _ASIDES]:
        if k >= first:
            end = _droppable(s, k, lex, mentions)
            if end > k:
                dropped.append((k, end))
                first = end
    if not dropped:
        return None
    keep = [True] * s.size
    for start, end in dropped:
        keep[start:end] = [False] * (end - start)
    return keep


def _opening(s: Sentence) -> int:
    """Bullets and connectives at the head of the sentence."""
    k = 0
    while s.word(k) in _BULLETS and not _is_minus(s, k):
        k += 1
    while s.word(k) in _CONNECTIVES and s.word(k + 1):
        comma = s.word(k + 1) == ","
        if not comma and (s.low[k] in _BEFORE_COMMA or s.low[k + 1] in _GOING_ON):
            break
        k += 1 + comma
    return k


def _is_minus(s: Sentence, k: int) -> bool:
    """The dash of "-12 degrees" and "-\u00a35m", not that of a list."""
    if s.low[k] not in _DASHES or not s.glued(k + 1):
        return False
    return not s.word(k + 1)[:1].isalpha()


#: What an aside starts with.
_ASIDES = frozenset({"(", ","})


def _droppable(s: Sentence, k: int, lex: Lexicon, mentions: list[Mention]) -> int:
    """The end of an aside that starts at token `k` and carries nothing guarded."""
    word = s.low[k]
    if word == "(":
        end = _find(s, k, {")"})
        free = end > k and not _beside(k, mentions) and _free(s, k, end, lex)
        return end + 1 if free else k
    if word != "," or k < 2:
        return k
    if s.word(k + 1) in _RELATIVES:
        if _beside(k, mentions) and not _on_the_whole(s, k + 1, lex):
            return k
        end = _find(s, k + 1, {",", ".", ";"})
        end = end if end > k else len(s.low)
        if not _free(s, k, end, lex):
            return k
        return end + 1 if s.word(end) == "," else end
    if s.word(k + 1) in {"and", "while"} and k > mentions[-1].last:
        end = len(s.low)
        while end > k and not s.low[end - 1][0].isalnum():
            end -= 1
        if _free(s, k, end, lex) and _has_clause(s, k + 2, end, lex):
            return end
    return k


#: An aside so few tokens behind a number says what is counted.
_BESIDE = 5


def _beside(k: int, mentions: list[Mention]) -> bool:
    return any(0 <= k - m.last <= _BESIDE for m in mentions)


def _on_the_whole(s: Sentence, k: int, lex: Lexicon) -> bool:
    """As in "fell 5 percent, which hurt tenants": about what happened, not to whom."""
    return s.word(k) == "which" and s.word(k + 1) not in lex.words["auxiliaries"]


def _find(s: Sentence, k: int, marks: set[str]) -> int:
    for j in range(k, min(k + 40, len(s.low))):
        if s.low[j] in marks:
            return j
    return -1


def _free(s: Sentence, first: int, last: int, lex: Lexicon) -> bool:
    return not any(
        _guarded(s.low[k], lex) or s.low[k] in lex.reporting or s.low[k] == '"'
        for k in range(first, last)
    )


def _has_clause(s: Sentence, first: int, last: int, lex: Lexicon) -> bool:
    """A comment with its own subject and verb, not the rest of a list."""
    return any(
        is_verb(s, k, lex) or s.low[k] in lex.words["auxiliaries"]
        for k in range(first + 1, last)
    )


def _compose(s: Sentence, keep: list[bool]) -> str:
    pieces: list[str] = []
    end = -1
    for k, kept in enumerate(keep):
        if not kept:
            continue
        gap = s.text[s.ends[k - 1] : s.starts[k]] if k else ""
        if end >= 0:
            pieces.append(" " if gap.strip("\u200b") else "")
        pieces.append(s.text[s.starts[k] : s.ends[k]])
        end = s.ends[k]
    text = "".join(pieces).strip()
    text = text[:1].upper() + text[1:]
    return text if text[-1:] in '.!?"\u201d)\u2019' else f"{text}."
