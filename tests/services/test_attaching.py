"""Evidence by address or file: read by a job, chosen by a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    TooLargeError,
    TransitionError,
)
from claims.models import Attachment, Evidence, Job, Snapshot
from claims.services import attaching, bringing, evidence, mending, proposals, working
from claims.services.attaching import AttachmentData
from claims.vocabulary import ClaimStatus, JobState, Relation, SubmissionState
from tests.documents.books import by_openpyxl
from tests.documents.builders import docx, encrypted_pdf, paragraph, pdf
from tests.factories import make_article, make_claim
from tests.providers.fakes import Web, reply

pytestmark = pytest.mark.django_db

URL = "https://insurers.example/report"
PAGE = (
    "<html lang=en><head><title>Loss report</title></head><body><article><h1>Loss report"
    "</h1><p>Insurers say that 5,150 containers were lost in the storm of 2024.</p>"
    "<p>Divers found 3,000 containers lost in the storm on the sea floor.</p>"
    "<p>The owner paid 80 million euros.</p></article></body></html>"
)


@pytest.fixture
def claim():
    return make_claim()


@pytest.fixture
def site(monkeypatch):
    """What the address answers; put another answer in `answer`."""
    web = Web(lambda _request: web.answer())
    web.answer = lambda: reply(PAGE, content_type="text/html", etag='"1"', server="x")

    class Fetching:
        def client(self):
            return web.client()

    monkeypatch.setattr(bringing, "Setup", Fetching)
    return web


def read(claim, actor, **data) -> Attachment:
    made = attaching.submit(claim, AttachmentData(**data), actor=actor)
    working.drain()
    made.refresh_from_db()
    return made


def test_an_address_is_fetched_by_a_job_and_its_best_passage_proposed(
    site, claim, reviewer
):
    made = attaching.submit(claim, AttachmentData(url=URL), actor=reviewer)
    assert made.state == SubmissionState.WAITING
    assert site.requests == []
    working.drain()
    made.refresh_from_db()
    assert (made.state, made.title) == (SubmissionState.DONE, "Loss report")
    best, *others = proposals.proposals(made)
    assert best.quote.startswith("Insurers say that 5,150 containers")
    assert best.relation == Relation.INSIDE
    assert any("3,000" in one.quote for one in others)
    assert not Evidence.objects.exists()
    source = made.source
    assert (source.url, source.provider, source.http_status) == (URL, "reviewer", 200)
    assert source.headers == {"content-type": "text/html", "etag": '"1"', "server": "x"}
    assert bytes(source.snapshot.content).decode() == PAGE


def test_the_chosen_passage_becomes_evidence_once(site, claim, reviewer):
    made = read(claim, reviewer, url=URL, stance="supports", note="Read it all.")
    kept, new = attaching.choose(made, actor=reviewer, passage=1)
    assert new
    assert "3,000" in kept.quote
    text = kept.source.snapshot.text
    assert text[kept.start : kept.end] == kept.quote
    assert text[kept.number_start : kept.number_end] == kept.surface == "3,000"
    assert (kept.stance, kept.note, kept.added_by) == (
        "supports",
        "Read it all.",
        reviewer,
    )
    assert kept.low == 3000
    again, new = attaching.choose(made, actor=reviewer, passage=1)
    assert (again, new) == (kept, False)
    other, new = attaching.choose(made, actor=reviewer, passage=0, stance="", note="")
    assert new
    assert (other.stance, other.note) == ("", "")


def test_a_person_may_choose_words_the_machine_did_not(site, claim, reviewer):
    made = read(claim, reviewer, url=URL)
    kept, _ = attaching.choose(
        made, actor=reviewer, quote="The owner paid\n 80 million  euros."
    )
    assert kept.quote == "The owner paid 80 million euros."
    assert kept.relation == Relation.NOT_COMPARABLE
    text = kept.source.snapshot.text
    assert text[kept.start : kept.end] == kept.quote
    assert text[kept.number_start : kept.number_end] == "80 million euros"
    plain, _ = attaching.choose(made, actor=reviewer, quote="Insurers say that")
    assert plain.explanation == evidence.NO_NUMBER
    with pytest.raises(InvalidInputError, match="do not stand in the document"):
        attaching.choose(made, actor=reviewer, quote="The owner paid 90 million")
    with pytest.raises(InvalidInputError, match="Choose one of the passages"):
        attaching.choose(made, actor=reviewer, passage=99)


def _book(book):
    book.active.title = "Data"
    book.active.append(("Containers lost in the storm (in thousands)",))
    book.active.append(("Sea", 2024, 2023))
    book.active.append(("North Sea", 5.15, 1))


@pytest.mark.parametrize(
    ("filename", "content", "locator"),
    [
        ("report.pdf", lambda: pdf([["Page one."], ["In all 5,150 containers were lost in the storm."]]), "page 2"),
        ("report.docx", lambda: docx(paragraph("In all 5,150 containers were lost in the storm.")), ""),
        ("data.xlsx", lambda: by_openpyxl(_book), "Sheet ‘Data’, cell B3"),
        ("data.csv", lambda: b"Sea;Containers lost in the storm\nNorth;5.150\nX;1,5\n", "cell B2"),
        ("page.html", lambda: PAGE.encode(), ""),
        ("note.txt", lambda: b"In all 5,150 containers were lost in the storm.", ""),
    ],
)  # fmt: skip
def test_any_file_is_read_and_the_number_has_its_place(
    claim, reviewer, filename, content, locator
):
    file = content()
    made = read(claim, reviewer, content=file, filename=filename)
    assert made.state == SubmissionState.DONE, made.error
    assert made.content is None
    kept, _ = attaching.choose(made, actor=reviewer, passage=0)
    assert kept.low == 5150
    assert kept.relation == Relation.INSIDE, kept.explanation
    assert kept.locator == locator
    assert bytes(kept.source.snapshot.content) == file
    text = kept.source.snapshot.text
    assert text[kept.start : kept.end] == kept.quote


def test_a_cell_found_again_in_the_stored_file_gives_the_same_number(claim, reviewer):
    from claims.documents import read as read_bytes

    made = read(claim, reviewer, content=by_openpyxl(_book), filename="data.xlsx")
    kept, _ = attaching.choose(made, actor=reviewer, passage=0)
    again = read_bytes(bytes(kept.source.snapshot.content))
    assert again.text == kept.source.snapshot.text
    assert again.locator_at(kept.start) == kept.locator
    assert "5.15 thousand" in again.text[kept.start : kept.end]


def test_the_same_file_is_stored_once_for_two_claims(claim, reviewer):
    data = {"content": b"They lost 5,150 containers.", "filename": "a.txt"}
    one = read(claim, reviewer, **data)
    other = read(make_claim(), reviewer, **data)
    assert one.source == other.source
    assert Snapshot.objects.count() == 1


@pytest.mark.parametrize(
    ("answer", "code", "said", "mend"),
    [
        (lambda: reply("<title>Before</title><p>" + "We and our partners use cookies. Consent. " * 4, content_type="text/html"),
         "consent", "consent page", "paste the passage"),
        (lambda: reply("<title>x</title><p>Subscribe to continue reading.", content_type="text/html"),
         "paywalled", "subscribers", "If you have a subscription"),
        (lambda: reply("<title>Just a moment...</title><p>5", content_type="text/html"),
         "robot_check", "browsers it has checked", "paste the passage"),
        (lambda: reply("", status=404), "not_found", "does not exist", "web archive"),
        (lambda: reply(pdf([[]]), content_type="application/pdf"),
         "no_text", "scanned PDF", "text recognition"),
        (lambda: reply("PK\x03\x04", content_type="application/zip"), "unreadable", "damaged", "Save it anew"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why_and_how_to_mend_it(
    site, claim, reviewer, answer, code, said, mend
):
    site.answer = answer
    made = read(claim, reviewer, url=URL)
    assert (made.state, made.error_code) == (SubmissionState.FAILED, code)
    assert said in made.error
    assert mend in mending.how_to_mend(code)
    assert not Evidence.objects.exists()
    assert Job.objects.latest("pk").state == JobState.DONE
    with pytest.raises(ConflictError):
        attaching.choose(made, actor=reviewer, passage=0)


@pytest.mark.parametrize(
    ("content", "filename", "code"),
    [
        (encrypted_pdf(["x"], user="u", owner="o"), "a.pdf", "encrypted"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a.pdf", "unsupported"),
        (b",,,\n", "a.csv", "no_text"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_kept_for_nobody(
    claim, reviewer, content, filename, code
):
    made = read(claim, reviewer, content=content, filename=filename)
    assert (made.state, made.error_code) == (SubmissionState.FAILED, code)
    assert mending.how_to_mend(code)
    assert not Snapshot.objects.exists()


def test_a_document_without_a_number_can_still_be_quoted(claim, reviewer):
    made = read(claim, reviewer, content=b"Nobody counted them.", filename="a.txt")
    assert (made.state, made.passages) == (SubmissionState.DONE, [])
    kept, _ = attaching.choose(made, actor=reviewer, quote="Nobody counted them.")
    assert kept.stance == ""
    assert kept.suggested_stance == "context"


def test_a_site_in_trouble_is_asked_again_and_then_given_up(site, claim, reviewer):
    site.answer = lambda: reply("", status=500)
    made = attaching.submit(claim, AttachmentData(url=URL), actor=reviewer)
    job = Job.objects.latest("pk")
    for _ in range(3):
        Job.objects.update(run_after="2020-01-01T00:00:00Z")
        working.run(job.pk)
    made.refresh_from_db()
    assert (made.state, made.error_code) == (SubmissionState.FAILED, "unavailable")


def test_an_address_that_waits_is_not_asked_twice(claim, reviewer):
    first = attaching.submit(claim, AttachmentData(url=URL), actor=reviewer)
    assert attaching.submit(claim, AttachmentData(url=URL), actor=reviewer) == first


def test_it_is_refused_before_anything_is_kept(claim, reviewer, stranger):
    good = AttachmentData(url=URL)
    for data, error, said in (
        (AttachmentData(), InvalidInputError, "an address, a file or the passage"),
        (AttachmentData(url="ftp://x.example/"), InvalidInputError, "http and https"),
        (AttachmentData(filename="a.txt"), InvalidInputError, "The file is empty"),
        (AttachmentData(content=bytes(25_000_001)), TooLargeError, "Save the part"),
        (replace(good, stance="adores"), InvalidInputError, "No such stance"),
    ):
        with pytest.raises(error, match=said):
            attaching.submit(claim, data, actor=reviewer)
    with pytest.raises(NotAllowedError):
        attaching.submit(claim, good, actor=stranger)
    type(claim).objects.update(status=ClaimStatus.PUBLISHED)
    claim.refresh_from_db()
    with pytest.raises(TransitionError, match="no evidence can be added"):
        attaching.submit(claim, good, actor=reviewer)
    assert not Attachment.objects.exists()


def test_every_code_of_a_failure_has_a_way_to_mend_it():
    from claims.providers import errors

    codes = {
        error.code
        for error in vars(errors).values()
        if isinstance(error, type) and issubclass(error, errors.SourceError)
    }
    ours = {
        "failed",
        "quota_exhausted",
        "bad_query",
        "no_key",
        "not_loaded",
        "not_set_up",
    }
    for code in codes - ours:
        assert mending.how_to_mend(code) != mending.how_to_mend("else"), code


def test_the_row_of_the_claims_year_is_proposed_first(reviewer):
    article = make_article("The airport handled 4.2 million passengers in 2024.")
    claim = make_claim(
        article,
        surface="4.2 million",
        low="4200000",
        high="4200000",
        unit="passenger",
        thing="passengers",
        qualifier="",
        period="in 2024",
        statement=article.text,
    )
    claim.refresh_from_db()
    table = (
        b"Year,Passengers,Flights\n2022,2900000,31\n2023,3500000,36\n2024,4198000,41\n"
    )
    made = read(claim, reviewer, content=table, filename="counts.csv")
    first = made.passages[0]
    assert (first["surface"], first["relation"]) == ("4,198,000", "inside")
    kept, _ = attaching.choose(made, actor=reviewer, passage=0)
    assert (kept.relation, kept.explanation) == (
        first["relation"],
        first["explanation"],
    )
