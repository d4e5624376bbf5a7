"""Which statistics a claim asks for: its topics and series, by `topics.toml`."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from claims.documents.text import normalise
from claims.providers.base import ClaimFrame
from claims.providers.statistics.words import any_of, text_around, text_of_claim

#: The kinds of number, as the engine names them, that a series can be compared with.
_KINDS = {
    "percent": {"percent", "fraction"},
    "count": {"count"},
    "money": {"money"},
    "rate": {"rate", "fraction", "count", "index"},
    "duration": {"duration", "age", "count"},
    "measure": {"measure", "rate"},
    "index": {"index", "count", "percent", "fraction"},
}
#: What a series says of itself; all else in the table is what providers call it.
_OWN = frozenset(
    ["title", "kind", "unit", "of", "times", "says", "below", "german", "german_below"]
)
#: What the share is spent on, once the whole is named: "the state budget on arms".
_PURPOSE = re.compile(r"\s(?:on|for|to|für|auf)\s")


@dataclass(frozen=True, slots=True)
class Series:
    """One measure; `codes` holds what each provider calls it, by the provider's name.

    `says` and `below` hold a sentence for each language there is one in.
    """

    title: str
    kind: str
    says: Mapping[str, str]
    unit: str
    of: str = ""
    below: Mapping[str, str] = field(default_factory=dict)
    times: Mapping[str, int] = field(default_factory=dict)
    codes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Topic:
    name: str
    words: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    series: tuple[Series, ...]
    near: bool = False

    def is_meant(self, text: str, around: str) -> bool:
        """`around` is what stands near the number: where counts name what they count."""
        if self.unless and self.unless.search(text):
            return False
        said = around if self.near else text
        return all(pattern.search(said) for pattern in self.words)


def topics_of(claim: ClaimFrame) -> tuple[Topic, ...]:
    """The topics a claim is about, in the order of the table."""
    text, around = normalise(text_of_claim(claim)), normalise(text_around(claim))
    return tuple(topic for topic in _topics() if topic.is_meant(text, around))


def series_of(claim: ClaimFrame, topics: Iterable[Topic]) -> tuple[Series, ...]:
    """The series of some topics whose sort of number is the claim's."""
    return tuple(
        series
        for topic in topics
        for series in topic.series
        if _is_comparable(claim, topic, series)
    )


@functools.cache
def all_series() -> Sequence[Series]:
    return tuple(one for topic in _topics() for one in topic.series)


def _is_comparable(claim: ClaimFrame, topic: Topic, series: Series) -> bool:
    if claim.kind and claim.kind not in _KINDS[series.kind]:
        return False
    if series.kind == "money" and claim.unit and claim.unit != series.unit:
        return False
    return not series.of or _is_share_of_a_whole(claim, topic)


def _is_share_of_a_whole(claim: ClaimFrame, topic: Topic) -> bool:
    """Of a country's output or budget, and not of the topic's own budget."""
    if not claim.base and not claim.language.lower().startswith("en"):
        return bool(_wholes().search(claim.text))  # bases are only read in English
    whole = _PURPOSE.split(claim.base, maxsplit=1)[0]
    return bool(_wholes().search(whole)) and not topic.words[0].search(whole)


@functools.cache
def _data() -> Mapping[str, Any]:
    file = resources.files(__package__) / "topics.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@functools.cache
def _topics() -> tuple[Topic, ...]:
    return tuple(
        Topic(
            name=row["name"],
            words=tuple(any_of(words) for words in row["words"]),
            unless=any_of(row["unless"]) if "unless" in row else None,
            series=tuple(_series(entry) for entry in row["series"]),
            near=row.get("near", False),
        )
        for row in _data()["topic"]
    )


@functools.cache
def _wholes() -> re.Pattern[str]:
    return any_of(_data()["wholes"])


def remark_in(language: str, remark: str) -> str:
    """A remark such as "estimated, provisional" in a language of the sentences."""
    if language == "en":
        return remark
    known = _data()["german_remarks"]
    return ", ".join(known.get(one, one) for one in remark.split(", "))


def _by_language(row: Mapping[str, Any], english: str, german: str) -> dict[str, str]:
    given = {"en": row.get(english, ""), "de": row.get(german, "")}
    return {language: sentence for language, sentence in given.items() if sentence}


def _series(row: Mapping[str, Any]) -> Series:
    return Series(
        title=row["title"],
        kind=row["kind"],
        says=_by_language(row, "says", "german"),
        unit=row["unit"],
        of=row.get("of", ""),
        below=_by_language(row, "below", "german_below"),
        times=row.get("times", {}),
        codes={name: code for name, code in row.items() if name not in _OWN},
    )
