"""The commands in docs/api.md, typed in from top to bottom, do what it says."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import httpx2
import pytest

from claims.models import Claim
from claims.services import keys, working
from claims.vocabulary import ClaimStatus
from tests.documents.books import by_openpyxl

PAGE = Path("docs/api.md").read_text()


def commands() -> list[str]:
    """Every `$ curl` of the page with the lines that continue it."""
    found: list[str] = []
    for line in PAGE.splitlines():
        if line.startswith("    $ "):
            found.append(line[6:])
        elif line.startswith("      ") and found and not complete(found[-1]):
            found[-1] = f"{found[-1].removesuffix(chr(92))} {line.strip()}"
    return [command for command in found if command.startswith("curl ")]


def complete(command: str) -> bool:
    return command.count("'") % 2 == 0 and not command.endswith("\\")


@pytest.mark.django_db(transaction=True, reset_sequences=True)
def test_the_examples_work(live_server, reviewer, editor, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("ferries.txt").write_text(
        "Ferries were cancelled because of the wind. About 40 lorries waited."
    )
    Path("losses.xlsx").write_bytes(by_openpyxl(_losses))
    words = {
        "$KEY": keys.create_key(reviewer)[1],
        "$EDITOR": keys.create_key(editor)[1],
        "$API": f"{live_server.url}/api/v1",
    }
    typed = commands()
    assert len(typed) > 15
    for command in typed:
        for name, value in words.items():
            command = command.replace(name, value)
        response = run(command)
        assert response.status_code < 300, (command, response.text)
        working.drain()
    assert Claim.objects.get(pk=1).status == ClaimStatus.PUBLISHED


def _losses(book) -> None:
    book.active.append(("Ferries cancelled", 2023))
    book.active.append(("Strait", 41))


def run(command: str) -> httpx2.Response:
    """What curl would do, for the options the page uses."""
    _, *arguments = shlex.split(command)
    asked: dict[str, Any] = {"headers": {}}
    method = "GET"
    while arguments:
        match arguments.pop(0):
            case "-H":
                name, _, value = arguments.pop(0).partition(": ")
                asked["headers"][name] = value
            case "-X":
                method = arguments.pop(0)
            case "-d":
                method, asked["content"] = "POST", arguments.pop(0).encode()
            case "-F":
                name, _, path = arguments.pop(0).partition("=@")
                method, asked["files"] = "POST", {name: (path, Path(path).read_bytes())}
            case address:
                asked["url"] = address
    return httpx2.request(method, **asked, timeout=30, trust_env=False)
