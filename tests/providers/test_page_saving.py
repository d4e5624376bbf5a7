from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs

import pytest

from claims.providers.errors import (
    AuthFailedError,
    BadResponseError,
    NetworkOffError,
    NoKeyError,
    RefusedError,
    UnavailableError,
)
from claims.providers.page_saving import SavePageNow
from tests.providers.fakes import Web, recorded, recording

PAGE = "https://port.example/report"
TICKET = "spn2-ac58789b5c1f0b2c3d4e5f60718293a4b5c6d7e8"


def saving(name, key="access:secret", **settings):
    web = Web(lambda _request: recorded(f"wayback/{name}"))
    return SavePageNow(web.client(secrets=("secret",), **settings), key), web


def test_a_capture_is_asked_for_by_a_form_with_the_keys_in_a_header():
    saver, web = saving("save_taken")
    assert saver.submit(PAGE) == TICKET
    (request,) = web.requests
    assert (request.method, str(request.url)) == (
        "POST",
        "https://web.archive.org/save",
    )
    assert request.headers["authorization"] == "LOW access:secret"
    assert request.headers["accept"] == "application/json"
    assert parse_qs(request.content.decode()) == {
        "url": [PAGE], "skip_first_archive": ["1"], "if_not_archived_within": ["1d"],
    }  # fmt: skip


def test_a_copy_of_today_needs_no_other():
    assert saving("save_made_before")[0].submit(PAGE) == ""


@pytest.mark.parametrize(
    ("name", "error", "retryable"),
    [
        ("save_too_many_daily", RefusedError, False),
        ("save_blocked", RefusedError, False),
        ("save_too_many_at_once", UnavailableError, True),
        ("save_no_keys", AuthFailedError, False),
        ("login", BadResponseError, True),
    ],
)
def test_errors_that_come_with_200_are_told_apart(name, error, retryable):
    saver, web = saving(name)
    with pytest.raises(error) as caught:
        saver.submit(PAGE)
    assert caught.value.retryable is retryable
    assert len(web.requests) == 1
    assert "secret" not in str(caught.value)


def test_a_form_is_sent_once_however_it_ends():
    saver, web = saving("out_of_order")
    with pytest.raises(UnavailableError):
        saver.submit(PAGE)
    assert len(web.requests) == 1


def test_a_capture_is_pending_and_then_there():
    assert saving("save_pending")[0].result(TICKET) is None
    saver, web = saving("save_done")
    saved = saver.result(TICKET)
    assert str(web.requests[0].url) == f"https://web.archive.org/save/status/{TICKET}"
    assert saved.url == f"https://web.archive.org/web/20261123070102/{PAGE}"
    assert saved.captured_at == datetime(2026, 11, 23, 7, 1, 2, tzinfo=UTC)
    assert saved.page_status == 200


def test_a_capture_that_failed_says_so():
    with pytest.raises(RefusedError, match="The web archive says"):
        saving("save_failed")[0].result(TICKET)


@pytest.mark.parametrize("key", ["", "access", ":secret", "access:"])
def test_without_both_keys_nothing_is_asked(key):
    assert isinstance(saving("save_taken", key)[0].problem(), NoKeyError)


def test_without_a_network_nothing_is_asked():
    problem = saving("save_taken", network=False)[0].problem()
    assert isinstance(problem, NetworkOffError)


def test_the_recordings_hold_no_keys():
    assert b"secret" not in recording("wayback/save_taken")[2]
