from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from claims.admin.claim_actions import ACTIONS, AT_ONCE
from claims.models import BulkChange, Claim, Publication, Review, StatusChange, Verdict
from claims.services import correcting, publishing, queueing, reviewing
from claims.vocabulary import Action, ClaimStatus
from claims.workflow import NEEDS_REASON, ROLES
from tests.admin.conftest import messages_of, signed_in
from tests.conftest import person
from tests.factories import make_claim, make_evidence, make_review, make_verdict
from tests.web.pages import document, text

LIST = "/admin/claims/claim/"


def do(client, action: str, *claims, **more):
    """Post an action from the list, and whatever page comes back."""
    chosen = [claim.pk for claim in claims]
    form = {"action": action, "_selected_action": chosen} | more
    return client.post(LIST, form, follow=True)


def status_of(claim) -> str:
    return Claim.objects.get(pk=claim.pk).status


def test_every_step_of_a_person_is_an_action():
    steps = {action.value for action, role in ROLES.items() if role is not None}
    assert set(ACTIONS) == steps


def test_actions_that_change_what_was_said_ask_for_a_reason():
    asking = {one.action for one in ACTIONS.values() if one.needs_reason}
    assert asking == set(NEEDS_REASON)


def test_a_reviewer_takes_and_releases_a_claim(reviewing_client, staff_reviewer):
    claim = make_claim()
    assert messages_of(do(reviewing_client, "start_review", claim)) == ["1 taken."]
    claim.refresh_from_db()
    assert (claim.status, claim.holder) == (ClaimStatus.IN_REVIEW, staff_reviewer)
    told = messages_of(do(reviewing_client, "release", claim, reason=""))
    assert told == ["1 released."]
    assert status_of(claim) == ClaimStatus.READY


def test_looking_for_sources_asks_every_provider(reviewing_client):
    claim = make_claim(status=ClaimStatus.DETECTED)
    do(reviewing_client, "request_sources", claim)
    assert status_of(claim) == ClaimStatus.SOURCING
    assert claim.source_jobs.count() >= 1


def test_dismissing_asks_why_first_and_keeps_the_reason(reviewing_client):
    claim = make_claim()
    asked = do(reviewing_client, "dismiss", claim)
    assert asked.templates[0].name == "admin/claims/claim/ask.html"
    assert status_of(claim) == ClaimStatus.READY
    empty = do(reviewing_client, "dismiss", claim, reason="  ")
    assert empty.status_code == 400
    assert status_of(claim) == ClaimStatus.READY
    told = messages_of(do(reviewing_client, "dismiss", claim, reason="A forecast."))
    assert told == ["1 dismissed."]
    claim.refresh_from_db()
    assert (claim.status, claim.dismissal) == (ClaimStatus.DISMISSED, "A forecast.")
    assert messages_of(do(reviewing_client, "restore", claim)) == ["1 restored."]


def test_several_are_tried_first_then_done_and_can_be_undone(
    reviewing_client, staff_reviewer
):
    one, other = make_claim(), make_claim()
    gone = make_claim(status=ClaimStatus.PUBLISHED)
    asked = do(reviewing_client, "dismiss", one, other, gone)
    page = asked.content.decode()
    assert page.count("Would be refused") == 1
    assert status_of(one) == ClaimStatus.READY
    answer = do(reviewing_client, "dismiss", one, other, gone, reason="A forecast.")
    change = BulkChange.objects.get()
    assert (change.done, change.actor) == (2, staff_reviewer)
    assert messages_of(answer)[0].startswith("2 done: dismiss, 1 refused: claim")
    assert change.get_absolute_url() in messages_of(answer)[0]
    reviewing_client.post(f"{change.get_absolute_url()}undo/")
    assert [status_of(one), status_of(other)] == [ClaimStatus.READY] * 2


def test_looking_for_sources_again_for_several_is_tried_first_too(reviewing_client):
    claims = [make_claim(), make_claim()]
    asked = do(reviewing_client, "request_sources", *claims)
    assert asked.templates[0].name == "admin/claims/claim/ask.html"
    do(reviewing_client, "request_sources", *claims, reason="")
    assert [status_of(one) for one in claims] == [ClaimStatus.SOURCING] * 2
    assert BulkChange.objects.get().done == 2


