"""A review that others are to follow unled is on no page and in no answer."""

from __future__ import annotations

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from claims import selectors
from claims.errors import TransitionError
from claims.models import Article, Claim
from claims.services import (
    arranging,
    bulk,
    calculating,
    confidential,
    judging,
    notices,
    queueing,
    quorum,
    recutting,
    rereading,
    reviewing,
    roots,
    shown,
    sourcing,
    talking,
)
from claims.services.calculating import CalculationData
from claims.vocabulary import BulkAction, ClaimStatus
from tests.conftest import person
from tests.factories import make_claim, make_evidence
from tests.security.matrix import address, read_matrix
from tests.security.world import objects, people

LINES = read_matrix()[2]
WORDS = "Zwetschgendatschi"
FIGURE = "4,317 containers"
SAID = "Kletzenbrot"
NOTED = "Marillenknoedel"
SEARCHES = [
    "/admin/claims/review/?rationale__icontains=datschi",
    "/admin/claims/review/?rating__id__exact=2",
    "/admin/claims/review/?all=",
    "/api/v1/claims/?status=in_review",
    "/claims/?status=in_review",
    "/search/?status=in_review",
    "/search/?status=in_review&in=evidence",
    "/search/?status=in_review&in=article",
    "/search/?verdict=refuted",
    "/search/?value_from=4317&value_to=4317",
    "/api/v1/search/?status=in_review",
    "/api/v1/search/?kind=evidence&status=in_review",
    "/api/v1/claims/?verdict=refuted",
    "/queue/sign-off/",
    "/queue/adjudicate/",
    "/queue/review/?discussion=open",
    "/claims/?discussion=open",
    "/api/v1/claims/?discussion=open",
    f"/admin/claims/comment/?q={SAID[1:-1]}",
    "/notices/?show=all",
    "/api/v1/notices/",
    "/admin/claims/thread/?all=",
    "/admin/claims/calculation/?q=7",
    "/admin/claims/rootchoice/?all=",
    "/admin/claims/source/?provider=calculation",
    "/admin/claims/snapshot/?all=",
    "/api/v1/evidence/?provider=calculation",
]


def everywhere(made):
    """Every address of the matrix, with the rows of this world, and searches."""
    claim, worked = made.ready.pk, made.calculation
    kept = worked.evidence
    secret = getattr(made, "kept", kept)
    return (
        *(address(route, line, made) for route, line in LINES.items()),
        *SEARCHES,
        f"/claims/{claim}/quantity/",
        f"/claims/{claim}/quantity.csv",
        f"/evidence/{kept.pk}/snapshot/",
        f"/api/v1/evidence/{kept.pk}/",
        f"/api/v1/evidence/{kept.pk}/snapshot/",
        f"/admin/claims/evidence/{kept.pk}/change/",
        f"/admin/claims/source/{kept.source_id}/change/",
        f"/admin/claims/snapshot/{kept.source.snapshot_id}/change/",
        f"/admin/claims/calculation/{worked.pk}/change/",
        f"/claims/{claim}/calculation/?formula=e2",
        f"/api/v1/claims/{claim}/calculations/preview/?formula=e2",
        f"/evidence/{secret.pk}/snapshot/",
        f"/api/v1/evidence/{secret.pk}/",
        f"/api/v1/evidence/{secret.pk}/confidential/",
        f"/api/v1/claims/{claim}/history/",
        f"/admin/claims/evidence/{secret.pk}/change/",
        f"/admin/claims/source/{secret.source_id}/change/",
        "/admin/claims/confidentiality/?all=",
        f"/admin/claims/statuschange/?claim__id__exact={claim}",
        f"/articles/{made.ready.article_id}/",
        f"/articles/{made.ready.article_id}/?cut={claim}",
        f"/api/v1/articles/{made.ready.article_id}/cuts/",
        f"/bulk/{made.bulk.pk}/",
    )


