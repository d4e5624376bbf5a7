"""`make proof-kill` is the same with twenty kills and five hundred jobs."""

from __future__ import annotations

import pytest

from tests.real.killing import JOBS_PER_ARTICLE, prove

pytestmark = pytest.mark.real


def test_killed_workers_lose_and_double_nothing_and_every_search_ends(
    tmp_path, redis_url
):
    told = prove(tmp_path, redis_url, articles=60 // JOBS_PER_ARTICLE, kills=3, seed=3)
    assert told.jobs >= 60
    assert (told.lost, told.twice) == (0, 0)
