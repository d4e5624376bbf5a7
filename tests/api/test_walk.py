"""The main job over REST, by an HTTP client against a server that listens."""

from __future__ import annotations

import httpx2
import pytest

from claims.services import keys, working

TEXT = (
    "Ferry crossings at risk\n\n"
    "The coastal agency said on Monday that at least 5,300 sailings were cancelled last "
    "year because of high winds.\n\n"
    "Harbour master Tove Lind told the council that repairs cost about 12 percent of the "
    "regional transport budget."
)
REPORT = (
    "Annual report of the ferry inspectorate.\n\n"
    "In all, 5,450 sailings were cancelled last year because of high winds, the "
    "inspectorate counted."
)


@pytest.fixture
def server(live_server):
    def as_person(person) -> httpx2.Client:
        _, secret = keys.create_key(person)
        return httpx2.Client(
            base_url=f"{live_server.url}/api/v1/",
            headers={"Authorization": f"Bearer {secret}"},
            timeout=30,
            trust_env=False,
        )

    return as_person


def ok(response: httpx2.Response, status: int = 200):
    assert response.status_code == status, (response.status_code, response.text)
    return response.json() if response.content else None


def test_an_article_becomes_a_published_verdict(server, reviewer, editor):
    with server(reviewer) as rita, server(editor) as edda:
        ok(
            rita.post(
                "library/",
                json={
                    "title": "Ferry inspectorate, annual report",
                    "text": REPORT,
                    "url": "https://ferries.example/report",
                    "published_on": "2026-02-01",
                },
            ),
            201,
        )
        article = ok(
            rita.post(
                "articles/",
                json={
                    "text": TEXT,
                    "title": "Ferry crossings at risk",
                    "publisher": "The Sound",
                    "published_at": "2026-03-02T08:00:00+01:00",
                },
            ),
            201,
        )
        assert article["progress"]["running"] is True
        assert article["published_at"] == "2026-03-02T07:00:00Z"

        working.drain()

        article = ok(rita.get(article["links"]["self"]))
        assert article["progress"]["running"] is False
        assert article["coverage"]["percent"] == 100
        claims = ok(rita.get(article["links"]["claims"]))["results"]
        for one in claims:
            assert article["text"][one["start"] : one["end"]] == one["surface"]
        ferry = next(one for one in claims if one["low"] == "5300")
        assert (ferry["qualifier"], ferry["high"]) == ("at_least", None)

        claim = take_until(rita, ferry["id"])
        assert claim["holder"] == reviewer.username
        assert "release" in claim["actions"]
        assert "decide" not in claim["actions"]
        asked = {job["provider"]: job["outcome"] for job in claim["source_jobs"]}
        assert asked["library"] == "found"

        own = f"claims/{claim['id']}"
        evidence = ok(rita.get(f"{own}/evidence/"))["results"]
        found = next(one for one in evidence if one["source"]["provider"] == "library")
        assert found["low"] == "5450"
        snapshot = ok(rita.get(found["links"]["snapshot"]))
        assert snapshot["text"][found["start"] : found["end"]] == found["quote"]
        ok(rita.patch(found["links"]["self"], json={"stance": "supports"}))
        clip = ok(
            rita.post(
                f"{own}/evidence/",
                json={
                    "quote": "The operator's own figures give 5,390 cancelled sailings.",
                    "url": "https://operator.example/figures",
                    "title": "Operator's figures",
                },
            ),
            201,
        )
        review = ok(
            rita.post(
                f"{own}/reviews/",
                json={
                    "rating": "supported",
                    "rationale": "Two counts lie above the number that was claimed.",
                    "evidence": [found["id"], clip["id"]],
                },
            ),
            201,
        )
        refused = rita.post(f"{own}/verdict/", json={"review": review["id"]})
        assert refused.status_code == 403

        waiting = edda.post("queues/sign-off/next/")
        assert ok(waiting)["id"] == claim["id"]
        verdict = ok(
            edda.post(
                f"{own}/verdict/",
                json={},
                headers={"If-Match": waiting.headers["ETag"]},
            ),
            201,
        )
        assert verdict["author"] == reviewer.username
        assert verdict["signed_off_by"] == editor.username

        preview = ok(edda.get(f"{own}/claimreview/", params={"preview": "true"}))
        published = ok(edda.post(f"{own}/publish/"), 201)
        assert published["revision"] == 1
        assert published["document"]["@type"] == "ClaimReview"
        assert preview["claimReviewed"] == published["document"]["claimReviewed"]
        document = rita.get(
            f"{own}/claimreview/", headers={"Accept": "application/ld+json"}
        )
        assert document.headers["Content-Type"] == "application/ld+json"
        assert ok(document) == published["document"]

        history = ok(rita.get(f"{own}/history/"))["results"]
        assert [step["action"] for step in history] == [
            "request_sources",
            "settle_sources",
            "start_review",
            "decide",
            "publish",
        ]
        assert history[1]["actor"] is None
        assert history[-1]["actor"] == editor.username


def test_a_correction_is_a_new_revision_and_a_retraction_is_gone(
    server, reviewer, editor, published_claim
):
    own = f"claims/{published_claim.pk}"
    with server(reviewer) as rita, server(editor) as edda:
        reason = "The unit was wrong."
        corrected = ok(
            edda.post(f"{own}/correct/", json={"reason": reason, "kind": "factual"})
        )
        assert corrected["status"] == "in_review"
        assert corrected["publication"]["withdrawal"] == reason
        cited = ok(rita.get(f"{own}/evidence/"))["results"][0]["id"]
        ok(rita.post(f"{own}/take/"))
        ok(
            rita.post(
                f"{own}/reviews/",
                json={
                    "rating": "refuted",
                    "rationale": "Read again.",
                    "evidence": [cited],
                    "reason_codes": ["outdated"],
                },
            ),
            201,
        )
        ok(edda.post(f"{own}/verdict/"), 201)
        assert ok(edda.post(f"{own}/publish/"), 201)["revision"] == 2
        assert ok(edda.post(f"{own}/retract/", json={"reason": "Not ours."}))
        gone = rita.get(f"{own}/claimreview/")
        assert gone.status_code == 410
        assert gone.json()["code"] == "retracted"
        assert "Not ours." in gone.json()["detail"]


def take_until(client: httpx2.Client, wanted: int):
    """Take claims off the queue until the wanted one comes; others go back after."""
    taken = []
    while True:
        response = client.post("queues/review/next/")
        assert response.status_code == 200, "the claim never came"
        claim = response.json()
        taken.append(claim["id"])
        if claim["id"] == wanted:
            break
    for other in taken[:-1]:
        ok(client.post(f"claims/{other}/release/"))
    return ok(client.get(f"claims/{wanted}/"))
