"""Two people at one claim: nobody's words are lost, and nobody's are written over unseen."""

from __future__ import annotations

import pytest

from claims.errors import StaleClaimError
from claims.models import Claim, ClaimEvent, Evidence
from claims.selectors.changes import changes_since
from claims.services import (
    calculating,
    evidence,
    queueing,
    quorum,
    rereading,
    reviewing,
    takingback,
)
from claims.services.calculating import CalculationData
from claims.services.rereading import ReadingData
from claims.services.reviewdata import ReviewData
from tests.api.conftest import Api
from tests.factories import make_claim, make_evidence
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(reviewer) -> Evidence:
    return make_evidence(make_claim(), actor=reviewer)


def test_what_was_said_of_a_passage_before_stays_in_the_history(
    found, reviewer, second_reviewer
):
    evidence.set_stance(found, "supports", actor=reviewer, note="Read it twice.")
    evidence.set_stance(found, "refutes", actor=second_reviewer)
    rows = ClaimEvent.objects.filter(claim=found.claim, step="stance").order_by("id")
    about = f"evidence {found.pk}: "
    assert [(one.actor, one.before, one.after) for one in rows] == [
        (reviewer, f"{about}nothing", "Supports"),
        (second_reviewer, f"{about}Supports", "Refutes"),
    ]
    note = ClaimEvent.objects.get(step="note")
    assert (note.before, note.after) == (f"{about}nothing", "a note")


def test_saying_the_same_again_changes_nothing(found, reviewer):
    evidence.set_stance(found, "supports", actor=reviewer)
    evidence.set_stance(found, "supports", actor=reviewer)
    assert found.version == 2
    assert ClaimEvent.objects.count() == 1


def test_a_stance_is_not_written_over_unseen(found, reviewer, second_reviewer):
    mine = Evidence.objects.get(pk=found.pk)
    evidence.set_stance(found, "supports", actor=reviewer)
    with pytest.raises(StaleClaimError) as caught:  # read before, sent after
        evidence.set_stance(mine, "refutes", actor=second_reviewer)
    (one,) = caught.value.changed
    assert (one.field, one.before, one.after) == ("stance", "nothing", "Supports")
    assert one.by == reviewer.username
    assert Evidence.objects.get(pk=found.pk).stance == "supports"


def test_the_page_shows_both_and_takes_it_once_more_knowingly(
    found, reviewer, second_reviewer
):
    evidence.set_stance(found, "supports", actor=reviewer)
    client, path = signed_in(second_reviewer), f"/evidence/{found.pk}/stance/"
    answer = client.post(path, {"stance": "refutes", "version": 1})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Supports" in page
    assert "You said: <strong>Refutes" in page
    assert 'name="version" value="2"' in page
    assert client.post(path, {"stance": "refutes", "version": 2}).status_code == 302
    assert Evidence.objects.get(pk=found.pk).stance == "refutes"


def test_rest_names_what_changed_about_evidence(found, reviewer, second_reviewer):
    api, path = Api(second_reviewer), f"evidence/{found.pk}/"
    tag = api.get(path).headers["ETag"]
    evidence.set_stance(found, "supports", actor=reviewer)
    late = api("PATCH", path, {"stance": "refutes"}, headers={"If-Match": tag})
    assert late.status_code == 412
    assert [one["field"] for one in late.json()["changed"]] == ["stance"]
    assert late.json()["changed"][0]["by"] == reviewer.username
    late = api("PATCH", path, {"stance": "refutes", "version": 1})
    assert (late.status_code, late.json()["code"]) == (409, "stale")
    fresh = api.get(path).headers["ETag"]
    done = api("PATCH", path, {"stance": "refutes"}, headers={"If-Match": fresh})
    assert done.json()["version"] == 3


def test_rest_names_what_changed_about_a_claim(reviewer, second_reviewer):
    claim = make_claim()
    api, path = Api(second_reviewer), f"claims/{claim.pk}/reading/"
    rereading.correct(claim, ReadingData(base="all crates"), actor=reviewer)
    for headers, body, status in (
        ({"If-Match": '"1"'}, {}, 412),
        ({}, {"version": 1}, 409),
    ):
        late = api("POST", path, {"unit": "box"} | body, headers=headers)
        assert late.status_code == status
        (one,) = late.json()["changed"]
        assert (one["field"], one["before"], one["after"]) == (
            "base",
            "none",
            "all crates",
        )


