"""Every page there is, by the name of its address, and how to get to one of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Stop:
    """A page to look at: `row` is what it is about, `at` a place on it, `who` looks."""

    name: str  # of the address
    row: str = ""
    at: str = ""
    who: str = "editor"
    called: str = ""  # where a page is looked at in several states

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
    Stop("login", who="nobody"),
    Stop("home", who="reviewer"),
    Stop("articles"),
    Stop("article-new"),
    Stop("article", "article"),
    Stop("trash"),
    Stop("submission", "submission"),
    Stop("queue", "queue", who="reviewer"),
    Stop("queue", "adjudicate", called="queue-adjudicate"),
    Stop("notices", who="reviewer"),
    Stop("notice-choices", who="reviewer"),
    Stop("shortcuts", who="reviewer"),
    Stop("search", at="?q=casualties"),
    Stop("claims"),
    Stop("claim", "ready", called="claim-ready"),
    Stop("claim", "held", who="reviewer", called="claim-in-review"),
    Stop("claim", "disputed", called="claim-disputed"),
    Stop("claim", "decided", called="claim-signed-off"),
    Stop("claim", "published", called="claim-published"),
    Stop("claim-quantity", "published"),
    Stop("bulk", "bulk"),
    Stop("snapshot", "evidence"),
    Stop("attachment", "attachment"),
    Stop("library"),
    Stop("library-new"),
    Stop("library-document", "document"),
    Stop("overview"),
    Stop("calibration"),
    Stop("roles"),
    Stop("work"),
    Stop("providers"),
    Stop("published", who="nobody"),
    Stop("corrections", who="nobody"),
    Stop("published-claim", "published", who="nobody"),
    Stop("published-revision", "revision", who="nobody"),
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
