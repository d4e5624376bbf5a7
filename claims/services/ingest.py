"""Articles in: by text at once, by file or address through a job."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.db import transaction

from claims import conf, selectors
from claims.documents import Document, DocumentError, languages
from claims.documents.sandbox import read_in_child
from claims.documents.text import normalise, one_line, trimmed
from claims.engine import language_of
from claims.errors import (
    ClaimsError,
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    TooLargeError,
)
from claims.models import Article, Job, Submission
from claims.permissions import has_role, require
from claims.providers.errors import SourceError
from claims.providers.pages import read_page
from claims.services import articlelog, away, indexing, jobs
from claims.services.network import Setup
from claims.vocabulary import ArticleStep, JobKind, Origin, Role, SubmissionState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: Characters of a first line that stands in for a title.
HEADLINE = 120
#: What stands in one line, and how long it may be.
NAMES: Mapping[str, int] = MappingProxyType(
    {"title": 300, "author": 200, "publisher": 200}
)
#: What becomes of published pages where their article is described otherwise.
KEPT = "Published pages keep what they say of the article until they are corrected."
SEEN = f"Readers see a check of this article: an editor describes it otherwise. {KEPT}"


@dataclass(frozen=True, slots=True)
class ArticleData:
    """An article as it is handed in; only the text is required."""

    text: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    published_at: datetime | None = None
    url: str = ""
    language: str = ""  # told from the text where nobody says it
    media_type: str = "text/plain"
    links: list[dict[str, Any]] = field(default_factory=list)
    locators: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    embargoed: bool = False  # nothing about it leaves the house


def add_article(
    data: ArticleData, *, actor: User | None, origin: Origin
) -> tuple[Article, bool]:
    """Store a text and ask for its claims; the article, and whether it is new.

    The same text twice is one article.  Raises InvalidInputError or TooLargeError.
    """
    if actor is not None:
        require(actor, Role.REVIEWER)
    text = _accepted_text(data.text)
    if data.url:
        check_url(data.url)
    check_language(data.language)
    if known := _already_here(text):
        return known, False
    sha256 = _sha256(text)
    with transaction.atomic():
        article, created = Article.every.get_or_create(
            text_sha256=sha256,
            defaults={
                "text": text,
                "title": one_line(data.title, limit=NAMES["title"]) or headline(text),
                "author": one_line(data.author, limit=NAMES["author"]),
                "publisher": one_line(data.publisher, limit=NAMES["publisher"]),
                "published_at": data.published_at,
                "url": data.url,
                "language": data.language or language_of(text) or "en",
                "media_type": data.media_type,
                "links": data.links,
                "locators": data.locators,
                "warnings": data.warnings,
                "embargoed": data.embargoed,
                "origin": origin,
                "created_by": actor,
            },
        )
        if created:
            indexing.index_article(article)
            jobs.enqueue(JobKind.EXTRACT, {article.pk: f"extract:{article.pk}"})
    return article, created


@away.writes
def describe(article: Article, details: Mapping[str, Any], *, actor: User) -> None:
    """Say otherwise what an article is: its title, who wrote it, when and where.

    While readers see a check of it that is for editors; what was published keeps what
    it said of the article until it is corrected.
    """
    require(actor, Role.REVIEWER)
    if selectors.seen_by_readers(article).exists() and not has_role(actor, Role.EDITOR):
        raise NotAllowedError(SEEN)
    check_language(details.get("language", ""))
    values = {
        name: one_line(value, limit=NAMES[name]) if name in NAMES else value
        for name, value in details.items()
    }
    articlelog.change(article, ArticleStep.DESCRIBE, values, actor=actor)
    indexing.index_article(article)


def submit_url(url: str, *, actor: User | None, origin: Origin) -> Submission:
    """Keep an address to be fetched by a job."""
    check_url(url)
    return _submit(Submission(url=url, origin=origin, created_by=actor), actor)


def submit_file(
    content: bytes,
    *,
    filename: str,
    media_type: str,
    actor: User | None,
    origin: Origin = Origin.FILE,
    embargoed: bool = False,
) -> Submission:
    """Keep a file to be read by a job.  Raises TooLargeError or InvalidInputError."""
    limit = conf.LIMITS.file_bytes
    if len(content) > limit:
        raise TooLargeError(
            f"The file has {len(content):,} bytes; the limit is {limit:,}.",
            field="file",
        )
    if not content:
        raise InvalidInputError("The file is empty.", field="file")
    return _submit(
        Submission(
            content=content,
            filename=one_line(filename, limit=255),
            media_type=media_type[:100],
            origin=origin,
            embargoed=embargoed,
            created_by=actor,
        ),
        actor,
    )


def check_url(url: str) -> None:
    """Refuse what can never be fetched; whether it is public is asked when dialling."""
    if problem := _url_problem(url.strip()):
        raise InvalidInputError(problem, field="url")


def check_language(tag: str) -> None:
    """Refuse what no language is called; empty is for the text to tell."""
    if tag and (wrong := languages.fault(tag)):
        raise InvalidInputError(wrong, field="language")


def _url_problem(url: str) -> str:
    if len(url) > conf.LIMITS.url_chars:
        return f"An address has at most {conf.LIMITS.url_chars:,} characters."
    if any(c.isspace() or not c.isprintable() or c == "\\" for c in url):
        return "An address has no spaces, backslashes or invisible characters."
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "That is no web address."
    if parts.scheme not in {"http", "https"}:
        return "Only http and https addresses are taken."
    if not host:
        return "The address names no host."
    if parts.username is not None or parts.password is not None:
        return "An address must not carry a user name or password."
    return ""


def _submit(submission: Submission, actor: User | None) -> Submission:
    if actor is not None:
        require(actor, Role.REVIEWER)
    with transaction.atomic():
        submission.save()
        jobs.enqueue(JobKind.INGEST, {submission.pk: f"ingest:{submission.pk}"})
    return submission


def _accepted_text(raw: str) -> str:
    limit = conf.LIMITS.text_chars
    if len(raw) > limit:
        raise TooLargeError(
            f"The text has {len(raw):,} characters; the limit is {limit:,}.",
            field="text",
        )
    text = normalise(raw)
    if not trimmed(text):
        raise InvalidInputError("The article is empty.", field="text")
    if len(text) > limit:
        raise TooLargeError(
            f"Normalised, the text has {len(text):,} characters; the limit is {limit:,}.",
            field="text",
        )
    return text


def headline(text: str) -> str:
    """What a text without a title is called: its first line that reads like one."""
    lines = [" ".join(line.split()) for line in text.split("\n", 40)[:40]]
    named = (one for one in lines if len(one.split()) >= 3)
    first = next(named, next((one for one in lines if one), ""))
    return first if len(first) <= HEADLINE else f"{first[: HEADLINE - 1].rstrip()}…"


def _already_here(text: str) -> Article | None:
    """The article with this text; the blank lines around it make no other article."""
    body = text.strip("\n")
    same = {_sha256(variant) for variant in (text, body, f"{body}\n")}
    known = Article.every.filter(text_sha256__in=same).first()
    if known is not None and known.trashed_at is not None:
        raise ConflictError(
            "This text is in the trash; an editor restores it from there."
        )
    return known


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


# The job -----------------------------------------------------------------------


def _load(job: Job) -> Submission | None:
    return Submission.objects.filter(
        pk=job.target_id, state=SubmissionState.WAITING
    ).first()


def _work(submission: Submission) -> ArticleData:
    try:
        if submission.url:
            return _data(
                read_page(Setup().client(), submission.url).document,
                url=submission.url,
            )
        return _data(
            read_in_child(
                bytes(submission.content or b""),
                filename=submission.filename,
                media_type=submission.media_type,
                url="",
            )
        )
    except DocumentError as error:
        raise jobs.PermanentError(error.message) from error
    except SourceError as error:
        if error.retryable:
            raise jobs.RetryLaterError(str(error), error.retry_after) from error
        raise jobs.PermanentError(str(error)) from error


def _data(document: Document, *, url: str = "") -> ArticleData:
    return ArticleData(
        text=document.text,
        title=document.title,
        author=document.author,
        publisher=document.publisher,
        published_at=document.published_at,
        url=document.canonical_url or url,
        language=document.language,
        media_type=document.media_type,
        links=[asdict(link) for link in document.links],
        locators=[asdict(locator) for locator in document.locators],
        warnings=list(document.warnings),
    )


def _save(job: Job, data: ArticleData) -> None:
    submission = Submission.objects.get(pk=job.target_id)
    try:
        article, _ = add_article(
            replace(data, embargoed=submission.embargoed),
            actor=submission.created_by,
            origin=Origin(submission.origin),
        )
    except ClaimsError as error:
        _give_up(job, error.message)
        return
    Submission.objects.filter(pk=submission.pk).update(
        state=SubmissionState.DONE, article=article, content=None
    )


def _give_up(job: Job, message: str) -> None:
    Submission.objects.filter(pk=job.target_id).update(
        state=SubmissionState.FAILED, error=message[:500]
    )


def _again(job: Job) -> None:
    Submission.objects.filter(pk=job.target_id, state=SubmissionState.FAILED).update(
        state=SubmissionState.WAITING, error=""
    )


HANDLER = jobs.Handler(_load, _work, _save, _give_up, _again)
