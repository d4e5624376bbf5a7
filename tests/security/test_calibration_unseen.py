"""Whoever reviews cannot tell a known-answer claim from another, at any address."""

from __future__ import annotations

import re

import pytest

from claims.models import Article, Claim
from claims.services import calibrating, queueing, quorum, reviewing, talking
from tests.conftest import person
from tests.factories import make_claim, make_evidence
from tests.security.matrix import routes
from tests.security.test_blind import (
    _settled,
    everywhere,
    nowhere,
    page_text,
)
from tests.security.world import objects, people

NOTE = "Quarkauflauf"
KNOWN = "4,317 containers"
WORDS = "Zwetschgendatschi"
FIGURE = "4,613 containers"
SAID = "Kletzenbrot"
#: Lists asked to be narrowed, or put in order, by what nobody is to know.
PROBES = (
    "/admin/claims/claim/?calibration={}",
    "/admin/claims/claim/?calibration__exact={}",
    "/admin/claims/claim/?article__calibration={}",
    "/admin/claims/claim/?known_answer__isnull={}",
    "/admin/claims/claim/?calibration_events__isnull={}",
    "/admin/claims/claim/?reviews_in__gt={}",
    "/admin/claims/article/?calibration__exact={}",
    "/admin/claims/article/?calibration_events__isnull={}",
    "/admin/claims/review/?claim__calibration={}",
    "/admin/claims/review/?calibration_result__isnull={}",
    "/admin/claims/evidence/?claim__calibration={}",
    "/admin/claims/statuschange/?claim__calibration={}",
    "/claims/?calibration={}",
    "/articles/?calibration={}",
    "/search/?calibration={}",
    "/api/v1/claims/?calibration={}",
    "/api/v1/articles/?calibration={}",
    "/api/v1/search/?calibration={}",
)


#: Lists of the claims of one status.
LISTS = (
    "/claims/?status={}",
    "/claims/?status=dismissed&status={}",
    "/search/?status={}",
    "/search/?status=dismissed&status={}",
    "/search/?status={}&in=evidence",
    "/api/v1/claims/?status={}",
    "/api/v1/claims/?status=dismissed&status={}",
    "/api/v1/search/?status={}",
    "/admin/claims/claim/?status__exact={}",
)
#: The same asked by hand, and lists in the order of the status.
BY_HAND = (
    *("/admin/claims/claim/?status=ready", "/admin/claims/claim/?status=in_review"),
    "/admin/claims/claim/?status__in=ready",
    *("/admin/claims/claim/?status__gt=k", "/admin/claims/claim/?status__lt=k"),
    *("/admin/claims/claim/?o=4", "/admin/claims/claim/?o=-4"),
    *("/api/v1/claims/?ordering=status", "/api/v1/claims/?ordering=-status"),
    "/api/v1/claims/?ordering=status,-id",
)
#: Lists narrowed by, or in the order of, who has a claim in hand.
IN_HAND = (
    *("/api/v1/claims/?held=free", "/api/v1/claims/?held=me"),
    *("/admin/claims/claim/?o=7", "/admin/claims/claim/?o=-7"),
    *("/admin/claims/claim/?holder=nobody", "/admin/claims/claim/?holder={who}"),
    *(f"/admin/claims/claim/?holder__{of}" for of in ("isnull=1", "id__exact={who}")),
    "/admin/claims/claim/?holder={who}&holder=nobody",
    *("/admin/claims/claim/?holder_id={who}", "/admin/claims/claim/?holder__gt=0"),
    "/admin/claims/claim/?holder__username=another",
    "/admin/claims/claim/?held_until__isnull=1",
    "/admin/claims/claim/?held_until__gte=2026-01-01",
)

_VERSION = re.compile(
    r'name="version" value="\d+"|"version": ?\d+|name="seen"[^>]*|readonly">\d+<'
)


def rows_of_it(made, claim) -> None:
    """Every row of the matrix that is an open claim is the one to be hidden."""
    made.ready = made.held = made.reviewed = made.to_release = made.claim = claim
    made.article = claim.article


@pytest.fixture
def world(db):
    cast = people()
    made = objects(cast)
    chief = person("chief", "editor")
    claim = quorum.ask_reviews(make_claim(), 2, actor=chief)
    made.evidence = make_evidence(claim, actor=chief)
    rows_of_it(made, claim)
    made.chief = chief
    return cast, made


