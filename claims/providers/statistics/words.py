"""Word lists of the tables as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.providers.base import ClaimFrame

#: Characters to each side of a number.
_NEAR = 60


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of some words or phrases; `*` is any letters, `?` one."""
    forms = (
        re.escape(word).replace(r"\*", r"\w*").replace(r"\?", r"\w") for word in words
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def text_around(claim: ClaimFrame) -> str:
    """What stands near the number: other numbers of a long sentence are of other things."""
    at = claim.text.find(claim.surface) if claim.surface else -1
    if at < 0:
        return text_of_claim(claim)
    end = at + len(claim.surface)
    before = claim.text[:at][-_NEAR:].partition(" ")
    near = (before[2] if at > _NEAR else claim.text[:at]) + claim.text[at:end]
    after = claim.text[end : end + _NEAR]
    near += after.rpartition(" ")[0] if len(claim.text) > end + _NEAR else after
    return "\n".join((near, *claim.subject_terms, claim.thing, claim.base))


def text_of_claim(claim: ClaimFrame) -> str:
    """Everything the frame says of what the claim is about."""
    return "\n".join((claim.text, *claim.subject_terms, claim.thing, claim.base))
