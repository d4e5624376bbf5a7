from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.utils import timezone

from claims.models import SourceJob
from claims.services import correcting, publishing, queueing, reviewing, takingback
from claims.services.worthiness import make_policy
from claims.vocabulary import ClaimStatus, SearchOutcome
from tests.factories import (
    make_article,
    make_claim,
    make_evidence,
    make_review,
    make_verdict,
)
from tests.web.conftest import signed_in
from tests.web.pages import document, form_to, select, text


@pytest.fixture
def claim(db):
    return make_claim()


def page(client, claim):
    return client.get(claim.get_absolute_url())


def verbs(answer, claim) -> set[str]:
    """The steps a page offers."""
    start = claim.get_absolute_url()
    return {
        form.get("action").removeprefix(start).strip("/")
        for form in document(answer).forms
        if (form.get("action") or "").startswith(start)
    }


def test_the_sentence_stands_in_its_context_with_the_number_marked(as_reviewer, db):
    text_ = "Rain fell. The port lost 4,200 crates, it said. Divers came."
    start = text_.index("The port")
    claim = make_claim(
        make_article(text_), sentence_start=start, sentence_end=text_.index(" Divers")
    )
    (quote,) = select(page(as_reviewer, claim), "quote")
    assert quote.text_content() == text_
    assert [mark.text for mark in quote.iter("mark")] == ["4,200"]
    assert [part.text.strip() for part in quote.find_class("around")] == [
        "Rain fell.",
        "Divers came.",
    ]


def test_the_reading_is_laid_open(as_reviewer, db):
    claim = make_claim(
        claimant="the port",
        period="in May",
        base="all crates",
        reasons=["it names a claimant", "it is a large number"],
        ambiguities=["period"],
    )
    shown = text(page(as_reviewer, claim))
    for words in (
        claim.readback,
        "it names a claimant, it is a large number",
        "0.80",
        "at least",
        "the port",
        "in May",
        "all crates",
        "Unclear",
        "from 4,200",
    ):
        assert words in shown


def test_the_score_is_shown_as_a_sum(as_reviewer, db):
    claim = make_claim(
        check_worthiness="0.28",
        contributions=[
            {"feature": "base", "weight": "0.1", "phrase": "where it starts"},
            {"feature": "number", "weight": "0.3", "phrase": "it states a number"},
            {"feature": "small", "weight": "-0.12", "phrase": "a small count"},
        ],
    )
    lines = [
        " ".join(li.text_content().split()) for li in summed(page(as_reviewer, claim))
    ]
    assert lines == [
        "+0.10where it starts",
        "+0.30it states a number",
        "\N{MINUS SIGN}0.12a small count",
        "0.28by the shipped weights",
    ]


def test_a_sum_above_one_says_that_it_is_cut_and_whose_weights_it_adds(
    as_reviewer, editor
):
    policy = make_policy({}, actor=editor)
    claim = make_claim(
        check_worthiness="1.00",
        contributions=[{"feature": "base", "weight": "1.2", "phrase": "it starts"}],
        worth_policy=policy,
    )
    (*_, last) = summed(page(as_reviewer, claim))
    assert last.text_content().strip() == "1.20cut to 1.00, by weights, version 1"


def summed(answer) -> list:
    found, _priority = select(answer, "sum")
    return list(found.iter("li"))


READ = {"confirm", "reading"}

DESK = {"talk", "watch", "replies"}  # whatever the status


@pytest.mark.parametrize(
    ("status", "reviewer_may", "editor_may"),
    [
        (
            ClaimStatus.DETECTED,
            {"sources", "dismiss", "evidence", "calculate", *READ},
            {"reviewers", "arrange"},
        ),
        (ClaimStatus.SOURCING, {"confirm"}, {"reviewers", "arrange"}),
        (
            ClaimStatus.READY,
            {"take", "skip", "sources", "dismiss", "evidence", "calculate", *READ},
            {"reviewers", "arrange"},
        ),
        (ClaimStatus.DISMISSED, {"restore"}, set()),
    ],
)
def test_buttons_are_what_the_workflow_allows(
    as_reviewer, as_editor, as_stranger, status, reviewer_may, editor_may
):
    claim = make_claim(status=status)
    reviewer_may = reviewer_may | DESK
    assert verbs(page(as_reviewer, claim), claim) == reviewer_may
    assert verbs(page(as_editor, claim), claim) == reviewer_may | {
        *editor_may,
        "no-reply",
    }
    assert verbs(page(as_stranger, claim), claim) == {"watch"}


