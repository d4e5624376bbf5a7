"""Sources nothing refers to any more, and what they said: forgotten a batch at a time.

They are left behind by articles emptied from the trash.  A document of the newsroom's
library stays, and so does a confidential source, that it be known should it come again.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from claims.models import (
    ArchiveCopy,
    Attachment,
    Confidentiality,
    Evidence,
    Recheck,
    Snapshot,
    Source,
    SourceJudgement,
)
from claims.providers.library import Library

#: Rows forgotten in one transaction; the rest is done the next time round.
AT_ONCE = 200

#: What is only told of a source, and goes with it.
TOLD_OF_IT = (ArchiveCopy, Confidentiality, Recheck, SourceJudgement)


def forget() -> None:
    """Delete sources nothing rests on, then snapshots no source has."""
    with transaction.atomic():
        _delete(_sources())
    with transaction.atomic():
        unused = ~Exists(Source.objects.filter(snapshot=OuterRef("pk")))
        _delete(Snapshot.objects.filter(unused))


def _sources() -> QuerySet[Source]:
    return Source.objects.filter(
        ~Exists(Evidence.every.filter(source=OuterRef("pk"))),
        ~Exists(Attachment.objects.filter(source=OuterRef("pk"))),
        confidential="",
    ).exclude(provider=Library.name)


def _delete(orphans: QuerySet[Source] | QuerySet[Snapshot]) -> None:
    """Locked first: what came to refer to one meanwhile is seen, or waits and fails."""
    ordered = orphans.order_by("pk").values_list("pk", flat=True)
    keys = list(ordered.select_for_update(of=("self",), skip_locked=True)[:AT_ONCE])
    still = list(orphans.filter(pk__in=keys).values_list("pk", flat=True))
    if orphans.model is Source:
        for model in TOLD_OF_IT:
            model._default_manager.filter(source__in=still).delete()
    rows = orphans.model._default_manager.filter(pk__in=still)
    rows._raw_delete(rows.db)  # deleting would read what each document said
