"""Each step of the claim page: done, or refused with every typed word kept."""

from __future__ import annotations

import pytest

from claims.models import Claim, Evidence, Review
from claims.services import publishing, queueing, reviewing, working
from claims.vocabulary import ClaimStatus, SearchOutcome
from tests.factories import (
    make_claim,
    make_evidence,
    make_review,
    make_verdict,
)
from tests.web.conftest import signed_in
from tests.web.pages import document, field, form_to, text

RATIONALE = "The salvage log counts 3,150, and it was kept by hand.\nSee page 4."


@pytest.fixture
def claim(db):
    return make_claim()


@pytest.fixture
def held(claim, reviewer):
    return queueing.take(claim, actor=reviewer)


@pytest.fixture
def decided(claim, reviewer, editor):
    make_verdict(claim, author=reviewer, editor=editor)
    return claim


@pytest.fixture
def published(decided, editor):
    publishing.publish(decided, actor=editor)
    return decided


def do(client, claim, verb, *, follow=True, **given):
    """Post to a verb the way the claim's page would."""
    fresh = Claim.objects.get(pk=claim.pk)
    given = {"version": fresh.version} | given
    return client.post(f"/claims/{claim.pk}/{verb}/", given, follow=follow)


def status_of(claim) -> str:
    return Claim.objects.get(pk=claim.pk).status


# Done ----------------------------------------------------------------------------


def test_a_claim_is_taken_and_given_back(as_reviewer, reviewer, claim):
    assert "This claim is yours now." in text(do(as_reviewer, claim, "take"))
    claim.refresh_from_db()
    assert (claim.status, claim.holder) == (ClaimStatus.IN_REVIEW, reviewer)
    assert "free for others" in text(do(as_reviewer, claim, "release"))
    claim.refresh_from_db()
    assert (claim.status, claim.holder) == (ClaimStatus.READY, None)


def test_a_hold_is_renewed_with_and_without_script(as_reviewer, held):
    before = held.held_until
    address = f"/claims/{held.pk}/renew/"
    assert as_reviewer.post(address).status_code == 302
    quietly = as_reviewer.post(address, headers={"HX-Request": "true"})
    assert quietly.status_code == 204
    held.refresh_from_db()
    assert held.held_until > before


def test_a_hold_that_is_not_mine_is_not_renewed(as_editor, held):
    assert as_editor.post(f"/claims/{held.pk}/renew/").status_code == 409


def test_sources_are_asked_for(as_reviewer, claim):
    assert "Looking for sources" in text(do(as_reviewer, claim, "sources"))
    assert status_of(claim) == ClaimStatus.SOURCING
    assert claim.source_jobs.filter(outcome=SearchOutcome.PENDING).exists()


def test_one_provider_is_asked_in_a_person_s_words_and_says_so(as_reviewer, claim):
    do(as_reviewer, claim, "sources", provider="library", queries=" crates lost \n\n")
    working.drain()
    asked = claim.source_jobs.get(provider="library")
    assert (asked.wording, asked.queries) == (["crates lost"], ["crates lost"])
    assert not claim.source_jobs.exclude(provider="library").exists()
    page = as_reviewer.get(f"/claims/{claim.pk}/")
    assert "worded by a person" in text(page)
    assert ">crates lost</textarea>" in page.content.decode()
    do(as_reviewer, claim, "sources", provider="library", queries="")
    working.drain()
    asked.refresh_from_db()
    assert asked.wording == []
    assert asked.queries != ["crates lost"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"provider": "oracle"}, "No such provider is in use."),
        ({"queries": "a\nb\nc\nd"}, "asked at most 3 questions"),
        ({"queries": "x" * 201}, "at most 200 characters"),
    ],
)
def test_questions_that_cannot_be_asked_are_refused_and_kept(
    as_reviewer, claim, given, told
):
    do(as_reviewer, claim, "sources")
    working.drain()
    given = {"provider": "library", "queries": "kept words"} | given
    answer = do(as_reviewer, claim, "sources", **given)
    assert answer.status_code == 400
    assert told in text(answer)
    assert status_of(claim) == ClaimStatus.READY
    if given["provider"] == "library":
        assert given["queries"][:5] in answer.content.decode()


