"""Finding passages: what a text is indexed by, and which passage answers a claim best."""

from __future__ import annotations
