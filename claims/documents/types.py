"""What reading a document gives back, and how it fails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

MAX_FILE_BYTES = 25_000_000
MAX_UNPACKED_BYTES = 100_000_000
MAX_MEMBERS = 2_000
MAX_RATIO = 200
MAX_PAGES = 500
MAX_DEPTH = 200

ACCEPTED = "Upload .txt, .html, .pdf, .docx, .xlsx or .csv."


class DocumentError(Exception):
    """A document that cannot be read: `code` for programs, `message` for people.

    Codes: empty, too_large, unsupported, encrypted, no_text, unreadable, timeout.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the main text; `start` is where its words begin in `Document.text`."""

    url: str
    text: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Locator:
    """From `start` on, the text is on the page (or under the part) named `label`."""

    start: int
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """The main text of a document and what it says about itself.

    `text` is NFC-normalised and never empty; `published_at` is aware or None;
    `warnings` are sentences to show; unknown fields are "".
    """

    text: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    published_at: datetime | None = None
    language: str = ""
    canonical_url: str = ""
    links: tuple[Link, ...] = ()
    media_type: str = "text/plain"
    warnings: tuple[str, ...] = ()
    locators: tuple[Locator, ...] = ()

    def locator_at(self, offset: int) -> str:
        """The label of the page that holds the character at `offset`, or ""."""
        label = ""
        for locator in self.locators:
            if locator.start > offset:
                break
            label = locator.label
        return label