def test_what_several_passed_over_is_taken_by_an_editor(as_reviewer, as_editor):
    claim = make_claim(escalated=True)
    assert "take" not in verbs(page(as_reviewer, claim), claim)
    assert "take" in verbs(page(as_editor, claim), claim)


OWN = {"evidence", "calculate", "roots", *DESK}


def test_buttons_along_the_way_to_publication(
    as_reviewer, as_editor, reviewer, editor, claim
):
    queueing.take(claim, actor=reviewer)
    held = {"review", "release", "skip", "sources", "dismiss", "evidence", "calculate"}
    held |= READ | DESK
    assert verbs(page(as_reviewer, claim), claim) == held
    cited = make_evidence(claim, actor=reviewer)
    reviewing.submit_review(
        claim,
        reviewing.ReviewData(
            "refuted", "No.", evidence=[cited.pk], reason_codes=["rounding"]
        ),
        actor=reviewer,
    )
    assert "review" not in verbs(page(as_reviewer, claim), claim)
    assert verbs(page(as_reviewer, claim), claim) == OWN
    assert verbs(page(as_editor, claim), claim) == {
        "decide",
        "take",
        "send-back",
        "panel",
        "sources",
        "dismiss",
        *OWN,
        "reviewers",
        "arrange",
        "no-reply",
    }
    queueing.take(claim, actor=editor)
    assert {"decide", "review", "release", "send-back"} <= verbs(
        page(as_editor, claim), claim
    )
    reviewing.decide(claim, actor=editor)
    assert verbs(page(as_reviewer, claim), claim) == OWN
    assert verbs(page(as_editor, claim), claim) == {
        "publish",
        "prolong",
        "reopen",
        *OWN,
        "arrange",
        "no-reply",
    }


def test_the_form_for_a_review_is_shown_to_who_holds_the_claim(
    as_reviewer, second_reviewer, reviewer, claim
):
    assert "review" not in verbs(page(as_reviewer, claim), claim)
    queueing.take(claim, actor=reviewer)
    assert "review" in verbs(page(as_reviewer, claim), claim)
    assert "review" not in verbs(page(signed_in(second_reviewer), claim), claim)


def test_an_editor_is_told_what_starting_over_costs(
    as_editor, as_reviewer, reviewer, claim
):
    cost = "The review handed in becomes history."
    assert cost not in text(page(as_editor, claim))
    make_review(claim, author=reviewer)
    SourceJob.objects.create(claim=claim, provider="library")
    assert text(page(as_editor, claim)).count(cost) == 2
    assert cost not in text(page(as_reviewer, claim))


def test_taking_a_reviewed_claim_is_for_sign_off_or_a_further_review(
    as_editor, second_reviewer, reviewer, claim
):
    make_review(claim, author=reviewer)
    shown = text(page(as_editor, claim))
    assert shown.index("Sign off as the verdict") < shown.index("Take for sign-off")
    shown = text(page(signed_in(second_reviewer), claim))
    assert "Take for a further review" in shown
    assert "Take for review" not in shown.split("History")[0]


def test_who_signs_off_sees_what_the_review_relies_on(as_editor, reviewer, claim):
    queueing.take(claim, actor=reviewer)
    unused = make_evidence(claim, actor=reviewer, quote="The owner paid 80 million.")
    cited = make_evidence(
        claim, actor=reviewer, quote="Divers counted 3,150 lost containers."
    )
    reviewing.submit_review(
        claim,
        reviewing.ReviewData(
            "refuted",
            "The log says less.\nIt was kept by hand.",
            evidence=[cited.pk],
            reason_codes=["wrong_base"],
        ),
        actor=reviewer,
    )
    panel = document(page(as_editor, claim)).get_element_by_id("sign-off")
    (rationale,) = panel.find_class("rationale")
    assert rationale.text_content() == "The log says less.\nIt was kept by hand."
    (relied,) = panel.find_class("relied")
    assert " ".join(relied.text_content().split()) == (
        "BEvidence ◆ Disagrees: “Divers counted 3,150 lost containers.” Primary"
    )
    assert "Wrong base" in panel.text_content()
    assert unused.quote not in panel.text_content()


