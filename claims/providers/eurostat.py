"""Eurostat, statistics API, JSON-stat 2.0.

https://ec.europa.eu/eurostat/web/user-guides/data-browser/api-data-access.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import prod
from typing import Any
from urllib.parse import urlencode

from claims.providers.asking import Request
from claims.providers.base import Figure
from claims.providers.errors import BadQueryError, BadResponseError
from claims.providers.response import Response
from claims.providers.statistics.countries import Country
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

_API = "https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data"
_PAGES = "https://ec.europa.eu/eurostat/databrowser/view"
_FLAGS = {
    "b": "break in series",
    "c": "confidential",
    "d": "definition differs",
    "e": "estimated",
    "f": "forecast",
    "p": "provisional",
    "u": "low reliability",
}


class Eurostat(MappedStatistics):
    """Data sets of the European Union, its neighbours and the euro area."""

    name = "eurostat"
    label = "Eurostat"
    licence = "CC-BY-4.0"
    licence_note = "Eurostat's data may be used again if the source is named."

    def place_for(self, place: Country) -> str:
        return place.called.get(self.name, "")

    def asked(self, question: Question) -> Request:
        dimensions = {k: v for k, v in question.code.items() if k != "dataset"}
        url = f"{_API}/{question.code['dataset']}"
        parameters = {
            "format": "JSON",
            "lang": "EN",
            "geo": question.place,
            **dimensions,
            "sinceTimePeriod": str(question.first),
            "untilTimePeriod": str(question.last),
        }
        return Request(url, parameters)

    def record(self, response: Response, question: Question) -> Record | None:
        """The figures of an answer; None when it has none."""
        payload = _checked(response)
        if payload is None:
            return None
        updated = str(payload.get("updated") or "")[:10]
        figures = latest_first([*_figures(payload, question, updated)])
        if not figures:
            return None
        data_set = question.code["dataset"]
        where = {k: v for k, v in question.code.items() if k != "dataset"}
        query = urlencode({"geo": question.place, **where})
        page = canonical_url(f"{_PAGES}/{data_set}/default/table?{query}")
        place = question.country
        return Record(
            url=page,
            title=f"{question.series.title}: {place.name}",
            figures=figures,
            sentences=sentences_of(question.series, place, figures, question.language),
            note=f"Source: Eurostat, {page}"
            + (f", updated on {updated}." if updated else "."),
            responses=(response,),
        )


def _figures(
    payload: Mapping[str, Any], question: Question, updated: str
) -> Iterator[Figure]:
    """The cells of the one row that was asked for, year by year."""
    values, flags = _cells(payload["value"]), _cells(payload.get("status") or {})
    for year, at in _years(payload):
        value = values.get(at)
        if value is None:
            continue
        if not isinstance(value, int | Decimal):
            raise _not_understood()
        yield year_figure(
            Decimal(value) * question.times,
            year,
            unit=question.series.unit,
            definition=str(payload.get("label") or ""),
            status=flags_in_words(str(flags.get(at) or "")),
            vintage=updated,
        )


def _years(payload: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Years and where their cell is: positions count row by row, the last first.

    Every other dimension must have one category: else more came than was asked for.
    """
    try:
        names, sizes = payload["id"], payload["size"]
        at = names.index("time")
        if any(size != 1 for n, size in enumerate(sizes) if n != at and size):
            raise _not_understood()
        step = prod(sizes[at + 1 :])
        index = payload["dimension"]["time"]["category"]["index"]
        order = (
            index
            if isinstance(index, dict)
            else dict(zip(index, range(len(index)), strict=True))
        )
        for name, position in order.items():
            if name.isdecimal():
                yield int(name), position * step
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _not_understood() from error


def _cells(cells: Any) -> dict[int, Any]:
    """Sparse by position, or a plain list: both are JSON-stat."""
    try:
        if isinstance(cells, list):
            return dict(enumerate(cells))
        return {int(position): cell for position, cell in cells.items()}
    except (TypeError, ValueError, AttributeError) as error:
        raise _not_understood() from error


def flags_in_words(flags: str) -> str:
    return ", ".join(_FLAGS[flag] for flag in flags if flag in _FLAGS)


def _checked(response: Response) -> Mapping[str, Any] | None:
    """A data set; None when it has no rows; or the error, which comes with 200."""
    payload = response.json()
    if not isinstance(payload, dict):
        raise _not_understood()
    if "warning" in payload:
        raise BadQueryError("Eurostat has more on this than one answer holds.")
    if "error" in payload:
        said = str(payload["error"])
        if "NO_RESULTS" in said:
            return None
        raise BadQueryError("Eurostat does not know this data set or dimension.")
    if not {"id", "size", "dimension", "value"} <= payload.keys():
        raise _not_understood()
    return payload


def _not_understood() -> BadResponseError:
    return BadResponseError("schema", "Eurostat's answer has an unknown form.")
