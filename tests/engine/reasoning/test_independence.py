"""Origins: who stands behind which passage, as graphs with their roots counted."""

from __future__ import annotations

import pytest

from claims.engine.reasoning.independence import CLAIM, Origin, independence
from claims.engine.reasoning.origins import is_copy, speaker_of, who

NOBODY = Origin(CLAIM)
MINISTRY = "the Ministry of Defence"


def roots(*origins: Origin, claim: Origin = NOBODY) -> list[str]:
    found = independence(origins, claim=claim)
    return ["".join(root.members) for root in found.roots]


def paper(key: str, name: str, **fields) -> Origin:
    host = name.lower().replace(" ", "")
    values = {"publisher": name, "url": f"https://{host}.example/{key}"} | fields
    return Origin(key, document=fields.pop("document", key), **_without(values))


def _without(values):
    return {name: value for name, value in values.items() if name != "document"}


FIVE = [
    paper("A", "Daily Herald", speaker=MINISTRY),
    paper("B", "Evening Post", speaker="Ministry of Defence"),
    paper("C", "Morning Star", speaker="Ministry of Defense"),
    paper("D", "Wire", speaker="MoD"),
    paper("E", "Gazette", speaker="a Ministry of Defence spokesman"),
]


def test_five_papers_that_quote_one_ministry_are_one_root():
    found = independence(FIVE, claim=NOBODY)
    assert found.sentence == "5 sources, 1 independent origin: Ministry of Defence."
    assert found.count == 1
    assert found.roots[0].why[0] == "A and B give what the Ministry of Defence said."


def test_the_ministrys_own_page_is_the_root_its_quoters_share():
    own = paper("F", "Ministry of Defence", url="https://mod.example/news")
    assert roots(*FIVE, own) == ["ABCDEF"]


GRAPHS = {
    "two papers with reports of their own": (
        ["A", "B"],
        [paper("A", "Herald"), paper("B", "Post")],
    ),
    "one paper twice": (["AB"], [paper("A", "Herald"), paper("B", "Herald")]),
    "one paper quoting two ministries": (
        ["A", "B"],
        [
            paper("A", "Herald", speaker="the Ministry of Health"),
            paper("B", "Herald", speaker="the Ministry of Defence"),
        ],
    ),
    "officials are nobody": (
        ["A", "B"],
        [
            paper("A", "Herald", speaker="officials"),
            paper("B", "Post", speaker="senior officials"),
        ],
    ),
    "a wire copied with its name": (
        ["AB"],
        [paper("A", "Reuters"), paper("B", "Post", speaker="Reuters")],
    ),
    "a wire known by its address": (
        ["AB"],
        [
            Origin("A", publisher="reuters.com", url="https://www.reuters.com/a"),
            paper("B", "Reuters", url=""),
        ],
    ),
    "one document under two names": (
        ["AB"],
        [
            Origin("A", publisher="Herald", document="x"),
            Origin("B", publisher="Post", document="x"),
        ],
    ),
    "a platform is no publisher": (
        ["A", "B"],
        [
            Origin("A", url="https://x.com/one/1", title="One"),
            Origin("B", url="https://x.com/two/2", title="Two"),
        ],
    ),
    "a shorter name that may be either of two": (
        ["A", "B", "C"],
        [
            paper("A", "Herald", speaker="the Norland Ministry of Defence"),
            paper("B", "Post", speaker="the Sudland Ministry of Defence"),
            paper("C", "Star", speaker="the Ministry of Defence"),
        ],
    ),
    "a shorter name that can only be one": (
        ["AB"],
        [
            paper("A", "Herald", speaker="the Norland Ministry of Defence"),
            paper("B", "Post", speaker="the Ministry of Defence"),
        ],
    ),
    "a person's word joins": (
        ["AB"],
        [
            paper("A", "Herald", chosen="Port survey"),
            paper("B", "Post", chosen="port survey"),
        ],
    ),
    "a person's word parts": (
        ["A", "B"],
        [
            paper("A", "Herald", speaker=MINISTRY, chosen="Herald's own count"),
            paper("B", "Post", speaker=MINISTRY),
        ],
    ),
}


@pytest.mark.parametrize(("expected", "origins"), GRAPHS.values(), ids=GRAPHS)
def test_passages_are_joined_for_a_reason_or_not_at_all(expected, origins):
    assert roots(*origins) == expected
    assert roots(*origins) == roots(*origins)


def test_the_claims_own_side_is_told_and_not_counted():
    claim = Origin(CLAIM, publisher="Gazette", url="https://gazette.example/1")
    found = independence([paper("A", "Gazette"), paper("B", "Herald")], claim=claim)
    assert found.count == 1
    assert found.sentence == (
        "2 sources, 1 independent origin: Herald. Not counted, being the claim's own side: Gazette."
    )


def test_the_claimant_cannot_confirm_the_claim():
    claim = Origin(CLAIM, speaker="the harbour authority")
    quoted = paper("A", "Herald", speaker="the harbour authority")
    assert independence([quoted], claim=claim).count == 0


def test_a_calculation_is_no_origin_and_rests_on_those_of_its_numbers():
    made = Origin("C", title="Calculated", derived_from=("A", "B"))
    again = Origin("D", title="Calculated", derived_from=("C", "claim"))
    found = independence(
        [paper("A", "Herald"), paper("B", "Post"), made, again], claim=NOBODY
    )
    assert found.count == 2
    assert found.rests_on("C") == found.rests_on("D") == {"Herald", "Post"}
    assert found.sources == 2


def test_two_roots_never_share_a_name():
    found = independence(
        [
            Origin("A", title="Report", document="1"),
            Origin("B", title="Report", document="2"),
        ],
        claim=NOBODY,
    )
    assert [root.name for root in found.roots] == ["Report (A)", "Report (B)"]


COPY = "The storm cost the port 4,210 containers and two cranes, a survey found."


@pytest.mark.parametrize(
    ("other", "copied"),
    [
        (COPY, True),
        (COPY.replace("a survey", "the survey"), True),
        (COPY.replace("4,210", "9,100"), False),
        ("The port lost 4,210 containers.", False),
        (
            "Cranes fell when a gale hit the port; 4,210 containers sank, divers say.",
            False,
        ),
    ],
)
def test_a_copy_has_the_same_words_and_the_same_figures(other, copied):
    assert is_copy(COPY, other) is copied


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("the Ministry of Defense", {"ministry", "defence"}),
        ("Russian officials", {"russian"}),
        ("Russian", set()),
        ("experts", set()),
        ("he", set()),
        ("", set()),
    ],
)
def test_names_are_told_by_the_words_that_make_them(name, words):
    assert who(name) == words


@pytest.mark.parametrize(
    ("quote", "speaker"),
    [
        ("The coast guard said 4,210 containers were lost.", "the coast guard"),
        ("4,210 containers were lost.", ""),
    ],
)
def test_the_speaker_is_whom_the_passage_gives_the_number_to(quote, speaker):
    assert speaker_of(quote, quote.index("4,210"), "en") == speaker