def test_letters_stay_when_surer_evidence_arrives(
    as_reviewer, anonymous, reviewer, editor, claim
):
    unused, cited = (
        make_evidence(
            claim, actor=reviewer, quote=f"Divers counted {n} lost containers."
        )
        for n in (3150, 3160)
    )
    queueing.take(claim, actor=reviewer)
    reviewing.submit_review(
        claim,
        reviewing.ReviewData(
            "refuted", "See B.", evidence=[cited.pk], reason_codes=["rounding"]
        ),
        actor=reviewer,
    )
    reviewing.decide(claim, actor=editor)
    later = make_evidence(
        claim, actor=reviewer, quote="Divers counted 3,170 lost containers."
    )
    for score, kept in zip(
        (Decimal("0.1"), Decimal("0.9")), (cited, later), strict=True
    ):
        type(kept).objects.filter(pk=kept.pk).update(score=score)
    answer = page(as_reviewer, claim)
    cards = {card.get("id"): card.get("aria-label") for card in select(answer, "card")}
    assert cards == {
        f"evidence-{unused.pk}": "Evidence A",
        f"evidence-{cited.pk}": "Evidence B",
        f"evidence-{later.pk}": "Evidence C",
    }
    (line,) = select(answer, "line--wide")
    drawn = {
        link.get("href"): link.text_content().split()[1] for link in line.iter("a")
    }
    assert drawn[f"#evidence-{cited.pk}"] == "B"
    publishing.publish(claim, actor=editor)
    (card,) = select(anonymous.get(claim.public_url()), "card")
    assert card.get("aria-label") == "Evidence B"


@pytest.mark.parametrize(
    ("step", "word"),
    [
        ("send_back", "Sent back by edda:"),
        ("reopen", "Reopened by edda:"),
        ("correct", "Taken back for correction by edda:"),
    ],
)
def test_the_next_reviewer_sees_why_the_claim_came_back(
    as_reviewer, second_reviewer, reviewer, editor, claim, step, word
):
    why = "Cite the register itself."
    make_review(claim, author=reviewer)
    if step != "send_back":
        reviewing.decide(claim, actor=editor)
    if step == "correct":
        publishing.publish(claim, actor=editor)
    doing = {"send_back": queueing.send_back, "reopen": reviewing.reopen}.get(
        step, partial(correcting.correct, kind="factual")
    )
    doing(claim, actor=editor, reason=why)
    queueing.take(claim, actor=second_reviewer)
    queueing.release(claim, actor=second_reviewer)
    queueing.take(claim, actor=reviewer)
    panel = document(page(as_reviewer, claim)).get_element_by_id("claim-work")
    shown = " ".join(panel.text_content().split())
    assert f"{word} {why}" in shown
    assert "The earlier review: Supported by rita" in shown
    assert "The report agrees." in shown
    assert shown.index(why) < shown.index("Your review")
    cited = make_evidence(claim, actor=reviewer)
    reviewing.submit_review(
        claim,
        reviewing.ReviewData(
            "refuted", "No.", evidence=[cited.pk], reason_codes=["rounding"]
        ),
        actor=reviewer,
    )
    panel = document(page(as_reviewer, claim)).get_element_by_id("claim-work")
    assert why not in panel.text_content()


def test_a_claim_in_other_hands_names_them_and_offers_no_review(
    as_reviewer, second_reviewer, claim
):
    queueing.take(claim, actor=second_reviewer)
    answer = page(as_reviewer, claim)
    assert "remy is working on this claim until" in text(answer)
    assert not {"take", "review", "dismiss"} & verbs(answer, claim)


def test_an_expired_hold_is_nobodys(as_reviewer, second_reviewer, claim):
    queueing.take(claim, actor=second_reviewer)
    type(claim).objects.update(held_until=timezone.now() - timedelta(minutes=1))
    answer = page(as_reviewer, claim)
    assert "remy is working" not in text(answer)
    assert "take" in verbs(answer, claim)


def test_four_eyes_is_said_in_words_to_the_author_of_the_only_review(editor, claim):
    make_review(claim, author=editor)
    answer = page(signed_in(editor), claim)
    assert "another person signs it off" in text(answer)
    assert form_to(answer, f"{claim.get_absolute_url()}decide/") is None


