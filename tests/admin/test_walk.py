"""An article from paste to publication without leaving the admin."""

from __future__ import annotations

import json

from django.test import Client
from django.urls import reverse

from claims.models import Article, Claim
from claims.services import working
from claims.vocabulary import ClaimStatus
from tests.conftest import PASSWORD

TEXT = (
    "The ferry company said that at least 3,100 passengers were stranded on Friday.\n\n"
    "Its fares rose by eleven percent this year, according to director Lene Holm."
)


def sign_in(username: str) -> Client:
    client = Client()
    form = {"username": username, "password": PASSWORD, "next": "/admin/"}
    response = client.post("/admin/login/", form)
    assert response.status_code == 302
    return client


def test_two_people_take_a_claim_to_publication(staff_reviewer, staff_editor):
    rosa = sign_in("rosa")
    assert rosa.get("/admin/").status_code == 200
    rosa.post("/admin/claims/article/add/", {"text": TEXT, "title": "Stranded"})
    article = Article.objects.get(title="Stranded")
    working.drain()
    claim = Claim.objects.get(article=article, surface__contains="3,100")
    changelist = reverse("admin:claims_claim_changelist")

    def act(client, name, **words):
        form = {"action": name, "_selected_action": claim.pk} | words
        assert client.post(changelist, form).status_code == 302
        claim.refresh_from_db()

    if claim.status == ClaimStatus.DETECTED:
        act(rosa, "request_sources")
        working.drain()
        claim.refresh_from_db()
    act(rosa, "start_review")
    assert claim.holder == staff_reviewer
    rosa.post(
        "/admin/claims/evidence/add/",
        {
            "claim": claim.pk,
            "quote": "The port police counted 3,240 stranded passengers.",
            "url": "https://port.example/friday",
            "title": "Port police log",
            "tier": "primary",
        },
    )
    cited = claim.evidence.get(source__title="Port police log")
    review = {
        "rating": "supported",
        "rationale": "The police counted more than the company said.",
        "evidence": [cited.pk],
        "version": claim.version,
    }
    page = reverse("admin:claims_claim_review", args=[claim.pk])
    assert rosa.post(page, review).status_code == 302

    act(rosa, "decide", reason="")
    assert claim.status == ClaimStatus.IN_REVIEW  # a reviewer does not sign off
    elis = sign_in("elis")
    act(elis, "decide", reason="")
    assert claim.status == ClaimStatus.DECIDED
    act(elis, "publish")
    assert claim.status == ClaimStatus.PUBLISHED

    public = Client().get(reverse("published-json", args=[claim.pk]))
    document = json.loads(public.content)
    assert document["@type"] == "ClaimReview"
    assert document["claimReviewed"] == claim.statement
    history = [change.action for change in claim.status_changes.all()]
    assert history[-3:] == ["start_review", "decide", "publish"]
