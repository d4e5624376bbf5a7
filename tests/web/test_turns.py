"""A document that is read by a job: the page says how far, and goes on where it was."""

from __future__ import annotations

import pytest

from claims.models import Job
from claims.services import attaching, ingest, working
from claims.services.attaching import AttachmentData
from claims.vocabulary import JobState
from tests.factories import make_claim
from tests.web.pages import document, text

pytestmark = pytest.mark.django_db

STORY = b"Ship 4 lost 4,200 boxes in the storm."


def handed_in(reviewer):
    return ingest.submit_file(
        STORY, filename="late.txt", media_type="text/plain", actor=reviewer
    )


def brought(reviewer):
    data = AttachmentData(content=STORY, filename="late.txt", media_type="text/plain")
    return attaching.submit(make_claim(), data, actor=reviewer)


@pytest.mark.parametrize("made_by", [handed_in, brought])
def test_the_page_says_how_far_it_is_and_asks_only_for_what_it_does_not_show(
    made_by, as_reviewer, reviewer
):
    address = made_by(reviewer).get_absolute_url()
    page = as_reviewer.get(address)
    bar = document(page).xpath("//progress")[0]
    assert (bar.get("value"), bar.get("max")) == ("0", "2")
    assert "Step 1 of 2: waiting its turn since" in text(page)
    assert document(page).xpath("//noscript/meta[@http-equiv='refresh']")
    poll = document(page).xpath("//@hx-get")[0]
    assert as_reviewer.get(poll).status_code == 204
    Job.objects.update(state=JobState.LEASED, attempts=2)
    answer = as_reviewer.get(poll)
    told = "Step 2 of 2: The file is being opened and read, attempt 2."
    assert document(answer).xpath("//progress/@value") == ["1"]
    assert document(answer).xpath("//*[@id='told']/text()") == [told]
    again = as_reviewer.get(address)
    assert told in text(again)
    region = document(again).xpath("//*[@id='told']")[0]
    assert region.get("role") == "status"
    assert not region.text


def test_what_was_put_off_says_why_and_until_when(as_reviewer, reviewer):
    submission = handed_in(reviewer)
    Job.objects.update(error="The site asked to wait.")
    page = text(as_reviewer.get(submission.get_absolute_url()))
    assert "Put off: The site asked to wait. It is tried again at " in page


def test_whoever_comes_back_after_the_end_is_where_it_led(as_reviewer, reviewer):
    attachment = brought(reviewer)
    page = as_reviewer.get(attachment.get_absolute_url())
    poll = document(page).xpath("//@hx-get")[0]
    working.drain()
    answer = as_reviewer.get(poll)
    assert document(answer).xpath("//*[@id='told']/text()") == ["It has ended."]
    assert not document(answer).xpath("//progress")
