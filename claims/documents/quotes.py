"""Whether a text still has a passage, however it is laid out."""

from __future__ import annotations

import re
import unicodedata

_SAME = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
        "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None,
    }
)  # fmt: skip
_SPACES = re.compile(r"\s+")


def holds(text: str, quote: str) -> bool:
    """Whether the words of `quote` stand in `text`, figures digit for digit.

    Line ends, the kind of quotation mark, dash or space, and case say nothing.
    """
    sought = _plain(quote)
    if not sought:
        return False
    # A passage may begin or end inside a longer number only if it did before.
    found = _plain(text)
    at = found.find(sought)
    while at >= 0:
        before, after = found[at - 1 : at], found[at + len(sought) :][:2]
        cut_before = before.isdigit() and sought[0].isdigit()
        cut_after = sought[-1].isdigit() and _goes_on(after)
        if not cut_before and not cut_after:
            return True
        at = found.find(sought, at + 1)
    return False


def _goes_on(after: str) -> bool:
    return after[:1].isdigit() or (after[:1] in {",", "."} and after[1:2].isdigit())


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).translate(_SAME)
    return _SPACES.sub(" ", plain).strip().casefold()
