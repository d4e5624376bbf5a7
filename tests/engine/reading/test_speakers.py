"""Who says a number: one table for each way of telling it."""

from __future__ import annotations

import pytest

from claims.engine import extract


def said(text: str) -> dict[str, str | None]:
    return {claim.surface: claim.claimant for claim in extract(text).claims}


UNNAMED = {
    "According to Prof. Lena Aubry of the Sea Office, it rises by 5 mm a year.": (
        "5 mm",
        "Prof. Lena Aubry of the Sea Office",
    ),
    "Some 300 men walked out, their union, the OTA, claims; the board put it at 90.": (
        "300",
        "their union, the OTA",
    ),
    "Only one of the seven deaths was told, court papers seen by the Echo reveal.": (
        "seven",
        "court papers",
    ),
    "Some 30 lorries pass, and a third of them, by residents' reckoning, speed.": (
        "30",
        None,
    ),
    "The rebels put the loss at $2bn, four times the government's estimate.": (
        "four times",
        "the rebels",
    ),
    "Her rating slid to 34 percent, in a Galt poll published Monday.": (
        "34 percent",
        "a Galt poll",
    ),
    "They work 6 hours unpaid, a union survey of 12,000 members found.": (
        "6 hours",
        "a union survey of 12,000 members",
    ),
    "Economists put the bill closer to $40m.": ("$40m", "Economists"),
    "Two officials briefed on the talks said the loan would come to $3 billion.": (
        "$3 billion",
        "Two officials briefed on the talks",
    ),
    "Three people familiar with the matter said the fund had lost 9 percent.": (
        "9 percent",
        "Three people familiar with the matter",
    ),
    "One senior diplomat put the number of hostages at 17.": (
        "17",
        "One senior diplomat",
    ),
    '"We pulled 30 people from the rubble," one rescuer said.': ("30", "one rescuer"),
    "A government official, speaking on condition of anonymity, said 40 had fled.": (
        "40",
        "A government official",
    ),
    "The army's medical corps put the number of wounded at 340.": (
        "340",
        "the army's medical corps",
    ),
}

DOCUMENTS = {
    "A study the ministry paid for found that 12% of wells were dry.": (
        "12%",
        "A study",
    ),
    "A poll the paper commissioned last month put support at 41%.": (
        "41%",
        "A poll the paper commissioned last month",
    ),
    "An internal email warned that 600 jobs would go.": ("600", "An internal email"),
    "The report, which runs to many pages, says that 4,000 homes are dry.": (
        "4,000",
        "the report",
    ),
    "Estimates by the WHO suggest that 3 million people carry the virus.": (
        "3 million",
        "Estimates by the WHO",
    ),
    "Prices rose 4% in May, per the statistics office.": (
        "4%",
        "the statistics office",
    ),
    "By the organisers' own reckoning, 30,000 people came.": (
        "30,000",
        "the organisers",
    ),
}

NAMED = {
    "Cllr Bob Marsh (Con, Eastfield) told the meeting that 40 lamps were broken.": (
        "40",
        "Cllr Bob Marsh",
    ),
    "The minister has repeatedly said that 40 schools will close.": (
        "40",
        "the minister",
    ),
    "The gang, say prosecutors, stole 40 cars.": ("40", "prosecutors"),
    "The gang, prosecutors allege, stole 40 cars.": ("40", "prosecutors"),
    "Growth was forecast at 3% by economists polled by Metro.": (
        "3%",
        "economists polled by Metro",
    ),
    "Party leader Kamal Aziz, a banker, whose sons left, said turnout was 30%.": (
        "30%",
        "Party leader Kamal Aziz",
    ),
    '"Nobody believed us. Then 900 people came," laughs Eva Ristic.': (
        "900",
        "Eva Ristic",
    ),
    '"We sold 900 lamps," founder Eva Ristic likes to say.': (
        "900",
        "founder Eva Ristic",
    ),
    "The minister rejected the criticism, saying that 40 schools had been built.": (
        "40",
        "the minister",
    ),
    "Kamal Aziz, leader of the guild, dismissed it, adding that 40 had left.": (
        "40",
        "Kamal Aziz",
    ),
}

