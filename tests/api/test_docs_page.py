from __future__ import annotations

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

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


@pytest.mark.browser
def test_the_page_works_offline_under_the_policy(live_server, monkeypatch):
    """In Chromium: the operations are shown, nothing fails, nobody else is asked."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    complaints: list[str] = []
    asked: set[str] = set()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        )
        page = browser.new_page()
        page.on(
            "console",
            lambda m: (
                complaints.append(m.text) if m.type in {"error", "warning"} else None
            ),
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda r: complaints.append(f"failed: {r.url}"))
        page.on(
            "response",
            lambda r: (
                complaints.append(f"{r.status} {r.url}") if r.status >= 400 else None
            ),
        )
        page.on(
            "request", lambda r: asked.add(r.url.split("/api/")[0].split("/static")[0])
        )
        page.goto(f"{live_server.url}/api/v1/docs/")
        operation = page.locator("#operations-claims-claims_list")
        operation.wait_for(timeout=30_000)
        operation.click()
        operation.get_by_text("min_worthiness").wait_for()
        assert page.locator(".opblock").count() > 35
        browser.close()
    assert complaints == []
    assert {address for address in asked if not address.startswith("data:")} == {
        live_server.url
    }
