"""Bytes in, text out: main text, what the document says about itself, and its links.

Imports nothing of the parsers until they are needed.
"""

from __future__ import annotations

from claims.documents.reading import read
from claims.documents.sandbox import read_in_child
from claims.documents.text import normalise, sha256_of
from claims.documents.types import Document, DocumentError, Link, Locator

__all__ = [
    "Document",
    "DocumentError",
    "Link",
    "Locator",
    "normalise",
    "read",
    "read_in_child",
    "sha256_of",
]
