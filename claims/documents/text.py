"""The one place where text is put into the form everything else relies on."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ZERO_WIDTH = re.compile("[\u00ad\u180e\u200b-\u200d\u2060\ufeff]")
_LINE_SPACE = re.compile("[ \t]+(?=\n|$)")
_BLANK_LINES = re.compile("\n{3,}")


def normalise(text: str) -> str:
    """NFC text with "\\n" line ends and no control characters; idempotent.

    A leading byte-order mark goes; zero-width and direction characters stay, because
    offsets point into what the author wrote (`hidden_characters` reports them).
    A lone surrogate, which no encoding can carry, becomes U+FFFD.
    """
    text = _LINE_ENDS.sub("\n", text).lstrip("\ufeff")
    text = _CONTROLS.sub("", text)
    text = _SURROGATES.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """Normalised text without trailing spaces, and with one blank line at most."""
    text = _LINE_SPACE.sub("", normalise(text))
    return _BLANK_LINES.sub("\n\n", text).strip("\n \t")


def one_line(text: str, *, limit: int = 300) -> str:
    """Text for a title or a name: one line, no hidden characters, at most `limit`."""
    text = _ZERO_WIDTH.sub("", _BIDI.sub("", normalise(text)))
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def trimmed(text: str) -> str:
    """Text without white space or invisible characters at its ends; "" when all is."""
    start, end = 0, len(text)
    while start < end and _unseen(text[start]):
        start += 1
    while end > start and _unseen(text[end - 1]):
        end -= 1
    return text[start:end]


def _unseen(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in {"Cc", "Cf"}


def sha256_of(text: str) -> str:
    """Hex digest of the UTF-8 bytes of a text that `normalise` has been over."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def hidden_characters(text: str) -> tuple[str, ...]:
    """Sentences about characters a reader cannot see; empty for plain text."""
    found = []
    if count := len(_BIDI.findall(text)):
        found.append(f"The text has {count} hidden direction characters.")
    if count := len(_ZERO_WIDTH.findall(text)):
        found.append(f"The text has {count} invisible characters.")
    return tuple(found)
