from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.engine.reasoning.tolerance import DEFAULT_POLICY
from claims.errors import ConflictError, InvalidInputError, NotAllowedError
from claims.models import Claim, Evidence, Job, TolerancePolicy
from claims.selectors.soundness import broken_invariants
from claims.services import (
    correcting,
    evidence,
    publishing,
    recomparing,
    tolerances,
    versions,
    working,
)
from claims.services.evidence import keeping
from claims.services.tolerances import make_policy
from claims.vocabulary import JobKind, JobState
from tests.conftest import person
from tests.factories import make_evidence
from tests.services.hedged import (
    ARITHMETIC,
    STRICT,
    about_a_thousand,
    everything,
    found,
    recompare_job,
    signed_off,
)

pytestmark = pytest.mark.django_db

LEFT_BEHIND = "comparisons by tolerances no longer in use"


# The policy -----------------------------------------------------------------------------


def test_without_a_policy_the_shipped_one_is_in_use():
    assert tolerances.in_use() == DEFAULT_POLICY
    assert tolerances.version_in_use() is None


def test_a_policy_keeps_every_setting_and_the_highest_version_is_in_use(editor):
    make_policy(STRICT, actor=editor, note=" Too kind. ")
    row = make_policy({"percent.about": Decimal("0.02")}, actor=editor, seen=1)
    assert TolerancePolicy.objects.get(pk=1).note == "Too kind."
    policy = tolerances.in_use()
    assert policy.version == row.name == "newsroom-2"
    assert policy.about == DEFAULT_POLICY.about
    assert policy.of("percent").about == Decimal("0.02")
    assert policy.of("count").about == DEFAULT_POLICY.about
    assert set(row.values) == {*tolerances.SETTINGS, "percent.about"}


def test_what_a_kind_has_like_all_kinds_is_not_kept(editor):
    row = make_policy(STRICT | {"money.about": Decimal("0.050")}, actor=editor)
    assert "money.about" not in row.values
    assert row.values["about"] == "0.05"


def test_a_setting_that_is_gone_is_left_out(editor):
    row = make_policy(STRICT, actor=editor)
    row.values |= {"charm": "0.5", "percent.charm": "0.5", "aura.about": "0.5"}
    assert tolerances.policy_of(row).about == Decimal("0.05")
    assert tolerances.policy_of(row).by_kind == {}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"charm": Decimal("0.1")}, ""),
        ({"aura.about": Decimal("0.1")}, ""),
        ({"percent.far_off": Decimal(2)}, ""),
        ({"annual_days": Decimal(2)}, ""),
        ({"about": Decimal("1.001")}, "about"),
        ({"about": Decimal("-0.01")}, "about"),
        ({"nearly": Decimal(0)}, "nearly"),
        ({"percent.about": Decimal("0.0125")}, "percent.about"),
        ({"money.rounding": Decimal("NaN")}, "money.rounding"),
        ({"vague_from": Decimal("Infinity")}, "vague_from"),
        ({"vague_from": Decimal(9)}, "vague_from"),
        ({"far_off": Decimal("1E+30")}, "far_off"),
    ],
)
def test_what_is_no_tolerance_is_refused_at_its_field(editor, values, field):
    with pytest.raises(InvalidInputError) as refused:
        make_policy(values, actor=editor)
    assert refused.value.field == field
    assert not TolerancePolicy.objects.exists()
    assert not Job.objects.filter(kind=JobKind.RECOMPARE).exists()


def test_only_an_editor_says_what_a_hedge_means(reviewer):
    for somebody in (reviewer, person("olga", is_superuser=True)):
        with pytest.raises(NotAllowedError):
            make_policy(STRICT, actor=somebody)


def test_tolerances_changed_meanwhile_are_not_overwritten(editor, monkeypatch):
    make_policy(STRICT, actor=editor)
    with pytest.raises(ConflictError, match="Somebody else changed the tolerances"):
        make_policy({}, actor=editor)
    monkeypatch.setattr(versions, "in_use", lambda model: None)
    with pytest.raises(ConflictError):
        make_policy({}, actor=editor)
    assert TolerancePolicy.objects.count() == 1


def test_going_back_is_a_new_version_equal_to_an_old_one(editor):
    old = make_policy(STRICT | {"money.nearly": Decimal("0.2")}, actor=editor)
    make_policy({}, actor=editor, seen=1)
    again = tolerances.go_back(old, actor=editor, seen=2)
    assert (again.version, again.values) == (3, old.values)
    shipped = tolerances.go_back(None, actor=editor, seen=3)
    assert tolerances.values_of(shipped) == tolerances.values_of(None)
    assert Job.objects.filter(kind=JobKind.RECOMPARE).count() == 4


