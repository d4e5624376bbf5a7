"""Calibration: articles and answers that measure reviewers, for editors."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from claims import conf, selectors
from claims.api.base import ClaimEndpoint, Endpoint
from claims.api.fields import StrictSerializer, TextField
from claims.models import Article, Claim, KnownAnswer
from claims.services import calibrating
from claims.services.figures import FIGURE_CHARS
from claims.vocabulary import Role

EDITORS = dict.fromkeys(("GET", "HEAD", "PUT", "DELETE"), Role.EDITOR)


class ScoreSerializer(serializers.Serializer[Any]):
    """`misread`: the known rating, with a number that cannot be the known one."""

    reviews = serializers.IntegerField()
    same_rating = serializers.IntegerField(source="rated_alike")
    other_rating = serializers.IntegerField()
    same_number = serializers.IntegerField(source="same")
    compatible_number = serializers.IntegerField(source="compatible")
    different_number = serializers.IntegerField(source="different")
    no_number = serializers.IntegerField(source="none")
    misread = serializers.IntegerField()


class KindScoreSerializer(serializers.Serializer[Any]):
    person = serializers.CharField(source="person.username")
    kind = serializers.CharField()
    score = ScoreSerializer()


class KnownAnswerSerializer(serializers.ModelSerializer[KnownAnswer]):
    rating = serializers.CharField(source="rating.slug")
    figure = serializers.CharField(source="surface")
    set_by = serializers.CharField(source="set_by.username")

    class Meta:
        model = KnownAnswer
        fields = ["claim", "rating", "figure", "note", "set_by", "set_at"]
        read_only_fields = fields


class CountedAnswerSerializer(KnownAnswerSerializer):
    reviewed = serializers.IntegerField()
    met = serializers.IntegerField()

    class Meta(KnownAnswerSerializer.Meta):
        fields = [*KnownAnswerSerializer.Meta.fields, "reviewed", "met"]
        read_only_fields = fields


class CalibrationArticleSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    title = serializers.CharField()
    claims = serializers.IntegerField(source="claim_count")
    answered = serializers.IntegerField()


class CalibrationSerializer(serializers.Serializer[Any]):
    """`every`: one in so many claims a reviewer is served; 0 is none."""

    every = serializers.IntegerField()
    articles = CalibrationArticleSerializer(many=True)
    answers = CountedAnswerSerializer(many=True)
    scores = KindScoreSerializer(many=True)


class MarkSerializer(serializers.Serializer[Any]):
    calibration = serializers.BooleanField()


class NothingBody(StrictSerializer):
    """Nothing has to be said."""


class KnownAnswerBody(StrictSerializer):
    rating = TextField(max_length=50, help_text="A rating of the scale, by its slug.")
    figure = TextField(
        required=False,
        allow_blank=True,
        max_length=FIGURE_CHARS,
        help_text="The number found, as a review says it; empty asks for the rating alone.",
    )
    note = TextField(
        required=False, allow_blank=True, max_length=calibrating.NOTE_CHARS
    )


class Calibration(Endpoint):
    needs = {"GET": Role.EDITOR, "HEAD": Role.EDITOR}
    serializer_class = CalibrationSerializer

    @extend_schema(summary="Known answers, and what reviews came to")
    def get(self, request: Request) -> Response:
        found = {
            "every": conf.calibration_every(),
            "articles": selectors.calibration_articles(),
            "answers": selectors.known_answers(),
            "scores": selectors.calibration_scores(),
        }
        return Response(self.get_serializer(found).data)


class OwnCalibration(Endpoint):
    needs = {"GET": Role.REVIEWER, "HEAD": Role.REVIEWER}
    serializer_class = ScoreSerializer

    @extend_schema(
        summary="Your own totals up to yesterday, never of which claims",
        operation_id="calibration_mine",
    )
    def get(self, request: Request) -> Response:
        return Response(
            self.get_serializer(selectors.own_calibration(self.person)).data
        )


class ArticleCalibration(Endpoint):
    needs = EDITORS
    refuses = {"PUT": {409}, "DELETE": {409}}
    serializer_class = MarkSerializer

    @extend_schema(summary="Whether an article is for calibration")
    def get(self, request: Request, pk: int) -> Response:
        return self._told(self._article(pk))

    @extend_schema(
        summary="Give an article over to calibration",
        description="Refused once a claim of it was reviewed. Reviewers are not told.",
        request=NothingBody,
        responses=MarkSerializer,
    )
    def put(self, request: Request, pk: int) -> Response:
        self.read(NothingBody)
        return self._told(calibrating.mark(self._article(pk), actor=self.person))

    @extend_schema(
        summary="Make an article ordinary work again",
        description="Refused while a claim of it has a known answer or a review.",
        responses=MarkSerializer,
    )
    def delete(self, request: Request, pk: int) -> Response:
        return self._told(calibrating.unmark(self._article(pk), actor=self.person))

    def _article(self, pk: int) -> Article:
        return self.find(Article.objects.only("calibration"), pk=pk)

    def _told(self, article: Article) -> Response:
        return Response({"calibration": article.calibration})


class ClaimKnownAnswer(ClaimEndpoint):
    needs = EDITORS
    refuses = {"PUT": {409}, "DELETE": {409}}
    serializer_class = KnownAnswerSerializer

    @extend_schema(summary="The known answer of a claim")
    def get(self, request: Request, pk: int) -> Response:
        known = selectors.known_answer_of(self.find_claim())
        if known is None:
            raise NotFound("This claim has no known answer.")
        return self._told(known)

    @extend_schema(
        summary="Set the known answer of a claim",
        description="Reviews of it that are in are compared anew.",
        request=KnownAnswerBody,
        responses=KnownAnswerSerializer,
    )
    def put(self, request: Request, pk: int) -> Response:
        body = self.read(KnownAnswerBody)
        claim: Claim = self.find_claim()
        return self._told(calibrating.answer(claim, actor=self.person, **body))

    @extend_schema(summary="Take a known answer back", responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        calibrating.withdraw(self.find_claim(), actor=self.person)
        return Response(status=204)

    def _told(self, known: KnownAnswer) -> Response:
        return Response(self.get_serializer(known).data)
