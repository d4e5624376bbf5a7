"""Evidence attached by mistake is out of the way, kept, and can be brought back."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims import selectors
from claims.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    TransitionError,
)
from claims.models import ClaimEvent, Evidence, SearchText
from claims.services import (
    calculating,
    publishing,
    queueing,
    quorum,
    reviewing,
    takingback,
    talking,
)
from claims.vocabulary import DeskStep, Searched
from tests.admin.conftest import signed_in as in_admin
from tests.api.conftest import Api
from tests.conftest import person
from tests.factories import make_claim, make_evidence, make_verdict
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db
WHY = "It is about another harbour."


@pytest.fixture
def claim(reviewer):
    return queueing.take(make_claim(), actor=reviewer)


@pytest.fixture
def mistake(claim, reviewer):
    return make_evidence(claim, actor=reviewer)


def take_back(evidence, actor):
    return takingback.take_back(evidence, actor=actor, reason=WHY)


def test_it_counts_for_nothing_and_is_kept(claim, mistake, reviewer):
    other = make_evidence(claim, actor=reviewer)
    take_back(mistake, reviewer)
    assert list(claim.evidence.all()) == [other]
    assert list(selectors.evidence_of(claim)) == [other]
    words = SearchText.objects.filter(kind=Searched.EVIDENCE)
    assert list(words.values_list("target", flat=True)) == [other.pk]
    kept = Evidence.every.get(pk=mistake.pk)
    assert (kept.taken_back_by, kept.taken_back_why) == (reviewer, WHY)
    event = ClaimEvent.objects.get(step=DeskStep.TAKE_BACK)
    assert (event.actor, event.reason) == (reviewer, WHY)
    assert event.before.startswith(f"evidence {mistake.pk}: ")


def test_the_others_keep_their_letters(claim, mistake, reviewer):
    other = make_evidence(claim, actor=reviewer)
    take_back(mistake, reviewer)
    assert selectors.letters_in(claim)[other.pk] == "B"
    assert set(calculating.operands_of(claim)) == {"claim", "e2"}
    page = signed_in(reviewer).get(claim.get_absolute_url()).content.decode()
    assert f'id="evidence-{other.pk}"' in page
    assert f'id="evidence-{mistake.pk}"' not in page
    assert WHY in page


def test_it_is_brought_back_as_it_was(claim, mistake, reviewer):
    take_back(mistake, reviewer)
    lying = Evidence.every.get(pk=mistake.pk)
    back = takingback.bring_back(lying, actor=reviewer)
    assert list(claim.evidence.all()) == [back] == [mistake]
    assert (back.taken_back_at, back.taken_back_why) == (None, "")
    assert SearchText.objects.filter(kind=Searched.EVIDENCE, target=back.pk).exists()
    with pytest.raises(ConflictError):
        takingback.bring_back(back, actor=reviewer)


def test_it_is_for_who_attached_it_or_an_editor(
    claim, mistake, stranger, second_reviewer, reviewer, editor
):
    for other in (stranger, second_reviewer):
        with pytest.raises(NotAllowedError):
            take_back(mistake, other)
    take_back(mistake, editor)
    lying = Evidence.every.get(pk=mistake.pk)
    with pytest.raises(NotAllowedError):
        takingback.bring_back(lying, actor=reviewer)
    with pytest.raises(ConflictError):
        take_back(lying, editor)


@pytest.mark.parametrize("reason", ["", "  ", "\u202e", "x" * 301])
def test_it_takes_a_reason(mistake, reviewer, reason):
    with pytest.raises(InvalidInputError) as refused:
        takingback.take_back(mistake, actor=reviewer, reason=reason)
    assert refused.value.field == "reason"


def test_not_while_a_review_rests_on_it(claim, mistake, reviewer, editor):
    data = reviewing.ReviewData("supported", "So it is.", [mistake.pk])
    reviewing.submit_review(claim, data, actor=reviewer)
    with pytest.raises(TransitionError, match="review of rita of round 1 rests on it"):
        take_back(mistake, reviewer)
    reviewing.decide(claim, actor=editor)
    with pytest.raises(TransitionError, match="the verdict in force, rests on it"):
        take_back(mistake, editor)


def test_not_once_it_is_published(reviewer, editor):
    claim = make_claim()
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    with pytest.raises(TransitionError, match="published"):
        take_back(claim.evidence.get(), editor)


def test_not_while_a_calculation_or_a_discussion_rests_on_it(claim, reviewer):
    used, said = (make_evidence(claim, actor=reviewer) for _ in range(2))
    data = calculating.CalculationData("e1 * 2")
    made, _ = calculating.keep(claim, data, actor=reviewer)
    with pytest.raises(TransitionError, match="e1"):
        take_back(used, reviewer)
    talking.begin(claim, text="Is it?", actor=reviewer, evidence=said.pk)
    with pytest.raises(TransitionError, match="discussion"):
        take_back(said, reviewer)
    take_back(made, reviewer)
    take_back(used, reviewer)


def test_not_while_several_review_unled(editor, reviewer, second_reviewer):
    claim = quorum.ask_reviews(make_claim(), 2, actor=editor)
    queueing.take(claim, actor=reviewer)
    mistake = make_evidence(claim, actor=reviewer)
    with pytest.raises(TransitionError, match="unled"):
        take_back(mistake, reviewer)


def test_attached_again_it_says_where_it_lies(claim, mistake, reviewer):
    take_back(mistake, reviewer)
    told = {"quote": mistake.quote, "url": mistake.source.url}
    with pytest.raises(ConflictError, match="brought back"):
        make_evidence(claim, actor=reviewer, title=mistake.source.title, **told)


def test_the_page_takes_back_and_brings_back(claim, mistake, reviewer):
    client = signed_in(reviewer)
    page = client.get(claim.get_absolute_url()).content.decode()
    assert f'action="/evidence/{mistake.pk}/take-back/"' in page
    client.post(f"/evidence/{mistake.pk}/take-back/", {"reason": WHY})
    assert not claim.evidence.exists()
    page = client.get(claim.get_absolute_url()).content.decode()
    assert f'action="/evidence/{mistake.pk}/bring-back/"' in page
    client.post(f"/evidence/{mistake.pk}/bring-back/")
    assert claim.evidence.exists()


def test_the_rest_door_does_the_same(claim, mistake, reviewer):
    rest, place = Api(reviewer), f"evidence/{mistake.pk}/"
    assert rest.post(f"{place}take-back/", {}).json()["field"] == "reason"
    told = rest.post(f"{place}take-back/", {"reason": WHY}).json()
    assert (told["id"], told["taken_back_by"]) == (mistake.pk, "rita")
    assert rest.get(place).status_code == 404
    assert rest.get(f"claims/{claim.pk}/evidence/").json()["count"] == 0
    assert rest.post(f"{place}bring-back/").json()["id"] == mistake.pk
    assert rest.post(f"{place}bring-back/").status_code == 409


def test_the_admin_does_the_same(claim, mistake):
    client = in_admin(person("elis", "editor", is_staff=True))
    page = reverse("admin:claims_evidence_take_back", args=[mistake.pk])
    listed = reverse("admin:claims_evidence_changelist")

    def rows(**query) -> int:
        return len(client.get(listed, query).context["cl"].result_list)

    assert client.post(page, {"reason": ""}).status_code == 400
    assert client.post(page, {"reason": WHY}).status_code == 302
    assert (rows(), rows(taken_back="in")) == (0, 1)
    row = client.get(reverse("admin:claims_evidence_change", args=[mistake.pk]))
    assert WHY in row.content.decode()
    client.post(page)
    assert (rows(), rows(taken_back="in")) == (1, 0)
