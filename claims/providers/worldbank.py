"""World Bank, Indicators API v2: https://datahelpdesk.worldbank.org/knowledgebase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from claims.providers.asking import Request
from claims.providers.base import Figure
from claims.providers.errors import BadQueryError, BadResponseError, UnavailableError
from claims.providers.response import Response
from claims.providers.statistics.mapped import (
    MappedStatistics,
    Question,
)
from claims.providers.statistics.records import (
    Record,
    latest_first,
    sentences_of,
    year_figure,
)
from claims.providers.urls import canonical_url

_API = "https://api.worldbank.org"
_PAGES = "https://data.worldbank.org/indicator"
#: A year of a hundred at most: one page always holds the answer.
_PER_PAGE = "1000"
#: Messages about the question; all others are about the service.
_UNKNOWN = frozenset({"120", "175"})


class WorldBank(MappedStatistics):
    """World Development Indicators of a country, year by year."""

    name = "worldbank"
    label = "World Bank"
    licence = "CC-BY-4.0"
    licence_note = (
        "World Bank data are under CC BY 4.0; some series have terms of their own."
        " Name the series, and SIPRI for military spending."
    )

    def asked(self, question: Question) -> Request:
        url = f"{_API}/v2/country/{question.place}/indicator/{question.code}"
        years = f"{question.first}:{question.last}"
        parameters = {"format": "json", "date": years, "per_page": _PER_PAGE}
        return Request(url, parameters)

    def record(self, response: Response, question: Question) -> Record | None:
        """The figures of an answer; None when it has none."""
        meta, rows = _pages(response)
        updated = str(meta.get("lastupdated") or "")
        figures = latest_first([*_figures(rows, question, updated)])
        if not figures:
            return None
        country = question.country
        page = f"{_PAGES}/{question.code}?locations={country.iso2}"
        return Record(
            url=canonical_url(page),
            title=f"{question.series.title}: {country.name}",
            figures=figures,
            sentences=sentences_of(
                question.series, country, figures, question.language
            ),
            note=f"Source: World Bank, {page}"
            + (f", updated on {updated}." if updated else "."),
            responses=(response,),
        )


def _figures(rows: Any, question: Question, updated: str) -> Iterator[Figure]:
    """A value of null is no figure, and no zero."""
    try:
        for row in rows or ():
            value, year = row["value"], str(row["date"])
            if value is None or not year.isdecimal():
                continue
            if not isinstance(value, int | Decimal):
                raise _not_understood()
            yield year_figure(
                Decimal(value) * question.times,
                int(year),
                unit=question.series.unit,
                definition=str(row["indicator"]["value"]),
                status=str(row.get("obs_status") or ""),
                vintage=updated,
            )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise _not_understood() from error


def _pages(response: Response) -> tuple[Mapping[str, Any], Any]:
    """Meta data and rows, unless the answer is an error, which comes with 200."""
    payload = response.json()
    if not isinstance(payload, list) or not payload or not isinstance(payload[0], dict):
        raise _not_understood()
    if "message" in payload[0]:
        raise _api_error(payload[0]["message"])
    if len(payload) != 2 or not isinstance(payload[1], list | None):
        raise _not_understood()
    return payload[0], payload[1]


def _api_error(messages: Any) -> BadQueryError | UnavailableError:
    first = messages[0] if isinstance(messages, list) and messages else {}
    number = str(first.get("id", "")) if isinstance(first, dict) else ""
    if number in _UNKNOWN:
        return BadQueryError(
            f"The World Bank does not know the series or country ({number})."
        )
    return UnavailableError(f"The World Bank is out of order ({number or 'unknown'}).")


def _not_understood() -> BadResponseError:
    return BadResponseError("schema", "The World Bank's answer has an unknown form.")