def test_changes_are_told_key_by_key():
    old = {"about": Decimal("0.1"), "age.about": Decimal("0.3")}
    new = {"about": Decimal("0.05"), "money.about": Decimal("0.2")}
    assert tolerances.changes(old, new) == [
        ("about", Decimal("0.1"), Decimal("0.05")),
        ("age.about", Decimal("0.3"), None),
        ("money.about", None, Decimal("0.2")),
    ]


# Comparing ------------------------------------------------------------------------------


def test_new_evidence_is_compared_by_the_policy_in_use_and_stamped(editor, reviewer):
    claim = about_a_thousand()
    before = found(claim, "1,070", reviewer)
    assert (before.relation, before.policy) == ("inside", DEFAULT_POLICY.version)
    make_policy(STRICT, actor=editor)
    after = found(claim, "1,071", reviewer)
    assert (after.relation, after.policy) == ("outside", "newsroom-1")


def test_one_job_compares_what_is_stored(editor, reviewer):
    claim = about_a_thousand()
    one = found(claim, "1,070", reviewer)
    make_policy(STRICT, actor=editor)
    working.drain()
    one.refresh_from_db()
    assert (one.relation, one.suggested_stance) == ("outside", "refutes")
    assert one.policy == "newsroom-1"
    assert "950 to 1,050" in one.explanation
    assert recompare_job().state == JobState.DONE


def test_every_comparison_gets_the_name_and_what_no_tolerance_touches_stays(
    editor, reviewer
):
    claim = about_a_thousand()
    stopped = make_evidence(
        claim, actor=reviewer, quote="The storm lasted 1,000 seconds for containers."
    )
    bare = make_evidence(claim, actor=reviewer, quote="Nobody counted.")
    Evidence.objects.filter(pk=stopped.pk).update(
        relation="not_comparable", gate="definition", explanation="Another subject."
    )
    make_policy(STRICT, actor=editor)
    working.drain()
    stopped.refresh_from_db()
    bare.refresh_from_db()
    assert (stopped.explanation, stopped.policy) == ("Another subject.", "newsroom-1")
    assert bare.policy == ""


def test_nothing_people_said_or_did_changes(editor, reviewer):
    decided, free = about_a_thousand(), about_a_thousand()
    for claim in (decided, free):
        one = found(claim, "1,070", reviewer)
        evidence.set_stance(one, "supports", actor=reviewer, note="I read it.")
    signed_off(decided, author=reviewer, editor=editor)
    working.drain()
    make_policy(STRICT, actor=editor)
    before = everything()
    working.drain()
    after = everything()
    assert after == before
    assert set(Evidence.objects.values_list("relation", "stance")) == {
        ("outside", "supports")
    }


