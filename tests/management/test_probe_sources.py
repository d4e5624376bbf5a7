from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from claims.management.commands import probe_sources
from claims.providers.wikipedia import Wikipedia
from tests.providers.fakes import Web, recorded, reply

pytestmark = pytest.mark.django_db


def answering(monkeypatch, answer):
    web = Web(lambda request: answer())
    monkeypatch.setattr(
        probe_sources,
        "PROVIDERS",
        {"wikipedia": lambda setup: Wikipedia(web.client(memory=setup.memory))},
    )


def test_an_answer_is_told_and_written_as_a_fixture(monkeypatch, tmp_path, capsys):
    answering(monkeypatch, lambda: recorded("wikipedia/search_found"))
    call_command("probe_sources", "--write", str(tmp_path))
    told = capsys.readouterr().out
    assert "wikipedia" in told
    assert "found" in told
    written = sorted((tmp_path / "wikipedia").iterdir())
    fixture = json.loads(written[0].read_text())
    assert fixture.keys() == {"about", "status", "headers", "body"}
    assert fixture["body"]["query"]["search"]


def test_a_place_that_could_not_be_searched_ends_with_an_error(monkeypatch, capsys):
    answering(monkeypatch, lambda: reply("", status=501))
    with pytest.raises(CommandError, match="Could not search: wikipedia"):
        call_command("probe_sources")
    assert "could_not_search" in capsys.readouterr().out


def test_with_the_network_off_every_place_says_why_it_is_not_asked(capsys):
    call_command("probe_sources")
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("wikipedia") and "not_asked" in line for line in lines)


def test_an_unknown_name_is_a_sentence():
    with pytest.raises(CommandError, match="No such provider: oracle"):
        call_command("probe_sources", "oracle")
