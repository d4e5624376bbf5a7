"""How much work reading a text is, counted in lines of code run, not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from claims.engine import extract
from claims.engine.compiled import SWITCH
from claims.engine.reading import COMPILED

if COMPILED:
    reason = f"Machine code runs no lines to count: set {SWITCH}=1."
    pytest.skip(reason, allow_module_level=True)


def steps(text: str, language: str = "en") -> int:
    """The lines run to read `text`; the same on every machine."""
    extract(text[:100], language=language)  # loads and compiles what is needed once
    return lines_of(lambda: extract(text, language=language))


def lines_of(work: Callable[[], object]) -> int:
    """The lines of code run by one call."""
    count = 0

    def trace(_frame, event, _value):
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def calls(texts: list[str]) -> int:
    """The Python functions called to read these texts."""
    count = 0

    def profile(_frame, event, _value):
        nonlocal count
        count += event == "call"

    for text in texts:
        extract(text)
    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        for text in texts:
            extract(text)
    finally:
        sys.setprofile(before)
    return count
