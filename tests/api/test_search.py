from __future__ import annotations

import pytest

from tests.factories import make_evidence, read_article

TEXT = (
    "The ministry counted 600,000 casualties in the long campaign. "
    "The bridge cost €1.5bn."
)


@pytest.fixture
def article(reviewer):
    made = read_article(TEXT, title="A winter of war", publisher="Morning Post")
    for claim in made.claims.all():
        make_evidence(claim, actor=reviewer, quote="They counted 420,000 casualties.")
    return made


def results(client, query: str):
    response = client.get(f"search/?{query}")
    assert response.status_code == 200
    return response.json()["results"]


def test_a_range_finds_claims_as_people_write_it(as_reviewer, article):
    (found,) = results(
        as_reviewer, "value_from=500k&value_to=0.7+million&value_unit=casualties"
    )
    assert found["kind"] == "claim"
    assert found["link"].endswith(f"/api/v1/claims/{found['id']}/")
    assert as_reviewer.get(found["link"]).status_code == 200


def test_words_are_told_where_they_stand(as_reviewer, article):
    (found,) = results(as_reviewer, "q=casualty")
    (start, end), *_ = found["marks"]
    assert found["text"][start:end] == "casualties"
    rows = results(as_reviewer, "q=casualty&kind=evidence")
    assert {row["kind"] for row in rows} == {"evidence"}
    (found,) = results(as_reviewer, "q=winter&kind=article")
    assert found["id"] == article.pk


def test_a_search_that_asks_for_nothing_finds_nothing(as_reviewer, article):
    assert results(as_reviewer, "") == []


@pytest.mark.parametrize("path", ["search/", "claims/"])
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("value_from=abc", "value_from"),
        ("value_from=9&value_to=5", "value_to"),
        ("value_from=5+km&value_to=9+euros", "value_to"),
    ],
)
def test_what_is_no_range_is_refused_at_its_parameter(as_reviewer, path, query, field):
    response = as_reviewer.get(f"{path}?{query}")
    assert response.status_code == 400
    assert field in response.content.decode()


def test_claims_are_listed_by_the_same_filters(as_reviewer, article):
    def surfaces(query: str):
        rows = as_reviewer.get(f"claims/?{query}").json()["results"]
        return [row["surface"] for row in rows]

    assert surfaces("value_from=500k&value_to=700k") == ["600,000"]
    assert surfaces("value_from=at+least+€1bn") == ["€1.5bn"]
    assert surfaces("words=casualty") == ["600,000"]
    assert surfaces("verdict=supported") == []
    assert surfaces("reviewed=me") == []
    assert len(surfaces("reviewed=not-me")) == 2
    assert len(surfaces("reviews=1")) == 2
    assert surfaces("reviews=2") == []


@pytest.mark.parametrize(
    "day", ["9999-12-31", "0001-01-01", "01/02/2026", "2026-02-30"]
)
@pytest.mark.parametrize("name", ["since", "until"])
def test_a_day_that_cannot_be_asked_for_is_refused_at_both_doors(
    client, as_reviewer, reviewer, article, name, day
):
    refused = as_reviewer.get(f"search/?{name}={day}")
    assert refused.status_code == 400
    assert name in refused.json()["errors"]
    client.force_login(reviewer)
    assert client.get(f"/search/?{name}={day}").status_code in {200, 400}


@pytest.mark.parametrize(
    ("address", "name", "values"),
    [
        ("search/", "relation", ("inside", "outside")),
        ("search/", "kind", ("claim", "evidence")),
        ("claims/", "relation", ("inside", "outside")),
    ],
)
def test_what_takes_one_value_is_refused_with_two(as_reviewer, address, name, values):
    one, two = values
    assert as_reviewer.get(f"{address}?{name}={one}").status_code == 200
    assert as_reviewer.get(f"{address}?{name}={one}&{name}={two}").status_code == 400


def test_what_takes_several_values_takes_them(as_reviewer, article):
    address = "claims/?status=ready&status=detected&kind=money&kind=count"
    assert as_reviewer.get(address).status_code == 200
    every = as_reviewer.get("search/?value_from=1").json()["count"]
    statuses = {one.status for one in article.claims.all()}
    asked = "&".join(f"status={one}" for one in (*statuses, "dismissed"))
    assert as_reviewer.get(f"search/?{asked}").json()["count"] == every > 0
    assert as_reviewer.get("search/?status=dismissed").json()["count"] == 0
