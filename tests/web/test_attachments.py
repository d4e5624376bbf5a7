"""A document brought as evidence, from the form to the card."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.models import Attachment, Evidence, Recheck, Source
from claims.services import bringing, publishing, working
from claims.vocabulary import Standing
from tests.factories import make_claim, make_evidence, make_verdict
from tests.providers.fakes import Web, reply
from tests.web.pages import document, text

CSV = b"Sea,Containers lost in the storm\nNorth Sea,5150\nBaltic,300\n"


@pytest.fixture
def claim(db):
    return make_claim()


def bring(client, claim, **given):
    answer = client.post(f"/claims/{claim.pk}/evidence/", given)
    made = Attachment.objects.latest("pk")
    assert answer.url == f"/attachments/{made.pk}/"
    return answer.url


def test_a_file_is_read_and_the_best_passage_is_one_key_away(as_reviewer, claim):
    page = bring(as_reviewer, claim, file=SimpleUploadedFile("lost.csv", CSV))
    waiting = as_reviewer.get(page)
    assert b"hx-trigger" in waiting.content
    assert as_reviewer.get(f"{page}live/").status_code == 204
    assert "Being read" in text(as_reviewer.get(claim.get_absolute_url()))
    working.drain()
    read = as_reviewer.get(f"{page}live/")
    assert b"hx-trigger" not in read.content
    first, *_ = document(read).xpath("//input[@name='passage']")
    assert (first.get("value"), "checked" in first.attrib) == ("0", True)
    assert "autofocus" in first.attrib
    assert "cell B2" in text(read)
    assert "Choose a passage" in text(as_reviewer.get(claim.get_absolute_url()))
    done = as_reviewer.post(f"{page}choose/", {"passage": "0"})
    kept = Evidence.objects.get()
    assert done.url == f"{claim.get_absolute_url()}#evidence-{kept.pk}"
    card = text(as_reviewer.get(claim.get_absolute_url()))
    assert "Cell B2" in card
    assert "Choose a passage" not in card
    snapshot = text(as_reviewer.get(f"/evidence/{kept.pk}/snapshot/"))
    assert "Cell B2" in snapshot
    assert "text/csv" in snapshot


def test_an_address_alone_is_fetched_and_what_failed_says_how_to_mend_it(
    as_reviewer, claim, monkeypatch
):
    web = Web(lambda _request: reply("", status=404))
    monkeypatch.setattr(bringing, "Setup", lambda: web)
    page = bring(as_reviewer, claim, url="https://paper.example/gone")
    working.drain()
    told = as_reviewer.get(page)
    (alert,) = document(told).xpath("//*[@role='alert']")
    assert "does not exist" in alert.text_content()
    assert "Check the address" in alert.text_content()
    assert "Could not be read" in text(as_reviewer.get(claim.get_absolute_url()))
    again = document(told).xpath("//form//input[@name='url']/@value")
    assert again == ["https://paper.example/gone"]


def test_a_refused_choice_keeps_what_was_typed(as_reviewer, as_stranger, claim):
    page = bring(as_reviewer, claim, file=SimpleUploadedFile("lost.csv", CSV))
    working.drain()
    answer = as_reviewer.post(
        f"{page}choose/", {"quote": "not in it", "note": "By hand."}
    )
    assert answer.status_code == 400
    assert "do not stand in the document" in text(answer)
    assert "By hand." in text(answer)
    assert as_stranger.post(f"{page}choose/", {"passage": "0"}).status_code == 403
    assert "A reviewer chooses" in text(as_stranger.get(page))
    assert not Evidence.objects.exists()


def test_a_file_and_a_passage_at_once_are_one_too_many(as_reviewer, claim):
    answer = as_reviewer.post(
        f"/claims/{claim.pk}/evidence/",
        {"file": SimpleUploadedFile("lost.csv", CSV), "quote": "It lost 4,100."},
    )
    assert answer.status_code == 400
    assert "Give the file or the passage" in text(answer)
    assert not Attachment.objects.exists()


def test_hostile_words_of_a_document_are_shown_as_words(as_reviewer, claim):
    nasty = b"<script>alert(1)</script> They lost 5,150 containers in the storm."
    page = bring(as_reviewer, claim, file=SimpleUploadedFile("x.txt", nasty))
    working.drain()
    markup = as_reviewer.get(page).content.decode()
    assert "<script>alert" not in markup


# What became of sources ------------------------------------------------------------


def gone(evidence, standing=Standing.GONE):
    Evidence.objects.filter(pk=evidence.pk).update(standing=standing)
    Source.objects.filter(pk=evidence.source_id).update(standing=standing)


def test_a_quote_gone_is_told_on_the_claim_in_lists_and_in_the_work(
    as_reviewer, reviewer, editor, claim
):
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    kept = claim.evidence.get()
    before = text(as_reviewer.get("/jobs/"))
    assert "resting on a quote" not in before
    gone(kept)
    page = as_reviewer.get(claim.get_absolute_url())
    assert "The verdict rests on a quote that is gone" in text(page)
    assert "The source no longer has this passage" in text(page)
    assert "rests on a quote that is gone" in text(as_reviewer.get("/claims/"))
    assert claim.statement in text(as_reviewer.get("/claims/?evidence=shaken"))
    assert claim.statement in text(as_reviewer.get("/claims/?evidence=gone"))
    assert "verdict resting on a quote that is gone" in text(as_reviewer.get("/jobs/"))
    public = as_reviewer.get(f"/c/{claim.pk}/")
    assert "no longer has this passage" not in text(public)


def test_a_dead_source_offers_the_stored_copy(as_reviewer, reviewer, claim):
    kept = make_evidence(claim, actor=reviewer)
    gone(kept, Standing.DEAD)
    page = as_reviewer.get(claim.get_absolute_url())
    assert "no longer at its address" in text(page)
    assert "rests on a quote" not in text(page)
    (link,) = document(page).xpath("//a[text()='Read the stored copy']/@href")
    assert kept.quote in text(as_reviewer.get(link.partition("#")[0]))


def test_a_person_has_a_source_looked_at_again(
    as_reviewer, as_stranger, reviewer, claim
):
    kept = make_evidence(claim, actor=reviewer)
    address = f"/evidence/{kept.pk}/recheck/"
    assert as_stranger.post(address).status_code == 403
    answer = as_reviewer.post(address)
    assert answer.url == f"/evidence/{kept.pk}/snapshot/#looks"
    page = as_reviewer.get(f"/evidence/{kept.pk}/snapshot/")
    assert "Being looked at" in text(page)
    assert b"Look again now" not in page.content
    look = Recheck.objects.get()
    Recheck.objects.update(outcome=Standing.PRESENT, finished_at=look.asked_at)
    live = as_reviewer.get(f"/evidence/{kept.pk}/looks/")
    assert "The quote is still there" in text(live)
    assert b"hx-trigger" not in live.content
    assert b"Look again now" in live.content
    paper = make_evidence(claim, actor=reviewer, url="", title="Ledger")
    refused = as_reviewer.post(f"/evidence/{paper.pk}/recheck/")
    assert refused.status_code == 400


SEVERAL = "In 2024 it lost 3,950 containers, down from 4,190 containers in 2022."


def _numbers_offered(answer):
    return document(answer).xpath("//input[@name='number_start']")


def test_of_several_numbers_of_a_pasted_passage_one_is_chosen(as_reviewer, claim):
    address = f"/claims/{claim.pk}/evidence/"
    pasted = {"quote": SEVERAL, "title": "Loss report", "note": "By hand."}
    asked = as_reviewer.post(address, pasted)
    assert asked.status_code == 400
    assert not Evidence.objects.exists()
    radios = _numbers_offered(asked)
    assert len(radios) == 2
    assert [one.get("checked") for one in radios] == ["checked", None]
    assert "By hand." in text(asked)
    other = SEVERAL.index("4,190")
    as_reviewer.post(address, pasted | {"number_start": other})
    assert Evidence.objects.get().surface == "4,190"


def test_words_of_a_document_with_several_numbers_ask_too(as_reviewer, claim):
    sent = SimpleUploadedFile("lost.txt", f"Report. {SEVERAL}".encode())
    page = bring(as_reviewer, claim, file=sent)
    working.drain()
    asked = as_reviewer.post(f"{page}choose/", {"quote": SEVERAL})
    assert len(_numbers_offered(asked)) == 2
    as_reviewer.post(
        f"{page}choose/", {"quote": SEVERAL, "number_start": SEVERAL.index("3,950")}
    )
    kept = Evidence.objects.get()
    assert (kept.surface, kept.quote) == ("3,950", SEVERAL)
