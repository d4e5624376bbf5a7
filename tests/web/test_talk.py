"""Discussions on the claim's page."""

from __future__ import annotations

import pytest

from claims.models import Comment
from claims.services import talking
from tests.conftest import person
from tests.factories import make_claim, make_evidence
from tests.web.conftest import signed_in
from tests.web.pages import document, field, form_to, text
from tests.web.test_hostile_text import PAYLOADS, assert_clean


def say(client, claim, said: str, about: str = "claim"):
    return client.post(f"/claims/{claim.pk}/talk/", {"about": about, "text": said})


def test_a_discussion_is_opened_at_a_spot_and_leads_back_to_it(
    as_reviewer, claim, reviewer
):
    cited = make_evidence(claim, actor=reviewer)
    page = as_reviewer.get(f"/claims/{claim.pk}/?about=evidence-{cited.pk}")
    assert field(page, f"/claims/{claim.pk}/talk/", "about") == f"evidence-{cited.pk}"
    answer = say(as_reviewer, claim, "Of which year?", f"evidence-{cited.pk}")
    comment = Comment.objects.get()
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"#comment-{comment.pk}")
    page = as_reviewer.get(answer["Location"])
    assert document(page).get_element_by_id(f"comment-{comment.pk}") is not None
    (card,) = document(page).xpath(f"//*[@id='evidence-{cited.pk}']")
    assert card.xpath(f".//a[@href='#thread-{comment.thread_id}']")
    assert page.context["page"].open_talks


def test_a_field_that_is_discussed_is_named_at_the_reading(as_reviewer, claim):
    say(as_reviewer, claim, "Of all jobs?", "base")
    page = as_reviewer.get(claim.get_absolute_url())
    (reading,) = document(page).xpath("//*[@id='reading']")
    assert "Discussed: base" in " ".join(reading.text_content().split())


def test_a_settled_discussion_is_folded_until_it_is_looked_for(as_reviewer, claim):
    say(as_reviewer, claim, "Gross?")
    comment = Comment.objects.get()
    address = f"/threads/{comment.thread_id}/say/"
    as_reviewer.post(address, {"step": "resolved", "text": ""})

    def is_open(query: str) -> bool:
        page = as_reviewer.get(f"/claims/{claim.pk}/{query}")
        (thread,) = document(page).xpath(f"//*[@id='thread-{comment.thread_id}']")
        return thread.get("open") is not None

    assert not is_open("")
    assert is_open(f"?thread={comment.thread_id}")
    assert not is_open("?thread=x")
    assert not is_open("?thread=" + "9" * 40)
    as_reviewer.post(address, {"step": "reopened", "text": "The annex differs."})
    assert is_open("")


def test_a_name_nobody_has_is_refused_at_its_field(as_reviewer, claim):
    answer = say(as_reviewer, claim, "@nemo, is it net?")
    assert answer.status_code == 400
    assert "Nobody here is called @nemo. Write it without @" in text(answer)
    kept = field(answer, f"/claims/{claim.pk}/talk/", "text")
    assert kept.strip() == "@nemo, is it net?"


@pytest.mark.parametrize(
    ("about", "said"),
    [("claim", " "), ("moon", "Why?"), ("evidence-999", "Why?"), ("unit", "x" * 5000)],
)
def test_a_refusal_keeps_what_was_typed(as_reviewer, claim, about, said):
    answer = say(as_reviewer, claim, said, about)
    assert answer.status_code == 400
    assert field(answer, f"/claims/{claim.pk}/talk/", "text").strip() == said.strip()
    assert "what you typed is kept" in text(answer)
    assert not Comment.objects.exists()


def test_a_refused_answer_stays_in_its_thread(as_reviewer, claim, reviewer):
    thread = talking.begin(claim, text="Gross?", actor=reviewer).comment.thread
    address = f"/threads/{thread.pk}/say/"
    long = "y" * 5000
    answer = as_reviewer.post(address, {"step": "said", "text": long})
    assert answer.status_code == 400
    assert field(answer, address, "text").strip() == long
    again = as_reviewer.post(address, {"step": "reopened", "text": "Now."})
    assert again.status_code == 409
    assert "still open" in text(again)


def test_an_author_puts_it_differently_and_others_see_both(claim, reviewer, editor):
    comment = talking.begin(claim, text="Gros?", actor=reviewer).comment
    address = f"/comments/{comment.pk}/edit/"
    mine, theirs = signed_in(reviewer), signed_in(editor)
    mine.post(address, {"text": "Gross?"})
    page = theirs.get(claim.get_absolute_url())
    assert "Gross?" in text(page)
    assert "Earlier wordings Gros?" in text(page)
    assert form_to(page, address) is None
    assert form_to(mine.get(claim.get_absolute_url()), address) is not None


