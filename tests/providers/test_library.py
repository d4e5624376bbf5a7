from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from claims.providers.base import Outcome
from claims.providers.errors import NotFoundError, UnavailableError
from claims.providers.library import Library, LibraryDocument, LibraryHit
from tests.providers.contract import FRAME, ProviderContract

REPORT = LibraryDocument(
    key="7",
    title="Port statistics",
    text="In 2024 Ellery counted 4,150 containers on its busiest day.\r\n",
    url="https://statistics.example/ports/2024",
    publisher="Statistics office",
    published_at=datetime(2025, 2, 1, tzinfo=UTC),
)
MEMO = LibraryDocument(key="9", title="Memo", text="Notes of a talk with the port.")


class Shelf:
    """A library in memory: a document matches when it has any of the words."""

    def __init__(self, *documents: LibraryDocument) -> None:
        self.documents = documents
        self.asked: list[str] = []

    def search(self, wanted, limit):
        self.asked.append(wanted.sentence)
        words = wanted.sentence.lower().split()
        hits = [
            LibraryHit(d.key, d.title, d.text[:80], d.url, d.publisher, d.published_at)
            for d in self.documents
            if any(word in d.text.lower() for word in words)
        ]
        return hits[:limit]

    def load(self, key):
        return next((d for d in self.documents if d.key == key), None)

    def provider(self) -> Library:
        return Library(self.search, self.load)


class TestContract(ProviderContract):
    def found(self):
        return Shelf(REPORT, MEMO).provider()

    def failing(self):
        def search(_terms, _limit):
            raise UnavailableError("The search index is being rebuilt.")

        return Library(search, lambda _key: None)


def test_the_claim_is_asked_once_whatever_number_a_source_gives():
    shelf = Shelf(REPORT)
    (query,) = shelf.provider().search(FRAME).queries
    assert shelf.asked == [FRAME.text]
    assert "4,200" not in query


def test_each_wording_of_a_person_is_asked():
    shelf = Shelf(REPORT)
    result = shelf.provider().search(replace(FRAME, wording=("port Ellery", "cranes")))
    assert shelf.asked == ["port Ellery", "cranes"]
    assert list(result.queries) == shelf.asked


def test_nothing_found_is_empty_and_not_a_failure():
    result = Shelf().provider().search(FRAME)
    assert (result.outcome, result.candidates) == (Outcome.EMPTY, ())
    assert result.queries


def test_a_document_without_an_address_has_one_inside_the_house():
    (found,) = Shelf(MEMO).provider().search(FRAME).candidates
    assert found.url == "library:9"


def test_a_document_found_by_several_wordings_is_one_candidate():
    asked = replace(FRAME, wording=("the port", "Ellery port talk"))
    result = Shelf(REPORT, MEMO).provider().search(asked)
    assert sorted(c.extra["key"] for c in result.candidates) == ["7", "9"]


def test_the_text_is_normalised_and_the_facts_are_kept():
    provider = Shelf(REPORT).provider()
    document = provider.fetch(provider.search(FRAME).candidates[0])
    assert document.text.endswith("busiest day.\n")
    assert document.publisher == "Statistics office"
    assert document.published_at == REPORT.published_at
    assert document.licence == "own"


def test_a_document_that_is_gone_says_so():
    shelf = Shelf(REPORT)
    candidate = shelf.provider().search(FRAME).candidates[0]
    with pytest.raises(NotFoundError, match="no longer in the library"):
        Shelf().provider().fetch(candidate)


def test_a_fault_of_our_own_is_not_hidden():
    def search(_terms, _limit):
        raise KeyError("a bug")

    with pytest.raises(KeyError):
        Library(search, lambda _key: None).search(FRAME)
