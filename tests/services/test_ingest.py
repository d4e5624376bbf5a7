from __future__ import annotations

import hashlib
import unicodedata

import pytest

from claims.errors import InvalidInputError, NotAllowedError, TooLargeError
from claims.models import Article, Claim, DismissedNumber, Job
from claims.services import ingest, working
from claims.vocabulary import JobState, Origin, SubmissionState
from tests.factories import make_article, read_article

pytestmark = pytest.mark.django_db

HTML = b"""<!doctype html><html lang="en"><head>
<title>Ferry counts</title>
<meta property="og:site_name" content="The Sound Courier">
<meta name="author" content="Ada Brook">
<meta property="article:published_time" content="2024-05-06T07:08:09+02:00">
<link rel="canonical" href="https://courier.example/ferries">
</head><body><nav>Menu 123</nav><article><h1>Ferry counts</h1>
<p>The ferry board said on Monday that at least 4,200 people crossed the sound last week,
more than it had planned for when the summer timetable was written.</p>
<p>About 30 ferries a day cross the sound, according to the
<a href="https://board.example/report">board's report</a> for the spring season.</p>
</article></body></html>"""


def add(text, **fields):
    return ingest.add_article(
        ingest.ArticleData(text=text, **fields), actor=None, origin=Origin.PASTE
    )


def test_the_same_text_twice_is_one_article():
    first, created = add("They lost 40 boats.")
    again, created_again = add("They lost 40 boats.", title="Another title")
    assert (created, created_again) == (True, False)
    assert again == first
    assert Job.objects.count() == 1


def test_blank_lines_around_a_text_make_no_other_article():
    first, _ = add("They lost 40 boats.\nAll of them.")
    for same in (
        "They lost 40 boats.\nAll of them.\n",
        "\n\nThey lost 40 boats.\nAll of them.",
    ):
        assert add(same) == (first, False)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "close\nclose\n\nThe port and its boats\n\nThey lost 40.",
            "The port and its boats",
        ),
        ("40 boats", "40 boats"),
        ("They lost 40 boats. " * 20, "They lost 40 boats. They lost 40 boats."),
    ],
)
def test_a_text_without_a_title_is_called_by_its_first_line(text, title):
    article, _ = add(text)
    assert article.title.startswith(title)
    assert len(article.title) <= ingest.HEADLINE


def test_text_is_normalised_hashed_and_whole():
    raw = "Cafe\u0301 owners lost 40\u00a0percent \U0001f600 of sales.\r\nMore."
    article, _ = add(raw)
    assert unicodedata.is_normalized("NFC", article.text)
    assert "Café" in article.text
    assert "\r" not in article.text
    assert "40\u00a0percent \U0001f600" in article.text
    assert article.text_sha256 == hashlib.sha256(article.text.encode()).hexdigest()


@pytest.mark.parametrize("text", ["", "  \n\t ", "\u200b\u200b", "\x00"])
def test_an_empty_article_is_refused(text):
    with pytest.raises(InvalidInputError, match="empty"):
        add(text)
    assert not Article.objects.exists()


def test_a_text_over_the_limit_is_refused_with_the_limit():
    with pytest.raises(TooLargeError, match="1,000,001"):
        add("a" * 1_000_001)


def test_a_stranger_hands_nothing_in(stranger):
    with pytest.raises(NotAllowedError):
        ingest.add_article(
            ingest.ArticleData(text="40 boats"), actor=stranger, origin=Origin.PASTE
        )


def test_a_text_without_numbers_is_an_article_without_claims():
    article = read_article("Nothing is counted here.")
    assert article.extracted_at is not None
    assert not article.claims.exists()


def test_reading_an_article_twice_adds_nothing():
    article = read_article()
    before = (Claim.objects.count(), DismissedNumber.objects.count())
    assert before[0] >= 2
    Article.objects.update(extracted_at=None)
    Job.objects.update(state=JobState.READY)
    working.drain()
    assert (Claim.objects.count(), DismissedNumber.objects.count()) == before
    for claim in article.claims.all():
        assert article.text[claim.start : claim.end] == claim.surface


def test_numbers_come_back_digit_for_digit():
    article = read_article("The fund holds $12,345,678,901,234,567,890.12 in gold.")
    claim = article.claims.get()
    assert str(claim.low) == "12345678901234567890.12"


def test_an_html_file_becomes_an_article_with_its_metadata():
    submission = ingest.submit_file(
        HTML, filename="ferries.html", media_type="text/html", actor=None
    )
    working.drain()
    submission.refresh_from_db()
    article = submission.article
    assert submission.state == SubmissionState.DONE
    assert submission.content is None
    assert article.title == "Ferry counts"
    assert article.author == "Ada Brook"
    assert article.publisher == "The Sound Courier"
    assert article.url == "https://courier.example/ferries"
    assert article.published_at.isoformat() == "2024-05-06T05:08:09+00:00"
    assert "4,200" in article.text
    assert "Menu 123" not in article.text
    assert article.links[0]["url"] == "https://board.example/report"


