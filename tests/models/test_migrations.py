"""Databases of earlier versions: taken over as they are, or refused with a sentence."""

from __future__ import annotations

import io

import pytest
from django.core import checks
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db

OURS = [
    migration
    for (app, _), migration in sorted(MigrationLoader(None).disk_migrations.items())
    if app == "claims"
]
OLD = sorted(name for migration in OURS for _, name in migration.replaces)
LAST = "0051_claims_said"
SINCE = [migration.name for migration in OURS if not migration.replaces]


def _applied(*names: str) -> None:
    """As the recorder of a database that earlier versions migrated has it."""
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app="claims").delete()
    for name in names:
        recorder.record_applied("claims", name)


def _refused() -> bool:
    found = checks.run_checks(tags=["database"], databases=["default"])
    return [one.id for one in found] == ["claims.E002"]


def test_each_of_the_old_migrations_is_replaced_once():
    assert [int(name[:4]) for name in OLD] == list(range(1, 52))
    assert OLD[-1] == LAST
    assert not {migration.name for migration in OURS} & set(OLD)


def test_a_database_with_all_old_migrations_has_nothing_to_do():
    _applied(*OLD, *SINCE)
    call_command("migrate", check_unapplied=True)
    out = io.StringIO()
    call_command("migrate", stdout=out, skip_checks=False)
    assert "No migrations to apply" in out.getvalue()
    recorded = MigrationRecorder(connection).migration_qs.filter(app="claims")
    names = set(recorded.values_list("name", flat=True))
    assert names == {*OLD, *(migration.name for migration in OURS)}


@pytest.mark.parametrize("count", range(1, 51))
def test_one_that_ended_anywhere_in_between_is_refused(count):
    _applied(*OLD[:count])
    assert _refused()


@pytest.mark.parametrize("count", [1, 3, 4, 28, 50])
@pytest.mark.parametrize(
    "options",
    [
        {"skip_checks": False},
        {"skip_checks": True},
        {"fake": True},
        {"app_label": "claims", "migration_name": "zero"},
    ],
    ids=["checked", "unchecked", "faked", "back"],
)
def test_the_refusal_says_where_the_way_is_told_and_changes_nothing(count, options):
    _applied(*OLD[:count])
    rows = MigrationRecorder(connection).migration_qs.order_by("pk")
    before = list(rows.values_list())
    with pytest.raises(CommandError, match=r"between two versions.*\n.*Upgrading"):
        call_command("migrate", **options)
    assert list(rows.values_list()) == before


def test_a_workbench_on_such_a_database_is_not_ready(client):
    _applied(*OLD[:28])
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json() == {"status": "migrations pending"}


@pytest.mark.parametrize("done", range(1, len(OURS) - len(SINCE) + 1))
def test_a_first_migration_that_was_cut_short_goes_on(done):
    """Django records what a migration replaces, and itself only at the very end."""
    _applied(*(name for one in OURS[:done] for _, name in one.replaces))
    assert not _refused()
    loader = MigrationLoader(connection)
    applied = [name for app, name in loader.applied_migrations if app == "claims"]
    assert set(applied) >= {one.name for one in OURS[:done]}
    assert not set(applied) & {one.name for one in OURS[done:]}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="no trigrams elsewhere")
def test_little_waits_to_go_into_the_index_of_what_claims_say():
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname = 'claims_said'")
        assert cursor.fetchall() == [(["gin_pending_list_limit=256"],)]
