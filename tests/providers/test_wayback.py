from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from claims.providers.base import Kind, Outcome, candidate
from claims.providers.errors import (
    BadResponseError,
    NotFoundError,
    RefusedError,
    UnavailableError,
)
from claims.providers.wayback import Wayback
from tests.providers.contract import FRAME, ProviderContract
from tests.providers.fakes import Web, recorded, reply

PAGE = "https://port.example/report"
WORDED = replace(FRAME, wording=(PAGE,))
GONE = candidate(
    url=PAGE, title="Its report", provider="article_links", kind=Kind.OWN
)  # fmt: skip


def wayback(hint="not_available", rows="rows", memento="memento", moved=""):
    def site(request):
        if request.url.host == "archive.org":
            return recorded(f"wayback/{hint}")
        if request.url.path.startswith("/cdx/"):
            return recorded(f"wayback/{rows}")
        if moved and "/20240530081500id_/" in request.url.path:
            return reply("", status=302, location=moved)
        return recorded(f"wayback/{memento}")

    web = Web(site)
    return Wayback(web.client()), web


class TestContract(ProviderContract):
    frame = WORDED

    def found(self):
        return wayback()[0]

    def failing(self):
        return wayback(rows="out_of_order")[0]


def test_a_claim_without_an_address_is_not_asked():
    provider, web = wayback()
    result = provider.search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.NOT_ASKED, "not_applicable")
    assert not web.requests
    said = replace(FRAME, text=f"See {PAGE}, where 4,200 stands.")
    assert provider.queries(said) == (PAGE,)


def test_the_copy_nearest_to_the_claims_day_is_found_by_the_list():
    provider, web = wayback()
    (found,) = provider.search(WORDED).candidates
    assert found.url == f"https://web.archive.org/web/20240530081500/{PAGE}"
    assert found.title == f"{PAGE}, as archived on 30 May 2024"
    assert web.requests[0].url.params["timestamp"] == "20240601"
    assert dict(web.requests[1].url.params) == {
        "url": PAGE, "output": "json", "fl": "timestamp,original,statuscode",
        "filter": "statuscode:200", "collapse": "timestamp:8", "limit": "4000",
    }  # fmt: skip


def test_none_available_is_only_a_hint():
    assert wayback("not_available")[0].search(WORDED).outcome is Outcome.FOUND
    assert wayback("out_of_order")[0].search(WORDED).outcome is Outcome.FOUND
    assert wayback("available_error_page")[0].search(WORDED).outcome is Outcome.FOUND


def test_a_good_hint_saves_the_list():
    provider, web = wayback("available", rows="out_of_order")
    assert provider.search(WORDED).outcome is Outcome.FOUND
    assert len(web.requests) == 1


@pytest.mark.parametrize("rows", ["no_rows", "no_body"])
def test_no_copy_is_empty(rows):
    assert wayback(rows=rows)[0].search(WORDED).outcome is Outcome.EMPTY


def test_a_blocked_site_is_a_refusal():
    result = wayback(rows="blocked")[0].search(WORDED)
    assert (result.outcome, result.reason) == (Outcome.COULD_NOT_SEARCH, "refused")
    assert "may not show this site" in result.message


def test_a_dead_page_is_read_by_its_copy_which_is_named_as_one():
    provider, web = wayback()
    document = provider.copy_of(GONE, date(2024, 6, 1))
    assert web.requests[-1].url.path == f"/web/20240530081500id_/{PAGE}"
    assert document.url == PAGE
    assert document.final_url == f"https://web.archive.org/web/20240530081500/{PAGE}"
    assert document.captured_at == datetime(2024, 5, 30, 8, 15, tzinfo=UTC)
    assert document.published_at == datetime(2024, 5, 2, 8, tzinfo=UTC)
    assert "4,310 containers" in document.text


def test_a_copy_of_another_moment_bears_its_own_time():
    moved = f"https://web.archive.org/web/20240615081500id_/{PAGE}"
    document = wayback(moved=moved)[0].copy_of(GONE, date(2024, 6, 1))
    assert document.captured_at == datetime(2024, 6, 15, 8, 15, tzinfo=UTC)
    assert "20240615081500" in document.final_url


def test_a_page_of_the_archives_own_is_no_copy():
    with pytest.raises(NotFoundError, match="no copy"):
        wayback(memento="no_memento")[0].copy_of(GONE, date(2024, 6, 1))


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ("no_rows", NotFoundError),
        ("blocked", RefusedError),
        ("out_of_order", UnavailableError),
    ],
)
def test_no_copy_says_why(rows, error):
    with pytest.raises(error):
        wayback(rows=rows)[0].copy_of(GONE, date(2024, 6, 1))


@pytest.mark.parametrize("body", ["{}", "[5]", '[["timestamp"], ["x"]]', '"x"'])
def test_a_list_of_another_form_is_trouble(body):
    def site(request):
        if request.url.host == "archive.org":
            return recorded("wayback/not_available")
        return reply(body, content_type="application/json")

    with pytest.raises(BadResponseError):
        Wayback(Web(site).client()).nearest(PAGE, date(2024, 6, 1), 5.0)
