from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims import selectors
from claims.api.base import EDITORS, REVIEWERS, ClaimEndpoint, Endpoint, ListEndpoint
from claims.api.filters import ClaimEvidenceFilter, EvidenceFilter
from claims.api.serializers.bodies import ArchiveBody, EvidenceBody, StanceBody
from claims.api.serializers.evidence import (
    EvidenceAttachedSerializer,
    EvidenceSerializer,
    SnapshotSerializer,
)
from claims.models import Evidence, Source
from claims.services import archiving
from claims.services import evidence as service


def _rows() -> Any:
    rows = Evidence.objects.select_related(
        "source__snapshot", "source__archive_copy", "added_by", "calculation"
    )
    return rows.defer("source__snapshot__content", "source__snapshot__text")


@extend_schema(summary="Evidence of all claims")
class AllEvidence(ListEndpoint):
    serializer_class = EvidenceSerializer
    filterset_class = EvidenceFilter
    queryset = Evidence.objects.none()

    def get_queryset(self) -> Any:
        return _rows().order_by("id")


class ClaimEvidence(ListEndpoint, ClaimEndpoint):
    needs = REVIEWERS
    serializer_class = EvidenceSerializer
    filterset_class = ClaimEvidenceFilter
    queryset = Evidence.objects.none()

    def get_queryset(self) -> Any:
        return selectors.evidence_of(self.find_claim())

    @extend_schema(
        summary="A claim's evidence, surest passages first",
        operation_id="claims_evidence_list",
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Attach a passage you found; the number in it is read and compared",
        description="The same passage of the same address again is 200, `duplicate` true.",
        request=EvidenceBody,
        responses={200: EvidenceAttachedSerializer, 201: EvidenceAttachedSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(EvidenceBody)
        claim = self.claim_to_change(body)
        body.pop("version", None)
        kept, created = service.attach(
            claim, service.EvidenceData(**body), actor=self.person
        )
        shown = _rows().get(pk=kept.pk)
        shown.duplicate = not created
        content = EvidenceAttachedSerializer(
            shown, context=self.get_serializer_context()
        )
        return Response(
            content.data,
            status=201 if created else 200,
            headers={"Location": content.data["links"]["self"]},
        )


class OneEvidence(Endpoint):
    needs = REVIEWERS
    serializer_class = EvidenceSerializer

    @extend_schema(summary="A piece of evidence")
    def get(self, request: Request, pk: int) -> Response:
        return Response(self.get_serializer(self.find(_rows(), pk=pk)).data)

    @extend_schema(
        summary="Say where a passage stands, beside the machine's suggestion"
    )
    @extend_schema(request=StanceBody, responses=EvidenceSerializer)
    def patch(self, request: Request, pk: int) -> Response:
        body = self.read(StanceBody)
        kept = self.find(_rows(), pk=pk)
        service.set_stance(
            kept,
            body.get("stance", kept.stance),
            actor=self.person,
            note=body.get("note"),
        )
        return Response(self.get_serializer(_rows().get(pk=pk)).data)


class ArchiveEvidence(Endpoint):
    needs = EDITORS
    serializer_class = EvidenceSerializer

    @extend_schema(
        summary="Have a copy of the source made in a web archive",
        description="What comes of it stands in `source.archive_copy`; nothing waits.",
        request=ArchiveBody,
        responses=EvidenceSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        self.read(ArchiveBody)
        archiving.ask_for_copy(self.find(_rows(), pk=pk), actor=self.person)
        return Response(self.get_serializer(_rows().get(pk=pk)).data)


@extend_schema(summary="What the source said when we looked")
class EvidenceSnapshot(Endpoint):
    serializer_class = SnapshotSerializer

    def get(self, request: Request, pk: int) -> Response:
        sources = Source.objects.select_related("snapshot").defer("snapshot__content")
        return Response(self.get_serializer(self.find(sources, evidence=pk)).data)