def known(made):
    calibrating.mark(made.ready.article, actor=made.chief)
    made.ready.refresh_from_db()
    calibrating.answer(
        made.ready, rating="refuted", figure=KNOWN, note=NOTE, actor=made.chief
    )


def reviewed(claim, who, words=WORDS, figure=FIGURE):
    queueing.take(claim, actor=who)
    cited = make_evidence(claim, actor=who)
    data = reviewing.ReviewData(
        "refuted", words, [cited.pk], ["rounding"], figure=figure
    )
    return reviewing.submit_review(claim, data, actor=who)


def may_differ(url: str, made) -> bool:
    """Where it no longer waits, or is not shown on another claim."""
    waits = url in ("/", "/sign-in/") or "/queue" in url
    others = (made.published, made.decided, made.unproven, made.detected)
    others += (made.voted, made.dismissed, made.passed_over, made.measured)
    of_another = any(f"/{one.pk}/" in url for one in others) and "claims/" in url
    return waits or of_another


def test_every_page_of_a_reviewer_is_what_it_was_before_the_answer_was_known(world):
    cast, made = world
    urls = [url for url in everywhere(made) if not may_differ(url, made)]
    before = {url: _settled(page_text(cast["reviewer"], url)) for url in urls}
    known(made)
    after = {url: _settled(page_text(cast["reviewer"], url)) for url in urls}
    assert [url for url in urls if before[url] != after[url]] == []
    assert sum(made.ready.statement in page for page in after.values()) > 3
    assert len(urls) > len(list(routes())) / 2


def test_no_address_tells_a_reviewer_the_answer(world):
    cast, made = world
    known(made)
    nowhere(cast, made, "reviewer", KNOWN, NOTE)


def test_the_editor_reads_it_where_it_belongs(world):
    cast, made = world
    known(made)
    page = page_text(cast["editor"], made.ready.get_absolute_url())
    assert KNOWN in page
    assert NOTE in page
    assert "For calibration" in page_text(
        cast["editor"], made.ready.article.get_absolute_url()
    )


def test_nobody_reads_anothers_review_or_talk_not_even_after_their_own(world):
    cast, made = world
    known(made)
    first = person("first", "reviewer")
    made.open_review = reviewed(made.ready, first)
    made.comment = talking.begin(made.ready, text=SAID, actor=first).comment
    made.thread = made.comment.thread
    reviewed(made.ready, cast["reviewer"].user, words="Mine.", figure=FIGURE)
    nowhere(cast, made, "reviewer", WORDS, SAID)
    page = page_text(cast["reviewer"], made.ready.get_absolute_url())
    assert "Mine." in page


@pytest.mark.parametrize("asked", [1, 2])
def test_however_many_reviewed_it_the_page_of_the_next_is_the_same(world, asked):
    cast, made = world
    quorum.ask_reviews(made.ready, asked, actor=made.chief)
    known(made)
    authors = [person(name, "reviewer") for name in ("first", "second", "third")]
    pages = pages_of(made.ready)
    told = f"/api/v1/claims/{made.ready.pk}/"
    client = cast["reviewer"].client(with_key=True)
    before = [_told(page_text(cast["reviewer"], url)) for url in pages]
    counts = [client.get(told).json()[name] for name in ("quorum", "review_count")]
    assert counts == [{"handed_in": 0, "needed": asked}, 0]
    for author in authors:
        queueing.take(made.ready, actor=author)
        cited = made.evidence.pk
        data = reviewing.ReviewData("supported", "Another.", [cited], figure=FIGURE)
        reviewing.submit_review(made.ready, data, actor=author)
    after = [_told(page_text(cast["reviewer"], url)) for url in pages]
    for url, now, then in zip(pages, after, before, strict=True):
        assert now == then, url
    again = [client.get(told).json()[name] for name in ("quorum", "review_count")]
    assert again == counts


