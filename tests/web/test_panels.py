"""A panel on the claim's page: called, voted on, called off, without a script."""

from __future__ import annotations

import pytest

from claims.models import Panel, Verdict
from claims.services import panels, publishing
from tests.factories import make_evidence
from tests.services.test_panels import NAMES, backs, disputed, members, reviews
from tests.web import pages
from tests.web.conftest import signed_in
from tests.web.pages import text
from tests.web.steps import do
from tests.web.test_cost import queries

__all__ = ["disputed", "members"]  # fixtures


@pytest.fixture
def panel(disputed, members, editor):
    return panels.call(disputed, NAMES, actor=editor, reason="It is close.")


def form_to(answer, claim, verb):
    return pages.form_to(answer, f"/claims/{claim.pk}/{verb}/")


def page(person, claim):
    return signed_in(person).get(claim.get_absolute_url())


def test_an_editor_asks_three_who_did_not_review_it(as_editor, disputed, members):
    form = form_to(as_editor.get(disputed.get_absolute_url()), disputed, "panel")
    offered = [box.get("value") for box in form.xpath(".//input[@type='checkbox']")]
    assert offered == [*NAMES, "edda"]
    answer = do(as_editor, disputed, "panel", members=NAMES, reason="It is close.")
    assert "The three are asked to vote" in text(answer)
    assert "0 of 3 votes are in" in text(answer)
    assert Panel.objects.get().reason == "It is close."


def test_two_members_are_too_few_and_what_was_ticked_is_kept(
    as_editor, disputed, members
):
    answer = do(as_editor, disputed, "panel", members=NAMES[:2], reason="Close.")
    assert answer.status_code == 400
    assert "Choose 3 editors" in text(answer)
    form = form_to(answer, disputed, "panel")
    ticked = form.xpath(".//input[@type='checkbox'][@checked]/@value")
    assert ticked == NAMES[:2]


def test_three_votes_make_a_verdict_whose_dissent_is_shown(panel, disputed, members):
    supports, refutes = reviews(disputed)
    ada, ben, cleo = map(signed_in, members)
    do(ada, disputed, "panel/vote", backs=supports.pk, rationale="The port says so.")
    told = do(ben, disputed, "panel/vote", backs=refutes.pk, rationale="It is off.")
    assert "Your vote is in. It counts once all three have voted." in text(told)
    told = do(cleo, disputed, "panel/vote", backs=refutes.pk, rationale="Too high.")
    assert "the panel ended. Refuted: 2 of 3" in text(told)
    shown = text(told)
    assert "Dissent Supported" in shown
    assert "The port says so." in shown
    assert Verdict.objects.get().review == refutes


def test_a_rating_of_one_s_own_is_cast_on_the_page(panel, disputed, members):
    ada = members[0]
    cited = make_evidence(disputed, actor=ada)
    given = {
        "rating": "conflicting",
        "rationale": "Two counts differ.",
        "figure": "6,000 containers",
        "evidence": cited.pk,
        "reason_codes": "wrong_base",
    }
    client = signed_in(ada)
    refused = do(client, disputed, "panel/vote", **(given | {"figure": ""}))
    assert refused.status_code == 400
    form = form_to(refused, disputed, "panel/vote")
    assert form.xpath(f".//input[@name='evidence'][@value='{cited.pk}']/@checked")
    do(client, disputed, "panel/vote", **given)
    vote = panel.votes.get(member=ada)
    assert (vote.rating.slug, vote.surface) == ("conflicting", "6,000 containers")


def test_neither_is_refused_at_the_choice(panel, disputed, members):
    client = signed_in(members[0])
    answer = do(client, disputed, "panel/vote", rationale="So.")
    assert answer.status_code == 400
    assert "Choose a review, or a rating of your own." in text(answer)
    form = form_to(answer, disputed, "panel/vote")
    assert not form.xpath(".//details[@open]")
    answer = do(client, disputed, "panel/vote", rationale="So.", backs="")
    form = form_to(answer, disputed, "panel/vote")
    assert form.xpath(".//input[@name='backs'][@value='']/@checked")
    (own,) = form.xpath(".//details[@open]")
    assert "A rating of my own" in own.text_content()


def test_who_is_asked_finds_it_at_home_until_they_voted(panel, disputed, members):
    client = signed_in(members[0])
    assert "Your vote is asked for" in text(client.get("/"))
    backs(disputed, members[0], reviews(disputed)[0])
    assert "Your vote is asked for" not in text(client.get("/"))


def test_nobody_is_offered_to_decide_alone_while_it_votes(
    panel, disputed, second_editor, members, reviewer
):
    shown = page(second_editor, disputed)
    assert form_to(shown, disputed, "decide") is None
    assert form_to(shown, disputed, "take") is None
    assert form_to(shown, disputed, "send-back") is None
    assert form_to(shown, disputed, "panel/vote") is None
    assert form_to(page(members[0], disputed), disputed, "panel/vote") is not None
    assert "panel/" not in page(reviewer, disputed).content.decode()


def test_it_is_called_off_with_a_reason(panel, disputed, as_editor, second_editor):
    assert do(as_editor, disputed, "panel/off").status_code == 400
    told = do(as_editor, disputed, "panel/off", reason="Ben is ill.")
    assert "Panel: called off" in text(told)
    assert form_to(page(second_editor, disputed), disputed, "decide") is not None


def test_a_page_costs_no_more_for_three_votes_than_for_one(panel, disputed, members):
    supports, refutes = reviews(disputed)
    client = signed_in(members[0])
    backs(disputed, members[0], supports)
    few = queries(client, disputed.get_absolute_url())
    backs(disputed, members[1], refutes)
    assert queries(client, disputed.get_absolute_url()) == few


@pytest.mark.parametrize("told", [False, True])
def test_readers_see_the_vote_only_where_the_newsroom_tells_it(
    told, panel, disputed, members, anonymous, settings
):
    settings.CLAIMS_PUBLISH_DISSENT = told
    supports, refutes = reviews(disputed)
    backs(disputed, members[0], supports, "The port says so.")
    backs(disputed, members[1], refutes)
    backs(disputed, members[2], refutes)
    disputed.refresh_from_db()
    publishing.publish(disputed, actor=members[1])
    shown = text(anonymous.get(disputed.public_url()))
    assert ("2 of 3 editors agreed on this verdict." in shown) is told
    assert ("The port says so." in shown) is told
    assert "ada" not in shown.split()  # who signed off is named, who dissented never
