"""A series of figures as text a person reads and the engine reads back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from claims.documents.text import tidy
from claims.providers.base import Candidate, FetchedDocument, Figure
from claims.providers.rendered import rendered
from claims.providers.response import Response
from claims.providers.statistics.countries import Country
from claims.providers.statistics.topics import Series, remark_in

_MAX_PLACES = 2
_WHOLE_FROM = 1_000
_GERMAN_MARKS = str.maketrans(",.", ".,")
_GERMAN_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """What a source has on one question: its figures, and a sentence for each.

    `note` names data set and edition.
    """

    url: str
    title: str
    figures: tuple[Figure, ...]
    sentences: tuple[str, ...]
    note: str
    responses: tuple[Response, ...]


def text_of(record: Record) -> str:
    """A title, a sentence for every figure, and the source.

    The likeliest comes first: of figures equally near a claim the first is taken.
    """
    return tidy("\n".join((record.title, "", *record.sentences, "", record.note)))


def document_of(
    candidate: Candidate,
    record: Record,
    *,
    publisher: str,
    licence: str,
    language: str = "en",
) -> FetchedDocument:
    return rendered(
        candidate,
        text_of(record),
        record.responses,
        title=record.title,
        publisher=publisher,
        licence=licence,
        language=language,
    )


def shown(value: Decimal, language: str = "en") -> str:
    """Grouped, with two decimals at most, and none where a thousand or more is meant."""
    places = 0 if abs(value) >= _WHOLE_FROM else _MAX_PLACES
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -places:
        value = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
    text = f"{value:,f}"
    return text.translate(_GERMAN_MARKS) if language == "de" else text


def year_figure(
    value: Decimal,
    year: int,
    *,
    unit: str,
    definition: str,
    status: str = "",
    vintage: str = "",
) -> Figure:
    return Figure(
        value=value,
        unit=unit,
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        definition=definition,
        status=status,
        vintage=vintage,
    )


def when(figure: Figure, language: str = "en") -> str:
    """ "in 2023", "in March 2023", "on 5 March 2023"; "" when no time is given."""
    start, end = figure.period_start, figure.period_end
    if start is None or end is None:
        return ""
    german = language == "de"
    month = f"{_GERMAN_MONTHS[end.month - 1] if german else f'{end:%B}'} {end.year}"
    if start == end:
        return f"am {end.day}. {month}" if german else f"on {end.day} {month}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"im Jahr {end.year}" if german else f"in {end.year}"
    return f"im {month}" if german else f"in {month}"


def latest_first(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    return tuple(sorted(figures, key=lambda f: f.period_end or date.min, reverse=True))


def sentences_of(
    series: Series, place: Country, figures: Sequence[Figure], language: str = "en"
) -> tuple[str, ...]:
    """What the series says, once for each figure."""
    return tuple(_sentence(series, place, figure, language) for figure in figures)


def marked(sentence: str, remark: str) -> str:
    """The sentence with a remark before its full stop: "... in 2023 (estimated)."."""
    return f"{sentence.removesuffix('.')} ({remark})." if remark else sentence


def _sentence(series: Series, place: Country, figure: Figure, language: str) -> str:
    says, value = series.says[language], figure.value
    if value < 0 and language in series.below:
        says, value = series.below[language], -value
    said = says.format(
        place=place.german if language == "de" else place.shown,
        value=shown(value, language),
        period=when(figure, language),
    )
    return marked(said, remark_in(language, figure.status))
