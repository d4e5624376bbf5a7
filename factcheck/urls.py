from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    # First, as it is asked most: every address before it is tried in vain.
    path("api/v1/", include("claims.api.urls", namespace="v1")),
    path("", include("claims.web.urls")),
    path("admin/", admin.site.urls),
]
