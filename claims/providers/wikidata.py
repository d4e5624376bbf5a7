"""Wikidata: quantities of the thing a claim names, with day, unit and reference.

Items by https://www.wikidata.org/w/api.php?action=help&modules=wbsearchentities, statements
by the REST API, https://www.wikidata.org/wiki/Wikidata:REST_API.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from claims.documents.text import one_line
from claims.providers.asking import Answer
from claims.providers.base import (
    MAX_QUERIES,
    Candidate,
    ClaimFrame,
    FetchedDocument,
    Figure,
    Kind,
    candidate,
)
from claims.providers.errors import NotFoundError, RefusedError
from claims.providers.guard import Deadline
from claims.providers.http import JSON_BYTES, Check, HttpClient
from claims.providers.mediawiki import (
    LAG_SECONDS,
    check,
    checked,
    not_understood,
    refused,
)
from claims.providers.response import Response
from claims.providers.searching import Searching
from claims.providers.statistics.properties import (
    Property,
    all_properties,
    properties_of,
    unit_name,
)
from claims.providers.statistics.records import (
    Record,
    document_of,
    marked,
    shown,
    when,
)
from claims.providers.wikidata_items import Item, items_called, names_of
from claims.providers.wikidata_statements import Statement, statements_of

LICENCE = "CC0-1.0"
_NAME = "Wikidata"
_SITE = "https://www.wikidata.org"
_KEEP_SECONDS, _KEEP_EMPTY_SECONDS = 604_800.0, 3_600.0
_FETCH_SECONDS = 20.0
_HITS, _SHOWN = "7", 8


class Wikidata(Searching):
    """Asks for at most three names, and takes only items called exactly so."""

    name = "wikidata"
    label = "Wikidata"
    kind = Kind.STATISTIC
    licence_note = (
        "Wikidata is CC0. Anybody edits it: follow the references, which are kept."
    )
    sends: tuple[str, ...] = ("names in the claim", "which property is wanted")

    def __init__(self, http: HttpClient, *, site: str = _SITE) -> None:
        super().__init__(http)
        self._site = site

    def why_nothing(self, claim: ClaimFrame) -> str | None:
        if not properties_of(claim):
            return "No property of Wikidata is mapped to what the claim states."
        if not self.queries(claim):
            return "The claim names nothing to look up."
        return None

    def queries(self, claim: ClaimFrame) -> Sequence[str]:
        return tuple(claim.wording)[:MAX_QUERIES] or names_of(claim)

    def ask(self, query: str, claim: ClaimFrame, limit: int, seconds: float) -> Answer:
        wanted = properties_of(claim)
        window = (claim.as_of_start, claim.as_of_end or claim.claim_date)
        language = claim.language.partition("-")[0].lower() or "en"
        clock = Deadline(seconds)
        for item in self._items(query, language, clock):
            record = self._record(item, wanted, window, clock)
            if record is not None:
                return Answer([*self._candidates(item, record, query, wanted, window)])
        return Answer(())

    def fetch(self, candidate: Candidate) -> FetchedDocument:
        known = candidate.extra
        item = Item(known["item"], known["label"], known["description"])
        wanted = [one for one in all_properties() if one.id in known["properties"]]
        record = self._record(item, wanted, known["window"], Deadline(_FETCH_SECONDS))
        if record is None:
            raise NotFoundError("Wikidata has these figures no more.")
        return document_of(candidate, record, publisher=_NAME, licence=LICENCE)

    def _items(self, name: str, language: str, clock: Deadline) -> list[Item]:
        parameters = {
            "action": "wbsearchentities",
            "search": name,
            "language": language,
            "uselang": language,
            "type": "item",
            "limit": _HITS,
            "format": "json",
            "maxlag": LAG_SECONDS,
        }
        url = f"{self._site}/w/api.php"
        response = self._get(url, parameters, clock, check(_NAME))
        found = items_called(checked(response, _NAME), name)
        if not found:
            self._http.expire_soon(url, params=parameters, seconds=_KEEP_EMPTY_SECONDS)
        return found

    def _record(
        self,
        item: Item,
        wanted: Sequence[Property],
        window: tuple[date | None, date | None],
        clock: Deadline,
    ) -> Record | None:
        """What the item has of the properties wanted; None when it has nothing."""
        responses, figures, sentences = [], [], []
        references: dict[str, None] = {}
        unreferenced = False
        for one in wanted:
            url = f"{self._site}/w/rest.php/wikibase/v1/entities/items/{item.id}/statements"
            response = self._get(url, {"property": one.id}, clock, _is_object)
            responses.append(response)
            known = statements_of(response.json(), one.id)
            usable = [each for each in known if each.referenced]
            unreferenced |= len(usable) < len(known)
            for statement in nearest_first(usable, window)[:_SHOWN]:
                unit = self._unit(statement, clock)
                if one.kind != "count" and not unit:
                    continue
                figure = _figure(statement, one, unit)
                figures.append(figure)
                sentences.append(_sentence(item, one, figure))
                references |= dict.fromkeys(statement.references)
        if not figures:
            return None
        names = " and ".join(dict.fromkeys(one.name for one in wanted))
        title = f"{item.label}{f' ({item.description})' if item.description else ''}"
        page = f"{self._site}/wiki/{item.id}"
        notes = [
            f"Source: Wikidata, {page}.",
            *(f"Reference: {url}" for url in [*references][:_SHOWN]),
            *(["Statements without a reference are left out."] if unreferenced else []),
        ]
        return Record(
            url=page,
            title=one_line(f"{title}: {names}"),
            figures=tuple(figures),
            sentences=tuple(sentences),
            note="\n".join(notes),
            responses=tuple(responses),
        )

    def _unit(self, statement: Statement, clock: Deadline) -> str:
        """The unit in words; one that is not in the table is asked for."""
        if not statement.unit:
            return ""
        if known := unit_name(statement.unit):
            return known
        url = (
            f"{self._site}/w/rest.php/wikibase/v1/entities/items/{statement.unit}"
            "/labels/en"
        )
        label = self._get(url, {}, clock, None).json()
        return label if isinstance(label, str) else ""

    def _get(
        self,
        url: str,
        parameters: Mapping[str, str],
        clock: Deadline,
        check_answer: Check | None,
    ) -> Response:
        try:
            return self._http.get(
                url,
                params=parameters,
                max_bytes=JSON_BYTES,
                deadline=clock.left(),
                ttl=_KEEP_SECONDS,
                check=check_answer,
            )
        except RefusedError as error:
            if type(error) is RefusedError:
                raise refused(_NAME) from error
            raise

    def _candidates(
        self,
        item: Item,
        record: Record,
        query: str,
        wanted: Sequence[Property],
        window: tuple[date | None, date | None],
    ) -> Iterator[Candidate]:
        made = candidate(
            url=record.url,
            title=record.title,
            provider=self.name,
            kind=self.kind,
            publisher=_NAME,
            snippet=record.sentences[0],
            licence=LICENCE,
            query=query,
            extra={
                "item": item.id,
                "label": item.label,
                "description": item.description,
                "properties": [one.id for one in wanted],
                "window": window,
            },
        )
        if made is not None:
            yield replace(made, figures=record.figures)


def nearest_first(
    statements: Sequence[Statement], window: tuple[date | None, date | None]
) -> list[Statement]:
    """Those of the claim's time, then the preferred and the latest before it."""
    start, end = window

    def key(one: Statement) -> tuple[bool, bool, bool, int]:
        inside = bool(start and end and one.start and start <= one.start <= end)
        later = bool(end and one.start and one.start > end)
        return later, not inside, not one.preferred, -(one.end or date.min).toordinal()

    return sorted(statements, key=key)


def _figure(statement: Statement, one: Property, unit: str) -> Figure:
    return Figure(
        value=statement.value,
        unit=unit or "1",
        low=statement.low,
        high=statement.high,
        period_start=statement.start,
        period_end=statement.end,
        definition=f"{one.name} ({one.id})",
    )


def _sentence(item: Item, one: Property, figure: Figure) -> str:
    value = shown(figure.value) + ("" if figure.unit == "1" else f" {figure.unit}")
    if one.kind == "count":
        value = shown(figure.value)
    said = " ".join((one.says.format(thing=item.label, value=value), when(figure)))
    undated = one.dated and not when(figure)
    return marked(f"{said.strip()}.", "no date given" if undated else "")


def _is_object(response: Response) -> None:
    if not isinstance(response.json(), dict):
        raise not_understood(_NAME)
