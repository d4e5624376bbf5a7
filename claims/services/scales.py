"""The ratings verdicts are given on: scales by version, one of them in use.

A scale is never edited: what was rated on it keeps it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import slugify

from claims.documents.text import one_line, trimmed
from claims.documents.values import language_tag
from claims.errors import ConflictError, InvalidInputError
from claims.models import Rating, RatingScale, ScaleUse
from claims.permissions import require
from claims.services import versions
from claims.vocabulary import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_RATINGS = 12
MOST_VALUE = 100
MOST_LANGUAGES = 20
LABEL_CHARS = 100
#: What the flags of a written rating are called.
REASON, WITHOUT = "reason", "without evidence"


@dataclass(frozen=True, slots=True)
class RatingData:
    """A rating as it is made; `labels` are by language tag, as in {"de-AT": "Belegt"}."""

    label: str
    meaning: str
    value: int | None = None
    needs_reason: bool = False
    without_evidence: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return _slug(self.label)


def _slug(label: str) -> str:
    return slugify(label).replace("-", "_")[:50]


def use(scale: RatingScale, *, actor: User, note: str = "") -> RatingScale:
    """Rate by this scale from now on; reviews and verdicts made so far keep theirs."""
    require(actor, Role.EDITOR)
    note = versions.checked_note(note)
    _check_reasons(list(scale.ratings.all()))
    try:
        with transaction.atomic():
            RatingScale.objects.filter(in_use=True).update(in_use=False)
            RatingScale.objects.filter(pk=scale.pk).update(in_use=True)
            ScaleUse.objects.create(scale=scale, created_by=actor, note=note)
    except IntegrityError as error:
        raise ConflictError("Somebody else chose a scale at this moment.") from error
    scale.refresh_from_db()
    return scale


def make_version(
    name: str, ratings: Sequence[RatingData], *, actor: User, note: str = ""
) -> RatingScale:
    """A new scale, or a new version of the one of this name; it is not in use yet."""
    require(actor, Role.EDITOR)
    name = trimmed(name)
    slug = slugify(name)[:50]
    if not slug or len(name) > 100:
        raise InvalidInputError(
            "Name the scale, in up to 100 characters.", field="name"
        )
    note = versions.checked_note(note)
    _check(ratings)
    known = RatingScale.objects.filter(slug=slug).aggregate(last=Max("version"))
    try:
        with transaction.atomic():
            scale = RatingScale.objects.create(
                slug=slug,
                version=(known["last"] or 0) + 1,
                name=name,
                note=note,
                created_by=actor,
            )
            Rating.objects.bulk_create(
                Rating(
                    scale=scale,
                    slug=one.slug,
                    label=one.label,
                    labels=dict(one.labels),
                    meaning=one.meaning,
                    position=position,
                    value=one.value,
                    needs_reason=one.needs_reason,
                    without_evidence=one.without_evidence,
                )
                for position, one in enumerate(ratings, 1)
            )
    except IntegrityError as error:
        raise ConflictError("Somebody else made this version meanwhile.") from error
    return scale


def written(scale: RatingScale) -> str:
    """A scale's ratings as `parse` reads them, a line each."""
    return "\n".join(_written(one) for one in scale.ratings.order_by("position"))


def _written(one: RatingData | Rating, *also: str) -> str:
    flags = [REASON] * one.needs_reason + [WITHOUT] * one.without_evidence + [*also]
    value = "" if one.value is None else str(one.value)
    line = " | ".join([one.label, one.meaning, value, ", ".join(flags)])
    return line.rstrip(" |")


def written_labels(scale: RatingScale) -> str:
    """What they are called in other languages as `parse` reads it, a line each."""
    return "\n".join(
        " | ".join([one.label, *(f"{tag}: {told}" for tag, told in one.labels.items())])
        for one in scale.ratings.order_by("position")
        if one.labels
    )


def parse(text: str, labels: str = "") -> list[RatingData]:
    """Ratings, a line each: label | meaning | number | flags.

    `labels` says what they are called in other languages, a line each as well:
    label | language: label in it | ...
    """
    found = [_line(line) for line in text.splitlines() if line.strip()]
    lines = [line for line in labels.splitlines() if line.strip()]
    by_slug: dict[str, Mapping[str, str]] = {}
    for own, told in map(_labels, lines):
        if _slug(own) not in {one.slug for one in found} - set(by_slug):
            raise InvalidInputError(
                f"“{own[:60]}” is not the label of a rating above, or has two lines.",
                field="labels",
            )
        by_slug[_slug(own)] = told
    return [replace(one, labels=by_slug.get(one.slug, {})) for one in found]