def test_evidence_is_attached_and_compared_at_once(as_reviewer, reviewer, claim):
    answer = do(
        as_reviewer,
        claim,
        "evidence",
        quote="Divers counted 3,150 lost containers on the sea floor.",
        url="https://salvage.example/log",
        title="Salvage log",
        publisher="Salvors",
        published_on="2026-05-04",
        stance="refutes",
        note="By hand.",
    )
    kept = Evidence.objects.get()
    assert kept.explanation in text(answer)
    assert (kept.low, kept.stance, kept.added_by) == (3150, "refutes", reviewer)
    assert kept.source.published_at.date().isoformat() == "2026-05-04"


def test_a_review_is_handed_in_with_what_it_relies_on(as_reviewer, reviewer, held):
    cited = make_evidence(held, actor=reviewer)
    answer = do(
        as_reviewer,
        held,
        "review",
        rating="refuted",
        rationale=RATIONALE,
        evidence=[cited.pk],
        reason_codes=["outdated", "rounding"],
    )
    assert "Your review is in." in text(answer)
    review = Review.objects.get()
    assert (review.author, review.rating.slug) == (reviewer, "refuted")
    assert review.rationale.replace("\r\n", "\n") == RATIONALE
    assert list(review.evidence.all()) == [cited]
    assert review.reason_codes == ["outdated", "rounding"]


def test_searching_without_finding_enough_is_a_result(as_reviewer, held):
    do(
        as_reviewer,
        held,
        "review",
        rating="not_enough_evidence",
        rationale="Nobody counts this.",
        searched_not_enough="on",
    )
    assert Review.objects.get().searched_not_enough


def test_another_person_signs_off(as_editor, editor, reviewer, claim):
    review = make_review(claim, author=reviewer)
    answer = do(as_editor, claim, "decide", review=review.pk, note="Agreed.")
    assert "Signed off: Supported" in text(answer)
    verdict = claim.verdicts.get()
    assert (verdict.author, verdict.signed_off_by) == (reviewer, editor)
    assert verdict.note == "Agreed."


def test_of_two_reviews_the_chosen_one_is_signed_off(
    as_editor, reviewer, second_reviewer, claim
):
    first = make_review(claim, author=reviewer)
    queueing.take(claim, actor=second_reviewer)
    reviewing.submit_review(
        claim,
        reviewing.ReviewData(
            "refuted", "I disagree.", evidence=[make_evidence(claim, actor=reviewer).pk]
        ),
        actor=second_reviewer,
    )
    do(as_editor, claim, "decide", review=first.pk)
    assert claim.verdicts.get().review == first


def test_publishing_correcting_and_retracting(as_editor, decided):
    assert "Published." in text(do(as_editor, decided, "publish"))
    assert status_of(decided) == ClaimStatus.PUBLISHED
    do(as_editor, decided, "correct", reason="The unit was wrong.")
    assert status_of(decided) == ClaimStatus.IN_REVIEW
    assert decided.publications.get().withdrawal == "The unit was wrong."


def test_retracting_takes_the_publication_down(as_editor, published):
    do(as_editor, published, "retract", reason="The claim was never made.")
    assert status_of(published) == ClaimStatus.DECIDED
    assert not published.publications.filter(in_force=True).exists()


def test_a_verdict_is_reopened_with_a_reason(as_editor, decided):
    do(as_editor, decided, "reopen", reason="A newer register is out.")
    assert status_of(decided) == ClaimStatus.IN_REVIEW


def test_a_claim_is_set_aside_and_taken_up_again(as_reviewer, claim):
    do(as_reviewer, claim, "dismiss", reason="A jersey number.")
    claim.refresh_from_db()
    assert (claim.status, claim.dismissal) == (
        ClaimStatus.DISMISSED,
        "A jersey number.",
    )
    do(as_reviewer, claim, "restore")
    assert status_of(claim) == ClaimStatus.DETECTED


def test_an_editor_sends_a_review_back_with_a_reason(as_editor, reviewer, claim):
    make_review(claim, author=reviewer)
    refused = do(as_editor, claim, "send-back", reason="  ")
    assert refused.status_code == 400
    assert "Say why, in a sentence." in text(refused)
    assert status_of(claim) == ClaimStatus.IN_REVIEW
    answer = do(as_editor, claim, "send-back", reason="Cite the register itself.")
    assert "Sent back to review." in text(answer)
    claim.refresh_from_db()
    assert (claim.status, claim.round) == (ClaimStatus.READY, 2)


