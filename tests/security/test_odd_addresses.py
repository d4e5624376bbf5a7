"""Whatever stands where a key belongs, no address answers with a server error."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from urllib.parse import quote

import pytest

from tests.security.matrix import PLACE, Line, address, routes
from tests.security.world import people

ODD = ["9" * 40, "9223372036854775807", "9223372036854775808", "0", "-1", "1.0"]
ODD += ["x", "٣", "%", "../1", "1/../../etc/passwd", "1\x00", "’ OR 1=1 --", "a" * 3000]


@pytest.fixture
def everybody(db):
    logging.disable(logging.CRITICAL)
    yield people()
    logging.disable(logging.NOTSET)


def asker(everybody, route: str):
    """Whoever gets furthest: operators see all of the admin, editors all the rest."""
    name = "operator" if route.startswith("admin/") else "editor"
    return everybody[name].client(with_key=route.startswith("api/"))


def test_no_key_breaks_an_address(everybody):
    broken = []
    for route in filter(PLACE.search, routes()):
        client = asker(everybody, route)
        for key in ODD:
            made = SimpleNamespace(row=quote(key, safe=""))
            url = address(route, Line([], "row"), made)
            for method in ("get", "post"):
                status = getattr(client, method)(url).status_code
                if status >= 500:
                    broken.append(f"{method} /{route} with {key[:30]!r}: {status}")
    assert not broken, "\n".join(broken)


def test_no_query_breaks_a_list(everybody):
    broken = []
    for route in routes():
        if PLACE.search(route) or route.endswith(("add/", "new/")):
            continue
        client = asker(everybody, route)
        for parameter in ("q", "page", "p", "status", "claim", "o"):
            for value in ("\x00", "9" * 40, "-1", "٣"):
                status = client.get(f"/{route}", {parameter: value}).status_code
                if status >= 500:
                    broken.append(f"/{route}?{parameter}={value[:30]!r}: {status}")
    assert not broken, "\n".join(broken)