def test_readers_read_and_are_offered_nothing_to_say(as_stranger, claim, reviewer):
    thread = talking.begin(claim, text="Gross?", actor=reviewer).comment.thread
    page = as_stranger.get(claim.get_absolute_url())
    assert "Gross?" in text(page)
    assert form_to(page, f"/threads/{thread.pk}/say/") is None
    assert form_to(page, f"/claims/{claim.pk}/talk/") is None


def test_open_discussions_narrow_the_queue(as_reviewer, claim, reviewer):
    other = make_claim()
    talking.begin(claim, text="Gross?", actor=reviewer)
    page = as_reviewer.get("/queue/review/?discussion=open")
    shown = [row.claim.pk for row in page.context["rows"]]
    assert shown == [claim.pk]
    assert len(as_reviewer.get("/queue/review/").context["rows"]) == 2
    assert other.pk not in shown


def test_addresses_are_links_that_show_where_they_lead(as_reviewer, claim):
    say(
        as_reviewer,
        claim,
        "See https://a.example/x?y=1&z=<b>, (http://b.example/). javascript:alert(1) "
        "https://c.example/\u202egnp.exe www.d.example",
    )
    page = document(as_reviewer.get(claim.get_absolute_url()))
    (said,) = page.find_class("said__text")
    links = [(one.get("href"), one.text_content()) for one in said.iter("a")]
    assert links == [
        ("https://a.example/x?y=1&z=",) * 2,
        ("http://b.example/",) * 2,
        ("https://c.example/",) * 2,
    ]
    assert {one.get("rel") for one in said.iter("a")} == {
        "noopener noreferrer nofollow"
    }
    assert "Hidden direction characters" in page.text_content()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_a_comment_is_text(as_reviewer, claim, payload):
    say(as_reviewer, claim, payload)
    comment = Comment.objects.get()
    as_reviewer.post(f"/comments/{comment.pk}/edit/", {"text": f"{payload} again"})
    assert_clean(as_reviewer.get(claim.get_absolute_url()), payload)


def test_comments_are_on_no_public_page(anonymous, published, reviewer):
    talking.begin(published, text="Zuckerschlecken", actor=reviewer)
    for page in (
        f"/c/{published.pk}/",
        f"/c/{published.pk}/claimreview.json",
        "/published/",
    ):
        assert b"Zuckerschlecken" not in anonymous.get(page).content


def test_a_row_counts_the_discussions_that_are_open(as_reviewer, claim):
    for said in ("Gross?", "Of which year?", "By whom?"):
        say(as_reviewer, claim, said)
    settled = Comment.objects.get(text="By whom?").thread_id
    as_reviewer.post(f"/threads/{settled}/say/", {"step": "resolved", "text": ""})
    quiet = make_claim()
    for address in ("/queue/review/", "/claims/", claim.article.get_absolute_url()):
        page = document(as_reviewer.get(address))
        (row,) = page.xpath(f"//*[@id='claim-{claim.pk}']")
        assert "2 open discussions" in " ".join(row.text_content().split())
        (link,) = row.xpath(".//a[contains(@href, '#talk')]")
        assert link.get("href") == f"{claim.get_absolute_url()}#talk"
    (row,) = document(as_reviewer.get("/claims/")).xpath(f"//*[@id='claim-{quiet.pk}']")
    assert "discussion" not in row.text_content()


def test_names_are_offered_to_who_may_call_them(
    as_reviewer, as_stranger, editor, second_editor, stranger
):
    def offered(begun: str) -> list[str]:
        answer = as_reviewer.get("/people/names/", {"q": begun})
        return [one["name"] for one in answer.json()["people"]]

    stranger.first_name, stranger.last_name = "Esther", "Stenmark"
    stranger.save()
    assert offered("E") == ["edda", "emil", "sten"]
    assert offered("stenm") == ["sten"]
    second_editor.is_active = False
    second_editor.save()
    assert offered("e") == ["edda", "sten"]
    assert offered("%") == offered("zz") == offered("\x00") == []
    assert as_stranger.get("/people/names/", {"q": "e"}).status_code == 403


def test_only_so_many_names_are_offered(as_reviewer):
    for number in range(20):
        person(f"n{number:02}")
    people = as_reviewer.get("/people/names/").json()["people"]
    assert len(people) == 8
    assert people[0] == {"name": "n00", "shown": "n00"}
