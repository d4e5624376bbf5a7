"""A record told as text: a document people read and the engine reads back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from claims.documents.text import one_line, tidy
from claims.providers.base import Candidate, FetchedDocument
from claims.providers.response import Response


def rendered(
    candidate: Candidate,
    text: str,
    responses: Sequence[Response],
    *,
    title: str,
    publisher: str,
    licence: str,
    language: str,
    published_at: datetime | None = None,
) -> FetchedDocument:
    """The stored bytes are the text and, under it, the answers it was made from: so one
    snapshot always has one text.
    """
    text = tidy(text)
    answers = [response.body for response in responses]
    body = b"\n\n".join((text.encode(), *answers))
    return FetchedDocument(
        url=candidate.url,
        final_url=candidate.url,
        fetched_at=max(response.fetched_at for response in responses),
        status=responses[0].status,
        media_type="text/plain",
        charset="utf-8",
        title=one_line(title),
        text=text,
        sha256=hashlib.sha256(body).hexdigest(),
        published_at=published_at,
        access="open",
        licence=licence,
        publisher=publisher,
        language=language,
        body=body,
        extra={"requests": [response.url for response in responses]},
    )
