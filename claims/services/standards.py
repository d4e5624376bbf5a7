"""What a source is, and what a verdict has to rest on: the newsroom's own words, by version.

A verdict whose evidence falls short of the standards needs a reason, which is kept with
the review and shown to who signs it off; strict standards take no reason.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from django.utils.text import slugify

from claims.documents.text import one_line
from claims.errors import InvalidInputError
from claims.models import Source, StandardsPolicy
from claims.models.prepared import prepared
from claims.permissions import require
from claims.services import versions
from claims.services.network import PROVIDERS
from claims.vocabulary import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_TIERS, MOST_ROOTS = 10, 9
#: What marks a tier as a primary source where tiers are written as lines.
PRIMARY = "primary"


@dataclass(frozen=True, slots=True)
class Tier:
    slug: str
    label: str
    meaning: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Standards:
    """`tiers` best first; the last is what a source is of which nothing is known."""

    tiers: tuple[Tier, ...]
    places: Mapping[str, str]
    primary: bool
    roots: int
    strict: bool
    reply: bool = False
    version: int | None = None

    @property
    def by_slug(self) -> dict[str, Tier]:
        return {one.slug: one for one in self.tiers}

    @property
    def asks(self) -> bool:
        return self.primary or bool(self.roots)

    def tier_of(self, source: Source) -> Tier:
        """As a person said, else as its place tells."""
        known = self.by_slug
        said = known.get(source.tier) or known.get(self.places.get(source.provider, ""))
        return said or self.tiers[-1]


@cache
def shipped() -> Standards:
    text = resources.files(__package__).joinpath("standards.toml").read_text("utf-8")
    given = tomllib.loads(text)
    return Standards(
        tiers=tuple(Tier(**one) for one in given["tier"]),
        places=given["places"],
        **given["asks"],
    )


def in_use() -> Standards:
    return of(_NEWEST(0).first())


_NEWEST = prepared(lambda _: StandardsPolicy.objects.all()[:1], int)


def of(policy: StandardsPolicy | None) -> Standards:
    if policy is None:
        return shipped()
    return Standards(
        tiers=tuple(Tier(**one) for one in policy.tiers),
        places=policy.places,
        primary=policy.primary,
        roots=policy.roots,
        strict=policy.strict,
        reply=policy.reply,
        version=policy.version,
    )


def built(
    *,
    tiers: str,
    places: str,
    primary: bool,
    roots: int,
    strict: bool,
    reply: bool = False,
) -> Standards:
    """Standards as an editor wrote them; raises InvalidInputError."""
    if not 0 <= roots <= MOST_ROOTS:
        raise InvalidInputError(f"From 0 to {MOST_ROOTS}.", field="roots")
    made = [_tier(line) for line in tiers.splitlines() if line.strip()]
    _check_tiers(made, primary=primary)
    slugs = {one.slug for one in made}
    told = dict(_place(line, slugs) for line in places.splitlines() if line.strip())
    return Standards(tuple(made), told, primary, roots, strict, reply)


def make_policy(
    wanted: Standards, *, actor: User, note: str = "", seen: int | None = None
) -> StandardsPolicy:
    """Put new standards to use; what is signed off already stays as it is."""
    require(actor, Role.EDITOR)
    slugs = {one.slug for one in wanted.tiers}
    said = Source.objects.exclude(tier="").order_by().values_list("tier", flat=True)
    if gone := sorted(set(said.distinct()) - slugs):
        raise InvalidInputError(
            f"Sources are called “{gone[0]}” by people: keep its line.", field="tiers"
        )
    return versions.put_to_use(
        StandardsPolicy,
        actor=actor,
        note=note,
        seen=seen,
        tiers=[_stored(one) for one in wanted.tiers],
        places=dict(wanted.places),
        primary=wanted.primary,
        roots=wanted.roots,
        strict=wanted.strict,
        reply=wanted.reply,
    )


def written(tiers: Iterable[Tier]) -> str:
    """Tiers as they are read, a line each: label | meaning | primary."""
    return "\n".join(
        " | ".join([one.label, one.meaning, *([PRIMARY] if one.primary else [])])
        for one in tiers
    )


def places_written(standards: Standards) -> str:
    return "\n".join(f"{name}: {slug}" for name, slug in standards.places.items())


def _stored(one: Tier) -> dict[str, Any]:
    return {
        "slug": one.slug,
        "label": one.label,
        "meaning": one.meaning,
        "primary": one.primary,
    }


def _tier(line: str) -> Tier:
    label, meaning, flag, *more = [
        *(one_line(part, limit=2_000) for part in line.split("|")),
        "",
        "",
    ]
    if any(more) or flag not in {"", PRIMARY}:
        raise InvalidInputError(
            f"“{line[:60]}” is not “label | meaning | {PRIMARY}”, where “{PRIMARY}” "
            "is left out for all others.",
            field="tiers",
        )
    known = {one.label: one.slug for one in shipped().tiers}
    slug = known.get(label) or slugify(label).replace("-", "_")[:40]
    return Tier(slug, label[:60], meaning[:200], flag == PRIMARY)


def _check_tiers(made: Sequence[Tier], *, primary: bool) -> None:
    told = ""
    if not 2 <= len(made) <= MOST_TIERS:
        told = f"From 2 to {MOST_TIERS} lines; the last is what nothing is known of."
    elif not all(one.slug for one in made):
        told = "Every line begins with a name in letters."
    elif len({one.slug for one in made}) < len(made):
        told = "Two lines have the same name."
    elif made[-1].primary:
        told = "The last line is what nothing is known of: that is no primary source."
    elif primary and not any(one.primary for one in made):
        told = "Say of at least one line that it is “primary”, or do not ask for one."
    if told:
        raise InvalidInputError(told, field="tiers")


def _place(line: str, slugs: set[str]) -> tuple[str, str]:
    name, _, slug = (part.strip() for part in line.partition(":"))
    if name not in PROVIDERS:
        raise InvalidInputError(
            f"There is no place {name[:60]!r}; there are {', '.join(sorted(PROVIDERS))}.",
            field="places",
        )
    if slug not in slugs:
        raise InvalidInputError(
            f"{slug[:60]!r} is none of {', '.join(sorted(slugs))}.", field="places"
        )
    return name, slug
