"""Documents as evidence over REST, and sources looked at again."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from claims.models import Evidence, Recheck, Source
from claims.services import queueing, working
from claims.vocabulary import Standing
from tests.factories import make_verdict


def upload(api, claim, name: str, content: bytes, **fields):
    body = encode_multipart(
        BOUNDARY, {"file": SimpleUploadedFile(name, content), **fields}
    )
    return api(
        "POST", f"claims/{claim.pk}/evidence/", body, content_type=MULTIPART_CONTENT
    )


def test_a_file_is_brought_read_and_quoted(as_reviewer, claim):
    sent = upload(
        as_reviewer,
        claim,
        "lost.csv",
        b"Sea,Containers lost\nNorth,5150\n",
        title="Lost",
    )
    assert sent.status_code == 202, sent.content
    waiting = sent.json()
    assert (waiting["state"], waiting["passages"]) == ("waiting", [])
    assert sent.headers["Location"] == waiting["links"]["self"]
    working.drain()
    read = as_reviewer.get(waiting["links"]["self"]).json()
    assert (read["state"], read["title"], read["mend"]) == ("done", "Lost", "")
    best = read["passages"][0]
    assert (best["low"], best["locator"]) == ("5150", "cell B2")
    made = as_reviewer.post(
        read["links"]["choose"], {"passage": 0, "stance": "supports"}
    )
    assert made.status_code == 201
    kept = made.json()
    assert (kept["locator"], kept["stance"], kept["duplicate"]) == (
        "cell B2",
        "supports",
        False,
    )
    again = as_reviewer.post(read["links"]["choose"], {"passage": 0})
    assert (again.status_code, again.json()["duplicate"]) == (200, True)
    snapshot = as_reviewer.get(kept["links"]["snapshot"]).json()
    assert snapshot["text"][kept["start"] : kept["end"]] == kept["quote"]
    assert {"start": kept["start"], "label": "cell B2"} in snapshot["locators"]


def test_an_address_alone_is_fetched_and_its_failure_told(as_reviewer, claim):
    sent = as_reviewer.post(
        f"claims/{claim.pk}/evidence/", {"url": "https://paper.example/a"}
    )
    assert sent.status_code == 202
    working.drain()
    failed = as_reviewer.get(sent.json()["links"]["self"]).json()
    assert (failed["state"], failed["error_code"]) == ("failed", "network_off")
    assert failed["error"] == "The network is switched off."
    assert failed["mend"].startswith("Paste the passage")
    refused = as_reviewer.post(failed["links"]["choose"], {"passage": 0})
    assert refused.status_code == 409


def test_what_makes_no_sense_is_refused(as_reviewer, claim):
    empty = as_reviewer.post(f"claims/{claim.pk}/evidence/", {})
    assert empty.status_code == 400
    assert "an address, a file or the passage" in empty.content.decode()
    blank = as_reviewer.post(
        f"claims/{claim.pk}/evidence/", {"quote": "", "url": "https://x.example/"}
    )
    assert "Paste the passage" in blank.content.decode()
    nothing = upload(as_reviewer, claim, "x.txt", b"")
    assert "The file is empty" in nothing.content.decode()
    odd = upload(as_reviewer, claim, "x.txt", b"x", colour="red")
    assert "Unknown field" in odd.content.decode()


def test_a_source_is_looked_at_again_and_its_history_kept(
    as_reviewer, evidence, settings
):
    asked = as_reviewer.post(f"evidence/{evidence.pk}/rechecks/")
    assert asked.status_code == 202
    assert (asked.json()["outcome"], asked.json()["finished_at"]) == ("", None)
    working.drain()
    (look,) = as_reviewer.get(f"evidence/{evidence.pk}/rechecks/").json()["results"]
    assert look["outcome"] == "unknown"
    assert look["detail"] == "The network is switched off."
    shown = as_reviewer.get(f"evidence/{evidence.pk}/").json()
    assert (shown["standing"], shown["source"]["standing"]) == ("", "unknown")
    assert shown["source"]["checked_at"]
    assert Recheck.objects.get().asked_by.username == look["asked_by"]


def test_claims_whose_verdict_is_shaken_can_be_asked_for(
    as_reviewer, reviewer, editor, claim
):
    make_verdict(claim, author=reviewer, editor=editor)
    kept = claim.evidence.get()

    def found(value: str) -> list[int]:
        rows = as_reviewer.get(f"claims/?quote_gone={value}").json()["results"]
        return [row["id"] for row in rows]

    assert (found("true"), found("false")) == ([], [claim.pk])
    Evidence.objects.filter(pk=kept.pk).update(standing=Standing.GONE)
    Source.objects.filter(pk=kept.source_id).update(standing=Standing.GONE)
    assert (found("true"), found("false")) == ([claim.pk], [])
    assert as_reviewer.get(f"claims/{claim.pk}/").json()["quote_gone"] is True
    gone = as_reviewer.get("evidence/?standing=gone").json()["results"]
    assert [row["id"] for row in gone] == [kept.pk]
    assert as_reviewer.get("claims/?quote_gone=perhaps").status_code == 400


def test_the_number_that_is_meant_can_be_said(as_reviewer, claim):
    quote = "In 2024 it lost 3,950 containers, down from 4,190 containers in 2022."
    body = {"quote": quote, "title": "Loss report"}
    address = f"claims/{claim.pk}/evidence/"
    first = as_reviewer.post(address, body).json()
    (other,) = first["other_numbers"]
    assert {first["surface"], other["surface"]} == {"3,950", "4,190"}
    meant = as_reviewer.post(address, body | {"number_start": other["number_start"]})
    assert (meant.status_code, meant.json()["surface"]) == (201, other["surface"])
    refused = as_reviewer.post(address, body | {"number_start": 0})
    assert (refused.status_code, refused.json()["field"]) == (400, "number_start")
    alone = {"url": "https://paper.example/a", "number_start": 4}
    assert as_reviewer.post(address, alone).json()["field"] == "number_start"


def test_all_that_is_wrong_with_a_review_is_told_at_once(as_reviewer, reviewer, claim):
    queueing.take(claim, actor=reviewer)
    body = {"rating": "nonesuch", "rationale": " ", "figure": "1e400"}
    refused = as_reviewer.post(f"claims/{claim.pk}/reviews/", body)
    assert set(refused.json()["errors"]) == {
        *("rating", "rationale", "figure", "evidence")
    }
