from __future__ import annotations

from dataclasses import replace

import pytest

from claims import selectors
from claims.errors import (
    ConflictError,
    EvidenceMissingError,
    InvalidInputError,
    NotAllowedError,
)
from claims.models import Source, SourceJudgement
from claims.services import (
    calculating,
    falling_short,
    judging,
    publishing,
    queueing,
    resting,
    reviewing,
    roots,
    standards,
)
from claims.services.network import PROVIDERS
from tests.factories import make_article, make_claim, make_evidence, make_review

pytestmark = pytest.mark.django_db


def hand_in(claim, author, *cited, reason=""):
    if claim.holder_id != author.pk:
        queueing.take(claim, actor=author)
    data = reviewing.ReviewData(
        "supported",
        "They say so.",
        evidence=[one.pk for one in cited],
        sources_reason=reason,
    )
    return reviewing.submit_review(claim, data, actor=author)


def ask(editor, **changes):
    return standards.make_policy(
        replace(standards.in_use(), **changes),
        actor=editor,
        seen=standards.in_use().version,
    )


@pytest.fixture
def claim():
    return make_claim()


@pytest.fixture
def untold(claim, reviewer):
    return make_evidence(claim, actor=reviewer, tier="")


def test_the_place_tells_until_a_person_does(untold, reviewer):
    words = standards.shipped()
    assert words.tier_of(untold.source).slug == "unknown"
    assert words.tier_of(Source(provider="eurostat")).slug == "primary"
    assert words.tier_of(Source(provider="article_links")).slug == "secondary"
    judging.judge(untold.source, tier="tertiary", actor=reviewer)
    assert words.tier_of(untold.source).slug == "tertiary"
    judging.judge(untold.source, tier="", actor=reviewer)
    assert words.tier_of(untold.source).slug == "unknown"


def test_the_shipped_standards_name_places_that_exist():
    words = standards.shipped()
    assert set(words.places) <= set(PROVIDERS)
    assert set(words.places.values()) <= set(words.by_slug)


def test_who_said_what_from_what_to_what_is_kept(untold, reviewer, second_reviewer):
    judging.judge(untold.source, tier="primary", actor=reviewer)
    judging.judge(untold.source, interest="Paid by the port.", actor=second_reviewer)
    assert judging.judge(untold.source, tier="primary", actor=reviewer) is None
    first, second = SourceJudgement.objects.all()
    assert (first.before, first.after, first.actor) == ("Not told", "Primary", reviewer)
    assert (second.interest_before, second.interest) == ("", "Paid by the port.")
    assert second.after == "Primary"


def test_only_reviewers_say_it_in_words_there_are(untold, reviewer, stranger):
    with pytest.raises(NotAllowedError):
        judging.judge(untold.source, tier="primary", actor=stranger)
    with pytest.raises(InvalidInputError, match="primary, secondary"):
        judging.judge(untold.source, tier="golden", actor=reviewer)
    with pytest.raises(InvalidInputError):
        judging.judge(untold.source, interest="x" * 501, actor=reviewer)


def test_a_verdict_without_a_primary_source_needs_a_reason(
    claim, untold, reviewer, editor
):
    with pytest.raises(EvidenceMissingError) as refused:
        hand_in(claim, reviewer, untold)
    assert refused.value.field == "sources_reason"
    assert "primary" in refused.value.message
    review = hand_in(claim, reviewer, untold, reason="The port keeps its log secret.")
    assert review.sources_reason == "The port keeps its log secret."
    assert reviewing.decide(claim, actor=editor).review == review


def test_a_primary_source_needs_none(claim, reviewer):
    assert hand_in(claim, reviewer, make_evidence(claim, actor=reviewer)).pk


def test_strict_standards_take_no_reason(claim, untold, reviewer, editor):
    ask(editor, strict=True)
    with pytest.raises(EvidenceMissingError):
        hand_in(claim, reviewer, untold, reason="There is none.")


def test_standards_that_ask_for_nothing_refuse_nothing(claim, untold, reviewer, editor):
    ask(editor, primary=False)
    assert hand_in(claim, reviewer, untold).pk


def test_a_search_that_was_not_enough_is_not_asked_for_sources(claim, reviewer):
    queueing.take(claim, actor=reviewer)
    data = reviewing.ReviewData(
        "not_enough_evidence", "Nothing.", searched_not_enough=True
    )
    assert reviewing.submit_review(claim, data, actor=reviewer).pk


def test_it_is_asked_again_at_sign_off(claim, reviewer, editor):
    review = make_review(claim, author=reviewer)
    judging.judge(review.evidence.get().source, tier="tertiary", actor=editor)
    with pytest.raises(EvidenceMissingError):
        reviewing.decide(claim, actor=editor)
    judging.judge(review.evidence.get().source, tier="primary", actor=editor)
    assert reviewing.decide(claim, actor=editor).pk


