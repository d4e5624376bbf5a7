"""A language is a folder of words and a module; nothing else has to know of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest

from claims.engine import extract
from claims.engine.reading import lexicon, sentences, wordlists
from claims.engine.reading.candidates import _known, _scan
from claims.engine.reading.languages import en, grammar


@pytest.fixture
def caches():
    cached = (lexicon.lexicon, lexicon._load, lexicon.language_code, _known, _scan)
    cached += (wordlists.word_lists, sentences.stops)
    for function in cached:
        function.cache_clear()
    yield
    for function in cached:
        function.cache_clear()


@pytest.mark.usefixtures("caches")
def test_a_language_is_added_by_a_folder_and_a_module(tmp_path, monkeypatch):
    shutil.copytree(wordlists.DATA, tmp_path / "data")
    shutil.copytree(tmp_path / "data" / "en", tmp_path / "data" / "xx")
    words = tmp_path / "data" / "xx" / "qualifiers.toml"
    words.write_text(
        words.read_text("utf-8").replace("at least|", "zemin|", 1), "utf-8"
    )
    monkeypatch.setattr(wordlists, "DATA", tmp_path / "data")
    monkeypatch.setattr(lexicon, "LANGUAGES", lexicon.LANGUAGES | {"xx"})
    module = SimpleNamespace(GRAMMAR=en.GRAMMAR)
    monkeypatch.setitem(sys.modules, "claims.engine.reading.languages.xx", module)

    (claim,) = extract("Zemin 12 miners died.", language="xx").claims
    assert (claim.low, claim.high, claim.unit) == (12, None, "miner")
    (claim,) = extract("Zemin 12 miners died.", language="en").claims
    assert claim.high == 12


def test_each_language_has_words_and_a_grammar():
    for code in lexicon.LANGUAGES:
        assert grammar(code).mentions
    assert grammar("fi") is grammar("en")
    assert grammar("de-CH") is grammar("de")


def test_german_is_loaded_when_it_is_asked_for():
    code = (
        "import sys; from claims.engine import extract; extract('At least 5 men.');"
        "loaded = lambda: any('reading.german' in name for name in sys.modules);"
        "print(loaded()); extract('5 Menschen', language='de'); print(loaded())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["False", "True"]
