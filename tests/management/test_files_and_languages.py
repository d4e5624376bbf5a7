"""What the commands that read a file say of one they cannot, and of a language."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from claims.models import Article

TEXT = "Le port a perdu 1 234 conteneurs en mars, selon Ada Brook."


def told(command: str, *args: str) -> str:
    """All a command says, its refusal last."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(command, *args, stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue() + err.getvalue()


@pytest.mark.parametrize("command", ["ingest", "import_library", "extract"])
@pytest.mark.django_db
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(command, tmp_path):
    missing = tmp_path / "missing.txt"
    assert f"{missing}: There is no such file." in told(command, str(missing))
    assert f"{tmp_path}: This is a folder; name" in told(command, str(tmp_path))
    assert "Errno" not in told(command, "a\x00b")


def test_extract_refuses_what_is_no_language_and_warns_of_one_without_words(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(TEXT)
    assert "“zz” is no language" in told("extract", str(path), "--language", "zz")
    assert "Numbers in French are read by the general rules" in told(
        "extract", str(path), "--language", "fr"
    )
    for language in ("en", "de-CH", "en-GB"):
        assert "general rules" not in told("extract", str(path), "--language", language)


@pytest.mark.django_db
def test_ingest_refuses_and_warns_too(monkeypatch, tmp_path):
    def said(*args: str) -> str:
        stdin = SimpleNamespace(buffer=io.BytesIO(TEXT.encode()))
        monkeypatch.setattr("sys.stdin", stdin)
        return told("ingest", *args)

    assert "“zz” is no language" in said("-", "--language", "zz")
    assert not Article.objects.exists()
    assert "Numbers in French are read by the general rules" in said(
        "-", "--language", "fr"
    )
    path = tmp_path / "article.txt"
    path.write_text(TEXT)
    assert "are for standard input" in said(str(path), "--language", "fr")
