"""The claim page's evidence: passages, number line, search log."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import timezone

from claims.engine.reasoning.passages import find_passages
from claims.models import SourceJob
from claims.services import evidence as evidence_service
from claims.services import publishing
from claims.vocabulary import ClaimStatus, SearchOutcome
from tests.factories import (
    make_article,
    make_claim,
    make_evidence,
    make_verdict,
)
from tests.web.pages import document, select, text


@pytest.fixture
def claim(db):
    return make_claim()


def page(client, claim):
    return client.get(claim.get_absolute_url())


def test_evidence_shows_passage_number_source_and_arithmetic(
    as_reviewer, reviewer, claim
):
    kept = make_evidence(
        claim,
        actor=reviewer,
        quote="Divers counted 3,150 lost containers on the sea floor.",
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
    assert "Disagrees: at least 25 % lower" in shown
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
        "Divers counted 3,150 lost containers.",
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
    assert cells[0][:2] == ["Claim", "the article"]
    assert cells[0][3:6] == ["4,200", "4,200", "no bound"]
    by_written = {row[3]: row for row in cells}
    assert by_written["3,150"][4:6] == ["3,150", "3,150"]
    assert by_written["5,000"][4:6] == ["5,000 not included", "no bound"]
    (outside,) = [row for row in cells if "Not comparable" in row[-1]]
    assert outside[4] == "not on the line"
    on_the_line = [row for row in cells[1:] if row[4] != "not on the line"]
    assert len(drawn["wide"]) == 1 + len(on_the_line)


def test_open_ends_and_missing_bounds_are_drawn_as_such(as_reviewer, reviewer, claim):
    make_evidence(claim, actor=reviewer, quote="More than 5,000 containers were lost.")
    (svg,) = select(page(as_reviewer, claim), "line--wide")
    own, other = list(svg.iter("a"))
    assert [end.tag for end in own.find_class("end")] == ["circle", "path"]
    assert not own.find_class("end--open")
    assert [end.tag for end in other.find_class("end--open")] == ["circle"]


def test_wide_scales_are_logarithmic(as_reviewer, reviewer, claim):
    make_evidence(claim, actor=reviewer, quote="Divers counted 12 lost containers.")
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
        (SearchOutcome.PENDING, "", "Out of line"),  # no job is there to do it
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
    assert b'hx-trigger="every' not in done.content
    swapped = document(done).xpath("//*[@hx-swap-oob]/@id")
    assert swapped == ["claim-attach", "claim-status", "claim-work"]
    assert b"Take for review" in done.content


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


def test_what_is_published_rests_on_its_evidence_as_it_was_read(
    as_reviewer, reviewer, editor, claim
):
    evidence = make_evidence(claim, actor=reviewer)
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    answer = as_reviewer.post(f"/evidence/{evidence.pk}/stance/", {"stance": "refutes"})
    assert answer.status_code == 409
    evidence.refresh_from_db()
    assert evidence.stance == ""
    assert "stances" not in as_reviewer.get(claim.get_absolute_url()).content.decode()


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
        text="First line.\nDivers counted 3,150 lost containers.\nLast line.",
        passages=find_passages(
            evidence_service.claim_quantity(claim),
            "First line.\nDivers counted 3,150 lost containers.\nLast line.",
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


def test_a_later_source_answers_for_the_day_it_was_said_and_for_now(
    as_reviewer, reviewer, claim
):
    kept = make_evidence(claim, actor=reviewer, url="https://later.example/1")
    (card,) = select(page(as_reviewer, claim), "card")
    assert "When it was said" not in card.text_content()
    kept.relation_now, kept.explanation_now = "outside", "Outside: far lower by then."
    kept.save(update_fields=["relation_now", "explanation_now"])
    (card,) = select(page(as_reviewer, claim), "card")
    shown = " ".join(card.text_content().split())
    assert "When it was said" in shown
    assert "Disagrees: Outside: far lower by then." in shown


def test_what_is_about_something_else_is_kept_and_folded(as_reviewer, reviewer, claim):
    kept = make_evidence(
        claim, actor=reviewer, url="https://other.example/1", stance=""
    )
    other = make_evidence(
        claim, actor=reviewer, url="https://other.example/2", stance=""
    )
    other.gate, other.relation = "subject", "not_comparable"
    other.save(update_fields=["gate", "relation"])
    answer = page(as_reviewer, claim)
    (folded,) = [
        one
        for one in document(answer).iter("details")
        if one.get("id") == "about-something-else"
    ]
    assert "1 about something else" in folded.text_content()
    assert [card.get("id") for card in folded.iter("article")] == [
        f"evidence-{other.pk}"
    ]
    assert len(select(answer, "card")) == 2
    other.stance = "refutes"
    other.save(update_fields=["stance"])
    assert b"about-something-else" not in page(as_reviewer, claim).content
    assert kept.gate == ""
