from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from claims import dispatch
from claims.checks import halfway


@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers; asks nothing else."""
    return JsonResponse({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and is migrated; a missing broker only degrades."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    if pending or halfway(executor.loader):
        return JsonResponse({"status": "migrations pending"}, status=503)
    degraded = [] if dispatch.broker_answers() else ["broker"]
    return JsonResponse({"status": "ok", "degraded": degraded})
