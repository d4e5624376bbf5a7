from __future__ import annotations

import pytest

from claims import selectors
from claims.models import Claim
from claims.selectors import finding
from claims.services import queueing
from claims.templatetags import workbench
from claims.vocabulary import ClaimStatus, QueueSlug
from claims.web import filters, paging
from claims.web import queues as web_queues
from tests.factories import (
    make_article,
    make_claim,
    make_evidence,
    make_review,
    make_verdict,
)
from tests.web.pages import document, select, text

REVIEW = "/queue/review/"


def listed(answer) -> list[int]:
    """The claims a page lists, in its order."""
    return [
        int(entry.get("id").removeprefix("claim-"))
        for entry in document(answer).xpath("//li[starts-with(@id, 'claim-')]")
    ]


def test_the_worthiest_claim_comes_first(as_reviewer):
    low = make_claim(check_worthiness="0.31")
    high = make_claim(check_worthiness="0.91")
    assert listed(as_reviewer.get(REVIEW)) == [high.pk, low.pk]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=containers", {"boats", "fee"}),
        ("q=CONTAINERS+storm", {"boats"}),
        ("q=harbour", {"boats"}),
        ("kind=money", {"fee"}),
        ("claimant=union", {"fee"}),
        ("worthiness=0.6", {"boats"}),
        ("worthiness=0.5&kind=money", {"fee"}),
        ("evidence=outside", {"boats"}),
        ("evidence=inside", set()),
        ("evidence=none", {"fee"}),
        ("article={fee_article}", {"fee"}),
        ("article={fee_article}&kind=count", set()),
    ],
)
def test_each_filter_narrows_the_queue(as_reviewer, reviewer, query, found):
    boats = make_claim(
        make_article(title="Harbour news"), check_worthiness="0.90", claimant="the port"
    )
    fee = make_claim(
        make_article(title="Fees of the carters"),
        statement="The fee for containers is 4,200 euros.",
        kind="money",
        claimant="the Carters' Union",
        check_worthiness="0.50",
    )
    make_evidence(boats, actor=reviewer, quote="Divers counted 3,150 lost containers.")
    named = {boats.pk: "boats", fee.pk: "fee"}
    query = query.format(fee_article=fee.article_id)
    answer = as_reviewer.get(f"{REVIEW}?{query}")
    assert {named[pk] for pk in listed(answer)} == found


@pytest.mark.parametrize(
    "query",
    [
        "worthiness=high",
        "worthiness=7",
        "kind=nonsense",
        "evidence=nonsense",
        "article=99999999999999999999",
        "article=x",
        "q=%00",
        "q=" + "x" * 300,
    ],
)
@pytest.mark.parametrize("address", [REVIEW, "/claims/"])
def test_a_filter_that_makes_no_sense_shows_nothing_and_says_so(
    as_reviewer, address, query
):
    make_claim()
    answer = as_reviewer.get(f"{address}?{query}")
    assert answer.status_code == 400
    assert listed(answer) == []
    (told,) = document(answer).xpath("//*[contains(@class, 'field--wrong')]//*[@role]")
    assert told.text_content().strip()
    assert "Select a valid choice" not in text(answer)


@pytest.mark.parametrize("query", ["page=-1", "page=1e9", "page=x", "nonsense=1"])
def test_what_is_no_filter_narrows_nothing(as_reviewer, query):
    claim = make_claim()
    answer = as_reviewer.get(f"{REVIEW}?{query}")
    assert answer.status_code == 200
    assert listed(answer) == [claim.pk]


def test_filters_stay_in_the_form_and_in_links_to_other_pages(as_reviewer):
    article = make_article(" ".join(f"{n} tons." for n in range(1000, 1030)))
    for number in range(1000, 1030):
        make_claim(article, surface=str(number))
    answer = as_reviewer.get(f"{REVIEW}?kind=count&q=containers")
    assert len(listed(answer)) == 25
    (second,) = select(answer, "pager")[0].xpath(".//a[@aria-label='Page 2']")
    assert second.get("href") == "?kind=count&q=containers&page=2"
    rest = as_reviewer.get(REVIEW + second.get("href"))
    assert len(listed(rest)) == 5
    assert document(answer).get_element_by_id("filter_q").value == "containers"
    assert document(answer).get_element_by_id("filter_kind").value == "count"


