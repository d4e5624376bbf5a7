"""Agreement over time, by kind of number and by person: from rows counted by hand."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest

from claims.models import Claim, Review
from claims.selectors import accord
from claims.selectors.accord import FEWEST, Pairs, Rounds, over_time
from claims.selectors.outcomes import outcomes
from claims.services import quorum
from claims.web.accordcharts import BASE, TOP, alpha_chart, rate_chart
from tests.conftest import person
from tests.factories import make_claim
from tests.selectors.test_outcomes import hand_in, two_reviews

MONDAY, UNTIL = date(2026, 9, 7), date(2026, 12, 2)
SINCE = UNTIL - timedelta(days=90)


def pairs(week: date, same: int, apart: int = 0, *, scale: int = 1) -> list[Pairs]:
    """Of two ratings: all that are the same are of the first."""
    told = ((1, same), (2, apart))
    return [Pairs(week, "count", None, scale, 1, o, 2, n) for o, n in told if n]


def weeks(count: int) -> list[date]:
    return [MONDAY + timedelta(weeks=at) for at in range(count)]


def test_by_week_where_half_of_the_weeks_have_pairs_enough():
    rows = [one for week in weeks(12) for one in pairs(week, FEWEST - 1, 1)]
    found = over_time(rows, [], SINCE, UNTIL)
    assert (found[0].first, found[0].last) == (SINCE, date(2026, 9, 6))
    assert (found[1].first, found[1].last) == (MONDAY, MONDAY + timedelta(days=6))
    assert found[-1].last == UNTIL
    assert [one.accord.pairs for one in found] == [0, *[FEWEST] * 12, 0]


def test_by_longer_periods_where_weeks_have_too_few():
    rows = [one for week in weeks(12) for one in pairs(week, 3)]
    found = over_time(rows, [], SINCE, UNTIL)
    assert [one.accord.pairs for one in found] == [3, 12, 12, 9]
    assert [one.accord.too_few for one in found] == [True, False, False, True]
    for one, other in pairwise(found):
        assert other.first - one.last == timedelta(days=1)


def test_a_year_has_as_many_periods_as_can_be_looked_at():
    found = over_time([], [], UNTIL - timedelta(days=365), UNTIL)
    assert 2 <= len(found) <= accord.MOST_PERIODS


@pytest.mark.parametrize(("count", "known"), [(FEWEST - 1, False), (FEWEST, True)])
def test_no_alpha_is_made_of_too_few_pairs(count, known):
    found = over_time(pairs(weeks(1)[0], count - 1, 1), [], SINCE, UNTIL)
    alphas = [one.accord.alpha for one in found if one.accord.pairs]
    assert [alpha is not None for alpha in alphas] == [known]
    chart = alpha_chart(found)
    assert (len(chart.points), len(chart.gaps)) == (int(known), int(not known))
    assert all(not one.firm for one in chart.points)


def test_what_was_told_on_two_scales_is_never_compared():
    week = weeks(1)[0]
    one = pairs(week, 9, 6)
    both = [*one, *pairs(week, 9, 6, scale=2)]
    alphas = [
        [p.accord.alpha for p in over_time(rows, [], SINCE, UNTIL) if p.accord.pairs]
        for rows in (one, both)
    ]
    assert alphas[0] == alphas[1] == [1 - Fraction(12 * 29, 2 * 24 * 6)]


def test_points_are_joined_only_where_one_follows_the_other():
    one, _, third, fourth = weeks(4)
    rows = [
        *pairs(one, 20, 20),
        *pairs(third, 30, 10),
        *pairs(fourth, 9, 1),
    ]
    found = over_time(rows, [], MONDAY, fourth)
    chart = alpha_chart(found)
    assert [point.firm for point in chart.points] == [True, True, False]
    assert len(chart.lines) == 1
    assert chart.lowest == -1
    assert all(TOP <= point.y <= BASE for point in chart.points)


def test_a_rate_of_few_rounds_is_no_column():
    first, second = weeks(2)
    rounds = [
        Rounds(first, "count", None, 20, 5, 20, 5),
        Rounds(second, "count", None, 3, 3, 3, 3),
    ]
    rows = [*pairs(first, 20, 1), *pairs(second, 20, 1)]
    chart = rate_chart(over_time(rows, rounds, MONDAY, second))
    assert (len(chart.columns), len(chart.gaps)) == (1, 1)
    assert (chart.most, chart.some, chart.of) == (25, 8, 23)


@pytest.mark.django_db
def test_each_person_is_told_against_whoever_reviewed_the_same(
    reviewer, second_reviewer, editor
):
    people = (reviewer, second_reviewer)
    two_reviews(editor, people, ("supported", "refuted"), ("4,200", "9,900"))
    two_reviews(
        editor, (reviewer, editor_who_reviews()), ("supported",) * 2, ("4,200", "9,900")
    )
    rows = {one.person.username: one.accord for one in outcomes().people}
    assert list(rows) == ["anna", "remy", "rita"]
    assert [(one.pairs, one.same) for one in rows.values()] == [(1, 1), (1, 0), (2, 1)]
    assert [one.other_number.of for one in rows.values()] == [1, 0, 1]
    assert all(one.alpha is None for one in rows.values())


def editor_who_reviews():
    return person("anna", "editor")


@pytest.mark.django_db
def test_rounds_of_three_count_once_and_each_of_their_pairs(
    reviewer, second_reviewer, editor
):
    claim = quorum.ask_reviews(make_claim(), 3, actor=editor)
    for one, figure in (
        (reviewer, "4,200 containers"),
        (second_reviewer, "4,200 containers"),
        (editor_who_reviews(), "9,900 containers"),
    ):
        hand_in(claim, one, figure=figure)
    found = outcomes()
    (kind,) = found.kinds
    assert (kind.accord.pairs, kind.accord.other_number) == (3, accord.Share(1, 1))
    assert [one.accord.pairs for one in found.people] == [2, 2, 2]
    assert sum(one.accord.pairs for one in found.periods) == 3


@pytest.mark.django_db
def test_no_row_tells_of_a_round_that_is_open_or_of_a_calibration_claim(
    reviewer, second_reviewer, editor
):
    people, same = (reviewer, second_reviewer), ("supported",) * 2
    claim = two_reviews(editor, people, same, ("4,200", "9,900"))
    before = outcomes()
    half = quorum.ask_reviews(make_claim(), 3, actor=editor)
    for one in people:
        hand_in(half, one, "refuted", "4,200 containers", ["rounding"])
    after = outcomes()
    for name in ("people", "periods", "kinds"):
        assert getattr(after, name) == getattr(before, name), name
    assert Review.objects.filter(claim=half).count() == 2
    Claim.objects.filter(pk=claim.pk).update(calibration=True)
    assert (outcomes().people, outcomes().kinds) == ((), ())
