"""Pictures of every page for the docs, from the demonstration with some work done.

    python -m tests.browser.screenshots [docs/screenshots]

Makes an installation of its own in a temporary folder; needs no network and no server.
docs/screenshots.md shows them; pages that are gone lose theirs.
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
TALLEST = {"wide": 1_600, "phone": 1_600}
QUALITY = 35


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
    size = sum(one.stat().st_size for one in folder.glob("*.webp"))
    print(f"{len(list(folder.glob('*.webp')))} pictures, {size:,} bytes")  # noqa: T201


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
                (folder / f"{stop.file}-{kind}.webp").write_bytes(shot(page, kind))
                context.close()
        browser.close()


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
