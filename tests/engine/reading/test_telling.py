"""The language of a text, told by its small words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims.engine import language_of

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The board said on Monday that at least 4,200 people crossed it.", "en"),
        ("Nach Angaben der Behörde sind mindestens 4.200 Menschen gekommen.", "de"),
        (
            "Selon le ministère, plus de 4 200 personnes sont venues dans la ville.",
            "fr",
        ),
        ("Según el ministerio, más de 4.200 personas han llegado a la ciudad.", "es"),
        ("Secondo il ministero sono arrivate più di 4.200 persone nella città.", "it"),
        ("Volgens het ministerie zijn er meer dan 4.200 mensen in de stad.", "nl"),
    ],
)
def test_small_words_tell_the_language(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text", ["", "42", "40 boats", "Prozent", "\u4e09\u5343\u4eba", "die"]
)
def test_too_few_small_words_tell_nothing(text):
    assert language_of(text) == ""


def test_a_quoted_sentence_does_not_change_the_language():
    english = "The minister said that the figure was wrong and would be mended. " * 3
    assert language_of(english + "Das ist nicht die Zahl, sagte er.") == "en"


def test_annotated_sentences_are_told_apart():
    gold = ROOT / "seeds" / "gold" / "de" / "sentences.jsonl"
    german = [json.loads(line)["text"] for line in gold.read_text("utf-8").splitlines()]
    told = [language_of(text) for text in german]
    assert set(told) <= {"de", ""}
    assert language_of(" ".join(german)) == "de"


def test_seed_articles_are_english():
    for path in (ROOT / "seeds" / "articles").glob("*.txt"):
        assert language_of(path.read_text("utf-8")) == "en", path.name
