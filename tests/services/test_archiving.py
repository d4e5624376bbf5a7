"""A copy of evidence in a web archive: asked for by an editor, and never waited for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from claims.errors import InvalidInputError, NotAllowedError
from claims.models import ArchiveCopy, Job
from claims.providers.page_saving import SavePageNow
from claims.providers.wayback import Wayback
from claims.services import archiving, working
from claims.vocabulary import ArchiveState, JobKind, JobState
from tests.factories import make_article, make_claim, make_evidence
from tests.providers.fakes import Web, recorded

pytestmark = pytest.mark.django_db
PAGE = "https://port.example/report"


@pytest.fixture
def evidence(reviewer):
    article = make_article(published_at=datetime(2024, 6, 1, tzinfo=UTC))
    return make_evidence(make_claim(article), actor=reviewer, url=PAGE)


@pytest.fixture
def archive(monkeypatch):
    """An archive that answers a submission, then each look at its status, in turn."""

    def run(submit="save_taken", *statuses, rows="rows", memento="memento", key="a:b"):
        waiting = list(statuses)

        def site(request):
            path = request.url.path
            if request.url.host == "archive.org":
                return recorded("wayback/not_available")
            if path == "/save":
                return recorded(f"wayback/{submit}")
            if path.startswith("/save/status/"):
                name = waiting.pop(0) if len(waiting) > 1 else waiting[0]
                return recorded(f"wayback/{name}")
            if path.startswith("/cdx/"):
                return recorded(f"wayback/{rows}")
            return recorded(f"wayback/{memento}")

        web = Web(site)
        saver = SavePageNow(web.client(), key)
        monkeypatch.setattr(archiving, "saver", lambda: saver)
        monkeypatch.setattr(archiving, "archive", lambda: Wayback(web.client()))
        return web

    return run


def asked_for(evidence, editor, turns=4) -> ArchiveCopy:
    copy = archiving.ask_for_copy(evidence, actor=editor)
    for _ in range(turns):
        Job.objects.filter(state=JobState.READY).update(run_after="2020-01-01T00:00Z")
        working.drain()
    copy.refresh_from_db()
    return copy


def paths(web, start):
    return [r.url.path for r in web.requests if r.url.path.startswith(start)]


def test_a_copy_is_made_and_told(archive, evidence, editor):
    web = archive("save_taken", "save_pending", "save_done")
    copy = asked_for(evidence, editor)
    assert (copy.state, copy.reason) == (ArchiveState.SAVED, "")
    assert copy.url == f"https://web.archive.org/web/20261123070102/{PAGE}"
    assert copy.captured_at == datetime(2026, 11, 23, 7, 1, 2, tzinfo=UTC)
    assert paths(web, "/save") == [
        "/save", *[f"/save/status/{copy.ticket}"] * 2,
    ]  # fmt: skip


def test_nothing_waits_for_it(archive, evidence, editor):
    archive("save_taken", "save_pending")
    copy = archiving.ask_for_copy(evidence, actor=editor)
    assert copy.state == ArchiveState.WAITING
    working.drain()
    job = Job.objects.get(kind=JobKind.ARCHIVE)
    assert job.state == JobState.READY
    assert job.attempts == 0


def test_asking_twice_makes_one_copy(archive, evidence, editor):
    web = archive("save_taken", "save_done")
    asked_for(evidence, editor)
    asked_for(evidence, editor)
    assert len(paths(web, "/save")) == 2
    assert ArchiveCopy.objects.count() == 1


def test_a_worker_that_died_after_submitting_submits_no_second_time(
    archive, evidence, editor
):
    web = archive("save_taken", "save_pending")
    asked_for(evidence, editor)
    assert paths(web, "/save").count("/save") == 1


def test_one_that_stays_pending_for_ever_ends_with_another_copy(
    archive, evidence, editor
):
    archive("save_taken", "save_pending")
    copy = asked_for(evidence, editor)
    assert copy.state == ArchiveState.WAITING
    long_ago = timezone.now() - timedelta(minutes=11)
    ArchiveCopy.objects.update(submitted_at=long_ago)
    Job.objects.filter(state=JobState.READY).update(run_after="2020-01-01T00:00Z")
    working.drain()
    copy.refresh_from_db()
    assert copy.state == ArchiveState.OLDER
    assert "no end within ten minutes" in copy.reason


def test_a_page_that_is_gone_gets_the_copy_nearest_to_the_article(
    archive, evidence, editor
):
    archive("save_taken", "save_failed")
    copy = asked_for(evidence, editor)
    assert copy.state == ArchiveState.OLDER
    assert copy.captured_at == datetime(2024, 5, 30, 8, 15, tzinfo=UTC)
    assert "Couldn't resolve host" in copy.reason


def test_without_keys_a_copy_there_is_is_found_all_the_same(archive, evidence, editor):
    web = archive(key="")
    copy = asked_for(evidence, editor)
    assert copy.state == ArchiveState.OLDER
    assert copy.reason == "No keys of an Internet Archive account are set."
    assert not paths(web, "/save")


def test_no_copy_at_all_is_a_failure_with_its_reasons(archive, evidence, editor):
    archive("save_blocked", rows="no_rows")
    copy = asked_for(evidence, editor)
    assert copy.state == ArchiveState.FAILED
    assert "block list" in copy.reason
    assert copy.reason.endswith("There is no other copy.")


def test_trouble_that_passes_is_tried_again_and_given_up_in_the_end(
    archive, evidence, editor
):
    archive("save_too_many_at_once")
    copy = asked_for(evidence, editor)
    assert copy.state == ArchiveState.WAITING
    past = "2020-01-01T00:00Z"
    Job.objects.filter(state=JobState.READY).update(run_after=past, created_at=past)
    working.drain()
    copy.refresh_from_db()
    assert copy.state == ArchiveState.FAILED
    assert "limit of active sessions" in copy.reason
    archive("save_taken", "save_done")
    assert asked_for(evidence, editor).state == ArchiveState.SAVED


def test_a_copy_of_a_page_to_sign_in_on_is_pointed_out(archive, evidence, editor):
    archive("save_taken", "save_done", memento="login")
    copy = asked_for(evidence, editor)
    assert copy.state == ArchiveState.SAVED
    assert copy.reason == "Look at it: The page asks for a login."


def test_the_archive_being_off_is_told(evidence, editor, settings):
    settings.CLAIMS_PROVIDERS_OFF = ["wayback"]
    copy = asked_for(evidence, editor)
    assert (copy.state, copy.reason) == (
        ArchiveState.FAILED,
        "The web archive is switched off.",
    )


def test_the_network_being_off_is_told(evidence, editor, settings):
    settings.CLAIMS_PROVIDER_KEYS = {"wayback": "access:secret"}
    copy = asked_for(evidence, editor)
    assert (copy.state, copy.reason) == (
        ArchiveState.FAILED,
        "The network is switched off.",
    )


def test_it_is_an_editors_choice(evidence, reviewer):
    with pytest.raises(NotAllowedError):
        archiving.ask_for_copy(evidence, actor=reviewer)


def test_only_pages_of_the_web_can_be_archived(reviewer, editor):
    pasted = make_evidence(make_claim(), actor=reviewer, url="", title="A letter")
    with pytest.raises(InvalidInputError):
        archiving.ask_for_copy(pasted, actor=editor)
    assert not ArchiveCopy.objects.exists()
