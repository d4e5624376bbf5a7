"""Somebody leaves: no claim stays with them, and history keeps what they did."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.errors import InvalidInputError, NotAllowedError
from claims.models import ApiKey, Claim, Departure, Notice
from claims.services import arranging, keys, leaving, notices, queueing, talking
from claims.vocabulary import ClaimStatus
from tests.conftest import person
from tests.factories import make_claim, make_review


def test_what_was_held_is_freed_and_a_review_stays(reviewer, editor):
    bare, reviewed = make_claim(), make_claim()
    queueing.take(bare, actor=reviewer)
    make_review(reviewed, author=reviewer)
    Claim.objects.filter(pk=reviewed.pk).update(holder=reviewer)
    done = leaving.leave(reviewer, actor=editor)
    bare.refresh_from_db()
    reviewed.refresh_from_db()
    assert (bare.status, bare.holder) == (ClaimStatus.READY, None)
    assert (reviewed.status, reviewed.holder) == (ClaimStatus.IN_REVIEW, None)
    assert bare.status_changes.last().reason == leaving.REASON
    assert reviewed.reviews.get().author == reviewer
    assert (done.freed, done.actor, reviewer.is_active) == (2, editor, False)


def test_what_was_assigned_goes_to_others_evenly_or_back(reviewer, editor):
    others = [person("o1", "reviewer"), person("o2", "reviewer")]
    claims = [make_claim() for _ in range(4)]
    arranging.assign(claims, reviewer, actor=editor)
    done = leaving.leave(reviewer, actor=editor, to=["o1", "o2"])
    assert done.handed_over == 4
    assert [one.assigned_claims.count() for one in others] == [2, 2]
    event = claims[0].events.last()
    assert (event.before, event.actor) == ("rita", editor)
    back = leaving.leave(others[0], actor=editor)
    assert (back.handed_over, back.to) == (2, "")
    assert Claim.objects.filter(assignee=None).count() == 2
    assert Notice.objects.filter(person=others[1], event="assigned").count() == 2


def test_many_claims_cost_no_more_queries_than_a_few(reviewer, second_reviewer, editor):
    costs = []
    for who, count in ((reviewer, 2), (second_reviewer, 9)):
        assigned = [make_claim() for _ in range(count)]
        arranging.assign(assigned, who, actor=editor)
        for _ in range(count):
            queueing.take(make_claim(), actor=who)
        with CaptureQueriesContext(connection) as asked:
            done = leaving.leave(who, actor=editor)
        assert (done.freed, done.handed_over) == (count, count)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_the_account_is_told_nothing_more_and_its_keys_go(reviewer, editor):
    claim = make_claim()
    notices.watch(claim, actor=reviewer)
    keys.create_key(reviewer)
    arranging.assign([claim], reviewer, actor=editor)
    leaving.leave(reviewer, actor=editor)
    with pytest.raises(InvalidInputError, match="Nobody here is called @rita"):
        talking.begin(claim, text="@rita?", actor=editor)
    talking.begin(claim, text="Who knows?", actor=editor)
    assert not ApiKey.objects.filter(user=reviewer).exists()
    assert not Notice.objects.filter(person=reviewer, read_at=None).exists()
    assert not reviewer.watches.exists()


def test_a_pseudonym_takes_the_name_and_leaves_the_words(reviewer, editor):
    reviewer.first_name, reviewer.email = "Rita", "rita@desk.example"
    reviewer.save()
    comment = talking.begin(make_claim(), text="Gross.", actor=reviewer).comment
    person(f"former-{reviewer.pk}")  # somebody is called so already
    leaving.leave(reviewer, actor=editor)
    done = leaving.leave(reviewer, actor=editor, pseudonymise=True)
    comment.refresh_from_db()
    assert comment.author.get_full_name() == f"Former colleague {reviewer.pk}"
    assert comment.author.username == f"former-{reviewer.pk}-x"
    assert comment.author.email == ""
    assert not comment.author.has_usable_password()
    assert comment.text == "Gross."
    assert done.pseudonymised
    assert Departure.objects.count() == 2


def test_editors_and_operators_close_accounts_and_nobody_their_own(
    reviewer, second_reviewer, editor, operator
):
    for who, account in ((second_reviewer, reviewer), (editor, operator)):
        with pytest.raises(NotAllowedError):
            leaving.leave(account, actor=who)
    with pytest.raises(InvalidInputError):
        leaving.leave(editor, actor=editor)
    leaving.leave(editor, actor=operator)
    assert not editor.is_active


@pytest.mark.parametrize("to", [["nobody"], ["sten"], ["rita"]])
def test_claims_go_to_reviewers_who_stay(reviewer, editor, stranger, to):
    with pytest.raises(InvalidInputError):
        leaving.leave(reviewer, actor=editor, to=to)
    reviewer.refresh_from_db()
    assert reviewer.is_active


def test_it_can_be_done_on_the_machine(reviewer, second_reviewer, editor, capsys):
    arranging.assign([make_claim()], reviewer, actor=editor)
    call_command("off_board", "rita", "--to", "remy", "--pseudonymise")
    told = capsys.readouterr().out
    assert "1 handed over to remy" in told
    with pytest.raises(CommandError, match="no account 'rita'"):
        call_command("off_board", "rita")