def test_history_says_who_did_what_when_and_why(as_editor, reviewer, editor, claim):
    make_verdict(claim, author=reviewer, editor=editor)
    reviewing.reopen(claim, actor=editor, reason="A newer register is out.")
    (timeline,) = select(page(as_editor, claim), "timeline")
    shown = [" ".join(entry.text_content().split()) for entry in timeline]
    brought = claim.evidence.filter(added_by__isnull=False).count()
    told = claim.status_changes.count() + claim.reviews.count() + brought
    assert len(shown) == 1 + told
    (handed_in,) = [entry for entry in shown if "Review handed in" in entry]
    assert handed_in.startswith("Review handed in by rita: Supported ")
    (taken, signed_off) = (
        next(at for at, entry in enumerate(shown) if entry.startswith(word))
        for word in ("Take for review", "Sign off")
    )
    assert taken < shown.index(handed_in) < signed_off
    assert shown[-1].startswith("Reopen: signed off to in review by edda, ")
    assert shown[-1].endswith("A newer register is out.")


def test_history_says_who_attached_evidence(as_editor, reviewer, claim):
    kept = make_evidence(claim, actor=reviewer)
    taken = make_evidence(claim, actor=reviewer, quote="Some 4,100 crates were lost.")
    takingback.take_back(taken, actor=reviewer, reason="Of another year.")
    (timeline,) = select(page(as_editor, claim), "timeline")
    shown = [" ".join(entry.text_content().split()) for entry in timeline]
    for letter in "AB":
        assert [one for one in shown if f"Evidence {letter} attached by rita" in one]
    spots = timeline.xpath(".//a[contains(@href, '#')]/@href")
    assert spots == [f"#evidence-{kept.pk}", "#taken-back"]


def test_reviews_of_an_earlier_round_stay_readable(as_editor, reviewer, editor, claim):
    make_verdict(claim, author=reviewer, editor=editor)
    reviewing.reopen(claim, actor=editor, reason="A newer register is out.")
    assert "Earlier reviews (1)" in text(page(as_editor, claim))


def test_who_is_done_with_a_claim_is_offered_the_next(
    as_reviewer, as_editor, reviewer, editor, claim
):
    def next_from(client) -> list[str]:
        forms = document(page(client, claim)).xpath("//form[@data-next]/@action")
        return [address.split("/")[2] for address in forms]

    queueing.take(claim, actor=reviewer)
    assert next_from(as_reviewer) == []
    queueing.release(claim, actor=reviewer)
    make_verdict(claim, author=reviewer, editor=editor)
    assert next_from(as_reviewer) == ["review"]
    assert next_from(as_editor) == ["sign-off"]


def test_a_search_that_ended_without_a_find_says_so(as_reviewer, claim):
    assert "No evidence yet" in text(page(as_reviewer, claim))
    SourceJob.objects.create(
        claim=claim, provider="library", outcome=SearchOutcome.EMPTY
    )
    shown = text(page(as_reviewer, claim))
    assert "Nothing found" in shown
    assert "No evidence yet" not in shown
    assert "nothing found" in text(as_reviewer.get("/claims/"))
    type(claim).objects.update(status=ClaimStatus.SOURCING)
    assert "no evidence yet" in text(as_reviewer.get("/claims/"))


def test_a_review_at_odds_with_what_it_cites_is_pointed_at(as_editor, reviewer, claim):
    queueing.take(claim, actor=reviewer)
    cited = make_evidence(
        claim,
        actor=reviewer,
        quote="The insurers counted 4,350 containers lost at sea.",
    )
    assert cited.relation == "inside"
    reviewing.submit_review(
        claim,
        reviewing.ReviewData(
            "refuted", "No.", evidence=[cited.pk], reason_codes=["rounding"]
        ),
        actor=reviewer,
    )
    assert "Everything it cites agrees with the claim." in text(page(as_editor, claim))


def test_a_review_at_odds_is_pointed_at_until_it_is_published(
    as_editor, reviewer, editor, claim
):
    warned = "Look at it again before it goes out."
    queueing.take(claim, actor=reviewer)
    cited = make_evidence(
        claim, actor=reviewer, quote="In all 1,900 containers were lost."
    )
    assert cited.relation == "outside"
    data = reviewing.ReviewData("supported", "Yes.", evidence=[cited.pk])
    reviewing.submit_review(claim, data, actor=reviewer)
    reviewing.decide(claim, actor=editor)
    assert warned in text(page(as_editor, claim))
    publishing.publish(claim, actor=editor)
    assert warned not in text(page(as_editor, claim))