def test_only_an_editor_sends_a_review_back(
    as_reviewer, reviewer, second_reviewer, claim
):
    make_review(claim, author=second_reviewer)
    answer = do(as_reviewer, claim, "send-back", reason="Mine would be better.")
    assert answer.status_code == 403
    assert "Mine would be better." in answer.content.decode()
    claim.refresh_from_db()
    assert (claim.status, claim.round) == (ClaimStatus.IN_REVIEW, 1)


def test_putting_a_sign_off_down_leaves_the_review_waiting(
    as_editor, editor, reviewer, claim
):
    make_review(claim, author=reviewer)
    queueing.take(claim, actor=editor)
    do(as_editor, claim, "release")
    claim.refresh_from_db()
    assert (claim.status, claim.round, claim.holder) == (ClaimStatus.IN_REVIEW, 1, None)


def test_a_signed_off_claim_is_put_down_too(as_editor, editor, decided):
    queueing.take(decided, actor=editor)
    page = as_editor.get(decided.get_absolute_url())
    assert form_to(page, f"/claims/{decided.pk}/release/") is not None
    do(as_editor, decided, "release")
    decided.refresh_from_db()
    assert (decided.status, decided.holder) == (ClaimStatus.DECIDED, None)


def test_an_editor_frees_a_claim_somebody_walked_away_with(as_editor, held):
    page = as_editor.get(held.get_absolute_url())
    assert "Free it for others" in text(page)
    do(as_editor, held, "release")
    held.refresh_from_db()
    assert (held.status, held.holder) == (ClaimStatus.READY, None)


# Refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "status", "message"),
    [
        ({"rating": "", "evidence": True}, 400, "Choose a rating."),
        ({"rating": "superb", "evidence": True}, 400, "No such rating."),
        ({"rationale": " ", "evidence": True}, 400, "Say why"),
        ({}, 422, "Cite at least one piece of evidence"),
        ({"searched_not_enough": "on"}, 422, "needs evidence"),
        ({"evidence": [987654]}, 400, "Unknown evidence"),
        ({"reason_codes": ["gut_feeling"], "evidence": True}, 400, "not one of"),
        ({"version": "", "evidence": True}, 400, "came incomplete"),
    ],
)
def test_a_refused_review_keeps_everything_typed(
    as_reviewer, reviewer, held, given, status, message
):
    cited = make_evidence(held, actor=reviewer)
    typed = {"rating": "refuted", "rationale": RATIONALE, "reason_codes": ["rounding"]}
    given = dict(given)
    if given.get("evidence") is True:
        given["evidence"] = [cited.pk]
    answer = do(as_reviewer, held, "review", **(typed | given))
    assert answer.status_code == status
    assert message in text(answer)
    address = f"/claims/{held.pk}/review/"
    expected = (typed | given)["rationale"]
    assert field(answer, address, "rationale").strip() == expected.strip()
    if given.get("rating", "refuted") == "refuted":
        assert field(answer, address, "rating") == "refuted"
    if given.get("evidence") == [cited.pk]:
        form = form_to(answer, address)
        ticked = form.xpath(".//input[@name='evidence'][@checked]/@value")
        assert ticked == [str(cited.pk)]
    if "reason_codes" not in given:
        form = form_to(answer, address)
        assert form.xpath(".//input[@name='reason_codes'][@checked]/@value") == [
            "rounding"
        ]
    assert not Review.objects.exists()


def test_a_stale_review_is_a_conflict_and_can_be_sent_again(
    as_reviewer, reviewer, held
):
    cited = make_evidence(held, actor=reviewer)
    typed = {"rating": "refuted", "rationale": RATIONALE, "evidence": [cited.pk]}
    Claim.objects.update(version=held.version + 1)
    answer = as_reviewer.post(
        f"/claims/{held.pk}/review/", typed | {"version": held.version}
    )
    assert answer.status_code == 409
    assert "Somebody changed this claim" in text(answer)
    form = form_to(answer, f"/claims/{held.pk}/review/")
    again = dict(form.form_values())
    assert again["version"] == str(held.version + 1)
    as_reviewer.post(form.get("action"), again)
    assert Review.objects.get().rationale.replace("\r\n", "\n") == RATIONALE


