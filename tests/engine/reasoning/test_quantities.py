from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from claims.engine.reading import extract
from claims.engine.reasoning.compare import compare
from claims.engine.reasoning.quantities import in_context, quantity_of
from claims.engine.types import Quantity
from tests.engine.reasoning.quantities import day


def people(surface: str, **fields: str) -> Quantity:
    value = Decimal(surface.replace(",", ""))
    fields = {"unit": "person", "thing": "people"} | fields
    return Quantity("count", value, value, surface=surface, **fields)


# sentence, the number, what it is read to count
TOLD = [
    ("Some 120 people were killed in the storm.", "120", "people killed"),
    ("The storm killed at least 120 people.", "120", "people killed"),
    ("The death toll of 120 people may rise.", "120", "people death and toll"),
    ("120 people have been killed or wounded.", "120", "people killed and wounded"),
    ("Of those aboard, 120 people died.", "120", "people died"),
    ("120 people were rescued, 7 were killed.", "120", "people"),
    ("7 were killed while 120 people watched.", "120", "people"),
    ("120 people came to the funeral of the slain mayor.", "120", "people"),
    ("The mill employs 120 people.", "120", "people employed"),
    ("120 people live in Port Ansel.", "120", "people in Port Ansel"),
    ("In October 120 people came.", "120", "people"),
    ("Port Ansel has 120 people.", "120", "people in Port Ansel"),
]


@pytest.mark.parametrize(("sentence", "surface", "thing"), TOLD)
def test_a_sentence_says_what_befell_the_people_it_counts(sentence, surface, thing):
    assert in_context(people(surface), sentence).thing == thing


def test_things_that_are_no_people_come_to_no_harm():
    shells = people("120", unit="shell", thing="shells")
    assert in_context(shells, "120 shells killed the garrison.") == shells


def share(surface: str, base: str | None, thing: str | None = None) -> Quantity:
    return Quantity(
        "percent", Decimal(6), Decimal(6), surface=surface, base=base, thing=thing
    )


# sentence, base as read, the part and the whole
PARTS = [
    (
        "Pensions took 6 percent of the state budget.",
        "the state budget",
        ("Pensions took", "the state budget"),
    ),
    (
        "6 percent of the state budget went on pensions, it said.",
        "the state budget",
        ("went on pensions", "the state budget"),
    ),
    (
        "The minister said that pensions took 6 percent of the state budget.",
        "the state budget",
        ("pensions took", "the state budget"),
    ),
    ("The share of adults who smoke is 6 percent.", None, (None, "adults")),
    ("Among adults under 25, 6 percent smoke.", None, ("smoke", "adults under 25")),
]


@pytest.mark.parametrize(("sentence", "base", "part"), PARTS)
def test_a_share_has_a_part_and_a_whole(sentence, base, part):
    found = in_context(share("6 percent", base, base), sentence)
    assert found.base == part[1]
    if part[0] is not None and base:
        assert found.thing == part[0]


def test_what_a_share_is_of_keeps_two_shares_of_one_whole_apart():
    pensions = in_context(
        share("6 percent", "the state budget"),
        "Pensions took 6 percent of the state budget.",
    )
    roads = in_context(
        share("6 percent", "the state budget"),
        "Roads took 6 percent of the state budget.",
    )
    assert compare(pensions, roads).gate == "definition"
    assert compare(pensions, pensions).outcome == "inside"


@pytest.mark.parametrize(
    ("after", "thing"),
    [(" long", "bridge length"), (" high", "bridge height"), (" away", "bridge")],
)
def test_an_adjective_says_which_measure_is_taken(after, thing):
    metres = Quantity(
        "measure",
        Decimal(80),
        Decimal(80),
        surface="80 metres",
        unit="metre",
        thing="bridge",
    )
    assert in_context(metres, f"The bridge is 80 metres{after}.").thing == thing


def test_a_number_its_sentence_does_not_have_is_left_as_it_is():
    assert in_context(people("120"), "Nobody came.") == people("120")
    unwritten = replace(people("120"), surface="")
    assert in_context(unwritten, "120 people were killed") == unwritten


def test_the_readers_mention_keeps_its_place_in_the_statement():
    text = "The flood took 40 barns. Some 40 people were killed on 3 May 2021."
    claims = [c for c in extract(text).claims if c.unit == "person"]
    (found,) = (quantity_of(claim, as_of=day("2021-05-09")) for claim in claims)
    assert found.thing.startswith("people killed")
    assert found.as_of == day("2021-05-09")
