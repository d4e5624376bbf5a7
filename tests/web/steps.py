"""Posting a claim's next step as its page would."""

from __future__ import annotations

from claims.models import Claim


def do(client, claim, verb, *, follow=True, **given):
    """Post to a verb the way the claim's page would."""
    fresh = Claim.objects.get(pk=claim.pk)
    given = {"version": fresh.version} | given
    return client.post(f"/claims/{claim.pk}/{verb}/", given, follow=follow)


def status_of(claim) -> str:
    return Claim.objects.get(pk=claim.pk).status