@pytest.fixture
def world(db):
    """Every row of the matrix that is or has a claim in review is the blind one."""
    cast = people()
    made = objects(cast)
    chief, first = person("chief", "editor"), person("first", "reviewer")
    made.chief, made.first = chief, first
    claim = quorum.ask_reviews(make_claim(), 2, actor=chief)
    set_aside_and_back(claim, cast, made)
    arranging.skip(claim, reason="later", note=f"{NOTED} skipped", actor=first)
    queueing.take(claim, actor=first)
    queueing.release(claim, actor=first, reason=f"{NOTED} given back")
    queueing.take(claim, actor=first)
    arranging.take_over(claim, actor=chief, reason=f"{NOTED} taken over")
    queueing.release(claim, actor=chief)
    Claim.objects.filter(pk=claim.pk).update(escalated=True)
    arranging.give_back(claim, actor=chief, reason=f"{NOTED} looked at")
    queueing.take(claim, actor=first)
    read = rereading.ReadingData(period="last winter")
    rereading.correct(claim, read, actor=first, reason=f"{NOTED} read")
    cited = make_evidence(claim, actor=first)
    worked = CalculationData("e1 * 7 + 0.4", note=f"{NOTED} calculated")
    made.worked, _ = calculating.keep(claim, worked, actor=first)
    made.kept = make_evidence(claim, actor=first)
    confidential.keep_back(made.kept.source, reason=f"{NOTED} kept", actor=first)
    opened = make_evidence(claim, actor=first).source
    confidential.keep_back(opened, reason=f"{NOTED} kept back", actor=first)
    confidential.make_open(opened, reason=f"{NOTED} opened", actor=made.chief)
    made.calculation = made.worked.calculation
    merged = roots.RootData([cited.pk], "merge", f"{NOTED} why", f"{NOTED} name")
    roots.choose(claim, merged, actor=first)
    data = reviewing.ReviewData(
        "refuted",
        WORDS,
        evidence=[cited.pk, made.worked.pk],
        figure=FIGURE,
        reason_codes=["rounding"],
    )
    asked = talking.begin(claim, text=f"{SAID}, @rita?", actor=first, field="unit")
    talking.edit(asked.comment, text=f"{SAID}, @rita and @edda?", actor=first)
    talking.begin(claim, text=SAID, actor=first, evidence=cited.pk)
    made.comment, made.thread = asked.comment, asked.comment.thread
    made.settled_thread = talking.begin(claim, text=SAID, actor=first).comment.thread
    talking.resolve(made.settled_thread, actor=first)
    made.open_review = reviewing.submit_review(claim, data, actor=first)
    made.ready = made.held = made.reviewed = made.to_release = claim
    made.evidence = cited
    return cast, made


def set_aside_and_back(claim, cast, made) -> None:
    """By hand, with others, and for its sources, while whoever is to review it watches."""
    Article.objects.filter(pk=claim.article_id).update(extracted_at=timezone.now())
    claim.refresh_from_db()
    for who in ("stranger", "reviewer", "editor"):
        notices.watch(claim, actor=cast[who].user)
    recutting.dismiss(claim, actor=made.first, code="other", note=f"{NOTED} aside")
    recutting.restore(claim, actor=made.first)
    order = bulk.Order(BulkAction.DISMISS, reason=f"{NOTED} in bulk")
    made.bulk, _ = bulk.do([claim], order, actor=made.chief)
    bulk.undo(made.bulk, actor=made.chief)
    claim.refresh_from_db()
    sourcing.request_sources(claim, actor=made.first, reason=f"{NOTED} looked for")
    claim.source_jobs.update(outcome="empty", finished_at=timezone.now())
    sourcing.settle(Claim.objects.filter(pk=claim.pk))
    claim.refresh_from_db()
    assert claim.status == ClaimStatus.READY
    for who in ("stranger", "reviewer", "editor"):
        notices.watch(claim, actor=cast[who].user, on=False)


@pytest.mark.parametrize("who", ["stranger", "reviewer", "editor", "operator"])
def test_no_address_shows_a_review_to_who_may_come_after_it(world, who):
    nowhere(*world, who, WORDS, FIGURE, SAID, NOTED, world[1].worked.surface)


