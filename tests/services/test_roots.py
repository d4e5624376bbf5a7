"""A person's word on origins: kept for good, asked for a reason, closed by publication."""

from __future__ import annotations

import pytest

from claims import selectors
from claims.errors import InvalidInputError, NotAllowedError, TransitionError
from claims.models import RootChoice
from claims.services import calculating, publishing, roots, tolerances, weighing
from claims.services.roots import RootData
from tests.factories import make_claim, make_evidence, make_verdict


@pytest.fixture
def claim(db):
    return make_claim()


@pytest.fixture
def pair(claim, reviewer):
    return [
        make_evidence(
            claim,
            actor=reviewer,
            quote=f"In all {count} containers were lost at sea in the storm.",
            publisher=publisher,
        )
        for count, publisher in (("4,210", "Insurers"), ("4,900", "Coast guard"))
    ]


def told(claim) -> weighing.Weighing:
    rows = list(selectors.evidence_of(claim))
    letters = selectors.letters_of(row.pk for row in rows)
    return weighing.weigh(
        claim,
        [(letters[row.pk], row) for row in rows],
        tolerances.made_by(rows),
        selectors.root_choices(claim),
    )


def say(claim, rows, step: str, actor, *, name: str = "", reason: str = "So it is."):
    data = RootData([row.pk for row in rows], step, reason, name)
    return roots.choose(claim, data, actor=actor)


def test_pieces_are_merged_parted_and_given_back(claim, pair, reviewer):
    assert told(claim).independence.count == 2
    say(claim, pair, "merge", reviewer, name="Port survey")
    found = told(claim).independence
    assert [root.name for root in found.roots] == ["Port survey"]
    assert found.roots[0].chosen
    say(claim, pair, "split", reviewer)
    assert told(claim).independence.count == 2
    say(claim, pair, "automatic", reviewer)
    assert {root.name for root in told(claim).independence.roots} == {
        "Insurers",
        "Coast guard",
    }
    assert RootChoice.objects.count() == 6


def test_every_word_has_its_reason_and_its_person(claim, pair, reviewer):
    (choice,) = say(claim, pair[:1], "split", reviewer, reason="Their own count.")
    assert (choice.actor, choice.reason) == (reviewer, "Their own count.")
    with pytest.raises(InvalidInputError) as refused:
        say(claim, pair, "split", reviewer, reason="  ")
    assert refused.value.field == "reason"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"step": "melt"}, "step"),
        ({"step": "merge", "name": ""}, "name"),
        ({"evidence": []}, "evidence"),
        ({"evidence": [10**9]}, "evidence"),
        ({"name": "x" * 201}, "name"),
        ({"reason": "x" * 501}, "reason"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(claim, pair, reviewer, change, field):
    values = {"evidence": [pair[0].pk], "step": "split", "reason": "So."} | change
    with pytest.raises(InvalidInputError) as refused:
        roots.choose(claim, RootData(**values), actor=reviewer)
    assert refused.value.field == field
    assert not RootChoice.objects.exists()


def test_evidence_of_another_claim_and_calculations_are_refused(claim, pair, reviewer):
    other = make_evidence(make_claim(), actor=reviewer)
    made, _ = calculating.keep(
        claim, calculating.CalculationData("e1 / 2"), actor=reviewer
    )
    for row in (other, made):
        with pytest.raises(InvalidInputError):
            say(claim, [row], "split", reviewer)


def test_who_may_say_so_and_until_when(claim, pair, reviewer, editor, stranger):
    with pytest.raises(NotAllowedError):
        say(claim, pair, "split", stranger)
    make_verdict(claim, author=reviewer, editor=editor)
    say(claim, pair, "split", reviewer)
    claim.refresh_from_db()
    publishing.publish(claim, actor=editor)
    with pytest.raises(TransitionError, match="published"):
        say(claim, pair, "split", reviewer)


def test_the_claims_own_side_does_not_make_it_agree(claim, reviewer):
    claim.claimant = "the harbour authority"
    claim.save(update_fields=["claimant"])
    quote = "The harbour authority said 4,900 containers were lost in the storm."
    make_evidence(claim, actor=reviewer, quote=quote)
    found = told(claim)
    assert found.independence.count == 0
    assert found.sensitivity.standing == "open"
