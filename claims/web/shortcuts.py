"""Your keys: which key does what, for whoever is signed in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from claims import selectors
from claims.errors import ClaimsError, InvalidInputError
from claims.services import shortcuts
from claims.shortcuts import BY_ACT, FIXED, OFF, PRESETS, SHORTCUTS, Shortcut
from claims.web.access import SignedInRequest, signed_in
from claims.web.forms.shortcuts import ShortcutForm


@dataclass(frozen=True, slots=True)
class Keys:
    """One person's keys, as scripts and templates ask for them."""

    by_act: Mapping[str, str]

    def key(self, act: str) -> str:
        return self.by_act[BY_ACT[act].act]

    def listed(self) -> list[tuple[Shortcut, str]]:
        return [(one, self.by_act[one.act]) for one in SHORTCUTS]

    def fixed(self) -> tuple[tuple[str, str], ...]:
        return FIXED

    def map(self) -> str:
        """What the script listens to, as JSON."""
        return json.dumps(
            [
                {"act": one.act, "key": key, "place": one.place}
                for one, key in self.listed()
                if key != OFF
            ]
        )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def your_keys(request: SignedInRequest) -> HttpResponse:
    status = 200
    form = ShortcutForm(initial=selectors.shortcuts_of(request.user))
    if request.method == "POST":
        preset = request.POST.get("preset", "")
        form = ShortcutForm(request.POST)
        keys = form.keys() if form.is_valid() and not preset else {}
        try:
            shortcuts.choose(request.user, keys, preset=preset)
        except ClaimsError as error:
            form.refuse(error)
        if form.is_valid():
            messages.success(request, "Kept.")
            return redirect("shortcuts")
        form.begin_at_fault()
        status = InvalidInputError.status
    context = {"form": form, "presets": PRESETS.values()}
    return render(request, "claims/shortcuts.html", context, status=status)
