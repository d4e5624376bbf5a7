"""Claims hedged by "about", their evidence, and what is stored of everything."""

from __future__ import annotations

from decimal import Decimal

from claims.models import Claim, Evidence, Job, TolerancePolicy
from claims.services import (
    queueing,
    recomparing,
    reviewing,
)
from claims.vocabulary import JobKind
from tests.factories import make_article, make_claim, make_evidence

STRICT = {"about": Decimal("0.05")}


ARITHMETIC = set(recomparing._COLUMNS)


def about_a_thousand(**fields) -> Claim:
    values = {
        "surface": "1,000",
        "low": Decimal(1000),
        "high": Decimal(1000),
        "qualifier": "about",
        "statement": "About 1,000 containers were lost in the storm.",
    } | fields
    text = f"About 1,000 containers were lost. Edition {Claim.objects.count()}."
    return make_claim(make_article(text), **values)


def found(claim: Claim, number: str, actor) -> Evidence:
    quote = f"The insurers counted {number} containers lost at sea."
    return make_evidence(claim, actor=actor, quote=quote)


def signed_off(claim: Claim, *, author, editor) -> None:
    """Reviewed and signed off on the evidence it has."""
    queueing.take(claim, actor=author)
    reviewing.submit_review(
        claim,
        reviewing.ReviewData(
            rating="supported",
            rationale="The report agrees.",
            evidence=list(claim.evidence.values_list("pk", flat=True)),
        ),
        actor=author,
    )
    reviewing.decide(claim, actor=editor)


def recompare_job() -> Job:
    return Job.objects.filter(kind=JobKind.RECOMPARE).latest("pk")


def everything() -> list[list[dict[str, object]]]:
    """All that is stored of claims and what people did to them."""
    models = [
        Claim,
        *(m for m in Claim._meta.apps.get_app_config("claims").get_models()),
    ]
    kept = [m for m in models if m not in {Job, TolerancePolicy}]
    return [
        [
            {
                k: v
                for k, v in row.items()
                if model is not Evidence or k not in ARITHMETIC
            }
            for row in model._default_manager.order_by("pk").values()
        ]
        for model in kept
    ]
