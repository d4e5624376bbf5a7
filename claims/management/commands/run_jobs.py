from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from claims.services import working


class Command(BaseCommand):
    help = "Do what is due without a broker; with --watch, go on until interrupted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--watch", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{working.drain()} jobs done")
        while options["watch"]:
            time.sleep(2)
            working.drain()
