from __future__ import annotations

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "Fact-check workbench"

    def ready(self) -> None:
        from claims import checks  # noqa: F401  importing registers them
