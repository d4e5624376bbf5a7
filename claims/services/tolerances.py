"""What hedged and rounded numbers mean to the newsroom: tolerances, by version.

A policy is never edited: a new version takes its place, and one job compares the
evidence of every claim that is not published by it (`recomparing.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db import transaction

from claims.engine.reasoning.tolerance import DEFAULT_POLICY
from claims.engine.reasoning.tolerance import TolerancePolicy as Policy
from claims.engine.types import QUANTITY_KINDS
from claims.errors import InvalidInputError
from claims.models import Claim, Evidence, TolerancePolicy
from claims.permissions import require
from claims.services import jobs, versions
from claims.vocabulary import JobKind, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

THOUSANDTH = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Setting:
    """One number of a policy: what it is called, and the values that make sense."""

    label: str
    about: str
    least: Decimal
    most: Decimal
    every_kind: bool = True  # a kind of number may have its own


#: What the newsroom may set.  Limits in days are left to the engine: what is stored of
#: a passage does not say everything its first comparison knew of dates.
SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "about": Setting(
            "About",
            "“about v”: so far to each side, as a share of v",
            Decimal(0),
            Decimal(1),
        ),
        "nearly": Setting(
            "Nearly",
            "“nearly v”: so far below v, as a share of v",
            THOUSANDTH,
            Decimal(1),
        ),
        "rounding": Setting(
            "Rounding",
            "a bare number: so much of its written step to each side",
            Decimal(0),
            Decimal(1),
        ),
        "rounding_cap": Setting(
            "Round numbers",
            "zeros at the end stand for a step of at most this share",
            Decimal(0),
            Decimal(1),
        ),
        "vague_from": Setting(
            "Vague",
            "“thousands”: at least so many of them",
            Decimal(1),
            Decimal(8),
        ),
        "far_off": Setting(
            "Far off",
            "“at least v” is told to be far off from so many times v",
            Decimal(1),
            Decimal(1000),
            every_kind=False,
        ),
    }
)
KINDS = tuple(sorted(QUANTITY_KINDS))

#: setting, or kind.setting -> its value
Values = Mapping[str, Decimal]


def version_in_use() -> int | None:
    return versions.in_use(TolerancePolicy)


def in_use() -> Policy:
    row = TolerancePolicy.objects.first()
    return DEFAULT_POLICY if row is None else policy_of(row)


def policy_of(row: TolerancePolicy) -> Policy:
    return built(values_of(row), name=row.name)


def values_of(row: TolerancePolicy | None) -> dict[str, Decimal]:
    """A version's values; of None, the shipped ones.  A setting that is gone is left out."""
    shipped = {name: getattr(DEFAULT_POLICY, name) for name in SETTINGS}
    if row is None:
        return shipped
    stored = {key: Decimal(value) for key, value in row.values.items()}
    return shipped | {key: value for key, value in stored.items() if _setting(key)}


def built(values: Values, *, name: str) -> Policy:
    """The engine's policy of these values, under the name comparisons are stamped with."""
    whole = {key: value for key, value in values.items() if "." not in key}
    by_kind: dict[str, dict[str, Decimal]] = {}
    for key, value in values.items():
        kind, dot, setting = key.partition(".")
        if dot:
            by_kind.setdefault(kind, {})[setting] = value
    return Policy(version=name, by_kind=by_kind, **whole)  # type: ignore[arg-type]  # no days among them


def named(names: Iterable[str]) -> dict[str, Policy]:
    """Policies by what comparisons are stamped with, in one query or none."""
    wanted = {name for name in names if name and name != DEFAULT_POLICY.version}
    versions = [int(name.removeprefix("newsroom-")) for name in wanted if _ours(name)]
    rows = TolerancePolicy.objects.in_bulk(versions) if versions else {}
    return {DEFAULT_POLICY.version: DEFAULT_POLICY} | {
        row.name: policy_of(row) for row in rows.values()
    }


