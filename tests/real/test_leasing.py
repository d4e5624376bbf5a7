"""`make proof-leases` is the same with fifty people and five hundred claims."""

from __future__ import annotations

import pytest

from tests.real.leasing import prove

pytestmark = pytest.mark.real


@pytest.mark.parametrize(
    ("database", "server"),
    [("postgresql", "gunicorn"), ("sqlite", "workbench")],
)
def test_no_claim_is_leased_twice_and_none_is_lost(
    tmp_path, redis_url, database, server
):
    told = prove(database, server, tmp_path, redis_url, clients=12, claims=120)
    assert told.wrong == []
    assert told.leases == 240
