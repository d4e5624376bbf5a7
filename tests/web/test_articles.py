from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims import conf
from claims.models import Article, Cut, Job, Submission
from claims.services import ingest, recutting, undoing, working
from claims.services.stretches import Stretch
from claims.vocabulary import Origin, SubmissionState
from tests.factories import make_article, make_claim, read_article
from tests.web.pages import document, select, text

NEW = "/articles/new/"
STORY = "At least 310 trams ran late in May, the operator said.\n\nIt was the 3rd time."


def test_a_pasted_text_becomes_an_article_to_be_read(as_reviewer, reviewer):
    answer = as_reviewer.post(
        NEW,
        {
            "way": "paste",
            "text": STORY,
            "title": "Late trams",
            "author": "A. Writer",
            "publisher": "The Tram Post",
            "published_on": "2026-05-31",
            "url": "https://tram.example/late",
        },
    )
    article = Article.objects.get()
    assert answer.url == f"/articles/{article.pk}/"
    assert (article.text, article.title) == (STORY, "Late trams")
    assert (article.author, article.publisher) == ("A. Writer", "The Tram Post")
    assert article.published_at.isoformat() == "2026-05-31T00:00:00+00:00"
    assert article.origin == Origin.PASTE
    assert article.created_by == reviewer
    assert Job.objects.get().target_id == article.pk


def test_what_is_out_of_the_cut_is_not_counted_in_the_list(as_reviewer, reviewer):
    article = read_article("At least 310 trams ran late in May. Pier 9 was closed.")
    recutting.add(article, Stretch(quote="Pier 9"), actor=reviewer)
    working.drain()
    assert "2 claims" in text(as_reviewer.get("/articles/"))
    undoing.undo(Cut.objects.get(), actor=reviewer)
    assert "1 claim ·" in text(as_reviewer.get("/articles/"))


@pytest.mark.parametrize(("chosen", "named"), [("de", "German"), ("", "English")])
def test_the_language_may_be_chosen_and_is_shown(as_reviewer, chosen, named):
    answer = as_reviewer.post(NEW, {"text": STORY, "language": chosen}, follow=True)
    assert Article.objects.get().language == (chosen or "en")
    assert named in text(answer)


def test_the_same_text_twice_is_one_article(as_reviewer):
    first = as_reviewer.post(NEW, {"text": STORY})
    again = as_reviewer.post(NEW, {"text": STORY.replace("\n", "\r\n")}, follow=True)
    assert Article.objects.count() == 1
    assert again.redirect_chain[0][0] == first.url
    assert "was here already" in text(again)


@pytest.mark.parametrize(
    ("given", "status", "message"),
    [
        ({"text": " \u200b\n "}, 400, "The article is empty."),
        ({"text": ""}, 400, "The article is empty."),
        (
            {"text": "9 lives", "url": "ftp://a.example/"},
            400,
            "Only http and https addresses",
        ),
        ({"text": "9 lives", "published_on": "31.5.2026"}, 400, "Enter a valid date."),
        ({"text": "9 lives", "title": "x" * 301}, 400, "at most 300 characters"),
        ({"text": "9\x00 lives"}, 400, "Null characters are not allowed."),
        (
            {"text": "y" * (conf.LIMITS.text_chars + 1)},
            413,
            "1,000,001 characters; the limit is 1,000,000",
        ),
    ],
)
def test_a_refused_text_stays_in_the_form(as_reviewer, given, status, message):
    typed = {"way": "paste", "author": "A. Writer"} | given
    answer = as_reviewer.post(NEW, typed)
    assert answer.status_code == status
    assert message in text(answer)
    page = document(answer)
    # The first line break of a text area is the parser's, not the text's.
    kept = page.get_element_by_id("paste_text").text or ""
    shown = kept.removeprefix("\n").replace("\ufffd", "\x00")  # as parsers show NUL
    assert shown == given["text"]
    assert page.get_element_by_id("paste_author").value == "A. Writer"
    assert not Article.objects.exists()