@pytest.mark.parametrize("who", ["stranger", "reviewer", "editor", "operator"])
def test_a_page_is_the_same_whether_others_talk_or_not(world, who):
    cast, made = world
    key = made.ready.pk
    pages = (
        made.ready.get_absolute_url(),
        made.ready.article.get_absolute_url(),
        "/queue/review/",
        "/claims/",
        "/search/?status=in_review",
        "/",
        "/notices/?show=all",
        "/api/v1/notices/",
        "/admin/claims/notice/",
        f"/api/v1/claims/{key}/",
        f"/api/v1/claims/{key}/threads/",
        f"/api/v1/claims/{key}/events/",
        f"/admin/claims/claim/{key}/change/",
        "/admin/claims/thread/",
        "/admin/claims/comment/",
    )
    before = [_settled(page_text(cast[who], url)) for url in pages]
    for spot in ({}, {"field": "base"}, {"evidence": made.evidence.pk}):
        said = talking.begin(
            made.ready, text="@rita @edda @sten @olga", actor=made.first, **spot
        )
        talking.reply(said.comment.thread, text="More.", actor=made.first)
    assert [_settled(page_text(cast[who], url)) for url in pages] == before


def test_whoever_knows_the_number_of_a_thread_is_told_there_is_none(world):
    cast, made = world
    reviewer = cast["reviewer"]
    pages, rest = reviewer.client(), reviewer.client(with_key=True)
    thread, comment = made.thread.pk, made.comment.pk
    for answer in (
        pages.post(f"/threads/{thread}/say/", {"step": "said", "text": "Yes."}),
        pages.post(f"/comments/{comment}/edit/", {"text": "Yes."}),
        rest.get(f"/api/v1/threads/{thread}/"),
        rest.post(f"/api/v1/threads/{thread}/resolve/", {}, "application/json"),
        rest.get(f"/api/v1/comments/{comment}/"),
    ):
        assert answer.status_code == 404
    for row in (f"thread/{thread}", f"comment/{comment}"):
        for page in ("change/", "history/"):
            answer = pages.get(f"/admin/claims/{row}/{page}", follow=True)
            assert "t exist" in answer.content.decode()
    shortcut = ContentType.objects.get_for_model(made.thread).pk
    assert pages.get(f"/admin/r/{shortcut}/{thread}/").status_code == 404


def _settled(page: str) -> str:
    """Without what every answer has of its own: its token and the minute it was made."""
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*"|value="[0-9:]{5,}"', "", page)


def nowhere(cast, made, who: str, *told: str) -> None:
    """No address, and it does show the claim, tells this person any of these words."""
    shown = 0
    for url in everywhere(made):
        text = page_text(cast[who], url).replace(f"q={WORDS}", "")
        for words in told:
            assert words not in text, (url, words)
        shown += made.ready.statement in text
    assert shown > 3


def page_text(persona, url: str) -> str:
    response = persona.client(with_key=url.startswith("/api/")).get(url, follow=True)
    return b"".join(response).decode(errors="replace")


def test_that_a_source_is_confidential_is_told_at_once(world):
    cast, made = world
    second, kept = cast["reviewer"], made.kept
    source = page_text(second, f"/api/v1/evidence/{kept.pk}/")
    assert shown.LATER in source
    assert shown.LATER in page_text(second, made.ready.get_absolute_url())
    assert shown.LATER in page_text(
        second, f"/admin/claims/source/{kept.source_id}/change/"
    )
    marks = page_text(second, f"/api/v1/evidence/{kept.pk}/confidential/")
    assert '"kept":true' in marks
    assert '"reason":""' in marks