def test_what_somebody_holds_is_shown_with_their_name(
    as_reviewer, reviewer, second_reviewer
):
    free, taken = make_claim(), make_claim()
    queueing.take(taken, actor=second_reviewer)
    answer = as_reviewer.get(REVIEW)
    assert listed(answer) == [free.pk]
    assert "In somebody’s hands" in text(answer)
    assert "remy until" in text(answer)


def test_take_next_gives_the_worthiest_and_leads_to_it(as_reviewer, reviewer):
    make_claim(check_worthiness="0.31")
    best = make_claim(check_worthiness="0.91")
    answer = as_reviewer.post("/queue/review/next/")
    assert answer.url == best.get_absolute_url()
    best.refresh_from_db()
    assert best.holder == reviewer


NEXT = "/queue/review/next/"


def test_a_narrowed_queue_gives_the_next_of_what_it_shows(as_reviewer, reviewer):
    best = make_claim(check_worthiness="0.91")
    fee = make_claim(kind="money", check_worthiness="0.31")
    page = as_reviewer.get(f"{REVIEW}?kind=money&page=1")
    (form,) = document(page).xpath("//form[@data-next]")
    assert form.get("action") == f"{NEXT}?kind=money"
    assert "Take next claim within this filter" in text(page)
    assert as_reviewer.post(form.get("action")).url == fee.get_absolute_url()
    answer = as_reviewer.post(form.get("action"), follow=True)
    assert answer.redirect_chain == [(f"{REVIEW}?kind=money", 302)]
    assert "Nothing more waits within this filter." in text(answer)
    whole = document(answer).xpath("//a[text()='Show the whole queue']/@href")
    assert whole == [REVIEW, "?"]
    assert as_reviewer.post(NEXT).url == best.get_absolute_url()


def test_the_claim_s_page_goes_on_within_the_filter_until_it_is_done(
    as_reviewer, reviewer
):
    first, second = (make_claim(kind="money", priority=n) for n in (9, 5))
    make_claim(priority=7)
    as_reviewer.post(f"{NEXT}?kind=money&q=storm")
    first.refresh_from_db()
    make_review(first, author=reviewer)

    def asked() -> tuple[str, str]:
        page = as_reviewer.get(first.get_absolute_url())
        (form,) = document(page).xpath("//form[@data-next]")
        return form.get("action"), " ".join(form.text_content().split())

    within = f"{NEXT}?kind=money&q=storm"
    assert asked() == (within, "Take the next claim within your filter")
    assert as_reviewer.post(within).url == second.get_absolute_url()
    as_reviewer.post(within)
    assert asked() == (NEXT, "Take the next claim")


def test_an_article_that_has_nothing_left_is_still_a_filter_that_makes_sense(
    as_reviewer,
):
    claim = make_claim()
    make_claim()
    within = f"?article={claim.article_id}"
    assert as_reviewer.post(f"{NEXT}{within}").url == claim.get_absolute_url()
    answer = as_reviewer.post(f"{NEXT}{within}", follow=True)
    assert answer.status_code == 200
    assert "Nothing more waits within this filter." in text(answer)


@pytest.mark.parametrize("query", ["kind=nonsense", "worthiness=high"])
def test_within_a_filter_that_makes_no_sense_nothing_is_taken(as_reviewer, query):
    make_claim()
    page = as_reviewer.get(f"{REVIEW}?{query}")
    (form,) = document(page).xpath("//form[@data-next]")
    assert form.get("action") == NEXT
    assert "Take next claim of the whole queue" in text(page)
    assert as_reviewer.post(f"{NEXT}?{query}").url == f"{REVIEW}?{query}"
    assert not Claim.objects.filter(holder__isnull=False).exists()


def test_what_is_no_filter_takes_of_the_whole_queue(as_reviewer):
    claim = make_claim()
    assert as_reviewer.post(f"{NEXT}?nonsense=1").url == claim.get_absolute_url()


def test_an_empty_queue_says_so(as_reviewer):
    answer = as_reviewer.post("/queue/review/next/", follow=True)
    assert answer.redirect_chain == [(REVIEW, 302)]
    assert "Nothing is waiting in this queue right now." in text(answer)


