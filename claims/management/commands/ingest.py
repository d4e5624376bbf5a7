from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.errors import ClaimsError
from claims.management.files import content_of
from claims.models import Article, Job, Submission
from claims.services import ingest, working
from claims.vocabulary import JobKind, Origin, SubmissionState

#: Seconds to wait for a page that answers slowly or a worker that has the job.
PATIENCE = 120


class Command(BaseCommand):
    help = "Take an article in: a file, an address, or - for standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", nargs="+", help="PATH, URL or -")
        parser.add_argument("--title", default="", help="of standard input")
        parser.add_argument(
            "--language",
            default="",
            help="of standard input, such as en or de-CH; told by the text if left out",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        said = options["title"] or options["language"]
        if said and set(options["source"]) != {"-"}:
            raise CommandError(
                "--title and --language are for standard input (-): what is read from a "
                "file or an address tells its own."
            )
        failed = 0
        for source in options["source"]:
            try:
                article, created = take_in(source, options)
            except (ClaimsError, CommandError) as error:
                failed += 1
                self.stderr.write(f"{source}: {error}")
                continue
            word = "new" if created else "already there"
            self.stdout.write(f"{source}: article {article.pk} ({word})")
            for told in article.cautions:
                self.stderr.write(f"{source}: {told}")
        if failed:
            raise CommandError(f"{failed} of {len(options['source'])} not taken in.")


def take_in(source: str, options: dict[str, Any]) -> tuple[Article, bool]:
    if source == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
        return ingest.add_article(
            ingest.ArticleData(
                text=text, title=options["title"], language=options["language"]
            ),
            actor=None,
            origin=Origin.COMMAND,
        )
    before = Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    if source.startswith(("http://", "https://")):
        submission = ingest.submit_url(source, actor=None, origin=Origin.COMMAND)
    else:
        file = Path(source)
        submission = ingest.submit_file(
            content_of(file),
            filename=file.name,
            media_type="",
            actor=None,
            origin=Origin.COMMAND,
        )
    article = finish(submission)
    return article, article.pk > before


def finish(submission: Submission) -> Article:
    """Do the submission's job here, or wait for the worker that was quicker."""
    job = Job.objects.get(kind=JobKind.INGEST, target_id=submission.pk)
    deadline = time.monotonic() + PATIENCE
    while submission.state == SubmissionState.WAITING:
        if not working.run(job.pk):
            time.sleep(0.2)
        submission.refresh_from_db()
        job.refresh_from_db()
        if time.monotonic() > deadline:
            raise CommandError(job.error or "A worker is still reading it.")
    if submission.article is None:
        raise CommandError(submission.error)
    return submission.article
