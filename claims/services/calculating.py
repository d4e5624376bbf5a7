"""Calculation cells: a reviewer's formula over a claim's and its evidence's numbers.

A result is kept as evidence with the numbers it was worked out of, so that anybody can
work it out again, and so that a number changed since is noticed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from claims import selectors
from claims.documents.text import one_line
from claims.engine.reasoning.calculation import Calculated, calculate
from claims.engine.reasoning.formula import FormulaError
from claims.engine.reasoning.tolerance import TolerancePolicy
from claims.engine.reasoning.twotimes import TwoTimes, two_times
from claims.engine.types import Comparison, Quantity
from claims.errors import ConflictError, InvalidInputError, TransitionError
from claims.models import Calculation, Claim, Evidence, Snapshot, Source
from claims.permissions import require
from claims.services import away, confidential, indexing, tolerances
from claims.services.evidence import CLOSED, claim_quantity, compared_columns
from claims.services.evidence.keeping import TAKEN_BACK
from claims.services.numbers import COMPARABLE, MEANT, columns, placed_columns
from claims.services.replay import changed_operands, plain, result_of
from claims.vocabulary import ClaimStatus, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PROVIDER = "calculation"
CLAIM = "claim"
_NAMES = 200


@dataclass(frozen=True, slots=True)
class CalculationData:
    """A formula, and what a person says its result counts and is a share of."""

    formula: str
    thing: str = ""
    base: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Operand:
    """A number a formula may use, under its name: `row` is None for the claim's own."""

    name: str
    letter: str
    quantity: Quantity
    row: Evidence | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a formula would give, and how that lies to the claim; nothing is kept."""

    calculated: Calculated
    compared: TwoTimes
    used: tuple[Operand, ...]
    policy: TolerancePolicy

    @property
    def comparison(self) -> Comparison:
        return self.compared.said


def operands_of(
    claim: Claim,
    evidence: Iterable[Evidence] | None = None,
    *,
    person: User | None = None,
) -> dict[str, Operand]:
    """The claim's number, and its evidence's in the order it was found: e1, e2 ...

    Without what this person may not read yet.
    """
    published = claim.article.published_at
    own = claim.quantity(as_of=published.date() if published else None)
    found = {CLAIM: Operand(CLAIM, "", own, None)}
    if evidence is None:
        every = Evidence.every.filter(claim=claim)
        every = selectors.evidence_marked(person, every) if person else every
        evidence = every.select_related("source", "calculation")
    rows = sorted(evidence, key=lambda row: row.pk)
    for number, row in enumerate(rows):
        name = f"e{number + 1}"
        letter = selectors.letter_of(number)
        if row.taken_back_at is None and not row.unread:
            found[name] = Operand(name, letter, row.quantity(as_of=row.as_of), row)
    return found


def preview(
    claim: Claim,
    data: CalculationData,
    *,
    operands: Mapping[str, Operand] | None = None,
) -> Preview:
    """Raises InvalidInputError with what is wrong with the formula."""
    known = operands_of(claim) if operands is None else operands
    quantity = claim_quantity(claim)
    policy = tolerances.policy_for(claim)
    try:
        made = calculate(
            data.formula,
            {name: one.quantity for name, one in known.items()},
            like=quantity,
            policy=policy,
            thing=_line(data.thing, "thing"),
            base=_line(data.base, "base"),
        )
    except FormulaError as error:
        raise InvalidInputError(str(error), field="formula") from error
    comparison = two_times(quantity, made.quantity, policy=policy)
    return Preview(made, comparison, tuple(known[n] for n in made.names), policy)


@away.writes
def keep(claim: Claim, data: CalculationData, *, actor: User) -> tuple[Evidence, bool]:
    """The result as evidence, and whether it is new: the same over the same counts once."""
    require(actor, Role.REVIEWER)
    if claim.status in CLOSED:
        raise TransitionError(
            f"This claim is {ClaimStatus(claim.status).label.lower()}: "
            "no evidence can be added."
        )
    found = preview(claim, data, operands=operands_of(claim, person=actor))
    if not any(one.row for one in found.used):
        raise InvalidInputError(
            "Use a number of the evidence: a claim cannot prove itself.",
            field="formula",
        )
    made = found.calculated
    quote, start = _written(data, found)
    source = _source(quote, made)
    if not source.confidential and any(
        one.row and one.row.source.confidential for one in found.used
    ):
        source.confidential = confidential.DERIVED
        source.save(update_fields=["confidential"])
    row = Evidence(
        claim=claim,
        source=source,
        quote=quote,
        start=0,
        end=len(quote),
        number_start=start,
        number_end=start + len(made.quantity.surface),
        as_of=made.quantity.as_of,
        readback=made.told,
        known_on=made.quantity.known,
        **columns(made.quantity, (*COMPARABLE, *MEANT)),
        **placed_columns(made.quantity),
        **compared_columns(found.compared),
        note=data.note.strip(),
        fingerprint=_fingerprint(claim, quote, actor),
        added_by=actor,
    )
    try:
        with transaction.atomic():
            row.save()
            indexing.index_evidence([row])
            Calculation.objects.create(
                evidence=row,
                formula=data.formula.strip(),
                thing=_line(data.thing, "thing"),
                base=_line(data.base, "base"),
                operands=[_stored(one) for one in found.used],
                result=result_of(made),
                working=made.working,
                notes=list(made.notes),
                policy=found.policy.version,
                round=claim.round,
            )
            tolerances.follow(row.policy)
    except IntegrityError:  # it is there already
        kept = Evidence.every.get(claim=claim, fingerprint=row.fingerprint)
        if kept.taken_back_at is not None:
            raise ConflictError(TAKEN_BACK) from None
        return kept, False
    return row, True


def _fingerprint(claim: Claim, quote: str, actor: User) -> str:
    """The same counts once; of who works unled each keeps their own."""
    unled = selectors.reviewed_unled("")
    alone = Claim.objects.filter(unled, pk=claim.pk).exists()
    told = (PROVIDER, quote, *([str(actor.pk)] if alone else []))
    return hashlib.sha256("\x1f".join(told).encode()).hexdigest()


def _line(text: str, field: str) -> str:
    cleaned = one_line(text, limit=_NAMES + 1)
    if len(cleaned) > _NAMES:
        raise InvalidInputError(f"At most {_NAMES} characters.", field=field)
    return cleaned


def _written(data: CalculationData, found: Preview) -> tuple[str, int]:
    """The passage that is the evidence, and where in it the result stands."""
    made = found.calculated
    head = f"{data.formula.strip()}\n{made.working} = "
    lines = [f"{head}{made.told}."]
    lines += [_told(one) for one in found.used]
    lines += [f"Counted as: {made.quantity.thing}"] if data.thing.strip() else []
    lines += [f"Percent of: {made.quantity.base}"] if data.base.strip() else []
    lines += made.notes
    return "\n".join(lines), len(head) + made.told.find(made.quantity.surface)


def _told(one: Operand) -> str:
    if one.row is None:
        return f"{one.name}: “{one.quantity.surface}”, the claim"
    source = one.row.source
    where = ", ".join(filter(None, (str(source), source.publisher, source.url)))
    return f"{one.name}: “{one.quantity.surface}”, evidence {one.letter} ({where})"


def _source(quote: str, made: Calculated) -> Source:
    content = quote.encode()
    snapshot, _ = Snapshot.objects.get_or_create(
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={"media_type": "text/plain", "content": content, "text": quote},
    )
    source, _ = Source.objects.get_or_create(
        provider=PROVIDER,
        url="",
        title=f"Calculated: {made.working}"[:300],
        snapshot=snapshot,
        defaults={"retrieved_at": timezone.now()},
    )
    return source


def _stored(one: Operand) -> dict[str, Any]:
    return {
        "name": one.name,
        "letter": one.letter,
        "evidence": one.row.pk if one.row else None,
        "source": str(one.row.source) if one.row else "",
        "quantity": plain(one.quantity),
    }


def stale(operands: Mapping[str, Operand]) -> dict[int, tuple[str, ...]]:
    """Calculations (by their evidence) that use numbers changed since, and which.

    A calculation over a stale one is stale, too; they can only use what was there before.
    """
    found: dict[int, tuple[str, ...]] = {}
    now = {name: one.quantity for name, one in operands.items()}
    for one in operands.values():
        calculation = getattr(one.row, "calculation", None)
        if one.row is None or calculation is None:
            continue
        changed = {
            *changed_operands(calculation, now),
            *(o["name"] for o in calculation.operands if o["evidence"] in found),
        }
        if changed:
            found[one.row.pk] = tuple(sorted(changed))
    return found
