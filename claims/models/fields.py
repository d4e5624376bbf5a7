from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from claims.engine.types import decimal_text


class ExactDecimalField(models.Field):  # type: ignore[type-arg]  # see below
    """A decimal kept digit for digit on every database.

    SQLite would store a DecimalField as a binary float and lose what lies beyond the
    fifteenth digit; a claim's number has to come back as it was read.
    """

    if TYPE_CHECKING:
        _pyi_private_set_type: Decimal | None
        _pyi_private_get_type: Decimal | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 80
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        return "CharField"

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(form_class=forms.DecimalField, **kwargs)

    def from_db_value(
        self, value: str | None, expression: Any, connection: Any
    ) -> Decimal | None:
        return None if value is None else Decimal(value)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        text = str(value).strip()
        if not text:
            return None
        try:
            number = Decimal(text) if len(text) <= 60 else Decimal("NaN")
        except ArithmeticError as error:
            raise ValidationError(f"{text!r} is not a decimal number.") from error
        if not number.is_finite() or abs(number.adjusted()) > 30:
            raise ValidationError("A number has at most 30 digits.")
        return number

    def get_prep_value(self, value: Any) -> str | None:
        number = self.to_python(value)
        return None if number is None else decimal_text(number)

    def value_to_string(self, obj: models.Model) -> str:
        number = self.value_from_object(obj)
        return "" if number is None else decimal_text(number)


class PlaceField(models.CharField):  # type: ignore[type-arg]
    """Where a number lies, as `engine.reasoning.places` writes it; sorted by bytes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 60
        super().__init__(*args, **kwargs)

    def db_parameters(self, connection: Any) -> Any:
        collation = "C" if connection.vendor == "postgresql" else None
        return super().db_parameters(connection) | {"collation": collation}
