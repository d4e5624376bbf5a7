"""A verdict is signed off by another person than its author, through every door."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

import claims
from claims.errors import FourEyesError, NotAllowedError
from claims.models import ApiKey, Claim, Review, Verdict
from claims.services import queueing, reviewing
from claims.vocabulary import ClaimStatus
from tests.conftest import person
from tests.factories import make_claim, make_review

SOURCE = Path(claims.__file__).parent

AUTHORS: dict[str, dict[str, Any]] = {
    "reviewer": {"groups": ("reviewer",)},
    "editor": {"groups": ("editor",)},
    "editor and reviewer": {"groups": ("editor", "reviewer")},
    "editor who is a superuser": {"groups": ("editor",), "is_superuser": True},
}


def through_the_page(claim, review, author) -> None:
    client = signed_in(author)
    form = {"version": claim.version, "review": review.pk, "note": ""}
    client.post(reverse("claim-decide", args=[claim.pk]), form)
    client.post(reverse("claim-decide", args=[claim.pk]), form | {"review": ""})


def through_the_api(claim, review, author) -> None:
    _, key = ApiKey.objects.create(user=author)
    client = Client(headers={"authorization": f"Bearer {key}"})
    page = reverse("v1:claim-verdict", args=[claim.pk])
    for body in ({"review": review.pk}, {}, {"signed_off_by": 1, "author": 1}):
        client.post(page, body, content_type="application/json")


def through_the_api_with_a_session(claim, review, author) -> None:
    page = reverse("v1:claim-verdict", args=[claim.pk])
    signed_in(author).post(page, {"review": review.pk}, content_type="application/json")


def through_the_admin(claim, review, author) -> None:
    form = {
        "action": "decide",
        "_selected_action": claim.pk,
        "reason": "Mine, and right.",
        "review": review.pk,
        "from_claim": "1",
    }
    signed_in(author).post(reverse("admin:claims_claim_changelist"), form)


def through_the_admin_in_bulk(claim, review, author) -> None:
    others = [make_claim().pk for _ in range(2)]
    form = {
        "action": "decide",
        "_selected_action": [*others, claim.pk],
        "select_across": "1",
        "reason": "",
    }
    signed_in(author).post(reverse("admin:claims_claim_changelist"), form)


def through_the_admin_form_of_verdicts(claim, review, author) -> None:
    form = {
        "claim": claim.pk,
        "review": review.pk,
        "author": review.author_id,
        "signed_off_by": author.pk,
        "in_force": "on",
    }
    signed_in(author).post(reverse("admin:claims_verdict_add"), form)


def through_the_service(claim, review, author) -> None:
    with pytest.raises(NotAllowedError):
        reviewing.decide(claim, actor=author, review=review)
    with pytest.raises(NotAllowedError):
        reviewing.decide(claim, actor=author)


DOORS = [
    through_the_page,
    through_the_api,
    through_the_api_with_a_session,
    through_the_admin,
    through_the_admin_in_bulk,
    through_the_admin_form_of_verdicts,
    through_the_service,
]


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def reviewed_by(db):
    def made(kind: str):
        traits = dict(AUTHORS[kind])
        author = person("ada", *traits.pop("groups"), is_staff=True, **traits)
        claim = make_claim()
        review = make_review(claim, author=author)
        claim.refresh_from_db()
        return claim, review, author

    return made


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
@pytest.mark.parametrize("kind", AUTHORS)
def test_nobody_signs_off_an_own_review(kind, door, reviewed_by):
    claim, review, author = reviewed_by(kind)
    door(claim, review, author)
    assert not Verdict.objects.exists()
    assert Claim.objects.get(pk=claim.pk).status == ClaimStatus.IN_REVIEW


@pytest.mark.parametrize("door", DOORS[:5], ids=lambda door: door.__name__)
def test_the_same_doors_open_to_another_editor(door, reviewed_by):
    claim, review, _ = reviewed_by("editor")
    other = person("olaf", "editor", is_staff=True)
    door(claim, review, other)
    verdict = Verdict.objects.get(claim=claim)
    assert (verdict.signed_off_by, verdict.author) == (other, review.author)


def test_of_two_reviews_an_editor_signs_off_the_other_person_s(reviewed_by, reviewer):
    claim, own, author = reviewed_by("editor")
    theirs = Review.objects.create(
        claim=claim,
        round=claim.round,
        author=reviewer,
        rating=own.rating,
        rationale="Read it, too.",
    )
    with pytest.raises(FourEyesError):
        reviewing.decide(claim, actor=author, review=own)
    assert reviewing.decide(claim, actor=author).review == theirs


def test_changing_roles_after_the_review_opens_nothing(reviewed_by):
    claim, review, author = reviewed_by("reviewer")
    author.groups.set([person("other", "editor").groups.get()])
    author = type(author).objects.get(pk=author.pk)
    with pytest.raises(FourEyesError):
        reviewing.decide(claim, actor=author, review=review)


def test_the_database_itself_refuses_one_person_twice(reviewed_by):
    claim, review, author = reviewed_by("editor")
    with pytest.raises(IntegrityError), transaction.atomic():
        Verdict.objects.create(
            claim=claim, review=review, author=author, signed_off_by=author
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Verdict.objects.create(
            claim=claim, review=review, author=author, signed_off_by=None
        )


def test_a_held_claim_is_not_signed_off_past_its_holder(reviewed_by, editor):
    claim, review, _ = reviewed_by("reviewer")
    queueing.take(claim, actor=person("hana", "editor"))
    through_the_admin(claim, review, person("noor", "editor", is_staff=True))
    through_the_page(claim, review, editor)
    assert not Verdict.objects.exists()


# Who writes, read from the source -------------------------------------------------


def sources():
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            name = path.relative_to(SOURCE).as_posix()
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def status_writes(tree: ast.AST) -> list[int]:
    """Lines that set a `status` of a row: by name, by keyword of a write, by key."""
    writes = {"update", "create", "get_or_create", "update_or_create", "Claim"}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                parts = target.elts if isinstance(target, ast.Tuple) else [target]
                found += [
                    node.lineno
                    for part in parts
                    if isinstance(part, ast.Attribute)
                    and part.attr == "status"
                    and not (
                        isinstance(part.value, ast.Name) and part.value.id == "self"
                    )
                ]
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            keywords = {keyword.arg for keyword in node.keywords}
            if name in writes and "status" in keywords:
                found.append(node.lineno)
            if name in {"bulk_update", "setattr", "save"} and any(
                isinstance(inner, ast.Constant) and inner.value == "status"
                for inner in ast.walk(node)
            ):
                found.append(node.lineno)
    return found


#: Says it to one person in their own words, of rows that no selector saves.
TELLS_ANOTHER = "selectors/calibration.py"


def test_only_transitions_writes_a_claim_s_status():
    writers = {name for name, tree in sources() if status_writes(tree)}
    assert writers - {TELLS_ANOTHER} == {"services/transitions.py"}
    (teller,) = (tree for name, tree in sources() if name == TELLS_ANOTHER)
    called = {
        node.func.attr
        for node in ast.walk(teller)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not called & {"save", "update", "bulk_update", "create", "bulk_create"}


@pytest.mark.parametrize(
    "code",
    [
        "claim.status = 'published'",
        "claim.version, claim.status = 2, new",
        "Claim.objects.filter(pk=1).update(status='decided')",
        "Claim.objects.create(status='decided')",
        "Claim(article=a, status='decided')",
        "setattr(claim, 'status', 'decided')",
        "claim.save(update_fields=['status'])",
        "Claim.objects.bulk_update(rows, ['status'])",
    ],
)
def test_the_reader_of_sources_sees_every_way_to_write(code):
    assert status_writes(ast.parse(code)) == [1]


def test_verdicts_are_made_in_one_place_and_name_who_signed():
    made = [
        (name, {keyword.arg for keyword in node.keywords})
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _makes_a_verdict(node)
    ]
    assert [name for name, _ in made] == ["services/reviewing.py"]
    assert {"author", "signed_off_by", "review"} <= made[0][1]


def _makes_a_verdict(node: ast.Call) -> bool:
    written = ast.unparse(node.func)
    makers = ("Verdict.objects.create", "Verdict.objects.bulk_create", "Verdict")
    return written in makers or written.endswith(
        (".verdicts.create", "verdict_set.create")
    )


def test_every_stored_verdict_names_two_people(reviewed_by, editor):
    claim, _, author = reviewed_by("reviewer")
    verdict = reviewing.decide(claim, actor=editor)
    assert (verdict.author, verdict.signed_off_by) == (author, editor)
    assert not Verdict._meta.get_field("signed_off_by").null
    rules = {constraint.name for constraint in Verdict._meta.constraints}
    assert "verdict_by_two_people" in rules
