from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import conf
from claims.providers.base import ClaimFrame, Outcome, SearchResult
from claims.providers.memory import ProcessMemory
from claims.providers.response import Response
from claims.providers.urls import redacted
from claims.services.network import PROVIDERS, Setup

#: Claims about things every kind of source knows of, the first that applies is asked.
CLAIMS = (
    ClaimFrame(
        claim_id="probe-population",
        text="The population of Norway is more than 5 million.",
        surface="5 million",
        kind="count",
        thing="population of Norway",
        place_terms=("Norway",),
        claim_date=date(2024, 6, 1),
    ),
    ClaimFrame(
        claim_id="probe-unemployment",
        text="Unemployment in Norway was 3.6 percent in 2023.",
        surface="3.6 percent",
        kind="percent",
        unit="percent",
        thing="Unemployment in Norway",
        place_terms=("Norway",),
        claim_date=date(2024, 6, 1),
    ),
    ClaimFrame(
        claim_id="probe-research",
        text="A study of 2023 found that 20 percent of adults in Norway sleep too little.",
        surface="20 percent",
        kind="percent",
        unit="percent",
        thing="adults in Norway sleep too little",
        place_terms=("Norway",),
        claim_date=date(2024, 6, 1),
    ),
    ClaimFrame(
        claim_id="probe-address",
        text="A page of 1 January 2024.",
        claim_date=date(2024, 1, 1),
        wording=("https://www.example.org/",),
    ),
)
_HEADERS = ("content-type", "retry-after", "etag", "last-modified")


@dataclass(slots=True)
class Recorder(ProcessMemory):
    """Keeps every good answer, to be written as a fixture."""

    answers: list[Response] = field(default_factory=list)

    def keep(self, key: str, response: Response, *, seconds: float) -> None:
        if response not in self.answers:
            self.answers.append(response)


class Command(BaseCommand):
    help = "Ask every provider one polite question, and tell how it answered."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("provider", nargs="*", help="only these, by name")
        parser.add_argument(
            "--write", type=Path, metavar="FOLDER", help="keep the answers as fixtures"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if unknown := set(options["provider"]) - set(PROVIDERS):
            raise CommandError(f"No such provider: {', '.join(sorted(unknown))}.")
        names = options["provider"] or list(PROVIDERS)
        failed = [name for name in names if not self.probe(name, options["write"])]
        if failed:
            raise CommandError(f"Could not search: {', '.join(failed)}.")

    def probe(self, name: str, folder: Path | None) -> bool:
        """Whether the provider answered, or said why it is not asked."""
        recorder = Recorder()
        result = ask(name, recorder)
        told = result.message or f"{len(result.candidates)} candidates"
        self.stdout.write(f"{name:<20} {result.outcome.value:<18} {told}")
        for call in recorder.calls:
            self.stdout.write(
                f"{'':<20} {call.outcome} {call.status} {call.size:,} bytes"
                f" {call.seconds:.1f} s {call.url}"
            )
        if folder is not None:
            for path in write(folder / name, recorder.answers):
                self.stdout.write(f"{'':<20} written: {path}")
        return result.outcome is not Outcome.COULD_NOT_SEARCH


def ask(name: str, recorder: Recorder) -> SearchResult:
    """One search with the first claim the provider has an answer to."""
    provider = PROVIDERS[name](Setup(recorder))
    claim = next((one for one in CLAIMS if provider.applicable(one) is None), CLAIMS[0])
    return provider.search(claim, limit=3)


def write(folder: Path, answers: list[Response]) -> Iterator[Path]:
    """Each answer as a file of the shape of seeds/providers, without keys or cookies."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, answer in enumerate(answers, start=1):
        secrets = conf.secrets()
        body = redacted(answer.text(), secrets)
        try:
            content: Any = json.loads(body)
        except ValueError:
            content = body
        fixture = {
            "about": redacted(answer.url, secrets),
            "status": answer.status,
            "headers": {h: answer.headers[h] for h in _HEADERS if h in answer.headers},
            "body": content,
        }
        path = folder / f"probe_{number}.json"
        path.write_text(f"{json.dumps(fixture, ensure_ascii=False, indent=2)}\n")
        yield path
