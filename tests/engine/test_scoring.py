"""The scorer counts what it says: a right reading is right, a wrong one has a class."""

from __future__ import annotations

import pytest

from claims.engine import extract
from claims.engine.scoring import Tally, annotated, judge

TEXT = "At least 37 miners died on Tuesday, according to the governor, in 2019."


def mention(surface: str, text: str = TEXT, **values):
    start = text.index(surface)
    wanted = {
        "surface": surface,
        "start": start,
        "end": start + len(surface),
        "kind": "count",
        "low": "37",
        "high": None,
        "unit": "miner",
        "qualifier": "at_least",
        "claimant": "the governor",
        "checkable": True,
    }
    return wanted | values


def year(surface: str = "2019", text: str = TEXT, **values):
    start = text.index(surface)
    span = {"surface": surface, "start": start, "end": start + len(surface)}
    return span | {"kind": "year", "checkable": False} | values


def tally(*mentions, text: str = TEXT) -> Tally:
    document = {"id": "t", "language": "en", "split": "dev", "text": text}
    found = Tally()
    judge(annotated(document | {"mentions": mentions}), extract(text), found)
    return found


def test_a_right_reading_is_right_at_every_level():
    found = tally(mention("37"), year())

    assert [found.rate(level).f1 for level in ("found", "value", "bound", "full")] == [
        100,
        100,
        100,
        100,
    ]
    assert found.claims().precision == found.claims().recall == 100
    assert found.share("other") == found.share("claimant") == 100
    assert found.mistakes == []


@pytest.mark.parametrize(
    ("wrong", "class_of"),
    [
        ({"low": "38"}, "value"),
        ({"qualifier": "", "high": "37"}, "bound"),
        ({"unit": "tonne"}, "unit"),
        ({"kind": "rate"}, "kind"),
        ({"checkable": False}, "checkable"),
        ({"claimant": "the mayor"}, "claimant"),
        ({"claimant": None}, "claimant"),
        ({"period": "in May"}, "period"),
        ({"base": "the crew"}, "base"),
        ({"per": "day"}, "per"),
        ({"trend": "up"}, "trend"),
    ],
)
def test_a_wrong_field_is_a_mistake_of_its_class(wrong, class_of):
    found = tally(mention("37", **wrong), year())

    assert found.by_class() == {class_of: 1}
    (mistake,) = found.mistakes
    assert mistake.surface == "37"
    assert mistake.sentence == TEXT


def test_what_the_annotation_leaves_open_is_not_counted():
    assert tally(mention("37", unit="tonne", alt_unit=["miner"])).by_class() == {}
    assert tally(mention("37", claimant="?")).wanted["claimant"] == 0
    allowed = tally(mention("37", claimant=None, alt_claimant=["governor"]))
    assert allowed.by_class() == {}
    assert allowed.wanted["claimant"] == 0
    other = tally(mention("37", low="40", high="40", alt=[["37", None]]))
    assert other.by_class() == {}


def test_an_optional_number_may_be_read_in_any_way():
    found = tally(mention("37", low="1", optional=True))

    assert found.by_class() == {}
    assert found.rate("found").wanted == found.rate("found").offered == 0


def test_a_number_nobody_annotated_is_false_and_one_not_read_is_missed():
    assert tally(year()).by_class() == {"false": 1}
    missed = tally(mention("37"), mention("Tuesday"))
    assert missed.by_class() == {"missed": 1}
    assert missed.claims().recall == 50
    assert missed.claims().precision == 100


def test_a_number_that_is_no_quantity_offered_as_one_is_false_and_counted():
    found = tally(year("37"), year())

    assert found.by_class() == {"false": 1}
    assert found.right["leaked"] == 1
    assert found.rate("found").precision == 0


def test_either_a_quantity_or_none_counts_for_nothing():
    found = tally(year("37", alt_kind=["count"]), year())

    assert found.by_class() == {}
    assert found.rate("found").offered == 0


@pytest.mark.parametrize(
    "claimant", ["governor", "the governor of Lower Varn", "our own governor"]
)
def test_a_phrase_is_right_by_containment_or_by_its_head(claimant):
    assert tally(mention("37", claimant=claimant), year()).by_class() == {}


def test_another_persons_title_is_not_the_same_phrase():
    found = tally(mention("37", claimant="the governor's wife"), year())
    assert found.by_class() == {"claimant": 1}


def test_the_figures_are_plain_values():
    found = tally(mention("37"), year()).as_dict()

    assert found["quantities"] == 1
    assert found["claims"] == {"precision": 100.0, "recall": 100.0, "f1": 100.0}
    assert found["right"]["claimant"] == {"of": 1, "percent": 100.0}
    assert found["by kind"]["count"]["full"] == 1


def test_a_phrase_offered_where_the_text_has_none_lowers_the_trust_in_it():
    found = tally(mention("37", claimant=None), year())

    assert found.share("claimant") == 100
    assert found.trust("claimant") == 0
    assert found.as_dict()["right when offered"]["claimant"]["of"] == 1
