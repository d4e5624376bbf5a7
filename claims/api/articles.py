from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from claims import conf, selectors
from claims.api.base import ENVELOPE, REVIEWERS, Endpoint, ListEndpoint
from claims.api.filters import ArticleClaimFilter, ArticleFilter
from claims.api.parsers import BoundedJSONParser
from claims.api.serializers.arithmetic import ArithmeticSerializer
from claims.api.serializers.articles import (
    ArticleCreatedSerializer,
    ArticleDetailSerializer,
    ArticleSerializer,
    DismissedNumberSerializer,
    SubmissionSerializer,
)
from claims.api.serializers.bodies import ArticleBody, ArticleChangeBody, UploadBody
from claims.api.serializers.claims import ClaimSerializer
from claims.errors import TooLargeError
from claims.models import Article, Claim, DismissedNumber, Submission
from claims.services import arranging, ingest, tolerances
from claims.vocabulary import Origin, Role


class Articles(ListEndpoint):
    needs = REVIEWERS
    parser_classes = [BoundedJSONParser, MultiPartParser]
    serializer_class = ArticleSerializer
    filterset_class = ArticleFilter
    queryset = Article.objects.none()

    def get_queryset(self) -> Any:
        return selectors.article_list().select_related("created_by").order_by("-id")

    @extend_schema(
        summary="Articles, newest first",
        operation_id="articles_list",
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Hand in an article: a text, an address or a file",
        description=(
            "With `text`: stored at once, 201; the same text again is 200 with "
            "`duplicate` true. With `url` alone, or a file sent as multipart/form-data: "
            "202 with a submission, which a worker turns into an article."
        ),
        operation_id="articles_create",
        request={"application/json": ArticleBody, "multipart/form-data": UploadBody},
        responses={
            200: ArticleCreatedSerializer,
            201: ArticleCreatedSerializer,
            202: SubmissionSerializer,
        },
    )
    def post(self, request: Request) -> Response:
        if request.content_type.startswith("multipart/"):
            return self._upload()
        body = self.read(ArticleBody)
        if "text" in body:
            return self._store(body)
        if not body.get("url"):
            raise ValidationError("Send a text, an address or a file.")
        if alone := sorted(set(body) - {"url"}):
            raise ValidationError(
                {name: ["Only with a text; a page brings its own."] for name in alone}
            )
        return self._accepted(
            ingest.submit_url(body["url"], actor=self.person, origin=Origin.API)
        )

    def _store(self, body: dict[str, Any]) -> Response:
        article, created = ingest.add_article(
            ingest.ArticleData(**body), actor=self.person, origin=Origin.API
        )
        shown = self.get_queryset().defer(None).get(pk=article.pk)
        shown.duplicate = not created
        content = ArticleCreatedSerializer(shown, context=self.get_serializer_context())
        return Response(
            content.data,
            status=201 if created else 200,
            headers={"Location": content.data["links"]["self"]},
        )

    def _upload(self) -> Response:
        limit = conf.LIMITS.file_bytes
        if int(self.request.META.get("CONTENT_LENGTH") or 0) > limit + ENVELOPE:
            raise TooLargeError(f"A file has at most {limit:,} bytes.", field="file")
        body = self.read(UploadBody)
        file = body["file"]
        return self._accepted(
            ingest.submit_file(
                file.read(limit + 1),
                filename=file.name,
                media_type=file.content_type or "",
                actor=self.person,
                origin=Origin.API,
                embargoed=body.get("embargoed", False),
            )
        )

    def _accepted(self, submission: Submission) -> Response:
        content = SubmissionSerializer(
            submission, context=self.get_serializer_context()
        )
        return Response(
            content.data,
            status=202,
            headers={"Location": content.data["links"]["self"]},
        )


@extend_schema(summary="An article with its text, coverage and progress")
class OneArticle(Endpoint):
    needs = {"PATCH": Role.EDITOR}
    serializer_class = ArticleDetailSerializer

    def get(self, request: Request, pk: int) -> Response:
        rows = selectors.article_list().defer(None).select_related("created_by")
        return Response(self.get_serializer(self.find(rows, pk=pk)).data)

    @extend_schema(
        summary="Say how much depends on an article, and whether it stays in the house",
        request=ArticleChangeBody,
        responses=ArticleDetailSerializer,
    )
    def patch(self, request: Request, pk: int) -> Response:
        body = self.read(ArticleChangeBody)
        article = self.find(Article.objects.only("importance", "embargoed"), pk=pk)
        if "importance" in body:
            arranging.set_importance(article, body["importance"], actor=self.person)
        if "embargoed" in body:
            arranging.set_embargo(article, body["embargoed"], actor=self.person)
        return self.get(request, pk)


@extend_schema(summary="An article's claims, in the order of its text")
class ArticleClaims(ListEndpoint):
    serializer_class = ClaimSerializer
    filterset_class = ArticleClaimFilter
    queryset = Claim.objects.none()

    def get_queryset(self) -> Any:
        article = self.find(Article.objects.only("pk"), pk=self.kwargs["pk"])
        rows = selectors.claim_list().defer("contributions").filter(article=article)
        return rows.order_by("start", "id")


@extend_schema(summary="An article's numbers that were set aside, each with its reason")
class ArticleDismissed(ListEndpoint):
    serializer_class = DismissedNumberSerializer
    queryset = DismissedNumber.objects.none()

    def get_queryset(self) -> Any:
        article = self.find(Article.objects.only("pk"), pk=self.kwargs["pk"])
        return article.dismissed_numbers.filter(taken_up=False).order_by("start", "id")


@extend_schema(summary="An article's numbers against each other")
class ArticleArithmetic(Endpoint):
    serializer_class = ArithmeticSerializer

    def get(self, request: Request, pk: int) -> Response:
        article = self.find(Article.objects.defer("links", "locators"), pk=pk)
        rows = selectors.arithmetic_claims(article)
        found = selectors.arithmetic_of(article, rows, policy=tolerances.in_use())
        return Response(self.get_serializer(found).data)


@extend_schema(summary="A file or an address on its way to becoming an article")
class OneSubmission(Endpoint):
    serializer_class = SubmissionSerializer

    def get(self, request: Request, pk: int) -> Response:
        rows = Submission.objects.defer("content")
        return Response(self.get_serializer(self.find(rows, pk=pk)).data)
