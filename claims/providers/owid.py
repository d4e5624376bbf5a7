"""Our World in Data: charts by its search API, figures by its chart API.

https://docs.owid.io/projects/etl/api/.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from claims.documents.text import one_line
from claims.providers.base import Figure
from claims.providers.errors import BadQueryError, BadResponseError, RefusedError
from claims.providers.guard import Deadline
from claims.providers.http import JSON_BYTES, Check
from claims.providers.response import Response
from claims.providers.statistics.countries import Country
from claims.providers.statistics.mapped import (
    KEEP_EMPTY_SECONDS,
    KEEP_SECONDS,
    MappedStatistics,
    Question,
)
from claims.providers.statistics.records import Record, latest_first, sentences_of
from claims.providers.statistics.topics import Series
from claims.providers.urls import canonical_url

_SITE = "https://ourworldindata.org"
_KEEP_SEARCH_SECONDS = 3_600.0
_HITS, _TRIED = "5", 2
_SLUG = re.compile(r"[a-z0-9-]+")
#: Their own codes for places that have none.
_CODES = {"WLD": "OWID_WRL", "EUU": "OWID_EU27"}
#: What the unit of a column must say for a series of a kind.
_UNITS = {
    "percent": re.compile("%|percent"),
    "money": re.compile(r"\$|dollar"),
    "duration": re.compile("year"),
    "measure": re.compile("tonne|^t$"),
}
#: Money of another year's worth, or of purchasing power, is no sum anybody paid.
_NO_MONEY = re.compile("constant|international|prices|PPP|inflation")
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


@dataclass(frozen=True, slots=True)
class Column:
    """One series of a chart, as its metadata describes it."""

    name: str
    title: str
    unit: str
    citation: str
    updated: str


class OurWorldInData(MappedStatistics):
    """The first chart found whose unit fits, for one country."""

    name = "owid"
    label = "Our World in Data"
    licence = "CC-BY-4.0"
    licence_note = (
        "Our World in Data's own work is under CC BY 4.0; the data keep the terms of"
        " their producers: cite those as the text does."
    )
    sends: tuple[str, ...] = ("words for the statistic, a country and years",)

    def place_for(self, place: Country) -> str:
        return place.iso3 if _called(place) else ""

    def records(self, question: Question, seconds: float) -> Sequence[Record]:
        clock = Deadline(seconds)
        for slug in self._charts(question, clock)[:_TRIED]:
            about = self._get(
                f"{_SITE}/grapher/{slug}.metadata.json", {}, clock, _known
            )
            column = fitting_column(about, question.series)
            if column is not None:
                data = self._data(slug, question, clock)
                record = self.record_of(slug, column, data, about, question)
                return () if record is None else (record,)
        return ()

    def record_of(
        self,
        slug: str,
        column: Column,
        data: Response,
        about: Response,
        question: Question,
    ) -> Record | None:
        figures = latest_first([*_figures(data, column, question)])
        if not figures:
            return None
        place = question.country
        page = canonical_url(f"{_SITE}/grapher/{slug}?country=~{place.iso3}")
        updated = f", updated on {column.updated}" if column.updated else ""
        return Record(
            url=page,
            title=f"{question.series.title}: {place.name}",
            figures=figures,
            sentences=sentences_of(question.series, place, figures, question.language),
            note=f"Source: Our World in Data, {page}{updated}.\n"
            f"{_plain(column.title)}\n{_plain(column.citation)}",
            responses=(data, about),
        )

    def _charts(self, question: Question, clock: Deadline) -> list[str]:
        parameters = {
            "q": str(question.code),
            "type": "charts",
            "countries": _called(question.country),
            "requireAllCountries": "true",
            "page": "0",
            "hitsPerPage": _HITS,
        }
        url = f"{_SITE}/api/search"
        response = self._get(
            url, parameters, clock, _check_search, _KEEP_SEARCH_SECONDS
        )
        return charts_of(response.json(), _called(question.country))

    def _data(self, slug: str, question: Question, clock: Deadline) -> Response:
        parameters = {
            "csvType": "filtered",
            "useColumnShortNames": "true",
            "country": f"~{question.country.iso3}",
            "time": f"{question.first}..{question.last}",
            "tab": "chart",  # a map would be filtered to one year
        }
        url = f"{_SITE}/grapher/{slug}.csv"
        try:
            response = self._get(url, parameters, clock, _check_table)
        except RefusedError as error:
            if type(error) is RefusedError:
                raise RefusedError(
                    "Our World in Data may not pass these figures on."
                ) from error
            raise
        if not list(_rows(response)):
            self._http.expire_soon(url, params=parameters, seconds=KEEP_EMPTY_SECONDS)
        return response

    def _get(
        self,
        url: str,
        parameters: Mapping[str, str],
        clock: Deadline,
        check: Check,
        ttl: float = KEEP_SECONDS,
    ) -> Response:
        return self._http.get(
            url,
            params=parameters,
            max_bytes=JSON_BYTES,
            deadline=clock.left(),
            ttl=ttl,
            check=check,
        )


def charts_of(payload: Any, entity: str) -> list[str]:
    """The charts that show the country.

    `closestMatches` says that words were dropped to find anything: that is nothing.
    """
    if payload.get("closestMatches"):
        return []
    try:
        return [
            hit["slug"]
            for hit in payload["results"]
            if hit.get("type") == "chart"
            and _SLUG.fullmatch(hit["slug"])
            and entity in (hit.get("availableEntities") or ())
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise _not_understood() from error


def _called(place: Country) -> str:
    return place.called.get(OurWorldInData.name, place.name)


def fitting_column(about: Response, series: Series) -> Column | None:
    """The first series of the chart whose unit and base are those asked for."""
    try:
        for name, row in about.json()["columns"].items():
            title = str(row.get("titleShort") or row.get("titleLong") or "")
            unit = str(row.get("unit") or row.get("shortUnit") or "")
            if not _fits(series, unit, f"{unit} {title}"):
                continue
            return Column(
                name=str(row.get("shortName") or name),
                title=title,
                unit=unit,
                citation=str(row.get("citationShort") or ""),
                updated=str(row.get("lastUpdated") or ""),
            )
    except (KeyError, TypeError, AttributeError) as error:
        raise _not_understood() from error
    return None


def _fits(series: Series, unit: str, said: str) -> bool:
    wanted = _UNITS.get(series.kind)
    if wanted is None:
        return "%" not in unit
    if series.kind == "money" and _NO_MONEY.search(said):
        return False
    base = series.of.rpartition(" ")[2]
    return bool(wanted.search(unit)) and base in said


def _figures(data: Response, column: Column, question: Question) -> Iterator[Figure]:
    """An empty cell is no figure.  The code decides whose row it is, not the name."""
    code = _CODES.get(question.country.iso3, question.country.iso3)
    scale = next((n for word, n in _SCALES.items() if word in column.unit), 1)
    table = _rows(data)
    name = _value_column(table.fieldnames or (), column)
    for row in table:
        cell = (row.get(name) or "").strip()
        stretch = _stretch(row)
        if row.get("Code") != code or not cell or stretch is None:
            continue
        if not question.first <= stretch[1].year <= question.last:
            continue
        try:
            value = Decimal(cell) * scale
        except InvalidOperation as error:
            raise _not_understood() from error
        yield Figure(
            value=value,
            unit=question.series.unit,
            period_start=stretch[0],
            period_end=stretch[1],
            definition=column.title,
            vintage=column.updated,
        )


def _stretch(row: Mapping[str, str]) -> tuple[date, date] | None:
    """A row is of a year or of a day; years before our era are not asked for."""
    try:
        if day := row.get("Day"):
            return date.fromisoformat(day), date.fromisoformat(day)
        year = int(row.get("Year") or "")
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def _value_column(names: Sequence[str], column: Column) -> str:
    """By its short name, or the only one there is."""
    if column.name in names:
        return column.name
    if len(names) == 4:
        return names[3]
    raise _not_understood()


def _rows(data: Response) -> csv.DictReader[str]:
    return csv.DictReader(io.StringIO(data.body.decode("utf-8-sig", "replace")))


def _check_table(response: Response) -> None:
    if not response.body.lstrip(b"\xef\xbb\xbf").startswith(b"Entity,Code,"):
        raise _not_understood()


def _check_search(response: Response) -> None:
    payload = response.json()
    if isinstance(payload, dict) and "error" in payload:
        raise BadQueryError
    if not isinstance(payload, dict) or not isinstance(payload.get("results"), list):
        raise _not_understood()


def _known(response: Response) -> None:
    payload = response.json()
    if not isinstance(payload, dict) or not isinstance(payload.get("columns"), dict):
        raise _not_understood()


def _plain(text: str) -> str:
    """Foreign words for the text, left out if a number in them could be read as one."""
    line = one_line(text)
    bare = re.sub(r"\((?:19|20)\d\d\)", "", line)
    return "" if re.search(r"\d", bare) else line


def _not_understood() -> BadResponseError:
    return BadResponseError("schema", "Our World in Data's answer has an unknown form.")
