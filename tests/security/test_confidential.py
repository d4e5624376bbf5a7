"""A confidential source is on no public page and in no answer to who is not of the desk."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from claims.errors import InvalidInputError, NotAllowedError, TransitionError
from claims.models import (
    ArchiveCopy,
    Confidentiality,
    Job,
    Recheck,
    Source,
)
from claims.services import (
    archiving,
    attaching,
    calculating,
    confidential,
    correcting,
    evidence,
    judging,
    publishing,
    queueing,
    rechecking,
    reviewing,
    roots,
    working,
)
from claims.vocabulary import ArchiveState, JobKind, Standing
from tests.conftest import person
from tests.factories import make_claim, make_evidence
from tests.security.matrix import address, read_matrix
from tests.security.world import objects, people

LINES = read_matrix()[2]
SECRETS = (
    "Quittenmus",
    "leaks.example",
    "Schattenblatt",
    "4,317 containers",
    "4317",
    "8634",
    "8,634",
)
QUOTE = "Quittenmus counted 4,317 containers lost at sea."


def secret_evidence(claim, actor, **fields):
    values = {
        "quote": QUOTE,
        "url": "https://leaks.example/paper",
        "title": "Quittenmus report",
        "publisher": "Schattenblatt",
        "note": "From Quittenmus.",
    }
    return make_evidence(claim, actor=actor, **values | fields)


@pytest.fixture
def kept(reviewer):
    """A claim in review with an open source and a confidential one."""
    claim = make_claim()
    queueing.take(claim, actor=reviewer)
    make_evidence(claim, actor=reviewer)
    found = secret_evidence(claim, reviewer)
    confidential.keep_back(found.source, reason="It is at risk.", actor=reviewer)
    found.refresh_from_db()
    return found


def publish(claim, reviewer, editor):
    cited = [one.pk for one in claim.evidence.all()]
    data = reviewing.ReviewData("supported", "Two counts.", evidence=cited)
    claim.refresh_from_db()
    reviewing.submit_review(claim, data, actor=reviewer)
    reviewing.decide(claim, actor=editor)
    return publishing.publish(claim, actor=editor)


def tells(text: str, word: str) -> bool:
    """Whether a text says it; digits only by themselves, not inside a hash or a clock's time."""
    if not word.isdigit():
        return word in text
    return re.search(rf"(?<![0-9A-Za-z]){word}(?![0-9A-Za-z])", text) is not None


def hidden(text: str) -> None:
    for word in SECRETS:
        assert not tells(text, word), word


def test_public_addresses_tell_the_hash_and_the_reason(kept, reviewer, editor):
    claim = kept.claim
    publish(claim, reviewer, editor)
    for url in (
        "/published/",
        f"/c/{claim.pk}/",
        f"/c/{claim.pk}/?scale=log",
        f"/c/{claim.pk}/claimreview.json",
        f"/c/{claim.pk}/searches.json",
        "/api/v1/schema/",
        f"/api/v1/evidence/{kept.pk}/",
    ):
        hidden(Client().get(url).content.decode())
    page = Client().get(f"/c/{claim.pk}/").content.decode()
    assert "A confidential source, kept by the newsroom" in page
    assert "It is at risk." in page
    assert kept.source.snapshot.sha256 in page


