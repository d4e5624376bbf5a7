"""How the newsroom's work stands, for editors."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claims import selectors
from claims.api.base import Endpoint
from claims.api.serializers.overview import OverviewSerializer, by_day, by_provider
from claims.selectors.backlog import backlog
from claims.selectors.outcomes import SPANS, outcomes
from claims.selectors.workload import throughput, workload
from claims.vocabulary import Role

DAYS = OpenApiParameter("days", int, enum=SPANS, default=SPANS[0])


class Overview(Endpoint):
    serializer_class = OverviewSerializer
    parameters = frozenset({"days"})
    needs = {"GET": Role.EDITOR, "HEAD": Role.EDITOR}

    @extend_schema(
        summary="What waits, what was done, what came of it, who has what, and how providers did",
        parameters=[DAYS],
    )
    def get(self, request: Request) -> Response:
        found = {
            "waiting": backlog(),
            "by_day": by_day(throughput()),
            "outcomes": outcomes(_days(request)),
            "people": workload(),
            "providers": by_provider(selectors.health()),
        }
        return Response(self.get_serializer(found).data)


def _days(request: Request) -> int:
    asked = request.query_params.get("days", str(SPANS[0]))
    for span in SPANS:
        if str(span) == asked:
            return span
    raise ValidationError({"days": [f"One of {', '.join(map(str, SPANS))}."]})