def test_what_readers_see_keeps_its_policy_until_it_is_retracted(editor, reviewer):
    claim = about_a_thousand()
    one = found(claim, "1,070", reviewer)
    signed_off(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    make_policy(STRICT, actor=editor)
    working.drain()
    one.refresh_from_db()
    assert (one.relation, one.policy) == ("inside", DEFAULT_POLICY.version)
    assert broken_invariants()[LEFT_BEHIND] == 0
    correcting.retract(claim, actor=editor, reason="The report was withdrawn.")
    one.refresh_from_db()
    assert (one.relation, one.policy) == ("outside", "newsroom-1")
    assert broken_invariants()[LEFT_BEHIND] == 0


def test_evidence_added_while_a_published_claim_is_corrected_has_the_claim_s_policy(
    editor, reviewer
):
    claim = about_a_thousand()
    found(claim, "1,070", reviewer)
    signed_off(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    make_policy(STRICT, actor=editor)
    working.drain()
    correcting.correct(claim, actor=editor, reason="A second report.", kind="factual")
    assert found(claim, "1,071", reviewer).policy == DEFAULT_POLICY.version


def test_the_job_stops_anywhere_and_goes_on(editor, reviewer, monkeypatch):
    for _ in range(3):
        found(about_a_thousand(), "1,070", reviewer)
    monkeypatch.setattr(recomparing, "TURN_SECONDS", 0)
    monkeypatch.setattr(recomparing, "CLAIMS_AT_ONCE", 1)
    row = make_policy(STRICT, actor=editor)
    job, left = recompare_job(), []
    while job.state != JobState.DONE:
        working.run(job.pk)
        job.refresh_from_db()
        left.append(recomparing.uncompared(row).count())
    assert left == [2, 1, 0, 0]


def test_the_job_survives_a_worker_that_dies_in_the_middle(
    editor, reviewer, monkeypatch
):
    for _ in range(4):
        found(about_a_thousand(), "1,070", reviewer)
    monkeypatch.setattr(recomparing, "CLAIMS_AT_ONCE", 1)
    row = make_policy(STRICT, actor=editor)
    work, done = recomparing._recompare, []

    def dies_at_the_third(claims, task):
        if len(done) == 2:
            raise SystemExit
        done.append(claims)
        return work(claims, task)

    monkeypatch.setattr(recomparing, "_recompare", dies_at_the_third)
    job = recompare_job()
    with pytest.raises(SystemExit):
        working.run(job.pk)
    assert recomparing.uncompared(row).count() == 2
    monkeypatch.setattr(recomparing, "_recompare", work)
    Job.objects.filter(pk=job.pk).update(lease_until="2020-01-01T00:00:00Z")
    assert working.run(job.pk)
    assert recomparing.uncompared(row).count() == 0


def test_comparing_again_changes_nothing(editor, reviewer):
    found(about_a_thousand(), "1,070", reviewer)
    make_policy(STRICT, actor=editor)
    working.drain()
    before = list(Evidence.objects.order_by("pk").values())
    Job.objects.filter(kind=JobKind.RECOMPARE).update(state=JobState.READY)
    working.drain()
    assert list(Evidence.objects.order_by("pk").values()) == before


def test_an_older_job_leaves_the_newer_policy_alone(editor, reviewer):
    one = found(about_a_thousand(), "1,070", reviewer)
    old = make_policy(STRICT, actor=editor)
    caught = recomparing._Task(old, tolerances.policy_of(old))
    make_policy({}, actor=editor, seen=1)
    working.drain()
    recomparing._work(caught)  # in the middle when the newer one was made
    one.refresh_from_db()
    assert (one.relation, one.policy) == ("inside", "newsroom-2")


def test_going_back_brings_back_what_was(editor, reviewer):
    numbers = ("1,020", "1,070", "1,100", "1,523")
    claim = about_a_thousand()
    for number in numbers:
        found(claim, number, reviewer)
    columns = sorted(ARITHMETIC - {"policy"})
    before = list(Evidence.objects.order_by("pk").values(*columns))
    make_policy(STRICT, actor=editor)
    working.drain()
    assert list(Evidence.objects.order_by("pk").values(*columns)) != before
    tolerances.go_back(None, actor=editor, seen=1)
    working.drain()
    assert list(Evidence.objects.order_by("pk").values(*columns)) == before


def test_the_cost_of_a_batch_does_not_grow_with_its_evidence(editor, reviewer):
    def cost(row) -> int:
        task = recomparing._Task(row, tolerances.policy_of(row))
        with CaptureQueriesContext(connection) as queries:
            recomparing._recompare(
                list(Claim.objects.values_list("pk", flat=True)), task
            )
        assert recomparing.uncompared(row).count() == 0
        return len(queries)

    found(about_a_thousand(), "1,070", reviewer)
    few = cost(make_policy(STRICT, actor=editor))
    for _ in range(8):
        claim = about_a_thousand()
        found(claim, "1,060", reviewer)
        found(claim, "1,080", reviewer)
    assert cost(make_policy({}, actor=editor, seen=1)) == few


def test_evidence_stored_while_the_policy_changes_is_compared_again(
    editor, reviewer, monkeypatch, django_capture_on_commit_callbacks
):
    claim = about_a_thousand()
    fingerprint = keeping.fingerprint

    def and_meanwhile(*parts):
        monkeypatch.setattr(keeping, "fingerprint", fingerprint)
        make_policy(STRICT, actor=editor)
        working.drain()
        return fingerprint(*parts)

    monkeypatch.setattr(keeping, "fingerprint", and_meanwhile)
    with django_capture_on_commit_callbacks(execute=True):
        one = found(claim, "1,070", reviewer)
    assert one.policy == DEFAULT_POLICY.version
    working.drain()
    one.refresh_from_db()
    assert (one.relation, one.policy) == ("outside", "newsroom-1")


def test_comparisons_left_behind_are_found(editor, reviewer):
    found(about_a_thousand(), "1,070", reviewer)
    make_policy(STRICT, actor=editor)
    assert broken_invariants()[LEFT_BEHIND] == 0
    working.drain()
    assert broken_invariants()[LEFT_BEHIND] == 0
    Evidence.objects.update(policy=DEFAULT_POLICY.version)
    assert broken_invariants()[LEFT_BEHIND] == 1
