"""Reads, shaped for a page or an endpoint."""

from __future__ import annotations

from claims.selectors.articles import (
    Coverage,
    Paragraph,
    Progress,
    Segment,
    article_list,
    article_progress,
    coverage,
    paragraphs,
)
from claims.selectors.claims import (
    claim_list,
    context_of,
    evidence_of,
    history_of,
    open_reviews,
    ratings,
    source_jobs_of,
)
from claims.selectors.library import library_document, search_library
from claims.selectors.published import (
    publication_of,
    published_claims,
    revisions_of,
)
from claims.selectors.queues import QUEUES, Queue, queue, queue_counts
from claims.selectors.work import Work, work

__all__ = [
    "QUEUES",
    "Coverage",
    "Paragraph",
    "Progress",
    "Queue",
    "Segment",
    "Work",
    "article_list",
    "article_progress",
    "claim_list",
    "context_of",
    "coverage",
    "evidence_of",
    "history_of",
    "library_document",
    "open_reviews",
    "paragraphs",
    "publication_of",
    "published_claims",
    "queue",
    "queue_counts",
    "ratings",
    "revisions_of",
    "search_library",
    "source_jobs_of",
    "work",
]
