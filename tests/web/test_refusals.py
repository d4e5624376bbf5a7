"""Steps of the claim page that are refused, with every typed word kept."""

from __future__ import annotations

import pytest

from claims.models import Claim, Evidence, Review
from claims.services import queueing
from claims.vocabulary import ClaimStatus
from tests.factories import (
    make_claim,
    make_evidence,
    make_review,
)
from tests.web.conftest import signed_in
from tests.web.pages import document, field, form_to, text
from tests.web.steps import do, status_of

RATIONALE = "The salvage log counts 3,150, and it was kept by hand.\nSee page 4."


@pytest.mark.parametrize(
    ("given", "status", "message"),
    [
        ({"rating": "", "evidence": True}, 400, "Choose a rating."),
        ({"rating": "superb", "evidence": True}, 400, "No such rating"),
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
    typed = {
        "rating": "refuted",
        "rationale": RATIONALE,
        "evidence": [cited.pk],
        "reason_codes": ["rounding"],
    }
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
        "reason_codes": ["rounding"],
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
    answer = do(as_editor, claim, verb, reason="Because.", kind="typo")
    assert answer.status_code == 409
    assert status_of(claim) == ClaimStatus.READY
    (alert, *_) = document(answer).xpath("//*[@role='alert']")
    assert alert.text_content().strip()


@pytest.mark.parametrize(
    ("given", "status", "message"),
    [
        ({"quote": "", "url": ""}, 400, "an address, a file or the passage"),
        ({"quote": "", "url": "ftp://x.example/"}, 400, "Only http and https"),
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


def test_all_that_is_wrong_is_said_at_its_field_with_a_way_there(as_reviewer, held):
    answer = do(
        as_reviewer,
        held,
        "review",
        rating="",
        rationale=" ",
        figure="1e400",
        evidence=[],
    )
    assert answer.status_code == 400
    page = document(answer)
    form = form_to(answer, f"/claims/{held.pk}/review/")
    assert len(form.xpath(".//*[contains(@class, 'field--wrong')]")) == 4
    (summary,) = page.xpath("//*[@role='alert'][.//li]")
    assert "4 things are to be put right" in summary.text_content()
    assert summary.get("autofocus") is not None
    for link in summary.xpath(".//a/@href"):
        assert page.xpath("//*[@id=$there]", there=link.removeprefix("#")), link


def test_one_thing_that_is_wrong_is_where_the_keyboard_goes_on(as_reviewer, held):
    answer = do(as_reviewer, held, "skip", reason="")
    (told,) = document(answer).xpath("//*[@role='alert'][@autofocus]")
    assert "what you typed is kept" in told.text_content()
    assert document(answer).xpath("count(//*[@autofocus])") == 1
