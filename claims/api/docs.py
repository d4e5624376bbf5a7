"""The OpenAPI description, and a page to read and try it that needs no other host."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import refuse_unknown


@extend_schema(exclude=True)
class SchemaDocument(SpectacularAPIView):
    """JSON when asked for, YAML otherwise; the same for everybody, without a key."""

    api_version = "v1"
    authentication_classes = ()
    metadata_class = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        refuse_unknown(request, {"format"})


@extend_schema(exclude=True)
class Docs(SpectacularSwaggerSplitView):
    template_name = "api_docs.html"
    url_name = "v1:schema"
    metadata_class = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        refuse_unknown(request, {"script"})

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response: Response = super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        return response
