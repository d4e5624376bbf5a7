"""Cutting an article into claims by hand: what is chosen of it, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from claims import selectors
from claims.models import Article, Claim, Cut, DismissedNumber
from claims.services import stretches
from claims.services.cutting import OPEN
from claims.vocabulary import ClaimStatus, CutStep
from claims.web.forms.cutting import CutForm

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: Steps shown; older ones are in the histories of their claims.
SHOWN = 20
#: Claims offered to merge with: those that say the same number, then the nearest.
OFFERED = 12


@dataclass(frozen=True)
class CutPanel:
    """What of the text is chosen, and the forms of what can be done with it.

    `chosen` is a claim's id, or "start-end" of a number that is no claim.
    """

    article: Article
    person: User
    chosen: str = ""
    refused: CutForm | None = None

    @cached_property
    def claim(self) -> Claim | None:
        if not self.chosen.isdecimal():
            return None
        return next(
            (
                one
                for one in self.article.claims.all()
                if str(one.pk) == self.chosen and not one.withdrawn
            ),
            None,
        )

    @cached_property
    def span(self) -> tuple[int, int] | None:
        start, _, end = self.chosen.partition("-")
        if not (start.isdecimal() and end.isdecimal()) or len(self.chosen) > 20:
            return None
        found = int(start), int(end)
        return found if found[0] < found[1] <= len(self.article.text) else None

    @property
    def surface(self) -> str:
        return self.article.text[slice(*self.span)] if self.span else ""

    @property
    def aside(self) -> DismissedNumber | None:
        """The number set aside at the chosen place."""
        numbers = self.article.dismissed_numbers.all()
        return next((n for n in numbers if (n.start, n.end) == self.span), None)

    @property
    def can_cut(self) -> bool:
        return self.claim is not None and self.claim.status in OPEN

    @property
    def can_restore(self) -> bool:
        return self.claim is not None and self.claim.status == ClaimStatus.DISMISSED

    @property
    def is_open(self) -> bool:
        return bool(self.claim or self.span or self.refused)

    @cached_property
    def cuts(self) -> list[Cut]:
        last = selectors.cuts_of(self.article)[:SHOWN]
        return selectors.cuts_told(last, self.person)

    @property
    def last(self) -> Cut | None:
        """What one key takes back."""
        return next((one for one in self.cuts if one.undone_at is None), None)

    @cached_property
    def others(self) -> tuple[tuple[int, str], ...]:
        claim = self.claim
        if claim is None:
            return ()
        near = sorted(
            (one for one in self.article.claims.all() if _may_go_in(one, claim)),
            key=lambda one: (
                (one.low, one.high) != (claim.low, claim.high),
                abs(one.start - claim.start),
            ),
        )
        return tuple(
            (one.pk, f"{one.surface[:40]} · {one.statement[:60]}")
            for one in near[:OFFERED]
        )

    @cached_property
    def forms(self) -> Mapping[str, CutForm]:
        """One form a step, empty or as it was refused."""
        made = {
            str(step): CutForm(
                auto_id=f"cut_{step}_%s",
                initial={"step": step, **self._starts(step)},
                others=self.others,
            )
            for step in CutStep
        }
        if self.refused is not None and self.refused.data.get("step") in made:
            made[self.refused.data["step"]] = self.refused
        return made

    @property
    def problems(self) -> list[str]:
        if self.refused is None:
            return []
        return [str(one[0]) for one in self.refused.errors.values()]

    def _starts(self, step: CutStep) -> dict[str, object]:
        claim, span = self.claim, self.span
        if claim is None:
            return {"start": span[0], "end": span[1]} if span else {}
        about: dict[str, object] = {"claim": claim.pk, "version": claim.version}
        if step is CutStep.RESPAN:
            about["quote"] = claim.surface
        if step is CutStep.SPLIT:
            parts = stretches.numbers_in(self.article, claim.start, claim.end)
            if len(parts) == 2:
                text = self.article.text
                about["first"] = text[claim.start : parts[0][1]]
                about["second"] = text[parts[1][0] : claim.end]
        return about


def _may_go_in(one: Claim, claim: Claim) -> bool:
    return one.pk != claim.pk and not one.withdrawn and one.status in OPEN
