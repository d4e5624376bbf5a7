"""What part each number plays in the changes its sentence tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from claims.engine.reasoning.change_words import (
    downs,
    ends,
    movers,
    starts,
    tokens_of,
    ups,
    without_hedges,
    words,
)
from claims.engine.types import NumericClaim

RELATIVE = frozenset({"percent", "fraction"})
_AMOUNTS = frozenset({"count", "money", "measure", "rate", "temperature", "duration"})
#: How far apart, in characters, two numbers of one change may stand.
_REACH = 90
#: How many words "54 percent in the city, down from" may hold to each side.
_BEFORE_JOINT, _AFTER_JOINT = 8, 6
_JOINTS = frozenset(",(\u2013\u2014-")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and its part: level, before, change, ratio, span, share, or none.

    `points` is a change in percentage points told as a fraction: "half a point".
    """

    claim: NumericClaim
    part: str
    direction: int = 0
    restated: bool = False
    points: bool = False
    compared: bool = False


@dataclass(slots=True)
class Move:
    """Numbers of one change; each part once, a change possibly told twice."""

    figures: list[Figure] = field(default_factory=list)

    def of(self, part: str) -> NumericClaim | None:
        return next((f.claim for f in self.figures if f.part == part), None)

    @property
    def changes(self) -> list[Figure]:
        return [f for f in self.figures if f.part == "change"]

    @property
    def direction(self) -> int:
        told = (f.direction for f in self.figures if f.part != "level")
        return next((d for d in (*told, *self._levels()) if d), 0)

    def _levels(self) -> Iterable[int]:
        return (f.direction for f in self.figures if f.part == "level")


def moves(claims: Sequence[NumericClaim], text: str) -> list[Move]:
    """The changes told in each sentence; spans point into `text`."""
    found: list[Move] = []
    in_order = sorted(claims, key=lambda claim: claim.start)
    for _, together in groupby(in_order, key=lambda claim: claim.sentence):
        found += _moves_of_sentence(figures(tuple(together), text), text)
    return found


def figures(claims: Sequence[NumericClaim], text: str) -> list[Figure]:
    """The claims of one sentence in reading order, each with its part."""
    found: list[Figure] = []
    for n, claim in enumerate(claims):
        start = claims[n - 1].end if n else claim.sentence[0]
        end = claims[n + 1].start if n + 1 < len(claims) else claim.sentence[1]
        lead = tokens_of(text[max(start, claim.start - 2 * _REACH) : claim.start])
        tail = tokens_of(text[claim.end : min(end, claim.end + _REACH)])
        found.append(_figure(claim, lead, tail, found[-1] if found else None))
        if n and not found[-2].part:
            if found[-1].part == "share":
                found[-2] = Figure(found[-2].claim, "share")
            elif _opens_a_move(found[-1], lead):
                found[-2] = Figure(found[-2].claim, "level")
    return found


def _figure(
    claim: NumericClaim, lead: list[str], tail: list[str], last: Figure | None
) -> Figure:
    direction = _direction(claim, lead, tail)
    bare = without_hedges(lead, keep_up_to=claim.qualifier != "up_to")
    compared = tail[:1] != [] and tail[0] in words("moves.compared")
    if claim.kind == "multiple":
        surface = claim.surface.lower()
        moving = surface in words("ratios.moving") or surface.endswith("fold")
        part = "ratio" if moving else ""
        return Figure(claim, part, direction, compared=not part)
    if last and last.part in {"change", ""} and _restates(last, claim, bare, tail):
        if last.part:
            return Figure(claim, "change", last.direction, restated=True)
        return Figure(claim, "share", restated=True)
    if ends(bare, "leads.before") or _is_compared_with(bare, claim, last):
        return Figure(claim, "before", direction)
    if claim.kind == "fraction" and starts(tail, "points.after"):
        return Figure(claim, "change", direction, points=True)
    if ends(bare, "leads.level"):
        former = claim.kind == "fraction" and starts(tail, "ratios.of_former")
        return Figure(claim, "ratio" if former else "level", direction)
    if claim.kind == "duration" and ends(bare, "leads.span"):
        return Figure(claim, "span")
    if _is_change(claim, bare, tail, direction):
        return Figure(claim, "change", direction, compared=compared)
    return Figure(claim, "", direction, compared=compared)


def _is_change(
    claim: NumericClaim, bare: list[str], tail: list[str], direction: int
) -> bool:
    if not direction:
        return False
    if tail and tail[0] in words("moves.compared") and claim.kind not in _AMOUNTS:
        return True
    if set(tail[:2]) & (words("moves.nouns_up") | words("moves.nouns_down")):
        return claim.kind not in {"count"} and "of" not in tail[:1]
    last = bare[-1] if bare else ""
    if last in {"up", "down"} and not _is_mover(bare, len(bare) - 1):
        return False
    if ends(bare, "leads.change") or last in words("moves.adverbs"):
        return True
    if last == "of":
        return bare[-2:-1] != [] and bare[-2] in movers()
    if last in words("moves.raising") and claim.kind in _AMOUNTS:
        return False
    return last in movers()


