"""What workers share: turns, trouble and kept answers, told by the client's behaviour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from claims.providers.errors import (
    AuthFailedError,
    BadResponseError,
    NotFoundError,
    OwnLimitError,
    PausedError,
    QuotaExhaustedError,
    RateLimitedError,
    SourceError,
    UnavailableError,
)
from claims.providers.http import HttpClient, HttpSettings
from claims.providers.memory import BUSY, FAILURES, ProcessMemory, pause_after
from tests.providers.fakes import Web, reply

NOW = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def memory(clock) -> ProcessMemory:
    return ProcessMemory(clock)


def test_a_site_is_asked_by_one_worker_at_a_time_and_an_interval_apart(memory, clock):
    def turn(site="a"):
        return memory.turn(site, interval=2.0, hold=30.0)

    assert [turn(), turn(), turn("b")] == [0.0, BUSY, 0.0]
    memory.done("a")
    assert turn() == 2.0
    clock.now += 2.0
    assert turn() == 0.0


def test_the_turn_of_a_worker_that_died_ends_by_itself(memory, clock):
    memory.turn("a", interval=0.0, hold=30.0)
    clock.now += 30.0
    assert memory.turn("a", interval=0.0, hold=30.0) == 0.0


def test_a_turn_too_far_away_is_left_to_the_job(memory, pauses):
    memory.turn("example.org", interval=60.0, hold=0.0)
    client = HttpClient(
        HttpSettings(contact_email="a@desk.example"), memory=memory, sleep=pauses
    )
    with pytest.raises(OwnLimitError) as caught:
        client.get("https://example.org/", deadline=20)
    assert caught.value.retry_after == 60.0
    assert not pauses
    assert memory.paused("example.org") == 0


def test_a_worker_waits_for_its_turn_but_not_for_ever(memory, clock):
    memory.turn("example.org", interval=0.0, hold=3_600.0)

    def sleep(seconds: float) -> None:
        clock.now += seconds

    client = HttpClient(
        HttpSettings(contact_email="a@desk.example"),
        memory=memory,
        sleep=sleep,
        clock=clock,
    )
    with pytest.raises(OwnLimitError):
        client.get("https://example.org/", deadline=20)
    assert 105 < clock.now < 111


@pytest.mark.parametrize(
    ("error", "failures", "until"),
    [
        (UnavailableError(), FAILURES - 1, None),
        (UnavailableError(), FAILURES, NOW + timedelta(minutes=10)),
        (RateLimitedError(), FAILURES, NOW + timedelta(minutes=10)),
        (QuotaExhaustedError(), 1, datetime(2026, 11, 21, tzinfo=UTC)),
        (AuthFailedError(), 1, NOW + timedelta(hours=1)),
    ],
)
def test_how_long_a_site_in_trouble_is_left_alone(error, failures, until):
    assert pause_after(error, failures, NOW) == until


def failing(status: int):
    web = Web(lambda request: reply("", status=status))
    memory = ProcessMemory()
    return web, web.client(memory=memory)


def test_after_five_failures_in_a_row_a_site_is_not_asked_for_a_while():
    web, client = failing(501)
    for _ in range(FAILURES):
        with pytest.raises(UnavailableError):
            client.get("https://site.example/a")
    with pytest.raises(PausedError) as caught:
        client.get("https://site.example/b")
    assert 590 < caught.value.retry_after <= 600
    assert len(web.requests) == FAILURES
    with pytest.raises(UnavailableError):
        client.get("https://other.example/")


def test_a_page_that_is_gone_is_no_trouble_of_the_site():
    web, client = failing(404)
    for _ in range(FAILURES + 1):
        with pytest.raises(NotFoundError):
            client.get("https://site.example/a")
    assert len(web.requests) == FAILURES + 1


def test_one_good_answer_ends_the_count():
    statuses = [501] * (FAILURES - 1) + [200] + [501] * (FAILURES - 1)
    waiting = list(statuses)
    web = Web(lambda request: reply("", status=waiting.pop(0)))
    client = web.client(memory=ProcessMemory())
    for status in statuses:
        if status == 200:
            client.get("https://site.example/")
        else:
            with pytest.raises(UnavailableError):
                client.get("https://site.example/")
    assert len(web.requests) == len(statuses)


def test_the_hosts_of_one_provider_are_one_site():
    web = Web(lambda request: reply("", status=501))
    client = web.client(memory=ProcessMemory(), provider="wikipedia")
    for number in range(FAILURES):
        with pytest.raises(UnavailableError):
            client.get(f"https://{number}.wiki.example/")
    with pytest.raises(PausedError):
        client.get("https://new.wiki.example/")


def test_an_answer_is_kept_while_it_is_fresh_then_asked_for_again_by_its_tag(clock):
    answers = [reply("one", ETag='"1"'), reply("", status=304), reply("two")]
    web = Web(lambda request: answers.pop(0))
    client = web.client(memory=ProcessMemory(clock), clock=clock)

    def get() -> tuple[bytes, bool]:
        response = client.get("https://site.example/a?b=1", ttl=60)
        return response.body, response.cached

    assert [get(), get()] == [(b"one", False), (b"one", True)]
    clock.now += 61
    assert get() == (b"one", True)
    assert web.requests[1].headers["If-None-Match"] == '"1"'
    assert len(web.requests) == 2
    clock.now += 61
    assert get() == (b"two", False)


def test_failures_are_never_kept_as_answers():
    answers = [reply("", status=501), reply("ok")]
    client = Web(lambda request: answers.pop(0)).client(memory=ProcessMemory())
    with pytest.raises(UnavailableError):
        client.get("https://site.example/", ttl=60)
    assert client.get("https://site.example/", ttl=60).body == b"ok"


def test_an_error_told_as_a_success_counts_and_is_not_kept():
    answers = [reply("slow down") for _ in range(FAILURES)] + [reply("ok")]
    web = Web(lambda request: answers.pop(0))
    client = web.client(memory=ProcessMemory())

    def check(response) -> None:
        if response.body == b"slow down":
            raise RateLimitedError(retry_after=0.1)

    for _ in range(FAILURES):
        with pytest.raises(RateLimitedError):
            client.get("https://site.example/", ttl=60, check=check)
    with pytest.raises(PausedError):
        client.get("https://site.example/", ttl=60, check=check)
    assert len(web.requests) == FAILURES


def test_an_answer_that_found_nothing_may_go_stale_sooner(clock):
    web = Web(lambda request: reply("{}"))
    client = web.client(memory=ProcessMemory(clock), clock=clock)
    client.get("https://site.example/", params={"q": "x"}, ttl=3_600)
    client.expire_soon("https://site.example/", params={"q": "x"}, seconds=60)
    clock.now += 61
    client.get("https://site.example/", params={"q": "x"}, ttl=3_600)
    assert len(web.requests) == 2


def test_answers_to_two_keys_are_one_and_bear_neither():
    web = Web(lambda request: reply("{}"))
    memory = ProcessMemory()
    client = web.client(memory=memory, secrets=("s3cret-one", "s3cret-two"))
    for key in ("s3cret-one", "s3cret-two"):
        client.get("https://site.example/", params={"api_key": key, "q": "x"}, ttl=60)
    assert len(web.requests) == 1
    assert "s3cret" not in repr(memory.calls)


def test_every_call_is_told_with_its_end():
    answers = [reply("four"), reply("", status=404)]
    memory = ProcessMemory()
    client = Web(lambda request: answers.pop(0)).client(
        memory=memory, provider="archive"
    )
    client.get("https://site.example/a", ttl=60)
    client.get("https://site.example/a", ttl=60)
    with pytest.raises(NotFoundError):
        client.get("https://site.example/b")
    told = [(call.site, call.outcome, call.status, call.size) for call in memory.calls]
    assert told == [
        ("archive", "ok", 200, 4),
        ("archive", "cached", 200, 4),
        ("archive", "not_found", 0, 0),
    ]


@pytest.mark.parametrize("kind", ["too_large", "redirect", "unreadable"])
def test_one_unusable_document_is_no_trouble_of_its_site(kind):
    assert not BadResponseError(kind).troubled
    assert BadResponseError("invalid_json").troubled
    assert not SourceError("x").troubled
