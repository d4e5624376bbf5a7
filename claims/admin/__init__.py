"""The admin door: rows to look at, and work that goes through the services."""

from __future__ import annotations

from claims.admin import (
    accounts,
    articles,
    claims,
    cuts,
    departures,
    digests,
    evidence,
    integrations,
    ledger,
    library,
    machine,
    notices,
    policies,
    reviews,
    standards,
    talk,
    tolerances,
    trash,
    watching,
    working,
)

__all__ = [
    "accounts",
    "articles",
    "claims",
    "cuts",
    "departures",
    "digests",
    "evidence",
    "integrations",
    "ledger",
    "library",
    "machine",
    "notices",
    "policies",
    "reviews",
    "standards",
    "talk",
    "tolerances",
    "trash",
    "watching",
    "working",
]
