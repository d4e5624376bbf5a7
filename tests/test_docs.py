"""What the product offers has its line in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from claims.vocabulary import Action, ClaimStatus, ReasonCode
from claims.workflow import NEEDS_REASON, ROLES, TRANSITIONS
from factcheck.env import KNOWN

ROOT = Path(__file__).resolve().parent.parent
DOCS = {path: path.read_text() for path in ROOT.glob("docs/**/*.md")}
EVERYTHING = "\n".join(DOCS.values()) + (ROOT / "README.md").read_text()


@pytest.mark.parametrize("variable", sorted(KNOWN))
def test_every_variable_is_documented_and_in_the_example(variable):
    assert f"`{variable}`" in (ROOT / "docs/operations.md").read_text()
    assert variable in (ROOT / ".env.example").read_text()


def test_every_command_is_documented():
    ours = [name for name, app in get_commands().items() if app == "claims"]
    assert [name for name in ours if f"manage.py {name}" not in EVERYTHING] == []


def test_the_workflow_page_is_the_table():
    page = (ROOT / "docs/workflow.md").read_text()
    rows = re.findall(r"^\| (\w+) \| (\w+) \| (\w+) \| (.+) \|$", page, re.MULTILINE)
    told = {(a, b): (c, who) for a, b, c, who in rows if a != "from"}
    assert {key: to for key, (to, _) in told.items()} == {
        (str(status), str(action)): str(to)
        for (status, action), to in TRANSITIONS.items()
    }
    for (_, action), (_, who) in told.items():
        role = ROLES[Action(action)]
        assert (role.value if role else "the workbench") in who
        assert ("with reason" in who) == (action in NEEDS_REASON)


@pytest.mark.parametrize("word", [*ReasonCode.values, *ClaimStatus.values])
def test_every_word_of_the_lists_is_explained(word):
    assert word in (ROOT / "docs/workflow.md").read_text()


@pytest.mark.parametrize("page", [*sorted(DOCS), ROOT / "README.md"], ids=str)
def test_links_between_pages_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text()):
        assert (page.parent / target).exists(), target


def test_every_picture_is_shown_and_together_they_are_small():
    pictures = list((ROOT / "docs" / "screenshots").glob("*.webp"))
    told = DOCS[ROOT / "docs" / "screenshots.md"]
    assert {f"screenshots/{one.name}" for one in pictures} == set(
        re.findall(r"\((screenshots/[^)]+)\)", told)
    )
    assert sum(one.stat().st_size for one in pictures) < 3_000_000
