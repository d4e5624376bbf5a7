from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import conf, selectors
from claims.models import Site
from claims.providers.base import SourceProvider
from claims.services.network import PROVIDERS, Setup
from claims.vocabulary import SearchOutcome
from claims.web.access import SignedInRequest, signed_in

_ENDS = (SearchOutcome.FOUND, SearchOutcome.EMPTY, SearchOutcome.COULD_NOT_SEARCH)


@dataclass(frozen=True)
class ProviderRow:
    """A provider as its page shows it: `state` is one word, `why` a sentence."""

    name: str
    provider: SourceProvider
    off: bool
    pace: float | None
    site: Site | None
    traffic: selectors.Traffic = field(default_factory=selectors.Traffic)
    outcomes: Mapping[str, int] = field(default_factory=dict)
    health: selectors.Health = field(default_factory=selectors.Health)

    @property
    def paused(self) -> bool:
        until = self.site.paused_until if self.site else None
        return until is not None and until > timezone.now()

    @property
    def in_use(self) -> bool:
        return not self.off and self.provider.problem() is None

    @property
    def state(self) -> str:
        if not self.in_use:
            return "off"
        if self.paused:
            return "paused"
        return "troubled" if self.site and self.site.failures else "ready"

    @property
    def why(self) -> str:
        if self.off:
            return "Switched off by PROVIDERS_OFF."
        problem = self.provider.problem()
        return str(problem) if problem else ""

    @property
    def ends(self) -> list[tuple[SearchOutcome, int]]:
        """How the searches of the last week ended; those not asked say nothing here."""
        return [(end, self.outcomes.get(end, 0)) for end in _ENDS]


@require_safe
@signed_in
def provider_index(request: SignedInRequest) -> HttpResponse:
    """Where sources come from, and how each place is doing."""
    traffic, outcomes = selectors.traffic(), selectors.searches_by_outcome()
    rows = [
        replace(
            row,
            traffic=traffic.get(row.name, row.traffic),
            outcomes=outcomes.get(row.name, row.outcomes),
        )
        for row in provider_rows()
    ]
    return render(request, "claims/providers.html", {"rows": rows})


def provider_rows() -> list[ProviderRow]:
    """Every provider and how it stands now; one query."""
    setup, off, sites = Setup(), conf.providers_off(), selectors.sites_by_name()
    return [
        ProviderRow(
            name,
            make(setup),
            off=name in off,
            pace=setup.paces.get(name),
            site=sites.get(name),
        )
        for name, make in PROVIDERS.items()
    ]


def places_asked() -> list[ProviderRow]:
    """Those asked now, and those that were in the last days: how they did then."""
    health = selectors.health()
    rows = [
        replace(row, health=health.get(row.name, row.health)) for row in provider_rows()
    ]
    return [row for row in rows if row.in_use or row.health.total.total]