@pytest.mark.parametrize("who", ["stranger", "operator"])
def test_no_address_shows_it_to_who_is_not_of_the_desk(who, db):
    cast = people()
    made = objects(cast)
    holder = cast["reviewer"].user
    claim = made.held
    found = secret_evidence(claim, holder)
    calculating.keep(
        claim, calculating.CalculationData(f"e{_place(found)} * 2"), actor=holder
    )
    roots.choose(
        claim, roots.RootData([found.pk], "merge", "So.", "Quittenmus"), actor=holder
    )
    judging.judge(found.source, interest="Quittenmus pays.", actor=holder)
    attached = attaching.submit(
        claim,
        attaching.AttachmentData(
            content=QUOTE.encode(), filename="Quittenmus.txt", title="Quittenmus"
        ),
        actor=holder,
    )
    working.run(Job.objects.get(dedupe_key=f"attach:{attached.pk}").pk)
    attached.refresh_from_db()
    attaching.choose(attached, actor=holder, passage=0)
    confidential.keep_back(found.source, reason="It is at risk.", actor=holder)
    assert Source.objects.exclude(confidential="").count() >= 3
    made.ready = made.reviewed = made.claim = claim
    made.evidence, made.attachment = found, attached
    made.source, made.snapshot = found.source, found.source.snapshot
    searches = [
        "/search/?kind=evidence&q=Quittenmus",
        "/search/?kind=evidence&q=lost+at+sea",
        "/search/?q=4317",
        f"/claims/{claim.pk}/",
        f"/claims/{claim.pk}/calculation/?formula=e{_place(found)}",
        f"/api/v1/claims/{claim.pk}/calculations/",
        f"/api/v1/claims/{claim.pk}/calculations/preview/?formula=e{_place(found)}",
        f"/api/v1/claims/{claim.pk}/weighing/",
        f"/api/v1/claims/{claim.pk}/roots/",
        "/api/v1/evidence/?page_size=200",
        f"/admin/claims/claim/{claim.pk}/change/",
        f"/admin/claims/source/{found.source.pk}/change/",
        f"/admin/claims/snapshot/{found.source.snapshot_id}/change/",
    ]
    walked = [address(route, line, made) for route, line in LINES.items()]
    for url in (*walked, *searches):
        text = _text(cast[who], url).replace("Quittenmus%20", "")
        for asked in ("Quittenmus", "4317"):  # a search says what it was asked
            text = text.replace(f'value="{asked}"', "").replace(f"q={asked}", "")
        for word in SECRETS:
            assert not tells(text, word), (url, word)
    assert "Quittenmus" in _text(cast["reviewer"], searches[0])
    assert "Quittenmus" in _text(cast["editor"], "/api/v1/evidence/?page_size=200")


def _place(found) -> int:
    before = found.claim.evidence.filter(pk__lte=found.pk)
    return before.count()


def _text(persona, url: str) -> str:
    response = persona.client(with_key=url.startswith("/api/")).get(url, follow=True)
    return b"".join(response).decode(errors="replace")


def test_who_is_not_of_the_desk_gets_the_hash_over_rest(kept, stranger):
    client = Client()
    client.force_login(stranger)
    row = client.get(f"/api/v1/evidence/{kept.pk}/").json()
    assert row["quote"] == row["source"]["url"] == row["surface"] == ""
    assert row["low"] is None
    assert row["source"]["confidential"] == "It is at risk."
    assert re.fullmatch("[0-9a-f]{64}", row["source"]["snapshot_sha256"])
    assert client.get(f"/api/v1/evidence/{kept.pk}/snapshot/").status_code == 404
    assert client.get(f"/evidence/{kept.pk}/snapshot/").status_code == 404


def test_reviewers_mark_and_only_editors_open(kept, reviewer, editor, stranger):
    with pytest.raises(NotAllowedError):
        confidential.keep_back(kept.source, reason="So.", actor=stranger)
    with pytest.raises(NotAllowedError):
        confidential.make_open(kept.source, reason="So.", actor=reviewer)
    with pytest.raises(InvalidInputError):
        confidential.make_open(kept.source, reason=" ", actor=editor)
    confidential.make_open(kept.source, reason="It spoke itself.", actor=editor)
    kept.source.refresh_from_db()
    assert kept.source.confidential == ""
    steps = Confidentiality.objects.values_list("kept", "reason", "actor")
    assert list(steps) == [
        (True, "It is at risk.", reviewer.pk),
        (False, "It spoke itself.", editor.pk),
    ]
    with pytest.raises(TransitionError):
        confidential.make_open(kept.source, reason="Again.", actor=editor)


def test_what_readers_have_seen_is_retracted_first(reviewer, editor, second_reviewer):
    claim = make_claim()
    queueing.take(claim, actor=reviewer)
    found = secret_evidence(claim, reviewer)
    publish(claim, reviewer, editor)
    with pytest.raises(TransitionError, match=f"claim {claim.pk}"):
        confidential.keep_back(found.source, reason="At risk.", actor=editor)
    correcting.correct(claim, actor=editor, reason="A unit.", kind="typo")
    with pytest.raises(TransitionError):  # the old revision is still to be read
        confidential.keep_back(found.source, reason="At risk.", actor=editor)
    queueing.take(claim, actor=second_reviewer)
    publish(claim, second_reviewer, editor)
    correcting.retract(claim, actor=editor, reason="A source.")
    confidential.keep_back(found.source, reason="At risk.", actor=editor)
    for url in (f"/c/{claim.pk}/", f"/c/{claim.pk}/claimreview.json", "/published/"):
        hidden(Client().get(url).content.decode())
    reviewing.reopen(claim, actor=editor, reason="Without the name.")
    queueing.take(claim, actor=reviewer)
    publish(claim, reviewer, editor)
    hidden(Client().get(f"/c/{claim.pk}/").content.decode())
    for number in (1, 2):  # the archive tells that something is missing
        earlier = Client().get(f"/c/{claim.pk}/revisions/{number}/").content.decode()
        hidden(earlier)
        assert "1 more source named here then is confidential now" in earlier