def test_the_asking_page_can_be_sent_as_it_is(reviewing_client):
    claim = make_claim()
    page = do(reviewing_client, "dismiss", claim).content.decode()
    for part in (
        'name="action" value="dismiss"',
        f'name="_selected_action" value="{claim.pk}"',
        f'name="seen" value="{claim.pk}:{claim.version}"',
        'name="reason"',
        "csrfmiddlewaretoken",
    ):
        assert part in page


def test_a_claim_changed_since_the_asking_page_is_refused(reviewing_client):
    claim = make_claim()
    seen = f"{claim.pk}:{claim.version - 1}"
    response = do(reviewing_client, "dismiss", claim, reason="Old news.", seen=seen)
    assert "Somebody changed this claim" in messages_of(response)[0]
    assert status_of(claim) == ClaimStatus.READY


def test_an_editor_signs_off_publishes_corrects_and_retracts(
    editing_client, staff_reviewer, staff_editor
):
    claim = make_claim()
    make_review(claim, author=staff_reviewer)
    assert messages_of(do(editing_client, "decide", claim, reason="Clear.")) == [
        "1 signed off."
    ]
    verdict = Verdict.objects.get(claim=claim, in_force=True)
    assert (verdict.author, verdict.signed_off_by) == (staff_reviewer, staff_editor)
    assert verdict.note == "Clear."
    assert messages_of(do(editing_client, "publish", claim)) == ["1 published."]
    assert Publication.objects.get(claim=claim).in_force
    do(editing_client, "retract", claim, reason="The source withdrew its report.")
    assert status_of(claim) == ClaimStatus.DECIDED
    (refusal,) = messages_of(do(editing_client, "publish", claim))
    assert "retracted" in refusal
    do(editing_client, "reopen", claim, reason="A newer count came out.")
    assert status_of(claim) == ClaimStatus.IN_REVIEW


def test_the_editor_chooses_which_review_is_signed_off(
    editing_client, staff_reviewer, second_reviewer
):
    claim = make_claim()
    first = make_review(claim, author=staff_reviewer)
    make_second = Review.objects.create(
        claim=claim,
        round=claim.round,
        author=second_reviewer,
        rating=first.rating,
        rationale="Also read.",
    )
    asked = do(editing_client, "decide", claim).content.decode()
    assert asked.count('name="review"') == 2
    assert f'value="{make_second.pk}" checked' in asked
    do(editing_client, "decide", claim, reason="", review=first.pk)
    assert Verdict.objects.get(claim=claim).review == first


def test_reopening_sets_the_verdict_aside(
    editing_client, staff_reviewer, second_editor
):
    claim = make_claim()
    make_verdict(claim, author=staff_reviewer, editor=second_editor)
    do(editing_client, "reopen", claim, reason="One more source came in.")
    assert status_of(claim) == ClaimStatus.IN_REVIEW
    assert not Verdict.objects.filter(claim=claim, in_force=True).exists()


def test_in_bulk_each_claim_is_judged_alone(
    editing_client, staff_reviewer, second_editor
):
    ready = [make_claim() for _ in range(4)]
    for claim in ready[:3]:
        make_verdict(claim, author=staff_reviewer, editor=second_editor)
    (told,) = messages_of(do(editing_client, "publish", *ready))
    assert told.startswith(f"3 published, 1 refused: claim {ready[3].pk}: ")
    assert "“Ready for review”" in told
    assert [status_of(claim) for claim in ready] == ["published"] * 3 + ["ready"]


def test_the_same_refusal_is_told_once(reviewing_client):
    claims = [make_claim(status=ClaimStatus.DECIDED) for _ in range(3)]
    (told,) = messages_of(do(reviewing_client, "publish", *claims))
    assert told.startswith("0 published, 3 refused: ")
    assert told.count("role") == 1


def test_an_editor_does_not_sign_off_an_own_review_not_even_in_bulk(
    editing_client, staff_editor, staff_reviewer
):
    mine, theirs = make_claim(), make_claim()
    own = make_review(mine, author=staff_editor)
    make_review(theirs, author=staff_reviewer)
    (told,) = messages_of(do(editing_client, "decide", mine, theirs, reason=""))
    assert told.startswith("1 signed off, 1 refused: ")
    assert "Another person than the reviewer signs off." in told
    assert status_of(mine) == ClaimStatus.IN_REVIEW
    do(editing_client, "decide", mine, reason="", review=own.pk)
    assert not Verdict.objects.filter(claim=mine).exists()


