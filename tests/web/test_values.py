from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from claims.models import Article, Claim
from claims.selectors.letters import letter_of
from claims.templatetags import workbench


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (Decimal("2500000000"), "2,500,000,000"),
        (Decimal("0.05"), "0.05"),
        (Decimal("-1234.50"), "-1,234.5"),
        (Decimal("1E+3"), "1,000"),
        (Decimal("0"), "0"),
    ],
)
def test_exact_numbers_lose_no_digit(value, shown):
    assert workbench.exact(value) == shown


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("since February 2022", "from 1 Feb 2022 on"),
        ("in 2024", "1 Jan 2024 to 31 Dec 2024"),
        ("last year", "1 Jan 2024 to 31 Dec 2024"),
        ("as of 3 May 2025", "3 May 2025"),
        ("31 February 2025", "no calendar days: compared by its words"),
        ("the war", "no calendar days: compared by its words"),
    ],
)
def test_a_period_says_which_days_it_is_compared_by(period, shown):
    article = Article(published_at=datetime(2025, 6, 1, tzinfo=UTC))
    assert workbench.days(Claim(article=article, period=period)) == shown


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Decimal("-0.15"), "at least 15 % lower"),
        (Decimal("0.004"), "at least 0.4 % higher"),
        (Decimal("0"), ""),
        (None, ""),
    ],
)
def test_a_difference_says_which_way(share, words):
    assert workbench.how_far(share) == words


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("http://a.example", "http://a.example"),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        ("\tjavascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("library:7", ""),
        ("//a.example/", ""),
        ("https://", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_are_links(address, link):
    assert workbench.web_link(address) == link


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("5.4%", False),
        ("5.\u202e4\u202c%", True),
        ("\u2067x\u2069", True),
        ("", False),
        ("שלום", False),
    ],
)
def test_hidden_direction_characters_are_noticed(text, hidden):
    assert workbench.hides_direction(text) is hidden


def test_a_moment_is_given_in_utc_for_people_and_machines():
    shown = workbench.moment(datetime(2026, 5, 4, 3, 2, tzinfo=UTC))
    assert (
        shown
        == '<time datetime="2026-05-04T03:02:00+00:00">4 May 2026, 03:02 UTC</time>'
    )


@pytest.mark.parametrize(
    ("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA")]
)
def test_letters_never_run_out(number, letters):
    assert letter_of(number) == letters
