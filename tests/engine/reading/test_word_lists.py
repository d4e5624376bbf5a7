"""The data files: well-formed, sourced, and of one mind."""

from __future__ import annotations

from pathlib import Path

import pytest

import claims.engine
from claims.engine.reading.lexicon import LANGUAGES, lexicon
from claims.engine.reading.wordlists import table
from claims.engine.types import QUALIFIERS, QUANTITY_KINDS

DATA = Path(claims.engine.__file__).parent / "data"
FILES = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.toml"))


@pytest.mark.parametrize("name", FILES)
def test_a_data_file_parses_and_says_what_it_is(name):
    assert table(name)
    assert (DATA / name).read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_units_have_kinds_the_engine_knows(language):
    kinds = {unit.kind for unit in lexicon(language).units.values()}
    assert kinds <= QUANTITY_KINDS | {"per_mille"}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_unit_has_one_name_in_every_language(language):
    known = {(unit.kind, unit.name) for unit in lexicon("en").units.values()}
    foreign = {(unit.kind, unit.name) for unit in lexicon(language).units.values()}
    assert {(kind, name) for kind, name in foreign - known if kind != "money"} == set()


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_qualifier_phrases_name_known_qualifiers(language):
    lex = lexicon(language)
    named = set(lex.left.table.values()) | set(lex.right.table.values())
    assert named <= set(QUALIFIERS) | {"exact"}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_unit_alias_means_two_units(language):
    seen: dict[str, str] = {}
    data = table("units.toml" if language == "en" else f"{language}/units.toml")
    del data["fragile"]
    data.pop("shared", None)
    for names in data.values():
        for name, aliases in names.items():
            for alias in aliases.split(","):
                assert seen.setdefault(alias.strip(), name) == name, alias
