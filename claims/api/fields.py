"""Strict fields: a value of the right JSON type, or a sentence."""

from __future__ import annotations

import copy
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims import conf
from claims.api.converters import MAX_ID
from claims.engine.types import decimal_text
from claims.errors import InvalidInputError
from claims.services.ingest import check_url

YEARS = range(1900, 2201)


class KeptFields:
    """A serializer whose fields are worked out once, and not once a request."""

    def get_fields(self) -> dict[str, Any]:
        kept = _KEPT.get(type(self))
        if kept is None:
            kept = _KEPT[type(self)] = super().get_fields()  # type: ignore[misc]  # a serializer's
        return {name: copy.copy(field) for name, field in kept.items()}


_KEPT: dict[type, dict[str, Any]] = {}


class StrictSerializer(KeptFields, serializers.Serializer[Any]):
    """A JSON object of known fields; one it does not know is refused by name."""

    def to_internal_value(self, data: Any) -> Any:
        if unknown := sorted(set(data) - set(self.fields)):
            raise serializers.ValidationError(
                {ascii(name)[1:-1][:60]: ["Unknown field."] for name in unknown}
            )
        return super().to_internal_value(data)


class TextField(serializers.CharField):
    default_error_messages = {"invalid": "Send a string."}

    def run_validation(self, data: Any = serializers.empty) -> Any:
        if data is not serializers.empty and data is not None:
            self._check_type(data)
        return super().run_validation(data)

    def _check_type(self, data: Any) -> None:
        if not isinstance(data, str):
            self.fail("invalid")


class IdField(serializers.IntegerField):
    """A whole number from 1 that a database can hold."""

    default_error_messages = {"invalid": "Send a whole number."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=MAX_ID, **kwargs)

    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return data


class PlaceField(serializers.IntegerField):
    """A place in a list or a text, from 0."""

    default_error_messages = {"invalid": "Send a whole number."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"min_value": 0, "max_value": 1_000} | kwargs))

    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return data


class FlagField(serializers.BooleanField):
    default_error_messages = {"invalid": "Send true or false."}

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid")
        return data


class WordField(serializers.ChoiceField):
    """One word of a closed list."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str) or data not in self.choices:
            known = ", ".join(str(choice) for choice in self.choices)
            raise serializers.ValidationError(f"Choose one of: {known}.")
        return data

    def run_validation(self, data: Any = serializers.empty) -> Any:
        return "" if data == "" and self.allow_blank else super().run_validation(data)


class MomentField(serializers.DateTimeField):
    """A moment with its offset from UTC, between the years 1900 and 2200."""

    def to_internal_value(self, value: Any) -> datetime:
        return moment(value)


class DayField(serializers.DateField):
    def to_internal_value(self, value: Any) -> date:
        try:
            day = parse_date(value) if isinstance(value, str) else None
        except ValueError:
            day = None
        if day is None:
            raise serializers.ValidationError("Send a date like 2026-05-31.")
        _check_year(day.year)
        return day


class WebAddressField(TextField):
    """An http or https address without a user name; whether it answers is not asked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=conf.LIMITS.url_chars, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        address = super().to_internal_value(data)
        if address:
            try:
                check_url(address)
            except InvalidInputError as refused:
                raise serializers.ValidationError(refused.message) from refused
        return address


@extend_schema_field({"type": ["string", "null"], "pattern": r"^-?\d+(\.\d+)?$"})
class ExactField(serializers.Field[Decimal, Any, str, Any]):
    """A decimal digit for digit: a string without exponent, or null."""

    def to_representation(self, value: Decimal) -> str:
        return decimal_text(value)


def moment(value: Any) -> datetime:
    """The moment in UTC; raises ValidationError with what is missing."""
    try:
        read = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        read = None
    if read is None:
        raise serializers.ValidationError(
            "Send a date and time like 2026-05-31T14:00:00Z."
        )
    if read.tzinfo is None:
        raise serializers.ValidationError("Timezone required.")
    _check_year(read.year)
    return read.astimezone(UTC)


def _check_year(year: int) -> None:
    if year not in YEARS:
        raise serializers.ValidationError(
            f"The year lies outside {YEARS.start} to {YEARS.stop - 1}."
        )
