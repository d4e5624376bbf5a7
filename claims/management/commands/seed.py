from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from claims.services import seeding


class Command(BaseCommand):
    help = "Add the demonstration articles and reference documents; twice adds nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", default=settings.BASE_DIR / "seeds")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"])
        added = seeding.add_library(folder / "library")
        articles = seeding.add_articles(folder / "articles")
        self.stdout.write(f"{added} reference documents, {len(articles)} articles")
