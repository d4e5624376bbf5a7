from __future__ import annotations

import logging
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client

from claims.models import ApiKey
from tests.conftest import PASSWORD, person

PAGES = ["/sign-in/", "/admin/login/"]


@pytest.fixture(autouse=True)
def _quiet():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def attempt(page, username, password, *, ip="192.0.2.1", **more):
    form = {"username": username, "password": password} | more
    client = Client(REMOTE_ADDR=ip)
    response = client.post(page, form)
    return response, "sessionid" in client.cookies


@pytest.fixture
def edda(db):
    return person("edda", "editor", is_staff=True)


@pytest.mark.parametrize("page", PAGES)
def test_guessing_locks_the_guesser_out_and_nobody_else(page, edda, settings):
    person("olga", is_staff=True)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        _, inside = attempt(page, "edda", "guess")
        assert not inside
    response, inside = attempt(page, "edda", PASSWORD)
    assert response.status_code == 429
    assert not inside
    assert attempt(page, "edda", PASSWORD, ip="192.0.2.99")[1]  # edda, at her desk
    assert attempt(page, "olga", PASSWORD)[1]  # a colleague behind the same address


def test_a_lock_out_at_one_door_holds_at_the_other(edda, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        attempt("/sign-in/", "edda", "guess")
    assert not attempt("/admin/login/", "edda", PASSWORD)[1]


@pytest.mark.parametrize("page", PAGES)
def test_who_has_an_account_cannot_be_told_from_the_answer(page, edda):
    User.objects.create_user("gone", password=PASSWORD, is_active=False)
    pages = []
    for username in ("edda", "nobody-of-that-name", "gone"):
        response, inside = attempt(page, username, "wrong")
        assert not inside
        body = response.content.decode().replace(username, "NAME")
        pages.append((response.status_code, _without_tokens(body)))
    assert pages[0] == pages[1] == pages[2]


def _without_tokens(page: str) -> str:
    start = page.find('name="csrfmiddlewaretoken"')
    return page[:start] + page[page.find(">", start) :]


def test_somebody_who_left_does_not_get_in(edda):
    session, (_, key) = Client(), ApiKey.objects.create(user=edda)
    session.force_login(edda)
    with_key = Client(headers={"authorization": f"Bearer {key}"})
    assert session.get("/articles/").status_code == 200
    assert with_key.get("/api/v1/me/").status_code == 200
    User.objects.filter(pk=edda.pk).update(is_active=False)
    assert session.get("/articles/").status_code == 302
    assert session.get("/admin/").status_code == 302
    assert with_key.get("/api/v1/me/").status_code == 401
    assert not attempt("/sign-in/", "edda", PASSWORD)[1]


def test_the_session_changes_its_name_at_sign_in(edda):
    client = Client()
    client.cookies["sessionid"] = "a" * 32  # planted by somebody
    client.post("/sign-in/", {"username": "edda", "password": PASSWORD})
    assert client.cookies["sessionid"].value != "a" * 32
    assert client.get("/articles/").status_code == 200


def test_a_new_password_ends_the_sessions_opened_with_the_old_one(edda):
    client = Client()
    client.post("/sign-in/", {"username": "edda", "password": PASSWORD})
    edda.set_password("another fine password")
    edda.save()
    assert client.get("/articles/").status_code == 302


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("edda\x00", PASSWORD),
        ("edda", "\x00"),
        ("edda", "x" * 1_000_000),
        ("x" * 10_000, "x"),
        ("ｅｄｄａ!", PASSWORD),
        (" ", " "),
        ("", ""),
    ],
)
@pytest.mark.parametrize("page", PAGES)
def test_odd_names_and_passwords_are_refused_calmly(page, username, password, edda):
    response, inside = attempt(page, username, password)
    assert response.status_code == 200
    assert not inside


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "https:///evil.example",
        "https://evil.example/articles/",
        "http://testserver@evil.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "\t//evil.example",
        "%0d%0aLocation: https://evil.example",
        " https://evil.example",
        "/\t/evil.example",
    ],
)
def test_signing_in_never_leads_out_of_the_house(target, page, edda):
    response, inside = attempt(page, "edda", PASSWORD, next=target)
    assert inside
    assert response.status_code == 302
    place = response["Location"]
    assert urlsplit(urljoin(f"http://testserver{page}", place)).netloc == "testserver"
    assert not place.startswith(("//", "/\\", "/\t", "\\"))
    asked = Client().get(page, {"next": target}).content.decode()
    assert f'href="{target}"' not in asked


def test_signing_in_leads_back_to_the_page_that_was_asked_for(edda):
    asked = Client().get("/claims/?status=ready")
    assert asked["Location"] == "/sign-in/?next=/claims/%3Fstatus%3Dready"
    response, _ = attempt("/sign-in/", "edda", PASSWORD, next="/claims/?status=ready")
    assert response["Location"] == "/claims/?status=ready"
