from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.engine.reasoning.numberline import Bar, NumberLine, number_line
from claims.engine.reasoning.ticks import GAP, label_extent, tick_label
from claims.engine.types import Interval
from tests.engine.reasoning.quantities import interval


def line(*written: str, **options) -> NumberLine:
    claim, *evidence = (
        Bar(f"bar {i}", interval(text)) for i, text in enumerate(written)
    )
    return number_line(claim, evidence, **options)


CASES = {
    "a lower bound": ["(600000; +)", "[570000; 590000]", "[120000; 130000]"],
    "a single point": ["[5; 5]"],
    "zero": ["[0; 0]"],
    "zero and a million": ["[0; 0]", "[1000000; 1000000]"],
    "below zero": ["[-12; -8]", "[-9.5; -9.5]"],
    "across zero": ["[-3; 2]", "[1; 1]"],
    "equal values": ["[7; 7]", "[7; 7]", "[7; 7]"],
    "nothing known": ["[-; +)"],
    "two close points": ["[100000000; 100000000]", "[100000001; 100000001]"],
    "three orders": ["[10000; +)", "[300; 300]", "[2000000; 2100000]"],
    "sixty orders": [f"[{Decimal('1E-30'):f}; {Decimal('1E+30'):f}]"],
    "up to": ["[-; 5]", "[2; 3]"],
    "only an arrow each way": ["(8; +)", "[-; 3)"],
    "narrow": ["[1000000; 1000000.001]"],
}


@pytest.mark.parametrize("written", CASES.values(), ids=CASES)
@pytest.mark.parametrize("width", [640, 320, 1200])
def test_bars_lie_in_the_plot_and_labels_never_touch(written, width):
    found = line(*written, width=width)
    for bar in found.bars:
        assert found.left <= bar.x1 <= bar.x2 <= found.right
    extents = [label_extent(tick) for tick in found.ticks]
    assert all(a[1] + GAP <= b[0] for a, b in pairwise(extents))
    assert all(start >= 0 and end <= width for start, end in extents)
    assert len({tick.label for tick in found.ticks}) == len(found.ticks) >= 2
    assert [tick.value for tick in found.ticks] == sorted(t.value for t in found.ticks)


SCALES = [
    (["[1; 2]", "[40; 45]"], "linear"),
    (["[1; 2]", "[40; 50]"], "log"),
    (["[0; 2]", "[400; 500]"], "linear"),
    (["[-1; 2]", "[400; 500]"], "linear"),
    (["[100; +)", "[1; 1]"], "log"),
]


@pytest.mark.parametrize(("written", "scale"), SCALES)
def test_powers_of_ten_are_used_from_a_factor_of_fifty(written, scale):
    assert line(*written).scale == scale


def test_a_reader_may_ask_for_the_other_scale():
    assert line("[1; 2]", "[40; 50]", scale="linear").scale == "linear"
    assert line("[1; 2]", "[3; 4]", scale="log").scale == "log"
    assert line("[0; 2]", "[3; 4]", scale="log").scale == "linear"


def test_ends_are_open_closed_or_arrows():
    found = line("(600000; +)", "[570000; 590000)", "[-; 500000)")
    claim, middle, below = found.bars
    assert (claim.open_left, claim.arrow_right) == (True, True)
    assert (claim.arrow_left, claim.open_right) == (False, False)
    assert claim.x2 == found.right
    assert (middle.open_left, middle.open_right) == (False, True)
    assert (below.arrow_left, below.open_right) == (True, True)
    assert below.x1 == found.left


def test_an_arrow_leaves_room_to_be_seen():
    found = line("[10; +)", "[-; 12]")
    claim, below = found.bars
    assert found.right - claim.x1 > 60
    assert below.x2 - found.left > 60


def test_a_point_is_a_point_and_keeps_its_words():
    claim = Bar("Claim", interval("[5; 5]"), outcome="claim", text="five")
    found = number_line(claim, [])
    assert found.claim.is_point
    assert (found.claim.label, found.claim.outcome, found.claim.text) == (
        "Claim",
        "claim",
        "five",
    )
    assert found.claim.width == 0
    assert found.evidence == ()


def test_equal_numbers_stand_above_one_another():
    found = line("[7; 7]", "[7; 7]")
    assert found.claim.x1 == found.evidence[0].x1
    assert found.claim.y < found.evidence[0].y < found.axis_y < found.height


def test_positive_numbers_near_zero_are_measured_from_zero():
    assert line("[2; 2]", "[9; 9]").low == 0
    assert line("[100; 100]", "[104; 104]").low > 90


def test_position_is_proportional_to_the_number_or_its_logarithm():
    linear = line("[0; 100]", "[50; 50]")
    start, end = linear.claim.x1, linear.claim.x2
    assert abs(linear.evidence[0].x1 - (start + end) / 2) <= Decimal("0.1")
    log = line("[10; 100000]", "[1000; 1000]")
    start, end = log.claim.x1, log.claim.x2
    assert abs(log.evidence[0].x1 - (start + end) / 2) <= Decimal("0.1")


LABELS = [
    ("600000", "600,000"),
    ("1200000", "1.2 million"),
    ("2500000000", "2.5 billion"),
    ("3000000000000", "3 trillion"),
    ("0.25", "0.25"),
    ("-1500", "-1,500"),
    ("0", "0"),
    ("1E+18", "10¹⁸"),
    ("2E-9", "2 × 10⁻⁹"),
    ("1234567", "1,234,567"),
]


@pytest.mark.parametrize(("value", "label"), LABELS)
def test_ticks_are_labelled_as_people_write(value, label):
    assert tick_label(Decimal(value)) == label


AXES = [
    (
        "[1705000000; 1707500000]",
        ["1,705 million", "1,705.5 million", "1,706 million", "1,706.5 million"],
    ),
    ("[0; 2500000]", ["0", "0.5 million", "1 million", "1.5 million", "2 million"]),
    ("[100000; 900000]", ["0", "200,000", "400,000", "600,000"]),
    ("[1000000; 1000000.001]", ["1,000,000", "1,000,000.0002"]),
]


@pytest.mark.parametrize(("written", "labels"), AXES)
def test_one_axis_counts_in_one_unit(written, labels):
    found = [tick.label for tick in line(written, width=1000).ticks]
    at = found.index(labels[0])
    assert found[at : at + len(labels)] == labels


ends = st.one_of(st.none(), st.decimals(-(10**12), 10**12, places=4))


@st.composite
def intervals(draw):
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


@given(
    bars=st.lists(intervals(), min_size=1, max_size=6),
    scale=st.sampled_from(["", "linear", "log"]),
    width=st.integers(120, 2000),
)
def test_any_intervals_can_be_drawn(bars, scale, width):
    claim, *evidence = (Bar("", one) for one in bars)
    found = number_line(claim, evidence, width=width, scale=scale)
    assert len(found.bars) == len(bars)
    assert found.low < found.high
    for bar in found.bars:
        assert found.left <= bar.x1 <= bar.x2 <= found.right
    extents = [label_extent(tick) for tick in found.ticks]
    assert all(a[1] + GAP <= b[0] for a, b in pairwise(extents))
