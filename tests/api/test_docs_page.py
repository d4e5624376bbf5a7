from __future__ import annotations

import pytest

from tests.api.conftest import Api

pytestmark = pytest.mark.django_db


def test_the_page_lives_under_the_policy_of_every_other():
    page, other = (Api(None).get(address).headers for address in ("docs/", "me/"))
    assert page["Content-Security-Policy"] == other["Content-Security-Policy"]