@pytest.mark.parametrize("slug", ["sign-off", "publish"])
def test_editors_queues_are_not_taken_from_by_reviewers(as_reviewer, slug):
    assert as_reviewer.post(f"/queue/{slug}/next/").status_code == 403
    assert b"Take next claim" not in as_reviewer.get(f"/queue/{slug}/").content


def test_nobody_takes_without_the_role(as_stranger):
    make_claim()
    assert as_stranger.post("/queue/review/next/").status_code == 403
    assert b"Take next claim" not in as_stranger.get(REVIEW).content


def test_my_own_review_is_not_mine_to_sign_off(as_editor, editor, reviewer):
    mine, theirs = make_claim(), make_claim()
    make_review(mine, author=editor)
    make_review(theirs, author=reviewer)
    assert listed(as_editor.get("/queue/sign-off/")) == [theirs.pk]


def test_signed_off_claims_wait_to_be_published(as_editor, reviewer, editor):
    claim = make_claim()
    make_verdict(claim, author=reviewer, editor=editor)
    assert listed(as_editor.get("/queue/publish/")) == [claim.pk]


def test_counts_on_tabs_and_desk_agree(as_editor, reviewer, editor):
    make_claim()
    make_claim()
    make_review(make_claim(), author=reviewer)
    make_verdict(make_claim(), author=reviewer, editor=editor)
    tabs = select(as_editor.get(REVIEW), "tabs")[0].text_content()
    told = " ".join(tabs.split())
    assert (
        told == "To review 2 Passed over 0 To sign off 1 To adjudicate 0 To publish 1 "
        "To look at again 0"
    )
    tiles = [tile.find("strong").text for tile in select(as_editor.get("/"), "tile")]
    assert tiles[:5] == ["2", "0", "1", "0", "1"]


def test_all_claims_are_listed_by_status(as_stranger):
    made = {
        status: make_claim(status=status)
        for status in (ClaimStatus.DETECTED, ClaimStatus.READY, ClaimStatus.DISMISSED)
    }
    assert set(listed(as_stranger.get("/claims/"))) == {c.pk for c in made.values()}
    for status, claim in made.items():
        assert listed(as_stranger.get(f"/claims/?status={status}")) == [claim.pk]


def test_the_desk_shows_what_i_hold(as_reviewer, reviewer):
    claim = make_claim()
    assert "Nothing in your hands" in text(as_reviewer.get("/"))
    queueing.take(claim, actor=reviewer)
    assert claim.statement in text(as_reviewer.get("/"))


def test_an_empty_desk_says_what_to_do_next(as_reviewer, as_stranger):
    assert "Add the first one" in text(as_reviewer.get("/"))
    assert "A reviewer adds the first one" in text(as_stranger.get("/"))
    assert Claim.objects.count() == 0


def test_a_long_queue_is_counted_so_far_and_says_that_there_is_more(
    as_reviewer, monkeypatch
):
    for module in (paging, web_queues, workbench):
        monkeypatch.setattr(module, "MOST_COUNTED", 30)
    Claim.objects.bulk_create(_alike(make_claim(), 59))
    page = as_reviewer.get(REVIEW)
    assert "To review 30+" in text(page)
    assert "more than 30 in all" in text(page)
    for query in ("?kind=count", "?kind=count&page=1"):
        assert "more than 30 in all" in text(as_reviewer.get(f"{REVIEW}{query}"))
    second = as_reviewer.get(f"{REVIEW}?kind=count&page=2")
    assert "more than 55 in all" in text(second)
    seen = [listed(as_reviewer.get(f"{REVIEW}?page={n}")) for n in (1, 2, 3, 99)]
    assert [len(one) for one in seen] == [25, 25, 10, 10]
    assert len({pk for one in seen for pk in one}) == 60
    assert "60 in all" in text(as_reviewer.get(f"{REVIEW}?page=3"))
    assert "more than" not in text(as_reviewer.get(f"{REVIEW}?page=3"))
    assert len(listed(as_reviewer.get(f"{REVIEW}?page={'9' * 40}"))) > 0


