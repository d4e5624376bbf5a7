"""Where nothing is, and from an article, a page says what to do next."""

from __future__ import annotations

import pytest
from django.utils import timezone

from claims.models import Article
from claims.services import reviewing
from claims.vocabulary import ClaimStatus
from tests.conftest import person
from tests.factories import make_claim, make_review
from tests.web.conftest import signed_in
from tests.web.pages import document, text

pytestmark = pytest.mark.django_db


def links(answer, within: str) -> set[str]:
    return set(document(answer).xpath(f"//*[{within}]//a/@href"))


EMPTY = "contains(concat(' ', @class, ' '), ' empty ')"


def test_who_has_nothing_to_review_is_led_on(editor, reviewer):
    make_review(make_claim(), author=reviewer)
    for who, elsewhere in ((reviewer, False), (editor, True)):
        desk = signed_in(who).get("/")
        assert "Nothing waits to be reviewed." in text(desk)
        led = links(desk, EMPTY)
        assert "/articles/new/" in led
        assert ("/queue/sign-off/" in led) == elsewhere
        queue = links(signed_in(who).get("/queue/review/"), EMPTY)
        assert ("/queue/sign-off/" in queue) == elsewhere
    make_claim()
    assert "Nothing waits" not in text(signed_in(reviewer).get("/"))


def test_without_articles_a_reviewer_is_led_to_the_first(reviewer):
    client = signed_in(reviewer)
    for page in ("/", "/articles/", "/claims/", "/queue/review/"):
        assert "/articles/new/" in links(client.get(page), EMPTY), page


def test_an_article_that_is_done_leads_to_its_sign_off(editor, reviewer):
    claim = make_claim()
    Article.objects.filter(pk=claim.article_id).update(extracted_at=timezone.now())
    client, page = signed_in(reviewer), claim.article.get_absolute_url()
    queue = f"/queue/review/?article={claim.article_id}"
    live = "@id='article-live'"
    assert queue in links(client.get(page), live)
    make_review(claim, author=reviewer)
    reviewing.decide(claim, actor=editor)
    assert claim.status == ClaimStatus.DECIDED
    led = links(client.get(page), live)
    assert queue not in led
    assert "#article-sign-off" in led


def test_the_next_claim_of_an_article_is_taken_from_its_page(reviewer):
    make_claim(check_worthiness="0.90")
    claim = make_claim()
    Article.objects.filter(pk=claim.article_id).update(extracted_at=timezone.now())
    client, page = signed_in(reviewer), claim.article.get_absolute_url()
    (form,) = document(client.get(page)).xpath("//form[@data-next]")
    assert client.post(form.get("action"))["Location"] == claim.get_absolute_url()
    claim.refresh_from_db()
    assert claim.holder == reviewer


def test_who_has_no_role_is_told_who_gives_it():
    operator = person("olga", is_staff=True, is_superuser=True)
    accounts = "/admin/auth/user/"
    assert accounts in document(signed_in(operator).get("/")).xpath("//main//a/@href")
    told = text(signed_in(person("lola")).get("/"))
    assert "Roles are given by olga." in told


def test_the_key_for_the_next_claim_has_an_answer_where_there_is_none(
    reviewer, stranger
):
    why = "//*[@data-no-next][@hidden]"
    for who, words in ((reviewer, "nothing waits"), (stranger, "role of reviewer")):
        desk = document(signed_in(who).get("/"))
        assert words in desk.xpath(f"string({why})")
        assert not desk.xpath("//form[@data-next]")
    make_claim()
    desk = document(signed_in(reviewer).get("/"))
    assert not desk.xpath(why)
    assert desk.xpath("//form[@data-next]")
