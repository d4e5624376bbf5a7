"""Documents about made-up towns, and claims with a passage for and one against each.

Every claim has look-alikes: other years of the same figure, other things in the same
words, other towns, and its very number about something else.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from bench.retrieval.figures import (
    CURRENCIES,
    Figure,
    draw,
    exact,
    moved,
    other,
    spoken,
)

SEED = 20
YEARS = range(2016, 2025)
CLAIMS_PER_TOPIC = 10
#: Towns whose figures are claimed; more of them make a larger library, no more claims.
CLAIMED_TOWNS = 120
_STEADY = ("Statistical Office", "Town Clerk", "Bureau of Records", "Registrar")
_CRITICAL = ("Court of Auditors", "University", "Citizens' Watch", "Ombudsman")
_TITLES = {
    "steady": (
        "{place} in figures {year}",
        "Statistical yearbook of {place}, {year}",
        "{org}: annual report {year}, {place}",
    ),
    "critical": (
        "{org}: {place} under review, {year}",
        "Study of living conditions in {place} {year}",
        "Audit report {year}: {place}",
    ),
}
_FILLER = (
    "The figures were compiled from municipal registers.",
    "Details are in the annex.",
    "Methods were the same as in previous editions.",
    "Not all districts answered in time.",
    "The council took note of the report.",
    "Differences are due to rounding.",
    "An interactive map is available online.",
    "The series will be continued.",
)


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    publisher: str
    published: date
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of an article; `surface` is the number meant in it.

    `support` and `against` are the paragraphs that speak of the same thing, place and
    time, with a number that agrees and one that does not.
    """

    text: str
    surface: str
    published: date
    split: str
    topic: str
    support: str
    against: str


@dataclass(frozen=True, slots=True)
class World:
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]

    @property
    def passages(self) -> int:
        return sum(len(document.paragraphs) for document in self.documents)


@dataclass(slots=True)
class _Pages:
    """Paragraphs by document, as they are written."""

    by_title: dict[tuple[str, str, int, str], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, sort: str, place: str, year: int, org: str, text: str) -> None:
        self.by_title[sort, place, year, org].append(text)


def make(towns: int = CLAIMED_TOWNS, seed: int = SEED) -> World:
    """The same world for the same arguments; with more towns, more documents."""
    pages, claims = _Pages(), []
    wanted = _wanted(Random(seed))
    for number, place in enumerate(places(max(towns, CLAIMED_TOWNS))[:towns]):
        rng = Random(f"{seed} {place}")
        claims += list(_town(rng, pages, place, number, wanted.get(number, {})))
    documents = [
        _document(Random(f"{seed} {key}"), key, tuple(paragraphs))
        for key, paragraphs in pages.by_title.items()
    ]
    return World(tuple(documents), tuple(claims))


def places(count: int) -> list[str]:
    starts, ends = (_words()[name].split() for name in ("starts", "ends"))
    names = [start + end for start in starts for end in ends]
    Random(1).shuffle(names)
    more = [f"{side} {name}" for side in ("North", "New", "Upper") for name in names]
    return (names + more)[:count]


def topics() -> tuple[Mapping[str, Any], ...]:
    return tuple(_words()["topic"])


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    path = Path(__file__).with_name("topics.toml")
    return tomllib.loads(path.read_text("utf-8"))


def _wanted(rng: Random) -> dict[int, dict[str, str]]:
    """For each claimed town, which topics are claimed in which of their wordings."""
    wanted: dict[int, dict[str, str]] = defaultdict(dict)
    for topic in topics():
        for n, town in enumerate(rng.sample(range(CLAIMED_TOWNS), CLAIMS_PER_TOPIC)):
            wanted[town][topic["name"]] = topic["claims"][n % len(topic["claims"])]
    return wanted


