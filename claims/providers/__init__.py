"""Plug-ins that look for sources: one small protocol, plain Python, no Django."""

from __future__ import annotations
