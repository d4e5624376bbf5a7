"""Word lists of the tables as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.providers.base import ClaimFrame


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of some words or phrases; `*` is any letters, `?` one."""
    forms = (
        re.escape(word).replace(r"\*", r"\w*").replace(r"\?", r"\w") for word in words
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def text_of_claim(claim: ClaimFrame) -> str:
    """Everything the frame says of what the claim is about."""
    return "\n".join((claim.text, *claim.subject_terms, claim.thing, claim.base))
