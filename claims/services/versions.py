"""Policies by version: never edited, the highest in use, a job after each new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import IntegrityError, transaction

from claims.errors import ConflictError, InvalidInputError
from claims.models import VersionedPolicy
from claims.services import jobs
from claims.vocabulary import JobKind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

P = TypeVar("P", bound=VersionedPolicy)

NOTE_CHARS = 300


def in_use(model: type[P]) -> int | None:
    """The version in use; None is what the workbench ships."""
    return model._default_manager.values_list("version", flat=True).first()


def checked_note(note: str) -> str:
    """Why something is put to use, without blanks around it; refused where too long."""
    if len(note) > NOTE_CHARS:
        raise InvalidInputError(
            f"The note has at most {NOTE_CHARS} characters.", field="note"
        )
    return note.strip()


def put_to_use(
    model: type[P],
    *,
    actor: User,
    note: str,
    seen: int | None,
    then: JobKind | None = None,
    **values: Any,
) -> P:
    """Store the next version and the job, if any, that brings what is stored up to it.

    `seen` is the version the person started from; a newer one is not overwritten.
    """
    note = checked_note(note)
    newer = f"Somebody else changed the {model.what} meanwhile. Look at them again."
    current = in_use(model)
    if current != seen:
        raise ConflictError(newer)
    try:
        with transaction.atomic():
            row = model._default_manager.create(
                version=(current or 0) + 1,
                note=note,
                created_by=actor,
                **values,
            )
            if then is not None:
                jobs.enqueue(then, {row.version: f"{then.value}:{row.version}"})
    except IntegrityError as error:
        raise ConflictError(newer) from error
    return row