def test_limits_stand_on_the_page(as_reviewer):
    page = text(as_reviewer.get(NEW))
    assert "1,000,000 characters" in page
    assert "23.8\xa0MB" in page or "23.8 MB" in page
    assert "2,048 characters" in page


def test_an_uploaded_file_becomes_an_article_through_a_job(as_reviewer):
    file = SimpleUploadedFile("late.txt", STORY.encode(), content_type="text/plain")
    answer = as_reviewer.post(NEW, {"way": "file", "file": file})
    submission = Submission.objects.get()
    assert answer.url == f"/articles/incoming/{submission.pk}/"
    waiting = as_reviewer.get(answer.url)
    assert "Step 1 of 2: waiting its turn" in text(waiting)
    assert b'http-equiv="refresh"' in waiting.content
    assert as_reviewer.get(f"{answer.url}live/").status_code == 204
    working.drain()
    assert as_reviewer.get(answer.url).url == f"/articles/{Article.objects.get().pk}/"
    assert Article.objects.get().text == STORY
    polled = as_reviewer.get(f"{answer.url}live/", headers={"HX-Request": "true"})
    assert polled.headers["HX-Redirect"] == f"/articles/{Article.objects.get().pk}/"


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "Choose a file."), (b"", "The file is empty.")],
)
def test_no_file_is_a_message_at_the_field(as_reviewer, content, message):
    given = {"way": "file"}
    if content is not None:
        given["file"] = SimpleUploadedFile("empty.txt", content)
    answer = as_reviewer.post(NEW, given)
    assert answer.status_code == 400
    assert message in text(answer)
    assert not Submission.objects.exists()


def test_an_address_is_kept_to_be_fetched(as_reviewer):
    answer = as_reviewer.post(NEW, {"way": "url", "url": "https://news.example/a"})
    submission = Submission.objects.get()
    assert answer.url == f"/articles/incoming/{submission.pk}/"
    assert submission.origin == Origin.URL


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "news.example",
        "http://u:p@a.example/",
    ],
)
def test_an_address_nobody_can_fetch_stays_in_the_form(as_reviewer, url):
    answer = as_reviewer.post(NEW, {"way": "url", "url": url})
    assert answer.status_code == 400
    assert document(answer).get_element_by_id("url_url").value == url
    assert not Submission.objects.exists()


def test_a_failed_submission_says_why_and_what_to_do(as_reviewer, reviewer):
    submission = ingest.submit_file(
        b"%PDF-1.4 broken",
        filename="x.pdf",
        media_type="application/pdf",
        actor=reviewer,
    )
    working.drain()
    submission.refresh_from_db()
    assert submission.state == SubmissionState.FAILED
    for address in (
        submission.get_absolute_url(),
        f"{submission.get_absolute_url()}live/",
    ):
        answer = as_reviewer.get(address)
        assert submission.error in text(answer)
        assert "paste it instead" in text(answer)
        assert b"hx-trigger" not in answer.content
        assert b"http-equiv" not in answer.content


def test_an_unknown_way_in_is_not_found(as_reviewer):
    assert as_reviewer.post(NEW, {"way": "fax"}).status_code == 404


def test_the_words_on_the_page_are_the_words_of_the_article(as_reviewer):
    article = read_article("Some 4,200 crates were lost.\n\nOn 3 May 2026 rain fell.")
    (prose,) = select(as_reviewer.get(article.get_absolute_url()), "prose")
    lines = [" ".join(p.text_content().split()) for p in prose.findall("p")]
    assert lines == [line for line in article.text.split("\n") if line]


def test_every_number_is_claimed_or_set_aside_with_its_reason(as_reviewer):
    article = read_article(
        "At least 4,200 crates were lost, the port said.\n\nOn 3 May 2026 rain fell."
    )
    answer = as_reviewer.get(article.get_absolute_url())
    claim = article.claims.get()
    (mark,) = [a for a in select(answer, "num") if "data-word" in a.attrib]
    assert mark.text == "4,200"
    assert mark.get("href") == claim.get_absolute_url()
    assert mark.get("data-word") == claim.get_status_display().lower()
    assert mark.get("data-tip") == claim.readback
    aside = article.dismissed_numbers.get()
    (span,) = select(answer, "num--aside")
    assert span.text_content() == aside.surface
    assert span.get("href").endswith("#cut")  # where it is taken up
    assert aside.reason in span.get("data-tip")
    page = text(answer)
    assert "100 % of 2 numbers handled" in page
    assert claim.readback in page
    assert aside.reason in page


