"""What a person can do when a document could not be read, by the code of the failure."""

from __future__ import annotations

from collections.abc import Mapping

from claims.documents import DocumentError
from claims.providers.errors import BadResponseError, SourceError

_PASTE = "Open the page in your browser and paste the passage, or save it as PDF and upload that."
_LATER = "Try again later, or paste the passage with its address."

_WAYS: Mapping[str, str] = {
    "paywalled": "If you have a subscription, paste the passage or upload the page as PDF.",
    "consent": _PASTE,
    "login": "Sign in with your browser and paste the passage, or upload the page as PDF.",
    "auth_failed": "Sign in with your browser and paste the passage, or upload the page as PDF.",
    "robot_check": _PASTE,
    "refused": _PASTE,
    "not_found": "Check the address for a slip, or look the page up in a web archive.",
    "no_such_host": "Check the address for a slip, or look the page up in a web archive.",
    "blocked_address": "Give an address that everybody can reach, or upload the file.",
    "bad_address": "Give an address that begins with https://, or upload the file.",
    "certificate": "Open the page in your browser, judge it, and paste the passage.",
    "timeout": _LATER,
    "unavailable": _LATER,
    "rate_limited": _LATER,
    "own_limit": _LATER,
    "paused": _LATER,
    "network_off": "Paste the passage with its address, or upload the file.",
    "no_contact": "Paste the passage with its address, or upload the file.",
    "too_large": "Save the part you need as a file of its own and upload that.",
    "unsupported": "Save it as PDF, .docx, .xlsx or .csv and upload that.",
    "encrypted": "Remove the password, or paste the passage.",
    "no_text": "Run text recognition over it and upload the result, or type the passage.",
    "empty": "Choose the file again.",
    "unreadable": "Save it anew in the program it was made with, or paste the passage.",
    "bad_response": "Download the file with your browser and upload it, or paste the passage.",
}
_ELSE = "Paste the passage instead."


def how_to_mend(code: str) -> str:
    return _WAYS.get(code, _ELSE)


def code_of(error: SourceError | DocumentError) -> str:
    """The code of what is wrong with a document, wherever it came from."""
    cause = error.__cause__
    if isinstance(error, BadResponseError) and isinstance(cause, DocumentError):
        return cause.code
    if isinstance(error, BadResponseError) and error.kind == "too_large":
        return "too_large"
    return error.code
