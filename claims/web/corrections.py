"""What was put right after it was published: a page, a feed, and the earlier versions."""

from __future__ import annotations

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from claims import conf, selectors
from claims.models import Publication, Source
from claims.web.paging import page_of, query_without_page
from claims.web.published import public, published_of

#: What one reading of the feed tells, the latest first.
ENTRIES = 50


@public
def corrections(request: HttpRequest) -> HttpResponse:
    page = page_of(request, selectors.corrections_made())
    context = {"page": page, "query": query_without_page(request)}
    return render(request, "claims/corrections.html", context)


@public
def revision(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """An earlier version as it went out; gone with the check when that was retracted."""
    newest = published_of(pk)
    if number == newest.revision or not newest.in_force:
        return redirect("published-claim", pk)
    earlier = selectors.revisions_of(newest.claim).filter(revision=number).first()
    if earlier is None:
        raise Http404
    open_ones, withheld = citations_of(earlier)
    context = {
        "publication": earlier,
        "claim": newest.claim,
        "newest": newest,
        "citations": open_ones,
        "withheld": withheld,
    }
    return render(request, "claims/revision.html", context)


def citations_of(publication: Publication) -> tuple[list[dict[str, str]], int]:
    """What it cited, without what became confidential since; and how many those are."""
    cited = publication.document.get("citation", [])
    sources = Source.objects.filter(
        evidence__cited_in=publication.verdict.review_id
    ).exclude(confidential="")
    kept = {(one.title or one.url, one.url) for one in sources}
    open_ones = [
        one for one in cited if (one.get("name", ""), one.get("url", "")) not in kept
    ]
    return open_ones, len(cited) - len(open_ones)


class CorrectionsFeed(Feed[Publication, None]):
    feed_type = Atom1Feed
    description_template = None

    def title(self) -> str:
        return f"{conf.newsroom_name()}: corrections"

    subtitle = "Published checks that were corrected or retracted, and why."

    def link(self) -> str:
        return reverse("corrections")

    def feed_guid(self) -> str:
        return conf.public_url(reverse("corrections-feed"))

    def items(self) -> list[Publication]:
        return list(selectors.corrections_made()[:ENTRIES])

    def item_title(self, item: Publication) -> str:
        return f"{item.get_correction_display()}: {item.claim.statement}"

    def item_description(self, item: Publication) -> str:
        return item.withdrawal

    def item_link(self, item: Publication) -> str:
        return item.claim.public_url()

    def item_guid(self, item: Publication) -> str:
        return f"{conf.public_url(item.claim.public_url())}#revision-{item.revision}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Publication) -> datetime | None:
        return item.withdrawn_at

    item_updateddate = item_pubdate


feed = public(CorrectionsFeed())
