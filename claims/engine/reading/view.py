"""A view of the text that keeps every offset: one character in, one character out."""

from __future__ import annotations

import html
import re
import unicodedata

#: Stands for every character that shows nothing: zero-width, soft hyphen, bidi control.
INVISIBLE = "\u200b"


_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"


_SPACES += "\u200a\u202f\u205f\u3000\t"


_HIDDEN = "\u00ad\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff"


_HIDDEN += "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"


#: Numbers drawn as one sign, circled, bracketed or Roman: they mark, never count.
ENCLOSED = frozenset(
    chr(code)
    for first, last in (
        (0x2160, 0x2188),
        (0x2460, 0x249B),
        (0x24EA, 0x24FF),
        (0x2776, 0x2793),
        (0x3220, 0x3229),
        (0x3280, 0x3289),
    )
    for code in range(first, last + 1)
    if unicodedata.numeric(chr(code), None) is not None
)

#: Turn the order in which the characters around them are shown.
DIRECTIONS = frozenset(
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


_DIGIT_ZEROS = (0x0660, 0x06F0, 0x0966, 0x09E6, 0x0AE6, 0x0BE6, 0x0E50, 0xFF10)


def _table() -> dict[int, str]:
    table = {ord(char): " " for char in _SPACES}
    table |= {ord(char): INVISIBLE for char in _HIDDEN}
    table |= {ord(char): "'" for char in "\u2018\u2019\u201b\u02bc\u2032"}
    table |= {ord(char): '"' for char in "\u201c\u201d\u201e\u201f\u00ab\u00bb"}
    table |= {ord(char): "-" for char in "\u2010\u2011\u2012\u2212\ufe63\uff0d"}
    table |= {ord("\u2015"): "\u2014", ord("\u2033"): '"', ord("\u066b"): "."}
    table |= {ord("\u066c"): ",", ord("\u066a"): "%", ord("\uff05"): "%"}
    table |= {ord("\uff0c"): ",", ord("\uff0e"): ".", ord("\uff04"): "$"}
    table |= {ord("\u2044"): "/", ord("\u2215"): "/"}
    table |= {ord(char): "\n" for char in "\u2028\u2029\x0b\x0c\x85"}
    for zero in _DIGIT_ZEROS:
        table |= {zero + digit: str(digit) for digit in range(10)}
    return table


_TABLE = _table()
_MAPPED_ASCII = [chr(code) for code in _TABLE if code < 128]
_MAPPED = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")


def check_normal(text: str) -> None:
    """Offsets are a contract on the NFC text, so another form is an error."""
    if not unicodedata.is_normalized("NFC", text):
        raise ValueError("The text is not NFC-normalised; normalise it before reading.")


def plain(text: str) -> str:
    """The same length, with one form of each space, dash, quote and decimal digit."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "&" in text and ";" in text:
        text = _ENTITY.sub(_written_out, text)
    if not text.isascii():
        text = _MAPPED.sub(_map, text)
        return _NOTE_MARK.sub(_hide, text) if _raised(text) else text
    if text.isprintable():
        return text
    for mark in _MAPPED_ASCII:  # hardly ever there, and quickly looked for
        if mark in text:
            text = text.replace(mark, _TABLE[ord(mark)])
    return text


def _map(match: re.Match[str]) -> str:
    return _TABLE[ord(match.group())]


#: A sign spelled as in a page's source: "&pound;40m", "5&nbsp;km", "&#8364;3bn".
_ENTITY = re.compile("&(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}[0-9]{0,2});")


def _written_out(match: re.Match[str]) -> str:
    """The sign, and nothing to be seen in the rest of its place."""
    spelled = match.group()
    sign = html.unescape(spelled)
    if len(sign) != 1 or not unicodedata.is_normalized("NFC", sign):
        return spelled
    rest = len(spelled) - 1
    return f"{sign}{(' ' if sign.isspace() else INVISIBLE) * rest}"


_RAISED = "\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
#: The mark of a note behind a word ("people\u00b9"); a unit is shorter ("km\u00b2").
_NOTE_MARK = re.compile(f"(?<=[a-z]{{5}})[{_RAISED}]+")


def _raised(text: str) -> bool:
    return any(mark in text for mark in _RAISED)


def _hide(match: re.Match[str]) -> str:
    return INVISIBLE * len(match.group())


def one_line(text: str) -> str:
    """The words of a text with one blank between them."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(text.split())


def lowered(view: str) -> str:
    """Lower case at the same offsets (a letter that would grow stays as it is)."""
    low = view.lower()
    if len(low) == len(view):
        return low
    return "".join(small if len(small := char.lower()) == 1 else char for char in view)
