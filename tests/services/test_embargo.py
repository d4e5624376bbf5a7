"""What is embargoed stays in the house: no provider that sends anything is asked."""

from __future__ import annotations

import pytest

from claims.errors import NotAllowedError, TransitionError
from claims.models import Article, SourceJob
from claims.providers.base import SourceProvider
from claims.services import archiving, arranging, ingest, network, rechecking, working
from claims.services.sourcing import frame_of
from claims.vocabulary import Origin, SearchOutcome
from tests.factories import make_claim, make_evidence, read_article

pytestmark = pytest.mark.django_db


def providers() -> dict[str, SourceProvider]:
    return dict(network.providers())


def test_only_what_sends_nothing_is_asked(settings):
    settings.CLAIMS_NETWORK = True
    settings.CLAIMS_CONTACT_EMAIL = "desk@desk.example"
    article = read_article(embargoed=True)
    found = SourceJob.objects.filter(claim__article=article)
    senders = {name for name, one in providers().items() if one.sends}
    assert senders
    asked = found.filter(provider__in=senders)
    assert set(asked.values_list("outcome", flat=True)) == {SearchOutcome.NOT_ASKED}
    embargo = asked.filter(reason__contains="embargoed")
    assert embargo.exists()
    local = found.filter(provider="library").exclude(outcome=SearchOutcome.NOT_ASKED)
    assert local.exists()


def test_a_file_is_embargoed_before_it_is_opened():
    ingest.submit_file(
        b"The port lost at least 4,200 containers.",
        filename="draft.txt",
        media_type="text/plain",
        actor=None,
        origin=Origin.COMMAND,
        embargoed=True,
    )
    working.drain()
    assert Article.objects.get().embargoed


def test_an_editor_lifts_it(editor, reviewer):
    claim = make_claim()
    with pytest.raises(NotAllowedError):
        arranging.set_embargo(claim.article, True, actor=reviewer)
    arranging.set_embargo(claim.article, True, actor=editor)
    assert frame_of(claim).embargoed
    arranging.set_embargo(claim.article, False, actor=editor)
    assert not frame_of(claim).embargoed


def test_its_sources_are_neither_archived_nor_looked_at_again(editor, reviewer):
    claim = make_claim()
    evidence = make_evidence(claim, actor=reviewer)
    assert rechecking.watched().exists()
    arranging.set_embargo(claim.article, True, actor=editor)
    assert not rechecking.watched().exists()
    evidence.refresh_from_db()
    with pytest.raises(TransitionError, match="embargoed"):
        archiving.ask_for_copy(evidence, actor=editor)
