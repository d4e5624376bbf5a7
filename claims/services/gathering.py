"""What is wrong with a form, all of it at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from claims.errors import ClaimsError, SeveralProblemsError

P = ParamSpec("P")
T = TypeVar("T")


class Gathered:
    """Checks that are made one after another, whatever the ones before said."""

    def __init__(self) -> None:
        self.problems: list[ClaimsError] = []

    def of(self, check: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """What a check gives, or None where it refuses."""
        try:
            return check(*args, **kwargs)
        except ClaimsError as error:
            self.problems.append(error)
            return None

    def settle(self) -> None:
        """Raise what was refused: one thing as itself, several as one error."""
        if len(self.problems) == 1:
            raise self.problems[0]
        if self.problems:
            raise SeveralProblemsError(self.problems)
