from __future__ import annotations

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html  # type: ignore[import-untyped]  # has no stubs

from claims.models import ApiKey, Article, Claim, Evidence, Notice, Publication
from claims.services import queueing
from claims.vocabulary import ClaimStatus, QueueSlug
from tests.admin.rows import HIDDEN, fill
from tests.factories import make_claim, make_evidence

OURS = sorted(
    (model for model in admin.site._registry if model._meta.app_label == "claims"),
    key=lambda model: model.__name__,
)
MOST_QUERIES = 15
HUNDRED = 100


def address(model, page: str, *args) -> str:
    return reverse(f"admin:claims_{model._meta.model_name}_{page}", args=args)


def test_the_admin_shows_every_kind_of_row_that_was_asked_for():
    assert {model.__name__ for model in OURS} >= {
        "ApiKey",
        "Article",
        "Claim",
        "Evidence",
        "Job",
        "PriorityPolicy",
        "Publication",
        "RatingScale",
        "ReferenceDocument",
        "Review",
        "ReviewPolicy",
        "SourceJob",
        "SourceJudgement",
        "StandardsPolicy",
        "StatusChange",
        "Submission",
        "TolerancePolicy",
        "Verdict",
        "WorthPolicy",
    }


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_list_costs_the_same_for_5_rows_and_for_50(
    model, editing_client, staff_reviewer, staff_editor
):
    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            response = editing_client.get(address(model, "changelist"))
        assert response.status_code == 200
        return len(queries), len(response.context["cl"].result_list)

    own = staff_editor if model is ApiKey else staff_reviewer
    other = staff_reviewer if model is ApiKey else staff_editor
    fill(5, author=own, editor=other)
    few, rows = cost()
    fill(45, author=own, editor=other)
    many, more_rows = cost()
    assert few == many <= MOST_QUERIES
    if model._meta.model_name != "ratingscale":
        assert rows >= 5
        assert more_rows >= 50


def test_no_list_costs_more_than_another_with_a_hundred_rows_on_its_page(
    editing_client, operating_client, staff_reviewer, staff_editor, monkeypatch
):
    fill(HUNDRED, author=staff_reviewer, editor=staff_editor)
    full = set()
    for model, shown in admin.site._registry.items():
        monkeypatch.setattr(shown, "list_per_page", HUNDRED)
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        for client in (editing_client, operating_client):
            with CaptureQueriesContext(connection) as queries:
                response = client.get(reverse(name))
            assert response.status_code in {200, 403}
            assert len(queries) <= MOST_QUERIES, name
            listed = response.context and response.context.get("cl")
            if listed and len(listed.result_list) == HUNDRED:
                full.add(model.__name__)
    # Scales are few, and a text is kept once however many sources have it.
    assert {model.__name__ for model in OURS} - full <= {"RatingScale", "Snapshot"}


# A key has no page: its address would carry the digest.  A notice is one person's own.
@pytest.mark.parametrize(
    "model",
    [m for m in OURS if m not in (ApiKey, Notice)],
    ids=lambda model: model.__name__,
)
def test_a_row_s_page_opens_for_reviewers_and_for_the_operator(
    model, reviewing_client, operating_client, staff_reviewer, staff_editor
):
    fill(1, author=staff_reviewer, editor=staff_editor)
    page = address(model, "change", model._default_manager.first().pk)
    unseen = model.__name__ in HIDDEN
    assert (reviewing_client.get(page).status_code == 403) == unseen
    clients = (operating_client,) if unseen else (reviewing_client, operating_client)
    for client in clients:
        response = client.get(page)
        assert response.status_code == 200
        assert "deletelink" not in response.content.decode()


def test_a_claim_s_page_costs_the_same_for_one_piece_of_evidence_and_for_many(
    reviewing_client, staff_reviewer
):
    claim = make_claim()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert (
                reviewing_client.get(address(Claim, "change", claim.pk)).status_code
                == 200
            )
        return len(queries)

    make_evidence(claim, actor=staff_reviewer)
    cost()  # the first page of a process also reads the content types
    once = cost()
    for _ in range(12):
        make_evidence(claim, actor=staff_reviewer)
    assert cost() == once


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_searching_finds_a_row_and_strange_words_find_none(
    model, editing_client, staff_reviewer, staff_editor
):
    fill(1, author=staff_reviewer, editor=staff_editor)
    for words in ("Loss report", "\x1f'\"%_\\", "٣" * 300, "a\x00b"):
        response = editing_client.get(address(model, "changelist"), {"q": words})
        assert response.status_code in {200, 302}, words


