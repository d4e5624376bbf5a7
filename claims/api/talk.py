"""Discussions of a claim.  What the caller may not read is not there."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims import selectors
from claims.api.base import REVIEWERS, ClaimEndpoint, Endpoint, ListEndpoint
from claims.api.serializers.talk import (
    CommentSerializer,
    KeptCommentSerializer,
    LastWordBody,
    SayBody,
    TalkBody,
    ThreadSerializer,
)
from claims.models import Comment, Thread
from claims.services import talking
from claims.services.talking import Said


def _answer(endpoint: Endpoint, said: Said, *, status: int = 201) -> Response:
    context = endpoint.get_serializer_context()
    return Response(
        KeptCommentSerializer(said.comment, context=context).data, status=status
    )


class ClaimThreads(ListEndpoint, ClaimEndpoint):
    needs = REVIEWERS
    serializer_class = ThreadSerializer
    queryset = Thread.objects.none()

    def get_queryset(self) -> Any:
        return selectors.threads_of(self.find_claim(), self.person)

    @extend_schema(
        summary="What is discussed about a claim",
        description=(
            "Where several people review a claim by themselves, what others said in that "
            "round is not there before your own review is in."
        ),
        operation_id="claims_threads_list",
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Open a discussion about a claim, its evidence or its reading",
        request=TalkBody,
        responses={201: KeptCommentSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(TalkBody)
        claim = self.claim_to_change({})
        return _answer(self, talking.begin(claim, actor=self.person, **body))


class ThreadEndpoint(Endpoint):
    needs = REVIEWERS
    refuses = {"POST": {409}}

    def find_thread(self) -> Thread:
        rows = selectors.threads_for(self.person).select_related("claim")
        return self.find(rows, pk=self.kwargs["pk"])


class OneThread(ThreadEndpoint):
    serializer_class = ThreadSerializer

    @extend_schema(summary="A discussion")
    def get(self, request: Request, pk: int) -> Response:
        return Response(self.get_serializer(self.find_thread()).data)

    @extend_schema(
        summary="Answer in a discussion",
        request=SayBody,
        responses={201: KeptCommentSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(SayBody)
        thread = self.find_thread()
        return _answer(self, talking.reply(thread, actor=self.person, **body))


class ResolveThread(ThreadEndpoint):
    @extend_schema(
        summary="Say that a discussion is settled",
        request=LastWordBody,
        responses={201: KeptCommentSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(LastWordBody)
        thread = self.find_thread()
        return _answer(self, talking.resolve(thread, actor=self.person, **body))


class ReopenThread(ThreadEndpoint):
    @extend_schema(
        summary="Take a settled discussion up again",
        request=LastWordBody,
        responses={201: KeptCommentSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(LastWordBody)
        thread = self.find_thread()
        return _answer(self, talking.reopen(thread, actor=self.person, **body))


class OneComment(Endpoint):
    needs = REVIEWERS
    refuses = {"PATCH": {409}}
    serializer_class = CommentSerializer

    def find_comment(self) -> Comment:
        rows = Comment.objects.select_related("author", "thread__claim")
        heard = selectors.comments_for(self.person, rows.prefetch_related("earlier"))
        return self.find(heard, pk=self.kwargs["pk"])

    @extend_schema(summary="A comment, with how it read before")
    def get(self, request: Request, pk: int) -> Response:
        return Response(self.get_serializer(self.find_comment()).data)

    @extend_schema(
        summary="Put your own comment differently, for a day",
        request=SayBody,
        responses=KeptCommentSerializer,
    )
    def patch(self, request: Request, pk: int) -> Response:
        body = self.read(SayBody)
        said = talking.edit(self.find_comment(), actor=self.person, **body)
        said.comment._prefetched_objects_cache = {}  # type: ignore[attr-defined]  # read anew
        return _answer(self, said, status=200)