def test_every_claim_is_told_as_counted_where_it_was(as_reviewer, reviewer):
    Claim.objects.bulk_create(_alike(make_claim(), 4))
    whole = selectors.queue_counts(reviewer)
    assert whole[QueueSlug.REVIEW] == 5
    assert selectors.queue_counts(reviewer, most=5) == whole
    assert selectors.queue_counts(reviewer, most=3) == whole | {QueueSlug.REVIEW: 4}


@pytest.mark.parametrize("many", [False, True])
def test_words_are_sought_in_titles_too_however_many_have_them(
    as_reviewer, monkeypatch, many
):
    if many:
        monkeypatch.setattr(filters, "MOST_ARTICLES", 1)
        monkeypatch.setattr(finding, "FEW", 1)
    here = make_claim(make_article(title="Quince news"))
    there = make_claim(make_article(title="More quinces", text="It was 4,200 then."))
    make_claim(statement="It was 4,200 plums.")
    for address in (REVIEW, "/claims/"):
        found = listed(as_reviewer.get(f"{address}?q=QUINCE"))
        assert set(found) == {here.pk, there.pk}
        assert listed(as_reviewer.get(f"{address}?q=quince+more")) == [there.pk]


def _alike(claim: Claim, count: int) -> list[Claim]:
    """More of its article, a character further each."""
    fields = {one.attname for one in Claim._meta.concrete_fields} - {"id"}
    values = {name: getattr(claim, name) for name in fields}
    places = [
        {"start": claim.start + n, "end": claim.end + n} for n in range(1, count + 1)
    ]
    return [Claim(**values | place) for place in places]


def test_an_editor_sees_what_one_reviewer_is_to_do(
    as_editor, reviewer, second_reviewer, stranger
):
    mine, theirs = make_claim(assignee=reviewer), make_claim(assignee=second_reviewer)
    make_claim()
    answer = as_editor.get(f"/claims/?assigned={reviewer.username}")
    assert listed(answer) == [mine.pk]
    (field,) = document(answer).xpath("//select[@name='assigned']")
    offered = set(field.xpath("option/@value"))
    assert {reviewer.username, second_reviewer.username} < offered
    assert stranger.username not in offered
    assert set(listed(as_editor.get("/claims/?assigned=somebody"))) == {
        mine.pk,
        theirs.pk,
    }
    assert as_editor.get("/claims/?assigned=moon").status_code == 400


def test_lists_are_narrowed_to_how_many_reviews_a_claim_takes(as_reviewer):
    one, two = make_claim(check_worthiness="0.10"), make_claim(reviews_asked=2)
    assert listed(as_reviewer.get(f"{REVIEW}?reviews=2")) == [two.pk]
    assert listed(as_reviewer.get("/claims/?reviews=1")) == [one.pk]
    assert listed(as_reviewer.get("/claims/?reviews=3")) == []
    assert as_reviewer.get("/claims/?reviews=4").status_code == 400


def test_claims_are_listed_by_any_of_several_statuses(as_stranger):
    made = [
        make_claim(status=status)
        for status in (ClaimStatus.DETECTED, ClaimStatus.READY, ClaimStatus.DISMISSED)
    ]
    page = as_stranger.get("/claims/?status=ready&status=dismissed")
    assert sorted(listed(page)) == sorted(one.pk for one in made[1:])
    ticked = document(page).xpath("//input[@name='status'][@checked]/@value")
    assert set(ticked) == {"ready", "dismissed"}
    assert len(listed(as_stranger.get("/claims/?status="))) == 3
    assert as_stranger.get("/claims/?status=ready&status=nonsense").status_code == 400


def test_what_is_worth_checking_is_asked_for_as_a_range(as_reviewer):
    made = [make_claim(check_worthiness=f"0.{n}0") for n in (2, 5, 8)]
    for address in ("/claims/", REVIEW):
        page = as_reviewer.get(f"{address}?worthiness=0.3&worthiness_to=0.50")
        assert listed(page) == [made[1].pk]
        page = as_reviewer.get(f"{address}?worthiness_to=0.5")
        assert sorted(listed(page)) == [made[0].pk, made[1].pk]
        page = as_reviewer.get(f"{address}?worthiness=0.6&worthiness_to=0.5")
        assert page.status_code == 400
        assert "It is below 0.6, where this begins." in text(page)