def made_by(evidence: Iterable[Evidence]) -> dict[str, Policy]:
    """The policies of a claim's comparisons, by name; the one in use where there are none.

    There are two only for the moments in which a job compares by a new one.
    """
    names = dict.fromkeys(one.policy for one in evidence if one.policy)
    known = named(names)
    found = {name: known[name] for name in names if name in known}
    if found:
        return found
    policy = in_use()
    return {policy.version: policy}


def policy_for(claim: Claim) -> Policy:
    """What to compare new evidence by: a claim readers see keeps the policy it has."""
    kept = (
        Evidence.objects.filter(claim=claim, claim__publications__in_force=True)
        .exclude(policy="")
        .values_list("policy", flat=True)
        .first()
    )
    return named([kept]).get(kept, DEFAULT_POLICY) if kept else in_use()


def follow(made_by: str) -> None:
    """Once new comparisons are stored: compare them again where a newer policy overtook them.

    Its job cannot have seen what was not committed, so it is asked for after the commit.
    """
    if made_by:
        transaction.on_commit(lambda: _wake(made_by))


def _wake(made_by: str) -> None:
    row = TolerancePolicy.objects.first()
    if row is not None and row.name != made_by:
        jobs.wake(JobKind.RECOMPARE, row.version)


def make_policy(
    values: Values, *, actor: User, note: str = "", seen: int | None = None
) -> TolerancePolicy:
    """Put new tolerances to use and have evidence compared by them, in one job.

    `seen` is the version the person started from; a newer one is not overwritten.
    """
    require(actor, Role.EDITOR)
    complete = checked(values)
    return versions.put_to_use(
        TolerancePolicy,
        values={key: str(value) for key, value in complete.items()},
        actor=actor,
        note=note,
        seen=seen,
        then=JobKind.RECOMPARE,
    )


def go_back(
    to: TolerancePolicy | None, *, actor: User, seen: int | None = None
) -> TolerancePolicy:
    """A new version equal to an old one; None is the shipped policy."""
    name = f"version {to.version}" if to else "the shipped policy"
    return make_policy(values_of(to), actor=actor, note=f"As {name}.", seen=seen)


def changes(
    old: Values, new: Values
) -> list[tuple[str, Decimal | None, Decimal | None]]:
    """What differs, key by key in the order of the form; None is "as for all kinds"."""
    keys = [*SETTINGS, *(key for key in sorted({*old, *new}) if "." in key)]
    pairs = ((key, old.get(key), new.get(key)) for key in keys)
    return [(key, one, other) for key, one, other in pairs if one != other]


def checked(values: Values) -> dict[str, Decimal]:
    """Every setting, and what kinds have for themselves where it differs from that."""
    for key in values:
        if _setting(key) is None:
            raise InvalidInputError(f"There is no setting {key!r}.")
    complete = values_of(None) | dict(values)
    found = {}
    for key, value in complete.items():
        setting = _setting(key)
        assert setting is not None  # noqa: S101  looked at above
        if not value.is_finite() or not setting.least <= value <= setting.most:
            told = f"From {setting.least} to {setting.most}."
            raise InvalidInputError(told, field=key)
        if value != value.quantize(THOUSANDTH):
            raise InvalidInputError("At most three decimal places.", field=key)
        found[key] = short(value)
    return {
        key: value
        for key, value in found.items()
        if "." not in key or value != found[key.partition(".")[2]]
    }


def short(value: Decimal) -> Decimal:
    """At least two decimal places, more only where they say something."""
    two = value.quantize(Decimal("0.01"))
    return two if two == value else value.quantize(THOUSANDTH)


def _setting(key: str) -> Setting | None:
    kind, dot, name = key.rpartition(".")
    setting = SETTINGS.get(name)
    if not dot or setting is None:
        return setting
    return setting if setting.every_kind and kind in QUANTITY_KINDS else None


def _ours(name: str) -> bool:
    head, _, version = name.partition("-")
    return head == "newsroom" and version.isascii() and version.isdecimal()
