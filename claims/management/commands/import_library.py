from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.documents import DocumentError, read
from claims.errors import ClaimsError
from claims.management.files import content_of
from claims.services import library


class Command(BaseCommand):
    help = "Add reference documents (.txt .html .pdf .docx .xlsx .csv) to the newsroom's library."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="+", type=Path)
        parser.add_argument("--publisher", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        failed = 0
        for path in options["path"]:
            try:
                created = add(path, publisher=options["publisher"])
            except (ClaimsError, CommandError, DocumentError) as error:
                failed += 1
                self.stderr.write(f"{path}: {error}")
                continue
            self.stdout.write(f"{path}: {'added' if created else 'already there'}")
        if failed:
            raise CommandError(f"{failed} of {len(options['path'])} not added.")


def add(path: Path, *, publisher: str) -> bool:
    document = read(content_of(path), filename=path.name)
    published = document.published_at
    _, created = library.add_reference(
        library.ReferenceData(
            text=document.text,
            title=document.title or path.stem,
            publisher=publisher or document.publisher,
            url=document.canonical_url,
            published_on=published.date() if published else None,
            language=document.language or "en",
        ),
        actor=None,
    )
    return created