def _labels(line: str) -> tuple[str, dict[str, str]]:
    """A rating's own label, and those by language."""
    own, *parts = (one_line(part, limit=2_000) for part in line.split("|"))
    told: dict[str, str] = {}
    for part in parts:
        said, colon, label = part.partition(":")
        tag = language_tag(said.strip())
        if not tag or not colon or tag in told:
            raise InvalidInputError(
                f"“{part[:60]}” is not “language: label”, such as “de: Belegt” or "
                "“de-AT: Belegt”, each language once.",
                field="labels",
            )
        told[tag] = label.strip()
    return own, told


def _line(line: str) -> RatingData:
    label, meaning, value, flags, *more = [
        *(one_line(part, limit=2_000) for part in line.split("|")),
        *[""] * 3,
    ]
    given = {flag.strip() for flag in flags.split(",") if flag.strip()}
    known = given <= {REASON, WITHOUT}
    if (
        any(more)
        or not known
        or not (not value or (value.isascii() and value.isdigit()))
    ):
        raise InvalidInputError(
            f"“{line[:60]}” is not “label | meaning | number | flags”, where the number "
            f"may be left out and a flag is “{REASON}” or “{WITHOUT}”.",
            field="ratings",
        )
    return RatingData(
        label,
        meaning,
        int(value[:9]) if value else None,
        REASON in given,
        WITHOUT in given,
    )


def _check(ratings: Sequence[RatingData]) -> None:
    def refuse(told: str) -> None:
        raise InvalidInputError(told, field="ratings")

    if not 1 <= len(ratings) <= MOST_RATINGS:
        refuse(f"A scale has 1 to {MOST_RATINGS} ratings.")
    if len({one.slug for one in ratings}) < len(ratings):
        refuse("Every rating has a label of its own.")
    for one in ratings:
        if not one.slug or len(one.label) > LABEL_CHARS:
            refuse(f"A label has 1 to {LABEL_CHARS} characters, among them letters.")
        if not one.meaning or len(one.meaning) > 300:
            refuse(f"Say what “{one.label}” means, in up to 300 characters.")
        if one.value is not None and not 0 <= one.value <= MOST_VALUE:
            refuse(f"The number of “{one.label}” is from 0 to {MOST_VALUE}.")
    _check_reasons(ratings)
    _check_labels(ratings)


def _check_labels(ratings: Sequence[RatingData]) -> None:
    """A language names every rating, and each by a label of its own."""

    def refuse(told: str) -> None:
        raise InvalidInputError(told, field="labels")

    tags = sorted({tag for one in ratings for tag in one.labels})
    if len(tags) > MOST_LANGUAGES:
        refuse(f"A scale has labels in at most {MOST_LANGUAGES} other languages.")
    for tag in tags:
        if not tag or tag != language_tag(tag):
            refuse(f"“{tag[:20]}” is not a language tag, such as de or de-AT.")
        told = [one.labels.get(tag, "") for one in ratings]
        for one, label in zip(ratings, told, strict=True):
            if not label:
                refuse(f"“{one.label}” has no label in {tag}, and others have.")
            if len(label) > LABEL_CHARS or not any(map(str.isalpha, label)):
                refuse(
                    f"“{one.label}” in {tag}: a label has 1 to {LABEL_CHARS} "
                    "characters, among them letters."
                )
        if len({label.casefold() for label in told}) < len(told):
            refuse(f"Every rating has a label of its own in {tag}.")


def _check_reasons(ratings: Sequence[RatingData | Rating]) -> None:
    """What is rated below the best says by reason codes what is off about the number."""
    best = max((one.value for one in ratings if one.value is not None), default=0)
    for one in ratings:
        if one.value is None or one.value == best:
            continue
        if not (one.needs_reason or one.without_evidence):
            raise InvalidInputError(
                f"“{one.label}” is below the best rating, so a review says what is off "
                f"about the number. Write its line so: {_written(one, REASON)}",
                field="ratings",
            )
