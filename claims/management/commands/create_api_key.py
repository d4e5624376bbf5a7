from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from claims import conf
from claims.errors import ClaimsError
from claims.models import ApiKey
from claims.services import keys


class Command(BaseCommand):
    help = "Make a key to the REST API for a person, list keys, or revoke one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", nargs="?", help="Whose key; all with --list")
        parser.add_argument("--name", default="", help="What the key is for")
        parser.add_argument("--days", type=int, help="Days until it expires")
        parser.add_argument("--list", action="store_true", help="List the keys")
        parser.add_argument("--revoke", metavar="PREFIX", help="Revoke the key")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["revoke"]:
                self._revoke(options["revoke"])
            elif options["list"]:
                self._list(options["user"])
            else:
                self._create(options)
        except ClaimsError as error:
            raise CommandError(error.message) from error

    def _create(self, options: dict[str, Any]) -> None:
        if not options["user"]:
            raise CommandError("Say whose key: manage.py create_api_key USER")
        key, secret = keys.create_key(
            _person(options["user"]), name=options["name"], days=options["days"]
        )
        until = f"until {key.expiry:%Y-%m-%d}" if key.expiry else "until it is revoked"
        self.stdout.write(f"Key for {key.user.get_username()}, valid {until}:\n")
        self.stdout.write(self.style.SUCCESS(f"    {secret}\n"))
        self.stdout.write(
            "It is shown this once; only its digest is kept. To use it:\n"
            f'    curl -H "Authorization: Bearer {secret}" '
            f"{conf.public_url('/api/v1/me/')}\n"
            f"To revoke it:\n"
            f"    manage.py create_api_key --revoke {key.token_key}"
        )

    def _list(self, username: str | None) -> None:
        found = ApiKey.objects.select_related("user").order_by(
            "user__username", "created"
        )
        if username:
            found = found.filter(user=_person(username))
        for key in found:
            until = f"{key.expiry:%Y-%m-%d}" if key.expiry else "-"
            self.stdout.write(
                f"{key.token_key}  {key.user.get_username()}  "
                f"made {key.created:%Y-%m-%d}  until {until}  {key.name}".rstrip()
            )
        if not found:
            self.stdout.write("There are no keys.")

    def _revoke(self, prefix: str) -> None:
        key = keys.revoke_key(prefix)
        self.stdout.write(f"Revoked {key.token_key} of {key.user.get_username()}.")


def _person(username: str) -> User:
    person = User.objects.filter(username=username).first()
    if person is None:
        raise CommandError(f"There is no account “{username}”.")
    return person
