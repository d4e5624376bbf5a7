from __future__ import annotations

from typing import Any

from django.core.management import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from claims.checks import HALFWAY, halfway


class Command(migrate.Command):
    """Django's own, which asks our check neither with --skip-checks nor when called."""

    def handle(self, *args: Any, **options: Any) -> None:
        if halfway(MigrationLoader(connections[options["database"]])):
            raise CommandError(f"{HALFWAY.msg}\n{HALFWAY.hint}")
        super().handle(*args, **options)
