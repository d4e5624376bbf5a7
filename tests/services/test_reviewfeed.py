"""The dump of published checks: fetched, staged, believed, and put in force at once."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims import selectors
from claims.models import Job, PublishedReview, ReviewLoad, SiteCall
from claims.providers.errors import BadResponseError
from claims.services import reviewfeed, working
from claims.vocabulary import JobKind, JobState
from tests.providers.fakes import Web, recorded, recording, reply

pytestmark = pytest.mark.django_db

URL = "https://dump.example/data.json"


def dump(count: int, *, first: int = 0) -> bytes:
    return json.dumps(
        {
            "dataFeedElement": [
                {
                    "item": [
                        {
                            "@type": "ClaimReview",
                            "url": f"https://checks.example/{n}",
                            "claimReviewed": f"Harbour {n} lost {n} containers.",
                        }
                    ]
                }
                for n in range(first, first + count)
            ]
        }
    ).encode()


@pytest.fixture
def site(monkeypatch, settings):
    """A site that answers what `answers` holds, the last one for ever."""
    settings.CLAIMS_CLAIMREVIEW_FEED = URL
    settings.CLAIMS_NETWORK = True
    settings.CLAIMS_CONTACT_EMAIL = "desk@desk.example"

    def answer(_request):
        return (answers.pop(0) if len(answers) > 1 else answers[0])()

    answers = []
    web = Web(answer)
    web.answers = answers
    monkeypatch.setattr(reviewfeed, "_client", lambda: web.client())
    return web


def in_force() -> set[str]:
    load = selectors.load_in_force()
    return {row.url for row in load.reviews.all()} if load else set()


def run_daily() -> Job:
    """What the sweeper asks for, done; whatever waits is due at once."""
    working.tidy()
    job = Job.objects.filter(kind=JobKind.REVIEWS).latest("pk")
    for _ in range(4):
        Job.objects.filter(pk=job.pk, state=JobState.READY).update(
            run_after=timezone.now() - timedelta(seconds=1)
        )
        working.run(job.pk)
    job.refresh_from_db()
    return job


def test_the_recorded_dump_is_loaded_without_doubles(site):
    site.answers.append(lambda: recorded("claimreview_feed/data"))
    load = reviewfeed.load_reviews(URL)
    assert (load.rows, load.skipped, load.etag) == (3, 5, '"5f3c"')
    assert PublishedReview.objects.filter(load=load).count() == 3
    assert load.checked_at is not None
    assert selectors.loaded_reviews().rows == 3


def test_one_job_a_day_loads_the_dump(site):
    site.answers.append(lambda: reply(dump(5)))
    with time_machine.travel("2026-11-26T10:00Z", tick=True):
        assert run_daily().state == JobState.DONE
        working.tidy()
        assert Job.objects.filter(kind=JobKind.REVIEWS).count() == 1
    with time_machine.travel("2026-11-27T00:00:01Z", tick=True):
        working.tidy()
    assert Job.objects.filter(kind=JobKind.REVIEWS).count() == 2
    assert len(in_force()) == 5


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLAIMS_NETWORK", False),
        ("CLAIMS_CONTACT_EMAIL", ""),
        ("CLAIMS_CLAIMREVIEW_FEED", ""),
        ("CLAIMS_PROVIDERS_OFF", ["claimreview_feed"]),
    ],
)
def test_nothing_is_fetched_where_it_is_not_wanted(settings, name, value):
    settings.CLAIMS_NETWORK = True
    settings.CLAIMS_CONTACT_EMAIL = "desk@desk.example"
    settings.CLAIMS_CLAIMREVIEW_FEED = URL
    setattr(settings, name, value)
    working.tidy()
    assert not Job.objects.filter(kind=JobKind.REVIEWS).exists()


def test_what_has_not_changed_is_neither_sent_nor_read_again(site):
    site.answers += [
        lambda: reply(dump(5), ETag='"7"'),
        lambda: reply(b"", status=304),
    ]
    first = reviewfeed.load_reviews(URL)
    ReviewLoad.objects.update(checked_at="2026-01-01T00:00Z")
    assert reviewfeed.load_reviews(URL) is None
    assert site.requests[1].headers["If-None-Match"] == '"7"'
    assert selectors.load_in_force() == first
    assert selectors.load_in_force().checked_at.year > 2026 - 1
    assert selectors.load_in_force().checked_at.month != 1
    assert ReviewLoad.objects.count() == 1


def test_it_comes_by_the_one_door_and_over_redirects(settings, httpserver):
    settings.CLAIMS_ALLOW_HOSTS = (("localhost", httpserver.port),)
    httpserver.expect_oneshot_request("/old").respond_with_data(
        status=302, headers={"Location": httpserver.url_for("/new")}
    )
    httpserver.expect_request("/new").respond_with_data(
        dump(5), headers={"ETag": '"7"'}
    )
    load = reviewfeed.load_reviews(httpserver.url_for("/old"))
    assert (load.rows, load.etag) == (5, '"7"')
    [call] = SiteCall.objects.all()
    assert (call.site, call.outcome, call.size) == (
        "claimreview_feed",
        "ok",
        len(dump(5)),
    )


def test_the_tag_of_another_dump_is_not_sent(site, tmp_path):
    site.answers.append(lambda: reply(dump(5), ETag='"7"'))
    reviewfeed.load_reviews("https://other.example/data.json")
    reviewfeed.load_reviews(URL)
    assert "If-None-Match" not in site.requests[1].headers


def test_a_new_dump_takes_the_old_one_s_place_and_leaves_no_rows(site):
    site.answers += [lambda: reply(dump(5)), lambda: reply(dump(6, first=100))]
    reviewfeed.load_reviews(URL)
    reviewfeed.load_reviews(URL)
    assert in_force() == {f"https://checks.example/{n}" for n in range(100, 106)}
    assert PublishedReview.objects.count() == 6
    assert ReviewLoad.objects.count() == 1
    assert selectors.search_reviews(["harbour", "containers", "3"], 10)
    assert not [
        one
        for one in selectors.search_reviews(["harbour", "containers"], 50)
        if one.url == "https://checks.example/3"
    ]


@pytest.mark.parametrize("rows", [0, 1, 79])
def test_a_dump_that_shrank_is_not_believed(site, rows):
    site.answers += [lambda: reply(dump(100)), lambda: reply(dump(rows))]
    reviewfeed.load_reviews(URL)
    job = run_daily()
    assert job.state == (JobState.FAILED if rows else JobState.DEAD)
    assert job.error
    assert len(in_force()) == 100
    assert PublishedReview.objects.count() == 100


def test_four_fifths_are_believed(site):
    site.answers += [lambda: reply(dump(100)), lambda: reply(dump(80))]
    reviewfeed.load_reviews(URL)
    assert run_daily().state == JobState.DONE
    assert len(in_force()) == 80


def test_a_dump_cut_off_half_way_leaves_the_old_rows_in_force(site, monkeypatch):
    monkeypatch.setattr(reviewfeed, "BATCH", 10)
    body = dump(100)
    site.answers += [lambda: reply(body), lambda: reply(body[: len(body) * 97 // 100])]
    reviewfeed.load_reviews(URL)
    with pytest.raises(BadResponseError):
        reviewfeed.load_reviews(URL)
    job = run_daily()
    assert job.state == JobState.DEAD
    assert "cut off" in job.error
    assert len(in_force()) == 100
    assert PublishedReview.objects.count() == 100


def test_a_site_that_asks_us_to_wait_is_asked_later(site):
    site.answers.append(lambda: reply(b"", status=429, Retry_After="1200"))
    working.tidy()
    job = Job.objects.get(kind=JobKind.REVIEWS)
    working.run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.READY
    assert job.run_after > timezone.now() + timedelta(minutes=15)
    assert not ReviewLoad.objects.exists()


def test_a_worker_that_lost_its_lease_puts_nothing_in_force(site):
    def steal():
        Job.objects.update(token=99)
        return reply(dump(5))

    site.answers.append(steal)
    working.tidy()
    assert not working.run(Job.objects.get(kind=JobKind.REVIEWS).pk)
    assert selectors.load_in_force() is None


def test_rows_of_a_worker_that_died_are_dropped_in_time_and_not_before(site):
    site.answers.append(lambda: reply(dump(5)))
    dead = ReviewLoad.objects.create(source=URL)
    ReviewLoad.objects.update(started_at=timezone.now() - timedelta(hours=1))
    reviewfeed.load_reviews(URL)
    coming = ReviewLoad.objects.create(source=URL)
    reviewfeed.forget_old()
    assert not ReviewLoad.objects.filter(pk=dead.pk).exists()
    assert ReviewLoad.objects.filter(pk=coming.pk).exists()


def test_a_file_can_be_loaded_without_a_network(tmp_path, capsys):
    path = tmp_path / "data.json"
    path.write_bytes(recording("claimreview_feed/data")[2])
    call_command("import_claimreviews", str(path))
    assert "3 published reviews in force, 5 that say too little" in (
        capsys.readouterr().out
    )


def test_a_small_dump_replaces_a_large_one_when_a_person_says_so(tmp_path):
    large, small = tmp_path / "large.json", tmp_path / "small.json"
    large.write_bytes(dump(100))
    small.write_bytes(dump(3))
    call_command("import_claimreviews", str(large))
    with pytest.raises(CommandError, match="less than 80 %"):
        call_command("import_claimreviews", str(small))
    assert len(in_force()) == 100
    call_command("import_claimreviews", str(small), "--replace")
    assert len(in_force()) == 3


@pytest.mark.parametrize("source", ["/nowhere/data.json", URL])
def test_what_cannot_be_read_is_said_in_a_line(source):
    with pytest.raises(CommandError, match=source):
        call_command("import_claimreviews", source)


def test_a_dump_on_its_way_in_stays_out_of_the_machines_memory(
    site, settings, tmp_path
):
    settings.CLAIMS_TEMP_DIR = tmp_path / "made" / "when needed"
    seen = []

    def serve():
        seen.append(settings.CLAIMS_TEMP_DIR.is_dir())
        return reply(body=dump(1))

    site.answers.append(serve)
    reviewfeed.load_reviews(URL)
    assert seen == [True]
    assert list(settings.CLAIMS_TEMP_DIR.iterdir()) == []
