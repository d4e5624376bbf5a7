"""Every page there is, by the name of its address, and how to get to one of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Stop:
    """A page to look at: `row` is what it is about, `at` a place on it, `who` looks.

    `steps` lead on to one with no address of its own: what is found, then the text it
    is filled with or choice that is made; what takes none is clicked.
    """

    name: str  # of the address
    title: str
    row: str = ""
    at: str = ""
    who: str = "editor"
    called: str = ""  # where a page is looked at in several states, or its name is long
    steps: tuple[tuple[str, str], ...] = ()

    @property
    def file(self) -> str:
        return self.called or self.name

    def address(self, rows: Mapping[str, Any]) -> str:
        keys = rows[self.row] if self.row else []
        return (
            reverse(self.name, args=keys if isinstance(keys, list) else [keys])
            + self.at
        )


STOPS = (
    Stop("login", "Signing in", who="nobody"),
    Stop("home", "The desk", who="reviewer"),
    Stop("articles", "Articles"),
    Stop("article-new", "Adding an article"),
    Stop("article", "An article, every number marked", "article"),
    Stop("trash", "The trash"),
    Stop("submission", "An address being fetched", "submission"),
    Stop("queue", "The review queue", "queue", who="reviewer"),
    Stop("queue", "Reviews that do not agree", "adjudicate", called="queue-adjudicate"),
    Stop("notices", "Notices", who="reviewer"),
    Stop("notice-choices", "Which notices, and how", who="reviewer"),
    Stop("shortcuts", "Your keys", who="reviewer"),
    Stop("search", "Search", at="?q=casualties"),
    Stop("claims", "Claims"),
    Stop("claim", "A claim ready for review", "ready", called="claim-ready"),
    Stop(
        "claim", "A claim in review", "held", who="reviewer", called="claim-in-review"
    ),
    Stop(
        "claim",
        "A claim whose reviewers do not agree",
        "disputed",
        called="claim-disputed",
    ),
    Stop("claim", "A claim signed off", "decided", called="claim-signed-off"),
    Stop("claim", "A claim published", "published", called="claim-published"),
    Stop("claim-quantity", "One quantity over time", "published"),
    Stop(
        "claims",
        "What it would come to for several claims",
        called="bulk-preview",
        steps=(
            *((f"label.pick >> nth={place}", "") for place in range(4)),
            ("#several summary", ""),
            ("#several [name=action]", "dismiss"),
            ("#several [name=reason]", "Told again by another paper."),
            ("#several button[type=submit]", ""),
        ),
    ),
    Stop("bulk", "One thing done to several claims", "bulk"),
    Stop("snapshot", "A source as it was read", "evidence"),
    Stop("attachment", "A document brought for a claim", "attachment"),
    Stop("library", "The library"),
    Stop("library-new", "Adding a document"),
    Stop("library-document", "A document of the library", "document"),
    Stop("overview", "How the work stands"),
    Stop("calibration", "Calibration"),
    Stop("roles", "Who may do what"),
    Stop("work", "Work in the background"),
    Stop("providers", "Where sources are looked for"),
    Stop("admin:claims_claim_changelist", "Claims in the admin", called="admin-claims"),
    Stop(
        "admin:claims_claim_change",
        "A claim in the admin",
        "decided",
        called="admin-claim",
    ),
    Stop(
        "admin:claims_worthpolicy_add",
        "A policy, and what it would change",
        called="admin-policy",
        steps=(("[name=money]", "0.30"), ("text=Show what would change", "")),
    ),
    Stop("published", "What readers see: all checks", who="nobody"),
    Stop("corrections", "Corrections", who="nobody"),
    Stop("published-claim", "A published check", "published", who="nobody"),
    Stop("published-revision", "An earlier version of it", "revision", who="nobody"),
)
#: What answers with no page of its own, and why nobody is led there.
NO_PAGE = {
    "article-live": "a part of the article's page",
    "claim-live": "a part of the claim's page",
    "claim-calculation": "a part of the claim's page",
    "claim-quantity-csv": "a table for spreadsheets",
    "outcome-table": "a table for spreadsheets",
    "calibration-table": "a table for spreadsheets",
    "submission-live": "a part of the submission's page",
    "attachment-live": "a part of the attachment's page",
    "evidence-looks": "a part of an evidence card",
    "corrections-feed": "for programs",
    "published-json": "for programs",
    "published-searches": "for programs",
    "health-live": "for programs",
    "health-ready": "for programs",
    "people-names": "for the script that offers names",
    "favicon": "a picture",
}