def test_the_back_button_makes_no_second_review(as_reviewer, reviewer, held):
    cited = make_evidence(held, actor=reviewer)
    typed = {
        "version": held.version,
        "rating": "refuted",
        "rationale": RATIONALE,
        "evidence": [cited.pk],
    }
    address = f"/claims/{held.pk}/review/"
    assert as_reviewer.post(address, typed).status_code == 302
    assert as_reviewer.post(address, typed).status_code == 409
    assert Review.objects.count() == 1


def test_work_in_other_hands_is_a_conflict_that_names_them(
    as_reviewer, second_reviewer, claim
):
    queueing.take(claim, actor=second_reviewer)
    for verb, given in (
        ("take", {}),
        ("review", {"rating": "refuted", "rationale": RATIONALE}),
        ("dismiss", {"reason": "A jersey number."}),
    ):
        answer = do(as_reviewer, claim, verb, **given)
        assert answer.status_code == 409
        assert "remy is working on this claim" in text(answer)
        for typed in given.values():
            assert typed.split("\n")[0] in answer.content.decode()


def test_nobody_signs_off_their_own_review(editor, claim):
    review = make_review(claim, author=editor)
    answer = do(
        signed_in(editor), claim, "decide", review=review.pk, note="Looks fine to me."
    )
    assert answer.status_code == 403
    assert "Another person than the reviewer signs off." in text(answer)
    note = field(answer, f"/claims/{claim.pk}/decide/", "note")
    assert note.strip() == "Looks fine to me."
    assert not claim.verdicts.exists()


def test_a_review_of_another_claim_is_not_signed_off(as_editor, reviewer, claim):
    make_review(claim, author=reviewer)
    other = make_review(make_claim(), author=reviewer)
    answer = do(as_editor, claim, "decide", review=other.pk)
    assert answer.status_code == 400
    assert "not open on this claim" in text(answer)


@pytest.mark.parametrize("verb", ["reopen", "dismiss"])
def test_a_step_that_needs_a_reason_says_so(as_editor, decided, verb):
    claim = decided if verb == "reopen" else make_claim()
    answer = do(as_editor, claim, verb, reason="  ")
    assert answer.status_code == 400
    assert "Say why, in a sentence." in text(answer)


@pytest.mark.parametrize("verb", ["publish", "retract", "correct", "restore", "decide"])
def test_a_step_out_of_turn_is_a_conflict(as_editor, claim, verb):
    answer = do(as_editor, claim, verb, reason="Because.")
    assert answer.status_code == 409
    assert status_of(claim) == ClaimStatus.READY
    (alert, *_) = document(answer).xpath("//*[@role='alert']")
    assert alert.text_content().strip()


@pytest.mark.parametrize(
    ("given", "status", "message"),
    [
        ({"quote": ""}, 400, "Paste the passage"),
        ({"url": "", "title": ""}, 400, "an address or a title"),
        ({"url": "file:///etc/passwd"}, 400, "Only http and https"),
        ({"published_on": "4.5.2026"}, 400, "Enter a valid date."),
        ({"stance": "adores"}, 400, "not one of"),
        ({"quote": "x" * 5001}, 400, "5,000 characters"),
    ],
)
def test_refused_evidence_keeps_everything_typed(
    as_reviewer, claim, given, status, message
):
    typed = {
        "quote": "Divers counted 3,150.",
        "url": "https://salvage.example/log",
        "title": "Salvage log",
        "note": "By hand.",
    } | given
    answer = do(as_reviewer, claim, "evidence", **typed)
    assert answer.status_code == status
    assert message in text(answer)
    address = f"/claims/{claim.pk}/evidence/"
    for name in ("quote", "url", "title", "note"):
        assert (field(answer, address, name) or "").strip() == typed[name]
    (details,) = document(answer).xpath("//details[@id='attach']")
    assert "open" in details.attrib
    assert not Evidence.objects.exists()


def test_nothing_is_attached_to_a_published_claim(as_reviewer, published):
    before = published.evidence.count()
    answer = do(as_reviewer, published, "evidence", quote="Too late.", title="Late")
    assert answer.status_code == 409
    assert "Too late." in answer.content.decode()
    assert published.evidence.count() == before


def test_ids_on_the_page_are_unique(as_editor, reviewer, editor, claim):
    make_review(claim, author=reviewer)
    answer = do(as_editor, claim, "decide", review=1, note="x", version="")
    ids = document(answer).xpath("//@id")
    assert len(ids) == len(set(ids))
