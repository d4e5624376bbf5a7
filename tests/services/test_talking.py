"""What people say to each other about a claim: bounded, kept, and settled."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims import conf, selectors
from claims.errors import ConflictError, InvalidInputError, NotAllowedError
from claims.models import Claim, Comment, Thread
from claims.services import queueing, quorum, reviewing, talking
from tests.factories import make_claim, make_evidence


@pytest.fixture
def claim(db):
    return make_claim()


def begin(claim, actor, text="Gross or net?", **spot):
    return talking.begin(claim, text=text, actor=actor, **spot).comment


def test_a_thread_is_about_the_claim_its_evidence_or_a_field(claim, reviewer):
    cited = make_evidence(claim, actor=reviewer)
    begin(claim, reviewer)
    begin(claim, reviewer, evidence=cited.pk)
    begin(claim, reviewer, field="base")
    told = [one.about for one in selectors.talks_of(claim, reviewer)]
    assert told == ["claim", f"evidence-{cited.pk}", "base"]


def test_it_is_about_one_thing_of_this_claim(claim, reviewer):
    other = make_evidence(make_claim(), actor=reviewer)
    for spot in (
        {"evidence": other.pk},
        {"field": "colour"},
        {"evidence": 1, "field": "unit"},
    ):
        with pytest.raises(InvalidInputError):
            begin(claim, reviewer, **spot)
    assert not Thread.objects.exists()


@pytest.mark.parametrize(
    "text", ["", " \n\u200b", "x" * (conf.LIMITS.comment_chars + 1)]
)
def test_nothing_and_too_much_are_refused(claim, reviewer, text):
    with pytest.raises(InvalidInputError):
        begin(claim, reviewer, text=text)


def test_readers_do_not_join_in(claim, stranger, reviewer):
    with pytest.raises(NotAllowedError):
        begin(claim, stranger)
    thread = begin(claim, reviewer).thread
    with pytest.raises(NotAllowedError):
        talking.reply(thread, text="Net.", actor=stranger)


def test_names_are_called(claim, reviewer, second_reviewer):
    text = "@remy, see it. Write to ben@remy.example, not /@remy."
    said = talking.begin(claim, text=text, actor=reviewer)
    assert said.called == [second_reviewer]


def test_names_nobody_here_has_are_refused(claim, reviewer, editor):
    editor.is_active = False
    editor.save()
    with pytest.raises(InvalidInputError, match="@nobody or @edda") as refused:
        begin(claim, reviewer, text="@remy, see (@nobody) and @edda.")
    assert refused.value.field == "text"
    assert not Thread.objects.exists()


def test_one_comment_calls_a_bounded_number_of_people(claim, reviewer):
    text = " ".join(f"@n{n}" for n in range(talking.MENTIONS + 1))
    with pytest.raises(InvalidInputError):
        begin(claim, reviewer, text=text)
    assert not Thread.objects.exists()


def test_it_is_settled_and_taken_up_again_once_each(claim, reviewer, editor):
    thread = begin(claim, reviewer).thread
    with pytest.raises(ConflictError):
        talking.reopen(thread, actor=reviewer)
    talking.resolve(thread, actor=editor, text="Net, says the table.")
    with pytest.raises(ConflictError):
        talking.resolve(thread, actor=reviewer)
    assert selectors.talks_of(claim, reviewer)[0].resolved
    talking.reopen(thread, actor=reviewer)
    assert not selectors.talks_of(claim, reviewer)[0].resolved
    assert [one.step for one in thread.comments.all()] == [
        "said",
        "resolved",
        "reopened",
    ]


def test_an_author_changes_their_words_and_the_earlier_ones_stay(claim, reviewer):
    comment = begin(claim, reviewer, text="It is gros.")
    talking.edit(comment, text="It is gross.", actor=reviewer)
    talking.edit(comment, text="It is gross.", actor=reviewer)
    assert comment.text == "It is gross."
    assert comment.edited_at
    assert [one.text for one in comment.earlier.all()] == ["It is gros."]


def test_nobody_changes_the_words_of_others_or_of_yesterday(claim, reviewer, editor):
    comment = begin(claim, reviewer)
    with pytest.raises(NotAllowedError):
        talking.edit(comment, text="Net.", actor=editor)
    comment.created_at = timezone.now() - talking.EDIT_FOR - timedelta(minutes=1)
    assert not talking.may_edit(comment, reviewer)
    with pytest.raises(ConflictError):
        talking.edit(comment, text="Net.", actor=reviewer)


def test_only_names_new_in_a_changed_wording_are_called(
    claim, reviewer, second_reviewer
):
    comment = begin(claim, reviewer, text="@remy?")
    assert talking.edit(comment, text="@remy, please.", actor=reviewer).called == []
    with pytest.raises(InvalidInputError, match="@nobody"):
        talking.edit(comment, text="@remy, please. @nobody too.", actor=reviewer)
    comment.refresh_from_db()
    assert comment.text == "@remy, please."


def test_open_discussions_narrow_a_list(reviewer, editor):
    talked, settled, silent = make_claim(), make_claim(), make_claim()
    begin(talked, reviewer)
    talking.resolve(begin(settled, reviewer).thread, actor=editor)

    def found():
        return set(Claim.objects.filter(selectors.talked_about(reviewer)))

    assert found() == {talked}
    talking.reopen(settled.threads.get(), actor=editor)
    begin(silent, reviewer)
    assert found() == {talked, settled, silent}


# Unled ---------------------------------------------------------------------------


@pytest.fixture
def unled(editor):
    return quorum.ask_reviews(make_claim(), 2, actor=editor)


def heard(claim, person) -> int:
    return sum(len(one.comments) for one in selectors.talks_of(claim, person))


def review(claim, actor) -> None:
    queueing.take(claim, actor=actor)
    cited = make_evidence(claim, actor=actor)
    data = reviewing.ReviewData(
        "supported", "So it is.", evidence=[cited.pk], figure="4,300 containers"
    )
    reviewing.submit_review(claim, data, actor=actor)


def test_who_reviews_unled_reads_nobody_until_their_own_review_is_in(
    unled, reviewer, second_reviewer, editor, stranger
):
    begin(unled, reviewer)
    review(unled, reviewer)
    begin(unled, editor, text="Look at the annex.")
    assert heard(unled, reviewer) == 2
    assert heard(unled, second_reviewer) == 0
    assert heard(unled, editor) == 1
    assert heard(unled, stranger) == 0
    assert not Claim.objects.filter(selectors.talked_about(second_reviewer)).exists()
    review(unled, second_reviewer)
    for person in (reviewer, second_reviewer, editor, stranger):
        assert heard(unled, person) == 2


def test_what_others_did_to_ones_own_thread_is_not_told_either(
    unled, reviewer, second_reviewer
):
    thread = begin(unled, second_reviewer).thread
    review(unled, reviewer)
    Comment.objects.create(
        thread=thread, step="resolved", round=unled.round, author=reviewer
    )
    (talk,) = selectors.talks_of(unled, second_reviewer)
    assert not talk.resolved
    assert Claim.objects.filter(selectors.talked_about(second_reviewer)).exists()
    assert selectors.talks_of(unled, reviewer)[0].resolved  # theirs is in


def test_earlier_rounds_are_read_by_all(unled, reviewer, second_reviewer, editor):
    begin(unled, reviewer)
    review(unled, reviewer)
    review(unled, second_reviewer)
    queueing.send_back(unled, actor=editor, reason="Again.")
    assert heard(unled, editor) == 1
    begin(unled, reviewer, text="This time by the annex.")
    assert heard(unled, editor) == 1
