from __future__ import annotations

from datetime import date

from django.db import models

from claims.engine.types import Interval, Quantity
from claims.models.fields import ExactDecimalField, PlaceField


class ReadNumber(models.Model):
    """A number as the engine read it: shared by claims, dismissals and evidence."""

    surface = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    low = ExactDecimalField(null=True, blank=True)
    high = ExactDecimalField(null=True, blank=True)
    unit = models.CharField(max_length=100, blank=True)
    qualifier = models.CharField(max_length=20, blank=True)

    class Meta:
        abstract = True


class ComparableNumber(ReadNumber):
    low_open = models.BooleanField(default=False)
    high_open = models.BooleanField(default=False)
    per = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001  None is "no rate"
    thing = models.CharField(max_length=500, null=True, blank=True)  # noqa: DJ001
    base = models.CharField(max_length=500, null=True, blank=True)  # noqa: DJ001
    period = models.CharField(max_length=300, null=True, blank=True)  # noqa: DJ001

    class Meta:
        abstract = True

    @property
    def interval(self) -> Interval:
        return Interval(self.low, self.high, self.low_open, self.high_open)

    def quantity(self, *, as_of: date | None = None) -> Quantity:
        return Quantity(
            kind=self.kind,
            low=self.low,
            high=self.high,
            low_open=self.low_open,
            high_open=self.high_open,
            qualifier=self.qualifier,
            surface=self.surface,
            unit=self.unit,
            per=self.per,
            thing=self.thing,
            base=self.base,
            period=self.period,
            as_of=as_of,
        )


class PlacedNumber(ComparableNumber):
    """A number that is found by its value; `services.numbers` keeps these columns.

    None was not placed: it has no value.
    """

    # What it is of: "count:soldier", "money:USD", "length per time".
    measure = models.CharField(max_length=120, null=True, editable=False)  # noqa: DJ001
    # Both ends in the unit written, and in the base unit of the measure.
    told_low = PlaceField(null=True, editable=False)
    told_high = PlaceField(null=True, editable=False)
    base_low = PlaceField(null=True, editable=False)
    base_high = PlaceField(null=True, editable=False)

    class Meta:
        abstract = True
