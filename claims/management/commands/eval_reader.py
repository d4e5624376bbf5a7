from __future__ import annotations

import json
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from claims.engine.scoring import Tally
from claims.management import readings
from claims.selectors.corrections import Corrections, corrections

#: Ten years: longer than any newsroom keeps its habits.
LONGEST = 3_650


class Command(BaseCommand):
    help = "Score the reader of numbers: on texts annotated by hand, or by reviews."
    requires_system_checks: list[str] = []  # only --reviewed touches the database

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "path",
            nargs="?",
            type=Path,
            default=settings.BASE_DIR / "seeds" / "gold",
            help="an annotated text (.json) or a folder of them",
        )
        parser.add_argument("--split", choices=["dev", "test"])
        parser.add_argument("--language", help="only texts of this language")
        parser.add_argument(
            "--errors", type=int, default=3, help="mistakes shown of each class"
        )
        parser.add_argument("--format", choices=["table", "json"], default="table")
        parser.add_argument(
            "--reviewed",
            type=int,
            metavar="DAYS",
            help="instead: what people made of the claims in the last DAYS days",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        errors = options["errors"]
        if (days := options["reviewed"]) is not None:
            if not 0 < days <= LONGEST:
                raise CommandError(f"--reviewed takes 1 to {LONGEST:,} days.")
            found = corrections(timezone.now() - timedelta(days=days))
            told = readings.corrections_table(found, errors)
            values = reviewed_values(found)
        else:
            tally = scored(options)
            told = readings.table(tally, errors)
            values = tally.as_dict() | {
                "errors": [asdict(mistake) for mistake in tally.mistakes]
            }
        if options["format"] == "json":
            told = json.dumps(values, ensure_ascii=False, indent=1)
        self.stdout.write(told)


def scored(options: dict[str, Any]) -> Tally:
    path, split, language = options["path"], options["split"], options["language"]
    try:
        texts = readings.texts_in(path)
        texts = [text for text in texts if split in {None, text.split}]
        texts = [text for text in texts if language in {None, text.language}]
        if not texts:
            raise CommandError(f"{path}: no annotated text of that kind.")
        return readings.tally_of(texts)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error
    except readings.NotAnnotatedError as error:
        raise CommandError(str(error)) from error
    except readings.WRONG as error:
        raise CommandError(f"{path}: {readings.why_not(error)}") from error


def reviewed_values(found: Corrections) -> dict[str, Any]:
    return {
        "kept": found.kept,
        "false": [claim.pk for claim in found.false],
        "missed": [claim.pk for claim in found.missed],
        "claims": found.rate.as_dict(),
    }
