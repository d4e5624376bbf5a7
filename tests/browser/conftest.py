"""Real headless Chromium against the live server; what goes wrong in it fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    expect,
    sync_playwright,
)

from tests.conftest import PASSWORD

# The browser's driver runs an event loop in this thread; the queries here are ours.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

PATIENCE = 20_000  # milliseconds; a busy machine is no failure
expect.set_options(timeout=PATIENCE)

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
REPORT_VIOLATIONS = """
    document.addEventListener("securitypolicyviolation", (event) =>
        console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
"""

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is missing: apt-get install chromium"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


class Watch:
    """Everything a browser complains about, and every host it talks to."""

    def __init__(self, home: str) -> None:
        self.home = urlsplit(home).netloc
        self.problems: list[str] = []

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda one: self.problems.append(str(one.error)))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def _console(self, message) -> None:
        late = _late(409, message.location["url"]) and "409" in message.text
        if message.type in {"error", "warning"} and not late:
            self.problems.append(f"console: {message.text}")

    def _request(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != self.home:
            self.problems.append(f"request to another host: {request.url}")

    def _failed(self, request) -> None:
        # Chromium says so of what a click to the next page made needless.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"failed: {request.url} {request.failure}")

    def _response(self, response) -> None:
        if response.status >= 400 and not _late(response.status, response.url):
            self.problems.append(f"{response.status}: {response.url}")


def _late(status: int, url: str) -> bool:
    """A draft sent by the click that hands in, come after its review: rightly refused."""
    return status == 409 and url.endswith("/draft/")


@pytest.fixture
def watch(live_server) -> Watch:
    return Watch(live_server.url)


@pytest.fixture
def open_page(chromium, live_server, watch) -> Iterator[Open]:
    """A page in a context of its own: nobody's cookies, nobody's storage."""
    contexts: list[BrowserContext] = []

    def open_one(*, width: int = 1280, script: bool = True, dark: bool = False) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 800},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(PATIENCE)
        if script:
            context.add_init_script(REPORT_VIOLATIONS)
        watch.follow(context)
        contexts.append(context)
        page: Page = context.new_page()
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def sign_in(open_page) -> Open:
    def enter(user, **options) -> Page:
        page: Page = open_page(**options)
        page.goto("/sign-in/")
        page.get_by_label("Username").fill(user.username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("heading", name="Good to see you").wait_for()
        return page

    return enter


def say_what_is_off(form: Locator) -> None:
    """Choose a reason code; a script opens them for a rating that needs one."""
    codes = form.locator("#what-is-off")
    if codes.get_attribute("open") is None:
        codes.locator("summary").click()
    codes.locator("input[value=wrong_number]").check()
