from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.documents import DocumentError, languages, read
from claims.documents.text import normalise
from claims.engine import extract, language_of
from claims.engine.types import Extraction
from claims.management.files import content_of


class Command(BaseCommand):
    help = "Read the numbers of a text: claims to check, and the rest with a reason."
    requires_system_checks: list[str] = []  # no database is touched

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "path", help="a file (.txt .html .pdf .docx .xlsx .csv), or - for stdin"
        )
        parser.add_argument("--format", choices=["json", "table"], default="table")
        parser.add_argument(
            "--language",
            default="",
            help="such as en or de-CH; told by the text if left out",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        text = text_of(options["path"])
        asked = options["language"]
        if asked and (wrong := languages.fault(asked)):
            raise CommandError(wrong)
        language = asked or language_of(text) or "en"
        if told := languages.caveat(language):
            self.stderr.write(f"Warning: {told}")
        found = extract(text, language=language)
        if options["format"] == "json":
            self.stdout.write(json.dumps(found.as_dict(), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(table(found))


def text_of(path: str) -> str:
    """The normalised text of a file, or of standard input for "-"."""
    if path == "-":
        return normalise(sys.stdin.buffer.read().decode("utf-8", "replace"))
    file = Path(path)
    try:
        return read(content_of(file), filename=file.name).text
    except CommandError as error:
        raise CommandError(f"{path}: {error}") from error
    except DocumentError as error:
        raise CommandError(f"{path}: {error.message}") from error


def table(found: Extraction) -> str:
    lines = [f"{len(found.claims)} claims to check"]
    for claim in found.claims:
        lines += [
            "",
            f"{claim.start:>7}  {claim.surface}  [{claim.kind}]  "
            f"worth checking: {claim.check_worthiness}",
            f"         {claim.readback}",
        ]
        if claim.ambiguities:
            lines.append(f"         unclear: {', '.join(claim.ambiguities)}")
    lines += ["", f"{len(found.dismissed)} other numbers"]
    lines += [
        f"{number.start:>7}  {number.surface}  [{number.kind}]  {number.reason}"
        for number in found.dismissed
    ]
    return "\n".join(lines)
