from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.engine.reasoning.periods import dated_phrases, is_since, parse_period

SAID = date(2024, 11, 5)

# phrase, first day, last day, how it holds
WINDOWS = [
    ("in 2023", "2023-01-01", "2023-12-31", "within"),
    ("during 2023", "2023-01-01", "2023-12-31", "within"),
    ("between 2015 and 2019", "2015-01-01", "2019-12-31", "within"),
    ("in March 2023", "2023-03-01", "2023-03-31", "within"),
    ("in Feb. 2024", "2024-02-01", "2024-02-29", "within"),
    ("in the third quarter of 2024", "2024-07-01", "2024-09-30", "within"),
    ("Q1 2024", "2024-01-01", "2024-03-31", "within"),
    ("in the first half of 2023", "2023-01-01", "2023-06-30", "within"),
    ("from January to September 2024", "2024-01-01", "2024-09-30", "within"),
    ("between 29 October and 4 November 2024", "2024-10-01", "2024-11-30", "within"),
    ("from August 2023 to October 2024", "2023-08-01", "2024-10-31", "within"),
    ("last year", "2023-01-01", "2023-12-31", "within"),
    ("this year", "2024-01-01", "2024-11-05", "within"),
    ("last month", "2024-10-01", "2024-10-31", "within"),
    ("in October", "2024-10-01", "2024-10-31", "within"),
    ("im November", "2024-11-01", "2024-11-30", "within"),
    ("at the end of June", None, "2024-06-30", "point"),
    ("on 30 September", None, "2024-09-30", "point"),
    ("on October 3rd", None, "2024-10-03", "point"),
    ("in March last year", "2023-03-01", "2023-03-31", "within"),
    ("in December this year", "2024-12-01", "2024-12-31", "within"),
    ("as of 30 June 2024", None, "2024-06-30", "point"),
    ("As of June 30, 2024", None, "2024-06-30", "point"),
    ("by the end of 2023", None, "2023-12-31", "point"),
    ("on 2024-05-17", None, "2024-05-17", "point"),
    ("on the 3rd of May 2019", None, "2019-05-03", "point"),
    ("5 November 2024", None, "2024-11-05", "point"),
    ("by October 2023", None, "2023-10-31", "point"),
    ("since February 2022", "2022-02-01", None, "since"),
    ("since 24 February 2022", "2022-02-24", None, "since"),
    ("since 2017", "2017-01-01", None, "since"),
]


@pytest.mark.parametrize(("phrase", "start", "end", "shape"), WINDOWS)
def test_a_phrase_names_a_window(phrase, start, end, shape):
    window = parse_period(phrase, as_of=SAID)
    assert window is not None
    assert window.shape == shape
    assert window.start == (date.fromisoformat(start) if start else None)
    assert window.end == (date.fromisoformat(end) if end else None)


@pytest.mark.parametrize(
    "phrase",
    [None, "", "now", "recently", "since the flood", "on 31 June 2024", "by Monday"],
)
def test_what_names_no_day_has_no_window(phrase):
    assert parse_period(phrase, as_of=SAID) is None


def test_a_relative_phrase_needs_the_day_it_was_said():
    assert parse_period("last year") is None


def test_since_opens_a_running_total_whether_dated_or_not():
    assert is_since("since the flood")
    assert not is_since("in 2023")
    assert not is_since(None)


PHRASES = [
    ("As of 30 June 2024, 11 wells were dry.", ["As of 30 June 2024"]),
    ("They fell by 4 between 2015 and 2019.", ["between 2015 and 2019"]),
    ("It rose since March 2022 and in 2023.", ["since March 2022", "and in 2023"]),
    ("Room 1999b has 3 desks.", []),
    ("In the first half of 2023 it rained.", ["In the first half of 2023"]),
]


@pytest.mark.parametrize(("text", "phrases"), PHRASES)
def test_dates_are_found_with_the_words_that_lead_into_them(text, phrases):
    assert [text[a:b].strip() for a, b in dated_phrases(text)] == phrases


@given(st.text(), st.dates())
def test_any_text_can_be_asked_for_its_period(text, day):
    parse_period(text, as_of=day)
    for start, end in dated_phrases(text):
        assert 0 <= start < end <= len(text)