def test_a_claim_somebody_holds_is_left_alone(reviewing_client, second_reviewer):
    claim = make_claim()
    queueing.take(claim, actor=second_reviewer)
    for action, words in (("dismiss", {"reason": "Mine."}), ("start_review", {})):
        (told,) = messages_of(do(reviewing_client, action, claim, **words))
        assert "remy is working on this claim." in told
    assert status_of(claim) == ClaimStatus.IN_REVIEW


@pytest.mark.parametrize("name", ACTIONS)
def test_a_superuser_without_a_role_gets_the_refusal(
    name, operating_client, reviewer, editor
):
    claim = make_claim(status=_start_of(ACTIONS[name].action))
    (told,) = messages_of(do(operating_client, name, claim, reason="Because I can."))
    assert told.startswith("0 ")
    assert "role" in told
    assert not StatusChange.objects.filter(claim=claim).exists()


def _start_of(action: Action) -> ClaimStatus:
    return {
        Action.REQUEST_SOURCES: ClaimStatus.DETECTED,
        Action.DISMISS: ClaimStatus.READY,
        Action.RESTORE: ClaimStatus.DISMISSED,
        Action.START_REVIEW: ClaimStatus.READY,
        Action.RELEASE: ClaimStatus.IN_REVIEW,
        Action.DECIDE: ClaimStatus.IN_REVIEW,
        Action.REOPEN: ClaimStatus.DECIDED,
        Action.PUBLISH: ClaimStatus.DECIDED,
        Action.CORRECT: ClaimStatus.PUBLISHED,
        Action.RETRACT: ClaimStatus.PUBLISHED,
    }[action]


def test_staff_without_a_role_sees_nothing(db):
    client = signed_in(person("simo", is_staff=True))
    assert client.get(LIST).status_code == 403
    assert do(client, "publish", make_claim()).status_code == 403


@pytest.mark.parametrize(
    "form",
    [
        {"action": "publish", "_selected_action": "1 OR 1=1"},
        {"action": "publish", "_selected_action": "9" * 30},
        {"action": "publish", "_selected_action": "٣"},
        {"action": "publish", "_selected_action": "1", "index": "seven"},
        {"action": "no_such_action", "_selected_action": "1"},
        {"action": "delete_selected", "_selected_action": "1", "post": "yes"},
        {
            "action": "decide",
            "_selected_action": "1",
            "reason": "x",
            "review": "9" * 40,
        },
        {"action": "dismiss", "_selected_action": "1", "reason": "x", "seen": "1:999"},
        {"action": "publish"},
        {},
    ],
)
def test_a_twisted_form_does_nothing(form, editing_client):
    claim = make_claim()
    response = editing_client.post(LIST, form, follow=True)
    assert response.status_code == 200
    assert Claim.objects.filter(pk=claim.pk, status=ClaimStatus.READY).exists()


def test_rows_the_filter_hides_are_not_acted_on(reviewing_client):
    claim = make_claim()
    form = {"action": "start_review", "_selected_action": claim.pk}
    reviewing_client.post(f"{LIST}?status__exact=decided", form)
    assert status_of(claim) == ClaimStatus.READY


def test_too_many_at_once_is_refused_whole(reviewing_client, monkeypatch):
    monkeypatch.setattr("claims.admin.claim_bulk.AT_ONCE", 2)
    claims = [make_claim() for _ in range(3)]
    (told,) = messages_of(do(reviewing_client, "start_review", *claims))
    assert told == "At most 2 claims at once; nothing was done."
    assert {status_of(claim) for claim in claims} == {ClaimStatus.READY}
    assert AT_ONCE > 2


