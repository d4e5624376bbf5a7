"""The HTTP client and the providers, built from the settings."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, cast

from claims import conf, selectors
from claims.providers.article_links import ArticleLinks
from claims.providers.base import Candidate, FetchedDocument, SourceProvider
from claims.providers.claimreview_feed import ClaimReviewFeed
from claims.providers.crossref import Crossref
from claims.providers.eurostat import Eurostat
from claims.providers.gdelt import Gdelt
from claims.providers.google_factcheck import GoogleFactCheck
from claims.providers.http import HttpClient, HttpSettings
from claims.providers.library import Library
from claims.providers.memory import Memory
from claims.providers.openalex import OpenAlex
from claims.providers.owid import OurWorldInData
from claims.providers.page_saving import SavePageNow
from claims.providers.searxng import Searxng
from claims.providers.targets import host_and_port
from claims.providers.wayback import Capture, Wayback
from claims.providers.wikidata import Wikidata
from claims.providers.wikipedia import Wikipedia
from claims.providers.worldbank import WorldBank
from claims.services.sites import StoredMemory


@dataclass(frozen=True, slots=True)
class Setup:
    """What a provider is built from: what its client remembers of the sites it asks.

    `paces` tells afterwards how many seconds lie between two questions to each.
    """

    memory: Memory = StoredMemory()  # noqa: RUF009  frozen, and holds nothing
    paces: dict[str, float] = field(default_factory=dict)

    def client(
        self,
        provider: str = "",
        *,
        interval: float = 1.0,
        silence: float = 20.0,
        daily_quota: bool = False,
        own: str = "",
    ) -> HttpClient:
        """A client for one public service, asked every `interval` seconds at most.

        It may stay silent for `silence` seconds; `daily_quota` as in `HttpSettings`.
        `own` is the address of a service of the house: it may be an internal one, and
        no contact is needed.

        Without a name it is for pages that a person or an article named.
        """
        if provider:
            self.paces[provider] = interval
        contact_url, contact_email = conf.contact()
        return HttpClient(
            HttpSettings(
                contact_url=contact_url,
                contact_email=contact_email,
                contact_needed=bool(provider) and not own,
                network=conf.network(),
                product=f"FactcheckWorkbench/{conf.version()}",
                allow_hosts=frozenset(conf.allow_hosts()) | host_and_port(own),
                secrets=conf.secrets(),
                min_interval=interval,
                read_seconds=silence,
                provider=provider,
                daily_quota=daily_quota,
            ),
            memory=self.memory,
        )


def _claimreview_feed(setup: Setup) -> SourceProvider:
    return ClaimReviewFeed(selectors.search_reviews, selectors.loaded_reviews)


def _library(setup: Setup) -> SourceProvider:
    return Library(selectors.search_library, selectors.library_document)


#: Every provider there is, in the order they are asked and shown.
PROVIDERS: Mapping[str, Callable[[Setup], SourceProvider]] = {
    "library": _library,
    "article_links": lambda setup: ArticleLinks(setup.client()),
    "claimreview_feed": _claimreview_feed,
    "google_factcheck": lambda setup: GoogleFactCheck(
        setup.client("google_factcheck"), conf.key("google_factcheck")
    ),
    "wikipedia": lambda setup: Wikipedia(setup.client("wikipedia")),
    "worldbank": lambda setup: WorldBank(
        setup.client("worldbank", interval=2, silence=45)
    ),
    "wikidata": lambda setup: Wikidata(setup.client("wikidata")),
    "owid": lambda setup: OurWorldInData(setup.client("owid", interval=2)),
    "eurostat": lambda setup: Eurostat(setup.client("eurostat", interval=2)),
    "gdelt": lambda setup: Gdelt(
        setup.client("gdelt", interval=6, silence=30), setup.client()
    ),
    "searxng": lambda setup: Searxng(
        setup.client("searxng", interval=2, own=conf.address("searxng")),
        setup.client(),
        conf.address("searxng"),
    ),
    "crossref": lambda setup: Crossref(setup.client("crossref"), setup.client()),
    "openalex": lambda setup: OpenAlex(
        setup.client("openalex", daily_quota=True),
        setup.client(),
        conf.key("openalex"),
    ),
    "wayback": lambda setup: Wayback(setup.client("wayback", interval=3, silence=30)),
}
#: The one that keeps copies of pages that are gone.
_ARCHIVE = "wayback"


class Archive(SourceProvider, Protocol):
    """A provider that has copies of pages as they stood on a day."""

    def copy_of(self, gone: Candidate, day: date) -> FetchedDocument: ...
    def nearest(self, url: str, day: date, seconds: float) -> Capture | None: ...


def providers(*, source_job: int | None = None) -> dict[str, SourceProvider]:
    """The providers in use, by name."""
    setup, off = Setup(StoredMemory(source_job)), conf.providers_off()
    return {name: make(setup) for name, make in PROVIDERS.items() if name not in off}


def provider(name: str, *, source_job: int | None = None) -> SourceProvider | None:
    """One provider, or None when it is switched off or unknown."""
    make = None if name in conf.providers_off() else PROVIDERS.get(name)
    return make(Setup(StoredMemory(source_job))) if make else None


def archive(*, source_job: int | None = None) -> Archive | None:
    """Where copies of pages are, or None when it is off or cannot be asked."""
    found = cast("Archive | None", provider(_ARCHIVE, source_job=source_job))
    return found if found is not None and found.problem() is None else None


def saver() -> SavePageNow | None:
    """Who makes copies of pages, or None when the web archive is switched off."""
    if _ARCHIVE in conf.providers_off():
        return None
    client = Setup().client(f"{_ARCHIVE}_saving", interval=9, silence=60)
    return SavePageNow(client, conf.key(_ARCHIVE))


@functools.cache
def labels() -> Mapping[str, str]:
    """What people call each provider."""
    setup = Setup()
    return {name: make(setup).label for name, make in PROVIDERS.items()}
