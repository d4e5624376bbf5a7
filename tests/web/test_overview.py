"""The overview: editors only, the same cost for much and little, and its CSV."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Article, Claim
from claims.providers.errors import PausedError
from claims.selectors.backlog import backlog
from claims.selectors.outcomes import outcomes
from claims.selectors.workload import throughput, workload
from claims.services import correcting, publishing, queueing, reviewing
from claims.web.sheets import safe
from tests.api.conftest import Api
from tests.factories import make_claim, make_verdict
from tests.selectors.test_outcomes import hand_in, two_reviews
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).resolve().parents[2] / "docs/outcomes.md"
SQL = re.findall(r"```sql\n(.*?)```", DOCS.read_text(), re.DOTALL)


@pytest.fixture
def newsroom(reviewer, second_reviewer, editor):
    """Two rounds that agree, one that does not, one on the number alone; two verdicts."""
    people = (reviewer, second_reviewer)
    for ratings, figures in (
        (("supported", "supported"), ("4,200", "4,200")),
        (("refuted", "refuted"), ("4,200", "4,200")),
        (("supported", "refuted"), ("4,200", "4,200")),
        (("supported", "supported"), ("4,200 containers", "9,900 containers")),
    ):
        two_reviews(editor, people, ratings, figures)
    claim = make_claim()
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    correcting.correct(claim, actor=editor, reason="A later count.", kind="verdict")
    hand_in(claim, reviewer, "refuted", codes=["outdated"])
    reviewing.decide(claim, actor=editor)


@pytest.mark.parametrize("address", ["/overview/", "/overview/outcomes.csv"])
def test_the_overview_is_for_editors(address, reviewer, editor):
    assert signed_in(reviewer).get(address).status_code == 403
    assert signed_in(editor).get(address).status_code == 200
    assert "Overview" not in signed_in(reviewer).get("/").content.decode()
    assert "/overview/" in signed_in(editor).get("/").content.decode()


def test_an_empty_newsroom_has_an_overview(editor):
    page = signed_in(editor).get("/overview/").content.decode()
    assert "no first verdict" in page
    assert "No claim had two reviews" in page
    assert "Nothing was searched in these days" in page


def test_the_page_tells_the_figures(newsroom, editor):
    page = signed_in(editor).get("/overview/?days=90").content.decode()
    assert "1 of 4 rounds of reviews" in page
    assert "1 of 3 rounds with one rating" in page
    assert "2 signed off, 1 with another rating than before" in page
    assert "Correct: 1" in page
    assert page.count("<title id=") == page.count("<desc id=") == 8


def test_it_costs_the_same_however_much_there_is(
    newsroom, reviewer, second_reviewer, editor
):
    client = signed_in(editor)

    def cost() -> int:
        client.get("/overview/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/overview/").status_code == 200
        return len(captured)

    few = cost()
    for _ in range(5):
        claim = make_claim()
        make_verdict(claim, author=reviewer, editor=editor)
        queueing.take(make_claim(), actor=reviewer)
        two_reviews(
            editor, (reviewer, second_reviewer), ("supported",) * 2, ("4,200",) * 2
        )
        searched(claim, "wikipedia", "found")
    assert cost() == few <= 32


def test_an_alpha_of_few_pairs_is_no_figure(newsroom, editor):
    page = signed_in(editor).get("/overview/").content.decode()
    assert "No period has pairs enough for a figure." in page
    assert "too few" in page
    assert 'class="point' not in page.split("<figcaption")[-3]
    assert 'class="gap"' in page


def test_agreement_by_person_is_by_name(newsroom, editor):
    page = signed_in(editor).get("/overview/").content.decode()
    people = page.split("Table of agreement by person")[1].split("</table>")[0]
    assert re.findall(r'<th scope="row">(.*?)</th>', people) == ["remy", "rita"]
    assert people.count("1 of 3 rounds") == 2


def test_how_providers_did_is_drawn_and_told(editor):
    claim = make_claim()
    searched(claim, "wikipedia", "found")
    searched(claim, "library", "empty")
    searched(claim, "gdelt", "could_not_search", reason=str(PausedError()))
    page = signed_in(editor).get("/overview/").content.decode()
    assert "Wikipedia: 1 worked" in page
    assert "GDELT: 0 worked, 1 left alone" in page
    assert page.count('class="ended ended--spared"') == 3  # wide, narrow, legend
    assert 'href="/providers/#provider-wikipedia"' in page


def test_rest_tells_how_providers_did(editor):
    searched(make_claim(), "wikipedia", "found")
    (told,) = Api(editor).get("overview/").json()["providers"]
    assert (told["provider"], told["worked"], told["failed"]) == ("wikipedia", 1, 0)


def searched(claim, provider, outcome, **fields):
    return claim.source_jobs.create(
        provider=provider, outcome=outcome, finished_at=timezone.now(), **fields
    )


def test_the_table_holds_every_figure_once(newsroom, editor):
    answer = signed_in(editor).get("/overview/outcomes.csv?days=30")
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    told = {(row["figure"], row["of"]): row for row in rows}
    assert len(told) == len(rows)
    assert told["verdicts", ""]["value"] == "2"
    assert told["rounds_different_number", ""]["out_of"] == "4"
    assert told["reviews_with_reason_code", "outdated"]["value"] == "1"
    assert sum(row["figure"] == "reviewed_on_day" for row in rows) == 30


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("=1+1", "'=1+1"), ("@x", "'@x"), ("-x", "'-x"), ("-0.250", "-0.250"), ("a", "a")],
)
def test_no_cell_is_taken_for_a_formula(cell, kept):
    assert safe(cell) == kept


def test_the_documented_sql_gives_what_is_shown(newsroom):
    found = outcomes(365)
    times, changed, pairs, numbers = (asked(query) for query in SQL)
    assert len(times) == found.to_verdict.count == 1
    assert changed == [(found.changed,)] == [(1,)]
    assert sum(row[-1] for row in pairs) == found.scales[0].pairs == 4
    same = sum(row[-1] for row in pairs if row[1] == row[2])
    assert same == found.scales[0].same == 3
    assert numbers == [
        (
            found.different_number.of,
            found.different_number.some,
            found.same_label_different_number.some,
        )
    ]


def test_what_lies_in_the_trash_is_in_no_figure(newsroom, editor):
    waiting = [one.total for one in backlog()]
    Article.every.update(trashed_at=timezone.now())
    Claim.every.update(in_trash=True)
    assert not sum(one.total for one in backlog())
    assert not sum(one.total for one in throughput().series)
    found = outcomes()
    assert (found.verdicts, found.changed, found.to_verdict.count) == (0, 0, 0)
    assert (found.scales, found.kinds, found.reasons) == ((), (), ())
    assert found.people == ()
    assert not any(one.accord.pairs for one in found.periods)
    assert found.different_number.of == found.same_label_different_number.of == 0
    assert not any(count for _, count in found.undone)
    for one in workload():
        assert {one.assigned, one.held, one.reviewed, one.signed_off} == {0}
        assert one.median is None
    assert [query for query in map(asked, SQL) if any(map(any, query))] == []
    Claim.every.update(in_trash=False)
    assert [one.total for one in backlog()] == waiting


def asked(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_rest_tells_the_same(newsroom, editor):
    body = Api(editor).get("overview/?days=365").json()
    assert [row["queue"] for row in body["waiting"]][:2] == ["sourcing", "review"]
    assert len(body["by_day"]) == 30
    told, found = body["outcomes"], outcomes(365)
    assert [
        (one["person"], one["some"], one["of"], one["alpha"])
        for one in told["agreement_by_person"]
    ] == [("remy", 3, 4, None), ("rita", 3, 4, None)]
    assert sum(one["of"] for one in told["agreement_by_period"]) == 4
    assert told["agreement_by_kind"][0]["same_rating_different_number"] == {
        "some": 1,
        "of": 3,
    }
    assert told["different_number"] == {"some": 1, "of": 4}
    assert told["agreement"][0]["nominal"] == f"{float(found.scales[0].nominal):.3f}"
    assert {one["person"] for one in body["people"]} >= {"rita", "edda"}


def test_rest_asks_for_a_span_on_offer(editor):
    assert Api(editor).get("overview/?days=31").json()["field"] == "days"
