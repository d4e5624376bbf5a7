from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import shipped_weights
from claims.errors import ConflictError, InvalidInputError, NotAllowedError
from claims.models import Claim, Job, WorthPolicy
from claims.selectors.soundness import broken_invariants
from claims.services import ranking, versions, working, worthiness
from claims.services.worthiness import make_policy
from claims.vocabulary import ClaimStatus, JobKind, JobState
from tests.conftest import person
from tests.factories import make_article, make_claim, make_review, read_article

pytestmark = pytest.mark.django_db

TAXES = "The city raised the property tax by 12 percent, the mayor said.\n\n{}"
BOATS = "There are 40 boats in the old harbour.\n\n{}"

MORE_TAX = {"public": Decimal("0.50")}
WORTH = {"check_worthiness", "reasons", "contributions", "worth_policy_id"}


def read_some(count: int = 1) -> None:
    for edition in "abcdef"[:count]:
        read_article(TAXES.format(edition))
        read_article(BOATS.format(edition))


def other_columns() -> list[dict[str, object]]:
    return [
        {name: value for name, value in row.items() if name not in WORTH}
        for row in Claim.objects.order_by("pk").values()
    ]


# The policy -----------------------------------------------------------------------------


def test_without_a_policy_the_shipped_weights_are_in_use():
    assert worthiness.in_use() == worthiness.Weights(None, {})


def test_a_policy_keeps_a_weight_for_every_feature(editor):
    policy = make_policy(MORE_TAX, actor=editor, note=" For the election. ")
    assert policy.version == 1
    assert policy.note == "For the election."
    assert policy.weights.keys() == shipped_weights().keys()
    assert worthiness.in_use().by_feature["public"] == Decimal("0.50")
    shipped = shipped_weights()["share"].weight
    assert worthiness.in_use().by_feature["share"] == shipped


def test_a_feature_that_is_gone_is_left_out_and_a_new_one_is_as_shipped(editor):
    policy = make_policy(MORE_TAX, actor=editor)
    weights = {"charm": "0.10", "public": policy.weights["public"]}
    WorthPolicy.objects.update(weights=weights)
    assert worthiness.in_use().by_feature == MORE_TAX


def test_the_highest_version_is_in_use(editor):
    make_policy(MORE_TAX, actor=editor)
    newer = make_policy({}, actor=editor, seen=1)
    assert worthiness.in_use().version == newer.version == 2
    assert worthiness.version_in_use() == 2


@pytest.mark.parametrize(
    ("weights", "field"),
    [
        ({"charm": Decimal("0.1")}, ""),
        ({"public": Decimal("1.01")}, "public"),
        ({"public": Decimal("-1.01")}, "public"),
        ({"public": Decimal("0.125")}, "public"),
        ({"public": Decimal("NaN")}, "public"),
        ({"public": Decimal("Infinity")}, "public"),
        ({"public": Decimal("1E+30")}, "public"),
        ({"base": Decimal("-0.01")}, "base"),
    ],
)
def test_what_is_no_weight_is_refused_at_its_field(editor, weights, field):
    with pytest.raises(InvalidInputError) as refused:
        make_policy(weights, actor=editor)
    assert refused.value.field == field
    assert not WorthPolicy.objects.exists()
    assert not Job.objects.filter(kind=JobKind.RERANK).exists()


def test_only_an_editor_says_what_is_worth_checking(reviewer):
    for somebody in (reviewer, person("olga", is_superuser=True)):
        with pytest.raises(NotAllowedError):
            make_policy(MORE_TAX, actor=somebody)


@pytest.mark.parametrize("seen", [None, 2])
def test_weights_changed_meanwhile_are_not_overwritten(editor, seen):
    make_policy(MORE_TAX, actor=editor)
    with pytest.raises(ConflictError, match="Somebody else changed the weights"):
        make_policy({}, actor=editor, seen=seen)
    assert WorthPolicy.objects.count() == 1


def test_a_version_taken_at_the_same_moment_is_a_conflict(editor, monkeypatch):
    make_policy(MORE_TAX, actor=editor)
    monkeypatch.setattr(versions, "in_use", lambda model: None)
    with pytest.raises(ConflictError):
        make_policy({}, actor=editor)


def test_a_note_has_a_limit(editor):
    with pytest.raises(InvalidInputError, match="300 characters"):
        make_policy({}, actor=editor, note="n" * 301)


# Ranking --------------------------------------------------------------------------------


def test_new_weights_rank_every_claim_in_one_job(editor):
    read_some(2)
    make_policy(MORE_TAX, actor=editor)
    [job] = Job.objects.filter(kind=JobKind.RERANK)
    working.drain()
    job.refresh_from_db()
    assert job.state == JobState.DONE
    for claim in Claim.objects.all():
        assert claim.worth_policy_id == 1
        told = {one["feature"]: one["weight"] for one in claim.contributions}
        total = sum(map(Decimal, told.values()))
        assert claim.check_worthiness == min(max(total, Decimal(0)), Decimal(1))
        assert ("public" in told) == ("tax" in claim.statement)
        assert told.get("public", "0.5") == "0.5"
        assert claim.reasons == [one["phrase"] for one in claim.contributions[1:5]]


