"""Values over time, as pixels."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.engine.reasoning.ticks import GAP
from claims.engine.reasoning.timechart import MARK, Dated, TimeChart, time_chart
from claims.engine.types import Interval
from tests.engine.reasoning.quantities import day, interval

WIDE, NARROW = (720, 380), (340, 340)


def dated(when: str, written: str, stated: str = "", **options) -> Dated:
    """`when` is a day, or two with "to" between them."""
    *first, last = map(day, when.split(" to "))
    return Dated(
        day=last,
        first=first[0] if first else None,
        allowed=interval(written),
        stated=interval(stated or written),
        **options,
    )


def chart(*values: Dated, size: tuple[int, int] = WIDE, **options) -> TimeChart:
    return time_chart(values, width=size[0], height=size[1], **options)


def assert_well_drawn(found: TimeChart) -> None:
    """All of it inside the frame, and no two labels of an axis touching."""
    assert 0 < found.left < found.right < found.width
    assert 0 < found.top < found.bottom < found.height
    for one in found.values:
        assert found.left <= one.x1 <= one.x2 <= found.right
        assert found.left <= one.x <= found.right
        assert found.top <= one.top <= one.bottom <= found.bottom
        assert all(found.top <= mark.y <= found.bottom for mark in one.marks)
        assert one.marks
        assert one.said[0] <= one.said[1]
    ups = sorted(tick.at for tick in found.ticks)
    assert all(a + 18 <= b for a, b in pairwise(ups))
    assert len({tick.label for tick in found.ticks}) == len(found.ticks) >= 2
    assert found.days
    assert all(a.extent[1] + GAP <= b.extent[0] for a, b in pairwise(found.days))
    assert all(tick.extent[0] >= 0 for tick in found.days)
    assert all(tick.extent[1] <= found.width for tick in found.days)


CASES = {
    "one value": [("2024-03-01", "[240; 240]")],
    "all the same value": [("2024-03-01", "[7; 7]"), ("2025-03-01", "[7; 7]")],
    "all the same day": [("2024-03-01", "[7; 7]"), ("2024-03-01", "[9; 9]")],
    "the same value on one day": [("2024-03-01", "[7; 7]")] * 5,
    "zero": [("2024-03-01", "[0; 0]")],
    "below zero": [("2024-03-01", "[-12; -8]"), ("2024-06-01", "[-9.5; -9.5]")],
    "across zero": [("2024-03-01", "[-3; 2]"), ("2024-06-01", "[1; 1]")],
    "open ends": [("2024-03-01", "(600000; +)"), ("2024-06-01", "[-; 500000)")],
    "a day and a century": [("1924-01-01 to 2023-12-31", "[2; 3]")],
    "a new year at the edge": [("1999-09-30 to 2000-12-05", "[0; 0]")],
    "twenty centuries": [
        ("0001-01-01", "[1; 1]"),
        ("9999-12-31", "[1000000; 1000001]"),
    ],
    "sixty orders": [
        ("2024-03-01", f"[{Decimal('1E-30'):f}; {Decimal('1E+30'):f}]"),
        ("2024-03-02", "[1; 1]"),
    ],
    "narrow": [("2024-03-01", "[1000000; 1000000.001]")],
}


@pytest.mark.parametrize("written", CASES.values(), ids=CASES)
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_everything_lies_in_the_frame_and_labels_never_touch(written, size):
    found = chart(*(dated(*one) for one in written), size=size)
    assert len(found.values) == len(written)
    assert_well_drawn(found)


def test_later_is_further_right_and_more_is_higher():
    found = chart(dated("2024-03-01", "[10; 10]"), dated("2024-09-01", "[12; 12]"))
    earlier, later = found.values
    assert earlier.x < later.x
    assert earlier.marks[0].y > later.marks[0].y


def test_a_day_is_a_point_and_a_stretch_reaches_from_its_first_day_to_its_last():
    found = chart(
        dated("2023-01-01 to 2023-12-31", "[5; 5]"), dated("2023-12-31", "[9; 9]")
    )
    stretch, point = found.values
    assert point.x1 == point.x2 == point.x == stretch.x2
    assert stretch.x1 < stretch.x < stretch.x2
    assert abs(stretch.x - (stretch.x1 + stretch.x2) / 2) <= 1


def test_what_was_said_and_what_is_allowed_are_told_apart():
    found = chart(dated("2024-03-01", "[90; 110]", "[100; 100]")).values[0]
    (mark,) = found.marks
    assert found.top < mark.y < found.bottom
    assert (found.arrow_up, found.arrow_down, mark.hollow) == (False, False, False)
    assert found.shows_bar
    exact = chart(dated("2024-03-01", "[100; 100]")).values[0]
    assert not exact.shows_bar


def test_a_range_has_a_mark_at_each_end():
    low, high = chart(dated("2024-03-01", "[11; 12]")).values[0].marks
    assert low.y > high.y


def test_an_open_end_is_an_arrow_to_the_frame_and_an_excluded_one_hollow():
    found = chart(
        dated("2024-03-01", "(600; +)", "[600; +)"),
        dated("2024-05-01", "[-; 700]"),
    )
    above, below = found.values
    assert (above.arrow_up, above.top) == (True, found.top)
    assert [mark.hollow for mark in above.marks] == [True]
    assert (below.arrow_down, below.bottom) == (True, found.bottom)
    assert [mark.hollow for mark in below.marks] == [False]
    assert found.bottom - above.marks[0].y > 20 < below.marks[0].y - found.top


def test_where_nothing_exact_was_said_the_marks_are_what_is_allowed():
    found = chart(dated("2024-03-01", "[24; 99]", "[-; +)")).values[0]
    assert {mark.y for mark in found.marks} == {found.top, found.bottom}


def test_powers_of_ten_are_used_where_values_ask_for_them_or_a_reader_does():
    apart = dated("2024-03-01", "[2; 2]"), dated("2024-05-01", "[4000; 4000]")
    assert chart(*apart).scale == "log"
    assert chart(*apart, scale="linear").scale == "linear"
    near = dated("2024-03-01", "[2; 2]"), dated("2024-05-01", "[3; 3]")
    assert chart(*near).scale == "linear"
    assert chart(dated("2024-03-01", "[-2; 4000]"), scale="log").scale == "linear"


def test_labels_of_values_read_as_people_write():
    found = chart(dated("2024-03-01", "[0; 2500000]"))
    assert "1.5 million" in [tick.label for tick in found.ticks]
    shares = chart(dated("2024-03-01", "[3; 9]"), suffix=" %")
    assert "5 %" in [tick.label for tick in shares.ticks]


SPANS = [
    ("2024-02-28", "2024-03-02", ["28 Feb", "29 Feb", "1 Mar", "2 Mar"]),
    ("2024-02-26", "2024-04-08", ["4 Mar", "11 Mar", "18 Mar", "25 Mar"]),
    ("2023-11-15", "2024-04-15", ["Dec", "Jan", "Feb", "Mar", "Apr"]),
    ("2022-05-01", "2024-02-01", ["Jul", "Oct", "Jan", "Apr"]),
    ("2016-05-01", "2024-02-01", ["2016", "2018", "2020", "2022", "2024"]),
    ("1960-05-01", "2024-02-01", ["1960", "1970", "1980"]),
    ("1000-05-01", "2024-02-01", ["1200", "1400", "1600"]),
]


@pytest.mark.parametrize(("first", "last", "labels"), SPANS)
def test_days_read_well_from_days_to_centuries(first, last, labels):
    found = chart(dated(first, "[1; 1]"), dated(last, "[2; 2]"), size=(800, 380))
    shown = [tick.label for tick in found.days]
    at = shown.index(labels[0])
    assert shown[at : at + len(labels)] == labels


def test_a_year_stands_below_where_it_is_new():
    found = chart(dated("2023-11-15", "[1; 1]"), dated("2024-04-15", "[2; 2]"))
    told = {tick.label: tick.year for tick in found.days}
    assert told["Jan"] == "2024"
    assert told["Feb"] == told["Mar"] == ""
    years = chart(dated("2016-05-01", "[1; 1]"), dated("2024-02-01", "[2; 2]"))
    assert {tick.year for tick in years.days} == {""}


# Side by side ---------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_marks_that_would_cover_one_another_stand_side_by_side(size):
    found = chart(*[dated("2024-03-01", "[7; 7]")] * 9, size=size)
    assert found.moved
    assert not found.values[0].moved
    xs = [one.x for one in found.values]
    assert all(abs(a - b) >= 2 * MARK for a, b in combinations(xs, 2))
    assert len({one.x1 for one in found.values}) == 1  # its own day is still known


def test_where_there_is_no_more_room_a_value_stays_at_its_day():
    found = chart(*[dated("2024-03-01", "[7; 7]")] * 60)
    assert len(found.values) == 60
    assert found.values[-1].x == found.values[-1].x1


def test_a_name_is_the_longest_there_is_room_for():
    one = dated("2024-03-01", "[7; 7]", names=("1 The Orsby Courier", "1"))
    assert chart(one).values[0].label.text == "1 The Orsby Courier"
    many = [
        dated(f"2024-{n:02}-01", f"[{n}; {n}]", names=(f"{n} Courier", f"{n}"))
        for n in range(1, 13)
    ]
    assert {one.label.text for one in chart(*many).values} == {
        str(n) for n in range(1, 13)
    }


def test_names_cover_neither_marks_nor_one_another_but_the_one_that_must_be_told():
    crowd = [
        dated("2024-03-01", f"[{n}; {n}]", names=(f"{n} The Orsby Courier", f"{n}"))
        for n in range(100, 140)
    ]
    first = dated("2024-03-01", "[120; 120]", names=("This claim",), called=True)
    found = chart(first, *crowd, size=NARROW)
    labels = [one.label.box for one in found.values[1:] if one.label]
    marks = [
        (one.x - MARK, mark.y - MARK, one.x + MARK, mark.y + MARK)
        for one in found.values
        for mark in one.marks
    ]
    assert found.values[0].label.text == "This claim"
    assert len(labels) < len(crowd)
    assert not any(meet(a, b) for a in labels for b in marks)
    assert not any(meet(a, b) for a, b in combinations(labels, 2))


def meet(a, b) -> bool:
    """Whether two boxes meet."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