def test_the_claim_s_page_offers_what_its_status_and_the_role_allow(
    reviewing_client, editing_client, operating_client, staff_reviewer
):
    claim = make_claim()
    page = reverse("admin:claims_claim_change", args=[claim.pk])

    def offered(client) -> list[str]:
        return [one.name for one in client.get(page).context["claim_actions"]]

    assert offered(reviewing_client) == ["request_sources", "dismiss", "start_review"]
    assert offered(operating_client) == []
    make_review(claim, author=staff_reviewer)
    assert "decide" in offered(editing_client)
    assert "decide" not in offered(reviewing_client)


def test_nobody_is_offered_to_sign_off_their_own_review(
    editing_client, staff_editor, staff_reviewer
):
    own, other = make_claim(), make_claim()
    make_review(own, author=staff_editor)
    make_review(other, author=staff_reviewer)
    for claim, offered in ((own, False), (other, True)):
        page = reverse("admin:claims_claim_change", args=[claim.pk])
        actions = editing_client.get(page).context["claim_actions"]
        assert ("decide" in [one.name for one in actions]) is offered


def test_only_who_holds_a_claim_is_offered_to_review_it(
    reviewing_client, editing_client, staff_reviewer
):
    claim = make_claim()
    queueing.take(claim, actor=staff_reviewer)
    page = reverse("admin:claims_claim_change", args=[claim.pk])
    assert reviewing_client.get(page).context["may_review"] is True
    assert editing_client.get(page).context["may_review"] is False


def test_acting_from_the_claim_s_page_leads_back_to_it(reviewing_client):
    claim = make_claim()
    response = do(reviewing_client, "start_review", claim, from_claim="1")
    assert response.redirect_chain[-1][0] == f"{LIST}{claim.pk}/change/"


def test_a_review_is_written_on_its_own_page(reviewing_client, staff_reviewer):
    claim = make_claim()
    queueing.take(claim, actor=staff_reviewer)
    evidence = make_evidence(claim, actor=staff_reviewer)
    page = reverse("admin:claims_claim_review", args=[claim.pk])
    assert "<mark>4,200</mark>" in reviewing_client.get(page).content.decode()
    form = {
        "rating": "supported",
        "rationale": "The report counts as many.",
        "evidence": [evidence.pk],
        "reason_codes": ["rounding"],
        "version": claim.version,
    }
    refused = reviewing_client.post(page, form | {"rationale": ""})
    assert "Say why, so that a reader can follow." in refused.content.decode()
    assert reviewing_client.post(page, form | {"evidence": []}).status_code == 422
    assert reviewing_client.post(page, form | {"version": 0}).status_code == 409
    assert reviewing_client.post(page, form | {"rating": "true"}).status_code == 200
    assert not Review.objects.exists()
    assert reviewing_client.post(page, form).status_code == 302
    review = Review.objects.get()
    assert (review.author, review.rating.slug) == (staff_reviewer, "supported")
    assert [e.pk for e in review.evidence.all()] == [evidence.pk]


def test_a_superuser_without_a_role_does_not_review(operating_client):
    page = reverse("admin:claims_claim_review", args=[make_claim().pk])
    assert operating_client.get(page).status_code == 403
    assert operating_client.post(page, {"rating": "supported"}).status_code == 403


# A correction that changes nothing -------------------------------------------------


@pytest.fixture
def unchanged(staff_reviewer, staff_editor):
    """A claim corrected to change its verdict, and signed off again as it was."""
    claim = make_claim()
    make_verdict(claim, author=staff_reviewer, editor=staff_editor)
    publishing.publish(claim, actor=staff_editor)
    correcting.correct(claim, actor=staff_editor, reason="All wrong.", kind="verdict")
    queueing.take(claim, actor=staff_reviewer)
    data = reviewing.ReviewData(
        rating="supported", rationale="Read again.", evidence=[claim.evidence.get().pk]
    )
    reviewing.submit_review(claim, data, actor=staff_reviewer)
    reviewing.decide(claim, actor=staff_editor)
    return claim


def test_publishing_asks_what_a_correction_does_that_changes_no_verdict(
    unchanged, editing_client
):
    asked = do(editing_client, "publish", unchanged)
    page = asked.content.decode()
    assert '<option value="update">' in page
    assert '<option value="verdict">' not in page
    assert 'name="reason"' not in page
    assert do(editing_client, "publish", unchanged, kind="void").status_code == 400
    assert status_of(unchanged) == ClaimStatus.DECIDED
    told = messages_of(do(editing_client, "publish", unchanged, kind="update"))
    assert told == ["1 published."]
    first = Publication.objects.get(claim=unchanged, revision=1)
    assert first.correction == "update"


