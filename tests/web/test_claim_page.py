from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from claims.models import SourceJob
from claims.services import evidence as evidence_service
from claims.services import queueing, reviewing
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


@pytest.mark.parametrize(
    ("status", "reviewer_may", "editor_may"),
    [
        (ClaimStatus.DETECTED, {"sources", "dismiss", "evidence"}, set()),
        (ClaimStatus.SOURCING, set(), set()),
        (ClaimStatus.READY, {"take", "sources", "dismiss", "evidence"}, set()),
        (ClaimStatus.DISMISSED, {"restore"}, set()),
    ],
)
def test_buttons_are_what_the_workflow_allows(
    as_reviewer, as_editor, as_stranger, status, reviewer_may, editor_may
):
    claim = make_claim(status=status)
    assert verbs(page(as_reviewer, claim), claim) == reviewer_may
    assert verbs(page(as_editor, claim), claim) == reviewer_may | editor_may
    assert verbs(page(as_stranger, claim), claim) == set()


def test_buttons_along_the_way_to_publication(
    as_reviewer, as_editor, reviewer, editor, claim
):
    queueing.take(claim, actor=reviewer)
    held = {"review", "release", "sources", "dismiss", "evidence"}
    assert verbs(page(as_reviewer, claim), claim) == held
    cited = make_evidence(claim, actor=reviewer)
    reviewing.submit_review(
        claim,
        reviewing.ReviewData("refuted", "No.", evidence=[cited.pk]),
        actor=reviewer,
    )
    assert "review" not in verbs(page(as_reviewer, claim), claim)
    assert {"decide", "release", "review"} <= verbs(page(as_editor, claim), claim)
    reviewing.decide(claim, actor=editor)
    assert verbs(page(as_reviewer, claim), claim) == {"evidence"}
    assert verbs(page(as_editor, claim), claim) == {"publish", "reopen", "evidence"}


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


def test_evidence_shows_passage_number_source_and_arithmetic(
    as_reviewer, reviewer, claim
):
    kept = make_evidence(
        claim,
        actor=reviewer,
        quote="Divers counted 3,150 containers on the sea floor.",
        title="Salvage log",
        publisher="Salvors' Union",
        url="https://salvage.example/log",
        note="Counted twice.",
        stance="refutes",
    )
    answer = page(as_reviewer, claim)
    (card,) = select(answer, "card")
    assert [mark.text for mark in card.iter("mark")] == ["3,150"]
    shown = " ".join(card.text_content().split())
    assert "Disagrees: 25 % lower" in shown
    assert kept.explanation in shown
    assert "suggested: refutes" in shown
    assert "a person says: refutes" in shown
    assert "Salvors' Union" in shown
    assert "Counted twice." in shown
    assert f"/evidence/{kept.pk}/snapshot/#passage" in {
        link.get("href") for link in card.iter("a")
    }


def test_the_number_line_and_its_table_tell_the_same(as_reviewer, reviewer, claim):
    for quote in (
        "Divers counted 3,150 containers.",
        "More than 5,000 containers were lost.",
        "The owner paid 80 million euros.",
    ):
        make_evidence(claim, actor=reviewer, quote=quote)
    answer = page(as_reviewer, claim)
    drawn = {
        name: [link.get("href") for link in svg.iter("a")]
        for name in ("wide", "narrow")
        for svg in select(answer, f"line--{name}")
    }
    assert drawn["wide"] == drawn["narrow"]
    rows = document(answer).xpath("//figure//tbody/tr")
    cells = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    assert cells[0][:5] == ["Claim", "the article", "4,200", "4,200", "no bound"]
    by_written = {row[2]: row for row in cells}
    assert by_written["3,150"][3:5] == ["3,150", "3,150"]
    assert by_written["5,000"][3:5] == ["5,000 not included", "no bound"]
    (outside,) = [row for row in cells if "Not comparable" in row[-1]]
    assert outside[3] == "not on the line"
    on_the_line = [row for row in cells[1:] if row[3] != "not on the line"]
    assert len(drawn["wide"]) == 1 + len(on_the_line)


def test_open_ends_and_missing_bounds_are_drawn_as_such(as_reviewer, reviewer, claim):
    make_evidence(claim, actor=reviewer, quote="More than 5,000 containers were lost.")
    (svg,) = select(page(as_reviewer, claim), "line--wide")
    own, other = list(svg.iter("a"))
    assert [end.tag for end in own.find_class("end")] == ["circle", "path"]
    assert not own.find_class("end--open")
    assert [end.tag for end in other.find_class("end--open")] == ["circle"]


def test_wide_scales_are_logarithmic(as_reviewer, reviewer, claim):
    make_evidence(claim, actor=reviewer, quote="Divers counted 12 containers.")
    assert "Log scale" in text(page(as_reviewer, claim))


def test_a_share_is_drawn_in_percent(as_reviewer, db):
    article = make_article("Half of the fleet is idle.")
    claim = make_claim(
        article,
        surface="Half",
        kind="fraction",
        low=Decimal("0.5"),
        high=Decimal("0.5"),
        unit="",
        thing="fleet",
        base="the fleet",
        qualifier="",
    )
    (svg,) = select(page(as_reviewer, claim), "line--wide")
    labels = [tick.text for tick in svg.find_class("tick")]
    assert labels
    assert all(Decimal(label) > 1 for label in labels)


