from __future__ import annotations

import pytest

from claims.services import working
from tests.factories import read_article

pytestmark = pytest.mark.django_db
TEXT = "The line carried 1,450 passengers on Monday. Pier 9 was closed for repairs."


@pytest.fixture
def article(db):
    return read_article(TEXT)


def test_a_step_is_done_listed_and_undone(as_reviewer, article):
    made = as_reviewer.post(
        f"articles/{article.pk}/cuts/", {"step": "add", "quote": "Pier 9"}
    )
    assert made.status_code == 201
    step = made.json()
    assert (step["step"], step["told"], step["undone_at"]) == ("add", "“Pier 9”", None)
    (claim,) = step["claims"]
    assert as_reviewer.get(f"claims/{claim}/").json()["surface"] == "Pier 9"
    working.drain()
    undone = as_reviewer.post(step["undo"])
    assert undone.json()["undone_by"] == "rita"
    assert as_reviewer.get(f"claims/{claim}/").json()["status"] == "dismissed"
    again = as_reviewer.post(step["undo"])
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    listed = as_reviewer.get(f"articles/{article.pk}/cuts/").json()["results"]
    assert [one["id"] for one in listed] == [step["id"]]


def test_offsets_are_code_points_of_the_text(as_reviewer, article):
    start = article.text.index("Pier 9")
    made = as_reviewer.post(
        f"articles/{article.pk}/cuts/",
        {"step": "add", "start": start, "end": start + len("Pier 9")},
    )
    assert made.status_code == 201


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"step": "add"}, 400, "quote"),
        ({"step": "fly"}, 400, "step"),
        ({"step": "add", "start": 0}, 400, "start"),
        ({"step": "add", "start": 0, "end": 10**6}, 400, "start"),
        ({"step": "add", "quote": "x", "occurrence": 0}, 400, "occurrence"),
        ({"step": "respan", "quote": "Pier 9"}, 400, "claim"),
        ({"step": "dismiss", "quote": "Pier 9"}, 400, "code"),
        ({"step": "add", "quote": "1,450 passengers"}, 409, None),
        ({"step": "add", "quote": "Pier 9", "by": "me"}, 400, "by"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(as_reviewer, article, body, status, field):
    answer = as_reviewer.post(f"articles/{article.pk}/cuts/", body)
    assert answer.status_code == status, answer.json()
    assert answer.json().get("field") == field
