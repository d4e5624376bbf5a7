"""The memory of rows behaves as the one of a lone process does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from claims.models import KeptAnswer, Site, SiteCall
from claims.providers.errors import (
    NotFoundError,
    QuotaExhaustedError,
    RateLimitedError,
    UnavailableError,
)
from claims.providers.memory import BUSY, FAILURES, Call
from claims.providers.response import Response
from claims.services import sites
from claims.services.network import PROVIDERS, Setup, provider, providers
from tests.factories import make_claim
from tests.providers.fakes import Web, reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def memory() -> sites.StoredMemory:
    return sites.StoredMemory()


def response(body: bytes = b'{"a": 1}', **headers: str) -> Response:
    return Response(
        status=200,
        url="https://site.example/a",
        headers={"content-type": "application/json", "set-cookie": "x"} | headers,
        body=body,
        redirects=("https://site.example/",),
        fetched_at=datetime(2026, 11, 20, tzinfo=UTC),
        media_type="application/json",
        charset="utf-8",
    )


def ago(seconds: float) -> datetime:
    return timezone.now() - timedelta(seconds=seconds)


def test_a_site_is_asked_by_one_worker_at_a_time_and_an_interval_apart(memory):
    def turn(site="a") -> float:
        wait = memory.turn(site, interval=60.0, hold=30.0)
        return memory.turn(site, interval=60.0, hold=30.0) if wait == 0.01 else wait

    assert [turn(), turn(), turn("b")] == [0.0, BUSY, 0.0]
    memory.done("a")
    assert 50 < turn() <= 60
    Site.objects.filter(name="a").update(next_at=ago(1))
    assert turn() == 0.0


def test_the_turn_of_a_worker_that_died_ends_by_itself(memory):
    Site.objects.create(name="a", next_at=ago(40), busy_until=ago(1))
    assert memory.turn("a", interval=0.0, hold=30.0) == 0.0


def test_trouble_adds_up_to_a_pause_and_success_ends_it(memory):
    for _ in range(FAILURES - 1):
        memory.learn("a", UnavailableError())
    assert memory.paused("a") == 0.0
    memory.learn("a", RateLimitedError("Wait."))
    assert 590 < memory.paused("a") <= 600
    row = Site.objects.get(name="a")
    assert (row.failures, row.error) == (FAILURES, "Wait.")
    memory.learn("a", None)
    assert memory.paused("a") == 0.0
    assert Site.objects.get(name="a").failures == 0


def test_a_used_up_quota_pauses_at_once_and_a_missing_page_never(memory):
    memory.learn("a", QuotaExhaustedError())
    assert memory.paused("a") > 0
    memory.learn("b", NotFoundError())
    assert not Site.objects.filter(name="b").exists()


def test_an_answer_comes_back_as_it_was_without_headers_nobody_needs(memory):
    kept = response(ETag="1")
    memory.keep("k", kept, seconds=60)
    found = memory.recall("k")
    assert found is not None
    assert found.fresh
    assert found.response.json() == {"a": 1}
    assert found.response.redirects == kept.redirects
    assert found.response.cached
    assert set(found.response.headers) == {"content-type"}
    memory.keep("k", kept, seconds=-1)
    assert memory.recall("k").fresh is False
    assert KeptAnswer.objects.count() == 1


def test_a_huge_answer_is_not_kept(memory):
    memory.keep("k", response(b"x" * (sites.LONGEST_KEPT + 1)), seconds=60)
    assert memory.recall("k") is None


def test_calls_are_told_with_the_search_they_were_made_for():
    search = make_claim().source_jobs.create(provider="wikipedia")
    sites.StoredMemory(search.pk).record(
        Call("wikipedia", "https://site.example/", 1.25, "ok", 200, 512)
    )
    call = search.calls.get()
    assert (call.outcome, call.milliseconds, call.size) == ("ok", 1250, 512)


def test_old_answers_and_calls_go_but_what_a_search_rests_on_stays(memory):
    search = make_claim().source_jobs.create(provider="wikipedia")
    memory.keep("old", response(), seconds=-8 * 86_400)
    memory.keep("new", response(), seconds=60)
    for site in (memory, sites.StoredMemory(search.pk)):
        site.record(Call("a", "https://site.example/", 1, "ok"))
    SiteCall.objects.update(called_at=ago(91 * 86_400))
    memory.record(Call("a", "https://site.example/", 1, "ok"))
    sites.forget()
    assert [row.key for row in KeptAnswer.objects.all()] == ["new"]
    assert SiteCall.objects.count() == 2
    assert search.calls.count() == 1


def test_the_client_keeps_turns_answers_and_calls_in_the_database(settings):
    web = Web(lambda request: reply("four"))
    client = web.client(memory=sites.StoredMemory(), provider="archive")
    for cached in (False, True):
        assert client.get("https://site.example/a", ttl=60).cached is cached
    assert [call.outcome for call in SiteCall.objects.order_by("pk")] == [
        "ok",
        "cached",
    ]
    row = Site.objects.get()
    assert (row.name, row.busy_until) == ("archive", None)
    assert row.succeeded_at


def test_providers_can_be_switched_off_by_name(settings):
    assert list(providers()) == list(PROVIDERS)
    settings.CLAIMS_PROVIDERS_OFF = ["wikipedia"]
    assert "wikipedia" not in providers()
    assert provider("wikipedia") is None
    assert provider("unknown") is None


def test_keys_are_secrets_of_every_client(settings):
    settings.CLAIMS_PROVIDER_KEYS = {"archive": "s3cret", "other": ""}
    assert Setup().client().settings.secrets == ("s3cret",)
