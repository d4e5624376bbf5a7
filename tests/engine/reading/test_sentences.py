from __future__ import annotations

import pytest

from claims.engine import extract
from claims.engine.reading.sentences import LONGEST, sentence_spans
from claims.engine.reading.view import lowered, plain


def _split(text: str) -> list[str]:
    return [text[first:last] for first, last in sentence_spans(plain(text))]


CASES = {
    "One came. Two left.": ["One came.", "Two left."],
    "He paid $3.50. She left.": ["He paid $3.50.", "She left."],
    "Mr. Smith paid Dr. Jones.": ["Mr. Smith paid Dr. Jones."],
    "The U.S. Senate met. It voted.": ["The U.S. Senate met.", "It voted."],
    "J. R. Smith won.": ["J. R. Smith won."],
    "It was no. 5 of 9.": ["It was no. 5 of 9."],
    "They met on Nov. 5 in Rome.": ["They met on Nov. 5 in Rome."],
    "It ended at 5 p.m. The crowd left.": ["It ended at 5 p.m.", "The crowd left."],
    "“Stop!” he said. They ran.": ["“Stop!” he said.", "They ran."],
    "Is it 5? Yes.": ["Is it 5?", "Yes."],
    "It fell 5%. 12 died.": ["It fell 5%.", "12 died."],
    "The book is by P. Moreau. It sold 900.": [
        "The book is by P. Moreau.",
        "It sold 900.",
    ],
    "They owe approx. $7m. It is due.": ["They owe approx. $7m.", "It is due."],
    "Mt. Vara lost 3 m. It rose 2 m.": ["Mt. Vara lost 3 m.", "It rose 2 m."],
    "Varn (pop. 8,200) and Osk, incl. 30 farms, voted.": [
        "Varn (pop. 8,200) and Osk, incl. 30 farms, voted."
    ],
    "Oren Inc. (ORN) lost $3m. It cut jobs.": [
        "Oren Inc. (ORN) lost $3m.",
        "It cut jobs.",
    ],
    "They waited... Then 5 came.": ["They waited...", "Then 5 came."],
    "It is 60 ... 70, they say.": ["It is 60 ... 70, they say."],
    "A heading without a stop\n\nThe fire killed 12.": [
        "A heading without a stop",
        "The fire killed 12.",
    ],
    "Menu\nClose\nThe fire killed 12.": ["Menu", "Close", "The fire killed 12."],
    "The harbour office said on Monday that at least\n40 ships were waiting.": [
        "The harbour office said on Monday that at least\n40 ships were waiting."
    ],
}


@pytest.mark.parametrize(("text", "sentences"), CASES.items())
def test_sentences_end_where_they_end(text, sentences):
    assert _split(text) == sentences


def test_no_sentence_is_longer_than_the_limit():
    spans = sentence_spans("word " * 5_000)
    assert len(spans) > 1
    assert all(last - first <= LONGEST for first, last in spans)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_any_line_end_wraps_and_parts_alike(end):
    wrapped = f"The harbour office said on Monday that at least{end}40 ships waited."
    headed = f"Ships wait{end}{end}The fire killed 12 people."
    (waiting,) = extract(wrapped).claims
    (killed,) = extract(headed).claims
    assert (waiting.qualifier, waiting.claimant) == ("at_least", "the harbour office")
    assert headed[slice(*killed.sentence)] == "The fire killed 12 people."


PAGE = """close
close

  1. Home
  2. Politics

Strike at the port: 16th day

  • The port has lost 4,000 crates.
  • This article first appeared on June 5, 2024 Harbour Weekly.

Half of all cranes used by contractors stand still, according to port chief Ion Popa.

16th dockers' congress in Varna
The hall in Varna. (Archive image) © Ana Prieto/Pool/AP

Buying new cranes already consumes six percent of the port's annual budget.
"""


def test_menus_captions_and_headings_stay_out_of_the_sentences():
    read = extract(PAGE)
    assert [claim.surface for claim in read.claims] == ["4,000", "Half", "six percent"]
    assert [PAGE[slice(*claim.sentence)] for claim in read.claims] == [
        "• The port has lost 4,000 crates.",
        "Half of all cranes used by contractors stand still, according to port chief "
        "Ion Popa.",
        "Buying new cranes already consumes six percent of the port's annual budget.",
    ]
    kinds = [(item.surface, item.kind) for item in read.dismissed]
    assert kinds == [
        ("1.", "list_marker"),
        ("2.", "list_marker"),
        ("16th", "ordinal"),
        ("first", "ordinal"),
        ("June 5, 2024", "date"),
        ("16th", "ordinal"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a\u00a0b\u2009c",
        "\u201cx\u201d \u2212 5",
        "\uff11\uff12\u0663",
        "\u200bx\u00ad",
    ],
)
def test_the_view_has_one_character_for_each(text):
    assert len(plain(text)) == len(text)


def test_lower_case_never_moves_an_offset():
    text = "İ 5 İ"
    assert len(lowered(plain(text))) == len(text)
    (claim,) = extract("İzmir lost 5 ships.").claims
    assert claim.surface == "5"