def test_one_origin_twice_is_one(claim, reviewer, editor):
    ask(editor, roots=2)
    one, other = (make_evidence(claim, actor=reviewer) for _ in range(2))
    with pytest.raises(EvidenceMissingError, match="2 independent origins"):
        hand_in(claim, reviewer, one, other)
    roots.choose(
        claim, roots.RootData([other.pk], "split", "Their own count."), actor=reviewer
    )
    claim.refresh_from_db()
    assert hand_in(claim, reviewer, one, other).pk


def test_the_claim_s_own_side_is_no_source_of_it(reviewer):
    article = make_article(
        url="https://paper.example/storm", publisher="The Daily Paper"
    )
    claim = make_claim(article)
    own = make_evidence(
        claim, actor=reviewer, url="https://paper.example/again", tier="primary"
    )
    with pytest.raises(EvidenceMissingError):
        hand_in(claim, reviewer, own)


def test_a_check_of_the_claim_by_others_is_no_source(claim, reviewer, monkeypatch):
    check = make_evidence(claim, actor=reviewer)
    monkeypatch.setattr(resting, "is_fact_checkers", lambda url: "insurers" in url)
    with pytest.raises(EvidenceMissingError):
        hand_in(claim, reviewer, check)


def test_a_calculation_counts_by_what_it_was_worked_out_of(claim, reviewer):
    make_evidence(claim, actor=reviewer)
    made, _ = calculating.keep(
        claim, calculating.CalculationData("e1 * 1"), actor=reviewer
    )
    again, _ = calculating.keep(
        claim, calculating.CalculationData("e2 * 2"), actor=reviewer
    )
    claim.refresh_from_db()
    assert hand_in(claim, reviewer, again).pk
    found = resting.rest_of(
        claim, list(selectors.evidence_of(claim)), standards.in_use()
    )
    assert (found.primary, found.roots) == (1, 1)
    assert made.pk


def test_what_readers_were_told_of_a_source_stays(claim, reviewer, editor):
    review = make_review(claim, author=reviewer)
    cited = review.evidence.get()
    judging.judge(cited.source, interest="It insures the port.", actor=reviewer)
    reviewing.decide(claim, actor=editor)
    publication = publishing.publish(claim, actor=editor)
    judging.judge(cited.source, tier="tertiary", interest="", actor=reviewer)
    publication.refresh_from_db()
    assert resting.frozen(publication) == {
        cited.pk: ("Primary", "It insures the port.")
    }


def test_editors_change_the_words_and_nobody_loses_theirs(untold, reviewer, editor):
    judging.judge(untold.source, tier="tertiary", actor=reviewer)
    words = standards.built(
        tiers="Official | Counted by law. | primary\nOther | The rest.",
        places="eurostat: official",
        primary=True,
        roots=0,
        strict=False,
    )
    with pytest.raises(NotAllowedError):
        standards.make_policy(words, actor=reviewer)
    with pytest.raises(InvalidInputError, match="tertiary"):
        standards.make_policy(words, actor=editor)
    judging.judge(untold.source, tier="", actor=reviewer)
    policy = standards.make_policy(words, actor=editor)
    assert standards.in_use().tier_of(Source(provider="eurostat")).label == "Official"
    assert standards.of(policy) == standards.in_use()
    with pytest.raises(ConflictError):
        standards.make_policy(words, actor=editor)


def test_standards_are_read_back_as_they_are_written():
    words = standards.shipped()
    again = standards.built(
        tiers=standards.written(words.tiers),
        places=standards.places_written(words),
        primary=words.primary,
        roots=words.roots,
        strict=words.strict,
    )
    assert again == words


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"tiers": "Only | One."}, "tiers"),
        ({"tiers": "A | One.\nA | Two."}, "tiers"),
        ({"tiers": "A | One.\nB | Two."}, "tiers"),  # and a primary source asked for
        ({"tiers": "A | One. | primary\nB | Two. | primary"}, "tiers"),
        ({"tiers": "A | One. | first\nB | Two."}, "tiers"),
        ({"tiers": "… | One. | primary\nB | Two."}, "tiers"),
        ({"places": "nowhere: primary"}, "places"),
        ({"places": "eurostat: golden"}, "places"),
        ({"roots": 10}, "roots"),
    ],
)
def test_what_cannot_be_standards_is_refused(changes, field):
    words = standards.shipped()
    given = {
        "tiers": standards.written(words.tiers),
        "places": "",
        "primary": True,
        "roots": 0,
        "strict": False,
    }
    with pytest.raises(InvalidInputError) as refused:
        standards.built(**given | changes)
    assert refused.value.field == field


def test_what_new_standards_would_refuse_is_told_before(reviewer, editor):
    excused, held = make_claim(), make_claim()
    hand_in(
        excused, reviewer, make_evidence(excused, actor=reviewer, tier=""), reason="So."
    )
    make_review(held, author=reviewer)
    words = standards.shipped()
    now = falling_short.shortfall(words)
    assert (now.waiting, now.refused, now.excused, now.missing) == (2, 0, 1, 0)
    strict = falling_short.shortfall(replace(words, strict=True))
    assert (strict.refused, strict.excused) == (1, 0)
    more = falling_short.shortfall(replace(words, roots=2))
    assert (more.refused, more.excused, more.untold) == (1, 1, 0)
