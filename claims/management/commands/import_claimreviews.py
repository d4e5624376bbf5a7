from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import conf
from claims.providers.errors import SourceError
from claims.services import reviewfeed


class Command(BaseCommand):
    help = "Load a dump of published checks (ClaimReview), the daily one or another."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "source", nargs="?", help="Path or address; CLAIMREVIEW_FEED if left out."
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="Put it in force however few reviews it holds.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        source = options["source"] or conf.claimreview_feed()
        try:
            load = reviewfeed.load_reviews(source, replace=options["replace"])
        except (SourceError, OSError, reviewfeed.ShrunkError) as error:
            raise CommandError(f"{source}: {error}") from error
        if load is None:
            self.stdout.write(f"{source}: unchanged")
            return
        told = f"{source}: {load.rows:,} published reviews in force"
        skipped = f", {load.skipped:,} that say too little left out"
        self.stdout.write(told + (skipped if load.skipped else ""))