@pytest.mark.parametrize("asked", [1, 2])
@pytest.mark.parametrize("done", ["take", "review"])
def test_in_hand_and_after_the_review_it_is_what_an_ordinary_claim_is(
    world, asked, done
):
    cast, made = world
    claim, who = made.ready, cast["reviewer"]
    quorum.ask_reviews(claim, asked, actor=made.chief)
    queueing.take(claim, actor=who.user)
    if done == "review":
        data = reviewing.ReviewData(
            "refuted", WORDS, [made.evidence.pk], ["rounding"], figure=FIGURE
        )
        reviewing.submit_review(claim, data, actor=who.user)
    pages = [*pages_of(claim), f"/api/v1/claims/{claim.pk}/"]
    if asked == 1:
        pages += [url for url in everywhere(made) if not may_differ(url, made)]
    ordinary = [_told(page_text(who, url)) for url in pages]
    Article.objects.filter(pk=claim.article_id).update(calibration=True)
    Claim.objects.filter(pk=claim.pk).update(calibration=True)
    claim.refresh_from_db()
    if done == "review":  # what handing in does of such a claim
        queueing.free(claim)
        assert claim.status == "ready"
    known_now = [_told(page_text(who, url)) for url in pages]
    for url, now, before in zip(pages, known_now, ordinary, strict=True):
        assert now == before, url
    waits = "An editor, another person than you, signs it off." in ordinary[0]
    assert waits == (done == "review" and asked == 1)


def test_no_list_tells_in_whose_hands_it_is_after_ones_own_review(world):
    cast, made = world
    claim, who, another = made.ready, cast["reviewer"], person("another", "reviewer")
    quorum.ask_reviews(claim, 1, actor=made.chief)
    reviewed(claim, who.user)
    pages = [*pages_of(claim), f"/api/v1/claims/{claim.pk}/"]
    pages += [one.format(who=another.pk) for one in IN_HAND]
    pages += [url for url in everywhere(made) if not may_differ(url, made)]
    ordinary = [_told(page_text(who, url)) for url in pages]
    Article.objects.filter(pk=claim.article_id).update(calibration=True)
    Claim.objects.filter(pk=claim.pk).update(calibration=True)
    claim.refresh_from_db()
    queueing.free(claim)
    queueing.take(claim, actor=another)
    for url, before in zip(pages, ordinary, strict=True):
        assert _told(page_text(who, url)) == before, url


def test_claims_come_in_the_order_of_the_status_one_sees(world):
    cast, made = world
    who = cast["reviewer"]
    known(made)
    reviewed(made.ready, who.user)
    assert Claim.objects.get(pk=made.ready.pk).status == "ready"
    client = who.client(with_key=True)
    for order in ("status", "-status"):
        found = client.get(f"/api/v1/claims/?ordering={order}&page_size=100").json()
        told = [one["status"] for one in found["results"]]
        assert told == sorted(told, reverse=order.startswith("-"))
    for asked in ("status", "status__in", "status__startswith"):
        url = f"/admin/claims/claim/?{asked}=ready"
        assert who.client().get(url).status_code in {302, 400}


def pages_of(claim) -> tuple[str, ...]:
    return (
        claim.get_absolute_url(),
        claim.article.get_absolute_url(),
        f"/api/v1/articles/{claim.article_id}/sign-off/",
        f"/api/v1/claims/{claim.pk}/reviews/",
        f"/api/v1/claims/{claim.pk}/events/",
        f"/api/v1/claims/{claim.pk}/history/",
        f"/admin/claims/claim/{claim.pk}/change/",
        "/admin/claims/statuschange/",
        "/claims/",
        *(list_.format(status) for list_ in LISTS for status in ("ready", "in_review")),
        *BY_HAND,
        "/",
    )


def _told(page: str) -> str:
    """Without the version, which counts what is done to any claim."""
    return re.sub(_VERSION, "", _settled(page))


def test_no_list_is_narrowed_by_it_for_who_reviews(world):
    cast, made = world
    known(made)
    for probe in PROBES:
        yes, no = (probe.format(value) for value in (1, 0))
        client = cast["reviewer"].client(with_key=probe.startswith("/api/"))
        statuses = {client.get(url).status_code for url in (yes, no)}
        if statuses != {200}:
            assert statuses <= {302, 400}, probe
            continue
        found = _settled(page_text(cast["reviewer"], yes))
        other = _settled(page_text(cast["reviewer"], no))
        one, zero = (url.partition("?")[2] for url in (yes, no))
        assert found == other.replace(zero, one), probe