def _town(
    rng: Random, pages: _Pages, place: str, number: int, wanted: Mapping[str, str]
) -> Iterator[Claim]:
    currency = sorted(CURRENCIES)[number % len(CURRENCIES)]
    years = sorted({*rng.sample(YEARS, 4), YEARS[-1]})
    steady, critical = rng.choice(_STEADY), rng.choice(_CRITICAL)
    for topic in topics():
        base = Figure(
            topic["kind"], draw(rng, topic["kind"]), topic.get("noun", ""), currency
        )
        wording = wanted.get(topic["name"])
        when = rng.choice(("", "last year", "year")) if wording else ""
        claimed = 0
        if wording:
            claimed = years[-1] if not when else rng.choice(years)
        for year in years:
            figure = base if year == claimed else moved(rng, base, year - years[0] + 1)
            earlier = year - 1 in (claimed, claimed - 1)
            if year != claimed:
                _reported(
                    rng,
                    pages,
                    topic,
                    place,
                    year,
                    figure,
                    steady,
                    critical,
                    claimed_before=earlier,
                )
                continue
            support = _sentence(rng, topic, place, year, exact(rng, figure), steady)
            wrong = other(rng, figure)
            against = _sentence(rng, topic, place, year, exact(rng, wrong), critical)
            pages.add("steady", place, year, steady, support)
            pages.add("critical", place, year, critical, against)
            said = spoken(rng, figure, wording)
            yield _claim(topic, wording, when, place, year, said, support, against)
            _echoes(rng, pages, topic, place, year, said, when=when)


def _reported(
    rng: Random,
    pages: _Pages,
    topic: Mapping[str, Any],
    place: str,
    year: int,
    figure: Figure,
    steady: str,
    critical: str,
    *,
    claimed_before: bool,
) -> None:
    """What a year's reports say of a topic nobody claims anything about."""
    if rng.random() < 0.55:
        text = _sentence(rng, topic, place, year, exact(rng, figure), steady)
        if rng.random() < 0.3 and not claimed_before:
            before = exact(rng, moved(rng, figure, 1))
            text += f" In {year - 1} the figure had been {before}."
        pages.add("steady", place, year, steady, text)
    if rng.random() < 0.2:
        text = _sentence(rng, topic, place, year, exact(rng, figure), critical)
        pages.add("critical", place, year, critical, text)
    if rng.random() < 0.2:
        number = exact(rng, other(rng, figure))
        text = _fill(rng.choice(topic["beside"]), number, place, year, critical)
        pages.add("critical", place, year, critical, text)


def _sentence(
    rng: Random, topic: Mapping[str, Any], place: str, year: int, number: str, org: str
) -> str:
    template = rng.choice(topic["passages"])
    if rng.random() < 0.3:  # the title says which year
        template = template.replace(" in {year}", "").replace("In {year}, ", "")
    text = _fill(template, number, place, year, org)
    if rng.random() < 0.4:
        text = f"{text} {rng.choice(_FILLER)}"
    return text


def _fill(template: str, number: str, place: str, year: int, org: str) -> str:
    text = template.format(n=number, place=place, year=year, org=org)
    return text[0].upper() + text[1:]


def _claim(
    topic: Mapping[str, Any],
    wording: str,
    when: str,
    place: str,
    year: int,
    said: str,
    support: str,
    against: str,
) -> Claim:
    suffix = {"": "", "last year": " last year", "year": f" in {year}"}[when]
    text = wording.format(n=said, place=place, when=suffix)
    return Claim(
        text=text[0].upper() + text[1:],
        surface=said,
        published=date(year + 1, 3, 14),
        split=topic["split"],
        topic=topic["name"],
        support=support,
        against=against,
    )


def _echoes(
    rng: Random,
    pages: _Pages,
    topic: Mapping[str, Any],
    place: str,
    year: int,
    said: str,
    *,
    when: str,
) -> None:
    """The claim's number, as it is said, where it means something else."""
    elsewhere = rng.choice([p for p in places(CLAIMED_TOWNS) if p != place])
    alike = [t for t in topics() if t["kind"] == topic["kind"] and t is not topic]
    digest = [
        (rng.choice(topic["beside"]), place, year),
        (rng.choice(topic["passages"]), f"{elsewhere} Valley", year),
    ]
    if when:
        digest.append((rng.choice(topic["passages"]), place, year - 1))
    if alike and not topic.get("noun"):
        digest.append((rng.choice(rng.choice(alike)["beside"]), place, year))
    for template, where, then in digest:
        text = _fill(template, said, where, then, "Evening Post")
        pages.add("digest", "", then, "Evening Post", text)


def _document(
    rng: Random, key: tuple[str, str, int, str], paragraphs: Sequence[str]
) -> Document:
    sort, place, year, org = key
    if sort == "digest":
        title = f"Evening Post, news of the year {year}"
    else:
        title = rng.choice(_TITLES[sort]).format(org=org, place=place, year=year)
    shuffled = list(dict.fromkeys(paragraphs))
    rng.shuffle(shuffled)
    publisher = org if sort == "digest" else f"{org} of {place}"
    return Document(title, publisher, date(year + 1, 2, 1), tuple(shuffled))
