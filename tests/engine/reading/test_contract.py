from __future__ import annotations

import hashlib
import json
import unicodedata

import pytest

from claims.engine import ENGINE_VERSION, extract
from claims.engine.types import QUALIFIERS, QUANTITY_KINDS

TEXT = (
    "The port said at least 1,200 containers were lost in May.\n\n"
    "Half of all cranes used by the port's contractors stood still on 3 June 2024.\n"
)
CLAIM_FIELDS = [
    "start",
    "end",
    "surface",
    "kind",
    "low",
    "high",
    "low_open",
    "high_open",
    "unit",
    "per",
    "qualifier",
    "thing",
    "base",
    "claimant",
    "period",
    "trend",
    "sentence",
    "statement",
    "readback",
    "check_worthiness",
    "reasons",
    "ambiguities",
]
DISMISSED_FIELDS = [
    "start",
    "end",
    "surface",
    "kind",
    "low",
    "high",
    "unit",
    "qualifier",
    "reason",
]


def test_as_dict_has_exactly_the_public_names():
    read = extract(TEXT).as_dict()
    assert list(read) == ["engine_version", "text_sha256", "claims", "dismissed"]
    assert all(list(claim) == CLAIM_FIELDS for claim in read["claims"])
    assert all(list(item) == DISMISSED_FIELDS for item in read["dismissed"])
    assert read["engine_version"] == ENGINE_VERSION
    assert read["text_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()


def test_as_dict_is_plain_json_with_decimal_strings():
    read = json.loads(json.dumps(extract(TEXT).as_dict()))
    first, second = read["claims"]
    assert (first["low"], first["high"], first["qualifier"]) == (
        "1200",
        None,
        "at_least",
    )
    assert (first["unit"], first["claimant"]) == ("container", "the port")
    assert (second["low"], second["high"], second["kind"]) == ("0.5", "0.5", "fraction")
    assert second["base"] == "all cranes used by the port's contractors"
    assert [item["kind"] for item in read["dismissed"]] == ["date"]


def test_every_span_slices_its_surface_and_sentences_stay_apart():
    for claim in extract(TEXT).claims:
        assert TEXT[claim.start : claim.end] == claim.surface
        first, last = claim.sentence
        assert first <= claim.start < claim.end <= last
        assert "\n\n" not in TEXT[first:last]


def test_kinds_and_qualifiers_come_from_the_closed_lists():
    for claim in extract(TEXT).claims:
        assert claim.kind in QUANTITY_KINDS
        assert claim.qualifier in QUALIFIERS


def test_the_same_text_reads_the_same_twice():
    assert extract(TEXT) == extract(TEXT)


def test_text_that_is_not_nfc_is_refused():
    with pytest.raises(ValueError, match="NFC"):
        extract(unicodedata.normalize("NFD", "Café owners lost 5 tables."))


@pytest.mark.parametrize(
    "language", ["en", "en-GB", "EN_us", "xx", "", "de", "zh-Hant"]
)
def test_any_language_tag_is_read(language):
    assert extract("The fire killed 12 people.", language=language).claims[0].low == 12


def test_an_empty_text_has_no_numbers():
    read = extract("")
    assert read.claims == ()
    assert read.dismissed == ()


def test_the_same_sentence_twice_gets_two_places():
    sentence = "The raid cost 300 lives."
    first, second = extract(f"{sentence} {sentence}").claims
    assert first.surface == second.surface
    assert second.start == first.start + len(sentence) + 1
