from __future__ import annotations

import pytest

from claims.documents.languages import caveat, fault, language_code
from claims.documents.values import clean_language


@pytest.mark.parametrize(
    ("tag", "code"), [("en", "en"), ("DE-ch", "de"), ("gsw", "gsw"), ("pt_BR", "pt")]
)
def test_a_language_is_told_by_its_code(tag, code):
    assert language_code(tag) == code
    assert not fault(tag)


@pytest.mark.parametrize("tag", ["zz", "xx-XX", "", "english", "qqq"])
def test_what_no_language_is_called_is_none(tag):
    assert "is no language" in fault(tag)
    assert clean_language(tag) == ""


@pytest.mark.parametrize(("tag", "code"), [("deu", "de"), ("iw", "he"), ("eng", "en")])
def test_another_code_of_a_language_is_read_from_documents_and_told_to_people(
    tag, code
):
    assert clean_language(tag) == code
    assert fault(tag) == f"“{tag}” is no language; say {code}."


def test_only_languages_with_words_of_their_own_are_read_without_a_caveat():
    assert [tag for tag in ("en-GB", "de", "de-CH") if caveat(tag)] == []
    assert "Numbers in Finnish" in caveat("fi")
