"""Two levels and the change between them, told in one sentence or in two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.engine.reasoning.change_words import ends, tokens_of, words
from claims.engine.reasoning.changes import implied
from claims.engine.reasoning.findings import ArithmeticFinding, checked
from claims.engine.reasoning.implied import CHECKS, STRAIN, Implied
from claims.engine.reasoning.intervals import difference
from claims.engine.reasoning.moves import RELATIVE, Move, moves
from claims.engine.reasoning.neighbours import Article
from claims.engine.reasoning.operands import Operand
from claims.engine.reasoning.sentences import Sentence, pattern
from claims.engine.reasoning.steps import change_between
from claims.engine.types import Interval, NumericClaim

_BACK = frozenset({"that", "this"})
_OTHER = frozenset({"than", "compared", "since", "from", "against", "instead"})
_POINTS = frozenset({"percentage_point"})


def changes(article: Article) -> Iterator[ArithmeticFinding]:
    before: tuple[Sentence, list[Move]] | None = None
    for sentence in article.sentences:
        if len(sentence.claims) > 1:
            yield from _told_at_once(article, sentence)
            yield from _told_behind(sentence)
        told = moves(sentence.claims, article.text)
        if before and article.follows(sentence, paragraph=False) is before[0]:
            yield from _told_after(before[1], told, sentence)
        before = (sentence, told)


# In one sentence --------------------------------------------------------------------


def _told_at_once(article: Article, sentence: Sentence) -> Iterator[ArithmeticFinding]:
    """Of the three ways round that one sum can be checked, the change itself."""
    by_span = {(one.start, one.end): one for one in sentence.claims}
    found: dict[frozenset[tuple[int, int]], Implied] = {}
    for one in implied(sentence.claims, article.text, policy=article.policy):
        if one.kind in CHECKS:
            found[frozenset(one.operands)] = one
    for one in found.values():
        yield _finding(one, by_span[one.operands[0]], article)


def _finding(one: Implied, said: NumericClaim, article: Article) -> ArithmeticFinding:
    alone = len(one.operands) == 1
    stated = None if alone else article.operand(said).allowed
    assumed = ""
    if one.kind == "strained":
        assumed = f"that {STRAIN}"
    elif one.kind == "fits" and one.reading == "points":
        assumed = "that percentage points are meant, though it says percent"
    return ArithmeticFinding(
        rule="shares_above" if alone else _rule(said),
        outcome="incomplete" if assumed else one.kind,
        operands=one.operands,
        formula=one.formula,
        expected=one.allowed,
        stated=stated,
        unit=one.unit,
        off=_off(one, stated),
        assumption=assumed,
        explanation=one.note,
    )


def _off(one: Implied, stated: Interval | None) -> Decimal | None:
    if stated is None or one.kind != "misfit":
        return None
    return difference(one.allowed, stated)


def _rule(change: NumericClaim) -> str:
    relative = RELATIVE | {"multiple"}
    return "percent_change" if change.kind in relative else "difference"


def _told_behind(sentence: Sentence) -> Iterator[ArithmeticFinding]:
    """ "From 80 to 60 million, a loss of a quarter"; "..., almost a quarter"."""
    hit = pattern(
        r"from ~<a>[^\u27e6.;:,]{0,40} to ~<b>[^\u27e6.;:,]{0,40}(?:, | \()"
        r"(?:(?:an?|the) (?:[a-z]+ )?[a-z]+ of |or (?:by )?|by )?~<c>"
    ).search(sentence.frame)
    if not hit:
        return
    before, after, change = (sentence.claims[int(hit[name])] for name in "abc")
    of = re.match(
        r"\s+(?:of|more|less|above|below|higher|lower)\b", sentence.after(int(hit["c"]))
    )
    if of is None and not change.per and before.low and after.low:
        yield from checked_change(sentence, before, after, change)


# In two sentences -------------------------------------------------------------------


def _told_after(
    earlier: list[Move], later: list[Move], sentence: Sentence
) -> Iterator[ArithmeticFinding]:
    """ "From 40 to 50. That is an increase of a quarter." """
    if not _looks_back(sentence) or _OTHER & set(tokens_of(sentence.text)):
        return
    levels = [one for one in earlier if one.of("before") and one.of("level")]
    alone = [
        one for one in later if len(one.figures) == 1 and _is_change(one, sentence)
    ]
    if len(levels) != 1 or len(alone) != 1 or levels[0].changes:
        return
    change = alone[0].figures[0].claim
    before, after = levels[0].of("before"), levels[0].of("level")
    if before is None or after is None or change.per or after.per != before.per:
        return
    if not _same_way(levels[0], alone[0]):
        return
    yield from checked_change(sentence, before, after, change)


def checked_change(
    sentence: Sentence, before: NumericClaim, after: NumericClaim, change: NumericClaim
) -> Iterator[ArithmeticFinding]:
    one, other, by = (
        Operand.of(claim, sentence.policy) for claim in (before, after, change)
    )
    mode = _mode(by, other)
    if mode is None or not one.beside(other).adds_to(other):
        return
    by = by.told_as(mode)
    expected = change_between(one.beside(other), other, by)
    if expected:
        yield checked(_rule(change), by, expected, other, one)


def _mode(change: Operand, level: Operand) -> str | None:
    kind = change.claim.kind
    if kind == "multiple":
        return None
    if level.claim.kind in RELATIVE:
        return "points" if kind in _POINTS else None
    if kind in RELATIVE:
        return "relative"
    return "absolute" if change.adds_to(level) else None


def _is_change(move: Move, sentence: Sentence) -> bool:
    figure = move.figures[0]
    if figure.part == "change":
        return True
    nouns = words("moves.nouns_up") | words("moves.nouns_down")
    n = sentence.claims.index(figure.claim)
    lead = tokens_of(sentence.before(n))
    return bool(nouns & set(lead)) and ends(lead, "leads.change")


def _looks_back(sentence: Sentence) -> bool:
    first = tokens_of(sentence.text[:60])[:3]
    nouns = words("moves.nouns_up") | words("moves.nouns_down")
    if first[:1] and first[0] in _BACK:
        return True
    return first[:1] == ["the"] and bool(nouns & set(first[1:3]))


def _same_way(one: Move, other: Move) -> bool:
    return not one.direction or not other.direction or one.direction == other.direction
