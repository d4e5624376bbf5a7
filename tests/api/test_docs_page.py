from __future__ import annotations

import pytest

from tests.api.conftest import Api

pytestmark = pytest.mark.django_db


def test_the_page_relaxes_the_policy_by_one_digest_only():
    policy = Api(None).get("docs/").headers["Content-Security-Policy"]
    strict = Api(None).get("me/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    others = dict(part.strip().split(" ", 1) for part in strict.split(";"))
    assert directives.pop("style-src").startswith("'self' 'sha256-")
    assert others.pop("style-src") == "'self'"
    assert directives == others