def test_the_class_said_is_only_for_the_claims_that_ask_for_it(
    unchanged, editing_client, staff_reviewer, staff_editor
):
    other = make_claim()
    make_verdict(other, author=staff_reviewer, editor=staff_editor)
    told = messages_of(do(editing_client, "publish", unchanged, other, kind="typo"))
    assert told == ["2 published."]


# As on the lists of the web --------------------------------------------------------

ORDERS = [
    ("bulk_assign", {"to": "rosa"}, "assignee__username", "rosa"),
    (
        "bulk_due",
        {"due_at_0": "2031-05-04", "due_at_1": "12:30"},
        "due_at",
        datetime(2031, 5, 4, 12, 30, tzinfo=UTC),
    ),
    ("bulk_importance", {"importance": "2"}, "article__importance", 2),
    ("bulk_reviewers", {"reviews": "2"}, "reviews_asked", 2),
]


@pytest.mark.parametrize(("action", "words", "field", "value"), ORDERS)
def test_several_are_arranged_after_a_look_at_what_it_comes_to(
    action, words, field, value, editing_client, staff_reviewer
):
    claims = [make_claim(), make_claim()]
    closed = make_claim(status=ClaimStatus.DISMISSED)
    chosen = [*claims, closed]
    keys = [one.pk for one in claims]

    def now() -> list:
        rows = Claim.objects.filter(pk__in=keys)
        return list(rows.order_by().values_list(field, flat=True).distinct())

    before = now()
    asking = do(editing_client, action, *chosen)
    assert "See what it comes to" in asking.content.decode()
    tried = do(editing_client, action, *chosen, asked="1", **words)
    page = tried.content.decode()
    assert "claims would change" in page
    for name, given in words.items():
        assert f'type="hidden" name="{name}" value="{given}"' in page
    assert now() == before
    assert not BulkChange.objects.exists()
    done = do(editing_client, action, *chosen, asked="1", confirm="1", **words)
    change = BulkChange.objects.get()
    assert change.get_absolute_url() in messages_of(done)[0]
    assert now() == [value]
    editing_client.post(f"{change.get_absolute_url()}undo/")
    assert now() == before


def test_whom_claims_can_be_given_to_is_offered_and_nobody_else(
    editing_client, reviewing_client
):
    claim = make_claim()
    for client, offered in (
        (editing_client, ["", "elis", "rosa"]),
        (reviewing_client, ["", "rosa"]),
    ):
        asked = document(do(client, "bulk_assign", claim))
        assert asked.xpath("//select[@name='to']/option/@value") == offered
        for name in offered[1:]:
            tried = do(client, "bulk_assign", claim, asked="1", to=name)
            assert "1 of 1 claim would change" in text(tried), name


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("bulk_assign", {"to": "nobody-here"}),
        ("bulk_due", {"due_at_0": "soon"}),
        ("bulk_importance", {"importance": "9"}),
        ("bulk_reviewers", {"reviews": "4"}),
    ],
)
def test_an_order_that_cannot_be_read_is_asked_again(action, words, editing_client):
    claim = make_claim()
    again = do(editing_client, action, claim, asked="1", confirm="1", **words)
    assert again.status_code == 400
    assert not BulkChange.objects.exists()


def test_arranging_holds_to_the_guards_of_every_door(
    reviewing_client, operating_client
):
    claim = make_claim()
    for client in (reviewing_client, operating_client):
        words = {"asked": "1", "confirm": "1", "reviews": "2"}
        (told,) = messages_of(do(client, "bulk_reviewers", claim, **words))
        assert "role" in told
    claim.refresh_from_db()
    assert claim.reviews_asked is None


def test_arranging_leaves_alone_what_changed_since_it_was_looked_at(editing_client):
    claim = make_claim()
    words = {"asked": "1", "confirm": "1", "reviews": "2"}
    seen = f"{claim.pk}:{claim.version - 1}"
    answer = do(editing_client, "bulk_reviewers", claim, seen=seen, **words)
    assert "Somebody changed this claim" in messages_of(answer)[0]
