"""Who stands behind a passage, as far as words, addresses and copies tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from urllib.parse import urlsplit

from claims.engine import extract
from claims.engine.reasoning.words import lemma

_WORD = re.compile(r"[^\W_]+")
#: A copy shares so many runs of words; shorter passages say nothing.
_RUN, _SHARED, _LEAST_WORDS = 4, 0.6, 9

_TABLE = tomllib.loads(
    resources.files(__package__)
    .joinpath("independence.toml")
    .read_text(encoding="utf-8")
)
_NOBODY = frozenset(_TABLE["nobody"].split())
_TITLES = frozenset(_TABLE["titles"].split())
_PEOPLES = tuple(_TABLE["peoples"].split())
_SPELLING: Mapping[str, str] = _TABLE["spelling"]
_PLATFORMS = frozenset(_TABLE["hosts"]["platforms"].split())


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of where one piece of evidence comes from.

    `speaker` is whom the passage gives the number to, `document` the hash of the
    document, `chosen` what a person said; `derived_from` the pieces a calculation uses.
    """

    key: str
    publisher: str = ""
    url: str = ""
    title: str = ""
    quote: str = ""
    document: str = ""
    speaker: str = ""
    chosen: str = ""
    derived_from: tuple[str, ...] = ()


@lru_cache(maxsize=4_000)
def speaker_of(quote: str, at: int, language: str) -> str:
    """Whom a passage gives the number at an offset to; empty where it names nobody."""
    found = extract(quote, language=language or "en").claims
    near = [one for one in found if one.start <= at < one.end]
    return (near[0].claimant or "") if near else ""


@lru_cache(maxsize=4_000)
def who(name: str) -> frozenset[str]:
    """The words that make a name; none for "officials" and other nobodies."""
    words = [_spelled(word) for word in _WORD.findall(name.lower())]
    if all(word in _NOBODY or word in _TITLES for word in words):
        return frozenset()
    if len(words) == 1 and words[0].endswith(_PEOPLES):
        return frozenset()  # "Russian" alone says whose, not who
    kept = frozenset(word for word in words if word not in _TITLES)
    return kept if kept - _NOBODY else frozenset()


def _spelled(word: str) -> str:
    single = lemma(word)
    return _SPELLING.get(single, single)


def alike(a: Collection[str], b: Collection[str]) -> bool:
    """One name and its initials: "MoD" and "ministry of defence"."""
    short, long = sorted((a, b), key=len)
    if len(short) != 1 or len(long) < 2:
        return False
    (initials,) = short
    letters = sorted(word[:1] for word in long)
    return sorted(initials) in (letters, sorted([*letters, "o"]))


def meant_by(names: Iterable[frozenset[str]]) -> dict[frozenset[str], frozenset[str]]:
    """A shorter name stands for the one longer it is a part of, not for either of two."""
    every = set(names)
    found = {}
    for name in every:
        longer = [one for one in every if name < one and len(name) > 1]
        largest = [one for one in longer if not any(one < other for other in longer)]
        found[name] = largest[0] if len(largest) == 1 else name
    return found


def same_publisher(a: Origin, b: Origin) -> bool:
    """By name where both have one: one host may hold what many publish."""
    ours, theirs = _named(a.publisher), _named(b.publisher)
    if ours and theirs:
        return bool(ours & theirs)
    return bool((ours | _by_host(a)) & (theirs | _by_host(b)))


def _named(publisher: str) -> frozenset[frozenset[str]]:
    """A publisher's names: its words, and them written as one, as in addresses."""
    if not publisher or _is_host(publisher):
        return frozenset()
    together = "".join(_WORD.findall(publisher.lower()))
    return frozenset({who(publisher), frozenset({together})} - {frozenset()})


def _by_host(one: Origin) -> frozenset[frozenset[str]]:
    """The word a site is known by; a host may also stand where the publisher does."""
    told = one.publisher.lower().removeprefix("www.")
    host = told if _is_host(told) and told not in _PLATFORMS else host_of(one.url)
    return frozenset({frozenset({_label(host)})}) if host else frozenset()


def _is_host(name: str) -> bool:
    return "." in name and " " not in name


def _label(host: str) -> str:
    """The word a site is known by: "insurers" of "news.insurers.example"."""
    parts = host.split(".")
    if len(parts) > 2 and len(parts[-2]) <= 3:  # co.uk, com.au, gov.ua
        return parts[-3]
    return parts[-2] if len(parts) > 1 else host


def host_of(url: str) -> str:
    """The host of an address; empty for places where everybody publishes."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return "" if host in _PLATFORMS else host


def is_copy(a: str, b: str) -> bool:
    """Whether two passages are one text with the same figures, but for a word or two."""
    ours, theirs = _words(a), _words(b)
    if _figures(ours) != _figures(theirs):
        return False
    if min(len(ours), len(theirs)) < _LEAST_WORDS:
        return False
    one, other = _runs(ours), _runs(theirs)
    return len(one & other) >= _SHARED * min(len(one), len(other))


@lru_cache(maxsize=4_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


def _figures(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for word in words if word.isdecimal())


@lru_cache(maxsize=4_000)
def _runs(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(
        words[at : at + _RUN] for at in range(max(len(words) - _RUN + 1, 1))
    )
