"""Claims that were taken up again before it was said where their work goes on."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command

from claims.models import Claim, StatusChange
from claims.selectors.soundness import broken_invariants, fallen_back
from claims.services import queueing, reviewing
from claims.vocabulary import Action, ClaimStatus
from tests.factories import make_claim

pytestmark = pytest.mark.django_db
NAME = "claims taken up again that no queue has"


@pytest.fixture
def left_behind(reviewer) -> Claim:
    """Reviewed by nobody, dismissed, and restored as an earlier version did it."""
    claim = make_claim()
    queueing.take(claim, actor=reviewer)
    reviewing.dismiss(claim, actor=reviewer, reason="Not worth it.")
    restored = {"version": claim.version + 1, "status": ClaimStatus.DETECTED}
    Claim.objects.filter(pk=claim.pk).update(**restored, dismissal="")
    StatusChange.objects.create(
        claim=claim,
        action=Action.RESTORE,
        old_status=ClaimStatus.DISMISSED,
        new_status=ClaimStatus.DETECTED,
        version=claim.version + 1,
        actor=reviewer,
    )
    claim.refresh_from_db()
    return claim


def test_the_record_is_told_not_to_be_sound(left_behind, capsys):
    assert broken_invariants()[NAME] == 1
    with pytest.raises(SystemExit):
        call_command("verify", "--json")
    assert json.loads(capsys.readouterr().out)["broken"][NAME] == 1
    left_behind.refresh_from_db()
    assert left_behind.status == ClaimStatus.DETECTED


def test_mending_makes_them_ready_by_steps_of_the_history(left_behind, reviewer):
    call_command("verify", "--mend", "--json")
    left_behind.refresh_from_db()
    assert left_behind.status == ClaimStatus.READY
    last = list(left_behind.status_changes.order_by("-version")[:2])
    assert [one.action for one in last] == [
        Action.SETTLE_SOURCES,
        Action.REQUEST_SOURCES,
    ]
    assert {one.actor for one in last} == {None}
    assert not left_behind.source_jobs.exists()
    queueing.take(left_behind, actor=reviewer)


def test_what_was_never_ready_or_is_where_it_belongs_stays(reviewer):
    fresh = make_claim(status=ClaimStatus.DETECTED)
    ready = make_claim()
    reviewing.dismiss(ready, actor=reviewer, reason="Not worth it.")
    reviewing.restore(ready, actor=reviewer)
    assert not fallen_back().exists()
    call_command("verify", "--mend", "--json")
    for claim, status in ((fresh, ClaimStatus.DETECTED), (ready, ClaimStatus.READY)):
        claim.refresh_from_db()
        assert claim.status == status


def test_mending_twice_changes_nothing_more(left_behind):
    call_command("verify", "--mend", "--json")
    version = Claim.objects.get(pk=left_behind.pk).version
    call_command("verify", "--mend", "--json")
    assert Claim.objects.get(pk=left_behind.pk).version == version
