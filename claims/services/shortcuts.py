"""Which keys a person wants; the only writer of them."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction

from claims import selectors, shortcuts
from claims.errors import InvalidInputError
from claims.models import ShortcutChoice


def choose(person: User, keys: Mapping[str, str], *, preset: str = "") -> None:
    """Other keys for the acts named, "" for none; the others stay, or are of `preset`."""
    for act, key in keys.items():
        if act not in shortcuts.BY_ACT:
            raise InvalidInputError(f"No such key: {act}.", field=act)
        if told := shortcuts.fault(key):
            raise InvalidInputError(told, field=act)
    if preset and preset not in shortcuts.PRESETS:
        known = ", ".join(shortcuts.PRESETS)
        raise InvalidInputError(f"Choose one of: {known}.", field="preset")
    with transaction.atomic():
        # Two changes at once are made one after the other: each is checked as a whole.
        User.objects.select_for_update().get(pk=person.pk)
        before = selectors.shortcuts_of(person)
        base = dict(shortcuts.PRESETS[preset].keys) if preset else before
        after = base | dict(keys)
        _check(before, after)
        if after == shortcuts.STANDARD.keys:
            ShortcutChoice.objects.filter(pk=person.pk).delete()
        else:
            ShortcutChoice.objects.update_or_create(
                pk=person.pk, defaults={"keys": after}
            )


def _check(before: Mapping[str, str], after: Mapping[str, str]) -> None:
    pair = next(shortcuts.clashes(after), None)
    if pair is None:
        return
    one, other = pair
    if after[other.act] == before[other.act]:
        one, other = other, one  # told at the one that was changed
    raise InvalidInputError(
        f"{after[other.act]} is the key of “{one.does}” there; choose another one.",
        field=other.act,
    )