def test_a_search_finds_claims_by_what_is_said_and_by_their_article(reviewing_client):
    claim = make_claim(statement="Exactly 77 lighthouses were repainted.")
    make_claim()
    response = reviewing_client.get(address(Claim, "changelist"), {"q": "lighthouses"})
    assert [row.pk for row in response.context["cl"].result_list] == [claim.pk]
    Article.objects.filter(pk=claim.article_id).update(title="Coastal paint")
    response = reviewing_client.get(address(Claim, "changelist"), {"q": "coastal"})
    assert [row.pk for row in response.context["cl"].result_list] == [claim.pk]


@pytest.mark.parametrize("slug", QueueSlug.values)
def test_the_queue_filter_shows_what_the_queue_holds(slug, reviewing_client):
    ready = make_claim(status=ClaimStatus.READY)
    decided = make_claim(status=ClaimStatus.DECIDED)
    held = {"review": [ready.pk], "publish": [decided.pk]}
    expected = held.get(slug, [])
    response = reviewing_client.get(address(Claim, "changelist"), {"queue": slug})
    assert [row.pk for row in response.context["cl"].result_list] == expected


def test_an_unknown_queue_or_filter_is_no_error(reviewing_client):
    for query in (
        {"queue": "nonsense"},
        {"status__exact": "no"},
        {"holder": "x"},
    ):
        response = reviewing_client.get(
            address(Claim, "changelist"), query, follow=True
        )
        assert response.status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        "claim/?queue=moon",
        "claim/?holder=moon",
        "article/?signed_off=moon",
        "evidence/?taken_back=moon",
        "evidence/?trash=moon",
        "review/?trash=",
    ],
)
def test_a_filter_told_a_value_it_does_not_offer_shows_the_whole_list(
    reviewing_client, asked
):
    answer = reviewing_client.get(f"/admin/claims/{asked}")
    assert answer.status_code == 302
    assert answer.url.endswith("?e=1")


def test_claims_are_listed_by_who_has_them_in_hand(reviewing_client, staff_reviewer):
    free, held = make_claim(), queueing.take(make_claim(), actor=staff_reviewer)
    for holder, found in (("nobody", free), (staff_reviewer.pk, held)):
        response = reviewing_client.get(
            address(Claim, "changelist"), {"holder": holder}
        )
        assert [row.pk for row in response.context["cl"].result_list] == [found.pk]
        assert b">rosa</a>" in response.content


def test_the_number_of_a_claim_is_marked_in_its_sentence(reviewing_client):
    claim = make_claim()
    page = reviewing_client.get(address(Claim, "change", claim.pk)).content.decode()
    assert "at least <mark>4,200</mark> containers were lost" in page
    listed = reviewing_client.get(address(Claim, "changelist")).content.decode()
    assert "At least <mark>4,200</mark> containers" in listed
    assert "[4200, ∞) container" in listed


def test_the_number_in_a_passage_is_marked(reviewing_client, staff_reviewer):
    evidence = make_evidence(
        make_claim(),
        actor=staff_reviewer,
        quote="They counted 4,250 containers in all.",
    )
    page = reviewing_client.get(address(Evidence, "change", evidence.pk))
    assert "They counted <mark>4,250</mark> containers in all." in page.content.decode()


def test_every_filter_and_the_search_have_a_name(reviewing_client, staff_reviewer):
    make_evidence(make_claim(), actor=staff_reviewer)
    page = html.fromstring(
        reviewing_client.get(address(Evidence, "changelist")).content.decode()
    )
    choices = page.xpath("//*[@id='changelist-filter']//a")
    assert choices
    assert all(link.text_content().strip() for link in choices)
    (label,) = page.xpath("//label[@for='searchbar']")
    assert label.text_content().strip() == "Search"


def test_a_published_claim_links_to_its_public_page(
    reviewing_client, staff_reviewer, staff_editor
):
    fill(1, author=staff_reviewer, editor=staff_editor)
    claim = Publication.objects.get().claim
    page = reviewing_client.get(address(Claim, "change", claim.pk)).content.decode()
    assert f'href="{claim.public_url()}"' in page
    assert f'href="{claim.get_absolute_url()}"' in page


def test_claims_can_be_found_by_autocomplete(reviewing_client):
    claim = make_claim()
    response = reviewing_client.get(
        reverse("admin:autocomplete"),
        {
            "term": "containers",
            "app_label": "claims",
            "model_name": "evidence",
            "field_name": "claim",
        },
    )
    assert [row["id"] for row in response.json()["results"]] == [str(claim.pk)]


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"])
def test_pages_answer_reading_and_posting_only(method, editing_client):
    claim = make_claim()
    for page in (address(Claim, "changelist"), address(Claim, "change", claim.pk)):
        assert editing_client.generic(method, page).status_code == 405
