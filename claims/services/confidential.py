"""Sources that stay in the newsroom: marked by who works with them, opened by an editor.

Readers learn that there is one, why it is kept and the hash of what was read.  Nothing
about it is asked outside the house again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from claims.documents.text import one_line
from claims.errors import InvalidInputError, TransitionError
from claims.models import (
    ArchiveCopy,
    Calculation,
    Confidentiality,
    Evidence,
    Publication,
    Recheck,
    Source,
)
from claims.permissions import require
from claims.services import away, locking
from claims.vocabulary import ArchiveState, Role, Standing

if TYPE_CHECKING:
    from django.contrib.auth.models import User

REASON = 300
DERIVED = "It is worked out of a confidential source."
KEPT = "The source is confidential: nothing about it is sent outside the house."


@away.writes
def keep_back(source: Source, *, reason: str, actor: User) -> Confidentiality:
    """Hide a source from readers, in every claim and wherever else it was stored.

    Refused while readers see it: what went out cannot change silently, and a check under
    correction stays readable, so it has to be retracted first.
    """
    require(actor, Role.REVIEWER)
    told = _checked(reason)
    with transaction.atomic():
        kept = _with_twins(source)
        rows = _with_derived(kept)
        locking.take(Source.objects.filter(pk__in=rows))
        _check_unpublished(rows)
        Source.objects.filter(pk__in=kept).update(confidential=told)
        derived = Source.objects.filter(pk__in=rows - kept, confidential="")
        derived.update(confidential=DERIVED)
        _call_off(rows)
        made = _step(source, told, actor, kept=True)
    source.confidential = told
    return made


@away.writes
def make_open(source: Source, *, reason: str, actor: User) -> Confidentiality:
    """Let a source be named again; what was published before goes on hiding it."""
    require(actor, Role.EDITOR)
    told = _checked(reason)
    if not source.confidential:
        raise TransitionError("This source is not confidential.")
    with transaction.atomic():
        twins = Source.objects.filter(pk__in=_with_twins(source))
        locking.update(twins, confidential="")
        made = _step(source, told, actor, kept=False)
    source.confidential = ""
    return made


def reason_for(source: Source) -> str:
    """Why a source just stored is confidential: as it was read before, elsewhere."""
    known = alike(source).exclude(confidential="").exclude(pk=source.pk).first()
    return known.confidential if known else ""


def is_address_kept(url: str) -> bool:
    return (
        bool(url) and Source.objects.filter(url=url).exclude(confidential="").exists()
    )


def alike(source: Source) -> QuerySet[Source]:
    """The same document or address, in whatever state and by whatever way it came."""
    same = Q(snapshot=source.snapshot_id)
    if source.url:
        same |= Q(url=source.url)
    return Source.objects.filter(same)


def _step(source: Source, reason: str, actor: User, *, kept: bool) -> Confidentiality:
    return Confidentiality.objects.create(
        source=source, kept=kept, reason=reason, actor=actor
    )


def _checked(reason: str) -> str:
    told = one_line(reason, limit=REASON + 1)
    if not told:
        raise InvalidInputError("Say why; readers are told.", field="reason")
    if len(told) > REASON:
        raise InvalidInputError(f"At most {REASON} characters.", field="reason")
    return told


def _with_twins(source: Source) -> set[int]:
    return set(alike(source).values_list("pk", flat=True))


def _with_derived(sources: set[int]) -> set[int]:
    """With the calculations worked out of their numbers, however far on."""
    rows, found = Evidence.every.filter(source__in=sources), set(sources)
    pieces = set(rows.values_list("pk", flat=True))
    near = Calculation.objects.filter(evidence__claim__evidence__in=pieces).distinct()
    made = list(near.select_related("evidence").order_by("pk"))
    for one in made:  # a calculation uses only what was there before it
        if pieces & {operand["evidence"] for operand in one.operands}:
            pieces.add(one.evidence_id)
            found.add(one.evidence.source_id)
    return found


def _check_unpublished(sources: set[int]) -> None:
    cited = Publication.objects.filter(
        in_force=True, verdict__review__evidence__source__in=sources
    )
    claims = sorted(set(cited.values_list("claim", flat=True)))
    if claims:
        told = ", ".join(str(pk) for pk in claims[:5])
        raise TransitionError(
            f"Readers see this source in the published check of claim {told}. Retract "
            "it first, then mark the source: what went out cannot change silently, and "
            "under correction it would stay readable."
        )


def _call_off(sources: set[int]) -> None:
    """End what waits to be asked outside."""
    copies = ArchiveCopy.objects.filter(source__in=sources, state=ArchiveState.WAITING)
    copies.update(state=ArchiveState.FAILED, reason=KEPT, finished_at=Now())
    looks = Recheck.objects.filter(source__in=sources, finished_at__isnull=True)
    looks.update(outcome=Standing.UNKNOWN, detail=KEPT, finished_at=Now())
