from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.errors import ClaimsError
from claims.services import leaving


class Command(BaseCommand):
    help = (
        "Close somebody's account: free and hand over their claims, keep the history."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--to",
            action="append",
            default=[],
            metavar="USER",
            help="Who gets their claims; several share them. None: everybody.",
        )
        parser.add_argument(
            "--pseudonymise",
            action="store_true",
            help="Show a name that says nothing from now on.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = leaving.leave(
                leaving.account(options["username"]),
                actor=None,
                to=options["to"],
                pseudonymise=options["pseudonymise"],
            )
        except ClaimsError as error:
            raise CommandError(error.message) from error
        self.stdout.write(leaving.in_words(done))
