"""Claims cut by hand: added, cut anew, split, merged, set aside, and each step undone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import selectors
from claims.documents.text import normalise
from claims.errors import (
    ConflictError,
    HeldError,
    InvalidInputError,
    NotAllowedError,
    StaleClaimError,
    TransitionError,
)
from claims.models import Article, Claim, Evidence, Job
from claims.services import (
    extraction,
    publishing,
    queueing,
    rereading,
    reviewing,
    undoing,
    working,
)
from claims.services import recutting as cuts
from claims.services.stretches import read, span_of
from claims.vocabulary import ClaimStatus, CutStep, DeskStep, SetAside
from tests.factories import make_evidence, make_review, make_verdict, read_article

pytestmark = pytest.mark.django_db
At = cuts.Stretch

TEXT = (
    "The ferry line carried 1,450 passengers and 32 lorries on Monday, its owner said.\n"
    "Fares rose from 4 euros to 6 euros in March. Pier 9 was closed for repairs.\n"
    "Between 3 and 5 boats a day are late; the line lost twelve (12) of them.\n"
)


@pytest.fixture
def article(db):
    return read_article(TEXT, title="Ferries")


def claim_at(article, surface):
    return article.claims.get(surface=surface, withdrawn=False)


def sound(article):
    text = article.text
    for row in article.claims.all():
        assert text[row.start : row.end] == row.surface
        assert row.sentence_start <= row.start < row.end <= row.sentence_end
    live = sorted(article.claims.filter(withdrawn=False).values_list("start", "end"))
    assert all(a[1] <= b[0] for a, b in pairwise(live))
    fresh = selectors.article_with_marks(article.pk)
    lines = [line for line in text.split("\n") if line.strip()]
    shown = [
        "".join(s.text for s in one.segments) for one in selectors.paragraphs(fresh)
    ]
    assert shown == lines


def state(article):
    """All that an undone step must bring back."""
    rows = article.claims.filter(withdrawn=False).order_by("start")
    return [
        (row.pk, row.start, row.end, row.low, row.high, row.thing, row.readback)
        for row in rows
    ], list(article.dismissed_numbers.values_list("pk", "taken_up"))


# Adding ---------------------------------------------------------------------------


def test_a_number_set_aside_is_taken_up_as_a_claim(article, reviewer):
    aside = article.dismissed_numbers.get(surface="Pier 9")
    claim = cuts.add(article, At(aside.start, aside.end), actor=reviewer)
    working.drain()
    claim.refresh_from_db()
    assert (claim.surface, claim.low, claim.status) == ("Pier 9", 9, ClaimStatus.READY)
    assert not article.dismissed_numbers.filter(taken_up=False, pk=aside.pk).exists()
    assert [one.step for one in claim.events.all()] == [DeskStep.ADD]
    sound(article)


def test_a_claim_is_added_by_the_words_of_the_text(article, reviewer):
    cuts.dismiss(claim_at(article, "32"), actor=reviewer, code=SetAside.TRIVIAL)
    with pytest.raises(ConflictError, match="take that up again"):
        cuts.add(article, At(quote="32 lorries"), actor=reviewer)
    with pytest.raises(ConflictError, match="already"):
        cuts.add(article, At(quote="carried 1,450 passengers"), actor=reviewer)


def test_a_number_nobody_read_is_taken_up(article, reviewer):
    article.dismissed_numbers.filter(surface="Pier 9").delete()
    assert selectors.coverage(article).pending == 1
    claim = cuts.add(article, At(quote="9"), actor=reviewer)
    fresh = selectors.article_with_marks(article.pk)
    assert selectors.coverage(fresh).pending == 0
    assert claim.surface == "9"


@pytest.mark.parametrize(
    ("quote", "why"),
    [
        ("no such words", "do not stand"),
        ("", "Copy the words"),
        ("closed for repairs", "no number"),
        ("euros", "stand 2 times"),
        ("1,4", "cuts"),
        ("passengers and 32 lorries on Monday, its owner said. Fares", "do not stand"),
    ],
)
def test_words_that_make_no_claim_are_refused_with_the_reason(
    article, reviewer, quote, why
):
    with pytest.raises(InvalidInputError, match=why):
        cuts.add(article, At(quote=quote), actor=reviewer)


def test_two_numbers_are_not_one_claim(article, reviewer):
    text = article.text
    Claim.objects.filter(article=article).update(withdrawn=True)
    start = text.index("1,450")
    with pytest.raises(InvalidInputError, match="2 numbers"):
        cuts.add(article, At(start, text.index(" lorries")), actor=reviewer)


def test_who_only_reads_cuts_nothing(article, stranger):
    with pytest.raises(NotAllowedError):
        cuts.add(article, At(quote="Pier 9"), actor=stranger)


def test_a_text_that_is_still_read_is_not_cut(article, reviewer):
    Article.objects.update(extracted_at=None)
    with pytest.raises(ConflictError, match="still being read"):
        cuts.add(article, At(quote="Pier 9"), actor=reviewer)


# Cutting anew ---------------------------------------------------------------------


def test_a_claim_is_cut_anew_and_its_number_read_again(article, reviewer):
    claim = claim_at(article, "1,450")
    evidence = make_evidence(claim, actor=reviewer, quote="It carried 32 lorries.")
    gone = claim_at(article, "32")
    cuts.merge(claim_at(article, "1,450"), gone, actor=reviewer)
    claim.refresh_from_db()
    cuts.respan(claim, At(quote="32 lorries"), actor=reviewer, version=claim.version)
    assert (claim.surface, claim.low) == ("32 lorries", 32)
    evidence.refresh_from_db()
    assert evidence.relation == "inside"
    told = [(one.step, one.before, one.after) for one in claim.events.all()]
    assert told[-1] == (DeskStep.RESPAN, "“1,450”", "32 lorries")
    sound(article)


def test_a_claim_changed_meanwhile_is_not_cut(article, reviewer):
    claim = claim_at(article, "32")
    with pytest.raises(StaleClaimError):
        cuts.respan(
            claim, At(quote="32 lorries"), actor=reviewer, version=claim.version - 1
        )
    assert not article.cuts.exists()


def test_what_others_hold_is_not_cut(article, reviewer, second_reviewer):
    claim = claim_at(article, "32")
    queueing.take(claim, actor=second_reviewer)
    with pytest.raises(HeldError):
        cuts.respan(claim, At(quote="32 lorries"), actor=reviewer)


def test_what_a_review_rests_on_is_not_cut(article, reviewer, second_reviewer):
    claim = claim_at(article, "32")
    make_review(claim, author=second_reviewer)
    with pytest.raises(TransitionError, match="A review rests on"):
        cuts.respan(claim, At(quote="32 lorries"), actor=reviewer)


def test_what_is_published_is_not_cut(article, reviewer, editor):
    claim = claim_at(article, "32")
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    for step in (
        lambda: cuts.respan(claim, At(quote="32 lorries"), actor=editor),
        lambda: cuts.merge(claim_at(article, "1,450"), claim, actor=editor),
        lambda: cuts.dismiss(claim, actor=editor, code="trivial"),
    ):
        with pytest.raises(TransitionError):
            step()


# Splitting and merging --------------------------------------------------------------


def test_a_range_is_split_into_its_two_numbers(article, reviewer):
    claim = article.claims.get(surface__contains="3 and 5")
    make_evidence(claim, actor=reviewer, quote="Some 4 boats a day are late.")
    first, second = cuts.split(claim, actor=reviewer)
    assert first.pk == claim.pk
    assert (first.low, second.low) == (3, 5)
    assert [one.quote for one in second.evidence.all()] == [
        one.quote for one in first.evidence.all()
    ]
    assert {one.step for one in second.events.all()} == {DeskStep.SPLIT}
    sound(article)


def test_a_claim_of_one_number_is_not_split(article, reviewer):
    with pytest.raises(InvalidInputError, match="Say which words"):
        cuts.split(claim_at(article, "32"), actor=reviewer)


def test_two_claims_of_one_number_are_merged_and_nothing_is_lost(article, reviewer):
    kept, gone = claim_at(article, "twelve"), claim_at(article, "12")
    mine = make_evidence(kept, actor=reviewer)
    theirs = make_evidence(gone, actor=reviewer)
    cuts.merge(kept, gone, actor=reviewer)
    gone.refresh_from_db()
    assert gone.folded_into == kept
    assert (gone.status, gone.withdrawn) == (ClaimStatus.DISMISSED, True)
    assert list(gone.evidence.all()) == [theirs]
    assert {one.quote for one in kept.evidence.all()} == {mine.quote, theirs.quote}
    fresh = selectors.article_with_marks(article.pk)
    assert selectors.coverage(fresh).pending == 0  # 12 belongs to the kept claim
    sound(article)


def test_what_was_merged_away_is_not_restored_by_itself(article, reviewer):
    kept, gone = claim_at(article, "twelve"), claim_at(article, "12")
    cuts.merge(kept, gone, actor=reviewer)
    gone.refresh_from_db()
    with pytest.raises(TransitionError, match="undo the step"):
        cuts.restore(gone, actor=reviewer)


def test_claims_of_two_articles_are_not_merged(article, reviewer):
    other = read_article("The port sold 77 cranes.").claims.get()
    with pytest.raises(InvalidInputError):
        cuts.merge(claim_at(article, "32"), other, actor=reviewer)


# Setting aside ----------------------------------------------------------------------


def test_a_claim_is_set_aside_by_a_reason_code(article, reviewer):
    claim = claim_at(article, "32")
    cuts.dismiss(claim, actor=reviewer, code="repeated", note="See the headline")
    assert claim.dismissal == "Said again elsewhere: See the headline"
    assert article.cuts.get().code == "repeated"
    cuts.restore(claim, actor=reviewer)
    working.drain()
    claim.refresh_from_db()
    assert claim.status == ClaimStatus.READY


@pytest.mark.parametrize(("code", "note"), [("", ""), ("whim", "x"), ("other", " ")])
def test_setting_aside_takes_a_reason(article, reviewer, code, note):
    with pytest.raises(InvalidInputError):
        cuts.dismiss(claim_at(article, "32"), actor=reviewer, code=code, note=note)


def test_a_number_nobody_read_is_set_aside(article, reviewer):
    article.dismissed_numbers.filter(surface="Pier 9").delete()
    number = cuts.dismiss_number(
        article, At(quote="Pier 9"), actor=reviewer, code=SetAside.NAME
    )
    assert (number.reason, number.dismissed_by) == (SetAside.NAME.label, reviewer)
    fresh = selectors.article_with_marks(article.pk)
    assert selectors.coverage(fresh).percent == 100
    undoing.undo(article.cuts.get(), actor=reviewer)
    assert selectors.coverage(selectors.article_with_marks(article.pk)).pending == 1


# Undoing ----------------------------------------------------------------------------

STEPS = {
    CutStep.ADD: lambda a, who: cuts.add(a, At(quote="Pier 9"), actor=who),
    CutStep.RESPAN: lambda a, who: cuts.respan(
        claim_at(a, "32"), At(quote="and 32 lorries"), actor=who
    ),
    CutStep.SPLIT: lambda a, who: cuts.split(
        a.claims.get(surface__contains="3 and 5"), actor=who
    ),
    CutStep.MERGE: lambda a, who: cuts.merge(
        claim_at(a, "twelve"), claim_at(a, "12"), actor=who
    ),
    CutStep.DISMISS: lambda a, who: cuts.dismiss(
        claim_at(a, "32"), actor=who, code="trivial"
    ),
}


@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_undone_whole(article, reviewer, editor, step):
    for claim in article.claims.all():
        make_evidence(claim, actor=reviewer)
    before = state(article), Evidence.objects.filter(claim__withdrawn=False).count()
    statuses = dict(article.claims.values_list("pk", "status"))
    STEPS[step](article, reviewer)
    working.drain()
    cut = article.cuts.get()
    assert (cut.step, cut.actor) == (step, reviewer)
    undoing.undo(cut, actor=editor)
    after = state(article), Evidence.objects.filter(claim__withdrawn=False).count()
    assert after == before
    live = article.claims.filter(withdrawn=False)
    assert dict(live.values_list("pk", "status")) == statuses
    sound(article)
    with pytest.raises(ConflictError, match="already"):
        undoing.undo(cut, actor=editor)


def test_taking_up_again_is_undone_with_the_old_reason(article, reviewer):
    claim = claim_at(article, "32")
    cuts.dismiss(claim, actor=reviewer, code="trivial")
    cuts.restore(claim, actor=reviewer)
    undoing.undo(article.cuts.first(), actor=reviewer)
    claim.refresh_from_db()
    assert (claim.status, claim.dismissal) == ("dismissed", SetAside.TRIVIAL.label)


def test_the_later_step_is_undone_first(article, reviewer):
    claim = claim_at(article, "32")
    cuts.respan(claim, At(quote="32 lorries"), actor=reviewer)
    cuts.dismiss(claim, actor=reviewer, code="trivial")
    second, first = article.cuts.all()
    with pytest.raises(ConflictError, match="later step first: Set aside"):
        undoing.undo(first, actor=reviewer)
    undoing.undo(second, actor=reviewer)
    undoing.undo(first, actor=reviewer)
    claim.refresh_from_db()
    assert claim.surface == "32"


def _review(claim, reviewer, second_reviewer, editor):
    make_review(claim, author=second_reviewer)


def _publish(claim, reviewer, second_reviewer, editor):
    make_verdict(claim, author=second_reviewer, editor=editor)
    publishing.publish(claim, actor=editor)


def _hold(claim, reviewer, second_reviewer, editor):
    queueing.take(claim, actor=second_reviewer)


def _correct(claim, reviewer, second_reviewer, editor):
    data = rereading.ReadingData(number="33")
    rereading.correct(claim, data, actor=second_reviewer)


def _dismiss(claim, reviewer, second_reviewer, editor):
    reviewing.dismiss(claim, actor=second_reviewer, reason="No.")


@pytest.mark.parametrize(
    ("moved", "why"),
    [
        (_review, "A review rests on"),
        (_publish, "published by now"),
        (_hold, "is working on"),
        (_correct, "put right since"),
        (_dismiss, "set aside since"),
    ],
)
def test_a_step_is_not_undone_once_the_claim_moved_on(
    article, reviewer, second_reviewer, editor, moved, why
):
    claim = claim_at(article, "32")
    cuts.respan(claim, At(quote="32 lorries"), actor=reviewer)
    moved(claim, reviewer, second_reviewer, editor)
    with pytest.raises(ConflictError, match=why):
        undoing.undo(article.cuts.get(), actor=reviewer)
    assert article.cuts.get().undone_at is None


def test_a_claim_added_again_is_the_same_claim(article, reviewer):
    claim = cuts.add(article, At(quote="Pier 9"), actor=reviewer)
    working.drain()
    undoing.undo(article.cuts.get(), actor=reviewer)
    again = cuts.add(article, At(quote="Pier 9"), actor=reviewer)
    assert again.pk == claim.pk
    assert not again.withdrawn


# Reading again ------------------------------------------------------------------------


def test_reading_the_text_again_leaves_every_cut_alone(article, reviewer):
    cuts.respan(claim_at(article, "32"), At(quote="and 32 lorries"), actor=reviewer)
    cuts.split(article.claims.get(surface__contains="3 and 5"), actor=reviewer)
    cuts.merge(claim_at(article, "twelve"), claim_at(article, "12"), actor=reviewer)
    cuts.add(article, At(quote="Pier 9"), actor=reviewer)
    working.drain()
    before = state(article)
    Article.objects.update(extracted_at=None)
    job = Job.objects.get(kind="extract", target_id=article.pk)
    task = extraction._load(job)
    extraction._save(job, extraction._work(task))
    assert state(article) == before
    sound(article)


# Spans --------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "5",
        "1,450",
        "three",
        "12.5",
        "boats",
        "é",
        "e\u0301",
        "😀",
        "\u00a0",
        "\n",
        " ",
        "percent",
        "2024",
        "(7)",
        "–",
        "1\u202f000",
        "½",
    ]
)


@given(text=st.lists(WORDS, min_size=1, max_size=12), data=st.data())
def test_a_stretch_is_what_its_span_says(text, data):
    article = Article(text=normalise(" ".join(text)), language="en")
    size = len(article.text)
    start = data.draw(st.integers(-1, size))
    end = data.draw(st.integers(-1, size + 1))
    try:
        left, right = span_of(article, At(start, end))
    except InvalidInputError:
        return
    surface = article.text[left:right]
    assert surface.strip() == surface != ""
    assert "\n" not in surface
    for one in selectors.DIGITS.finditer(article.text):
        inside = left <= one.start() and one.end() <= right
        assert inside or one.end() <= left or right <= one.start()
    if surface.split() == [surface]:
        again = span_of(article, At(quote=surface, occurrence=1))
        assert article.text[slice(*again)] == surface


@given(text=st.lists(WORDS, min_size=1, max_size=10), data=st.data())
def test_what_is_read_of_a_stretch_stands_in_it(text, data):
    article = Article(text=normalise(" ".join(text)), language="en")
    start = data.draw(st.integers(0, len(article.text) - 1))
    end = data.draw(st.integers(start + 1, len(article.text)))
    try:
        left, right = span_of(article, At(start, end))
        made = read(article, left, right)
    except InvalidInputError:
        return
    assert article.text[made["start"] : made["end"]] == made["surface"]
    assert made["sentence_start"] <= made["start"] < made["end"] <= made["sentence_end"]
