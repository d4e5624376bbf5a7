from __future__ import annotations

import pytest

from claims.documents import DocumentError, read
from claims.documents.types import MAX_PAGES
from tests.documents.builders import (
    encrypted_pdf,
    pdf,
    pdf_of_streams,
    zlib_bomb,
)

WRAPPED = [
    "The council of Leeds has spread 5,300 tonnes of salt on its roads, which is more than",
    "in any winter since 2010. Its stock will last for another nine days if the cold wea-",
    "ther goes on as the forecasters expect it to.",
]


def test_wrapped_lines_become_one_paragraph_and_broken_words_are_mended():
    document = read(pdf([["A cold winter", *WRAPPED]]))
    assert document.text == (
        "A cold winter\nThe council of Leeds has spread 5,300 tonnes of salt on its roads,"
        " which is more than in any winter since 2010. Its stock will last for another nine"
        " days if the cold weather goes on as the forecasters expect it to."
    )
    assert document.media_type == "application/pdf"


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("The soldiers of the larger neighbour that were sent there are said to be North-",
         "Korean and to number 10,000.", "be North-Korean and"),
        ("The range that the report of the ministry gives for the whole of the year is 10-",
         "15 percent of the budget.", "is 10-15 percent"),
    ],
)  # fmt: skip
def test_hyphens_of_names_and_ranges_are_kept(first, second, joined):
    assert joined in read(pdf([[first, second]])).text


def test_rows_of_figures_and_list_items_stay_on_lines():
    rows = ["Year  Tonnes  Pounds", "2021 4,100 180,400", "2022 5,300 325,950"]
    items = ["1. Main roads took most of the salt that was spread in the whole of the winter",
             "2. Side streets took the rest"]  # fmt: skip
    text = read(pdf([[*WRAPPED, *rows, *items]])).text
    assert "\n2021 4,100 180,400\n2022 5,300 325,950\n" in text
    assert "\n2. Side streets" in text


def test_running_heads_go_and_numbers_at_the_edge_stay():
    pages = [
        ["Annual report 2024", f"Section {n} is about item {n * 7}.", f"It costs {n * 31} pounds.",
         "Some words that fill the middle of the page.", f"Total: {n * 1_000 + n}",
         f"Page {n} of 4"]
        for n in range(1, 5)
    ]  # fmt: skip
    text = read(pdf(pages)).text
    assert "Page 2 of 4" not in text
    for n in range(1, 5):
        assert f"item {n * 7}." in text
        assert f"costs {n * 31} pounds" in text
        assert f"Total: {n * 1_000 + n}" in text
    assert text.count("Annual report 2024") == 1


def test_a_head_without_figures_goes_everywhere():
    pages = [["The Salt Review", f"In {2000 + n * n} it was {n}7.", "", str(n)]
             for n in range(1, 6)]  # fmt: skip
    assert read(pdf(pages)).text.split("\n") == [
        f"In {2000 + n * n} it was {n}7." for n in range(1, 6)
    ]


def test_two_pages_alike_are_no_running_head():
    text = read(pdf([["Total 5"], ["Total 7"]])).text
    assert text == "Total 5\nTotal 7"


def test_every_character_has_its_page():
    document = read(pdf([["First page with 5."], ["Second page with 7."], ["Third."]]))
    assert [locator.label for locator in document.locators] == [
        "page 1",
        "page 2",
        "page 3",
    ]
    assert document.locator_at(document.text.index("5")) == "page 1"
    assert document.locator_at(document.text.index("7")) == "page 2"
    assert document.locator_at(len(document.text)) == "page 3"


def test_a_sentence_over_a_page_break_is_whole():
    text = read(pdf([WRAPPED[:1], WRAPPED[1:]])).text
    assert "which is more than in any winter since 2010." in text


def test_ligatures_are_letters_and_other_compatibility_characters_stay():
    from claims.documents.pdf import _clean

    assert _clean("ﬁve oﬃces ﬂow, 10² m, ½") == "five offices flow, 10² m, ½"


def test_a_password_is_asked_for():
    with pytest.raises(DocumentError) as caught:
        read(encrypted_pdf(["5 apples"], user="secret", owner="boss"))
    assert caught.value.code == "encrypted"
    assert str(caught.value) == (
        "This PDF is password-protected. Remove the password and upload again."
    )


def test_a_protection_of_an_unknown_kind_is_called_a_protection():
    locked = encrypted_pdf(["5 apples"], user="", owner="boss")
    with pytest.raises(DocumentError, match="password-protected"):
        read(locked.replace(b"/Standard", b"/Elsewhat"))


def test_a_pdf_that_only_its_owner_may_change_is_read():
    assert read(encrypted_pdf(["5 apples"], user="", owner="boss")).text == "5 apples"


def test_a_scan_is_called_a_scan():
    with pytest.raises(DocumentError) as caught:
        read(pdf([[], []]))
    assert caught.value.code == "no_text"
    assert str(caught.value) == "No text found: this looks like a scanned PDF."


def test_pages_without_text_are_counted():
    warnings = read(pdf([["5 apples"], [], []])).warnings
    assert warnings == ("2 of 3 pages have no text (scanned?).",)


def test_only_so_many_pages_are_read_and_it_is_said():
    document = read(pdf([["5 apples"]] * (MAX_PAGES + 2)))
    assert document.locators[-1].label == f"page {MAX_PAGES}"
    assert document.warnings == (
        f"Only the first 500 of {MAX_PAGES + 2} pages were read.",
    )


def test_a_bomb_is_refused():
    with pytest.raises(DocumentError, match="too large when unpacked") as caught:
        read(pdf_of_streams([zlib_bomb(300)], compressed=True))
    assert caught.value.code == "too_large"


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: whole[: len(whole) // 3],
        lambda whole: b"%PDF-1.7\n",
        lambda whole: b"%PDF-1.7\n" + bytes(range(256)) * 20,
        lambda whole: whole.replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]"),
    ],
)
def test_a_damaged_pdf_is_a_sentence_and_no_crash(damage):
    with pytest.raises(DocumentError) as caught:
        read(damage(pdf([["5 apples"]])))
    assert caught.value.code in {"unreadable", "no_text"}
    assert str(caught.value).endswith(".")


def test_a_lost_root_is_found_again():
    assert (
        read(pdf([["5 apples"]]).replace(b"/Root 1 0", b"/Root 9 0")).text == "5 apples"
    )


def test_rubbish_after_the_end_does_no_harm():
    assert read(pdf([["5 apples"]]) + b"\nrubbish" * 50).text == "5 apples"
