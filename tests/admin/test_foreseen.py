"""What a new version of a policy would change is shown before it is put to use."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import shipped_weights
from claims.models import Claim, PriorityPolicy, ReviewPolicy, WorthPolicy
from claims.services import (
    calibrating,
    foreseeing,
    priority,
    quorum,
    ranking,
    worthiness,
)
from tests.admin.conftest import messages_of
from tests.admin.test_forms import form_of
from tests.factories import make_claim, make_review, read_article

WORTH, PRIORITY, REVIEW = (
    f"/admin/claims/{name}policy/" for name in ("worth", "priority", "review")
)
TEXT = (
    "The mayor said the city spent 12 percent of its budget on roads in 2024. "
    "Ten people came. The minister promised 4,000 flats."
)


def page(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("address", "field", "value", "other", "model"),
    [
        (WORTH, "share", "0.90", "0.20", WorthPolicy),
        (PRIORITY, "deadline", "100", "7", PriorityPolicy),
        (REVIEW, "two_from", "0.10", "0.20", ReviewPolicy),
    ],
)
def test_nothing_is_put_to_use_unseen(
    editing_client, address, field, value, other, model
):
    read_article(TEXT)
    address += "add/"
    given = form_of(editing_client.get(address)) | {field: value, "save": "1"}
    shown = editing_client.post(address, given)
    assert "What this would change" in page(shown)
    seen = {**form_of(shown), "save": "1", "note": "as seen"}
    again = editing_client.post(address, {**seen, field: other})
    assert "What this would change" in page(again)
    assert not model.objects.exists()
    editing_client.post(address, seen)
    assert model.objects.get().note == "as seen"


def test_foreseen_scores_are_those_the_ranking_gives(staff_editor):
    read_article(TEXT)
    weights = {name: one.weight for name, one in shipped_weights().items()}
    weights |= {"share": Decimal("0.90"), "base": Decimal("0.05")}
    foreseen = foreseeing.of_weights(weights)
    before = {claim.pk: claim.check_worthiness for claim in Claim.objects.all()}
    policy = worthiness.make_policy(weights, actor=staff_editor)
    ranking.HANDLER.work(policy)
    after = {claim.pk: claim.check_worthiness for claim in Claim.objects.all()}
    assert before != after
    moved = {one.claim.pk: (one.now, one.then) for one in foreseen.moved}
    assert moved == {
        pk: (f"{before[pk]:.2f}", f"{after[pk]:.2f}")
        for pk in before
        if before[pk] != after[pk]
    }


def test_the_front_of_the_queue_is_foreseen(staff_editor):
    read_article(TEXT)
    points = dict.fromkeys(priority.FEATURES, 0) | {"worth": 100}
    foreseen = foreseeing.of_points(points)
    priority.make_policy(points, actor=staff_editor)
    front = list(Claim.objects.order_by("-priority", "pk").values_list("pk", flat=True))
    for one in foreseen.moved:
        assert front[int(one.then) - 1] == one.claim.pk


def test_how_many_reviews_are_needed_is_foreseen(staff_editor):
    read_article(TEXT)
    asked = make_claim()
    quorum.ask_reviews(asked, 3, actor=staff_editor)
    worths = sorted(Claim.objects.exclude(pk=asked.pk).values_list("check_worthiness"))
    least = worths[-1][0]
    told = foreseeing.of_reviews(least, None).lines
    many = sum(worth == least for (worth,) in worths)
    assert told[1] == ("open claims that take two reviews", "0", str(many))
    assert told[2] == ("open claims that take three reviews", "1", "1")


def test_reviews_that_would_no_longer_do_are_foreseen(reviewer, editor):
    make_review(make_claim(check_worthiness="0.90"), author=reviewer)
    make_review(make_claim(check_worthiness="0.20"), author=reviewer)
    (line,) = foreseeing.of_reviews(Decimal("0.5"), None).lines[2:]
    told = "reviewed claims that go back to wait for another review"
    assert line == (told, "", "1")
    quorum.make_policy(two_from=Decimal("0.5"), three_from=None, actor=editor)
    (line,) = foreseeing.of_reviews(None, None).lines[2:]
    assert line == ("claims that wait for another review and then for none", "", "1")


def test_claims_for_calibration_are_not_up_for_review(editing_client, staff_editor):
    make_claim()
    calibrating.mark(make_claim().article, actor=staff_editor)
    assert "Up for review now: 1 claims" in page(editing_client.get(f"{REVIEW}add/"))


def test_an_old_version_is_where_a_new_one_begins(editing_client, staff_editor):
    worthiness.make_policy({"share": Decimal("0.77")}, actor=staff_editor)
    worthiness.make_policy({}, actor=staff_editor, seen=1)
    shown = page(editing_client.get(f"{WORTH}1/change/"))
    assert f"{WORTH}add/?from=1" in shown
    given = form_of(editing_client.get(f"{WORTH}add/?from=1"))
    assert (given["share"], given["seen"]) == ("0.77", "2")
    shown = editing_client.post(f"{WORTH}add/?from=1", given)
    done = editing_client.post(
        f"{WORTH}add/?from=1", {**form_of(shown), "save": "1"}, follow=True
    )
    assert messages_of(done)[0].startswith("Weights, version 3 is in use")


@pytest.mark.parametrize("odd", ["9", "x", "-1", "9" * 40, ""])
def test_a_version_that_never_was_begins_with_the_one_in_use(editing_client, odd):
    for address in (WORTH, PRIORITY, REVIEW):
        assert editing_client.get(f"{address}add/?from={odd}").status_code == 200


def test_without_claims_the_page_says_so(editing_client):
    given = form_of(editing_client.get(f"{REVIEW}add/")) | {"two_from": "0.5"}
    assert "No claim is open" in page(editing_client.post(f"{REVIEW}add/", given))
