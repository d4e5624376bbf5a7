"""Where an article is cut into claims: steps by hand, each undoable."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims import selectors
from claims.api.base import REVIEWERS, Endpoint, ListEndpoint
from claims.api.serializers.cuts import CutBody, CutSerializer, UndoBody
from claims.models import Article, Cut
from claims.services import cutorders, undoing
from claims.services.stretches import Stretch


class ArticleCuts(ListEndpoint):
    needs = REVIEWERS
    refuses = {"POST": {409}}
    serializer_class = CutSerializer
    queryset = Cut.objects.none()

    def get_queryset(self) -> Any:
        article = self.find(Article.objects.only("pk"), pk=self.kwargs["pk"])
        return selectors.cuts_of(article)

    def paginate_queryset(self, queryset: Any) -> Any:
        page = super().paginate_queryset(queryset)
        return page and selectors.cuts_told(page, self.person)

    @extend_schema(
        summary="What people did to an article's cut into claims, newest first",
        operation_id="articles_cuts_list",
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Add, cut anew, split, merge, set aside or take up again",
        description=(
            "`add` takes a stretch of the text, by `start` and `end` or by its words; "
            "`respan` a `claim` and a stretch; `split` a `claim`; `merge` a `claim` and "
            "the `other` that goes into it; `dismiss` a `claim` or a stretch, with a "
            "`code`; `restore` a `claim`."
        ),
        operation_id="articles_cuts_create",
        request=CutBody,
        responses={201: CutSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(CutBody)
        article = self.find(Article.objects.only("pk"), pk=pk)
        at = {
            name: body.pop(name)
            for name in ("start", "end", "quote", "occurrence")
            if name in body
        }
        order = cutorders.CutOrder(at=Stretch(**at), **body)
        cut = cutorders.carry_out(article, order, actor=self.person)
        return Response(self.get_serializer(cut).data, status=201)


class UndoCut(Endpoint):
    needs = REVIEWERS
    refuses = {"POST": {409}}
    serializer_class = CutSerializer

    @extend_schema(
        summary="Take one step back, if nothing rests on it yet",
        request=UndoBody,
        responses=CutSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        self.read(UndoBody)
        cut = self.find(Cut.objects.select_related("article", "actor"), pk=pk)
        undone = selectors.cuts_told(
            [undoing.undo(cut, actor=self.person)], self.person
        )
        return Response(self.get_serializer(undone[0]).data)
