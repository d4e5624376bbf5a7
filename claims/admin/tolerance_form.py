"""A policy of tolerances as one table: a row for all kinds of number, and one for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from claims.admin.forms import line
from claims.services import tolerances
from claims.services.tolerances import KINDS, SETTINGS, Setting, Values


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    cells: list[BoundField | None]


class ToleranceForm(forms.Form):
    """Empty is as shipped in the first row, and as in the first row below it."""

    def __init__(
        self, start: Values, seen: int | None, given: QueryDict | None = None
    ) -> None:
        super().__init__(given, initial={"seen": seen})
        for name, setting in SETTINGS.items():
            self._add(name, setting, f"{setting.label}, all kinds", start)
        for kind in KINDS:
            for name, setting in SETTINGS.items():
                if setting.every_kind:
                    label = f"{setting.label}, {kind_label(kind).lower()}"
                    self._add(f"{kind}.{name}", setting, label, start)
        self.fields["note"] = line(
            "Note for colleagues", 300, help_text="Why, and what for."
        )
        self.fields["seen"] = forms.IntegerField(
            required=False, widget=forms.HiddenInput
        )

    @property
    def given_values(self) -> dict[str, Decimal]:
        """What was given, of a form that is valid."""
        return {
            key: value
            for key, value in self.cleaned_data.items()
            if key not in {"note", "seen"} and value is not None
        }

    def rows(self) -> Iterator[Row]:
        yield Row("All kinds", [self[name] for name in SETTINGS])
        for kind in KINDS:
            keys = [f"{kind}.{name}" for name in SETTINGS]
            cells = [self[key] if key in self.fields else None for key in keys]
            yield Row(kind_label(kind), cells)

    def _add(self, key: str, setting: Setting, label: str, start: Values) -> None:
        value = start.get(key)
        self.fields[key] = forms.DecimalField(
            label=label,
            required=False,
            initial="" if value is None else str(tolerances.short(value)),
            min_value=setting.least,
            max_value=setting.most,
            decimal_places=3,
            widget=forms.NumberInput(attrs={"step": "0.001", "aria-label": label}),
        )


def kind_label(kind: str) -> str:
    return kind.replace("_", " ").capitalize()


def key_label(key: str) -> str:
    """ "percent.about" as people say it."""
    kind, _, name = key.rpartition(".")
    label = SETTINGS[name].label if name in SETTINGS else name
    return f"{label}, {kind_label(kind).lower() if kind else 'all kinds'}"
