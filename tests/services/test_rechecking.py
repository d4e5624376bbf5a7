"""Sources looked at again: what they say now, and what rests on it."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from django.utils import timezone

from claims import selectors
from claims.documents.quotes import holds
from claims.errors import InvalidInputError, NotAllowedError
from claims.models import Job, Recheck, Source
from claims.services import opening, publishing, rechecking, working
from claims.vocabulary import JobKind, SearchOutcome, Standing
from tests.factories import make_claim, make_evidence, make_verdict
from tests.providers.fakes import Web, reply

pytestmark = pytest.mark.django_db

QUOTE = "The insurers counted 4,321 containers lost at sea."
URL = "https://insurers.example/report"


def page(words: str, **headers: str):
    body = f"<html><title>Report</title><body><p>{words}</p></body></html>"
    return lambda: reply(body, content_type="text/html", **headers)


@pytest.fixture
def site(monkeypatch, settings):
    settings.CLAIMS_NETWORK = True
    web = Web(lambda _request: web.answer())
    web.answer = page(QUOTE)
    monkeypatch.setattr(rechecking, "_client", web.client)
    return web


@pytest.fixture
def kept(reviewer):
    return make_evidence(make_claim(), actor=reviewer, quote=QUOTE, url=URL)


def look(kept, actor) -> Recheck:
    made = rechecking.ask(kept.source, actor=actor)
    working.run(Job.objects.get(dedupe_key=f"recheck:{made.pk}").pk)
    made.refresh_from_db()
    kept.refresh_from_db()
    kept.source.refresh_from_db()
    return made


@pytest.mark.parametrize(
    ("answer", "outcome", "on_evidence"),
    [
        (page(f"Updated. {QUOTE} More follows."), Standing.PRESENT, Standing.PRESENT),
        (page("The insurers counted 4,321\n containers&nbsp;lost at sea."), Standing.PRESENT, Standing.PRESENT),
        (page("The insurers counted 4,123 containers lost at sea."), Standing.GONE, Standing.GONE),
        (lambda: reply("", status=404), Standing.DEAD, Standing.DEAD),
        (lambda: reply("", status=410), Standing.DEAD, Standing.DEAD),
        (lambda: reply("<title>404 not found</title><p>x", content_type="text/html"), Standing.DEAD, Standing.DEAD),
        (page("Subscribe to continue reading."), Standing.UNKNOWN, ""),
        (page("We use cookies. Our partners use cookies. Consent to cookies and privacy. " * 3), Standing.UNKNOWN, ""),
        (lambda: reply("", status=403), Standing.UNKNOWN, ""),
        (lambda: reply("", status=500), Standing.UNKNOWN, ""),
    ],
)  # fmt: skip
def test_a_look_says_what_became_of_the_quote(
    site, kept, reviewer, answer, outcome, on_evidence
):
    site.answer = answer
    made = look(kept, reviewer)
    assert made.outcome == outcome
    assert kept.standing == on_evidence
    assert kept.source.standing == outcome
    assert kept.source.checked_at is not None
    assert made.gone == ([kept.pk] if outcome == Standing.GONE else [])
    assert made.asked_by == reviewer
    if outcome == Standing.UNKNOWN:
        assert made.detail


def fetched(kept, body: bytes, **headers: str) -> None:
    """As if the page had been fetched in this state."""
    import hashlib

    snapshot = kept.source.snapshot
    type(snapshot).objects.filter(pk=snapshot.pk).update(
        sha256=hashlib.sha256(body).hexdigest()
    )
    Source.objects.filter(pk=kept.source_id).update(http_status=200, headers=headers)


def test_the_same_bytes_are_the_same(site, kept, reviewer):
    fetched(kept, site.answer().read())
    assert look(kept, reviewer).outcome == Standing.SAME


def test_a_site_may_say_itself_that_nothing_changed(site, kept, reviewer):
    fetched(kept, b"", etag='"7"', **{"last-modified": "Mon, 05 Jan 2026 10:00:00 GMT"})
    site.answer = lambda: reply("", status=304)
    assert look(kept, reviewer).outcome == Standing.SAME
    asked = site.requests[-1].headers
    assert asked["If-None-Match"] == '"7"'
    assert asked["If-Modified-Since"].startswith("Mon, 05 Jan")


def test_an_address_that_keeps_silent_is_dead_at_the_third_time(site, kept, reviewer):
    site.answer = lambda: reply("", status=500)
    outcomes = [look(kept, reviewer).outcome for _ in range(3)]
    assert outcomes == [Standing.UNKNOWN, Standing.UNKNOWN, Standing.DEAD]


def test_what_was_last_known_stays_when_a_look_fails(site, kept, reviewer):
    site.answer = page("Nothing of the kind.")
    look(kept, reviewer)
    site.answer = lambda: reply("", status=403)
    assert look(kept, reviewer).outcome == Standing.UNKNOWN
    assert kept.standing == Standing.GONE


def test_every_look_is_kept_and_a_quote_may_come_back(site, kept, reviewer):
    site.answer = page("Nothing of the kind.")
    look(kept, reviewer)
    site.answer = page(QUOTE)
    look(kept, reviewer)
    assert kept.standing == Standing.PRESENT
    history = [one.outcome for one in selectors.rechecks_of(kept.source)]
    assert history == [Standing.PRESENT, Standing.GONE]


def test_a_verdict_that_rests_on_a_quote_gone_is_told(site, reviewer, editor):
    claim = make_claim()
    make_verdict(claim, author=reviewer, editor=editor)
    cited = claim.evidence.get()
    beside = make_evidence(claim, actor=reviewer)
    publishing.publish(claim, actor=editor)
    site.answer = page("Nothing of the kind.")
    look(beside, reviewer)
    assert not selectors.shaken_claims().exists()  # nobody relied on it
    look(cited, reviewer)
    assert selectors.shaken_claims().get() == claim
    claim.refresh_from_db()
    assert claim.status == "published"  # people decide what follows
    site.answer = lambda: reply("", status=404)
    look(cited, reviewer)
    assert not selectors.shaken_claims().exists()  # the stored copy stands


def test_what_cannot_be_looked_at_says_so(site, kept, reviewer, stranger):
    with pytest.raises(NotAllowedError):
        rechecking.ask(kept.source, actor=stranger)
    paper = make_evidence(kept.claim, actor=reviewer, url="", title="Ledger")
    with pytest.raises(InvalidInputError, match="no address"):
        rechecking.ask(paper.source, actor=reviewer)
    record = make_evidence(kept.claim, actor=reviewer)
    Source.objects.filter(pk=record.source_id).update(provider="worldbank")
    with pytest.raises(InvalidInputError, match="no address"):
        rechecking.ask(record.source, actor=reviewer)


def test_two_who_ask_at_once_have_one_look(site, kept, reviewer, editor):
    first = rechecking.ask(kept.source, actor=reviewer)
    assert rechecking.ask(kept.source, actor=editor) == first
    assert Recheck.objects.count() == 1


# Every day -----------------------------------------------------------------------


def old(kept, *, days: int, checked: int | None = None) -> None:
    now = timezone.now()
    Source.objects.filter(pk=kept.source_id).update(
        retrieved_at=now - timedelta(days=days),
        checked_at=None if checked is None else now - timedelta(days=checked),
    )


def test_a_bounded_number_is_looked_at_daily_the_longest_unseen_first(
    site, reviewer, settings
):
    settings.CLAIMS_RECHECKS_A_DAY = 3
    claim = make_claim()
    never, long_ago, lately, today, fresh = (
        make_evidence(claim, actor=reviewer) for _ in range(5)
    )
    old(never, days=9)
    old(long_ago, days=9, checked=8)
    old(lately, days=9, checked=2)
    old(today, days=9, checked=0)
    rechecking.ask_daily()
    rechecking.ask_daily()
    asked = list(Recheck.objects.order_by("pk").values_list("source_id", flat=True))
    assert asked == [never.source_id, long_ago.source_id, lately.source_id]
    assert fresh.source_id not in asked
    due = Job.objects.filter(kind=JobKind.RECHECK).exclude(target_id=0)
    times = list(due.order_by("pk").values_list("run_after", flat=True))
    apart = [later - sooner for sooner, later in pairwise(times)]
    assert all(gap > timedelta(hours=2) for gap in apart)
    assert Recheck.objects.filter(asked_by=None).count() == 3
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=True):
        rechecking.ask_daily()
    assert Job.objects.filter(dedupe_key__startswith="rechecks:").count() == 2


@pytest.mark.parametrize("off", ["network", "none a day"])
def test_nothing_is_asked_where_nothing_may_be(kept, settings, off):
    settings.CLAIMS_NETWORK = off != "network"
    settings.CLAIMS_RECHECKS_A_DAY = 0 if off == "none a day" else 5
    old(kept, days=9)
    working.tidy()
    assert not Recheck.objects.exists()


def test_the_days_mark_is_a_job_about_nothing(site):
    rechecking.ask_daily()
    job = Job.objects.get(kind=JobKind.RECHECK)
    working.run(job.pk)
    job.refresh_from_db()
    assert job.state == "done"
    assert site.requests == []


# The words -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quote", "there"),
    [
        ("It said “4,200 crates – all lost”.", '"4,200 crates - all lost"', True),
        ("They lost 4,200\n\ncrates.", "lost 4,200 crates", True),
        ("THEY LOST 4,200 crates", "they lost 4,200 crates", True),
        ("They lost 14,200 crates", "4,200 crates", False),
        ("They lost 4,200,000", "They lost 4,200", False),
        ("They lost 4,200.", "They lost 4,200", True),
        ("They lost 4,200.5 t", "They lost 4,200", False),
        ("4,200,000 and they lost 4,200", "4,200", True),
        ("anything", "  ", False),
    ],
)
def test_words_are_the_same_however_they_are_set(text, quote, there):
    assert holds(text, quote) is there


def test_a_search_that_met_a_consent_page_did_not_find_nothing(reviewer):
    from claims.providers.base import Kind, Outcome, SearchResult, candidate
    from claims.providers.errors import ConsentError

    class Site:
        def fetch(self, _candidate):
            raise ConsentError

    one = candidate(url=URL, title="x", provider="x", rank=1, kind=Kind.WEB)
    result = SearchResult("x", Outcome.FOUND, (one,))
    searched = opening.read_candidates(make_claim(), Site(), result)
    assert searched.outcome == SearchOutcome.COULD_NOT_SEARCH
    assert "consent page" in searched.reason
