"""A person without a mouse: what they reach, they reach by Tab, keys and Enter."""

from __future__ import annotations

from playwright.sync_api import Page

FOCUSED = "(selector) => document.activeElement?.matches(selector) ?? false"


def tab_to(page: Page, selector: str, *, most: int = 120, back: bool = False) -> None:
    """Press Tab until what has the focus matches."""
    key = "Shift+Tab" if back else "Tab"
    for _ in range(most):
        if page.evaluate(FOCUSED, selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached by {most} times {key}: {page.url}")


def write(page: Page, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.insert_text(text)


def press(page: Page, selector: str, key: str = "Enter") -> None:
    tab_to(page, selector)
    page.keyboard.press(key)