# Anything -------------------------------------------------------------------------

numbers = st.decimals(-(10**12), 10**12, places=4)


@st.composite
def values(draw) -> Dated:
    low, high = sorted((draw(numbers), draw(numbers)))
    allowed = draw(
        st.sampled_from(
            [
                Interval(low, high),
                Interval(low, low),
                Interval(low, None, low_open=True),
                Interval(None, high),
            ]
        )
    )
    last = draw(st.dates())
    days = draw(st.integers(1, 40_000))
    first = last - timedelta(days) if days < (last - date.min).days else None
    stated = draw(st.sampled_from([allowed, Interval(None, None)]))
    return Dated(
        day=last,
        first=draw(st.sampled_from([None, first])),
        allowed=allowed,
        stated=stated,
        names=("A name to be read", "1"),
        called=draw(st.booleans()),
    )


@given(
    told=st.lists(values(), min_size=1, max_size=8),
    scale=st.sampled_from(["", "linear", "log"]),
    size=st.sampled_from([WIDE, NARROW]),
)
def test_any_values_can_be_drawn(told, scale, size):
    found = chart(*told, scale=scale, size=size)
    assert len(found.values) == len(told)
    assert_well_drawn(found)
    for one, placed in zip(told, found.values, strict=True):
        assert placed.label is not None or not one.called


@given(one=st.dates(), other=st.dates(), low=numbers, high=numbers)
def test_the_order_of_days_and_of_values_is_kept(one, other, low, high):
    found = chart(
        Dated(one, Interval(low, low), Interval(low, low)),
        Dated(other, Interval(high, high), Interval(high, high)),
    )
    first, second = found.values
    assert (first.x1 < second.x1) <= (one < other)
    assert (first.x1 > second.x1) <= (one > other)
    assert (first.marks[0].y > second.marks[0].y) <= (low < high)
    assert (first.marks[0].y < second.marks[0].y) <= (low > high)
