from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from claims.services import shelving


class Command(BaseCommand):
    help = "Index the library's documents again, by the rules of this release."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{shelving.index_again()} documents indexed")
