"""A copy in a web archive, as the claim's page tells it."""

from __future__ import annotations

from datetime import UTC, datetime

from django.urls import reverse

from claims.models import ArchiveCopy, Source, SourceJob
from claims.vocabulary import ArchiveState, SearchOutcome
from tests.factories import make_evidence

BUTTON = b"Have it archived"
WHEN = datetime(2026, 11, 23, 7, 1, tzinfo=UTC)


def test_an_editor_has_evidence_archived_and_sees_that_it_is_under_way(
    claim, reviewer, as_editor
):
    evidence = make_evidence(claim, actor=reviewer)
    assert BUTTON in as_editor.get(claim.get_absolute_url()).content
    address = reverse("evidence-archive", args=[evidence.pk])
    page = as_editor.post(address, follow=True).content
    assert b"The web archive is asked for a copy." in page
    assert b"Being archived." in page
    assert BUTTON not in page


def test_a_reviewer_is_offered_and_allowed_none(claim, reviewer, as_reviewer):
    evidence = make_evidence(claim, actor=reviewer)
    assert BUTTON not in as_reviewer.get(claim.get_absolute_url()).content
    address = reverse("evidence-archive", args=[evidence.pk])
    assert as_reviewer.post(address).status_code == 403
    assert not ArchiveCopy.objects.exists()


def test_a_copy_is_linked_with_its_time_and_a_failure_can_be_tried_again(
    claim, reviewer, editor, as_editor
):
    source = make_evidence(claim, actor=reviewer).source
    copy = ArchiveCopy.objects.create(
        source=source,
        asked_by=editor,
        state=ArchiveState.OLDER,
        url="https://web.archive.org/web/20261123070100/https://insurers.example/1",
        captured_at=WHEN,
        reason="No keys are set.",
    )
    page = as_editor.get(claim.get_absolute_url()).content.decode()
    assert "copy of 23 Nov 2026, 07:01" in page
    assert "No keys are set." in page
    ArchiveCopy.objects.filter(pk=copy.pk).update(
        state=ArchiveState.FAILED, url="", captured_at=None, reason="It is blocked."
    )
    page = as_editor.get(claim.get_absolute_url()).content
    assert b"Not archived. It is blocked." in page
    assert BUTTON in page


def test_evidence_read_from_a_copy_says_so_and_is_not_archived_again(
    claim, reviewer, as_editor
):
    evidence = make_evidence(claim, actor=reviewer)
    Source.objects.update(captured_at=WHEN)
    page = as_editor.get(claim.get_absolute_url()).content
    assert b"a web archive's copy of 23 Nov 2026, 07:01 UTC" in page
    assert BUTTON not in page
    snapshot = as_editor.get(reverse("snapshot", args=[evidence.pk])).content
    assert b"a web archive's copy of" in snapshot


def test_a_place_that_was_not_asked_can_be_asked_in_ones_own_words(claim, as_reviewer):
    SourceJob.objects.create(
        claim=claim,
        provider="wayback",
        outcome=SearchOutcome.NOT_ASKED,
        reason="It is asked for addresses only.",
    )
    page = as_reviewer.get(claim.get_absolute_url()).content
    assert b"Ask a question of your own" in page
    assert b"Ask Wayback Machine again" in page
