"""Who speaks across sentences."""

from __future__ import annotations

import pytest

from claims.engine import extract

_AUTHOR = "the author"


def _claimant(text: str, surface: str) -> str | None:
    claim = next(c for c in extract(text).claims if c.surface == surface)
    if claim.claimant is None:
        return "?" if "speaker" in claim.ambiguities else _AUTHOR
    return claim.claimant


@pytest.mark.parametrize(
    ("text", "surface", "claimant"),
    [
        # the quotation closes sentences later
        (
            '"We lost 40 boats. Nobody helped us," said Petra Holm of the harbour.',
            "40",
            "Petra Holm of the harbour",
        ),
        # it goes on after the speaker was named
        (
            '"It was dark," said Petra Holm, a fisher. "We lost 40 boats. It is over."',
            "40",
            "Petra Holm",
        ),
        # it follows a sentence that names the speaker
        (
            'Petra Holm told the council how it went. "We lost 40 boats," she said.',
            "40",
            "Petra Holm",
        ),
        ('Petra Holm said it was dark. "We lost 40 boats."', "40", "Petra Holm"),
    ],
)
def test_a_quotation_has_one_speaker_to_its_end(
    text: str, surface: str, claimant: str
) -> None:
    assert _claimant(text, surface) == claimant


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Mayor Petra Holm spoke of ruin. She said 40 boats sank.", "Petra Holm"),
        ("Petra Holm, the mayor, said it hurt. 40 boats sank, she said.", "Petra Holm"),
        ("Petra Holm said it hurt.\n\n40 boats sank, she said.", "Petra Holm"),
        ("The ministry said it was dark. It says 40 boats sank.", "the ministry"),
        ("Divers say it was dark. They say 40 boats sank.", "Divers"),
        ("Holm said it hurt. In her view 40 boats sank.", "Holm"),
    ],
)
def test_a_pronoun_is_the_one_speaker_it_can_mean(text: str, claimant: str) -> None:
    assert claimant in (_claimant(text, "40") or "")


@pytest.mark.parametrize(
    "text",
    [
        "Petra Holm said no. Jan Moe said yes. He said 40 boats sank.",
        "Petra Holm said no. Then Jan Moe stood up. He said 40 boats sank.",
        "The ministry said it was dark. He said 40 boats sank.",
        "Petra Holm said it was dark. It says 40 boats sank.",
        "Holm said no.\n\nNobody came.\n\nShe said 40 boats sank.",
    ],
)
def test_a_pronoun_that_could_mean_another_stays_open(text: str) -> None:
    assert _claimant(text, "40") == "?"


@pytest.mark.parametrize(
    "text",
    [
        'Petra Holm said it hurt. The "Seagull" and 40 boats sank.',
        'Petra Holm said it hurt. "Seagull" and 40 boats sank.',
        "Petra Holm said it hurt. That night 40 boats sank.",
        'Petra Holm said "it hurts".\n\nIn all 40 boats sank.',
    ],
)
def test_what_is_not_quoted_is_the_authors(text: str) -> None:
    assert _claimant(text, "40") == _AUTHOR


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Data from 26 stations show that 40 boats sank.", "Data from 26 stations"),
        ("The loss is put by the insurers at 40 boats.", "the insurers"),
        ("By the harbour's own estimate, 40 boats sank.", "the harbour"),
        ("Jan Moe, who was there, points out that 40 boats sank.", "Jan Moe"),
        ("Nord, the biggest of six lines, said 40 boats sank.", "Nord"),
        ("In all 40 boats sank, Holm told reporters on Friday, in a night.", "Holm"),
        ("The council itself expects 40 boats to sink.", "the council"),
        ("An aide who asked not to be named said 40 boats sank.", "An aide"),
        ("The board, however, says 40 boats sank.", "the board"),
        ("The board, in its report, counted 40 boats.", "the board"),
        ('"We lost 40 boats," Holm, 58, told the court.', "Holm"),
    ],
)
def test_the_source_is_found_however_it_is_told(text: str, claimant: str) -> None:
    assert _claimant(text, "40") == claimant


def test_a_transcript_says_whose_turn_it_is() -> None:
    text = (
        "MS HOLM: We lost 40 boats.\nMR MOE: It was 12, Sir.\n\n"
        "The year before it was 9 boats.\nMS HOLM: And 30 crates."
    )
    said = {c.surface: c.claimant for c in extract(text).claims}
    assert said["40"] == said["30"] == "MS HOLM"
    assert said["9"] == "MR MOE"


def test_a_speech_is_its_speakers_and_a_heading_is_nobody() -> None:
    assert _claimant("THE MAYOR: Thank you.\n\nWe lost 40 boats.", "40") == "THE MAYOR"
    assert _claimant("WHAT HAPPENED: fog.\n\nWe lost 40 boats.", "40") == _AUTHOR


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            '"No," said its treasurer, Lena Voss. "We lost 40."',
            "its treasurer, Lena Voss",
        ),
        ('Lena Voss said no. "We lost 40 boats," she said, "and a pier."', "Lena Voss"),
        ("Holm said no. It now expects 40 boats to sink.", "Holm"),
        ("Its own figures suggest that 40 boats sank.", "Its own figures"),
        ("Lena Voss, who runs it, said the port lost 40 boats.", "Lena Voss"),
        ("Some 40 boats sank, the fishers' league reported.", "the fishers' league"),
        ("Lena Voss spoke of fog. She added that 40 boats sank.", "Lena Voss"),
    ],
)
def test_the_speaker_is_named_as_the_text_names_them(text: str, claimant: str) -> None:
    assert _claimant(text, "40") == claimant
