from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from claims.models import SourceJob
from claims.providers.worldbank import WorldBank
from claims.services import sourcing
from claims.vocabulary import Relation, SearchOutcome
from tests.factories import read_article
from tests.providers.fakes import Web, reply

pytestmark = pytest.mark.django_db


def site(request):
    code = request.url.path.rpartition("/")[2]
    share = {"MS.MIL.XPND.GD.ZS": 2.013, "MS.MIL.XPND.ZS": 4.4}[code]
    row = {"indicator": {"value": code}, "date": "2023", "value": share}
    body = json.dumps([{"lastupdated": "2026-07-01"}, [row]])
    return reply(body, content_type="application/json")


def test_a_share_is_set_beside_both_bases_of_the_statistics(monkeypatch):
    provider = WorldBank(Web(site).client())
    monkeypatch.setattr(sourcing, "providers", lambda: {"worldbank": provider})
    monkeypatch.setattr(sourcing, "provider_named", lambda name, source_job: provider)
    article = read_article(
        "Norway spent two percent of GDP on defence in 2023.",
        published_at=datetime(2024, 5, 2, tzinfo=UTC),
    )
    search = SourceJob.objects.get(claim__article=article)
    assert search.outcome == SearchOutcome.FOUND
    assert search.queries == [
        "MS.MIL.XPND.GD.ZS NOR 2018:2023",
        "MS.MIL.XPND.ZS NOR 2018:2023",
    ]
    agrees, other = article.claims.get().evidence.order_by("source__url")
    assert agrees.relation == Relation.INSIDE
    assert (other.relation, other.gate) == (Relation.NOT_COMPARABLE, "base")
    for row in (agrees, other):
        snapshot = row.source.snapshot
        assert snapshot.text[row.start : row.end] == row.quote
        assert bytes(snapshot.content).startswith(snapshot.text.encode())
        assert row.source.publisher == "World Bank"


def test_a_sentence_that_names_no_country_is_told_the_storys():
    article = read_article(
        "Norway's labour market cools.\n\nUnemployment rose to 4.1 percent in 2023.",
        title="Norway at work",
    )
    claim = article.claims.get(surface__contains="4.1")
    frame = sourcing.frame_of(claim)
    assert (frame.story_country, frame.country_from) == ("NOR", "named in the headline")
    reason = claim.source_jobs.get(provider="worldbank").reason
    assert reason == "The network is switched off."
