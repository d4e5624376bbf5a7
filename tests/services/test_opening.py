"""What becomes of the pages a search named: gone ones, and published checks."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from claims.models import SourceJob
from claims.providers.article_links import ArticleLinks
from claims.providers.wayback import Wayback
from claims.services import ingest, sourcing, working
from claims.vocabulary import Origin, SameNumber, SearchOutcome
from tests.providers.fakes import Web, recorded, reply

pytestmark = pytest.mark.django_db

TEXT = (
    "The port of Ellery handled at least 4,200 containers on one day in May, the "
    "harbour board said."
)
LINK = "https://port.example/report"
SAID = "The port of Ellery handled 4,310 containers on one day in May."
PAGE = f"""<!doctype html><html lang=en><title>Ellery</title><article><h1>Ellery</h1>
<p>{SAID} The cranes ran until midnight, and the board thanked its crews for the work.</p>
</article></html>"""


def marked_up(*claims, extra=""):
    reviews = [
        {
            "@context": "https://schema.org",
            "@type": ["ClaimReview"],
            "url": f"/checks/{n}",
            "claimReviewed": claim,
            "author": {"@type": "Organization", "name": "Harbour Checks"},
            "reviewRating": {"@type": "Rating", "alternateName": "Half true"},
            "datePublished": "2024-06-05",
        }
        for n, claim in enumerate(claims)
    ]
    graph = json.dumps({"@context": "https://schema.org", "@graph": reviews})
    script = f"<script type='application/ld+json'>//<![CDATA[\n{graph};\n//]]></script>"
    return PAGE.replace("</html>", f"{extra}{script}</html>")


@pytest.fixture
def read(monkeypatch):
    """An article with one link, read with pages as `site` and archive answers."""

    def run(site, *, link=LINK, rows="rows", memento="memento", archived=True):
        def archive(request):
            if request.url.host == "archive.org":
                return recorded("wayback/not_available")
            if request.url.path.startswith("/cdx/"):
                return recorded(f"wayback/{rows}")
            return recorded(f"wayback/{memento}")

        links, copies = Web(site), Web(archive)
        provider = ArticleLinks(links.client())
        wayback = Wayback(copies.client()) if archived else None
        named = {"article_links": provider}
        monkeypatch.setattr(sourcing, "providers", lambda: named)
        monkeypatch.setattr(
            sourcing, "provider_named", lambda name, source_job: provider
        )
        monkeypatch.setattr(sourcing, "archive", lambda source_job: wayback)
        article, _ = ingest.add_article(
            ingest.ArticleData(
                text=TEXT,
                url="https://news.example/a",
                published_at=datetime(2024, 6, 1, tzinfo=UTC),
                links=[{"url": link, "text": "its report", "start": 4}],
            ),
            actor=None,
            origin=Origin.COMMAND,
        )
        working.drain()
        return article.claims.get(), SourceJob.objects.get(), copies

    return run


def html(body, status=200):
    return reply(body, status=status, content_type="text/html; charset=utf-8")


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_read_by_the_copy_nearest_to_the_article(read, status):
    claim, job, _ = read(lambda _request: html("Gone", status))
    found = claim.evidence.get()
    assert found.low == 4310
    source = found.source
    assert source.captured_at == datetime(2024, 5, 30, 8, 15, tzinfo=UTC)
    assert source.url == f"https://web.archive.org/web/20240530081500/{LINK}"
    assert source.provider == "article_links"
    assert job.outcome == SearchOutcome.FOUND


def test_a_site_that_is_gone_is_read_by_its_copy(read, monkeypatch):
    from claims.providers.errors import NoSuchHostError

    def site(_request):
        raise NoSuchHostError

    claim, _, _ = read(site)
    assert claim.evidence.get().source.captured_at


def test_a_soft_404_is_a_page_that_is_gone(read):
    gone = "<!doctype html><title>Page not found</title><p>Sorry, nothing here.</p>"
    claim, _, _ = read(lambda _request: html(gone))
    assert claim.evidence.get().source.captured_at


def test_without_a_copy_both_are_told(read):
    _, job, _ = read(lambda _request: html("Gone", 404), rows="no_rows")
    assert job.outcome == SearchOutcome.COULD_NOT_SEARCH
    assert "does not exist any more. The web archive has no copy of it." in job.reason


def test_without_an_archive_the_row_says_what_it_said_before(read):
    _, job, copies = read(lambda _request: html("Gone", 404), archived=False)
    assert job.outcome == SearchOutcome.COULD_NOT_SEARCH
    assert job.reason.endswith("The page does not exist any more.")
    assert not copies.requests


@pytest.mark.parametrize("status", [403, 500])
def test_a_page_that_only_refuses_or_fails_is_not_looked_up(read, status):
    _, job, copies = read(lambda _request: html("No", status))
    assert job.outcome == SearchOutcome.COULD_NOT_SEARCH
    assert not copies.requests


def test_a_page_that_is_there_bears_no_time_of_a_copy(read):
    claim, _, copies = read(lambda _request: html(PAGE))
    assert claim.evidence.get().source.captured_at is None
    assert not copies.requests


def test_a_page_with_claimreview_becomes_a_prior_check_and_no_evidence(read):
    page = marked_up(SAID, "Bananas cure gout.")
    claim, job, _ = read(lambda _request: html(page))
    assert not claim.evidence.exists()
    check = claim.prior_checks.get()
    assert (check.publisher, check.rating) == ("Harbour Checks", "Half true")
    assert check.number == SameNumber.COMPATIBLE
    assert check.provider == "article_links"
    assert check.url == LINK
    assert job.outcome == SearchOutcome.FOUND
    assert "1 published checks, which are no evidence: 1 about this." in job.reason


def test_a_check_of_something_else_is_neither(read):
    claim, job, _ = read(lambda _request: html(marked_up("Bananas cure gout.")))
    assert not claim.evidence.exists()
    assert not claim.prior_checks.exists()
    assert (job.outcome, job.documents) == (SearchOutcome.EMPTY, 1)


def test_a_page_of_a_known_fact_checker_needs_no_markup(read):
    page = PAGE.replace(">Ellery<", f">{SAID}<")
    claim, _, _ = read(
        lambda _request: html(page), link="https://www.fullfact.org/ports/ellery"
    )
    assert not claim.evidence.exists()
    assert claim.prior_checks.get().claimed == SAID


def test_a_report_of_the_same_house_that_is_no_check_is_evidence(read):
    claim, _, _ = read(
        lambda _request: html(PAGE), link="https://www.reuters.com/markets/ellery"
    )
    assert claim.evidence.exists()
    assert not claim.prior_checks.exists()


def test_markup_that_makes_no_sense_changes_nothing(read):
    broken = '<script type=\'application/ld+json\'>{"@type": "ClaimReview", </script>'
    nested = "<script type='application/ld+json'>" + "[" * 5_000 + "</script>"
    page = PAGE.replace("</html>", f"{broken}{nested}</html>")
    claim, _, _ = read(lambda _request: html(page))
    assert claim.evidence.exists()
