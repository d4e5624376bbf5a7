"""Having a copy made: Save Page Now 2 of the Internet Archive, with a key.

https://docs.google.com/document/d/1Nsv52MvSjbLb2PCpHlat0gkzw0EvtSgpKHu4mk0MnrA.  Errors
come with status 200, and a capture nobody knows is "pending" for ever: whoever waits
keeps a deadline of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from claims.documents.text import one_line
from claims.providers.errors import (
    BadResponseError,
    NoKeyError,
    RefusedError,
    SourceError,
    UnavailableError,
)
from claims.providers.http import JSON_BYTES, HttpClient
from claims.providers.response import Response

_SAVE = "https://web.archive.org/save"
_WEB = "https://web.archive.org/web"
_SUBMIT_SECONDS, _STATUS_SECONDS = 60.0, 30.0
_TICKET = re.compile(r"[\w-]{1,100}")
#: What trying again does not mend; everything else passes.
_FOR_GOOD = re.compile(
    r"not-found|no-access|unauthorized|forbidden|blocked|invalid|filesize|method-not"
    r"|too-many-daily|not-implemented|celery|job-failed|ftp-access|protocol"
)


@dataclass(frozen=True, slots=True)
class Saved:
    """A capture that was made; `page_status` is what the page answered."""

    url: str
    captured_at: datetime
    page_status: int = 0


class SavePageNow:
    """Publishes an interest in a page: only what a person chose is sent."""

    def __init__(self, http: HttpClient, key: str) -> None:
        self._http = http
        self._headers = {"Accept": "application/json", "Authorization": f"LOW {key}"}
        self._complete = all(key.partition(":"))

    def problem(self) -> SourceError | None:
        if not self._complete:
            return NoKeyError("No keys of an Internet Archive account are set.")
        return self._http.why_not()

    def submit(self, url: str) -> str:
        """The number of the capture; "" when one was made within the last day."""
        response = self._http.post(
            _SAVE,
            {"url": url, "skip_first_archive": "1", "if_not_archived_within": "1d"},
            headers=self._headers,
            deadline=_SUBMIT_SECONDS,
            check=_told,
        )
        told = _told(response)
        ticket = str(told.get("job_id") or "")
        if ticket and not _TICKET.fullmatch(ticket):
            raise _not_understood()
        if not ticket and "snapshot" not in str(told.get("message")):
            raise _not_understood()
        return ticket

    def result(self, ticket: str) -> Saved | None:
        """The capture, or None while it is being made."""
        response = self._http.get(
            f"{_SAVE}/status/{ticket}",
            headers=self._headers,
            max_bytes=JSON_BYTES,
            deadline=_STATUS_SECONDS,
            check=_told,
        )
        told = _told(response)
        if told.get("status") == "pending":
            return None
        try:
            stamp, original = str(told["timestamp"]), str(told["original_url"])
            moment = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except (KeyError, ValueError) as error:
            raise _not_understood() from error
        status = told.get("http_status")
        return Saved(
            f"{_WEB}/{stamp}/{original}",
            moment,
            status if isinstance(status, int) else 0,
        )


def _told(response: Response) -> Mapping[str, Any]:
    payload = response.json()
    if not isinstance(payload, Mapping):
        raise _not_understood()
    if payload.get("status") == "error":
        said = str(payload.get("message") or payload.get("status_ext") or "an error")
        told = f"The web archive says: {one_line(said, limit=200)}"
        if _FOR_GOOD.search(str(payload.get("status_ext") or "")):
            raise RefusedError(told)
        raise UnavailableError(told)
    return payload


def _not_understood() -> BadResponseError:
    return BadResponseError("schema", "The web archive's answer has an unknown form.")
