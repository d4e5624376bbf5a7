"""Every refusal the workbench can give: a code for programs, a sentence for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


class ClaimsError(Exception):
    """Base of all domain errors; `message` says what was wrong and how to mend it."""

    code = "error"
    status = 400

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    @property
    def problems(self) -> tuple[ClaimsError, ...]:
        """Each thing that is wrong, where several were found at once."""
        return (self,)


class InvalidInputError(ClaimsError):
    code = "invalid"


class SeveralProblemsError(InvalidInputError):
    """Several things are wrong with what was handed in."""

    def __init__(self, problems: Sequence[ClaimsError]) -> None:
        told = " ".join(one.message for one in problems)
        super().__init__(told, field=problems[0].field)
        self._problems = tuple(problems)

    @property
    def problems(self) -> tuple[ClaimsError, ...]:
        return self._problems


@dataclass(frozen=True, slots=True)
class NumberMeant:
    """A number of a passage: where in it it begins, and what comparing says of it."""

    start: int
    surface: str
    told: str


class SeveralNumbersError(InvalidInputError):
    """A passage has several numbers; `numbers` has the likeliest first."""

    def __init__(self, message: str, *, numbers: Sequence[NumberMeant]) -> None:
        self.numbers = tuple(numbers)
        places = ", ".join(f"{one.start} (“{one.surface[:40]}”)" for one in numbers)
        super().__init__(
            f"{message} Its numbers begin at: {places or 'none'}.",
            field="number_start",
        )


class TooLargeError(ClaimsError):
    code = "too_large"
    status = 413


class NotAllowedError(ClaimsError):
    """The actor may see the thing but not do this to it."""

    code = "not_allowed"
    status = 403


class FourEyesError(NotAllowedError):
    """A verdict is signed off by another person than its author."""

    code = "four_eyes"


class ConflictError(ClaimsError):
    code = "conflict"
    status = 409


class TransitionError(ConflictError):
    """The claim's status does not allow this action."""

    code = "transition"


@dataclass(frozen=True, slots=True)
class Changed:
    """What somebody else did to one field meanwhile; `by` nobody is the workbench."""

    field: str
    before: str
    after: str
    by: str
    at: datetime


class StaleClaimError(ConflictError):
    """Somebody else changed the claim, or its evidence, after it was read."""

    code = "stale"

    def __init__(
        self, message: str, *, field: str = "", changed: Sequence[Changed] = ()
    ) -> None:
        super().__init__(message, field=field)
        self.changed = tuple(changed)


class CalibrationError(ConflictError):
    """Calibration claims are kept out of what the newsroom says."""

    code = "calibration"


class HeldError(ConflictError):
    """Somebody else holds the claim."""

    code = "held"


class ReplyMissingError(ClaimsError):
    """The newsroom's standards ask for a reply before publication."""

    code = "reply_missing"
    status = 422


class EvidenceMissingError(ClaimsError):
    code = "evidence_missing"
    status = 422


class NotReadyError(ClaimsError):
    """Something is left to be done first; the message names it."""

    code = "not_ready"
    status = 422


class InTrashError(ClaimsError):
    """What was asked for lies in the trash."""

    code = "in_trash"
    status = 410


class BusyError(ClaimsError):
    """The database gave up on one of those who waited for each other, or in time."""

    code = "busy"
    status = 503
    #: Seconds until it is worth trying again.
    retry_after = 5

    def __init__(self) -> None:
        super().__init__(
            "Somebody else was changing the same thing at the same moment, or the "
            "database did not answer in time. Nothing was changed; try again."
        )


#: Why it is not done to some of several claims, by their keys.
Refusals = dict[int, ClaimsError]


def raise_first(refused: Mapping[int, ClaimsError]) -> None:
    """For who wants all of it or nothing."""
    for error in refused.values():
        raise error
