"""What is hidden from somebody answers them word for word like what there is not."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from claims.models import Attachment
from claims.services import bulk, confidential, saving, trash
from claims.vocabulary import BulkAction
from tests.conftest import person
from tests.factories import make_claim, make_evidence, make_verdict, read_article
from tests.security.test_blind import world

__all__ = ["world"]

MISSING = 4_000_000
BLIND = [
    ("GET", "/api/v1/threads/{thread}/"),
    ("POST", "/api/v1/threads/{thread}/"),
    ("POST", "/api/v1/threads/{thread}/resolve/"),
    ("POST", "/api/v1/threads/{thread}/reopen/"),
    ("GET", "/api/v1/comments/{comment}/"),
    ("PATCH", "/api/v1/comments/{comment}/"),
    ("POST", "/threads/{thread}/say/"),
    ("POST", "/comments/{comment}/edit/"),
    ("GET", "/admin/claims/thread/{thread}/change/"),
    ("GET", "/admin/claims/comment/{comment}/change/"),
    ("GET", "/admin/claims/review/{review}/change/"),
    ("GET", "/admin/claims/review/{review}/history/"),
]
CONFIDENTIAL = [
    ("GET", "/api/v1/evidence/{evidence}/snapshot/"),
    ("GET", "/api/v1/evidence/{evidence}/rechecks/"),
    ("GET", "/api/v1/attachments/{attachment}/"),
    ("GET", "/evidence/{evidence}/snapshot/"),
    ("GET", "/attachments/{attachment}/"),
    ("GET", "/admin/claims/evidence/{evidence}/change/"),
    ("GET", "/admin/claims/source/{source}/change/"),
    ("GET", "/admin/claims/snapshot/{snapshot}/change/"),
    ("GET", "/admin/claims/attachment/{attachment}/change/"),
]
UNPUBLISHED = [
    "/c/{claim}/",
    "/c/{claim}/claimreview.json",
    "/c/{claim}/searches.json",
    "/c/{claim}/1/",
]
OTHERS = [
    ("POST", "/api/v1/bulk/{change}/undo/"),
    ("GET", "/bulk/{change}/"),
    ("POST", "/bulk/{change}/undo/"),
    ("POST", "/views/{view}/remove/"),
]


def answer(persona, method: str, url: str) -> tuple[int, str]:
    """What comes back in the end, without what each request has of its own."""
    rest = url.startswith("/api/")
    client = persona.client(with_key=rest)
    if method == "GET":
        made = client.get(url, follow=True)
    elif rest:
        body = "{}" if "/bulk/" in url else '{"text": "Yes."}'
        made = client.generic(method, url, body, "application/json")
    else:
        made = client.post(url, {"text": "Yes.", "step": "said"})
    return made.status_code, bare(b"".join(made).decode(), url)


def bare(page: str, url: str) -> str:
    """Without the address itself, its number and the form's token."""
    page = page.replace(url, "/")
    for number in re.findall(r"(?<=/)\d+(?=/)", url):
        page = re.sub(rf"(?<=“){number}(?=”)|(?<=claim ){number}\b", "N", page)
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", page)


def same(persona, method: str, pattern: str, **keys: int) -> None:
    hidden = answer(persona, method, pattern.format(**keys))
    gone = answer(persona, method, pattern.format(**dict.fromkeys(keys, MISSING)))
    assert hidden == gone
    assert hidden[0] == (200 if pattern.startswith("/admin/") else 404)


@pytest.mark.parametrize(("method", "pattern"), BLIND)
def test_talk_and_reviews_one_is_to_follow_unled(method, pattern, world):
    cast, made = world
    keys = {
        "thread": made.thread.pk,
        "comment": made.comment.pk,
        "review": made.open_review.pk,
    }
    same(cast["reviewer"], method, pattern, **keys)


@pytest.mark.parametrize(("method", "pattern"), CONFIDENTIAL)
def test_a_confidential_source(method, pattern, world):
    cast, _ = world
    reviewer = cast["reviewer"].user
    evidence = make_evidence(make_claim(), actor=reviewer)
    attachment = Attachment.objects.create(
        claim=evidence.claim,
        url="https://a.example/",
        source=evidence.source,
        created_by=reviewer,
    )
    confidential.keep_back(evidence.source, reason="At risk.", actor=reviewer)
    keys = {
        "evidence": evidence.pk,
        "attachment": attachment.pk,
        "source": evidence.source_id,
        "snapshot": evidence.source.snapshot_id,
    }
    same(cast["operator"], method, pattern, **keys)


@pytest.mark.parametrize("pattern", UNPUBLISHED)
@pytest.mark.parametrize("state", ["ready", "decided", "in_trash"])
def test_what_readers_were_never_told(pattern, state, reviewer, editor):
    claim = make_claim()
    if state == "decided":
        make_verdict(claim, author=reviewer, editor=editor)
    if state == "in_trash":
        trash.put(claim.article, actor=editor, reason="A copy.")
    told = []
    for key in (claim.pk, MISSING):
        url = pattern.format(claim=key)
        made = Client().get(url)
        told.append((made.status_code, bare(made.content.decode(), url)))
    assert told[0] == told[1]
    assert told[0][0] == 404


@pytest.mark.parametrize(("method", "pattern"), OTHERS)
def test_what_is_somebody_elses(method, pattern, world):
    cast, _ = world
    other = person("otto", "editor")
    order = bulk.Order(BulkAction.ASSIGN, to="otto")
    change, _ = bulk.do([make_claim()], order, actor=other)
    view = saving.keep(
        name="Mine", path="/claims/", query="", shared=False, actor=other
    )
    keys = {"change": change.pk, "view": view.pk}
    only = {name: key for name, key in keys.items() if f"{{{name}}}" in pattern}
    same(cast["reviewer"], method, pattern, **only)


def test_claims_in_the_trash_are_named_like_claims_there_are_not(world):
    cast, _ = world
    editor = cast["editor"].user
    claim = read_article("Some 42 boats sank.").claims.get()
    trash.put(claim.article, actor=editor, reason="A copy.")
    rest = cast["editor"].client(with_key=True)
    told = []
    for key in (claim.pk, MISSING):
        body = {"action": "assign", "claims": [key], "to": None}
        made = rest.post("/api/v1/claims/bulk/", body, "application/json")
        page = bare(made.content.decode(), f"/{key}/")
        told.append((made.status_code, page.replace(f'"claim":{key},', "")))
    assert told[0] == told[1]
    assert told[0][0] == 207
    assert "There is no claim" in told[0][1]
