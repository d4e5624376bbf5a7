"""The admin door: rows to look at, and work that goes through the services."""

from __future__ import annotations

from claims.admin import (
    accounts,
    articles,
    claims,
    cuts,
    evidence,
    integrations,
    ledger,
    library,
    machine,
    policies,
    reviews,
    tolerances,
    watching,
    working,
)

__all__ = [
    "accounts",
    "articles",
    "claims",
    "cuts",
    "evidence",
    "integrations",
    "ledger",
    "library",
    "machine",
    "policies",
    "reviews",
    "tolerances",
    "watching",
    "working",
]
