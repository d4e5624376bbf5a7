"""What evidence is called beside its claim: a letter for people, a name in formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from string import ascii_uppercase

from claims.models import Claim, Evidence


def letters_of(evidence: Iterable[int]) -> Mapping[int, str]:
    """Letters for all evidence of a claim by its ids: each keeps its own for good."""
    return {pk: letter_of(number) for number, pk in enumerate(sorted(evidence))}


def letters_in(claim: Claim) -> Mapping[int, str]:
    """The same, asked of the claim: what was taken back keeps its letter, too."""
    return letters_of(Evidence.every.filter(claim=claim).values_list("pk", flat=True))


def letter_of(number: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    first, last = divmod(number, len(ascii_uppercase))
    return (letter_of(first - 1) if first else "") + ascii_uppercase[last]


#: How what is kept of a piece of evidence in the history begins.
_NAMED = re.compile(r"\Aevidence (\d+)(?=: )")


def lettered(told: str, letters: Mapping[int, str]) -> str:
    """What the history keeps of a piece of evidence, by its letter and not its id."""
    return _NAMED.sub(lambda hit: f"evidence {letters.get(int(hit[1]), hit[1])}", told)
