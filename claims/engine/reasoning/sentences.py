"""The sentences of a text with their claims, and each as a frame with numbered gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import groupby

from claims.engine.reading.wordlists import table
from claims.engine.reasoning.operands import Operand
from claims.engine.reasoning.tolerance import TolerancePolicy, written_step
from claims.engine.types import NumericClaim

#: Whole counts below this are counted out, not rounded.
_COUNTED = 100
#: Longer lists of numbers are tables, not sentences.
_MOST = 40


@dataclass(frozen=True)
class Sentence:
    """`frame` is its text with "⟦n⟧" for the n-th claim."""

    at: int
    text: str
    start: int
    claims: tuple[NumericClaim, ...]
    policy: TolerancePolicy

    @cached_property
    def frame(self) -> str:
        parts, at = [], self.start
        for n, claim in enumerate(self.claims):
            parts += [self.text[at - self.start : claim.start - self.start], gap(n)]
            at = claim.end
        return "".join([*parts, self.text[at - self.start :]])

    def operand(self, n: int | str) -> Operand:
        return operand(self.claims[int(n)], self.policy)

    def between(self, a: int, b: int) -> str:
        """The words from one claim's end to another's start."""
        end, start = self.claims[a].end, self.claims[b].start
        return self.text[end - self.start : start - self.start]

    def after(self, n: int) -> str:
        """The words from a claim to the next one or the sentence's end."""
        if n + 1 < len(self.claims):
            return self.between(n, n + 1)
        return self.text[self.claims[n].end - self.start :]

    def before(self, n: int) -> str:
        if n:
            return self.between(n - 1, n)
        return self.text[: self.claims[n].start - self.start]


def gap(n: int | str) -> str:
    return f"\u27e6{n}\u27e7"


def sentences(
    claims: Sequence[NumericClaim], text: str, policy: TolerancePolicy
) -> list[Sentence]:
    found: list[Sentence] = []
    in_order = sorted(claims, key=lambda claim: claim.start)
    for (start, end), some in groupby(in_order, key=lambda claim: claim.sentence):
        kept: list[NumericClaim] = []
        for claim in some:
            if not kept or claim.start >= kept[-1].end:
                kept.append(claim)
        kept = _in_one_currency([_cleaned(one) for one in kept])
        if len(kept) <= _MOST:
            found.append(
                Sentence(len(found), text[start:end], start, tuple(kept), policy)
            )
    return found


def _cleaned(claim: NumericClaim) -> NumericClaim:
    """What is no word is nothing to be so much "per"."""
    per = claim.per
    return claim._replace(per=None) if per and not re.search(r"\w", per) else claim


def _in_one_currency(claims: list[NumericClaim]) -> list[NumericClaim]:
    """Cents among euros are hundredths of a euro."""
    units = {one.unit for one in claims if one.kind == "money"}
    for minor in units & {"cent", "penny"}:
        of = units & listed(f"money.{minor}")
        if len(of) == 1:
            claims = [_major(one, minor, min(of)) for one in claims]
    return claims


def _major(claim: NumericClaim, minor: str, unit: str) -> NumericClaim:
    if claim.kind != "money" or claim.unit != minor:
        return claim
    low, high = (None if end is None else end / 100 for end in (claim.low, claim.high))
    return claim._replace(low=low, high=high, unit=unit)


def operand(claim: NumericClaim, policy: TolerancePolicy) -> Operand:
    """A whole count that ends in no zero, or is small, is exact."""
    one = Operand.of(claim, policy)
    value = claim.low
    if claim.kind != "count" or claim.qualifier or value is None or value != claim.high:
        return one
    whole = value == value.to_integral_value()
    step = written_step(value, claim.surface, policy.of(claim.kind).rounding_cap)
    if whole and (abs(value) < _COUNTED or step == 1) and not _is_in_words(claim):
        return replace(one, allowed=one.stated)
    return one


def _is_in_words(claim: NumericClaim) -> bool:
    """ "1.2 million" may end in no zero and is rounded all the same."""
    return bool(re.search(r"\d\s*[^\W\d_]", claim.surface))


@cache
def phrases(name: str) -> tuple[str, ...]:
    part, _, key = name.partition(".")
    return tuple(table("en/crosscheck.toml")[part][key].split("|"))


@cache
def listed(name: str) -> frozenset[str]:
    part, _, key = name.partition(".")
    return frozenset(table("en/crosscheck.toml")[part][key].split())


@cache
def any_of(name: str) -> str:
    """The phrases as one group of a pattern, longest first."""
    some = sorted(phrases(name), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, some))})"


@cache
def pattern(template: str) -> re.Pattern[str]:
    """ "<x>" is a number, "<list.name>" any of a list's phrases, "~" hedges."""
    hedges = f"(?:{any_of('joints.hedges')} )*"
    text = template.replace("~", hedges)
    text = re.sub(r"<(\w+\.\w+)>", lambda m: any_of(m[1]), text)
    text = re.sub(r"<(\w)>", lambda m: f"\u27e6(?P<{m[1]}>\\d+)\u27e7", text)
    return re.compile(text.replace("<>", "\u27e6\\d+\u27e7"), re.IGNORECASE)
