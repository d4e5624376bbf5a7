from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import is_valid_path
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView


@extend_schema(exclude=True)
class UnknownAddress(APIView):
    """Everything under the door that is no resource: a problem, not a page."""

    metadata_class = None
    authentication_classes = ()
    permission_classes = (AllowAny,)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise Http404

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        path: str = request.path_info
        if not path.endswith("/") and _is_resource(f"{path}/"):
            address = request.get_full_path(force_append_slash=True)
            return HttpResponsePermanentRedirect(address, preserve_request=True)
        return super().dispatch(request, *args, **kwargs)


def _is_resource(path: str) -> bool:
    match = is_valid_path(path)
    return match is not False and match.url_name != "unknown"