@pytest.mark.parametrize(
    ("content", "filename", "says"),
    [
        (b"MZ\x90\x00" + b"\x00" * 100, "report.exe", "not supported"),
        (b"%PDF-1.7 broken", "report.pdf", "damaged"),
        (b"PK\x03\x04 not a document", "report.docx", "unpacked"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, filename, says):
    submission = ingest.submit_file(
        content, filename=filename, media_type="", actor=None
    )
    working.drain()
    submission.refresh_from_db()
    assert submission.state == SubmissionState.FAILED
    assert says in submission.error
    assert not Article.objects.exists()


def test_an_empty_file_is_refused_at_once():
    with pytest.raises(InvalidInputError):
        ingest.submit_file(b"", filename="a.txt", media_type="", actor=None)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://files.example/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//host/path",
        "http://user:secret@site.example/",
        "https://",
        "http://[::1",
        "https://site.example/" + "a" * 2100,
    ],
)
def test_addresses_that_can_never_be_fetched_are_refused_at_once(url):
    with pytest.raises(InvalidInputError):
        ingest.submit_url(url, actor=None, origin=Origin.URL)


def test_an_address_is_fetched_by_a_job_and_fails_in_words(settings):
    settings.CLAIMS_NETWORK = False
    submission = ingest.submit_url(
        "https://courier.example/a", actor=None, origin=Origin.URL
    )
    assert submission.state == SubmissionState.WAITING
    working.drain()
    submission.refresh_from_db()
    assert submission.state == SubmissionState.FAILED
    assert "network" in submission.error.lower()


def test_an_article_on_the_web_is_fetched(settings, httpserver):
    httpserver.expect_request("/ferries").respond_with_data(
        HTML, content_type="text/html; charset=utf-8"
    )
    settings.CLAIMS_NETWORK = True
    settings.CLAIMS_ALLOW_HOSTS = ((httpserver.host, httpserver.port),)
    submission = ingest.submit_url(
        httpserver.url_for("/ferries"), actor=None, origin=Origin.URL
    )
    working.drain()
    submission.refresh_from_db()
    assert submission.error == ""
    assert submission.article.title == "Ferry counts"


def test_fields_are_cut_to_one_line():
    article = make_article("They lost 40 boats.", title="A\n title\twith  gaps" * 40)
    assert "\n" not in article.title
    assert len(article.title) <= 300


def test_a_failed_fetch_can_be_tried_again_by_an_editor(settings, httpserver, editor):
    httpserver.expect_request("/ferries").respond_with_data(
        HTML, content_type="text/html; charset=utf-8"
    )
    url = httpserver.url_for("/ferries")
    submission = ingest.submit_url(url, actor=None, origin=Origin.URL)
    working.drain()
    job = Job.objects.get(target_id=submission.pk, state=JobState.FAILED)
    settings.CLAIMS_NETWORK = True
    settings.CLAIMS_ALLOW_HOSTS = ((httpserver.host, httpserver.port),)
    assert working.retry(job, actor=editor)
    working.drain()
    submission.refresh_from_db()
    assert submission.error == ""
    assert submission.article.title == "Ferry counts"


def test_a_text_with_more_numbers_than_are_kept_says_so_and_keeps_none():
    article = read_article("In May 2019 it rained on 30 days. " * 6_000)
    assert "the limit is 10,000" in article.extraction_error
    assert article.extracted_at is None
    assert not article.claims.exists()
    assert not article.dismissed_numbers.exists()


GERMAN = (
    "Nach Angaben der Behörde verließen mindestens 1.200 Soldaten das Lager. "
    "Die Kosten stiegen auf 3,4 Mio. Euro."
)


def test_a_german_text_is_told_by_its_words_and_read_as_german():
    article = read_article(GERMAN)
    assert article.language == "de"
    soldiers, costs = article.claims.order_by("start")
    assert (soldiers.low, soldiers.unit) == (1200, "Soldat")
    assert (costs.low, costs.unit) == (3_400_000, "EUR")
    assert soldiers.readback.startswith("Gelesen als: mindestens 1.200 Soldaten")


def test_what_is_said_about_the_language_counts_before_the_words():
    assert add(GERMAN, language="de-CH")[0].language == "de-CH"
    assert add("They lost 40 boats.", language="fr")[0].language == "fr"


def test_the_language_of_an_html_file_is_its_own():
    page = f'<html lang="de-AT"><body><article><p>{GERMAN}</p></article></body></html>'
    submission = ingest.submit_file(
        page.encode(), filename="a.html", media_type="text/html", actor=None
    )
    working.run(Job.objects.get(target_id=submission.pk, kind="ingest").pk)
    submission.refresh_from_db()
    assert submission.article.language == "de-AT"


def test_a_text_that_tells_no_language_is_english():
    assert add("40 boats")[0].language == "en"
