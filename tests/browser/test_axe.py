"""Every page passes axe: nothing serious or critical, in light and dark, wide and narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.test_layout import addresses  # noqa: F401  a fixture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

axe = pytest.importorskip(
    "axe_playwright_python.base", reason="`make test` installs it"
)
FOR_EVERYBODY = ("/sign-in/", "/published/", "/published/corrections/")
GRAVE = """async (only) => {
    const asked = { resultTypes: ["violations"], ...(only && { runOnly: only }) };
    const found = await axe.run(document, asked);
    return found.violations
        .filter((one) => ["serious", "critical"].includes(one.impact))
        .map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`);
}"""


def grave(page: Page, address: str) -> list[str]:
    """What axe finds; in the dark only colours can be otherwise."""
    page.goto(address)
    page.evaluate(axe.AXE_SCRIPT)
    found = []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme, only in (("light", None), ("dark", ["color-contrast"])):
            page.emulate_media(color_scheme=scheme)
            found += [
                f"{address} {width} {scheme} {one}"
                for one in page.evaluate(GRAVE, only)
            ]
    return found


def test_no_page_has_a_serious_finding(
    sign_in,
    open_page,
    editor,
    addresses,  # noqa: F811
):
    page, outside = sign_in(editor), open_page()
    wrong = [line for address in addresses for line in grave(page, address)]
    wrong += [line for address in FOR_EVERYBODY for line in grave(outside, address)]
    assert wrong == [], "\n".join(wrong)


def test_axe_finds_what_is_wrong(open_page):
    page = open_page()
    page.goto("/sign-in/")
    page.evaluate("document.querySelector('#id_username').labels[0].remove()")
    page.evaluate(axe.AXE_SCRIPT)
    assert any(one.startswith("label:") for one in page.evaluate(GRAVE, None))