def _is_compared_with(
    bare: list[str], claim: NumericClaim, last: Figure | None
) -> bool:
    """As in "to 4.1, compared with 5.6"; but one rise beside another's is no level."""
    if not ends(bare, "leads.compared"):
        return False
    kinds = {claim.kind, last.claim.kind} if last and last.part == "change" else set()
    return not kinds or not kinds <= RELATIVE


def _restates(
    last: Figure, claim: NumericClaim, bare: list[str], tail: list[str]
) -> bool:
    """As in "300 jobs, or 15 percent": the same amount as a number and as a share."""
    if tail[:1] in (["that"], ["as"]):
        return False  # "24 francs, or half that": another amount
    kinds = {last.claim.kind, claim.kind}
    if len(kinds) != 2 or len(kinds & RELATIVE) != 1 or not kinds & _AMOUNTS:
        return False
    joined = not {",", "("}.isdisjoint(bare) or bare == ["or"]
    return joined and len(bare) <= 6 and ends(bare, "leads.restated")


def _direction(claim: NumericClaim, lead: list[str], tail: list[str]) -> int:
    if claim.kind == "multiple" and not downs().isdisjoint(lead[-2:]):
        return -1  # "fell threefold"
    told = [n for n in range(len(lead)) if _is_mover(lead, n)]
    near = [lead[n] for n in reversed(told) if not _is_adjective(lead, n)]
    if claim.trend in {"up", "down"} and (near or not told):
        return 1 if claim.trend == "up" else -1
    for word in near:
        return 1 if word in ups() else -1
    nouns_up = words("moves.nouns_up")
    for word in tail[:2]:
        if word in nouns_up | words("moves.nouns_down"):
            return 1 if word in nouns_up else -1
    return 0


def _is_mover(lead: list[str], n: int) -> bool:
    before = lead[n - 1] if n else ""
    moves_nothing = lead[n] in {"up", "down"} and before in words("moves.phrasal")
    return lead[n] in movers() and not moves_nothing


def _is_adjective(lead: list[str], n: int) -> bool:
    """As in "the lower house", "a greater share": it says nothing of a change."""
    if lead[n] not in words("moves.adverbs") or n + 1 == len(lead):
        return False
    return lead[n + 1] not in words("moves.after_adverbs") | words("hedges.words")


def _opens_a_move(figure: Figure, lead: list[str]) -> bool:
    """As in "54 percent, up 4 points": what stands before the comma is the level."""
    if figure.part not in {"change", "before"} or figure.restated:
        return False
    at = max((n for n, word in enumerate(lead) if word in _JOINTS), default=None)
    if at is None or at > _BEFORE_JOINT or len(lead) - at > _AFTER_JOINT:
        return False
    told, aside = lead[:at], lead[at + 1 :]
    moving = any(w in movers() or w in words("moves.adverbs") for w in aside[:2])
    takes = not words("moves.transitive").isdisjoint(aside)
    return moving and not takes and movers().isdisjoint(told)


def _moves_of_sentence(found: list[Figure], text: str) -> list[Move]:
    groups: list[Move] = []
    current = Move()
    for figure in found:
        if not figure.part:
            continue
        if current.figures and not _joins(current, figure, text):
            groups.append(current)
            current = Move()
        current.figures.append(figure)
    return [move for move in (*groups, current) if move.figures]


def _joins(move: Move, figure: Figure, text: str) -> bool:
    if figure.restated:
        return True
    last = move.figures[-1]
    if "share" in {last.part, figure.part}:
        return False
    gap = tokens_of(text[last.claim.end : figure.claim.start])
    if any(one.part == figure.part for one in move.figures):
        return _is_told_again(move, figure, gap)
    if figure.claim.start - last.claim.end > _REACH:
        return False
    if not words("breaks.words").isdisjoint(gap) or not words(
        "breaks.signs"
    ).isdisjoint(gap):
        return False
    return not any(map(_is_new_verb, ["", *gap], gap))


def _is_told_again(move: Move, figure: Figure, gap: list[str]) -> bool:
    """As in "by $250, an increase of 20 percent": one change in two measures."""
    if figure.part != "change" or len(move.changes) != 1:
        return False
    kinds = {move.changes[0].claim.kind, figure.claim.kind}
    noun = bool(movers().intersection(gap)) and {"a", "an"} & set(gap)
    return len(kinds & RELATIVE) == 1 and len(kinds) == 2 and bool(noun)


def _is_new_verb(before: str, word: str) -> bool:
    """ "..., imports rose to": a second subject that moved by itself."""
    if word not in movers() or word in words("moves.adverbs") or word.endswith("ing"):
        return False
    return before not in {"", "a", "an", "the", ","}
