"""The database's clock: workers' own clocks may differ, the record's does not."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import DateTimeField, ExpressionWrapper
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now


def after(delta: timedelta) -> ExpressionWrapper[CombinedExpression]:
    return ExpressionWrapper(Now() + delta, output_field=DateTimeField())
