"""The REST door: look up, call the same services as the web, render."""

from __future__ import annotations
