"""The page of notices, the count in the header, and who else looks at a claim."""

from __future__ import annotations

import pytest

from claims.models import Notice
from claims.services import arranging, notices, presence, talking
from claims.vocabulary import NoticeEvent
from tests.web.conftest import signed_in
from tests.web.pages import form_to, select, text
from tests.web.test_hostile_text import PAYLOADS, assert_clean


@pytest.fixture
def notice(claim, reviewer, editor):
    talking.begin(claim, text="@rita, gross?", actor=editor, field="base")
    return Notice.objects.get(person=reviewer)


def test_the_header_counts_what_is_unread_and_the_page_lists_it(as_reviewer, notice):
    page = as_reviewer.get("/")
    assert [one.text_content() for one in select(page, "count")] == ["1 unread"]
    assert "Somebody calls you" in text(as_reviewer.get("/notices/"))


def test_opening_one_reads_it_and_leads_to_the_spot(as_reviewer, notice):
    answer = as_reviewer.post(f"/notices/{notice.pk}/open/")
    assert answer["Location"].endswith(f"#comment-{notice.comment_id}")
    assert not select(as_reviewer.get("/"), "count")
    assert "gross?" not in text(as_reviewer.get("/notices/"))
    assert "gross?" in text(as_reviewer.get("/notices/?show=all"))


def test_one_or_all_are_put_aside_and_those_of_others_stay(
    as_reviewer, as_editor, claim, reviewer, editor, notice
):
    arranging.assign([claim], reviewer, actor=editor)
    as_editor.post("/notices/read/", {"notice": notice.pk})
    as_editor.post(f"/notices/{notice.pk}/open/")
    as_reviewer.post("/notices/read/", {"notice": "x"})
    assert Notice.objects.filter(read_at=None, person=reviewer).count() == 2
    as_reviewer.post("/notices/read/", {"notice": notice.pk})
    assert Notice.objects.filter(read_at=None, person=reviewer).count() == 1
    as_reviewer.post("/notices/read/")
    assert not Notice.objects.filter(read_at=None, person=reviewer).exists()


def test_everybody_chooses_how_they_are_told(as_stranger, stranger, claim):
    page = as_stranger.get("/notices/choices/")
    form = form_to(page, "/notices/choices/")
    assert form.fields["mentioned"] == "digest"
    as_stranger.post("/notices/choices/", {"mentioned": "off"})
    page = as_stranger.get("/notices/choices/")
    assert form_to(page, "/notices/choices/").fields["mentioned"] == "off"
    refused = as_stranger.post("/notices/choices/", {"mentioned": "loudly"})
    assert refused.status_code == 400


def test_a_claim_is_watched_and_let_go(as_stranger, stranger, claim):
    address = f"/claims/{claim.pk}/watch/"
    as_stranger.post(address, {"watch": "on"})
    assert claim.watches.get().person == stranger
    assert "Stop watching" in text(as_stranger.get(claim.get_absolute_url()))
    as_stranger.post(address, {"watch": "off"})
    assert not claim.watches.exists()


def test_who_else_looks_is_on_the_page_and_in_the_answer_to_a_poll(
    as_reviewer, claim, editor, second_reviewer
):
    presence.here(claim, actor=editor)
    assert "edda is viewing" in text(as_reviewer.get(claim.get_absolute_url()))
    told = as_reviewer.post(f"/claims/{claim.pk}/here/")
    assert "edda is viewing" in told.content.decode()
    assert "rita" not in told.content.decode()
    told = signed_in(second_reviewer).post(f"/claims/{claim.pk}/here/")
    assert "rita is viewing" in told.content.decode()
    assert as_reviewer.post("/claims/999999/here/").status_code == 404


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_what_is_told_is_text(as_reviewer, reviewer, editor, claim, payload):
    talking.begin(claim, text=f"@rita {payload}", actor=editor)
    news = notices.News(
        NoticeEvent.CHANGED, claim, "k", f"base: none to {payload}", editor
    )
    notices.tell(news, [reviewer.pk])
    assert_clean(as_reviewer.get("/notices/"), payload)
