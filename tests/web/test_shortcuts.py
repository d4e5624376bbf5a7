"""The page of one's keys, and the pages that show them."""

from __future__ import annotations

import json

from claims.services import shortcuts
from claims.shortcuts import SHORTCUTS, STANDARD
from tests.factories import make_claim
from tests.web.pages import document, field, form_to, text

PAGE = "/shortcuts/"


def told_to_the_script(response) -> dict[str, str]:
    kept = json.loads(document(response).get_element_by_id("keys").get("data-map"))
    assert {one["place"] for one in kept} <= {"everywhere", "list", "claim", "article"}
    return {one["act"]: one["key"] for one in kept}


def test_a_key_is_changed_without_a_script(as_stranger):
    page = as_stranger.get(PAGE)
    assert {one.act: field(page, PAGE, one.act) for one in SHORTCUTS} == STANDARD.keys
    sent = dict(form_to(page, PAGE).form_values()) | {"review": "v", "talk": ""}
    kept = as_stranger.post(PAGE, sent, follow=True)
    assert "Kept." in text(kept)
    assert (field(kept, PAGE, "review"), field(kept, PAGE, "talk")) == ("v", None)
    listened = told_to_the_script(kept)
    assert listened["review"] == "v"
    assert "talk" not in listened


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(as_stranger):
    refused = as_stranger.post(PAGE, {"review": "e", "talk": "ab"})
    assert refused.status_code == 400
    assert "One character" in text(refused)
    refused = as_stranger.post(PAGE, {"review": "e", "talk": "m"})
    assert "e is the key of “To the evidence” there" in text(refused)
    assert field(refused, PAGE, "review") == "e"
    assert field(refused, PAGE, "talk") == "m"
    (begun,) = document(refused).xpath("//*[@autofocus]")
    assert begun.get("name") == "review"
    assert begun.get("aria-invalid") == "true"
    told = document(refused).get_element_by_id(begun.get("aria-describedby"))
    assert "is the key of" in told.text_content()
    assert told_to_the_script(refused) == STANDARD.keys


def test_a_set_is_taken_and_the_standard_one_brings_all_back(as_stranger):
    for preset, key in (("dvorak", "h"), ("off", None), ("qwerty", "j")):
        page = as_stranger.post(PAGE, {"preset": preset}, follow=True)
        assert field(page, PAGE, "next_entry") == key
    assert as_stranger.post(PAGE, {"preset": "moon"}).status_code == 400


def test_the_list_and_the_hints_show_the_keys_of_who_looks(
    as_reviewer, as_editor, reviewer
):
    address = make_claim().get_absolute_url()
    shortcuts.choose(reviewer, {"attach": "v", "help": "", "undo_cut": "ü"})
    mine, theirs = document(as_reviewer.get(address)), document(as_editor.get(address))

    def hints(page, path: str) -> list[str]:
        return [one.text for one in page.xpath(f"{path}//kbd")]

    assert hints(mine, "//details[@id='attach']/summary") == ["v"]
    assert hints(theirs, "//details[@id='attach']/summary") == ["a"]
    assert hints(mine, "//footer") == []
    assert hints(theirs, "//footer") == ["?"]
    assert {"v", "ü", "Enter"} < set(hints(mine, "//dialog"))
    assert mine.xpath("//dialog//a/@href") == [PAGE]
    assert mine.xpath("//header//a/@href").count(PAGE) == 1


def test_a_page_says_which_of_the_places_it_is(as_reviewer):
    claim = make_claim()
    told = {
        address: document(as_reviewer.get(address)).get_element_by_id("main")
        for address in (
            claim.get_absolute_url(),
            claim.article.get_absolute_url(),
            "/claims/",
            "/queue/review/",
            "/search/",
            "/notices/",
        )
    }
    places = ["claim", "article", *["list"] * 3, ""]
    assert [one.get("data-place") for one in told.values()] == places
