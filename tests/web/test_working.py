"""Calculations, origins, sides and firmness on the claim page and on the public one."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from claims.models import Calculation, Evidence, RootChoice
from claims.services import correcting, publishing, queueing, reviewing
from tests.factories import make_article, make_claim, make_evidence
from tests.web.pages import document, field, form_to, select, text


@pytest.fixture
def about(db):
    return make_claim(
        make_article("About 4,200 containers were lost. The quay is long."),
        qualifier="about",
        high=Decimal(4200),
        statement="About 4,200 containers were lost in the storm.",
    )


def found(claim, actor, count: str, **fields) -> Evidence:
    quote = f"In all {count} containers were lost at sea in the storm."
    return make_evidence(claim, actor=actor, **{"quote": quote, **fields})


def address(name: str, claim) -> str:
    return reverse(name, args=[claim.pk])


def test_a_calculation_is_previewed_and_nothing_kept(as_reviewer, reviewer, about):
    found(about, reviewer, "8,400")
    answer = as_reviewer.get(address("claim-calculation", about), {"formula": "e1 / 2"})
    told = text(answer)
    assert "8,400 containers ÷ 2" in told
    assert "= 4,200 containers" in told
    assert "Inside" in told or "Overlaps" in told
    assert not Calculation.objects.exists()


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("e1 + 3 km", "cannot be added"),
        ("e7", "There is no e7 here"),
        ("e1 / (", "ends too early"),
        ("x" * 300, "at most 200"),
        ("__import__('os')", "no part of a formula"),
    ],
)
def test_a_preview_says_what_is_wrong(as_reviewer, reviewer, about, formula, told):
    found(about, reviewer, "8,400")
    answer = as_reviewer.get(address("claim-calculation", about), {"formula": formula})
    assert answer.status_code == 200
    assert told in text(answer)


def test_a_kept_calculation_is_evidence_that_names_its_numbers(
    as_reviewer, reviewer, about
):
    first = found(about, reviewer, "8,400")
    answer = as_reviewer.post(
        address("claim-calculate", about), {"formula": "e1 / 2"}, follow=True
    )
    told = text(answer)
    assert "Kept as evidence" in told
    kept = Calculation.objects.get()
    assert kept.operands[0]["evidence"] == first.pk
    (card,) = [
        one
        for one in select(answer, "card")
        if one.get("id") == f"evidence-{kept.evidence_id}"
    ]
    assert [mark.text for mark in card.iter("mark")] == ["4,200"]
    assert f"#evidence-{first.pk}" in [a.get("href") for a in card.iter("a")]
    assert "B is worked out of A" in told


def test_without_script_the_preview_is_a_page_that_keeps_what_was_typed(
    as_reviewer, reviewer, about
):
    found(about, reviewer, "8,400")
    to = address("claim-calculate", about)
    answer = as_reviewer.post(to, {"formula": "e1 / 2", "preview": "1"})
    assert answer.status_code == 200
    assert "= 4,200 containers" in text(answer)
    assert field(answer, to, "formula") == "e1 / 2"
    assert not Calculation.objects.exists()


def test_a_refused_formula_stays_in_its_form(as_reviewer, reviewer, about):
    found(about, reviewer, "8,400")
    to = address("claim-calculate", about)
    answer = as_reviewer.post(to, {"formula": "e1 + 3 km"})
    assert answer.status_code == 400
    assert field(answer, to, "formula") == "e1 + 3 km"
    assert "cannot be added" in text(answer)


def test_a_number_changed_since_is_told(as_reviewer, reviewer, about):
    first = found(about, reviewer, "8,400")
    as_reviewer.post(address("claim-calculate", about), {"formula": "e1 / 2"})
    as_reviewer.post(address("claim-calculate", about), {"formula": "e2 * 1"})
    Evidence.objects.filter(pk=first.pk).update(low=Decimal(9000), high=Decimal(9000))
    told = text(as_reviewer.get(about.get_absolute_url()))
    assert "e1 has changed since" in told
    assert (
        "e2 has changed since" in told
    )  # what was worked out of it is out of date, too


def test_sources_that_disagree_stand_side_by_side(as_reviewer, reviewer, about):
    found(about, reviewer, "4,210", publisher="Insurers")
    found(about, reviewer, "9,100", publisher="Coast guard")
    answer = as_reviewer.get(about.get_absolute_url())
    told = text(answer)
    assert "2 sources, 2 independent origins: Insurers; Coast guard." in told
    assert "Sources disagree" in told
    (board,) = select(answer, "board")
    assert [row.text for row in board.xpath(".//th[@scope='row']")] == ["A", "B"]
    assert "The sources disagree with one another about the claim." in told
    assert "Without Insurers (A) they would disagree with it." in told


def test_sources_that_agree_have_no_board(as_reviewer, reviewer, about):
    found(about, reviewer, "4,210")
    answer = as_reviewer.get(about.get_absolute_url())
    assert not select(answer, "board")
    assert "The sources agree with the claim." in text(answer)


def test_what_cannot_be_compared_is_named_beside_what_was_counted(
    as_reviewer, reviewer, about
):
    found(about, reviewer, "4,210")
    said = "not to be compared with the claim"
    assert said not in text(as_reviewer.get(about.get_absolute_url()))
    make_evidence(about, actor=reviewer, quote="The fleet burnt 4,200 tonnes of oil.")
    assert f"{said}: B." in text(as_reviewer.get(about.get_absolute_url()))


def test_a_reviewer_counts_two_pieces_as_one(as_reviewer, reviewer, about):
    one = found(about, reviewer, "4,210", publisher="Insurers")
    two = found(about, reviewer, "4,190", publisher="Coast guard")
    to = address("claim-roots", about)
    sent = {
        "evidence": [one.pk, two.pk],
        "name": "Port survey",
        "reason": "Both copy it.",
        "step": "merge",
    }
    told = text(as_reviewer.post(to, sent, follow=True))
    assert "2 sources, 1 independent origin: Port survey." in told
    assert "Both copy it." in told
    assert RootChoice.objects.count() == 2
    as_reviewer.post(to, sent | {"step": "automatic"})
    assert "2 independent origins" in text(as_reviewer.get(about.get_absolute_url()))
    assert RootChoice.objects.count() == 4  # nothing is taken back silently


def test_a_refused_word_on_origins_keeps_what_was_ticked(as_reviewer, reviewer, about):
    one = found(about, reviewer, "4,210")
    to = address("claim-roots", about)
    answer = as_reviewer.post(to, {"evidence": [one.pk], "step": "merge", "name": "X"})
    assert answer.status_code == 400
    form = form_to(answer, to)
    assert [box.get("value") for box in form.xpath(".//input[@checked]")] == [
        str(one.pk)
    ]


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_the_number_lines_scale_is_chosen_by_its_address(
    as_reviewer, reviewer, about, scale
):
    found(about, reviewer, "4,210")
    answer = as_reviewer.get(about.get_absolute_url(), {"scale": scale})
    (current,) = [
        a
        for a in document(answer).xpath("//nav[contains(@class, 'scales')]/a")
        if a.get("aria-current")
    ]
    assert current.get("href") == f"?scale={scale}#line-title"
    assert f"{scale} scale" in answer.content.decode()


def test_every_bar_names_its_source_outcome_and_day(as_reviewer, reviewer, about):
    found(
        about,
        reviewer,
        "4,210",
        publisher="Insurers",
        published_at=datetime(2026, 5, 3, tzinfo=UTC),
    )
    answer = as_reviewer.get(about.get_absolute_url())
    bars = document(answer).xpath("//svg/a/@aria-label")
    assert any("Insurers, published 3 May 2026" in bar for bar in bars)


def test_readers_see_origins_and_sides_as_they_were_when_published(
    as_reviewer, anonymous, reviewer, editor, about
):
    one = found(about, reviewer, "4,210", publisher="Insurers")
    two = found(about, reviewer, "9,100", publisher="Coast guard")
    queueing.take(about, actor=reviewer)
    reviewing.submit_review(
        about,
        reviewing.ReviewData("supported", "So it is.", evidence=[one.pk, two.pk]),
        actor=reviewer,
    )
    reviewing.decide(about, actor=editor)
    publishing.publish(about, actor=editor)
    told = text(anonymous.get(about.public_url()))
    assert "2 sources, 2 independent origins" in told
    assert "Sources disagree" in told
    sent = {
        "evidence": [one.pk, two.pk],
        "name": "Survey",
        "reason": "Same.",
        "step": "merge",
    }
    to = address("claim-roots", about)
    assert as_reviewer.post(to, sent).status_code == 409
    correcting.correct(
        about, actor=editor, reason="A slip.", kind="factual", version=about.version
    )
    assert as_reviewer.post(to, sent).status_code == 302
    assert "2 sources, 2 independent origins" in text(anonymous.get(about.public_url()))
