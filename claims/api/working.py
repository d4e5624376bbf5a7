from __future__ import annotations

from functools import partial
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claims import selectors
from claims.api.base import EDITORS, REVIEWERS, ClaimEndpoint, Endpoint, ListEndpoint
from claims.api.serializers.bodies import CalculationBody, RootsBody, WithholdBody
from claims.api.serializers.working import (
    CalculationSerializer,
    PreviewSerializer,
    RootChoiceSerializer,
    SearchLogSerializer,
    WeighingSerializer,
)
from claims.models import Calculation, Claim, RootChoice
from claims.services import calculating, replay, roots, shown, tolerances, weighing
from claims.services import rounds as asking


@extend_schema(summary="A claim's evidence taken together: origins, sides, firmness")
class ClaimWeighing(ClaimEndpoint):
    serializer_class = WeighingSerializer

    def get(self, request: Request, pk: int) -> Response:
        claim = self.find_claim()
        rows = selectors.evidence_of(claim, every=True)
        with_back = list(selectors.evidence_marked(self.person, rows))
        letters = selectors.letters_of(row.pk for row in with_back)
        every = [
            row for row in with_back if row.taken_back_at is None and not row.unread
        ]
        read = shown.read_by(self.person, every)
        made = weighing.weigh(
            claim,
            [(letters[row.pk], row) for row in read],
            tolerances.made_by(read),
            selectors.root_choices(claim, person=self.person),
        )
        return Response(self.get_serializer(made).data)


class ClaimRoots(ListEndpoint, ClaimEndpoint):
    needs = REVIEWERS
    serializer_class = RootChoiceSerializer
    queryset = RootChoice.objects.none()

    def get_queryset(self) -> Any:
        rows = RootChoice.objects.filter(evidence__claim=self.find_claim())
        rows = selectors.choices_for(self.person.pk, rows)
        if not shown.may_read_confidential(self.person):
            rows = rows.filter(evidence__source__confidential="")
        return rows.select_related("actor").order_by("id")

    @extend_schema(summary="What people said of the origins of evidence, oldest first")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Count evidence as of one origin, each by itself, or as told again",
        request=RootsBody,
        responses={201: RootChoiceSerializer(many=True)},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(RootsBody)
        claim = self.claim_to_change(body)
        body.pop("version", None)
        made = roots.choose(claim, roots.RootData(**body), actor=self.person)
        return Response(self.get_serializer(made, many=True).data, status=201)


class ClaimSearches(ClaimEndpoint):
    needs = EDITORS
    serializer_class = SearchLogSerializer

    @extend_schema(
        summary="Everything that was asked about a claim, every round, newest first"
    )
    def get(self, request: Request, pk: int) -> Response:
        rounds = selectors.search_log(self.find_claim())
        return Response(self.get_serializer({"searches": rounds}).data)

    @extend_schema(
        summary="Keep the questions of one round from readers, telling them why",
        request=WithholdBody,
        responses={201: SearchLogSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(WithholdBody)
        claim = self.claim_to_change(body)
        body.pop("version", None)
        asking.withhold(claim, actor=self.person, **body)
        content = {"searches": selectors.search_log(claim)}
        return Response(self.get_serializer(content).data, status=201)


class ClaimCalculations(ListEndpoint, ClaimEndpoint):
    needs = REVIEWERS
    serializer_class = CalculationSerializer
    queryset = Calculation.objects.none()

    def get_queryset(self) -> Any:
        return self._of(self.find_claim())

    def _of(self, claim: Claim) -> Any:
        rows = Calculation.objects.filter(evidence__claim=claim)
        rows = selectors.calculations_for(self.person, rows)
        if not shown.may_read_confidential(self.person):
            rows = rows.filter(evidence__source__confidential="")
        return rows.select_related("evidence__source").order_by("id")

    def get_serializer_context(self) -> dict[str, Any]:
        context = dict(super().get_serializer_context())
        if "pk" not in self.kwargs:  # being described
            return context
        claim = self.find_claim()
        names = self._of(claim).values_list("policy", flat=True).distinct()
        return context | {
            "stale": calculating.stale(
                calculating.operands_of(claim, person=self.person)
            ),
            "sound": partial(
                replay.comes_out_again,
                policies=tolerances.named(names),
            ),
        }

    @extend_schema(summary="Calculations kept as evidence, each worked out again")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Keep the result of a formula as evidence",
        description="The same over the same numbers again is 200.",
        request=CalculationBody,
        responses={200: CalculationSerializer, 201: CalculationSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(CalculationBody)
        claim = self.claim_to_change(body)
        body.pop("version", None)
        kept, is_new = calculating.keep(
            claim, calculating.CalculationData(**body), actor=self.person
        )
        shown = self._of(claim).get(evidence=kept)
        return Response(self.get_serializer(shown).data, status=201 if is_new else 200)


_ASKED = ("formula", "thing", "base")


class CalculationPreview(Endpoint):
    serializer_class = PreviewSerializer
    parameters = frozenset(_ASKED)

    @extend_schema(
        summary="What a formula would give; nothing is kept",
        parameters=[
            OpenApiParameter("formula", str, required=True),
            OpenApiParameter("thing", str),
            OpenApiParameter("base", str),
        ],
    )
    def get(self, request: Request, pk: int) -> Response:
        claim: Claim = self.find(selectors.claim_list(), pk=pk)
        asked = {name: request.query_params.get(name, "") for name in _ASKED}
        if any("\x00" in value for value in asked.values()):
            raise ValidationError({"formula": "Null characters are not taken."})
        known = shown.operands_for(
            self.person, calculating.operands_of(claim, person=self.person)
        )
        found = calculating.preview(
            claim, calculating.CalculationData(**asked), operands=known
        )
        made, comparison = found.calculated, found.comparison
        content = {
            "names": made.names,
            "working": made.working,
            "result": replay.result_of(made),
            "notes": made.notes,
            "relation": comparison.outcome,
            "gate": comparison.gate,
            "difference": comparison.difference,
            "explanation": comparison.explanation,
            "policy": comparison.policy,
        }
        return Response(self.get_serializer(content).data)