@pytest.mark.parametrize("who", ["reviewer", "editor", "operator"])
def test_no_search_of_the_admin_finds_by_words_that_wait(world, who):
    cast, _ = world
    for url in (
        f"/admin/claims/statuschange/?q={NOTED}",
        f"/admin/claims/statuschange/?reason__icontains={NOTED}",
        f"/admin/claims/confidentiality/?q={NOTED}",
        f"/admin/claims/confidentiality/?reason__icontains={NOTED}",
    ):
        page = page_text(cast[who], url)
        assert "0 status changes" in page or "0 confidentialities" in page, url
    guessed = f"/admin/claims/source/?confidential__icontains={NOTED}"
    assert page_text(cast[who], guessed) == page_text(
        cast[who], guessed.replace(NOTED, "nothing")
    )


def test_who_handed_theirs_in_reads_it_everywhere(world):
    cast, made = world
    second = cast["reviewer"]
    queueing.take(made.ready, actor=second.user)
    cited = make_evidence(made.ready, actor=second.user)
    data = reviewing.ReviewData(
        "refuted", "Too.", evidence=[cited.pk], figure=FIGURE, reason_codes=["rounding"]
    )
    reviewing.submit_review(made.ready, data, actor=second.user)
    for url in (
        made.ready.get_absolute_url(),
        f"/api/v1/claims/{made.ready.pk}/reviews/",
        "/admin/claims/review/",
        f"/admin/claims/claim/{made.ready.pk}/change/",
    ):
        assert "refuted" in page_text(second, url).lower(), url
    page = page_text(second, made.ready.get_absolute_url())
    assert WORDS in page
    assert SAID in page
    assert SAID in page_text(second, f"/api/v1/claims/{made.ready.pk}/threads/")
    assert SAID in page_text(second, "/admin/claims/comment/")
    for url in (
        made.ready.get_absolute_url(),
        f"/api/v1/claims/{made.ready.pk}/calculations/",
        f"/api/v1/claims/{made.ready.pk}/evidence/",
        f"/claims/{made.ready.pk}/quantity/",
        "/admin/claims/calculation/",
        f"/admin/claims/snapshot/{made.worked.source.snapshot_id}/change/",
    ):
        assert made.worked.surface in page_text(second, url), url
    for url, words in (
        (made.ready.get_absolute_url(), f"{NOTED} skipped"),
        (made.ready.get_absolute_url(), f"{NOTED} why"),
        (f"/api/v1/claims/{made.ready.pk}/events/", f"{NOTED} read"),
        (made.ready.get_absolute_url(), f"{NOTED} taken over"),
        (f"/api/v1/claims/{made.ready.pk}/events/", f"{NOTED} taken over"),
        (made.ready.get_absolute_url(), f"{NOTED} looked at"),
        (f"/api/v1/claims/{made.ready.pk}/events/", f"{NOTED} looked at"),
        (f"/api/v1/claims/{made.ready.pk}/roots/", f"{NOTED} why"),
        (f"/api/v1/claims/{made.ready.pk}/weighing/", f"{NOTED} name"),
        ("/admin/claims/rootchoice/", f"{NOTED} name"),
        (made.ready.get_absolute_url(), f"{NOTED} given back"),
        (f"/api/v1/claims/{made.ready.pk}/history/", f"{NOTED} given back"),
        ("/admin/claims/statuschange/", f"{NOTED} given back"),
        (made.ready.get_absolute_url(), f"{NOTED} aside"),
        (f"/api/v1/claims/{made.ready.pk}/history/", f"{NOTED} in bulk"),
        (f"/api/v1/claims/{made.ready.pk}/history/", f"{NOTED} looked for"),
        ("/admin/claims/statuschange/", f"{NOTED} looked for"),
        (made.ready.article.get_absolute_url(), f"{NOTED} aside"),
        (f"/api/v1/articles/{made.ready.article_id}/cuts/", f"{NOTED} aside"),
        (made.ready.get_absolute_url(), f"{NOTED} kept"),
        (f"/api/v1/evidence/{made.kept.pk}/", f"{NOTED} kept"),
        (f"/api/v1/evidence/{made.kept.pk}/confidential/", f"{NOTED} kept"),
        (f"/admin/claims/source/{made.kept.source_id}/change/", f"{NOTED} kept"),
        ("/admin/claims/confidentiality/", f"{NOTED} opened"),
    ):
        assert words in page_text(second, url), url


