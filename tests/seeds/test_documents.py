from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from claims.engine import extract
from claims.services.seeding import front_matter

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
ARTICLES = sorted((SEEDS / "articles").iterdir())
LIBRARY = sorted((SEEDS / "library").iterdir())

KEYS = {"title", "publisher", "published", "url", "language"}


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


every_document = pytest.mark.parametrize("path", [*ARTICLES, *LIBRARY], ids=name)


def test_the_folders_hold_what_the_first_start_reads():
    assert [path.name for path in ARTICLES] == [
        "city-budget.txt",
        "health-statistic.txt",
        "war.txt",
    ]
    assert len(LIBRARY) >= 12
    assert {path.suffix for path in LIBRARY} == {".txt"}


@every_document
def test_front_matter_is_complete(path):
    about, _ = front_matter(path)

    extra = {"author"} if path in ARTICLES else {"licence", "tier"}
    assert about.keys() == KEYS | extra
    assert all(value for value in about.values())
    assert type(about["published"]) is date
    assert about["language"] == "en"


@every_document
def test_the_publisher_is_marked_as_invented(path):
    about, _ = front_matter(path)

    mark = "(demonstration)" if path in ARTICLES else "(fictional)"
    assert about["publisher"].endswith(mark)


@pytest.mark.parametrize("path", LIBRARY, ids=name)
def test_a_reference_document_says_that_it_is_invented_and_free(path):
    about, text = front_matter(path)

    assert about["licence"] == "CC0-1.0"
    assert about["tier"] in {"primary", "secondary"}
    assert text.endswith(
        "\nInvented for demonstration; no statement about the world.\n"
    )


@every_document
def test_the_text_is_stored_as_the_workbench_keeps_it(path):
    raw = path.read_bytes().decode("utf-8")

    assert unicodedata.is_normalized("NFC", raw)
    assert "\r" not in raw
    assert raw.endswith("\n")
    assert not re.search(r"[ \t]+$|\n{3}", raw, re.MULTILINE)


@every_document
def test_every_address_is_a_reserved_example(path):
    about, text = front_matter(path)

    addresses = [about["url"], *re.findall(r"https?://\S+", text)]
    assert {urlsplit(address).hostname for address in addresses} == {"example.org"}


def test_no_text_title_or_address_is_there_twice():
    documents = [front_matter(path) for path in [*ARTICLES, *LIBRARY]]
    for values in (
        [text for _, text in documents],
        [about["title"] for about, _ in documents],
        [about["url"] for about, _ in documents],
    ):
        assert len(set(values)) == len(values)


def test_no_sentence_is_in_two_documents():
    seen: dict[str, Path] = {}
    for path in [*ARTICLES, *LIBRARY]:
        _, text = front_matter(path)
        for sentence in set(re.split(r"(?<=[.?!])\s+", text)):
            if sentence.startswith("Invented for demonstration"):
                continue
            assert seen.setdefault(sentence, path) == path or len(sentence) < 40


@pytest.mark.parametrize("path", ARTICLES, ids=name)
def test_an_article_is_as_long_as_a_news_story(path):
    _, text = front_matter(path)
    assert 500 <= len(text.split()) <= 900


@pytest.mark.parametrize("path", LIBRARY, ids=name)
def test_every_reference_document_is_named_in_the_readme(path):
    readme = (SEEDS / "README.md").read_text()
    family = path.stem.split("-")[0]
    assert f"`{path.stem}`" in readme or f"`{family}-" in readme


@pytest.mark.parametrize(
    ("number", "qualifier", "thing", "claimant"),
    [
        ("10000", "at_least", "North Korean soldiers", "US government"),
        ("0.5", "", "artillery shells", "Budanov"),
        ("1000", "about", "casualties", "Western officials"),
        ("600000", "more_than", "Russian casualties", "Pentagon"),
        ("6", "", "families of fallen soldiers", "Baltic Fiscal Observatory"),
    ],
)
def test_the_war_article_says_who_gives_each_of_its_five_figures(
    number, qualifier, thing, claimant
):
    _, text = front_matter(SEEDS / "articles" / "war.txt")

    found = [
        claim
        for claim in extract(text).claims
        if Decimal(number) in (claim.low, claim.high) and claim.qualifier == qualifier
    ]

    assert len(found) == 1
    start, end = found[0].sentence
    assert thing in text[start:end]
    assert claimant in text[start:end]
