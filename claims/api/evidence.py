from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from claims import conf, selectors
from claims.api.base import (
    EDITORS,
    ENVELOPE,
    REVIEWERS,
    ClaimEndpoint,
    Endpoint,
    ListEndpoint,
)
from claims.api.fields import StrictSerializer
from claims.api.filters import ClaimEvidenceFilter, EvidenceFilter
from claims.api.parsers import BoundedJSONParser
from claims.api.preconditions import etag, evidence_version
from claims.api.serializers.attachments import AttachmentSerializer, RecheckSerializer
from claims.api.serializers.bodies import (
    ArchiveBody,
    ConfidentialityBody,
    EvidenceBody,
    EvidenceUploadBody,
    JudgementBody,
    PassageBody,
    StanceBody,
)
from claims.api.serializers.evidence import (
    ConfidentialitySerializer,
    EvidenceAttachedSerializer,
    EvidenceSerializer,
    JudgementSerializer,
    SnapshotSerializer,
)
from claims.errors import TooLargeError
from claims.models import (
    Attachment,
    Confidentiality,
    Evidence,
    Recheck,
    Source,
    SourceJudgement,
)
from claims.services import (
    archiving,
    attaching,
    confidential,
    judging,
    rechecking,
    shown,
)
from claims.services import evidence as service


def _rows() -> Any:
    rows = Evidence.objects.select_related(
        "source__snapshot", "source__archive_copy", "added_by", "calculation"
    )
    return rows.defer(*selectors.UNREAD)


@extend_schema(summary="Evidence of all claims")
class AllEvidence(ListEndpoint):
    serializer_class = EvidenceSerializer
    filterset_class = EvidenceFilter
    queryset = Evidence.objects.none()

    def get_queryset(self) -> Any:
        rows = _rows().filter(claim__in_trash=False).order_by("id")
        return selectors.evidence_for(self.person, rows)


class ClaimEvidence(ListEndpoint, ClaimEndpoint):
    needs = REVIEWERS
    parser_classes = [BoundedJSONParser, MultiPartParser]
    serializer_class = EvidenceSerializer
    filterset_class = ClaimEvidenceFilter
    queryset = Evidence.objects.none()

    def get_queryset(self) -> Any:
        rows = selectors.evidence_of(self.find_claim())
        return selectors.evidence_for(self.person, rows)

    @extend_schema(
        summary="A claim's evidence, surest passages first",
        operation_id="claims_evidence_list",
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Attach a passage you found, or a document to choose one from",
        description=(
            "With `quote` the passage is kept and the number in it read and compared: 201,"
            " or 200 with `duplicate` when the same passage of the same address is there."
            " With `url` alone, or a file sent as multipart/form-data: 202 with an"
            " attachment, which a worker reads and which then offers its passages."
        ),
        request={
            "application/json": EvidenceBody,
            "multipart/form-data": EvidenceUploadBody,
        },
        responses={
            200: EvidenceAttachedSerializer,
            201: EvidenceAttachedSerializer,
            202: AttachmentSerializer,
        },
    )
    def post(self, request: Request, pk: int) -> Response:
        if request.content_type.startswith("multipart/"):
            return self._upload()
        body = self.read(EvidenceBody)
        claim = self.claim_to_change(body)
        body.pop("version", None)
        if "quote" not in body:
            data = attaching.AttachmentData(**body)
            return self._accepted(attaching.submit(claim, data, actor=self.person))
        kept, created = service.attach(
            claim, service.EvidenceData(**body), actor=self.person
        )
        return attached(self, kept, new=created)

    def _upload(self) -> Response:
        limit = conf.LIMITS.file_bytes
        if int(self.request.META.get("CONTENT_LENGTH") or 0) > limit + ENVELOPE:
            raise TooLargeError(f"A file has at most {limit:,} bytes.", field="file")
        body = self.read(EvidenceUploadBody)
        claim = self.claim_to_change(body)
        file = body.pop("file")
        data = attaching.AttachmentData(
            content=file.read(limit + 1),
            filename=file.name,
            media_type=file.content_type or "",
            **body,
        )
        return self._accepted(attaching.submit(claim, data, actor=self.person))

    def _accepted(self, made: Attachment) -> Response:
        content = AttachmentSerializer(made, context=self.get_serializer_context())
        return Response(
            content.data,
            status=202,
            headers={"Location": content.data["links"]["self"]},
        )


def attached(endpoint: Endpoint, kept: Evidence, *, new: bool) -> Response:
    """Evidence that was made just now, or was there already."""
    shown = _rows().get(pk=kept.pk)
    shown.duplicate = not new
    content = EvidenceAttachedSerializer(
        shown, context=endpoint.get_serializer_context()
    )
    return Response(
        content.data,
        status=201 if new else 200,
        headers={"Location": content.data["links"]["self"]},
    )


class OneEvidence(Endpoint):
    needs = REVIEWERS
    refuses = {"PATCH": {409, 412}}
    serializer_class = EvidenceSerializer

    @extend_schema(summary="A piece of evidence")
    def get(self, request: Request, pk: int) -> Response:
        return self._told(pk)

    @extend_schema(
        summary="Say where a passage stands, beside the machine's suggestion"
    )
    @extend_schema(request=StanceBody, responses=EvidenceSerializer)
    def patch(self, request: Request, pk: int) -> Response:
        body = self.read(StanceBody)
        kept = _found(self, _rows())
        service.set_stance(
            kept,
            body.get("stance", kept.stance),
            actor=self.person,
            note=body.get("note"),
            version=evidence_version(request, kept, body.get("version")),
        )
        return self._told(pk)

    def _told(self, pk: int) -> Response:
        shown = _found(self, _rows())
        return Response(self.get_serializer(shown).data, headers={"ETag": etag(shown)})


