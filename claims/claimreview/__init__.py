"""Plain values to schema.org ClaimReview, a linter for it, and its safe embedding.

No ORM, no request: `services.publishing` fills a `PublishedVerdict`.
"""

from __future__ import annotations

from claims.claimreview.lint import ERROR, WARNING, LintFinding, lint
from claims.claimreview.markup import PublishedVerdict, as_json, build

__all__ = [
    "ERROR",
    "WARNING",
    "LintFinding",
    "PublishedVerdict",
    "as_json",
    "build",
    "lint",
]
