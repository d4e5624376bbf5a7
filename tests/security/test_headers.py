"""What every answer carries, and what none may."""

from __future__ import annotations

import logging

import pytest
from django.test import Client

from tests.security.matrix import address, read_matrix, routes
from tests.security.world import objects, people

METHODS, PEOPLE, LINES = read_matrix()
PUBLIC = [
    "published/",
    "published/corrections/",
    "published/corrections.atom",
    "c/<int:pk>/",
    "c/<int:pk>/revisions/<int:number>/",
    "c/<int:pk>/claimreview.json",
    "c/<int:pk>/searches.json",
]
OPEN = [*PUBLIC, "health/live", "health/ready", "favicon.ico", "api/v1/schema/"]
POLICY = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "img-src": {"'self'", "data:"},
    "connect-src": {"'self'"},
    "form-action": {"'self'"},
    "base-uri": {"'none'"},
    "frame-ancestors": {"'none'"},
    "object-src": {"'none'"},
}

#: Readers who follow a link from a published page may be seen to come from us.
REFERRERS = {"same-origin", "strict-origin-when-cross-origin"}


@pytest.fixture
def newsroom(db):
    logging.disable(logging.CRITICAL)
    everybody = people()
    yield everybody, objects(everybody)
    logging.disable(logging.NOTSET)


def policy_of(response) -> dict[str, set[str]]:
    parts = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {words[0]: set(words[1:]) for words in parts if words}


def faults(response) -> list[str]:
    found = []
    policy = policy_of(response) if "Content-Security-Policy" in response else {}
    for directive, sources in POLICY.items():
        if policy.get(directive) != sources:
            found.append(f"{directive}: {policy.get(directive)}")
    # One page brings a style of its own, let in by its digest.
    styles = policy.get("style-src", {"nothing"})
    if not all(s == "'self'" or s.startswith("'sha256-") for s in styles):
        found.append(f"style-src: {styles}")
    for name, value in (
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ):
        if response.get(name) != value:
            found.append(f"{name}: {response.get(name)}")
    if response.get("Referrer-Policy") not in REFERRERS:
        found.append(f"Referrer-Policy: {response.get('Referrer-Policy')}")
    if "camera=()" not in response.get("Permissions-Policy", ""):
        found.append("Permissions-Policy")
    return found


@pytest.mark.parametrize("name", ["anonymous", "editor"])
def test_every_page_carries_the_headers(name, newsroom):
    everybody, made = newsroom
    wrong = {}
    for route in routes():
        client = everybody[name].client(with_key=route.startswith("api/"))
        response = client.get(address(route, LINES[route], made))
        if found := faults(response):
            wrong[route] = found
    assert wrong == {}


@pytest.mark.parametrize("name", ["stranger", "editor", "operator"])
def test_no_page_of_a_signed_in_person_is_kept_by_a_cache(name, newsroom):
    everybody, made = newsroom
    kept = []
    for route in routes():
        if route in OPEN:
            continue
        response = everybody[name].client().get(address(route, LINES[route], made))
        if "no-store" not in response.get("Cache-Control", ""):
            kept.append(f"{route}: {response.get('Cache-Control')}")
    assert kept == []


@pytest.mark.parametrize("route", OPEN)
def test_a_public_page_sets_no_cookie(route, newsroom):
    _, made = newsroom
    response = Client().get(address(route, LINES[route], made))
    assert not response.cookies
    assert "Set-Cookie" not in response


@pytest.mark.parametrize("route", PUBLIC)
def test_a_page_caches_may_keep_is_the_same_for_everybody(route, newsroom):
    everybody, made = newsroom
    page = address(route, LINES[route], made)
    first, second = (everybody[n].client().get(page) for n in ("anonymous", "editor"))
    assert first.content == second.content
    assert "edda" not in second.content.decode()
    assert not second.cookies


def test_cookies_are_out_of_reach_for_scripts(newsroom):
    client = Client()
    client.get("/sign-in/")
    form = {"username": "edda", "password": "correct horse battery"}
    response = client.post("/sign-in/", form)
    assert response.cookies["sessionid"]["httponly"]
    assert response.cookies["sessionid"]["samesite"] == "Lax"
    assert client.cookies["csrftoken"]["httponly"]


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "a b", "["]
)
def test_a_foreign_host_name_is_refused(host, newsroom):
    for page in ("/published/", "/sign-in/", "/api/v1/limits/", "/admin/login/"):
        assert Client(headers={"host": host}).get(page).status_code == 400


def test_forwarded_headers_are_not_believed(newsroom):
    client = Client(
        headers={"x-forwarded-host": "evil.example", "x-forwarded-proto": "https"}
    )
    response = client.get("/articles/")
    assert response.status_code == 302
    assert "evil.example" not in response["Location"]
    assert not response.wsgi_request.is_secure()


def test_an_error_page_carries_the_headers_too(newsroom):
    for page in ("/nothing/here/", "/c/99999999/", "/api/v1/nothing/"):
        response = Client().get(page)
        assert response.status_code == 404
        assert faults(response) == []
