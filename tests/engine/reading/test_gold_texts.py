"""The articles of seeds/gold: their annotation is sound, and the reader keeps up."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from claims.engine.scoring import Tally
from claims.engine.scoring.annotated import PHRASES
from claims.engine.types import OTHER_KINDS, QUALIFIERS, QUANTITY_KINDS
from claims.management.readings import tally_of, texts_in

GOLD = Path(__file__).resolve().parents[3] / "seeds" / "gold"
FILES = sorted(GOLD.rglob("*.json"))
DOCUMENTS = [json.loads(path.read_text("utf-8")) for path in FILES]
NUMBER = {"surface", "start", "end", "kind", "checkable"}
QUANTITY = {"low", "high", "unit", "qualifier"}
OPEN = {"unit", "kind", *PHRASES}
EITHER = {"optional", "reason", "worth", "alt"} | {f"alt_{name}" for name in OPEN}


@pytest.fixture(scope="module")
def tally() -> Tally:
    return tally_of(texts_in(GOLD / "en"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_annotation_is_sound(path):
    document = json.loads(path.read_text("utf-8"))
    text = document["text"]

    assert document["id"] == path.stem
    assert document["language"] == path.parent.name
    assert document["split"] in {"dev", "test"}
    assert document["kind_of_text"]
    assert unicodedata.is_normalized("NFC", text)
    end = 0
    for mention in document["mentions"]:
        assert end <= mention["start"] < mention["end"]
        end = mention["end"]
        assert text[mention["start"] : end] == mention["surface"]
        assert mention.keys() >= NUMBER
        if mention["kind"] in OTHER_KINDS:
            assert not mention["checkable"]
            continue
        assert mention["kind"] in QUANTITY_KINDS
        if mention.get("optional"):
            continue
        assert mention.keys() >= QUANTITY, mention["surface"]
        assert mention["qualifier"] in QUALIFIERS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_annotated_phrase_stands_in_the_text(path):
    document = json.loads(path.read_text("utf-8"))
    text = " ".join(document["text"].lower().split())

    for mention in document["mentions"]:
        for name in ("thing", "base", "claimant", "period"):
            phrase = mention.get(name)
            assert phrase in {None, "?"} or phrase.lower() in text, phrase


def test_no_key_is_one_that_nobody_reads():
    known = NUMBER | QUANTITY | EITHER | set(PHRASES)
    mentions = [mention for doc in DOCUMENTS for mention in doc["mentions"]]
    assert set().union(*mentions) <= known


def test_the_set_is_wide_enough_to_measure_with():
    english = [doc for doc in DOCUMENTS if doc["language"] == "en"]
    mentions = [mention for doc in english for mention in doc["mentions"]]

    assert len(english) >= 50
    assert sum(mention["checkable"] for mention in mentions) >= 600
    assert {mention["kind"] for mention in mentions} == QUANTITY_KINDS | OTHER_KINDS
    assert len({doc["kind_of_text"] for doc in english}) >= 30
    halves = Counter(doc["split"] for doc in english)
    assert min(halves["dev"], halves["test"]) >= 20


def test_claims_are_found_and_little_else_is_offered(tally):
    claims = tally.claims()

    assert claims.recall >= 97, tally.mistakes
    assert claims.precision >= 92, tally.mistakes


@pytest.mark.parametrize(
    ("level", "floor"), [("found", 96), ("value", 95), ("bound", 94), ("full", 89)]
)
def test_quantities_are_read_whole(tally, level, floor):
    assert tally.rate(level).f1 >= floor, tally.mistakes


def test_what_is_no_quantity_is_typed_and_kept_out(tally):
    assert tally.right["leaked"] <= 0.08 * tally.wanted["other"], tally.mistakes
    assert tally.share("other") >= 89, tally.mistakes


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("kind", 96),
        ("about", 88),
        ("claimant", 92),
        ("period", 92),
        ("per", 89),
        ("trend", 91),
    ],
)
def test_what_a_number_is_about_is_found(tally, name, floor):
    assert tally.share(name) >= floor, tally.mistakes


@pytest.mark.parametrize(
    ("name", "floor"),
    [("claimant", 93), ("base", 96), ("period", 84), ("per", 94), ("trend", 86)],
)
def test_little_is_said_beside_a_number_that_the_text_does_not_say(tally, name, floor):
    share = 100 * tally.right[f"{name} offered"] / tally.offered[name]
    assert share >= floor, tally.mistakes