CONTINUED = {
    'Harbour master Lee Fong is not worried. "We had 300 ships last year," he says.': (
        "300",
        "Harbour master Lee Fong",
    ),
    'The clinic\'s director, Ana Sorel, wants more. "We see 300 people," she says.': (
        "300",
        "the clinic's director, Ana Sorel",
    ),
    "Cllr Jo Bains spoke against it. She told the meeting that 40 lamps were broken.": (
        "40",
        "Cllr Jo Bains",
    ),
    "In Dorley, a spokeswoman for the council said it was fine. Since May they had "
    "collected 3,200 tonnes, she said.": (
        "3,200 tonnes",
        "a spokeswoman for the council",
    ),
    'The minister praised the plan. "It is done," he said, adding that 12 schools '
    "would follow.": ("12", "the minister"),
}

LATER = {
    '"We had $3m," Ann Lee told MPs, "and spent $9m."': ("$9m", "Ann Lee"),
    "Sales rose 4% in May, as per the tax office.": ("4%", "the tax office"),
    "Senator Ruiz, D-N.M., said 12 plants closed.": ("12", "Senator Ruiz"),
    "Omar Said said 12 plants closed.": ("12", "Omar Said"),
    'The union begged to differ: "We lost 40 jobs."': ("40", "the union"),
    "Lee's claim that 80% voted is wrong.": ("80%", "Lee"),
    "It rose 4%, according to the state health office.": (
        "4%",
        "the state health office",
    ),
}
NOBODY = [
    "Turnout: 61.3%.",
    "Heat records tumbled as 40 towns boiled.",
    "No official has confirmed that 40 people died.",
    "Nobody says how many of the 40 people died.",
    "Astronomers have found a planet 1.6 times as wide as ours.",
    "The clinic admitted 40 patients in May.",
    "The minister declined to say whether 40 schools would close.",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    (UNNAMED | DOCUMENTS | NAMED | CONTINUED | LATER).items(),
)
def test_who_says_a_number_is_named_as_the_text_does(
    text: str, expected: tuple[str, str]
) -> None:
    surface, claimant = expected
    assert said(text)[surface] == claimant


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_made_to_say_a_number(text: str) -> None:
    assert set(said(text).values()) == {None}


def test_an_interview_has_turns_without_capitals() -> None:
    text = (
        "Gil Arden runs the port.\n\n"
        "The Mail: There were 40 ships last week.\n\n"
        "Arden: There were 38. We lost two.\n\n"
        "The Mail: And the ferry?\n\n"
        "Arden: It carried 900 people."
    )
    found = said(text)
    assert (found["40"], found["38"], found["900"]) == ("the Mail", "Arden", "Arden")


def test_topics_and_unnamed_turns_are_no_speakers() -> None:
    topics = (
        "Roads: 40 holes.\n\nBins: 30 lorries came in May.\n\nRoads: 12 were mended."
    )
    turns = "Question: How many?\n\nAnswer: I had 34.\n\nQuestion: And?\n\nAnswer: I lost 13."
    assert set(said(topics).values()) <= {None}
    assert set(said(turns).values()) == {None}


def test_what_an_estimate_shows_is_said_by_all_of_its_name() -> None:
    text = "Prices rose by 4 percent, the port authority's flash estimate showed."
    assert said(text) == {"4 percent": "the port authority's flash estimate"}


def test_nobody_was_named_before_so_the_speaker_stays_a_pronoun_and_open() -> None:
    (claim,) = extract("She said 40 people were hired.").claims
    assert (claim.claimant, claim.ambiguities) == ("She", ("speaker",))


@pytest.mark.parametrize("whose", ["hospital records", "the mayor's own claims"])
def test_a_source_may_have_the_name_of_a_verb(whose: str) -> None:
    assert said(f"Some 40 beds are empty, according to {whose}.") == {"40": whose}


@pytest.mark.parametrize(
    ("text", "claimants"),
    [
        (
            "Some 25 sailors desert, the union said, a number the ministry puts at 17.",
            ["the union", "the ministry"],
        ),
        (
            "Some 25 sailors deserted, according to a think-tank in Hull.",
            ["a think-tank in Hull"],
        ),
        ("The town's auditor puts the debt at $16m.", ["the town's auditor"]),
        ("The ministry's own estimate is $390.", ["the ministry"]),
        ("Her predecessor put the debt at $16m.", ["Her predecessor"]),
        (
            "Data put the share at 45%, though the minister called it a third.",
            ["Data", "the minister"],
        ),
        (
            'Ada Holm said it cost "maybe $10m", a third of most independent estimates.',
            ["Ada Holm", "Ada Holm"],
        ),
    ],
)
def test_each_says_the_number_of_their_own(text, claimants):
    assert [claim.claimant for claim in extract(text).claims] == claimants
