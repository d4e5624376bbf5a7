"""Who reaches which page: a table."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.views.defaults import permission_denied

from claims.services import ingest, library, publishing
from claims.vocabulary import Origin
from tests.conftest import person
from tests.factories import make_claim, make_evidence, make_review, make_verdict
from tests.web.conftest import signed_in
from tests.web.pages import document, text

READ = [
    "/",
    "/articles/",
    "/articles/{article}/",
    "/articles/{article}/live/",
    "/articles/incoming/{submission}/",
    "/queue/review/",
    "/queue/sign-off/",
    "/queue/publish/",
    "/claims/",
    "/claims/{claim}/",
    "/claims/{claim}/live/",
    "/evidence/{evidence}/snapshot/",
    "/library/",
    "/library/{document}/",
    "/jobs/",
]
REVIEWERS = ["/articles/new/", "/library/new/"]
PUBLIC = ["/published/", "/c/{published}/", "/c/{published}/claimreview.json"]
OPEN = [*PUBLIC, "/sign-in/", "/health/live", "/favicon.ico"]
VERBS = [
    "take",
    "release",
    "renew",
    "sources",
    "evidence",
    "review",
    "decide",
    "publish",
    "reopen",
    "correct",
    "retract",
    "dismiss",
    "restore",
]


@pytest.fixture
def ids(reviewer, editor) -> dict[str, int]:
    claim = make_claim()
    published = make_claim()
    make_verdict(published, author=reviewer, editor=editor)
    publishing.publish(published, actor=editor)
    submission = ingest.submit_url(
        "https://news.example/story", actor=reviewer, origin=Origin.URL
    )
    document, _ = library.add_reference(
        library.ReferenceData(text="The register counts 12 boats.", title="Register"),
        actor=reviewer,
    )
    return {
        "article": claim.article_id,
        "submission": submission.pk,
        "claim": claim.pk,
        "evidence": make_evidence(claim, actor=reviewer).pk,
        "document": document.pk,
        "published": published.pk,
    }


@pytest.mark.parametrize("path", READ)
def test_anyone_signed_in_may_read(
    path, ids, as_reviewer, as_editor, as_stranger, anonymous
):
    address = path.format(**ids)
    for client in (as_reviewer, as_editor, as_stranger):
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200


@pytest.mark.parametrize("path", READ[1:])
def test_a_stranger_to_the_site_is_asked_to_sign_in_and_comes_back(
    path, ids, anonymous
):
    address = path.format(**ids)
    answer = anonymous.get(address)
    assert answer.status_code == 302
    assert answer.url == f"/sign-in/?next={address}"


@pytest.mark.parametrize("path", REVIEWERS)
def test_handing_in_needs_the_role_and_says_so(
    path, as_stranger, as_reviewer, as_editor
):
    assert as_reviewer.get(path).status_code == 200
    assert as_editor.get(path).status_code == 200
    refused = as_stranger.get(path)
    assert refused.status_code == 403
    assert "This needs the role of reviewer." in refused.content.decode()
    assert as_stranger.post(path, {"text": "At least 40 boats."}).status_code == 403


@pytest.mark.parametrize("path", OPEN)
def test_public_pages_ask_nobody_to_sign_in(path, ids, anonymous, as_stranger):
    for client in (anonymous, as_stranger):
        assert client.get(path.format(**ids), follow=False).status_code in {200, 302}
    assert "sign-in" not in anonymous.get(path.format(**ids)).headers.get(
        "Location", ""
    )


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_is_open_to_people_without_the_role(verb, ids, as_stranger, anonymous):
    address = f"/claims/{ids['claim']}/{verb}/"
    given = {
        "version": 1,
        "reason": "because",
        "kind": "typo",
        "rating": "supported",
        "rationale": "so",
        "quote": "It was 12.",
        "title": "Report",
    }
    assert anonymous.post(address, given).status_code == 302
    assert as_stranger.post(address, given).status_code in {403, 409}
    looked_at = 302 if verb in {"sources", "evidence"} else 405
    for client in (anonymous, as_stranger):
        assert client.get(address).status_code == looked_at


@pytest.mark.parametrize(
    ("verb", "place"), [("sources", "log-title"), ("evidence", "evidence")]
)
def test_an_address_that_is_typed_leads_to_where_it_is_shown(
    verb, place, ids, as_stranger
):
    page = f"/claims/{ids['claim']}/"
    answer = as_stranger.get(f"{page}{verb}/")
    assert answer.url == f"{page}#{place}"
    assert f'id="{place}"' in as_stranger.get(page).content.decode()
    assert as_stranger.get(f"/claims/999999/{verb}/").status_code == 404


@pytest.mark.parametrize("verb", ["decide", "publish", "reopen", "correct", "retract"])
def test_only_editors_decide_and_publish(verb, ids, as_reviewer):
    answer = as_reviewer.post(
        f"/claims/{ids['claim']}/{verb}/",
        {"version": 1, "reason": "because", "kind": "typo"},
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/articles/999999/",
        "/articles/999999/live/",
        "/articles/incoming/999999/",
        "/queue/nonsense/",
        "/claims/999999/",
        "/evidence/999999/snapshot/",
        "/library/999999/",
        "/c/999999/",
        "/nothing/",
    ],
)
def test_what_is_not_there_is_not_found(path, as_editor):
    answer = as_editor.get(path)
    assert answer.status_code == 404
    assert "Nothing here" in answer.content.decode()


def test_home_leads_readers_to_what_is_published_and_others_to_sign_in(
    ids, anonymous, db
):
    assert anonymous.get("/").url == "/published/"


def test_home_of_a_new_workbench_leads_to_sign_in(anonymous, db):
    assert anonymous.get("/").url == "/sign-in/"


def test_a_poll_after_the_session_ended_takes_the_page_to_sign_in(ids, anonymous):
    answer = anonymous.get(
        f"/articles/{ids['article']}/live/",
        headers={
            "HX-Request": "true",
            "HX-Current-URL": f"http://testserver/articles/{ids['article']}/",
        },
    )
    assert answer.status_code == 200
    assert (
        answer.headers["HX-Redirect"]
        == f"/sign-in/?next=%2Farticles%2F{ids['article']}%2F"
    )


def test_signing_in_does_not_lead_off_the_site(anonymous, reviewer):
    answer = anonymous.post(
        "/sign-in/?next=//evil.example/",
        {
            "username": "rita",
            "password": "correct horse battery",
            "next": "//evil.example/",
        },
    )
    assert answer.url == "/"


def test_ten_wrong_passwords_close_the_door_for_a_while(anonymous, reviewer):
    for _ in range(10):
        answer = anonymous.post("/sign-in/", {"username": "rita", "password": "wrong"})
    assert answer.status_code == 429
    assert "Too many attempts" in answer.content.decode()
    right = anonymous.post(
        "/sign-in/", {"username": "rita", "password": "correct horse battery"}
    )
    assert right.status_code == 429


@pytest.mark.parametrize(
    ("address", "referer", "back"),
    [
        ("/claims/{claim}/review/", "", "/claims/{claim}/"),
        ("/claims/{claim}/review/", "/claims/{claim}/review/", "/claims/{claim}/"),
        ("/queue/review/next/", "/", "/"),
        ("/evidence/{evidence}/stance/", "/claims/{claim}/", "/claims/{claim}/"),
        ("/evidence/{evidence}/stance/", "", "/"),
        ("/articles/new/", "", "/articles/new/"),
        ("/claims/{claim}/take/", "//evil.example/", "/claims/{claim}/"),
    ],
)
def test_a_form_sent_after_the_session_ended_comes_back_to_its_page(
    ids, anonymous, address, referer, back
):
    headers = (
        {"Referer": f"http://testserver{referer.format(**ids)}"} if referer else {}
    )
    answer = anonymous.post(address.format(**ids), {"text": "x"}, headers=headers)
    assert answer.status_code == 302
    assert answer.url == f"/sign-in/?next={back.format(**ids)}"


def test_a_step_opened_as_a_page_leads_back(ids, as_reviewer):
    answer = as_reviewer.get(f"/claims/{ids['claim']}/review/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert f'href="/claims/{ids["claim"]}/"' in answer.content.decode()


@pytest.mark.parametrize("path", [*READ, *REVIEWERS, *PUBLIC[:2], "/sign-in/"])
def test_pages_carry_the_headers_and_nothing_inline(path, ids, as_editor, anonymous):
    client = anonymous if path == "/sign-in/" else as_editor
    answer = client.get(path.format(**ids))
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    kept = answer.headers.get("Cache-Control", "")
    assert ("no-store" in kept) is (path not in PUBLIC)
    page = document(answer)
    assert not page.xpath("//style | //*[@style] | //script[not(@src)][not(@type)]")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")


def test_every_other_host_is_left_alone(ids, as_editor):
    for path in (*READ, *PUBLIC[:2]):
        page = document(as_editor.get(path.format(**ids)))
        for address in page.xpath("//script/@src | //link/@href | //img/@src"):
            assert address.startswith(("/static/", "http://127.0.0.1:8000/c/"))


def test_a_refusal_names_who_gives_the_role(as_stranger, as_editor, operator):
    person("oona", is_staff=True, is_superuser=True)
    person("omar", is_staff=True, is_superuser=True, is_active=False)
    told = text(as_stranger.get("/articles/new/"))
    assert "Roles are given by olga or oona." in told
    assert "Who may do what" not in told
    refused = signed_in(operator).get("/articles/new/")
    assert refused.status_code == 403
    links = document(refused).xpath("//main//a/@href")
    assert {"/admin/auth/user/", "/people/roles/"} <= set(links)
    request = RequestFactory().get("/")
    request.user = operator
    plain = permission_denied(request, PermissionDenied())
    assert b"/admin/auth/user/" in plain.content


def test_a_refusal_for_another_reason_speaks_of_no_roles(as_editor, editor, reviewer):
    claim = make_claim()
    make_review(claim, author=editor)
    refused = as_editor.post(f"/claims/{claim.pk}/decide/", {"version": claim.version})
    assert refused.status_code in {403, 422}
    assert "Roles are given" not in text(refused)
