"""The reader as machine code: the same answers, and never of other sources."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from claims.engine import compiled
from claims.management.commands import compile_reader

SUFFIX = compiled.sysconfig.get_config_var("EXT_SUFFIX")


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A checkout of three modules and nothing built."""
    engine = tmp_path / "claims" / "engine"
    (engine / "reading").mkdir(parents=True)
    for name in ("types.py", "reading/__init__.py", "reading/numerals.py"):
        (engine / name).write_text(f"# {name}\n")
    monkeypatch.setattr(compiled, "ENGINE", engine)
    monkeypatch.setattr(compiled, "ROOT", tmp_path)
    monkeypatch.setattr(compiled, "BUILDS", tmp_path / ".compiled")
    monkeypatch.delenv(compiled.SWITCH, raising=False)
    return tmp_path


@pytest.mark.skipif(
    not compiled.folder().is_dir(),
    reason="no compiled reader of these sources: `make compile` builds it",
)
def test_the_compiled_reader_says_word_for_word_the_same():
    kept = {key: value for key, value in os.environ.items() if key != compiled.SWITCH}
    as_written, built = (
        subprocess.run(
            [sys.executable, "-m", "tests.engine.reading.telling_all"],
            cwd=compiled.ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for environment in (kept | {compiled.SWITCH: "1"}, kept)
    )
    assert (as_written[0], built[0]) == ("False", "True")
    assert len(built) > 1_000
    assert built[1:] == as_written[1:]


def test_a_changed_source_is_not_the_one_that_was_built(place):
    before = compiled.folder()
    assert compiled.folder() == before
    (compiled.ENGINE / "reading" / "numerals.py").write_text("# changed\n")
    assert compiled.folder() != before


def test_changed_types_are_not_the_ones_that_were_built(place):
    before = compiled.folder()
    (compiled.ENGINE / "types.py").write_text("# changed\n")
    assert compiled.folder() != before


def test_where_nothing_is_built_the_sources_are_read(place):
    places = ["here"]
    assert not compiled.prefer_compiled(places)
    assert places == ["here"]


def test_a_library_that_does_not_load_is_named_and_left(place, caplog):
    built = compiled.folder()
    built.mkdir(parents=True)
    (built / f"{compiled.LIBRARY}__mypyc{SUFFIX}").write_bytes(b"of another machine")
    places = ["here"]
    assert not compiled.prefer_compiled(places)
    assert places == ["here"]
    assert str(built) in caplog.text


def test_without_a_compiler_the_sentence_says_what_to_install(
    place, monkeypatch, capsys
):
    monkeypatch.setenv("CC", "no-such-compiler")
    with pytest.raises(CommandError, match=r"no C compiler .*gcc"):
        call_command("compile_reader")
    call_command("compile_reader", if_possible=True)
    assert "runs as it is written" in capsys.readouterr().out


def test_what_does_not_read_is_not_kept(place, monkeypatch):
    def build(folder):
        (folder / "built").mkdir()
        return folder / "built"

    monkeypatch.setattr(compile_reader, "_missing", str)
    monkeypatch.setattr(compile_reader, "_build", build)
    with pytest.raises(CommandError, match="does not read"):
        call_command("compile_reader")
    assert list(compiled.BUILDS.iterdir()) == []


def test_it_is_built_once(place, capsys):
    compiled.folder().mkdir(parents=True)
    call_command("compile_reader")
    assert "already" in capsys.readouterr().out