def test_who_wrote_it_goes_on_reading_it(world):
    _, made = world
    told = shown.history_of(made.ready, made.first).values_list("told", flat=True)
    assert f"{NOTED} given back" in told
    assert set(shown.whys_in(made.first, [made.kept]).values()) == {f"{NOTED} kept"}
    told = selectors.events_of(made.ready, made.first)
    own = [one.told for one in told if one.told and one.actor == made.first]
    assert own == [
        f"{NOTED} skipped",
        f"{NOTED} read",
    ]
    names = calculating.operands_of(made.ready, person=made.first)
    assert set(names) == {"claim", "e1", "e2", "e3", "e4"}


def test_a_round_cut_short_stays_closed_until_one_after_it_opens(world):
    cast, made = world
    second = cast["reviewer"]
    queueing.send_back(made.ready, actor=made.chief, reason="Look at the port's list.")
    nowhere(*world, "reviewer", WORDS, FIGURE, SAID, NOTED, made.worked.surface)
    page = made.ready.get_absolute_url()
    assert "Look at the port" in page_text(second, page)
    for who in (second.user, made.first):
        queueing.take(made.ready, actor=who)
        assert WORDS not in page_text(second, page) or who == made.first
        cited = make_evidence(made.ready, actor=who)
        data = reviewing.ReviewData(
            "supported", "So be it.", evidence=[cited.pk], figure="4,100 containers"
        )
        reviewing.submit_review(made.ready, data, actor=who)
    for url in (page, f"/api/v1/claims/{made.ready.pk}/reviews/"):
        assert WORDS in page_text(cast["editor"], url), url
    assert SAID in page_text(cast["editor"], page)


@pytest.mark.parametrize("step", ["dismiss", "look"])
def test_why_a_round_began_anew_is_in_no_notice_of_who_reviews_unled(world, step):
    cast, made = world
    second = cast["reviewer"]
    notices.watch(made.ready, actor=second.user)
    if step == "dismiss":
        reviewing.dismiss(made.ready, actor=made.chief, reason=f"{NOTED} anew")
        told = "Set aside"
    else:
        sourcing.request_sources(made.ready, actor=made.chief, reason=f"{NOTED} anew")
        told = "Sources are looked for again"
    for url in ("/notices/?show=all", "/api/v1/notices/"):
        page = page_text(second, url)
        assert told in page
        assert NOTED not in page


def test_a_round_that_was_open_stays_open(world):
    cast, made = world
    second = cast["reviewer"]
    queueing.take(made.ready, actor=second.user)
    cited = make_evidence(made.ready, actor=second.user)
    data = reviewing.ReviewData(
        "supported", "So be it.", evidence=[cited.pk], figure="4,100 containers"
    )
    reviewing.submit_review(made.ready, data, actor=second.user)
    queueing.send_back(made.ready, actor=made.chief, reason="Look at the port's list.")
    for who in ("reviewer", "editor", "stranger"):
        assert WORDS in page_text(cast[who], made.ready.get_absolute_url()), who


def test_the_same_sum_is_kept_by_each_who_works_unled(world):
    cast, made = world
    second = cast["reviewer"]
    queueing.take(made.ready, actor=second.user)
    worked = CalculationData("e1 * 7 + 0.4")
    own, is_new = calculating.keep(made.ready, worked, actor=second.user)
    assert is_new
    assert own.pk != made.worked.pk
    assert own.surface in page_text(second, made.ready.get_absolute_url())


def test_whose_interest_a_source_serves_is_said_in_the_review(world):
    cast, made = world
    second, source = cast["reviewer"], made.evidence.source
    with pytest.raises(TransitionError, match="said in your review"):
        judging.judge(source, actor=second.user, interest="Owned by the port.")
    assert judging.judge(source, actor=second.user, tier="secondary")
    assert "Owned" not in page_text(second, f"/api/v1/evidence/{made.evidence.pk}/")
