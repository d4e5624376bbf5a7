"""Text for readers: no keys, no people's addresses, nothing of how the house is set up."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

GONE = "[left out]"

_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s<>\"'“”]+", re.IGNORECASE)
_SECRET = re.compile(
    r"\b(?:api[-_ ]?key|key|token|secret|password|passwd|authorization|bearer|cookie)\b"
    r"\s*[=:]?\s*(?=\S*[\d_-])\S{6,}",
    re.IGNORECASE,
)
#: A run of letters and digits too long and too mixed for a word.
_OPAQUE = re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])[\w-]{24,}\b")
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_INSIDE = re.compile(
    r"\b(?:localhost|127(?:\.\d{1,3}){3}|10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}"
    r"|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})(?::\d+)?\b"
)
_PATH = re.compile(r"(?<![\w/:])(?:/(?:[\w.-]+/)+[\w.-]+|[A-Za-z]:\\[\w\\.-]+)")


def redacted(text: str) -> str:
    kept = _ADDRESS.sub(_bare, text)
    for pattern in (_SECRET, _OPAQUE, _MAIL, _INSIDE):
        kept = pattern.sub(GONE, kept)
    return _PATH.sub(GONE, kept)


def _bare(hit: re.Match[str]) -> str:
    """An address without who asked and what was handed over."""
    try:
        parts = urlsplit(hit.group())
        host = parts.hostname or ""
    except ValueError:
        return GONE
    public = "." in host and not _INSIDE.fullmatch(host)
    if parts.scheme not in {"http", "https"} or not public:
        return GONE
    return f"{parts.scheme}://{host}{parts.path}"
