"""How the newsroom's work stands, for editors."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims import selectors
from claims.selectors import ledger
from claims.selectors.accord import ENOUGH, FEWEST
from claims.selectors.backlog import backlog
from claims.selectors.outcomes import SPANS, outcomes
from claims.selectors.workload import throughput, workload
from claims.vocabulary import Action, ReasonCode, Role
from claims.web import accordcharts, charts, healthcharts
from claims.web.access import SignedInRequest, for_role
from claims.web.providers import places_asked
from claims.web.sheets import sheet


@require_safe
@for_role(Role.EDITOR)
def overview(request: SignedInRequest) -> HttpResponse:
    waiting, done, found = backlog(), throughput(), outcomes(_days(request))
    places, days = places_asked(), selectors.health_days()
    searched = [one for one in places if one.health.total.total]
    context = {
        "waiting": waiting,
        "bars": charts.bars(waiting),
        "ages": charts.ages(),
        "done": done,
        "columns": charts.columns(done),
        "by_day": list(
            zip(done.days, *(one.counts for one in done.series), strict=True)
        ),
        "found": found,
        "fewest": FEWEST,
        "enough": ENOUGH,
        "spans": SPANS,
        "alphas": accordcharts.alpha_chart(found.periods),
        "rates": accordcharts.rate_chart(found.periods),
        "providers": places,
        "searched": bool(searched),
        "health": healthcharts.health_charts(searched, days),
        "health_days": days,
        "undone": [(Action(name).label, count) for name, count in found.undone],
        "reasons": [(ReasonCode(code).label, n) for code, n in found.reasons],
        "loads": workload(),
    }
    return render(request, "claims/overview.html", context)


@require_safe
@for_role(Role.EDITOR)
def outcome_table(request: SignedInRequest) -> HttpResponse:
    """The same figures for a spreadsheet."""
    rows = ledger.outcome_rows(outcomes(_days(request)), throughput())
    return sheet("outcomes", ledger.HEADER, rows)


def _days(request: SignedInRequest) -> int:
    """One of the spans on offer; anything else is the first of them."""
    asked = request.GET.get("days", "")
    return next((span for span in SPANS if str(span) == asked), SPANS[0])