def test_the_claims_page_shows_mine_beside_theirs_and_keeps_what_was_typed(
    reviewer, second_reviewer
):
    claim = make_claim()
    rereading.correct(claim, ReadingData(base="all crates"), actor=reviewer)
    client, path = signed_in(second_reviewer), f"/claims/{claim.pk}/reading/"
    typed = {"version": 1, "base": "all containers", "thing": "containers"}
    answer = client.post(path, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Changed since you opened it" in page
    assert "Now read as: all crates." in page
    assert 'value="all containers"' in page
    newest = Claim.objects.get(pk=claim.pk).version
    again = client.post(path, typed | {"version": newest})
    assert again.status_code == 302
    assert Claim.objects.get(pk=claim.pk).base == "all containers"


def test_each_step_since_is_told_once(reviewer, editor):
    claim = make_claim()
    rereading.confirm(claim, actor=reviewer)
    read = claim.version
    quorum.ask_reviews(claim, 2, actor=editor)
    queueing.take(claim, actor=reviewer)
    told = changes_since(claim, read, editor)
    assert [one.field for one in told] == ["reviewers", "status"]
    assert changes_since(claim, claim.version, editor) == []


def test_what_others_decided_about_evidence_meanwhile_is_told(
    found, reviewer, second_reviewer, editor
):
    claim, other = found.claim, make_evidence(found.claim, actor=reviewer)
    read = claim.version
    evidence.set_stance(found, "supports", actor=reviewer, note="Read it twice.")
    evidence.set_stance(found, "context", actor=second_reviewer)
    other = takingback.take_back(other, actor=reviewer, reason="Of another port.")
    takingback.bring_back(other, actor=editor)
    rereading.confirm(claim, actor=editor)
    told = [
        (one.field, one.before, one.after, one.by)
        for one in changes_since(claim, read, second_reviewer)
    ]
    first, second = (f"evidence {one.pk}: " for one in (found, other))
    relation = other.get_relation_display()
    assert told[:6] == [
        *(("evidence", "", f"{one}{relation}", "rita") for one in (first, second)),
        ("stance", f"{first}nothing", "Supports", "rita"),
        ("note", f"{first}nothing", "a note", "rita"),
        ("take_back", f"{second}{relation}", "", "rita"),
        ("bring_back", f"{second}{relation}", "", "edda"),
    ]
    assert told[6][0] == "confirm"


def test_the_claims_page_lists_stances_others_took_meanwhile(
    found, reviewer, second_reviewer
):
    claim = found.claim
    evidence.set_stance(found, "supports", actor=reviewer)
    rereading.correct(claim, ReadingData(base="all crates"), actor=reviewer)
    path = f"/claims/{claim.pk}/reading/"
    answer = signed_in(second_reviewer).post(path, {"version": 1, "unit": "box"})
    page = answer.content.decode()
    assert answer.status_code == 409
    changed = page.split("Changed since you opened it")[1].split("</table>")[0]
    assert "evidence A: nothing" in changed
    assert f"evidence A: {found.get_relation_display()}" in changed
    history = signed_in(second_reviewer).get(claim.get_absolute_url())
    assert "evidence A: nothing to Supports" in history.content.decode()
    assert "Supports" in changed
    assert "all crates" in changed
    late = Api(second_reviewer)(
        "POST", f"claims/{claim.pk}/reading/", {"unit": "box", "version": 1}
    )
    told = [one["field"] for one in late.json()["changed"]]
    assert told == ["evidence", "stance", "base"]


def test_evidence_others_brought_meanwhile_is_told_and_what_is_kept_is_not(
    reviewer, second_reviewer, editor
):
    claim = quorum.ask_reviews(make_claim(), 2, actor=editor)
    make_evidence(claim, actor=reviewer)
    queueing.take(claim, actor=second_reviewer)
    read = claim.version
    make_evidence(claim, actor=second_reviewer)
    brought = make_evidence(claim, actor=reviewer)
    worked = CalculationData("e1 * 7 + 0.4")
    calculating.keep(claim, worked, actor=editor)
    told = changes_since(claim, read, second_reviewer)
    named = f"evidence {brought.pk}: {brought.get_relation_display()}"
    assert [(one.field, one.after, one.by) for one in told] == [
        ("evidence", named, "rita")
    ]


def test_a_review_to_be_followed_unled_is_told_without_its_content(
    reviewer, second_reviewer, editor
):
    claim = quorum.ask_reviews(make_claim(), 2, actor=editor)
    queueing.take(claim, actor=reviewer)
    cited, read = make_evidence(claim, actor=reviewer), claim.version
    data = ReviewData("supported", "So.", [cited.pk], figure="4,200 containers")
    reviewing.submit_review(claim, data, actor=reviewer)
    brought, one = changes_since(claim, read, second_reviewer)
    assert brought.field == "evidence"
    assert (one.field, one.after, one.by) == ("reviews", "one more", "a reviewer")
    (one,) = changes_since(claim, read, reviewer)
    assert one.after == "Supported"
