"""Reads, shaped for a page or an endpoint."""

from __future__ import annotations

from claims.selectors.arithmetic import (
    Arithmetic,
    CrossCheck,
    arithmetic_claims,
    arithmetic_of,
)
from claims.selectors.articles import (
    Coverage,
    Paragraph,
    Progress,
    Segment,
    article_list,
    article_progress,
    article_with_marks,
    coverage,
    opening,
    paragraphs,
)
from claims.selectors.checks import (
    load_in_force,
    loaded_reviews,
    prior_checks_of,
    search_reviews,
)
from claims.selectors.claims import (
    UNREAD,
    Context,
    claim_list,
    context_of,
    events_of,
    evidence_cited,
    evidence_of,
    history_of,
    open_reviews,
    ratings,
    reviewers,
    reviews_of,
    source_jobs_of,
    verdict_of,
)
from claims.selectors.letters import letter_of, letters_of
from claims.selectors.library import (
    library_document,
    library_documents,
    search_library,
    search_passages,
)
from claims.selectors.listing import ClaimRow, claim_rows, for_listing
from claims.selectors.published import (
    publication_of,
    published_claims,
    revisions_of,
)
from claims.selectors.queues import (
    QUEUES,
    Queue,
    held_by,
    held_in,
    queue,
    queue_counts,
    queue_parts,
)
from claims.selectors.quorum import (
    MOST_REVIEWS,
    Quorum,
    quorum_of,
    review_policy,
    seen_by,
)
from claims.selectors.rechecks import (
    attachments_of,
    rechecks_of,
    shaken_claims,
    verdict_shaken,
)
from claims.selectors.roots import root_choices
from claims.selectors.saved import saved_views
from claims.selectors.searching import (
    Asked,
    Going,
    Round,
    asked_of,
    going_on,
    public_log,
    search_log,
)
from claims.selectors.sense import Sense, sense_of
from claims.selectors.sites import (
    Traffic,
    searches_by_outcome,
    sites_by_name,
    traffic,
)
from claims.selectors.standings import ArticleStanding, article_standings
from claims.selectors.work import JobRow, Work, job_rows, jobs_in, work

__all__ = [
    "MOST_REVIEWS",
    "QUEUES",
    "UNREAD",
    "Arithmetic",
    "ArticleStanding",
    "Asked",
    "ClaimRow",
    "Context",
    "Coverage",
    "CrossCheck",
    "Going",
    "JobRow",
    "Paragraph",
    "Progress",
    "Queue",
    "Quorum",
    "Round",
    "Segment",
    "Sense",
    "Traffic",
    "Work",
    "arithmetic_claims",
    "arithmetic_of",
    "article_list",
    "article_progress",
    "article_standings",
    "article_with_marks",
    "asked_of",
    "attachments_of",
    "claim_list",
    "claim_rows",
    "context_of",
    "coverage",
    "events_of",
    "evidence_cited",
    "evidence_of",
    "for_listing",
    "going_on",
    "held_by",
    "held_in",
    "history_of",
    "job_rows",
    "jobs_in",
    "letter_of",
    "letters_of",
    "library_document",
    "library_documents",
    "load_in_force",
    "loaded_reviews",
    "open_reviews",
    "opening",
    "paragraphs",
    "prior_checks_of",
    "public_log",
    "publication_of",
    "published_claims",
    "queue",
    "queue_counts",
    "queue_parts",
    "quorum_of",
    "ratings",
    "rechecks_of",
    "review_policy",
    "reviewers",
    "reviews_of",
    "revisions_of",
    "root_choices",
    "saved_views",
    "search_library",
    "search_log",
    "search_passages",
    "search_reviews",
    "searches_by_outcome",
    "seen_by",
    "sense_of",
    "shaken_claims",
    "sites_by_name",
    "source_jobs_of",
    "traffic",
    "verdict_of",
    "verdict_shaken",
    "work",
]
