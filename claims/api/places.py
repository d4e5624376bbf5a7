"""Addresses of rows: worked out once for each kind, where a list tells five of each row."""

from __future__ import annotations

from functools import cache

from django.urls import get_script_prefix, reverse
from rest_framework.request import Request

_STANDS_IN = 2_046_109_258


def site_of(request: Request) -> str:
    """What comes before a path, as the caller knows this site."""
    return f"{request.scheme}://{request.get_host()}"


def place_of(name: str, pk: int) -> str:
    """The path of an address that is one row's."""
    before, after = _around(name, get_script_prefix())
    return f"{before}{pk}{after}"


@cache
def _around(name: str, prefix: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[_STANDS_IN]).partition(str(_STANDS_IN))
    return before, after
