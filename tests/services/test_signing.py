"""An article is signed off when nothing of it is left, and no longer than that."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import selectors
from claims.errors import (
    ConflictError,
    FourEyesError,
    InvalidInputError,
    NotAllowedError,
    NotReadyError,
)
from claims.models import Article, ArticleSignOff, Claim, Job, Notice
from claims.services import (
    chat,
    correcting,
    digests,
    extraction,
    jobs,
    letters,
    notices,
    publishing,
    recutting,
    reviewing,
    signing,
    undoing,
    working,
)
from claims.vocabulary import JobKind, NoticeEvent
from tests.api.conftest import Api
from tests.factories import make_article, make_claim, make_verdict, read_article

pytestmark = pytest.mark.django_db
TEXT = "Some 42 boats sank in the storm, the port said. Pier 9 was shut."


@pytest.fixture
def article(db):
    return read_article(TEXT)


@pytest.fixture
def finished(article, reviewer, second_editor):
    make_verdict(article.claims.get(), author=reviewer, editor=second_editor)
    return article


def state(article):
    return selectors.readiness(selectors.article_with_marks(article.pk))


def test_what_is_missing_is_told_with_where_it_is_done(article):
    article.dismissed_numbers.all().delete()
    claim = article.claims.get()
    found = [(one.kind, one.told, one.path) for one in state(article).missing]
    nine = TEXT.index("9")
    assert found == [
        (
            "number",
            "“9” is neither claimed nor set aside",
            f"/articles/{article.pk}/?cut={nine}-{nine + 1}#cut",
        ),
        ("claim", f"“{claim.surface}” is ready for review", f"/claims/{claim.pk}/"),
    ]


def test_an_open_claim_or_a_pending_number_keeps_it_from_sign_off(article, editor):
    with pytest.raises(NotReadyError, match="is ready for review"):
        signing.sign_off(article, actor=editor)
    reviewing.dismiss(article.claims.get(), actor=editor, reason="A joke.")
    article.dismissed_numbers.all().delete()
    with pytest.raises(NotReadyError, match="neither claimed nor set aside"):
        signing.sign_off(article, actor=editor)
    assert not ArticleSignOff.objects.exists()


def test_an_unread_article_is_not_signed_off(editor):
    with pytest.raises(NotReadyError, match="not been read"):
        signing.sign_off(make_article("Nothing here."), actor=editor)


def test_a_finished_article_is_signed_off_once_by_an_editor(finished, reviewer, editor):
    with pytest.raises(NotAllowedError):
        signing.sign_off(finished, actor=reviewer)
    signing.sign_off(finished, actor=editor, note="All well.")
    assert state(finished).sign_off.signed_by == editor
    with pytest.raises(ConflictError):
        signing.sign_off(finished, actor=editor)
    assert selectors.article_list(signed_off=True).get() == finished
    assert not selectors.article_list(signed_off=False).exists()


def test_who_set_something_aside_does_not_sign_off(article, editor, second_editor):
    claim = article.claims.get()
    recutting.dismiss(claim, actor=editor, code="trivial")
    with pytest.raises(FourEyesError, match="another editor"):
        signing.sign_off(article, actor=editor)
    signing.sign_off(article, actor=second_editor)


def test_an_editor_takes_it_back_with_a_reason(finished, editor):
    signing.sign_off(finished, actor=editor)
    with pytest.raises(InvalidInputError):
        signing.take_back(finished, actor=editor, reason=" ")
    row = signing.take_back(finished, actor=editor, reason="Too early.")
    assert (row.in_force, row.why, row.taken_back_by) == (False, "Too early.", editor)
    assert not state(finished).signed_off


def _reopen(article, editor, reviewer):
    reviewing.reopen(article.claims.get(), actor=editor, reason="New data.")


def _retract(article, editor, reviewer):
    claim = article.claims.get()
    publishing.publish(claim, actor=editor)
    assert state(article).signed_off
    correcting.retract(claim, actor=editor, reason="Wrong.")


def _add(article, editor, reviewer):
    recutting.add(article, recutting.Stretch(quote="Pier 9"), actor=reviewer)


@pytest.mark.parametrize("step", [_reopen, _retract, _add])
def test_what_happens_since_takes_it_back_visibly(finished, editor, reviewer, step):
    signing.sign_off(finished, actor=editor)
    step(finished, editor, reviewer)
    now = state(finished)
    assert not now.signed_off
    assert now.missing
    row = ArticleSignOff.objects.get()
    assert row.why
    assert row.taken_back_by is None


def test_an_undone_step_takes_it_back_too(finished, reviewer, editor):
    finished.dismissed_numbers.all().delete()
    recutting.dismiss_number(
        finished, recutting.Stretch(quote="Pier 9"), actor=reviewer, code="name"
    )
    signing.sign_off(finished, actor=editor)
    undoing.undo(finished.cuts.get(), actor=reviewer)
    assert not state(finished).signed_off
    assert not working.drain()


def test_the_page_and_the_rest_door_tell_the_same(client, finished, editor):
    client.force_login(editor)
    page = client.get(f"/articles/{finished.pk}/").content.decode()
    assert "Sign the article off" in page
    told = Api(editor).post(f"articles/{finished.pk}/sign-off/", {"note": "Fine."})
    assert (told.status_code, told.json()["signed_off"]) == (201, True)
    page = client.get(f"/articles/{finished.pk}/").content.decode()
    assert "Fine." in page
    assert "Signed off" in client.get("/articles/?signed_off=yes").content.decode()
    listed = Api(editor).get("articles/?signed_off=false").json()
    assert listed["results"] == []
    back = f"/articles/{finished.pk}/sign-off/take-back/"
    refused = client.post(back, {"reason": ""})
    assert refused.status_code == 400
    done = client.post(back, {"reason": "Too early."}, follow=True).content.decode()
    assert "Too early." in done
    again = Api(editor).post(
        f"articles/{finished.pk}/sign-off/take-back/", {"reason": "x"}
    )
    assert again.status_code == 409


def test_a_refusal_names_what_is_missing_at_every_door(client, article, editor):
    client.force_login(editor)
    refused = client.post(f"/articles/{article.pk}/sign-off/")
    assert refused.status_code == 422
    assert "is ready for review" in refused.content.decode()
    told = Api(editor).post(f"articles/{article.pk}/sign-off/")
    assert (told.status_code, told.json()["code"]) == (422, "not_ready")


def read_again(article) -> ArticleSignOff:
    """The sign-off of an article whose text was read once more."""
    Article.objects.filter(pk=article.pk).update(extracted_at=None)
    jobs.enqueue(JobKind.EXTRACT, {article.pk: f"extract-again:{article.pk}"})
    working.drain()
    article.refresh_from_db()
    assert article.extracted_at is not None
    return article.sign_offs.get()


def test_a_reading_that_finds_nothing_new_to_check_leaves_it_signed_off(
    finished, editor
):
    signing.sign_off(finished, actor=editor)
    assert read_again(finished).in_force


def read_less(monkeypatch):
    """An article with two numbers of which a first reading heard one."""
    whole = extraction.extract

    def less(*args, **kwargs):
        found = whole(*args, **kwargs)
        return found._replace(claims=found.claims[:1])

    with monkeypatch.context() as patched:
        patched.setattr(extraction, "extract", less)
        return read_article("Some 42 boats sank. Some 31 cranes fell, too.")


def test_a_number_a_later_reading_finds_takes_it_back(editor, monkeypatch):
    article = read_less(monkeypatch)
    assert article.claims.count() == 1
    ArticleSignOff.objects.create(article=article, signed_by=editor)
    row = read_again(article)
    assert article.claims.count() == 2
    assert not row.in_force
    assert row.why == "The text was read again: 1 number to check."


def test_who_signed_and_who_watches_a_claim_learn_that_it_is_taken_back_once(
    finished, editor, second_editor, reviewer, stranger
):
    claim = finished.claims.get()
    notices.watch(claim, actor=stranger)
    notices.watch(claim, actor=reviewer)
    signing.sign_off(finished, actor=editor)
    _add(finished, second_editor, reviewer)  # who did it knows
    assert unsigned(reviewer) == []
    for who in (editor, stranger):
        ((text, page),) = unsigned(who)
        assert text.startswith("Added: ")
        assert page == f"/articles/{finished.pk}/"
    (notice,) = Notice.objects.filter(person=stranger)
    assert (notice.by_mail, notice.actor) == (True, reviewer)
    signing.loosen({finished.pk: "Nothing is signed off."})
    assert len(unsigned(stranger)) == 1


def test_who_signed_many_articles_is_told_in_as_many_statements_as_of_one(editor):
    def statements(articles: int) -> int:
        made = [make_claim().article for _ in range(articles)]
        for article in made:
            ArticleSignOff.objects.create(article=article, signed_by=editor)
        with CaptureQueriesContext(connection) as asked:
            signing.loosen({one.pk: "A number came in." for one in made})
        return len(asked)

    assert statements(1) == statements(5)
    assert len(unsigned(editor)) == 6


def test_who_signed_it_is_told_by_the_first_claim_that_is_still_in_the_cut(editor):
    article = read_article("Some 42 boats sank. Some 17 trucks burned.")
    first, second = article.claims.order_by("start")
    ArticleSignOff.objects.create(article=article, signed_by=editor)
    Claim.objects.filter(pk=first.pk).update(withdrawn=True)
    signing.loosen({article.pk: "A number came in."})
    assert Notice.objects.get(person=editor).claim == second


def test_a_reading_that_takes_it_back_is_told_by_the_workbench(
    editor, stranger, settings, monkeypatch
):
    settings.CLAIMS_CHAT_WEBHOOK = "https://chat.example/hook"
    article = read_less(monkeypatch)
    notices.watch(article.claims.get(), actor=stranger)
    ArticleSignOff.objects.create(article=article, signed_by=editor)
    row = read_again(article)
    why = "The text was read again: 1 number to check."
    assert unsigned(stranger) == unsigned(editor) == [(why, f"/articles/{article.pk}/")]
    notice = Notice.objects.filter(person=stranger).get()
    assert (notice.actor, notice.key) == (None, f"unsigned:{row.pk}")
    assert chat.message(notice).startswith("The sign-off of an article is taken back: ")
    assert Job.objects.filter(dedupe_key=f"chat:unsigned:{row.pk}").count() == 1
    letter = letters.letter_to(stranger, digests.today())
    assert why in letter.body
    assert f"/articles/{article.pk}/" in letter.body


def unsigned(who) -> list[tuple[str, str]]:
    rows = selectors.notice_list(who).filter(event=NoticeEvent.UNSIGNED)
    return [(one.text, selectors.spot_of(one)) for one in rows]