def test_a_number_without_value_has_no_line_but_a_page(as_reviewer, db):
    claim = make_claim(low=None, high=None)
    assert "no value that could be drawn" in text(page(as_reviewer, claim))


@pytest.mark.parametrize(
    ("outcome", "reason", "shown"),
    [
        (SearchOutcome.FOUND, "3 read.", "Found 3 read."),
        (SearchOutcome.EMPTY, "", "Searched and found nothing"),
        (
            SearchOutcome.COULD_NOT_SEARCH,
            "It did not answer.",
            "Could not search Because: It did not answer.",
        ),
        (
            SearchOutcome.NOT_ASKED,
            "No links.",
            "Not asked Because: No links.",
        ),
        (SearchOutcome.PENDING, "", "Searching"),
    ],
)
def test_the_search_log_tells_each_outcome_apart(
    as_reviewer, claim, outcome, reason, shown
):
    SourceJob.objects.create(
        claim=claim,
        provider="wikipedia",
        outcome=outcome,
        reason=reason,
        queries=["crates"],
    )
    answer = text(page(as_reviewer, claim))
    assert f"Wikipedia {shown}" in answer
    assert "crates" in answer


def test_a_page_that_searches_polls_and_stops_when_done(as_reviewer, db):
    claim = make_claim(status=ClaimStatus.SOURCING)
    asked = SourceJob.objects.create(claim=claim, provider="library")
    (moving,) = document(page(as_reviewer, claim)).xpath("//*[@id='claim-live']")
    assert moving.get("hx-trigger") == "every 2s"
    assert as_reviewer.get(moving.get("hx-get")).status_code == 204
    asked.outcome = SearchOutcome.EMPTY
    asked.save()
    assert as_reviewer.get(moving.get("hx-get")).status_code == 200
    type(claim).objects.update(status=ClaimStatus.READY, version=2)
    done = as_reviewer.get(moving.get("hx-get"))
    assert b"hx-trigger" not in done.content
    swapped = document(done).xpath("//*[@hx-swap-oob]/@id")
    assert swapped == ["claim-attach", "claim-status", "claim-work"]
    assert b"Take for review" in done.content


def test_history_says_who_did_what_when_and_why(as_editor, reviewer, editor, claim):
    make_verdict(claim, author=reviewer, editor=editor)
    reviewing.reopen(claim, actor=editor, reason="A newer register is out.")
    (timeline,) = select(page(as_editor, claim), "timeline")
    shown = [" ".join(entry.text_content().split()) for entry in timeline]
    assert len(shown) == 1 + claim.status_changes.count()
    assert shown[-1].startswith("Reopen: signed off to in review by edda, ")
    assert shown[-1].endswith("A newer register is out.")


def test_reviews_of_an_earlier_round_stay_readable(as_editor, reviewer, editor, claim):
    make_verdict(claim, author=reviewer, editor=editor)
    reviewing.reopen(claim, actor=editor, reason="A newer register is out.")
    assert "Earlier reviews (1)" in text(page(as_editor, claim))


def test_a_person_sets_their_reading_of_a_passage(
    as_reviewer, as_stranger, reviewer, claim
):
    kept = make_evidence(claim, actor=reviewer)
    address = f"/evidence/{kept.pk}/stance/"
    answer = as_reviewer.post(address, {"stance": "supports"})
    assert answer.url == f"{claim.get_absolute_url()}#evidence-{kept.pk}"
    kept.refresh_from_db()
    assert kept.stance == "supports"
    assert as_reviewer.post(address, {"stance": "adores"}).status_code == 400
    assert as_stranger.post(address, {"stance": "refutes"}).status_code == 403
    kept.refresh_from_db()
    assert kept.stance == "supports"


def test_only_web_addresses_become_links(as_reviewer, reviewer, claim):
    kept = make_evidence(claim, actor=reviewer, url="", title="Paper ledger")
    kept.source.url = "javascript:alert(1)"
    kept.source.save()
    links = {a.get("href") for a in document(page(as_reviewer, claim)).iter("a")}
    assert not any((link or "").startswith("javascript") for link in links)


def test_a_snapshot_marks_the_passage_where_it_stands(as_reviewer, reviewer, claim):
    found = evidence_service.Found(
        url="https://port.example/log",
        title="Port log",
        publisher="Port",
        published_at=None,
        retrieved_at=timezone.now(),
        language="en",
        licence="CC0",
        media_type="text/plain",
        content=b"x",
        text="First line.\nDivers counted 3,150 containers.\nLast line.",
        passages=evidence_service.find_passages(
            evidence_service.claim_quantity(claim),
            "First line.\nDivers counted 3,150 containers.\nLast line.",
            as_of=None,
            context=claim.statement,
        ),
    )
    evidence_service.store_found(claim, "library", [found])
    kept = claim.evidence.get()
    answer = as_reviewer.get(f"/evidence/{kept.pk}/snapshot/")
    passage = document(answer).get_element_by_id("passage")
    assert passage.text_content() == kept.quote
    assert [mark.text for mark in passage.iter("mark")] == ["3,150"]
    (prose,) = select(answer, "prose")
    assert prose.text_content() == kept.source.snapshot.text
    assert kept.source.snapshot.sha256 in text(answer)


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
