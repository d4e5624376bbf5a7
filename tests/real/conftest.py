from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.real.installation import Installation, installed, redis_server


@pytest.fixture
def redis_url() -> str:
    return redis_server()


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request, tmp_path, redis_url) -> Iterator[Installation]:
    with installed(request.param, tmp_path, redis_url) as here:
        yield here
