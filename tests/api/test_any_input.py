"""Whatever is sent, the answer is one of the door's own: never a fault of ours."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.api.serializers import bodies
from claims.vocabulary import ReasonCode, Stance
from tests.api.test_access import DOORS, ROOT, routes

ONE_FIXTURE = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
WRITES = [door for door in DOORS if door.method != "GET"]
NAMES = sorted(
    {
        name
        for body in vars(bodies).values()
        if isinstance(body, type) and issubclass(body, bodies.StrictSerializer)
        for name in body().fields
    }
    | {"status", "id", "__proto__", "\u202e"}
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**29), 10**29)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30)
    | st.sampled_from([*Stance.values, *ReasonCode.values, "supported", "2026-01-01"])
    | st.datetimes().map(str)
    | st.just("https://paper.example/a"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("door", WRITES, ids=lambda d: f"{d.method}-{d.name}")
@ONE_FIXTURE
@given(more=st.dictionaries(st.sampled_from(NAMES), values, max_size=3), own=st.data())
def test_any_body_is_taken_or_refused(door, as_editor, held, evidence, more, own):
    """Bodies near the accepted one: fields of it replaced, dropped and added."""
    kept = own.draw(st.sets(st.sampled_from(sorted(door.body)))) if door.body else set()
    body = {name: door.body[name] for name in kept} | more
    path = routes()[door.name].replace("<queue:slug>", "publish")
    pk = evidence.pk if door.name == "evidence" else held.pk
    response = as_editor(door.method, ROOT + path.replace("<id:pk>", str(pk)), body)
    assert response.status_code < 500, (body, response.content)
    if response.status_code >= 400:
        assert response.json()["detail"]


@pytest.mark.parametrize("name", ["claims", "articles", "all-evidence", "library"])
@ONE_FIXTURE
@given(
    name_of=st.sampled_from(
        ["q", "page", "page_size", "ordering", "status", "article", "min_worthiness"]
    ),
    value=st.text(max_size=30),
)
def test_any_parameter_is_taken_or_refused(name, as_editor, claim, name_of, value):
    response = as_editor.client.get(
        ROOT + routes()[name], {name_of: value}, headers=as_editor.headers
    )
    assert response.status_code in {200, 400}


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json", 200),
        ("*/*", 200),
        ("text/html,*/*;q=0.8", 200),
        ("text/html", 406),
        ("nonsense", 406),
    ],
)
def test_answers_are_json_or_a_refusal(as_editor, claim, accept, status):
    response = as_editor.get("claims/", Accept=accept)
    assert response.status_code == status
    assert response.json()


def test_head_answers_without_a_body(as_editor, claim):
    response = as_editor("HEAD", f"claims/{claim.pk}/")
    assert response.status_code == 200
    assert response.headers["ETag"] == '"1"'
    assert response.content == b""
