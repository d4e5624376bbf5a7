from __future__ import annotations

import pytest

from claims.documents.charset import decode, known_charset

RUSSIAN = "В 2024 году погибли 1 200 человек, сообщил штаб. Это на 5 % больше."
GERMAN = "Die Stadt gab 5,3 Mio. € aus – für Straßen, sagt der Bürgermeister."


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_beats_what_is_declared(name):
    found = decode(RUSSIAN.encode(name), declared="windows-1252")
    assert found.text == RUSSIAN
    assert not found.guessed


@pytest.mark.parametrize("name", ["windows-1251", "koi8-r", "utf-8", "iso-8859-5"])
def test_a_declared_charset_is_used(name):
    found = decode(RUSSIAN.encode(name), declared=name)
    assert (found.text, found.warnings) == (RUSSIAN, ())


def test_utf8_is_tried_before_anything_is_guessed():
    assert decode(GERMAN.encode()).charset == "utf-8"
    assert not decode(GERMAN.encode()).guessed


def test_without_a_declaration_western_text_is_windows_1252_and_says_so():
    found = decode(GERMAN.encode("cp1252"))
    assert found.text == GERMAN
    assert found.guessed
    assert "cp1252" in found.warnings[0]


def test_an_undeclared_cyrillic_page_is_read_by_its_language():
    page = f'<html lang="ru"><p>{RUSSIAN}</p></html>'.encode("cp1251")
    assert RUSSIAN in decode(page, html=True).text


def test_an_undeclared_cyrillic_text_is_not_read_as_western():
    found = decode(RUSSIAN.encode("cp1251"))
    assert found.text == RUSSIAN
    assert found.guessed


def test_a_page_names_its_charset_in_its_first_kilobyte():
    page = f'<meta charset="windows-1251"><p>{RUSSIAN}</p>'.encode("cp1251")
    assert RUSSIAN in decode(page, html=True).text


def test_the_header_beats_the_page():
    page = f'<meta charset="utf-8"><p>{RUSSIAN}</p>'.encode("cp1251")
    assert RUSSIAN in decode(page, declared="windows-1251", html=True).text


def test_a_latin1_default_on_a_utf8_page_is_seen_through():
    assert decode(GERMAN.encode(), declared="iso-8859-1").text == GERMAN


def test_a_wrong_utf8_declaration_is_seen_through():
    assert decode(GERMAN.encode("cp1252"), declared="utf-8").text == GERMAN


def test_broken_bytes_in_utf8_are_replaced_and_counted():
    found = decode(GERMAN.encode() + b" \xff\xfe 7 \xc3")
    assert found.text.startswith(GERMAN)
    assert "3 bytes could not be decoded." in found.warnings


def test_a_replacement_character_of_the_author_is_no_lost_byte():
    assert decode("kept \ufffd as is".encode()).warnings == ()


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised(name):
    assert decode("Leeds spent 5,300 pounds.".encode(name)).text.startswith("Leeds")


@pytest.mark.parametrize(
    "label",
    ["utf-7", "rot13", "hex", "zlib", "idna", "punycode", "nonsense", "", "\x00"],
)
def test_labels_that_are_no_charsets_of_documents_are_ignored(label):
    assert known_charset(label) == ""
    assert decode(b"+ADw-b+AD4- 5", declared=label).text == "+ADw-b+AD4- 5"
