"""Three editors vote, two carry."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims import selectors
from claims.errors import (
    ConflictError,
    FourEyesError,
    InvalidInputError,
    NotAllowedError,
    StaleClaimError,
    TransitionError,
)
from claims.models import (
    Article,
    Claim,
    Notice,
    Panel,
    PanelVote,
    Review,
    Verdict,
)
from claims.selectors.soundness import broken_invariants
from claims.services import (
    leaving,
    panels,
    publishing,
    queueing,
    quorum,
    reviewing,
    sourcing,
    transitions,
)
from claims.services.reviewing import ReviewData
from claims.vocabulary import (
    ClaimStatus,
    DeskStep,
    NoticeEvent,
    PanelState,
    QueueSlug,
)
from tests.conftest import person
from tests.factories import make_claim, make_evidence
from tests.services.test_quorum import hand_in

pytestmark = pytest.mark.django_db
NAMES = ["ada", "ben", "cleo"]


@pytest.fixture
def members(db):
    return [person(name, "editor") for name in NAMES]


@pytest.fixture
def disputed(editor, reviewer, second_reviewer):
    """Two reviews that do not agree: the first supports, the second refutes."""
    claim = quorum.ask_reviews(make_claim(), 2, actor=editor)
    hand_in(claim, reviewer)
    hand_in(claim, second_reviewer, rating="refuted", figure="8,600 containers")
    claim.refresh_from_db()
    return claim


@pytest.fixture
def panel(disputed, members, editor):
    return panels.call(disputed, NAMES, actor=editor, reason="It is close.")


def backs(claim, member, review, why="The log counts so."):
    return panels.vote(claim, ReviewData("", why), actor=member, review=review.pk)


def own(claim, member, *, rating="conflicting", figure="6,000 containers", **more):
    cited = make_evidence(claim, actor=member)
    data = ReviewData(
        rating,
        "Neither counts right.",
        evidence=[cited.pk],
        reason_codes=["wrong_base"],
        figure=figure,
        **more,
    )
    return panels.vote(claim, data, actor=member)


def reviews(claim):
    newest, oldest = selectors.open_reviews(claim)
    return oldest, newest


def test_two_of_three_carry_and_the_dissent_is_kept(panel, disputed, members):
    supports, refutes = reviews(disputed)
    ada, ben, cleo = members
    backs(disputed, ada, refutes)
    backs(disputed, ben, supports, "The port's own list says so.")
    ended = backs(disputed, cleo, refutes)
    verdict = Verdict.objects.get()
    assert (ended.state, ended.verdict) == (PanelState.CARRIED, verdict)
    assert (verdict.review, verdict.signed_off_by) == (refutes, cleo)
    disputed.refresh_from_db()
    assert disputed.status == ClaimStatus.DECIDED
    sight = selectors.panel_of(disputed, person("someone"))
    (dissent,) = sight.dissent
    assert (dissent.member, dissent.rationale) == (ben, "The port's own list says so.")
    assert verdict.note == "By a panel. Refuted: 2 of 3."


def test_the_last_to_vote_may_be_the_one_who_dissents(panel, disputed, members):
    supports, refutes = reviews(disputed)
    ada, ben, cleo = members
    backs(disputed, ada, refutes)
    backs(disputed, ben, refutes)
    assert not Verdict.objects.exists()  # the third is heard, too
    backs(disputed, cleo, supports)
    assert Verdict.objects.get().signed_off_by == ben


def test_two_ratings_of_their_own_that_agree_carry_and_keep_four_eyes(
    panel, disputed, members
):
    ada, ben, cleo = members
    own(disputed, ada)
    own(disputed, ben, figure="about 6,000")
    backs(disputed, cleo, reviews(disputed)[0])
    verdict = Verdict.objects.get()
    assert (verdict.author, verdict.signed_off_by) == (ada, ben)
    review = verdict.review
    assert (review.rating.slug, review.surface) == ("conflicting", "6,000 containers")
    assert review.reason_codes == ["wrong_base"]
    assert review.evidence.count() == 1
    assert not review.unled
    assert broken_invariants()["claims whose reviews are miscounted"] == 0
    assert publishing.publish(disputed, actor=cleo)


def test_the_same_rating_with_another_number_is_another_vote(panel, disputed, members):
    ada, ben, cleo = members
    own(disputed, ada, figure="6,000 containers")
    own(disputed, ben, figure="9,000 containers")
    ended = backs(disputed, cleo, reviews(disputed)[0])
    assert ended.state == PanelState.UNDECIDED


def test_without_a_majority_it_goes_back_to_a_person(
    panel, disputed, members, editor, second_editor
):
    supports, refutes = reviews(disputed)
    ada, ben, cleo = members
    backs(disputed, ada, supports)
    backs(disputed, ben, refutes)
    ended = own(disputed, cleo)
    assert ended.state == PanelState.UNDECIDED
    assert "no two alike" in ended.outcome
    assert not Verdict.objects.exists()
    assert Review.objects.count() == 2
    assert list(selectors.queue(QueueSlug.ADJUDICATE, second_editor)) == [disputed]
    told = Notice.objects.filter(person=second_editor, event=NoticeEvent.SIGN_OFF)
    assert told.filter(text__contains="a person does").exists()
    with pytest.raises(TransitionError, match="a person decides"):
        panels.call(disputed, NAMES, actor=editor)
    assert reviewing.decide(disputed, review=refutes, actor=second_editor)


def test_what_carried_but_falls_short_by_now_makes_no_verdict(
    panel, disputed, members, monkeypatch
):
    _, refutes = reviews(disputed)
    ada, ben, cleo = members
    backs(disputed, ada, refutes)
    backs(disputed, ben, refutes)
    monkeypatch.setattr(reviewing.resting, "check_review", _falls_short, raising=True)
    ended = own(disputed, cleo)
    assert ended.state == PanelState.UNDECIDED
    assert ended.outcome == "Refuted: 2 of 3, but: It falls short."
    disputed.refresh_from_db()
    assert disputed.status == ClaimStatus.IN_REVIEW


def _falls_short(review):
    raise InvalidInputError("It falls short.")


# Who votes, and when ---------------------------------------------------------------


def test_reviewers_of_the_round_and_people_who_sign_nothing_off_are_not_on_it(
    disputed, members, editor, second_editor, reviewer
):
    for names, refusal in (
        (["ada", "ben"], InvalidInputError),
        (["ada", "ada", "ben"], InvalidInputError),
        ([*NAMES, "edda"], InvalidInputError),
        (["ada", "ben", "rita"], InvalidInputError),
        (["ada", "ben", "nobody"], InvalidInputError),
    ):
        with pytest.raises(refusal) as refused:
            panels.call(disputed, names, actor=editor)
        assert refused.value.field == "members"
    reviewer.groups.set(members[0].groups.all())
    with pytest.raises(FourEyesError):
        panels.call(disputed, ["ada", "ben", "rita"], actor=editor)
    assert not Panel.objects.exists()
    assert reviewer not in selectors.candidates(disputed)


def test_a_reviewer_calls_no_panel_and_casts_no_vote(disputed, members, reviewer):
    with pytest.raises(NotAllowedError):
        panels.call(disputed, NAMES, actor=reviewer)
    panels.call(disputed, NAMES, actor=members[0])
    for act in (
        lambda: backs(disputed, reviewer, reviews(disputed)[0]),
        lambda: panels.call_off(disputed, actor=reviewer, reason="So."),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_an_editor_who_was_not_asked_does_not_vote(panel, disputed, editor):
    with pytest.raises(NotAllowedError, match="not asked"):
        backs(disputed, editor, reviews(disputed)[0])


def test_a_vote_stands(panel, disputed, members):
    supports, refutes = reviews(disputed)
    backs(disputed, members[0], supports)
    with pytest.raises(ConflictError, match="a vote stands"):
        backs(disputed, members[0], refutes)


@pytest.mark.parametrize("stage", ["ready", "blind", "decided"])
def test_a_panel_votes_on_what_is_wholly_reviewed_and_not_decided(
    stage, members, editor, reviewer
):
    claim = make_claim()
    if stage == "blind":
        quorum.ask_reviews(claim, 2, actor=editor)
    if stage != "ready":
        hand_in(claim, reviewer)
    if stage == "decided":
        reviewing.decide(claim, actor=editor)
    with pytest.raises(TransitionError):
        panels.call(claim, NAMES, actor=editor)


def test_an_editor_may_ask_for_one_where_reviewers_do_not_differ(
    members, editor, reviewer
):
    claim = make_claim()
    review = hand_in(claim, reviewer)
    panels.call(claim, NAMES, actor=editor)
    for member in members:
        backs(claim, member, review)
    assert Verdict.objects.get().panel.votes.filter(carried=True).count() == 3


def test_a_vote_needs_a_reason_and_what_any_review_needs(panel, disputed, members):
    supports, _ = reviews(disputed)
    ada = members[0]
    for data, review, field in (
        (ReviewData("", ""), supports.pk, "rationale"),
        (ReviewData("", "So."), None, "review"),
        (ReviewData("", "So."), 99_999, "review"),
        (ReviewData("supported", "So."), supports.pk, "review"),
        (ReviewData("supported", "So."), None, "evidence"),
        (ReviewData("refuted", "So."), None, "reason_codes"),
        (ReviewData("nonsense", "So."), None, "rating"),
    ):
        with pytest.raises(Exception) as refused:  # noqa: PT011
            panels.vote(disputed, data, actor=ada, review=review)
        assert field in {one.field for one in refused.value.problems}
    with pytest.raises(InvalidInputError) as refused:
        own(disputed, ada, figure="")
    assert refused.value.field == "figure"
    assert not PanelVote.objects.filter(cast_at__isnull=False).exists()


# What waits meanwhile --------------------------------------------------------------


def test_nobody_decides_reviews_or_starts_over_while_a_panel_votes(
    panel, disputed, editor, second_editor
):
    supports, _ = reviews(disputed)
    for act in (
        lambda: reviewing.decide(disputed, review=supports, actor=second_editor),
        lambda: queueing.take(disputed, actor=second_editor),
        lambda: queueing.send_back(disputed, actor=editor, reason="Again."),
        lambda: reviewing.dismiss(disputed, actor=editor, reason="No claim."),
        lambda: sourcing.request_sources(disputed, actor=editor),
        lambda: quorum.ask_reviews(disputed, 1, actor=editor),
        lambda: panels.call(disputed, NAMES, actor=editor),
    ):
        with pytest.raises(ConflictError) as refused:
            act()
        assert refused.value.message == transitions.UNDER_VOTE
    for slug in (QueueSlug.ADJUDICATE, QueueSlug.SIGN_OFF):
        assert list(selectors.queue(slug, second_editor)) == []
    disputed.refresh_from_db()
    assert disputed.status == ClaimStatus.IN_REVIEW


def test_a_panel_is_called_off_with_a_reason_and_its_votes_stay_unread(
    panel, disputed, members, editor, second_editor
):
    supports, _ = reviews(disputed)
    backs(disputed, members[0], supports)
    with pytest.raises(InvalidInputError):
        panels.call_off(disputed, actor=editor, reason=" ")
    panels.call_off(disputed, actor=editor, reason="Ben is ill.")
    sights = [selectors.panel_of(disputed, one) for one in (members[0], members[1])]
    assert [len(one.votes) for one in sights] == [1, 0]
    assert list(selectors.queue(QueueSlug.ADJUDICATE, second_editor)) == [disputed]
    with pytest.raises(TransitionError):
        panels.call_off(disputed, actor=editor, reason="Again.")
    assert panels.call(disputed, NAMES, actor=editor).state == PanelState.VOTING


def test_a_member_who_leaves_ends_the_panel(panel, members, disputed):
    leaving.leave(members[1], actor=None)
    panel.refresh_from_db()
    assert panel.state == PanelState.CALLED_OFF
    assert "closed" in panel.outcome


def test_who_is_asked_is_told_and_has_it_on_their_desk(
    panel, disputed, members, editor
):
    asked = Notice.objects.filter(event=NoticeEvent.PANEL, read_at=None)
    assert {one.person for one in asked} == set(members)
    assert list(selectors.votes_wanted(members[0])) == [disputed]
    assert list(selectors.votes_wanted(editor)) == []
    backs(disputed, members[0], reviews(disputed)[0])
    assert list(selectors.votes_wanted(members[0])) == []
    assert not asked.filter(person=members[0]).exists()


def test_every_step_is_in_the_history_and_none_says_what_was_voted(
    panel, disputed, members
):
    supports, refutes = reviews(disputed)
    backs(disputed, members[0], refutes)
    steps = [(one.step, one.after, one.reason) for one in disputed.events.all()][-2:]
    assert steps == [
        (DeskStep.PANEL, "ada, ben, cleo", "It is close."),
        (DeskStep.VOTE, "", ""),
    ]
    backs(disputed, members[1], refutes)
    backs(disputed, members[2], supports)
    last = disputed.events.last()
    assert (last.step, last.after, last.reason) == (
        DeskStep.PANEL_END,
        "Carried",
        "Refuted: 2 of 3",
    )


def test_a_claim_that_changed_is_read_again_before_it_is_voted_on(
    panel, disputed, members
):
    supports, _ = reviews(disputed)
    with pytest.raises(StaleClaimError):
        panels.vote(
            disputed,
            ReviewData("", "So."),
            actor=members[0],
            review=supports.pk,
            version=disputed.version - 1,
        )


# Who reads what --------------------------------------------------------------------


def test_a_vote_is_read_by_who_has_voted_and_by_everybody_at_the_end(
    panel, disputed, members, editor, reviewer
):
    supports, refutes = reviews(disputed)
    ada, ben, cleo = members
    backs(disputed, ada, supports)
    seen = {one: selectors.panel_of(disputed, one) for one in (*members, editor)}
    assert {one.username: len(sight.votes) for one, sight in seen.items()} == {
        "ada": 1,
        "ben": 0,
        "cleo": 0,
        "edda": 0,
    }
    assert seen[ben].asked
    assert not seen[ada].asked
    backs(disputed, ben, refutes)
    assert len(selectors.panel_of(disputed, ada).votes) == 2
    assert len(selectors.panel_of(disputed, cleo).votes) == 0
    backs(disputed, cleo, refutes)
    assert len(selectors.panel_of(disputed, reviewer).votes) == 3


@pytest.mark.parametrize("told", [False, True])
def test_readers_are_told_of_dissent_where_the_newsroom_says_so(
    told, panel, disputed, members, settings
):
    settings.CLAIMS_PUBLISH_DISSENT = told
    supports, refutes = reviews(disputed)
    backs(disputed, members[0], supports, "The port's own list says so.")
    backs(disputed, members[1], refutes)
    backs(disputed, members[2], refutes)
    disputed.refresh_from_db()
    publication = publishing.publish(disputed, actor=members[0])
    told_of = {
        "members": 3,
        "carried": 2,
        "dissent": [
            {
                "rating": "Supported",
                "figure": "about 4,300 containers",
                "note": "The port's own list says so.",
            }
        ],
    }
    assert publication.panel == (told_of if told else {})


def test_readers_are_told_of_dissent_in_the_language_of_the_article(
    panel, disputed, members, settings
):
    settings.CLAIMS_PUBLISH_DISSENT = True
    Article.objects.update(language="de")
    supports, refutes = reviews(disputed)
    for member, review in zip(members, (supports, refutes, refutes), strict=True):
        backs(disputed, member, review)
    publication = publishing.publish(
        Claim.objects.get(pk=disputed.pk), actor=members[0]
    )
    (dissent,) = publication.panel["dissent"]
    assert dissent["rating"] == "Belegt"


# What the database refuses ---------------------------------------------------------


def test_the_database_refuses_two_panels_at_once_and_half_an_end(panel, disputed):
    rows = Panel.objects.filter(pk=panel.pk)
    for change in (
        lambda: Panel.objects.create(
            claim=disputed, round=1, called_by=panel.called_by
        ),
        lambda: rows.update(state=PanelState.CALLED_OFF),
        lambda: rows.update(state=PanelState.CARRIED, ended_at=timezone.now()),
        lambda: panel.votes.update(cast_at=timezone.now()),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_new_policy_asks_for_no_more_reviews_while_a_panel_votes(
    editor, reviewer, members, stranger
):
    claim = make_claim()
    hand_in(claim, reviewer)
    claim.refresh_from_db()
    panels.call(claim, NAMES, actor=editor)
    quorum.make_policy(two_from=Decimal(0), three_from=Decimal(0), actor=editor)
    assert selectors.quorum_of(claim).missing == 0
    other = person("late", "reviewer")
    assert queueing.take_next(QueueSlug.REVIEW, actor=other) is None
