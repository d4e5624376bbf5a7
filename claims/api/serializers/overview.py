"""How the newsroom's work stands, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from claims.selectors import Health
from claims.selectors.accord import OfKind, OfPerson, Period
from claims.selectors.backlog import AGES, Waiting
from claims.selectors.ledger import decimal
from claims.selectors.outcomes import Outcomes, Quartiles, ScaleAgreement
from claims.selectors.workload import Load, Throughput


class WaitingSerializer(serializers.Serializer[Any]):
    queue = serializers.CharField(source="slug")
    name = serializers.CharField(source="label")
    claims = serializers.IntegerField(source="total")
    ages = serializers.SerializerMethodField()
    late = serializers.IntegerField()
    in_hand = serializers.IntegerField()
    oldest_since = serializers.DateTimeField(source="oldest", allow_null=True)

    def get_ages(self, row: Waiting) -> dict[str, int]:
        return {name: n for (name, _), n in zip(AGES, row.ages, strict=True)}


class DaySerializer(serializers.Serializer[Any]):
    day = serializers.DateField()
    read = serializers.IntegerField()
    reviewed = serializers.IntegerField()
    signed_off = serializers.IntegerField()
    published = serializers.IntegerField()


class QuartilesSerializer(serializers.Serializer[Any]):
    """Seconds from the reading of a number to its first verdict."""

    claims = serializers.IntegerField(source="count")
    lower = serializers.SerializerMethodField()
    median = serializers.SerializerMethodField()
    upper = serializers.SerializerMethodField()

    def get_lower(self, took: Quartiles) -> int | None:
        return _seconds(took.lower)

    def get_median(self, took: Quartiles) -> int | None:
        return _seconds(took.median)

    def get_upper(self, took: Quartiles) -> int | None:
        return _seconds(took.upper)


class ScaleAgreementSerializer(serializers.Serializer[Any]):
    """Krippendorff's alpha on one scale; null where nothing can be said."""

    scale = serializers.CharField()
    pairs = serializers.IntegerField()
    same = serializers.IntegerField()
    nominal = serializers.SerializerMethodField()
    ordinal = serializers.SerializerMethodField()

    def get_nominal(self, one: ScaleAgreement) -> str | None:
        return decimal(one.nominal) or None

    def get_ordinal(self, one: ScaleAgreement) -> str | None:
        return decimal(one.ordinal) or None


class ShareSerializer(serializers.Serializer[Any]):
    some = serializers.IntegerField()
    of = serializers.IntegerField()


class AccordSerializer(serializers.Serializer[Any]):
    """Pairs of reviews, and those with the same rating; alpha is null of too few."""

    some = serializers.IntegerField(source="accord.same")
    of = serializers.IntegerField(source="accord.pairs")
    alpha = serializers.SerializerMethodField()
    same_rating_different_number = ShareSerializer(source="accord.other_number")

    def get_alpha(self, one: OfKind | OfPerson | Period) -> str | None:
        return decimal(one.accord.alpha) or None


class KindSerializer(AccordSerializer):
    kind = serializers.CharField()


class AccordOfPersonSerializer(AccordSerializer):
    person = serializers.CharField(source="person.username")


class PeriodSerializer(AccordSerializer):
    """Days of UTC from the first to the last."""

    first = serializers.DateField()
    last = serializers.DateField()


class OutcomesSerializer(serializers.Serializer[Any]):
    days = serializers.IntegerField()
    since = serializers.DateTimeField()
    to_verdict = QuartilesSerializer()
    verdicts = serializers.IntegerField()
    changed = serializers.IntegerField()
    undone = serializers.SerializerMethodField()
    agreement = ScaleAgreementSerializer(source="scales", many=True)
    agreement_by_kind = KindSerializer(source="kinds", many=True)
    agreement_by_person = AccordOfPersonSerializer(source="people", many=True)
    agreement_by_period = PeriodSerializer(source="periods", many=True)
    different_number = ShareSerializer()
    same_rating_different_number = ShareSerializer(source="same_label_different_number")
    reason_codes = serializers.SerializerMethodField()

    def get_undone(self, found: Outcomes) -> dict[str, int]:
        return dict(found.undone)

    def get_reason_codes(self, found: Outcomes) -> dict[str, int]:
        return dict(found.reasons)


class LoadSerializer(serializers.Serializer[Any]):
    person = serializers.CharField(source="person.username")
    assigned = serializers.IntegerField()
    in_hand = serializers.IntegerField(source="held")
    reviewed = serializers.IntegerField()
    signed_off = serializers.IntegerField()
    median_seconds = serializers.SerializerMethodField()

    def get_median_seconds(self, load: Load) -> int | None:
        return _seconds(load.median)


class ProviderSerializer(serializers.Serializer[Any]):
    """Searches of the last days by how they ended, and answers by how soon they came."""

    provider = serializers.CharField()
    worked = serializers.IntegerField(source="health.total.worked")
    failed = serializers.IntegerField(source="health.total.failed")
    left_alone = serializers.IntegerField(source="health.total.spared")
    answers = serializers.IntegerField(source="health.speed.answers")
    within_one_second = serializers.IntegerField(source="health.speed.quick")
    within_five_seconds = serializers.IntegerField(source="health.speed.bearable")
    slowest_milliseconds = serializers.IntegerField(source="health.speed.slowest")


class OverviewSerializer(serializers.Serializer[Any]):
    waiting = WaitingSerializer(many=True)
    by_day = DaySerializer(many=True)
    outcomes = OutcomesSerializer()
    people = LoadSerializer(many=True)
    providers = ProviderSerializer(many=True)


def by_day(done: Throughput) -> list[dict[str, Any]]:
    names = ["day", *(one.name for one in done.series)]
    rows = zip(done.days, *(one.counts for one in done.series), strict=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def by_provider(found: Mapping[str, Health]) -> list[dict[str, Any]]:
    """Those asked in the last days, by name; a site that is no provider is left out."""
    return [
        {"provider": name, "health": health}
        for name, health in sorted(found.items())
        if health.total.total
    ]


def _seconds(took: Any) -> int | None:
    return None if took is None else round(took.total_seconds())
