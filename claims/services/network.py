"""The HTTP client and the providers, built from the settings."""

from __future__ import annotations

from claims import conf, selectors
from claims.providers.article_links import ArticleLinks
from claims.providers.base import SourceProvider
from claims.providers.http import HttpClient, HttpSettings
from claims.providers.library import Library
from claims.providers.wikipedia import Wikipedia


def http_client(*, contact_needed: bool = True) -> HttpClient:
    contact_url, contact_email = conf.contact()
    return HttpClient(
        HttpSettings(
            contact_url=contact_url,
            contact_email=contact_email,
            contact_needed=contact_needed,
            network=conf.network(),
            product=f"FactcheckWorkbench/{conf.version()}",
            allow_hosts=frozenset(conf.allow_hosts()),
        )
    )


def providers() -> dict[str, SourceProvider]:
    """The providers in use by name, in the order they are asked."""
    http = http_client()
    pages = http_client(contact_needed=False)
    known: dict[str, SourceProvider] = {
        "library": Library(selectors.search_library, selectors.library_document),
        "article_links": ArticleLinks(pages),
        "wikipedia": Wikipedia(http),
    }
    return {name: known[name] for name in conf.provider_names()}