def test_opened_again_it_stays_hidden_where_it_was_published(kept, reviewer, editor):
    publish(kept.claim, reviewer, editor)
    confidential.make_open(kept.source, reason="It spoke itself.", actor=editor)
    hidden(Client().get(f"/c/{kept.claim.pk}/").content.decode())


def test_it_is_kept_in_every_claim_and_when_it_comes_again(kept, reviewer):
    other = secret_evidence(make_claim(), reviewer, quote="Quittenmus saw 4,317 boxes.")
    assert other.source.confidential == "It is at risk."
    assert other.source_id != kept.source_id


def test_a_calculation_with_it_is_kept_too(kept, reviewer, editor):
    later, _ = calculating.keep(
        kept.claim, calculating.CalculationData("e2 * 2"), actor=reviewer
    )
    assert later.source.confidential == confidential.DERIVED
    claim = make_claim()
    found = secret_evidence(
        claim, reviewer, url="https://leaks.example/b", quote=QUOTE + " B"
    )
    Source.objects.update(confidential="")
    made, _ = calculating.keep(
        claim, calculating.CalculationData("e1 * 2"), actor=reviewer
    )
    again, _ = calculating.keep(
        claim, calculating.CalculationData("e2 * 2"), actor=reviewer
    )
    confidential.keep_back(found.source, reason="At risk.", actor=editor)
    for one in (made, again):
        one.source.refresh_from_db()
        assert one.source.confidential == confidential.DERIVED


def test_nothing_about_it_is_asked_outside(reviewer, editor):
    found = secret_evidence(make_claim(), reviewer)
    copy = archiving.ask_for_copy(found, actor=editor)
    look = rechecking.ask(found.source, actor=reviewer)
    confidential.keep_back(found.source, reason="At risk.", actor=editor)
    copy.refresh_from_db()
    look.refresh_from_db()
    assert (copy.state, look.outcome) == (ArchiveState.FAILED, Standing.UNKNOWN)
    for kind in (JobKind.ARCHIVE, JobKind.RECHECK):
        working.run(Job.objects.get(kind=kind).pk)
    assert not rechecking.watched().exists()
    found.refresh_from_db()
    with pytest.raises(TransitionError, match="confidential"):
        archiving.ask_for_copy(found, actor=editor)
    with pytest.raises(InvalidInputError):
        rechecking.ask(found.source, actor=reviewer)
    with pytest.raises(TransitionError, match="confidential"):
        attaching.submit(
            found.claim,
            attaching.AttachmentData(url="https://leaks.example/paper"),
            actor=reviewer,
        )
    assert (ArchiveCopy.objects.count(), Recheck.objects.count()) == (1, 1)


def test_a_reviewer_marks_it_on_the_card_and_an_editor_opens_it(kept, reviewer, editor):
    client = Client()
    client.force_login(reviewer)
    page = client.get(kept.claim.get_absolute_url()).content.decode()
    assert "Readers are told: It is at risk." in page
    assert "Let it be named" not in page
    client.force_login(editor)
    page = client.get(kept.claim.get_absolute_url()).content.decode()
    assert "Let it be named" in page
    url = f"/evidence/{kept.pk}/confidential/"
    assert client.post(url, {"reason": "It spoke."}).status_code == 302
    kept.source.refresh_from_db()
    assert not kept.source.confidential


def test_nobody_but_the_desk_is_told_of_new_words(kept, stranger):
    assert person("sue").pk
    assert kept.source.provider == evidence.MANUAL
    client = Client()
    client.force_login(stranger)
    hidden(client.get(f"/claims/{kept.claim.pk}/").content.decode())
    hidden(client.get(f"/claims/{kept.claim.pk}/live/").content.decode())


def _client(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_no_filter_finds_what_is_kept_from_a_person(kept, reviewer, stranger):
    for rows in ("/api/v1/evidence/", f"/api/v1/claims/{kept.claim.pk}/evidence/"):
        for query in ("provider=reviewer", "standing=same", "standing=unknown"):
            found = _client(stranger).get(f"{rows}?{query}").json()["results"]
            assert kept.pk not in {row["id"] for row in found}
        found = _client(reviewer).get(f"{rows}?provider=reviewer").json()
        assert kept.pk in {row["id"] for row in found["results"]}
