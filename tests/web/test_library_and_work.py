from __future__ import annotations

import pytest

from claims.models import Job, ReferenceDocument
from claims.services import ingest, library, working
from claims.services.worthiness import make_policy
from claims.vocabulary import JobState, Origin
from tests.factories import make_article, read_article
from tests.web.pages import document, form_to, text


def test_a_document_is_kept_and_found_again(as_reviewer):
    answer = as_reviewer.post(
        "/library/new/",
        {
            "title": "Lighthouse register",
            "text": "The register counts 12 lighthouses.",
            "publisher": "Coast Office",
            "published_on": "2026-02-01",
            "url": "https://coast.example/register",
            "licence": "CC0",
        },
        follow=True,
    )
    kept = ReferenceDocument.objects.get()
    assert answer.redirect_chain[-1][0] == f"/library/{kept.pk}/"
    shown = text(answer)
    for words in (
        "Lighthouse register",
        "The register counts 12",
        "CC0",
        kept.text_sha256,
    ):
        assert words in shown
    assert kept.title in text(as_reviewer.get("/library/?q=lighthouses"))
    assert "No document has these words" in text(as_reviewer.get("/library/?q=tractor"))


def test_the_best_match_comes_first(as_reviewer):
    for title, body in (
        ("Ships", "Ships and one lighthouse, and ships."),
        ("Lighthouse lighthouse", "Lighthouse, lighthouse and lighthouse."),
    ):
        library.add_reference(library.ReferenceData(text=body, title=title), actor=None)
    links = document(as_reviewer.get("/library/?q=lighthouse")).find_class(
        "entry__title"
    )
    assert [link.text for link in links] == ["Lighthouse lighthouse", "Ships"]


@pytest.mark.parametrize(
    ("given", "status", "message"),
    [
        ({"text": " "}, 400, "The document is empty."),
        ({"title": ""}, 400, "Give the document a title."),
        ({"url": "javascript:alert(1)"}, 400, "Only http and https"),
        ({"text": "y" * 1_000_001}, 413, "longer than 1,000,000"),
    ],
)
def test_a_refused_document_stays_in_the_form(as_reviewer, given, status, message):
    typed = {"title": "Register", "text": "12 boats.", "publisher": "Coast Office"}
    answer = as_reviewer.post("/library/new/", typed | given)
    assert answer.status_code == status
    assert message in text(answer)
    assert document(answer).get_element_by_id("id_publisher").value == "Coast Office"
    assert not ReferenceDocument.objects.exists()


@pytest.mark.parametrize("words", ['"', "AND OR (", "a" * 500, "%00", "*", "-"])
def test_search_words_are_words_and_no_syntax(as_reviewer, words):
    library.add_reference(
        library.ReferenceData(text="12 boats.", title="B"), actor=None
    )
    assert as_reviewer.get("/library/", {"q": words}).status_code == 200


def test_the_work_page_counts_and_names_jobs(as_stranger, reviewer):
    article = make_article(title="Storm at sea")
    submission = ingest.submit_url(
        "https://news.example/a", actor=reviewer, origin=Origin.URL
    )
    answer = as_stranger.get("/jobs/")
    links = {
        link.text: link.get("href")
        for link in document(answer).find_class("entry__title")
    }
    assert links["Storm at sea"] == article.get_absolute_url()
    assert links["https://news.example/a"] == submission.get_absolute_url()
    assert "2 waiting" in " ".join(text(answer).split()) or "2waiting" in text(answer)


def test_jobs_are_narrowed_by_state(as_reviewer, db):
    read_article(title="Read already")
    make_article("Not read yet: 55 cranes.", title="Still waiting")
    waiting = text(as_reviewer.get("/jobs/?state=waiting"))
    assert "Still waiting" in waiting
    assert "Read already" not in waiting
    assert "Read already" in text(as_reviewer.get("/jobs/?state=done"))
    assert as_reviewer.get("/jobs/?state=nonsense").status_code == 200


@pytest.fixture
def failed(reviewer) -> Job:
    ingest.submit_file(
        b"%PDF-1.4 broken",
        filename="x.pdf",
        media_type="application/pdf",
        actor=reviewer,
    )
    working.drain()
    job = Job.objects.get()
    assert job.state == JobState.FAILED
    return job


def test_a_job_that_ended_badly_says_why(as_reviewer, failed):
    answer = as_reviewer.get("/jobs/?state=ended-badly")
    assert failed.error in text(answer)
    assert form_to(answer, f"/jobs/{failed.pk}/retry/") is None


def test_an_editor_puts_it_back_in_line_once(as_editor, failed):
    address = f"/jobs/{failed.pk}/retry/"
    assert form_to(as_editor.get("/jobs/"), address) is not None
    assert "Back in line" in text(as_editor.post(address, follow=True))
    failed.refresh_from_db()
    assert (failed.state, failed.attempts) == (JobState.READY, 0)
    assert "nothing was done" in text(as_editor.post(address, follow=True))


def test_only_editors_put_jobs_back(as_reviewer, failed):
    assert as_reviewer.post(f"/jobs/{failed.pk}/retry/").status_code == 403
    failed.refresh_from_db()
    assert failed.state == JobState.FAILED


def test_ranking_by_new_weights_is_work_that_is_shown(as_stranger, editor):
    make_policy({}, actor=editor)
    shown = text(as_stranger.get("/jobs/"))
    assert "Weights, version 1" in shown
    assert "Rank all claims by new weights" in shown
