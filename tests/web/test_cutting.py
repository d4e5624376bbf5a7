"""Cutting an article on its page: links and forms, nothing that needs a script."""

from __future__ import annotations

import re

import pytest

from claims.models import Claim
from claims.services import recutting, working
from tests.factories import read_article

pytestmark = pytest.mark.django_db
TEXT = (
    "The ferry line carried 1,450 passengers and 32 lorries on Monday, its owner said.\n"
    "Between 3 and 5 boats a day are late. Pier 9 was closed for repairs.\n"
)


@pytest.fixture
def article(db):
    return read_article(TEXT, title="Ferries")


def page(client, article, chosen=""):
    return client.get(f"/articles/{article.pk}/?cut={chosen}").content.decode()


def cut(client, article, **given):
    return client.post(f"/articles/{article.pk}/cut/", given, follow=True)


def test_a_number_set_aside_leads_to_where_it_is_taken_up(as_reviewer, article):
    aside = article.dismissed_numbers.get(surface="Pier 9")
    shown = page(as_reviewer, article)
    place = f"{aside.start}-{aside.end}"
    assert f'href="?cut={place}#cut"' in shown
    chosen = page(as_reviewer, article, place)
    assert "Take it up" in chosen
    done = cut(as_reviewer, article, step="add", start=aside.start, end=aside.end)
    assert "Added: “Pier 9”." in done.content.decode()
    assert article.claims.filter(surface="Pier 9").exists()


def test_a_pending_number_is_linked_from_the_coverage(as_reviewer, article):
    article.dismissed_numbers.filter(surface="Pier 9").delete()
    shown = page(as_reviewer, article)
    (place,) = set(re.findall(r'href="\?cut=(\d+-\d+)#cut"', shown))
    assert "Neither claimed nor set aside" in shown
    start, end = place.split("-")
    done = cut(
        as_reviewer, article, step="dismiss", start=start, end=end, code="name"
    ).content.decode()
    assert "Neither claimed nor set aside" not in done


def test_who_only_reads_sees_no_way_to_cut(as_stranger, article):
    assert "cut=" not in page(as_stranger, article)
    refused = cut(as_stranger, article, step="add", quote="Pier 9")
    assert refused.status_code == 403


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"step": "respan", "quote": "and 32 lorries"}, "Cut anew: “32” to"),
        ({"step": "dismiss", "code": "trivial"}, "Set aside: “32”"),
        ({"step": "split", "first": "1,450", "second": "32"}, "is claim"),
        ({"step": "dismiss", "code": ""}, "Say why"),
        ({"step": "merge", "other": ""}, "Choose a claim"),
    ],
)
def test_a_claim_is_cut_by_the_forms_of_its_panel(as_reviewer, article, given, told):
    claim = article.claims.get(surface="32")
    shown = page(as_reviewer, article, claim.pk)
    assert f'name="claim" value="{claim.pk}"' in shown
    done = cut(as_reviewer, article, claim=claim.pk, version=claim.version, **given)
    assert told in done.content.decode()


def test_the_same_number_said_far_away_is_the_first_offered_to_merge_with(as_reviewer):
    between = " ".join(f"Yard {n} holds {600 + n} crates." for n in range(15))
    article = read_article(f"It has 31 boats. {between} Of its 31 boats, all float.")
    first, last = article.claims.filter(surface="31")
    shown = page(as_reviewer, article, first.pk)
    offered = re.findall(
        r'<option value="(\d+)">', shown[shown.index("One claim of two") :]
    )
    assert offered[0] == str(last.pk)


def test_two_claims_are_merged_and_the_step_undone(as_reviewer, article):
    kept, gone = article.claims.get(surface="32"), article.claims.get(surface="1,450")
    assert f'value="{gone.pk}"' in page(as_reviewer, article, kept.pk)
    cut(as_reviewer, article, step="merge", claim=kept.pk, other=gone.pk)
    gone.refresh_from_db()
    assert gone.folded_into == kept
    shown = page(as_reviewer, article)
    assert shown.count(f'href="{kept.get_absolute_url()}"') > 1  # the other mark, too
    assert f'id="claim-{gone.pk}"' not in shown
    merged = as_reviewer.get(gone.get_absolute_url()).content.decode()
    assert f"Merged into claim {kept.pk}" in merged
    step = article.cuts.get()
    done = as_reviewer.post(f"/cuts/{step.pk}/undo/", follow=True).content.decode()
    assert "Undone: Merged" in done
    gone.refresh_from_db()
    assert not gone.withdrawn


def test_after_a_merge_the_page_goes_to_the_claim_that_is_left(as_reviewer, article):
    first, last = article.claims.order_by("pk")[:2]
    done = cut(as_reviewer, article, step="merge", claim=last.pk, other=first.pk)
    ((address, _),) = done.redirect_chain
    assert address.endswith(f"#mark-{last.pk}")
    assert f'id="mark-{last.pk}"' in done.content.decode()


def test_a_note_that_is_a_sentence_ends_what_is_told(as_reviewer, article):
    claim = article.claims.get(surface="32")
    given = {"step": "dismiss", "claim": claim.pk, "code": "other", "note": "Old."}
    assert "“32”: Old.<" in cut(as_reviewer, article, **given).content.decode()


def test_a_refused_step_keeps_every_word(as_reviewer, article):
    done = cut(as_reviewer, article, step="add", quote="no such words")
    assert done.status_code == 400
    assert "do not stand in the text" in done.content.decode()
    assert "no such words" in done.content.decode()


def test_an_undo_that_comes_too_late_says_why(as_reviewer, article, reviewer):
    recutting.add(article, recutting.Stretch(quote="Pier 9"), actor=reviewer)
    step = article.cuts.get()
    told = as_reviewer.post(f"/cuts/{step.pk}/undo/", follow=True).content.decode()
    assert "Sources are being looked for" in told
    working.drain()
    as_reviewer.post(f"/cuts/{step.pk}/undo/")
    told = as_reviewer.post(f"/cuts/{step.pk}/undo/", follow=True).content.decode()
    assert "undone already" in told


@pytest.mark.parametrize(
    "chosen", ["0-0", "9-3", "x", "99999999999-1", "1-999999", "-", "²", "-5", "9" * 30]
)
def test_an_odd_choice_is_no_choice(as_reviewer, article, chosen):
    assert (
        as_reviewer.get(f"/articles/{article.pk}/", {"cut": chosen}).status_code == 200
    )


def test_odd_values_are_refused(as_reviewer, article):
    for given in (
        {"step": "fly"},
        {"step": "respan", "claim": "9" * 30},
        {"step": "add", "start": "-1", "end": "²"},
        {"step": "merge", "claim": Claim.objects.first().pk, "other": "x"},
    ):
        assert cut(as_reviewer, article, **given).status_code == 400
