"""What every provider must keep; a provider's test class inherits `ProviderContract`."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from claims.providers.base import (
    ArticleLink,
    ClaimFrame,
    FetchedDocument,
    Kind,
    Outcome,
    SearchResult,
    SourceProvider,
)
from claims.providers.planner import number_variants
from claims.providers.urls import canonical_url

LICENCES = {
    "",
    "own",
    "CC0-1.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "OGL-UK-3.0",
}
HIDDEN = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\x00\x07\n\r")

FRAME = ClaimFrame(
    claim_id="c1",
    text="Ann Lee says the port of Ellery handled at least 4,200 containers on one day.",
    value=Decimal(4_200),
    surface="at least 4,200",
    kind="count",
    qualifier="at_least",
    unit="containers",
    thing="containers",
    subject_terms=("port of Ellery",),
    speaker="Ann Lee",
    claim_date=datetime(2024, 6, 1, tzinfo=UTC).date(),
    article_url="https://news.example/2024/port",
    article_links=(
        ArticleLink("https://statistics.example/ports", "the statistics", 400),
        ArticleLink("https://port.example/report?utm_source=news", "its report", 90),
    ),
    claim_start=100,
)


class ProviderContract:
    """Subclasses give `found`, `failing` (or None), and a `frame` if FRAME will not do."""

    frame = FRAME

    def found(self) -> SourceProvider:
        """A provider that finds something for `frame`."""
        raise AssertionError("a provider's test says how it finds something")

    def failing(self) -> SourceProvider | None:
        """A provider whose source is in trouble; None when it asks none to search."""
        raise AssertionError("a provider's test says how its source fails")

    @pytest.fixture(autouse=True)
    def _no_real_network(self, monkeypatch):
        def refuse(*_args, **_options):
            raise AssertionError("a test asked the network")

        monkeypatch.setattr(socket, "getaddrinfo", refuse)

    def test_it_is_a_provider_with_a_name_and_a_note_for_editors(self):
        provider = self.found()
        assert isinstance(provider, SourceProvider)
        assert provider.name.isidentifier()
        assert provider.name == provider.name.lower()
        assert isinstance(provider.kind, Kind)
        assert provider.licence_note.endswith(".")
        assert isinstance(provider.sends, tuple)

    def test_queries_are_few_short_and_always_the_same(self):
        queries = self.found().queries(self.frame)
        assert list(queries) == list(self.found().queries(self.frame))
        assert len(queries) <= 3
        assert len(set(queries)) == len(queries)
        assert all(len(query.split()) <= 8 for query in queries)
        assert self.frame.text not in queries

    def test_one_query_is_without_the_number(self):
        queries = self.found().queries(self.frame)
        number = number_variants(self.frame)[0]
        assert not queries or any(number not in query for query in queries)

    def test_candidates_are_clean_ranked_and_each_there_once(self):
        result = self.found().search(self.frame)
        assert result.outcome is Outcome.FOUND
        assert result.provider == self.found().name
        assert result.candidates
        assert [c.rank for c in result.candidates] == [
            *range(1, len(result.candidates) + 1)
        ]
        urls = [c.url for c in result.candidates]
        assert len(set(urls)) == len(urls)
        for one in result.candidates:
            assert one.url.startswith("library:") or one.url == canonical_url(one.url)
            assert one.provider == result.provider
            assert len(one.title) <= 300
            assert len(one.snippet) <= 500
            assert not HIDDEN & set(one.title + one.snippet + one.publisher)
            assert "<span" not in one.snippet
            assert one.licence in LICENCES
            if one.published_at is not None:
                assert one.published_at.tzinfo is not None
                assert one.published_at < datetime.now(UTC) + timedelta(days=1)

    def test_the_limit_is_kept(self):
        assert len(self.found().search(self.frame, limit=1).candidates) == 1

    def test_trouble_is_an_outcome_with_a_reason_and_never_an_exception(self):
        provider = self.failing()
        if provider is None:
            return
        result = provider.search(self.frame)
        assert isinstance(result, SearchResult)
        assert result.outcome is Outcome.COULD_NOT_SEARCH
        assert result.reason
        assert result.message.endswith((".", ")."))
        assert not result.candidates

    def test_a_claim_that_names_nothing_is_not_asked_with_the_reason(self):
        result = self.found().search(ClaimFrame(claim_id="c2", text="It was 5 of 7."))
        assert result.outcome is Outcome.NOT_ASKED
        assert result.message.endswith(".")

    def test_an_embargoed_claim_does_not_leave_the_house(self):
        from dataclasses import replace

        result = self.found().search(replace(self.frame, embargoed=True))
        leaves = bool(self.found().sends)
        assert (result.outcome is Outcome.NOT_ASKED) == leaves
        if leaves:
            assert "embargoed" in result.message

    def test_the_same_question_brings_the_same_candidates(self):
        assert self.found().search(self.frame) == self.found().search(self.frame)

    def test_a_candidate_can_be_fetched_with_text_and_a_snapshot(self):
        import hashlib

        provider = self.found()
        document = provider.fetch(provider.search(self.frame).candidates[0])
        assert isinstance(document, FetchedDocument)
        assert document.text
        assert "\r" not in document.text
        assert document.sha256 == hashlib.sha256(document.body).hexdigest()
        assert document.fetched_at.tzinfo is not None
        assert document.licence in LICENCES
        assert document.access == "open"
