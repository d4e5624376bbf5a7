"""What the claim page works out of the numbers themselves."""

from __future__ import annotations

import pytest

from claims.engine.reasoning.forms import form
from tests.factories import (
    make_claim,
    make_evidence,
    read_article,
)
from tests.web.pages import select, text


@pytest.fixture
def claim(db):
    return make_claim()


def page(client, claim):
    return client.get(claim.get_absolute_url())


def read_claim(sentence: str, surface: str):
    return read_article(sentence).claims.get(surface__startswith=surface)


def test_what_the_sentence_implies_is_said_with_its_formula(as_reviewer, db):
    claim = read_claim("The poverty rate went up 30 % from 17 % in 2024.", "30")
    shown = page(as_reviewer, claim)
    (panel,) = select(shown, "implied")
    relative, points = panel.findall("li")
    assert "22.1 percent" in relative.text_content()
    assert "47 percent" in points.text_content()
    assert [one.text for one in panel.find_class("formula")] == [
        "17 % \u00d7 (1 + 30 %) = 22.1 percent",
        "17 % + 30 points = 47 percent",
    ]


def test_a_claim_that_implies_nothing_has_no_empty_panel(as_reviewer, claim):
    assert "What this implies" not in text(page(as_reviewer, claim))


def test_the_questions_are_those_of_the_claims_form(as_reviewer, db):
    claim = read_claim("Some 40 percent of tenants are behind with their rent.", "40")
    shown = page(as_reviewer, claim)
    assert "What to ask of a share" in text(shown)
    (asks,) = select(shown, "asks")
    assert [ask.text for ask in asks.iter("li")] == list(form("share").checks)


def test_a_wrong_size_is_named_beside_the_number_line(as_reviewer, reviewer):
    claim = read_claim("The port handled 4.2 billion tonnes of grain in 2024.", "4.2")
    assert not select(page(as_reviewer, claim), "alarm")
    for value in ("4.1", "4.3"):
        quote = f"In 2024 the port handled {value} million tonnes of grain."
        make_evidence(claim, actor=reviewer, quote=quote)
    for address in (claim.get_absolute_url(), f"{claim.get_absolute_url()}live/"):
        answer = as_reviewer.get(address)
        (alarm,) = select(answer, "alarm")
        assert "1,000 times larger than all 2 values found (A and B)" in " ".join(
            alarm.text_content().split()
        )


def test_another_number_of_the_article_raises_the_alarm_too(as_reviewer, db):
    claim = read_claim(
        "The road budget is 4.2 billion euros. Of the road budget of 4.2 million euros "
        "half is spent.",
        "4.2 billion",
    )
    (alarm,) = select(page(as_reviewer, claim), "alarm")
    assert "\u201c4.2 million euros\u201d in the article" in alarm.text_content()
