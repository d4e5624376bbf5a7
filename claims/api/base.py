"""What the endpoints share: strict parameters, headers, look-ups."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.cache import patch_vary_headers
from django_filters import MultipleChoiceFilter
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.versioning import NamespaceVersioning

from claims import selectors
from claims.api.preconditions import check_version, etag
from claims.api.serializers.claims import ClaimDetailSerializer, ClaimSerializer
from claims.errors import NotAllowedError
from claims.models import Claim
from claims.permissions import keeps_running, require
from claims.services import away
from claims.vocabulary import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from claims.api.fields import StrictSerializer

Row = TypeVar("Row", bound=Model)
REVIEWERS: Mapping[str, Role] = {"POST": Role.REVIEWER, "PATCH": Role.REVIEWER}
EDITORS: Mapping[str, Role] = {"POST": Role.EDITOR}
#: What a multipart body may have around its file.
ENVELOPE = 100_000
PAGING = frozenset({"page", "page_size"})


class Version1(NamespaceVersioning):
    """The one version there is; named here so that the description is complete."""

    default_version = "v1"


class Endpoint(GenericAPIView[Any]):
    """A resource; a query parameter unknown to it, or empty, is refused by name."""

    metadata_class = None
    http_method_names = ["get", "head", "post", "put", "patch", "delete"]
    versioning_class = Version1
    parameters: frozenset[str] = frozenset()
    #: The least role a method asks for, known before its body is read.
    needs: Mapping[str, Role] = {}
    #: Methods for whoever keeps the site running: editors and operators.
    keepers: frozenset[str] = frozenset()
    #: Statuses a method may answer with beside those its address tells by itself.
    refuses: Mapping[str, Collection[int]] = {}

    @property
    def person(self) -> User:
        return self.request.user  # type: ignore[return-value]  # permission classes let nobody else in

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        known = self.known_parameters(request)
        refuse_unknown(request, known, self.repeatable())
        refuse_empty(request)

    def check_permissions(self, request: Request) -> None:
        super().check_permissions(request)
        if role := self.needs.get(request.method or ""):
            require(self.person, role)
        if request.method in self.keepers and not keeps_running(self.person):
            raise NotAllowedError("This is for editors and operators.")

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Any:
        made = super().finalize_response(request, response, *args, **kwargs)
        made.headers.setdefault("Cache-Control", "no-store")
        patch_vary_headers(made, ["Authorization", "Cookie"])
        return made

    def known_parameters(self, request: Request) -> frozenset[str]:
        return self.parameters

    def repeatable(self) -> Collection[str]:
        """Parameters that may be given several times: any of their values will do."""
        return ()

    def read(self, serializer_class: type[StrictSerializer]) -> dict[str, Any]:
        """The body, checked; raises ValidationError."""
        if not isinstance(self.request.data, dict):
            raise ValidationError("Send a JSON object.")
        serializer = serializer_class(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        checked: dict[str, Any] = serializer.validated_data
        return checked

    def find(self, rows: QuerySet[Row], **lookup: Any) -> Row:
        """The row; 410 where it belongs to what lies in the trash."""
        if (found := away.look_up(rows, **lookup)) is None:
            raise Http404
        return found

    def find_claim(self) -> Claim:
        claim = selectors.claim_shown(self.kwargs["pk"])
        if claim is None:
            return self.find(Claim.objects.only("pk"), pk=self.kwargs["pk"])
        return claim


class ListEndpoint(ListModelMixin, Endpoint):
    """A resource whose GET is a page of rows."""

    filterset_class: Any = None

    def known_parameters(self, request: Request) -> frozenset[str]:
        if request.method not in {"GET", "HEAD"}:
            return self.parameters
        filters = self.filterset_class.base_filters if self.filterset_class else ()
        return self.parameters | PAGING | frozenset(filters)

    def repeatable(self) -> Collection[str]:
        return repeatable_of(self.filterset_class) if self.filterset_class else ()

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class ClaimEndpoint(Endpoint):
    """One claim that is changed: read at the version the caller has seen."""

    def claim_to_change(self, body: dict[str, Any]) -> Claim:
        claim = self.find_claim()
        check_version(self.request, claim, body.get("version"))
        return claim

    def row_response(self, claim: Claim) -> Response:
        """The claim as lists give it."""
        return self._claim_told(selectors.claim_shown(claim.pk), ClaimSerializer)

    def claim_response(self, claim: Claim, *, status: int = 200) -> Response:
        fresh = selectors.claim_in_full(claim.pk)
        return self._claim_told(fresh, ClaimDetailSerializer, status=status)

    def _claim_told(
        self,
        fresh: Claim | None,
        serializer: type[ClaimSerializer],
        *,
        status: int = 200,
    ) -> Response:
        if fresh is None:  # thrown away meanwhile
            raise Http404
        content = serializer(fresh, context=self.get_serializer_context())
        return Response(content.data, status=status, headers={"ETag": etag(fresh)})


def repeatable_of(filterset: Any) -> set[str]:
    """Those of its parameters of which any of several values will do."""
    return {
        name
        for name, one in filterset.base_filters.items()
        if isinstance(one, MultipleChoiceFilter)
    }


def refuse_unknown(
    request: Request, known: Collection[str], repeatable: Collection[str] = ()
) -> None:
    """Raise ValidationError naming query parameters not known, or given once too often.

    Of `?ordering=a&ordering=b` only one would count, and nobody could say which.
    """
    given = request.query_params
    wrong = dict.fromkeys(set(given) - set(known), "Unknown parameter.")
    for name in set(given) & set(known) - set(repeatable):
        if len(given.getlist(name)) > 1:
            wrong[name] = "Give this parameter once."
    if wrong:
        raise ValidationError(
            {ascii(name)[1:-1][:60]: [wrong[name]] for name in sorted(wrong)}
        )


def refuse_empty(request: Request) -> None:
    """Raise ValidationError naming query parameters given without a value.

    They would narrow nothing: a script with an empty variable would get all there is.
    """
    wrong = [
        name
        for name, values in request.query_params.lists()
        if not all(value.strip() for value in values)
    ]
    if wrong:
        told = ["Give it a value, or leave it out."]
        raise ValidationError(dict.fromkeys(sorted(wrong), told))
