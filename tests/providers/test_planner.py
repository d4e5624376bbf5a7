from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.providers.base import ClaimFrame
from claims.providers.numwords import spelled
from claims.providers.planner import number_variants, plan, topic_terms


def frame(text="", *, value=None, **fields) -> ClaimFrame:
    number = None if value is None else Decimal(value)
    return ClaimFrame(claim_id="c", text=text, value=number, **fields)


SOLDIERS = frame(
    "The defence ministry in Seoul says no fewer than 12,000 soldiers crossed the border.",
    value=12_000,
    kind="count",
    thing="soldiers",
    place_terms=("Ruritania",),
    speaker="the defence ministry in Seoul",
    claim_date=date(2024, 11, 5),
)


@pytest.mark.parametrize(
    ("claim", "queries"),
    [
        (SOLDIERS, [
            "soldiers Ruritania crossed border 12,000",
            "soldiers Ruritania crossed border",
            "defence ministry Seoul soldiers Ruritania crossed border 2024",
        ]),
        (frame("Hospitals treated 1.5 million patients last year.", value=1_500_000,
               kind="count", thing="patients", subject_terms=("hospitals",)), [
            "hospitals patients treated 1.5 million",
            "hospitals patients treated",
        ]),
        (frame("Half of the grain exported by Ruritania goes to Asia.", value="0.5",
               kind="fraction", base="grain exported by Ruritania", surface="Half"), [
            "grain exported Ruritania Asia half",
            "grain exported Ruritania Asia",
        ]),
        (frame("Schools take six percent of the city budget.", value=6, kind="percent",
               base="the city budget", subject_terms=("schools",)), [
            "schools city budget 6%",
            "schools city budget",
        ]),
        (frame("La ville a dépensé 10 000 euros pour les écoles.", value=10_000,
               kind="money", language="fr"), [
            "ville dépensé euros écoles 10 000",
            "ville dépensé euros écoles",
        ]),
        (frame("Die Stadt hat rund 10.000 Wohnungen gebaut.", value=10_000, kind="count",
               language="de-AT", thing="Wohnungen"), [
            "Wohnungen Stadt gebaut 10.000",
            "Wohnungen Stadt gebaut",
        ]),
        (frame("COVID-19 killed 7 nurses at St Mary's, the G20 was told.", value=7), [
            "COVID-19 St Mary G20 killed nurses seven",
            "COVID-19 St Mary G20 killed nurses",
        ]),
        (frame("Voters fear crime.", speaker="Ann Lee"), [
            "Voters fear crime",
            "Ann Lee Voters fear crime",
        ]),
        (frame("It rose by 5.", value=5), []),
        (frame("", value=5), []),
    ],
)  # fmt: skip
def test_a_claim_becomes_few_short_questions(claim, queries):
    assert [query.text for query in plan(claim)] == queries


def test_only_the_first_question_has_the_number():
    assert [query.with_number for query in plan(SOLDIERS)] == [True, False, False]


def test_fewer_terms_can_be_asked_for():
    assert [query.text for query in plan(SOLDIERS, max_terms=3)] == [
        "soldiers Ruritania 12,000",
        "soldiers Ruritania crossed",
        "defence ministry Seoul soldiers 2024",
    ]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (frame(value=10_000), ("10,000", "10 000", "10000", "10k", "ten thousand")),
        (frame(value=10_000, language="de"),
         ("10.000", "10,000", "10 000", "10000", "10k", "ten thousand")),
        (frame(value=10_000, language="fr"),
         ("10 000", "10,000", "10000", "10k", "ten thousand")),
        (frame(value=600_000), ("600,000", "600 000", "600000", "600k", "six hundred thousand")),
        (frame(value=4_137), ("4,137", "4 137", "4137")),
        (frame(value=7), ("seven", "7")),
        (frame(value=42), ("42", "forty-two")),
        (frame(value="2.5"), ("2.5",)),
        (frame(value="1700000"), ("1.7 million", "1,700,000", "1 700 000", "1700000")),
        (frame(value="2000000000"),
         ("2 billion", "two billion", "2,000,000,000", "2 000 000 000", "2000000000")),
        (frame(value=6, kind="percent"), ("6%", "6 percent", "6 per cent", "six percent")),
        (frame(value="6.50", unit="percent"), ("6.5%", "6.5 percent", "6.5 per cent")),
        (frame(value="0.5", kind="fraction", surface="half"), ("half", "50%", "50 percent")),
        (frame(value="0.4", kind="fraction", surface="two in five"), ("two in five",)),
        (frame(value=-3), ("-3",)),
        (frame(), ()),
    ],
)  # fmt: skip
def test_a_number_is_written_in_the_ways_texts_do(claim, expected):
    assert number_variants(claim) == expected


@pytest.mark.parametrize(
    ("value", "words"),
    [("0", "zero"), ("13", "thirteen"), ("21", "twenty-one"), ("100", "one hundred"),
     ("5000", "five thousand"), ("3000000", "three million"), ("101", ""), ("0.5", ""),
     ("5300", ""), ("-5", ""), ("1e30", "")],
)  # fmt: skip
def test_only_round_numbers_are_spelled(value, words):
    assert spelled(Decimal(value)) == words


def test_the_frame_speaks_before_the_sentence():
    claim = frame(
        "Nine of ten lorries were late on Monday.", subject_terms=("salt depot",)
    )
    assert topic_terms(claim)[:2] == ("salt", "depot")


@given(
    st.text(max_size=300),
    st.one_of(st.none(), st.decimals(allow_nan=False, allow_infinity=False, places=3)),
    st.sampled_from(["en", "de", "xx", ""]),
    st.text(max_size=40),
)
def test_any_claim_gives_bounded_and_repeatable_questions(
    text, value, language, speaker
):
    claim = frame(text, value=value, language=language, speaker=speaker)
    queries = plan(claim)
    assert queries == plan(replace(claim))
    assert len(queries) <= 3
    assert all(1 <= len(query.terms) <= 8 for query in queries)
    assert not queries or any(not query.with_number for query in queries)
    for query in queries:
        for term in query.terms[: -1 if query.with_number else None]:
            assert not set(term) & set('"*?~^:()[]{}\\/!|&<>+')
