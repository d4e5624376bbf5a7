from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from claims.models import Article, Claim, Evidence, Job
from claims.selectors.soundness import broken_invariants
from claims.services import replay, sourcing


class Command(BaseCommand):
    help = "Check the record: nothing lost, nothing doubled, nothing stuck."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true")
        parser.add_argument(
            "--mend",
            action="store_true",
            help="First make claims ready that were taken up again and are in no queue.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["mend"]:
            sourcing.mend()
        broken = broken_invariants()
        broken["calculations that do not come out again"] = (
            replay.that_do_not_come_out()
        )
        if options["json"]:
            self.stdout.write(json.dumps({"counts": counts(), "broken": broken}))
        else:
            for name, count in (counts() | broken).items():
                self.stdout.write(f"{count:>8}  {name}")
        if any(broken.values()):
            raise SystemExit(1)


def counts() -> dict[str, int]:
    states = Job.objects.values_list("state", flat=True)
    return {
        "articles": Article.objects.count(),
        "claims": Claim.objects.count(),
        "evidence": Evidence.objects.count(),
        "jobs": len(states),
        "jobs open": sum(state in {"ready", "leased"} for state in states),
        "jobs ended badly": sum(state in {"failed", "dead"} for state in states),
    }
