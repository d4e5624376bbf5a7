from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("claims.web.urls")),
    path("api/v1/", include("claims.api.urls", namespace="v1")),
    path("admin/", admin.site.urls),
]