class ArchiveEvidence(Endpoint):
    needs = EDITORS
    refuses = {"POST": {409}}
    serializer_class = EvidenceSerializer

    @extend_schema(
        summary="Have a copy of the source made in a web archive",
        description="What comes of it stands in `source.archive_copy`; nothing waits.",
        request=ArchiveBody,
        responses=EvidenceSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        self.read(ArchiveBody)
        archiving.ask_for_copy(_found(self, _rows()), actor=self.person)
        return Response(self.get_serializer(_rows().get(pk=pk)).data)


def _found(endpoint: Endpoint, rows: QuerySet[Evidence] | None = None) -> Evidence:
    rows = Evidence.objects.select_related("source") if rows is None else rows
    read = selectors.evidence_for(endpoint.person, rows)
    return endpoint.find(read, pk=endpoint.kwargs["pk"])


def _read(endpoint: Endpoint, rows: QuerySet[Evidence] | None = None) -> Source:
    """The source of a piece of evidence; one that is confidential is there for the desk."""
    found = _found(endpoint, rows).source
    if shown.hidden_from(endpoint.person, found):
        raise Http404
    return found


@extend_schema(summary="What the source said when we looked")
class EvidenceSnapshot(Endpoint):
    serializer_class = SnapshotSerializer

    def get(self, request: Request, pk: int) -> Response:
        rows = Evidence.objects.select_related("source__snapshot")
        found = _read(self, rows.defer("source__snapshot__content"))
        return Response(self.get_serializer(found).data)


class EvidenceRechecks(ListEndpoint):
    """Looks at a source since it was read."""

    needs = REVIEWERS
    serializer_class = RecheckSerializer
    queryset = Recheck.objects.none()

    def get_queryset(self) -> Any:
        return selectors.rechecks_of(_read(self))

    @extend_schema(summary="What a source said when it was looked at again")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Look at a source again: does it still have what was quoted?",
        request=StrictSerializer,
        responses={202: RecheckSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        self.read(StrictSerializer)
        made = rechecking.ask(_read(self), actor=self.person)
        return Response(self.get_serializer(made).data, status=202)


class EvidenceJudgements(ListEndpoint):
    """What people said of the kind of a source."""

    needs = REVIEWERS
    refuses = {"POST": {409}}
    serializer_class = JudgementSerializer
    queryset = SourceJudgement.objects.none()

    def get_queryset(self) -> Any:
        rows = SourceJudgement.objects.filter(source=_read(self))
        return rows.select_related("actor").order_by("id")

    @extend_schema(summary="What people said a source is, oldest first")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Say what kind of source it is, and whose interest it may serve",
        description="What is left out stays; an empty tier is what its place tells.",
        request=JudgementBody,
        responses={201: EvidenceSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(JudgementBody)
        judging.judge(_read(self), actor=self.person, **body)
        context = self.get_serializer_context()
        content = EvidenceSerializer(_rows().get(pk=pk), context=context)
        return Response(content.data, status=201)


class EvidenceConfidential(ListEndpoint):
    """Whether the source of evidence stays in the newsroom."""

    needs = REVIEWERS
    refuses = {"POST": {409}}
    serializer_class = ConfidentialitySerializer
    queryset = Confidentiality.objects.none()

    def get_queryset(self) -> Any:
        rows = Confidentiality.objects.filter(source__evidence=self.kwargs["pk"])
        told = selectors.marks_told(self.person, rows)
        return told.select_related("actor").order_by("id")

    @extend_schema(summary="When a source was kept confidential, and when not, and why")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        _found(self, Evidence.objects.only("pk"))
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Keep a source confidential, or (for editors) open it again",
        description="409 while readers see it on a published page.",
        request=ConfidentialityBody,
        responses={201: EvidenceSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(ConfidentialityBody)
        source = _found(self).source
        step = confidential.keep_back if body["kept"] else confidential.make_open
        step(source, reason=body["reason"], actor=self.person)
        context = self.get_serializer_context()
        content = EvidenceSerializer(_rows().get(pk=pk), context=context)
        return Response(content.data, status=201)


@extend_schema(
    summary="A document brought as evidence, with the passages to choose from"
)
class OneAttachment(Endpoint):
    serializer_class = AttachmentSerializer

    def get(self, request: Request, pk: int) -> Response:
        return Response(self.get_serializer(_attachment(self, pk)).data)


class ChoosePassage(Endpoint):
    needs = REVIEWERS
    refuses = {"POST": {409}}

    @extend_schema(
        summary="Make evidence of a passage of a document",
        description="A proposed one by its number, or words that stand in its text.",
        request=PassageBody,
        responses={200: EvidenceAttachedSerializer, 201: EvidenceAttachedSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(PassageBody)
        found = _attachment(self, pk)
        kept, created = attaching.choose(found, actor=self.person, **body)
        return attached(self, kept, new=created)


def _attachment(endpoint: Endpoint, pk: int) -> Attachment:
    rows = Attachment.objects.select_related("claim__article", "source__snapshot")
    found = endpoint.find(rows.defer("content", "source__snapshot__content"), pk=pk)
    if shown.hidden_from(endpoint.person, found.source):
        raise Http404
    return found
