"""Earlier checks of the same quantity on the claim's page, and the quantity's own page."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from claims.services import correcting, pairing, publishing, queueing, reviewing
from claims.services.ledger import ledger_of
from tests.factories import make_article, make_claim, make_evidence, make_verdict
from tests.web.pages import text

pytestmark = pytest.mark.django_db
DAY = datetime(2024, 3, 1, tzinfo=UTC)
QUEUE = "/queue/outdated/"


@pytest.fixture
def pair(second_reviewer, editor):
    """A claim, and one of the same number that is signed off."""
    claim, other = (make_claim(make_article(published_at=DAY)) for _ in range(2))
    make_verdict(other, author=second_reviewer, editor=editor)
    other.refresh_from_db()
    return claim, other


def page(client, claim, query: str = "") -> str:
    return text(client.get(f"{claim.get_absolute_url()}{query}"))


def test_the_panel_tells_relation_reason_verdict_and_day(as_reviewer, pair):
    shown = page(as_reviewer, pair[0])
    assert "Earlier checks of this quantity 1" in shown
    assert "Same: both say at least 4,200." in shown
    assert "In common: container, lost, storm." in shown
    assert "Our verdict: Supported, signed off" in shown
    assert "1 Mar 2024" in shown
    assert "Same quantity" in shown


def test_who_only_reads_is_offered_nothing(as_stranger, pair):
    shown = page(as_stranger, pair[0])
    assert "Earlier checks of this quantity" in shown
    assert "Take over its evidence" not in shown


def test_words_are_said_and_taken_back_with_buttons(as_reviewer, pair):
    claim, other = pair
    url = f"/claims/{claim.pk}/pair/"
    as_reviewer.post(url, {"other": other.pk, "word": "same"})
    assert "✓ same quantity, said by" in page(as_reviewer, claim)
    as_reviewer.post(url, {"other": other.pk, "word": ""})
    assert "suggested" in page(as_reviewer, claim)


def test_evidence_is_taken_over_with_a_button(as_reviewer, pair):
    claim, other = pair
    answer = as_reviewer.post(
        f"/claims/{claim.pk}/carry/", {"other": other.pk}, follow=True
    )
    assert "1 passage taken over and compared with this claim." in text(answer)
    assert claim.evidence.get().quote == other.evidence.get().quote


def test_a_refusal_is_told_on_the_page(as_reviewer, pair):
    claim, _ = pair
    answer = as_reviewer.post(f"/claims/{claim.pk}/pair/", {"word": "same"})
    assert answer.status_code == 400
    assert "There is no such other claim." in text(answer)


def test_a_proposal_fills_in_the_form_and_says_so(as_reviewer, reviewer, pair):
    claim, other = pair
    pairing.say(claim, other, "same", actor=reviewer)
    assert "Propose its verdict" not in page(as_reviewer, claim)
    queueing.take(claim, actor=reviewer)
    assert "Propose its verdict" in page(as_reviewer, claim)
    proposed = page(as_reviewer, claim, f"?proposal={other.pk}")
    assert "Proposal: filled in from our verdict on" in proposed
    assert "As in our check of" in proposed
    cited = make_evidence(claim, actor=reviewer)
    data = {
        "rating": "supported",
        "rationale": "As before.",
        "evidence": [cited.pk],
        "leans_on": other.pk,
        "version": claim.version,
    }
    as_reviewer.post(f"/claims/{claim.pk}/review/", data)
    assert claim.reviews.get().leaning.parent.claim == other


def test_a_proposal_that_may_not_be_made_is_explained(as_reviewer, reviewer, pair):
    claim, other = pair
    queueing.take(claim, actor=reviewer)
    shown = page(as_reviewer, claim, f"?proposal={other.pk}")
    assert "First say that the two claims state the same quantity." in shown
    assert "Proposal: filled in" not in shown
    for odd in ("0", "-1", "x", "9" * 40, "٣"):
        assert "Proposal:" not in page(as_reviewer, claim, f"?proposal={odd}")


def test_precedents_are_of_about_as_much(as_reviewer, editor, pair):
    claim, other = pair
    assert "Precedents" not in page(as_reviewer, claim)
    publishing.publish(other, actor=editor)
    make_evidence(claim, actor=editor)
    assert "Precedents" in page(as_reviewer, claim)


# The quantity -------------------------------------------------------------------


def test_the_quantity_page_lists_values_repeats_and_contradictions(
    as_reviewer, reviewer, pair
):
    claim, other = pair
    later = make_claim(
        make_article(published_at=datetime(2024, 3, 9, tzinfo=UTC)),
        low=Decimal(90_000),
        surface="4,200",
        statement="At least 90,000 containers were lost in the storm.",
    )
    evidence = other.evidence.get()
    shown = text(as_reviewer.get(f"/claims/{claim.pk}/quantity/"))
    assert "1 other claim says the same number again" in shown
    assert "The same as a table" in shown
    assert evidence.quote in shown
    ledger = ledger_of(claim, reviewer)
    days = [value.day for value in ledger.values if value.evidence is None]
    assert days == sorted(days)
    assert {value.claim for value in ledger.values} == {claim, other, later}


def test_contradictions_are_of_disjoint_values(as_reviewer, reviewer):
    said = "The new hospital in Orsby cost {} million euros."
    claims = [
        make_claim(
            make_article(f"{said.format(n)}\n\nEdition {n}.", published_at=DAY),
            surface=f"{n} million euros",
            statement=said.format(n),
            low=Decimal(n * 10**6),
            high=Decimal(n * 10**6),
            unit="EUR",
            kind="money",
            qualifier="",
            thing="new hospital in Orsby",
        )
        for n in (240, 310, 242)
    ]
    ledger = ledger_of(claims[0], reviewer)
    pairs = {
        frozenset((one.one.claim.pk, one.other.claim.pk))
        for one in ledger.contradictions
    }
    first, second, third = (one.pk for one in claims)
    assert pairs == {frozenset((first, second)), frozenset((second, third))}


def test_what_people_set_apart_is_not_in_the_ledger(reviewer, pair):
    claim, other = pair
    pairing.say(claim, other, "apart", actor=reviewer)
    assert {value.claim for value in ledger_of(claim, reviewer).values} == {claim}


def test_the_table_is_safe_in_a_spreadsheet(as_reviewer, pair):
    claim, other = pair
    type(claim).objects.filter(pk=other.pk).update(claimant="=HYPERLINK(1)")
    answer = as_reviewer.get(f"/claims/{claim.pk}/quantity.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert {row["from"] for row in rows if row["what"] == "asserted"} == {"4200"}
    assert "'=HYPERLINK(1)" in {row["by"] for row in rows}
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


def test_a_verdict_whose_parent_was_taken_back_waits_in_its_queue(
    as_editor, as_reviewer, reviewer, editor, pair
):
    claim, other = pair
    pairing.say(claim, other, "same", actor=reviewer)
    queueing.take(claim, actor=reviewer)
    cited = [make_evidence(claim, actor=reviewer).pk]
    data = reviewing.ReviewData(
        "supported", "As before.", evidence=cited, leans_on=other.pk
    )
    reviewing.submit_review(claim, data, actor=reviewer)
    reviewing.decide(claim, actor=editor)
    assert claim.get_absolute_url() not in as_editor.get(QUEUE).content.decode()
    publishing.publish(other, actor=editor)
    correcting.correct(other, actor=editor, reason="A digit.", kind="factual")
    shown = as_editor.get(QUEUE)
    assert claim.get_absolute_url() in shown.content.decode()
    assert "rests on a verdict that was taken back" in text(shown)
    assert f"The verdict on claim {other.pk}" in text(as_reviewer.get("/notices/"))