def test_an_unread_article_shows_its_numbers_as_pending(as_reviewer):
    article = make_article("Some 4,200 crates were lost.")
    answer = as_reviewer.get(article.get_absolute_url())
    (pending,) = select(answer, "num--pending")
    assert pending.text_content() == "4,200"
    assert "0 % of 1 number handled" in text(answer)
    assert b'http-equiv="refresh"' in answer.content


def test_the_page_polls_until_the_work_is_done(as_reviewer):
    article = make_article()
    live = f"/articles/{article.pk}/live/"
    (moving,) = document(as_reviewer.get(article.get_absolute_url())).xpath(
        "//*[@id='article-live']"
    )
    assert moving.get("hx-trigger") == "every 2s"
    assert moving.get("hx-get").startswith(live)
    assert as_reviewer.get(moving.get("hx-get")).status_code == 204
    working.drain()
    done = as_reviewer.get(moving.get("hx-get"))
    assert done.status_code == 200
    assert b"hx-trigger" not in done.content
    assert b"http-equiv" not in as_reviewer.get(article.get_absolute_url()).content


def test_a_page_open_while_its_text_is_read_then_shows_what_can_be_done(as_reviewer):
    article = make_article()
    (moving,) = document(as_reviewer.get(article.get_absolute_url())).xpath(
        "//*[@id='article-live']"
    )
    working.drain()
    assert as_reviewer.get(moving.get("hx-get")).headers["HX-Refresh"] == "true"
    assert "Cut the claims by hand" in text(as_reviewer.get(article.get_absolute_url()))


def test_a_text_without_numbers_is_not_an_error(as_reviewer):
    article = read_article("Rain fell, and nobody counted it.")
    assert "No numbers were found" in text(as_reviewer.get(article.get_absolute_url()))


def test_warnings_of_the_reader_are_shown(as_reviewer):
    article = read_article(warnings=["3 bytes could not be decoded."])
    assert "3 bytes could not be decoded." in text(
        as_reviewer.get(article.get_absolute_url())
    )


def test_a_very_long_article_leads_to_its_other_claims(as_reviewer):
    article = make_article(
        " ".join(f"Depot {n} holds {n} crates." for n in range(1000, 1203))
    )
    for number in range(1000, 1203):
        make_claim(article, surface=f"{number} crates")
    answer = as_reviewer.get(article.get_absolute_url())
    assert len(document(answer).xpath("//li[starts-with(@id, 'claim-')]")) == 200
    assert "All 203 claims of this article" in text(answer)


def test_a_text_without_a_title_is_called_by_its_first_line(as_reviewer, db):
    article = make_article("Harbour news of today\n\nAt least 4,200 crates sank.")
    Article.objects.update(title="")  # as texts were stored before they were named
    claim = make_claim(article)
    for address in (
        "/articles/",
        "/claims/",
        "/queue/review/",
        article.get_absolute_url(),
        claim.get_absolute_url(),
    ):
        shown = as_reviewer.get(address)
        assert "Harbour news of today" in text(shown), address
        assert "Untitled" not in text(shown), address


@pytest.mark.parametrize(
    ("page", "sent", "field"),
    [
        ("/articles/new/", {"way": "paste", "text": " "}, "text"),
        ("/articles/new/", {"way": "url", "url": "nowhere"}, "url"),
        ("/library/new/", {"text": "812 hens.", "title": ""}, "title"),
    ],
)
def test_a_refused_form_begins_at_the_field_to_put_right(
    as_reviewer, page, sent, field
):
    refused = document(as_reviewer.post(page, sent))
    (begun,) = refused.xpath("//*[@autofocus]")
    assert begun.get("name") == field
    told = refused.get_element_by_id(begun.get("aria-describedby").split()[-1])
    assert told.text_content().strip()
