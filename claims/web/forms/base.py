from __future__ import annotations

from datetime import UTC, date, datetime, time

from django import forms

from claims.errors import ClaimsError


class DeskForm(forms.Form):
    """A form that can show a service's refusal at the field it is about."""

    # The message says where; a jump of the browser to a label adds nothing.
    use_required_attribute = False

    def refuse(self, error: ClaimsError) -> None:
        for one in error.problems:
            known = one.field in self.fields
            self.add_error(one.field if known else None, one.message)

    def begin_at_fault(self) -> None:
        """Set the focus to the first field that is to be put right."""
        for name in [one for one in self.fields if one in self.errors][:1]:
            self.fields[name].widget.attrs["autofocus"] = True


def text_area(rows: int, **attrs: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": str(rows), **attrs})


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def at_midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, tzinfo=UTC) if day else None
