"""The only writers.  Each function is one thing a person or the workbench does."""

from __future__ import annotations