def test_ranking_changes_nothing_else_about_a_claim(editor, reviewer):
    read_some()
    claim = Claim.objects.first()
    Claim.objects.update(status=ClaimStatus.READY)
    claim.refresh_from_db()
    make_review(claim, author=reviewer)
    before = other_columns()
    make_policy(MORE_TAX, actor=editor)
    working.drain()
    assert other_columns() == before
    assert set(Claim.objects.values_list("worth_policy", flat=True)) == {1}


def test_ranking_stops_anywhere_and_goes_on(editor, monkeypatch):
    read_some(3)
    monkeypatch.setattr(ranking, "TURN_SECONDS", 0)
    make_policy(MORE_TAX, actor=editor)
    [job] = Job.objects.filter(kind=JobKind.RERANK)
    left = []
    while job.state != JobState.DONE:
        working.run(job.pk)
        job.refresh_from_db()
        left.append(ranking.unranked(1).count())
    assert left == [5, 4, 3, 2, 1, 0, 0]


def test_ranking_survives_a_worker_that_dies_in_the_middle(editor, monkeypatch):
    read_some(2)
    make_policy(MORE_TAX, actor=editor)
    [job] = Job.objects.filter(kind=JobKind.RERANK)
    rank, ranked = ranking._rank, []

    def dies_at_the_third(article, weights):
        if len(ranked) == 2:
            raise SystemExit
        ranked.append(article.pk)
        rank(article, weights)

    monkeypatch.setattr(ranking, "_rank", dies_at_the_third)
    with pytest.raises(SystemExit):
        working.run(job.pk)
    assert ranking.unranked(1).count() == 2
    monkeypatch.setattr(ranking, "_rank", rank)
    Job.objects.filter(pk=job.pk).update(lease_until="2020-01-01T00:00:00Z")
    assert working.run(job.pk)
    assert ranking.unranked(1).count() == 0


def test_ranking_again_changes_nothing(editor):
    read_some()
    make_policy(MORE_TAX, actor=editor)
    working.drain()
    before = list(Claim.objects.order_by("pk").values())
    Job.objects.filter(kind=JobKind.RERANK).update(state=JobState.READY)
    working.drain()
    assert list(Claim.objects.order_by("pk").values()) == before


def test_an_older_job_leaves_the_newer_weights_alone(editor):
    read_some()
    old = make_policy(MORE_TAX, actor=editor)
    new = make_policy({}, actor=editor, seen=1)
    newer = Job.objects.get(kind=JobKind.RERANK, target_id=new.pk)
    working.run(newer.pk)
    before = list(Claim.objects.order_by("pk").values())
    ranking._work(old)  # caught in the middle when the newer one was made
    working.run(Job.objects.get(kind=JobKind.RERANK, target_id=old.pk).pk)
    assert list(Claim.objects.order_by("pk").values()) == before
    assert not Job.objects.exclude(state=JobState.DONE).exists()


def test_a_number_read_otherwise_today_is_ranked_by_its_sentence(editor):
    article = make_article(TAXES.format("An old edition."))
    claim = make_claim(article, surface="tax", check_worthiness="0.01")
    make_policy(MORE_TAX, actor=editor)
    Job.objects.exclude(kind=JobKind.RERANK).delete()
    working.drain()
    claim.refresh_from_db()
    assert claim.worth_policy_id == 1
    assert claim.check_worthiness > Decimal("0.5")


def test_the_cost_of_ranking_an_article_does_not_grow_with_its_claims(
    editor, django_assert_num_queries
):
    many = " ".join(f"The local tax rose by {n} percent." for n in range(11, 41))
    article = read_article(many)
    weights = worthiness.weights_of(make_policy(MORE_TAX, actor=editor))
    # savepoint, locks, claims, scores, points, order, release
    with django_assert_num_queries(7):
        ranking._rank(article, weights)
    assert article.claims.filter(worth_policy=1).count() == 30


# Reading ------------------------------------------------------------------------------


def test_an_article_is_read_with_the_weights_in_use(editor):
    make_policy({"base": Decimal("0.01")}, actor=editor)
    claim = read_article(BOATS.format("One.")).claims.get()
    assert claim.worth_policy_id == 1
    assert claim.contributions[0] == {
        "feature": "base",
        "weight": "0.01",
        "phrase": "where every score starts",
    }


def test_a_text_read_while_the_weights_change_is_read_again(editor, monkeypatch):
    from claims.services import extraction

    article = make_article(BOATS.format("One."))
    read = extraction.extract

    def and_meanwhile(*args, **options):
        monkeypatch.setattr(extraction, "extract", read)
        make_policy(MORE_TAX, actor=editor)
        return read(*args, **options)

    monkeypatch.setattr(extraction, "extract", and_meanwhile)
    working.drain()
    assert article.claims.get().worth_policy_id == 1


# The record ---------------------------------------------------------------------------


def test_a_claim_left_behind_by_its_weights_is_found(editor):
    read_some()
    assert broken_invariants()["claims ranked by weights no longer in use"] == 0
    make_policy(MORE_TAX, actor=editor)
    assert broken_invariants()["claims ranked by weights no longer in use"] == 0
    working.drain()
    assert broken_invariants()["claims ranked by weights no longer in use"] == 0
    Claim.objects.filter(statement__contains="tax").update(worth_policy=None)
    assert broken_invariants()["claims ranked by weights no longer in use"] == 1
