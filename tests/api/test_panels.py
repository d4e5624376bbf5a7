"""A panel over REST: the same votes, blind in the same way."""

from __future__ import annotations

import pytest

from claims.models import Verdict
from tests.api.conftest import Api
from tests.services.test_panels import NAMES, disputed, members, reviews

__all__ = ["disputed", "members"]  # fixtures


@pytest.fixture
def called(disputed, members, as_editor):
    answer = as_editor.post(f"claims/{disputed.pk}/panel/", {"members": NAMES})
    assert answer.status_code == 201
    return answer.json()


def test_there_is_none_before_it_is_called(disputed, as_reviewer):
    assert as_reviewer.get(f"claims/{disputed.pk}/panel/").status_code == 404


def test_it_is_called_voted_on_and_carried(called, disputed, members, as_reviewer):
    supports, refutes = reviews(disputed)
    path = f"claims/{disputed.pk}/panel/"
    assert called["state"] == "voting"
    assert called["members"] == [{"username": n, "voted": False} for n in NAMES]
    for member, backed in zip(members, (supports, refutes, refutes), strict=True):
        before = Api(member).get(path).json()
        assert before["votes"] == []
        answer = Api(member).post(
            f"{path}vote/", {"review": backed.pk, "rationale": f"{member} says so."}
        )
        assert answer.status_code == 201
        assert len(answer.json()["votes"]) >= 1
    told = as_reviewer.get(path).json()
    assert (told["state"], told["outcome"]) == ("carried", "Refuted: 2 of 3")
    assert told["verdict"] == Verdict.objects.get().pk
    assert [(v["member"], v["carried"]) for v in told["votes"]] == [
        ("ada", False),
        ("ben", True),
        ("cleo", True),
    ]


def test_a_rating_of_one_s_own_needs_what_a_review_needs(called, disputed, members):
    path = f"claims/{disputed.pk}/panel/vote/"
    answer = Api(members[0]).post(path, {"rating": "refuted", "rationale": "So."})
    assert answer.status_code == 400
    assert "reason_codes" in answer.json()["errors"]
    answer = Api(members[0]).post(
        path,
        {"rating": "supported", "rationale": "So.", "searched_not_enough": True},
    )
    assert answer.json()["code"] == "evidence_missing"


def test_it_is_called_off_and_then_a_person_decides(
    called, disputed, as_editor, second_editor
):
    refused = Api(second_editor).post(
        f"claims/{disputed.pk}/verdict/", {"review": reviews(disputed)[0].pk}
    )
    assert refused.status_code == 409
    path = f"claims/{disputed.pk}/panel/off/"
    assert as_editor.post(path, {"reason": ""}).status_code == 400
    assert as_editor.post(path, {"reason": "Ill."}).json()["state"] == "called_off"
    assert as_editor.post(path, {"reason": "Ill."}).status_code == 409


def test_a_version_read_before_is_refused(called, disputed, members):
    answer = Api(members[0]).post(
        f"claims/{disputed.pk}/panel/vote/",
        {"review": reviews(disputed)[0].pk, "rationale": "So.", "version": 1},
    )
    assert answer.status_code == 409
    assert answer.json()["code"] == "stale"
