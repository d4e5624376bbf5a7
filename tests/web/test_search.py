"""The search page: what is typed, what is found, what narrows it."""

from __future__ import annotations

import pytest

from tests.factories import make_evidence, read_article
from tests.web.conftest import signed_in
from tests.web.pages import document
from tests.web.test_cost import queries

pytestmark = pytest.mark.django_db

TEXT = (
    "The ministry counted 600,000 casualties in the long campaign. "
    "The bridge <b>cost</b> €1.5bn."
)


@pytest.fixture
def article(reviewer):
    made = read_article(TEXT, title="A winter of war", publisher="Morning Post")
    for claim in made.claims.all():
        make_evidence(claim, actor=reviewer, quote="They counted 420,000 casualties.")
    return made


def page(client, query: str, status: int = 200) -> str:
    response = client.get(f"/search/?{query}")
    assert response.status_code == status
    return response.content.decode()


def test_somebody_who_asks_for_nothing_gets_examples_that_work(reviewer, article):
    client = signed_in(reviewer)
    shown = page(client, "")
    assert "What are you looking for?" in shown
    links = [part.split('"')[0] for part in shown.split('<li><a href="?')[1:]]
    assert len(links) >= 5
    for link in links:
        assert "Numbers read as" in page(client, link.replace("&amp;", "&")) or (
            "value" not in link
        )


def test_words_are_marked_and_lead_to_the_exact_place(reviewer, article):
    client = signed_in(reviewer)
    claim = article.claims.get(surface="600,000")
    shown = page(client, "q=casualty")
    assert "<mark>casualties</mark>" in shown
    assert f"{article.get_absolute_url()}#mark-{claim.pk}" in shown
    row = claim.evidence.get()
    shown = page(client, "q=casualty&in=evidence")
    assert f"{claim.get_absolute_url()}#evidence-{row.pk}" in shown
    assert f"/evidence/{row.pk}/snapshot/#passage" in shown
    shown = page(client, "q=bridge+campaign&in=article")
    assert "#:~:text=" in shown
    assert "<mark>bridge</mark>" in shown
    assert "&lt;b&gt;" in shown
    assert "<b>cost" not in shown


def test_a_range_says_how_it_was_read(reviewer, article):
    shown = page(
        signed_in(reviewer), "value_from=500k&value_to=0.7+million&value_unit=casualty"
    )
    assert "500,000 to 700,000 casualties" in shown
    assert "600,000" in shown
    assert "Morning Post" in shown


@pytest.mark.parametrize("query", ["value_from=abc", "value_from=9&value_to=5"])
def test_what_is_no_number_is_told_at_its_box(reviewer, query):
    shown = page(signed_in(reviewer), query, 400)
    assert 'role="alert"' in shown


def test_facets_narrow_and_are_taken_away(reviewer, article):
    client = signed_in(reviewer)
    shown = page(client, "publisher=morning")
    assert "measure=count%3Acasualty" in shown
    shown = page(client, "publisher=morning&measure=count%3Acasualty")
    assert "show all again" in shown
    assert "€1.5bn" not in shown


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("", ["q"]),
        ("q=port", []),
        ("since=x", ["since"]),
        ("value_to=x", ["value_to"]),
    ],
)
def test_a_search_begins_at_its_words_or_at_what_is_wrong(reviewer, asked, begins):
    answer = signed_in(reviewer).get(f"/search/?{asked}")
    boxes = document(answer).xpath("//main//*[@autofocus]/@name")
    assert boxes == begins


@pytest.mark.parametrize("kind", ["claim", "evidence", "article"])
def test_a_search_costs_the_same_for_one_row_and_for_many(reviewer, kind):
    client = signed_in(reviewer)

    def grow(count: int) -> None:
        text = " ".join(f"Depot {n} holds {4000 + n} crates." for n in range(count))
        for claim in read_article(f"{text} {count}").claims.all():
            make_evidence(claim, actor=reviewer, quote=f"It holds {claim.pk} crates.")

    grow(1)
    few = queries(client, f"/search/?q=crates&in={kind}")
    grow(15)
    assert queries(client, f"/search/?q=crates&in={kind}") == few
    assert few <= 21


def test_any_of_several_statuses_is_searched_for_and_stays_chosen(reviewer, article):
    client = signed_in(reviewer)
    here = {one.status for one in article.claims.all()}
    asked = "&".join(f"status={one}" for one in (*here, "dismissed"))
    shown = client.get(f"/search/?{asked}")
    assert len(document(shown).xpath("//*[@data-entry]")) == article.claims.count()
    ticked = document(shown).xpath("//input[@name='status'][@checked]/@value")
    assert set(ticked) == here | {"dismissed"}
    assert document(shown).xpath("//*[@class='facet']//a[@aria-current='true']")
    nothing = client.get("/search/?status=dismissed&status=published")
    assert not document(nothing).xpath("//*[@data-entry]")


def test_a_status_given_empty_costs_no_link_the_others(reviewer, article):
    chosen = document(signed_in(reviewer).get("/search/?status=ready&status=&q="))
    for place in ("//nav[@class='tabs']//a", "//ul[@class='facet']//a"):
        links = chosen.xpath(f"{place}/@href")
        assert links
        for link in links:
            assert "status=ready" in link
            assert "status=&" not in f"{link}&"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("percent", "No word of “percent” is looked for"),
        ("zeppelin", "fewer words or another unit may find more"),
    ],
)
def test_who_finds_nothing_is_told_what_to_change(reviewer, article, words, told):
    assert told in page(signed_in(reviewer), f"q={words}")


@pytest.mark.parametrize("name", ["status", "verdict", "kind", "relation"])
def test_what_is_no_choice_is_named_and_not_asked_again(reviewer, name):
    shown = signed_in(reviewer).get(f"/search/?{name}=bogus")
    assert shown.status_code == 400
    assert "“bogus” is none of these" in shown.content.decode()
    assert not document(shown).xpath("//main//*[@value='bogus']")
