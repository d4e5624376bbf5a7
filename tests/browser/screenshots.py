"""Pictures of every page for the docs, from the demonstration with some work done.

    python -m tests.browser.screenshots [docs/screenshots]

Makes an installation of its own in a temporary folder; needs no network and no server.
The page beside the folder, docs/screenshots.md, is written to show them; pages that are
gone lose theirs.
"""

from __future__ import annotations

import base64
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WIDTHS = {"wide": 1280, "phone": 390}
TALLEST = {"wide": 1_400, "phone": 1_400}
QUALITY = 30
ABOUT = """\
# Screenshots

Every kind of page at 1,280 pixels; each title leads to the same page at 390, as on a phone. `make screenshots` takes
them all again, from the demonstration articles with some work done on them, and writes this page.
"""


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"DATA_DIR": data, "NETWORK": "false", "LOG_LEVEL": "ERROR"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        import django

        django.setup()
        from tests.browser.newsroom import worked_on

        rows, people = worked_on()
        with serving() as home:
            picture(home, rows, people, folder)
    folder.with_suffix(".md").write_text(told(folder.name), encoding="utf-8")
    size = sum(one.stat().st_size for one in folder.glob("*.webp"))
    print(f"{len(list(folder.glob('*.webp')))} pictures, {size:,} bytes")  # noqa: T201


def told(folder: str) -> str:
    """The page that shows the pictures in this folder beside it."""
    from tests.browser.tour import STOPS

    shown = (
        f"\n## [{stop.title}]({folder}/{stop.file}-phone.webp)\n\n"
        f"![{stop.title}]({folder}/{stop.file}-wide.webp)\n"
        for stop in STOPS
    )
    return ABOUT + "".join(shown)


@contextmanager
def serving() -> Iterator[str]:
    import waitress
    from django.core.wsgi import get_wsgi_application

    server: Any = waitress.create_server(
        get_wsgi_application(), host="127.0.0.1", port=0, threads=4
    )
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


def picture(
    home: str, rows: dict[str, Any], people: dict[str, Any], folder: Path
) -> None:
    import shutil

    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import ARGUMENTS
    from tests.browser.tour import STOPS

    folder.mkdir(parents=True, exist_ok=True)
    known = {f"{stop.file}-{kind}.webp" for stop in STOPS for kind in WIDTHS}
    for left in {one.name for one in folder.glob("*.webp")} - known:
        (folder / left).unlink()
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=ARGUMENTS)
        for kind, width in WIDTHS.items():
            for stop in STOPS:
                context = browser.new_context(
                    base_url=home, viewport={"width": width, "height": 800}
                )
                if stop.who in people:
                    cookie = {"name": "sessionid", "value": people[stop.who]}
                    context.add_cookies([cookie | {"url": home}])
                page = context.new_page()
                answer = page.goto(stop.address(rows))
                assert answer, stop
                assert answer.status == 200, (stop, answer.status)
                if stop.steps:
                    with page.expect_navigation():  # by the last of them
                        for found_by, text in stop.steps:
                            take(page.locator(found_by), text)
                (folder / f"{stop.file}-{kind}.webp").write_bytes(shot(page, kind))
                context.close()
        browser.close()


def take(found: Any, text: str) -> None:
    """One step of a stop."""
    if not text:
        found.click()
    elif found.evaluate("one => one.matches('select')"):
        found.select_option(text)
    else:
        found.fill(text)


def shot(page: Any, kind: str) -> bytes:
    """The page from its top, as WebP: Chromium makes it, and nothing needs installing."""
    tall = page.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "scale": 1, "width": WIDTHS[kind]}
    asked = {
        "format": "webp",
        "quality": QUALITY,
        "captureBeyondViewport": True,
        "clip": clip | {"height": min(tall, TALLEST[kind])},
    }
    taken = page.context.new_cdp_session(page).send("Page.captureScreenshot", asked)
    return base64.b64decode(taken["data"])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs" / "screenshots")
