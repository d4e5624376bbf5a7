"""An answer from the network, and how its bytes become text or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, NoReturn

from claims.documents.charset import decode
from claims.providers.errors import BadResponseError

_MARKUP = (b"<", b"\xef\xbb\xbf<")


@dataclass(frozen=True, slots=True)
class Response:
    """`url` is where the answer came from, after `redirects` (oldest first).

    Header names are in lower case; `charset` is the one the header declares, or "";
    `cached` when it was kept from an earlier call.  `size` is what was read: the body
    is empty when it went into a file.
    """

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    redirects: tuple[str, ...]
    fetched_at: datetime
    media_type: str
    charset: str
    cached: bool = False
    size: int = 0

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")

    def text(self) -> str:
        html = self.media_type in {"text/html", "application/xhtml+xml"}
        return decode(self.body, declared=self.charset, html=html).text

    def json(self) -> Any:
        """The parsed body with `Decimal` for fractions; `BadResponseError` if none."""
        body = self.body.strip()
        if not body:
            raise BadResponseError("empty_body", "The answer was empty.")
        if body.startswith(_MARKUP):
            raise BadResponseError(
                "html_instead_of_json", "A web page came instead of the data asked for."
            )
        try:
            return json.loads(
                body.decode("utf-8-sig"),
                parse_float=_decimal,
                parse_constant=_no_constant,
            )
        except (ValueError, RecursionError) as error:
            raise BadResponseError(
                "invalid_json", "The answer is no valid JSON."
            ) from error


def _decimal(text: str) -> Decimal:
    if len(text) > 200:
        raise ValueError("a number of absurd length")
    return Decimal(text)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
