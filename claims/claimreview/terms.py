"""What the writer of ClaimReview and its linter have to agree on."""

from __future__ import annotations

CONTEXT = "https://schema.org"

#: Search engines show the claim on one line; longer ones are cut off.
LONGEST_CLAIM = 75


def same_name(one: object, other: object) -> bool:
    def plain(name: object) -> str:
        return " ".join(str(name).casefold().split())

    return bool(plain(one)) and plain(one) == plain(other)
