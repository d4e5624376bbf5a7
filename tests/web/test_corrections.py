from __future__ import annotations

import pytest
from lxml import etree

from claims.services import correcting, publishing, queueing, rereading, reviewing
from tests.factories import make_article, make_claim, make_verdict
from tests.web.pages import form_to, json_ld, text
from tests.web.steps import do

LOG = "/published/corrections/"
FEED = "/published/corrections.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def claim(reviewer, editor):
    article = make_article("At least 4,200 containers were lost, the port said.")
    claim = make_claim(article, claimant="the port")
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    return claim


@pytest.fixture
def corrected(claim, reviewer, editor):
    def do(kind, *, rating="supported", reason="We had misread the log."):
        correcting.correct(claim, actor=editor, reason=reason, kind=kind)
        queueing.take(claim, actor=reviewer)
        data = reviewing.ReviewData(
            rating=rating,
            rationale="The log says less.",
            evidence=[claim.evidence.first().pk],
            reason_codes=["rounding"],
        )
        reviewing.submit_review(claim, data, actor=reviewer)
        reviewing.decide(claim, actor=editor)
        publishing.publish(claim, actor=editor)
        return claim

    return do


def test_an_empty_log_says_so(anonymous, db):
    assert "Nothing had to be corrected yet" in text(anonymous.get(LOG))
    assert etree.fromstring(anonymous.get(FEED).content).findall(f"{ATOM}entry") == []


def test_the_log_tells_class_reason_and_where_the_earlier_version_is(
    anonymous, corrected
):
    claim = corrected("factual")
    page = anonymous.get(LOG)
    assert "Corrects a fact, not the verdict" in text(page)
    assert "We had misread the log." in text(page)
    assert f"/c/{claim.pk}/revisions/1/" in page.content.decode()


def test_the_feed_tells_the_same(anonymous, corrected, settings):
    claim = corrected("update", reason="A <new> count & more.")
    answer = anonymous.get(FEED)
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    (entry,) = etree.fromstring(answer.content).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}summary") == "A <new> count & more."
    assert claim.statement in entry.findtext(f"{ATOM}title")
    assert entry.findtext(f"{ATOM}id").endswith(f"/c/{claim.pk}/#revision-1")


@pytest.mark.parametrize(("kind", "above"), [("update", True), ("factual", False)])
def test_what_matters_stands_above_the_verdict_the_rest_below(
    anonymous, corrected, kind, above
):
    shown = text(anonymous.get(corrected(kind).public_url()))
    assert (shown.rindex("misread the log") < shown.index("Our verdict")) is above


def test_a_changed_verdict_stands_above_though_it_was_called_a_typo(
    anonymous, corrected
):
    shown = text(anonymous.get(corrected("typo", rating="refuted").public_url()))
    assert shown.rindex("misread the log") < shown.index("Our verdict")


def test_the_earlier_version_reads_as_it_went_out(anonymous, corrected):
    claim = corrected("verdict", rating="refuted")
    page = anonymous.get(f"/c/{claim.pk}/revisions/1/")
    shown = text(page)
    assert page.status_code == 200
    assert "An earlier version." in shown
    assert "Supported" in shown
    assert "The report agrees." in shown
    assert "The log says less." not in shown
    assert json_ld(page) == []  # one check, one document


def test_the_version_in_force_has_one_address_and_a_missing_one_none(
    anonymous, corrected
):
    claim = corrected("factual")
    newest = anonymous.get(f"/c/{claim.pk}/revisions/2/")
    assert (newest.status_code, newest.url) == (302, claim.public_url())
    assert anonymous.get(f"/c/{claim.pk}/revisions/3/").status_code == 404
    assert anonymous.get("/c/99999/revisions/1/").status_code == 404


def test_a_retraction_takes_the_earlier_versions_down_too(anonymous, corrected, editor):
    claim = corrected("factual")
    correcting.retract(claim, actor=editor, reason="It was never said.")
    earlier = anonymous.get(f"/c/{claim.pk}/revisions/1/", follow=True)
    assert earlier.status_code == 410
    assert "The report agrees." not in earlier.content.decode()
    log = anonymous.get(LOG)
    assert "Retracted" in text(log)
    assert "revisions/2" not in log.content.decode()


def test_a_check_under_correction_offers_to_take_it_down(as_editor, claim, editor):
    correcting.correct(claim, actor=editor, reason="A unit.", kind="factual")
    page = as_editor.get(claim.get_absolute_url())
    assert f"/claims/{claim.pk}/retract/" in page.content.decode()
    claim.refresh_from_db()
    as_editor.post(
        f"/claims/{claim.pk}/retract/",
        {"version": claim.version, "reason": "It was never said."},
    )
    assert not claim.publications.filter(in_force=True).exists()
    told = text(as_editor.get(claim.get_absolute_url()))
    assert "Taken down while being corrected" in told


def test_whoever_publishes_a_correction_reads_what_readers_are_told(
    as_editor, claim, editor, reviewer
):
    correcting.correct(claim, actor=editor, reason="Misread.", kind="factual")
    make_verdict(claim, author=reviewer, editor=editor)
    shown = text(as_editor.get(claim.get_absolute_url()))
    assert "It takes the place of revision 1, and readers are told" in shown
    assert "Corrects a fact, not the verdict. “Misread.”" in shown


def decided_again(claim, reviewer, editor) -> None:
    cited = claim.evidence.first()
    data = reviewing.ReviewData("supported", "Read again.", evidence=[cited.pk])
    reviewing.submit_review(claim, data, actor=reviewer)
    reviewing.decide(claim, actor=editor)


def test_a_verdict_that_came_out_as_it_was_is_asked_for_its_class(
    as_editor, reviewer, editor, claim
):
    correcting.correct(claim, actor=editor, reason="All wrong.", kind="verdict")
    queueing.take(claim, actor=reviewer)
    decided_again(claim, reviewer, editor)
    refused = do(as_editor, claim, "publish")
    assert refused.status_code == 400
    assert "does not change the verdict" in text(refused)
    form = form_to(refused, f"/claims/{claim.pk}/publish/")
    assert form.xpath(".//select[@name='kind']/option/@value") == [
        *("", "factual", "update", "typo")
    ]
    do(as_editor, claim, "publish", kind="typo")
    assert claim.publications.get(revision=1).correction == "typo"


def test_more_than_wording_is_asked_for_its_class(as_editor, reviewer, editor, claim):
    correcting.correct(claim, actor=editor, reason="A comma.", kind="typo")
    queueing.take(claim, actor=reviewer)
    reading = rereading.ReadingData(number="at least 4,300")
    rereading.correct(claim, reading, actor=reviewer)
    decided_again(claim, reviewer, editor)
    refused = do(as_editor, claim, "publish")
    assert refused.status_code == 400
    assert "More than the wording changed" in text(refused)
    assert "the number" in text(refused)
    assert "the number" in text(do(as_editor, claim, "publish", kind="typo"))
    do(as_editor, claim, "publish", kind="factual")
    log = text(as_editor.get(LOG))
    assert "Corrects a fact, not the verdict" in log
    assert "Wording only" not in log
