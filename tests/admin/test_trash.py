from __future__ import annotations

import pytest

from claims.models import Article, ArticleEvent, Claim, Notice
from claims.services import away
from tests.admin.rows import fill
from tests.admin.test_pages import OURS, address

TOLD_APART = [
    model
    for model in OURS
    if away.belongs(model)
    and not issubclass(model, Article | Claim | Notice | ArticleEvent)
]


@pytest.mark.parametrize("model", TOLD_APART, ids=lambda model: model.__name__)
def test_a_list_shows_what_lies_in_the_trash_only_when_asked(
    model, editing_client, staff_reviewer, staff_editor
):
    fill(1, author=staff_reviewer, editor=staff_editor)

    def listed(**query) -> int:
        answer = editing_client.get(address(model, "changelist"), query)
        assert answer.status_code == 200
        return len(answer.context["cl"].result_list)

    alive = listed()
    assert alive
    assert not listed(trash="in")
    Article.every.update(trashed_at="2026-01-01T00:00:00Z")
    Claim.every.update(in_trash=True)
    assert not listed()
    assert listed(trash="in") == alive


def test_the_history_of_articles_tells_of_the_trash(
    editing_client, staff_reviewer, staff_editor
):
    fill(1, author=staff_reviewer, editor=staff_editor)
    Article.every.update(trashed_at="2026-01-01T00:00:00Z")
    answer = editing_client.get(address(ArticleEvent, "changelist"))
    assert len(answer.context["cl"].result_list) == 1
