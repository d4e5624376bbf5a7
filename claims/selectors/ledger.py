"""The outcome figures as a table of plain cells, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction

from claims.selectors.accord import Accord, Share
from claims.selectors.outcomes import Outcomes
from claims.selectors.workload import Throughput

HEADER = ("figure", "of", "value", "out_of")

Row = tuple[str, str, str, str]


def outcome_rows(found: Outcomes, done: Throughput) -> Iterator[Row]:
    took = found.to_verdict
    for name, value in (
        ("lower_quartile", took.lower),
        ("median", took.median),
        ("upper_quartile", took.upper),
    ):
        yield "seconds_to_verdict", name, _seconds(value), str(took.count)
    yield "verdicts", "", str(found.verdicts), ""
    yield "verdicts_changed", "", str(found.changed), str(found.verdicts)
    for action, count in found.undone:
        yield "undone", action, str(count), ""
    for scale in found.scales:
        yield "alpha_nominal", scale.scale, decimal(scale.nominal), str(scale.pairs)
        yield "alpha_ordinal", scale.scale, decimal(scale.ordinal), str(scale.pairs)
        yield "pairs_same_rating", scale.scale, str(scale.same), str(scale.pairs)
    for kind in found.kinds:
        yield from _accord("by_kind", kind.kind, kind.accord)
    for one in found.people:
        yield from _accord("by_person", one.person.get_username(), one.accord)
    for period in found.periods:
        days = f"{period.first.isoformat()}/{period.last.isoformat()}"
        yield from _accord("by_period", days, period.accord)
    yield _share("rounds_different_number", found.different_number)
    yield _share(
        "rounds_same_rating_different_number", found.same_label_different_number
    )
    for code, count in found.reasons:
        yield "reviews_with_reason_code", code, str(count), ""
    for series in done.series:
        for day, count in zip(done.days, series.counts, strict=True):
            yield f"{series.name}_on_day", day.isoformat(), str(count), ""


def _accord(by: str, name: str, one: Accord) -> Iterator[Row]:
    rounds = one.other_number
    yield f"pairs_same_rating_{by}", name, str(one.same), str(one.pairs)
    yield f"alpha_{by}", name, decimal(one.alpha), str(one.pairs)
    yield f"rounds_other_number_{by}", name, str(rounds.some), str(rounds.of)


def decimal(alpha: Fraction | None) -> str:
    return "" if alpha is None else f"{float(alpha):.3f}"


def _share(name: str, share: Share) -> Row:
    return name, "", str(share.some), str(share.of)


def _seconds(took: timedelta | None) -> str:
    return "" if took is None else str(round(took.total_seconds()))
