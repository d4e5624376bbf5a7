from __future__ import annotations

import pytest

from claims.providers.pacing import full_jitter, retry_after_seconds


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("30", 30), ("1.5", 1.5), ("0", 0), ("-5", 0), (" 7 ", 7),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0), ("Thu, 01 Jan 1970 00:20:00 GMT", 200),
        ("Thu, 01 Jan 1970 00:20:00", 200), ("soon", None), ("nan", None), ("", None),
        ("999999", 3_600), ("inf", 3_600), (None, None),
    ],
)  # fmt: skip
def test_retry_after_is_read_in_every_form(value, expected):
    past = "2015" in (value or "")
    assert retry_after_seconds(value, now=None if past else 1_000.0) == expected


def test_waits_between_tries_are_random_and_bounded():
    waits = [full_jitter(attempt) for attempt in (1, 2, 3, 9) for _ in range(50)]
    assert all(0 <= wait <= 8 for wait in waits)
    assert len(set(waits)) > 150
    assert all(full_jitter(1) <= 0.5 for _ in range(50))
