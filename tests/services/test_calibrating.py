"""Known-answer claims: whom they are served to, what is compared, what they are kept out of."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from claims import selectors
from claims.engine.types import Interval
from claims.errors import (
    CalibrationError,
    ConflictError,
    InvalidInputError,
    NotAllowedError,
)
from claims.models import (
    Article,
    CalibrationEvent,
    CalibrationResult,
    Claim,
    Notice,
    PairChoice,
    Review,
    Watch,
)
from claims.selectors import corrections
from claims.selectors.backlog import backlog
from claims.selectors.outcomes import outcomes
from claims.selectors.soundness import broken_invariants
from claims.selectors.workload import throughput, workload
from claims.services import (
    arranging,
    calibrating,
    elsewhere,
    foreseeing,
    panels,
    publishing,
    queueing,
    quorum,
    relating,
    rereading,
    reviewing,
    shown,
    signing,
    standards,
    talking,
    trash,
    working,
)
from claims.services.falling_short import shortfall
from claims.services.ledger import ledger_of
from claims.services.reviewing import ReviewData
from claims.vocabulary import ClaimStatus, NumberMet, QueueSlug
from tests.conftest import person
from tests.factories import make_article, make_claim, make_evidence, make_review

REVIEW = QueueSlug.REVIEW
pytestmark = pytest.mark.django_db


def known(editor, *, rating="supported", figure="4,200", **fields) -> Claim:
    """A claim of a calibration article, with its answer."""
    claim = make_claim(**fields)
    calibrating.mark(claim.article, actor=editor)
    claim.refresh_from_db()
    calibrating.answer(claim, rating=rating, figure=figure, actor=editor)
    return claim


def handed_in(claim, who, *, rating="supported", figure="4,200", codes=()):
    cited = make_evidence(claim, actor=who)
    claim.refresh_from_db()
    data = ReviewData(rating, "So.", [cited.pk], list(codes), figure=figure)
    return reviewing.submit_review(claim, data, actor=who)


def reviewed(claim, who, **said):
    queueing.take(claim, actor=who)
    return handed_in(claim, who, **said)


def served(who, **said) -> Claim:
    """Take the next claim and review it."""
    claim = queueing.take_next(REVIEW, actor=who)
    handed_in(claim, who, **said)
    return claim


# Serving ---------------------------------------------------------------------------


def test_every_kth_claim_a_reviewer_is_served_has_a_known_answer(
    reviewer, editor, settings
):
    settings.CLAIMS_CALIBRATION_EVERY = 3
    hidden = {known(editor).pk for _ in range(2)}
    for _ in range(6):
        make_claim()
    met = [served(reviewer).pk in hidden for _ in range(6)]
    assert met == [False, False, True, False, False, True]


def test_within_a_filter_one_is_served_only_where_it_fits(reviewer, editor, settings):
    settings.CLAIMS_CALIBRATION_EVERY = 1
    hidden, ordinary = known(editor), make_claim(kind="money")
    for kind, served_one in (("money", ordinary), ("count", hidden)):
        asked = Claim.objects.filter(kind=kind)
        assert queueing.take_next(REVIEW, actor=reviewer, among=asked) == served_one


def test_without_the_setting_none_is_served_and_nothing_is_asked(
    reviewer, editor, django_assert_num_queries
):
    known(editor)
    with django_assert_num_queries(0):
        assert selectors.calibration_due(reviewer) is None
    assert queueing.take_next(REVIEW, actor=reviewer) is None


def test_whether_one_is_due_takes_one_query_and_finding_it_another(
    reviewer, editor, settings, django_assert_num_queries
):
    settings.CLAIMS_CALIBRATION_EVERY = 2
    claim = known(editor)
    with django_assert_num_queries(1):
        assert selectors.calibration_due(reviewer) is None
    make_review(make_claim(), author=reviewer)
    with django_assert_num_queries(2):
        assert selectors.calibration_due(reviewer) == claim


def test_nobody_is_served_one_twice_and_then_the_ordinary_next(
    reviewer, second_reviewer, editor, settings
):
    settings.CLAIMS_CALIBRATION_EVERY = 1
    hidden, ordinary = known(editor), make_claim()
    assert served(reviewer) == hidden
    assert queueing.take_next(REVIEW, actor=reviewer) == ordinary
    assert served(second_reviewer) == hidden


def test_what_was_passed_over_is_not_served_again(reviewer, editor, settings):
    settings.CLAIMS_CALIBRATION_EVERY = 1
    hidden, ordinary = known(editor), make_claim()
    claim = queueing.take_next(REVIEW, actor=reviewer)
    assert claim == hidden
    arranging.skip(claim, reason="later", actor=reviewer)
    assert queueing.take_next(REVIEW, actor=reviewer) == ordinary


def test_whoever_has_one_in_hand_is_served_the_ordinary_next(
    reviewer, editor, settings
):
    settings.CLAIMS_CALIBRATION_EVERY = 1
    hidden, _, ordinary = known(editor), known(editor), make_claim()
    taken = [queueing.take_next(REVIEW, actor=reviewer) for _ in range(2)]
    assert taken == [hidden, ordinary]


def test_editors_who_can_see_the_answer_are_served_none_and_take_none(editor, settings):
    settings.CLAIMS_CALIBRATION_EVERY = 1
    hidden = known(editor)
    assert queueing.take_next(REVIEW, actor=editor) is None
    with pytest.raises(CalibrationError):
        queueing.take(hidden, actor=editor)


def test_a_claim_without_an_answer_is_not_served(reviewer, editor, settings):
    settings.CLAIMS_CALIBRATION_EVERY = 1
    claim = make_claim()
    calibrating.mark(claim.article, actor=editor)
    assert queueing.take_next(REVIEW, actor=reviewer) is None


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_get_two_claims(reviewer, second_reviewer, editor, settings):
    settings.CLAIMS_CALIBRATION_EVERY = 1
    hidden = {known(editor).pk, known(editor).pk}
    gate, taken = threading.Barrier(2), []

    def ask(who):
        gate.wait()
        taken.append(queueing.take_next(REVIEW, actor=who).pk)
        connection.close()

    both = [
        threading.Thread(target=ask, args=[who]) for who in (reviewer, second_reviewer)
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert set(taken) == hidden
    assert Claim.objects.held().count() == 2


# What a reviewer sees of it --------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (None, "Your review is in. Another person signs it off."),
        (2, "Your review is in; 1 more before sign-off."),
        (3, "Your review is in; 2 more before sign-off."),
    ],
)
def test_to_each_who_reviews_it_is_a_claim_nobody_reviewed_before(
    reviewer, second_reviewer, editor, asked, told
):
    claim = known(editor)
    quorum.ask_reviews(claim, asked, actor=editor)
    needed = asked or 1
    for who in (reviewer, second_reviewer, person("rolf", "reviewer")):
        queueing.take(claim, actor=who)
        assert selectors.quorum_seen(claim, who) == selectors.Quorum(0, needed)
        handed_in(claim, who, rating="supported")
        assert selectors.quorum_seen(claim, who) == selectors.Quorum(1, needed)
        assert reviewing.what_follows(claim, who) == told
    claim.refresh_from_db()
    assert (claim.status, claim.round, claim.disputed) == ("ready", 1, False)
    assert claim.reviews_in == 3
    assert set(broken_invariants().values()) == {0}
    assert not Notice.objects.filter(event="sign_off").exists()


def test_each_who_reviewed_it_reads_that_they_alone_took_it(
    reviewer, second_reviewer, editor
):
    claim = known(editor)
    for who in (reviewer, second_reviewer):
        reviewed(claim, who)
    for who in (reviewer, second_reviewer):
        told = shown.history_of(claim, who).values_list("action", "actor")
        assert list(told) == [("start_review", who.pk)]
    assert not shown.history_of(claim, person("rolf", "reviewer")).exists()
    actions = shown.history_of(claim, editor).values_list("action", flat=True)
    assert list(actions) == ["start_review", "release"] * 2


def test_others_reviews_stand_against_nothing_a_reviewer_may_do(
    reviewer, second_reviewer, editor
):
    claim = known(editor)
    reviewed(claim, reviewer)
    queueing.take(claim, actor=second_reviewer)
    rereading.correct(
        claim, rereading.ReadingData(period="2026"), actor=second_reviewer
    )
    queueing.release(claim, actor=second_reviewer)
    assert claim.status == ClaimStatus.READY
    queueing.take(claim, actor=second_reviewer)
    assert handed_in(claim, second_reviewer)
    with pytest.raises(NotAllowedError, match="Reviews of this claim are in"):
        reviewing.dismiss(claim, reason="Nothing.", actor=second_reviewer)


def test_a_figure_is_asked_for_where_several_review_an_ordinary_claim(reviewer, editor):
    alone, among = known(editor), quorum.ask_reviews(known(editor), 2, actor=editor)
    queueing.take(alone, actor=reviewer)
    assert handed_in(alone, reviewer, figure="")
    queueing.take(among, actor=reviewer)
    with pytest.raises(InvalidInputError, match="Several people review this claim"):
        handed_in(among, reviewer, figure="")


def test_nobody_reads_the_reviews_or_the_talk_of_others_not_even_after_their_own(
    reviewer, second_reviewer, editor
):
    claim = known(editor)
    mine = reviewed(claim, reviewer)
    talking.begin(claim, text="Gross or net?", actor=reviewer)
    theirs = reviewed(claim, second_reviewer)
    for who, sees in ((reviewer, [mine]), (second_reviewer, [theirs]), (editor, [])):
        assert list(selectors.reviews_of(claim, who)) == sees
        heard = len(selectors.talks_of(claim, who))
        assert heard == (1 if who == reviewer else 0)


def test_the_same_person_reviews_it_once(reviewer, editor):
    claim = known(editor)
    reviewed(claim, reviewer)
    with pytest.raises(ConflictError, match="waits for others"):
        queueing.take(claim, actor=reviewer)


# Marking and answering -------------------------------------------------------------


def test_only_editors_mark_and_answer(reviewer, editor):
    claim = make_claim()
    with pytest.raises(NotAllowedError):
        calibrating.mark(claim.article, actor=reviewer)
    calibrating.mark(claim.article, actor=editor)
    claim.refresh_from_db()
    with pytest.raises(NotAllowedError):
        calibrating.answer(claim, rating="supported", actor=reviewer)
    with pytest.raises(NotAllowedError):
        calibrating.withdraw(claim, actor=reviewer)
    with pytest.raises(NotAllowedError):
        calibrating.unmark(claim.article, actor=reviewer)


@pytest.mark.parametrize("so_far", ["reviewed", "decided", "published"])
def test_an_article_with_reviews_or_verdicts_is_not_marked(reviewer, editor, so_far):
    claim = make_claim()
    make_review(claim, author=reviewer)
    if so_far != "reviewed":
        reviewing.decide(claim, actor=editor)
    if so_far == "published":
        publishing.publish(claim, actor=editor)
    with pytest.raises(ConflictError):
        calibrating.mark(claim.article, actor=editor)
    assert not Article.objects.get(pk=claim.article_id).calibration


def test_a_claim_of_an_ordinary_article_takes_no_answer(editor):
    with pytest.raises(ConflictError):
        calibrating.answer(make_claim(), rating="supported", actor=editor)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"rating": "splendid"}, "rating"),
        ({"rating": ""}, "rating"),
        ({"rating": "supported", "figure": "none at all"}, "figure"),
        ({"rating": "supported", "note": "x" * 501}, "note"),
    ],
)
def test_an_answer_is_checked_as_a_review_is(editor, said, field):
    claim = make_claim()
    calibrating.mark(claim.article, actor=editor)
    claim.refresh_from_db()
    with pytest.raises(InvalidInputError) as refused:
        calibrating.answer(claim, actor=editor, **said)
    assert refused.value.field == field


def test_claims_read_or_cut_later_are_for_calibration_too(editor):
    article = make_article()
    calibrating.mark(article, actor=editor)
    working.drain()
    flags = set(Claim.objects.filter(article=article).values_list("calibration"))
    assert flags == {(True,)}


def test_an_answer_is_kept_as_a_review_keeps_its_number(editor):
    claim = known(editor, figure="about 4.2 thousand")
    kept = selectors.known_answer_of(claim)
    assert kept.surface == "about 4.2 thousand"
    assert kept.interval == Interval(4200, 4200)
    assert kept.unit == "container"


def test_marks_and_answers_are_undone_and_every_step_is_kept(editor):
    claim = known(editor)
    with pytest.raises(CalibrationError, match="answers back"):
        calibrating.unmark(claim.article, actor=editor)
    calibrating.withdraw(claim, actor=editor)
    calibrating.unmark(claim.article, actor=editor)
    claim.refresh_from_db()
    assert not claim.calibration
    steps = list(CalibrationEvent.objects.values_list("step", flat=True))
    assert steps == ["mark", "answer", "withdraw", "unmark"]


def test_an_article_reviewed_for_calibration_never_becomes_ordinary(reviewer, editor):
    claim = known(editor)
    reviewed(claim, reviewer)
    calibrating.withdraw(claim, actor=editor)
    with pytest.raises(CalibrationError, match="trash"):
        calibrating.unmark(claim.article, actor=editor)


# Scoring ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "found", "met"),
    [
        ("4,200", "4,200", NumberMet.SAME),
        ("4,200", "4.2 thousand", NumberMet.SAME),
        ("about 4,200", "4,250", NumberMet.COMPATIBLE),
        ("4,000 to 5,000", "4,300", NumberMet.COMPATIBLE),
        ("4,200", "42,000", NumberMet.DIFFERENT),
        ("4,200", "4,200 tonnes", NumberMet.DIFFERENT),
        ("", "4,200", NumberMet.NONE),
    ],
)
def test_the_number_found_is_the_same_compatible_or_another(
    reviewer, editor, answer, found, met
):
    claim = known(editor, figure=answer)
    review = reviewed(claim, reviewer, figure=found)
    assert review.calibration_result.number == met
    assert review.calibration_result.same_rating


def test_scores_are_per_person_and_kind_and_by_name(reviewer, second_reviewer, editor):
    counted = [known(editor), known(editor)]
    share = known(
        editor,
        figure="9 percent",
        surface="nine percent",
        kind="percent",
        low=9,
        high=9,
        unit="percent",
        qualifier="",
    )
    reviewed(counted[0], reviewer)
    reviewed(counted[0], second_reviewer, figure="4,900")
    reviewed(counted[1], second_reviewer, rating="refuted", codes=["rounding"])
    reviewed(share, second_reviewer, figure="9 percent")
    table = [tuple(row) for row in selectors.score_rows(selectors.calibration_scores())]
    assert selectors.SCORE_HEADER[2:] == (
        *("reviews", "same_rating", "same_number", "compatible_number"),
        *("different_number", "no_number", "same_rating_different_number"),
    )
    assert table == [
        ("remy", "count", "2", "1", "1", "0", "1", "0", "1"),
        ("remy", "percent", "1", "1", "1", "0", "0", "0", "0"),
        ("rita", "count", "1", "1", "1", "0", "0", "0", "0"),
    ]
    met = {one.claim_id: (one.met, one.reviewed) for one in selectors.known_answers()}
    assert met == {counted[0].pk: (1, 2), counted[1].pk: (0, 1), share.pk: (1, 1)}


def test_a_changed_answer_compares_what_is_in_anew(reviewer, editor):
    claim = known(editor, rating="refuted", figure="9,999")
    review = reviewed(claim, reviewer)
    first = review.calibration_result
    assert (first.same_rating, first.number) == (False, NumberMet.DIFFERENT)
    calibrating.answer(claim, rating="supported", figure="4,200", actor=editor)
    again = CalibrationResult.objects.get()
    assert (again.same_rating, again.number) == (True, NumberMet.SAME)


def test_ordinary_reviews_are_compared_with_nothing(reviewer):
    make_review(make_claim(), author=reviewer)
    assert not CalibrationResult.objects.exists()


def test_own_totals_end_yesterday(reviewer, editor):
    review = reviewed(known(editor), reviewer)
    assert selectors.own_calibration(reviewer).reviews == 0
    before = timezone.now() - timedelta(days=1)
    Review.objects.filter(pk=review.pk).update(created_at=before)
    assert selectors.own_calibration(reviewer).reviews == 1
    assert selectors.own_calibration(editor).reviews == 0


# What it is kept out of ------------------------------------------------------------


@pytest.fixture
def measured(reviewer, second_reviewer, editor):
    """Two people reviewed it, and do not agree."""
    claim = known(editor)
    reviewed(claim, reviewer)
    reviewed(claim, second_reviewer, rating="refuted", codes=["rounding"], figure="9")
    claim.refresh_from_db()
    return claim


@pytest.mark.parametrize("slug", list(QueueSlug))
def test_it_waits_in_no_queue(measured, editor, slug):
    lena = person("lena", "reviewer")
    Claim.objects.filter(pk=measured.pk).update(escalated=slug is QueueSlug.ESCALATED)
    for who in (editor, lena):
        assert not selectors.queue(slug, who).exists()
        assert selectors.queue_counts(who)[slug] == 0
    queueing.take(measured, actor=lena)
    assert not selectors.held_in(slug).exists()
    assert list(selectors.held_by(lena)) == [measured]


def test_it_is_in_no_figure_of_the_newsrooms_work(measured, reviewer):
    assert sum(one.total for one in backlog()) == 0
    assert [one.total for one in throughput().series] == [0, 0, 0, 0]
    loads = {one.person: one for one in workload()}
    mine = loads[reviewer]
    assert (mine.assigned, mine.held, mine.reviewed, mine.median) == (0, 0, 0, None)
    found = outcomes()
    assert (found.scales, found.kinds, found.reasons) == ((), (), ())
    assert found.different_number.of == 0
    made = corrections.corrections(timezone.now() - timedelta(days=1))
    assert made.kept == 0
    assert shortfall(standards.shipped()).waiting == 0
    assert all(now == "0" for _, now, _ in foreseeing.of_reviews(None, None).lines)


def test_the_same_reviews_of_ordinary_claims_are_in_those_figures(
    reviewer, second_reviewer, editor
):
    claim = quorum.ask_reviews(make_claim(), 2, actor=editor)
    reviewed(claim, reviewer)
    reviewed(claim, second_reviewer, figure="9")
    assert sum(one.total for one in backlog()) == 1
    assert [one.total for one in throughput().series] == [1, 2, 0, 0]
    assert outcomes().different_number.of == 1


@pytest.mark.parametrize(
    "step",
    [
        lambda claim, who: reviewing.decide(claim, actor=who),
        lambda claim, who: reviewing.decide(
            claim, review=claim.reviews.first(), actor=who
        ),
        lambda claim, who: publishing.publish(claim, actor=who),
        lambda claim, who: panels.call(
            claim, ["edda", "erna", "emil"], actor=who, reason=""
        ),
        lambda claim, who: queueing.send_back(claim, actor=who, reason="Again."),
        lambda claim, who: reviewing.dismiss(claim, actor=who, reason="No."),
        lambda claim, who: signing.sign_off(claim.article, actor=who),
    ],
    ids=[
        "decide",
        "decide one",
        "publish",
        "panel",
        "send back",
        "dismiss",
        "sign off",
    ],
)
def test_nothing_the_newsroom_says_comes_of_it(measured, editor, step):
    with pytest.raises(CalibrationError, match="calibration") as refused:
        step(measured, editor)
    assert (refused.value.code, refused.value.status) == ("calibration", 409)
    measured.refresh_from_db()
    assert measured.status == ClaimStatus.READY


def test_a_decided_status_forced_by_hand_is_still_not_published(measured, editor):
    Claim.objects.filter(pk=measured.pk).update(status=ClaimStatus.DECIDED)
    measured.refresh_from_db()
    with pytest.raises(CalibrationError):
        publishing.publish(measured, actor=editor)


def test_it_is_shown_on_no_other_claim(measured, editor):
    twin = make_claim()
    assert twin in [one.claim for one in relating.related_claims(measured)]
    assert relating.related_claims(twin) == []
    PairChoice.objects.create(one=measured, other=twin, word="same", actor=editor)
    assert relating.related_claims(twin) == []
    assert {value.claim for value in ledger_of(twin, editor).values} == {twin}


def test_whoever_watches_another_claim_is_not_told_of_it(measured, reviewer):
    other = make_claim(low=17, surface="4,200")
    Watch.objects.create(claim=other, person=reviewer)
    elsewhere.look(measured.article)
    assert not reviewer.notices.exists()


def test_in_the_trash_it_is_neither_served_nor_counted(measured, editor, settings):
    settings.CLAIMS_CALIBRATION_EVERY = 1
    trash.put(measured.article, actor=editor, reason="Done with it.")
    assert selectors.calibration_due(person("lena", "reviewer")) is None
    assert selectors.calibration_scores() == []
    assert not selectors.known_answers().exists()
