"""The OpenAPI description, and a page to read and try it that needs no other host."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from typing import Any

from django.template.loader import get_template
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import refuse_unknown

_STYLE = re.compile("<style>(.*?)</style>", re.S)


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
        allowed = {"style-src": list(_style_hashes(self.template_name))}
        response._csp_update = allowed  # type: ignore[attr-defined]  # django-csp reads it
        return response


@lru_cache
def _style_hashes(template_name: str) -> tuple[str, ...]:
    """The page's own inline style, by its digest: nothing else inline is let in."""
    source: str = get_template(template_name).template.source  # type: ignore[attr-defined]
    digests = (hashlib.sha256(one.encode()).digest() for one in _STYLE.findall(source))
    return tuple(f"'sha256-{base64.b64encode(one).decode()}'" for one in digests)
