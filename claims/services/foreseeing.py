"""What a new version of a policy would change, worked out before it is put to use."""

from __future__ import annotations

import heapq
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from django.db.models import Count

from claims import selectors
from claims.engine import shipped_weights
from claims.models import Claim, ClaimQuerySet, ReviewPolicy
from claims.selectors.quorum import needed
from claims.services import priority, quorum

#: Claims told one by one, and nobody waits longer than about this for a page.
TOLD = 20
SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Moved:
    """A claim that fares otherwise; both values as people read them."""

    claim: Claim
    now: str
    then: str


@dataclass(slots=True)
class Foreseen:
    """`lines` are (what, now, then); `missing` claims were not looked at."""

    lines: list[tuple[str, str, str]] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    missing: int = 0


def of_weights(weights: Mapping[str, Decimal]) -> Foreseen:
    """Open claims scored by these weights; one that is not given is as shipped."""
    shipped = {name: one.weight for name, one in shipped_weights().items()}
    known = {**shipped, **weights}
    policy = selectors.review_policy()
    score = cache(lambda told: _score(told, known))
    reviews = cache(lambda worth: _reviews(worth, policy))
    rows = _open().order_by("pk")
    found = Foreseen()
    total, looked_at = rows.count(), 0
    until = time.monotonic() + SECONDS
    now, then = [0] * 4, [0] * 4
    changes: list[tuple[Decimal, int, Decimal, Decimal]] = []
    columns = rows.values_list("pk", "check_worthiness", "contributions")
    for pk, old, contributions in columns.iterator(chunk_size=500):
        looked_at += 1
        new = score(tuple(one["feature"] for one in contributions))
        now[reviews(old)] += 1
        then[reviews(new)] += 1
        if new != old:
            changes.append((abs(new - old), pk, old, new))
        if time.monotonic() >= until:
            break
    found.missing = total - looked_at
    found.lines = [
        ("open claims with another score", "", f"{len(changes)} of {looked_at}"),
        *_by_reviews(now, then),
    ]
    first = heapq.nlargest(TOLD, changes)
    claims = rows.only("statement").in_bulk([pk for _, pk, *_ in first])
    found.moved = [
        Moved(claims[pk], f"{old:.2f}", f"{new:.2f}")
        for _, pk, old, new in first
        if pk in claims
    ]
    return found


def of_points(points: Mapping[str, int]) -> Foreseen:
    """The front of the queue by these points, beside the one of today."""
    rows = _open().defer("contributions", "reasons")
    today = list(rows.order_by("-priority", "pk")[:TOLD])
    annotated = rows.annotate(foreseen=priority.total(points))
    coming = list(annotated.order_by("-foreseen", "pk")[:TOLD])
    places = {claim.pk: place for place, claim in enumerate(today, 1)}
    stay = sum(claim.pk in places for claim in coming)
    moved = [
        Moved(claim, str(places.get(claim.pk, f"after {TOLD}")), str(place))
        for place, claim in enumerate(coming, 1)
        if places.get(claim.pk) != place
    ]
    told = f"the first {len(coming)} of the queue that are among them today"
    return Foreseen([(told, "", str(stay))], moved)


def of_reviews(two_from: Decimal | None, three_from: Decimal | None) -> Foreseen:
    """How many reviews open claims would take, and what becomes of those under way."""
    policy = ReviewPolicy(two_from=two_from, three_from=three_from)
    now, then = [0] * 4, [0] * 4
    again = done = 0
    rows = _open().annotate(takes=needed()).order_by()
    counted = rows.values_list(
        "takes", "reviews_asked", "check_worthiness", "reviews_in"
    )
    for takes, asked, worth, made, many in counted.annotate(many=Count("pk")):
        will_take = asked or _reviews(worth, policy)
        now[takes] += many
        then[will_take] += many
        if takes <= made < will_take:
            again += many
        elif made and will_take <= made < takes:
            done += many
    under_way = (
        ("reviewed claims that go back to wait for another review", again),
        ("claims that wait for another review and then for none", done),
    )
    told = [(what, "", str(many)) for what, many in under_way if many]
    return Foreseen([*_by_reviews(now, then), *told])


def _open() -> ClaimQuerySet:
    rows: ClaimQuerySet = Claim.objects.at_work().exclude(status__in=quorum.CLOSED)
    return rows


def _score(features: Iterable[str], weights: Mapping[str, Decimal]) -> Decimal:
    """A score is cut to 0 to 1; of a feature that is gone, nothing is left."""
    told = (weights.get(one, Decimal(0)) for one in features)
    return min(max(sum(told, Decimal(0)), Decimal(0)), Decimal(1))


def _reviews(worth: Decimal, policy: ReviewPolicy | None) -> int:
    if policy is None:
        return 1
    for count, least in ((3, policy.three_from), (2, policy.two_from)):
        if least is not None and worth >= least:
            return count
    return 1


def _by_reviews(now: list[int], then: list[int]) -> list[tuple[str, str, str]]:
    words = {1: "one review", 2: "two reviews", 3: "three reviews"}
    return [
        (f"open claims that take {word}", str(now[count]), str(then[count]))
        for count, word in words.items()
        if now[count] or then[count]
    ]
