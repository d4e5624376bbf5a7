"""Adding a provider is one file, one recording, one test, one line, one paragraph."""

from __future__ import annotations

import json
import re
import textwrap
import typing
from pathlib import Path

import pytest

from claims.providers import asking, base, errors, response, searching
from claims.services.network import PROVIDERS
from tests.providers.contract import FRAME
from tests.providers.fakes import Web, reply

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = "claims/services/network.py"
SETTINGS = "factcheck/settings.py"
USED = (typing, base, asking, errors, response, searching)
#: Two keep tables of their own, which are filled and searched outside any question;
#: every claim is told the links of its article, and their pages are looked at again.
MORE_THAN_A_PROVIDER = {
    "claimreview_feed": {
        "claims/conf.py",
        "claims/management/commands/import_claimreviews.py",
        "claims/selectors/checks.py",
        "claims/services/reviewfeed.py",
    },
    "article_links": {
        "claims/providers/base.py",
        "claims/services/rechecking.py",
        "claims/services/sourcing.py",
    },
}
#: "library" is also the newsroom's own collection, with pages and tables.
ORDINARY_WORDS = {"library"}


def sources() -> dict[str, str]:
    found = {}
    for folder in ("claims", "factcheck", "templates"):
        for path in (ROOT / folder).rglob("*"):
            if (
                path.suffix in {".py", ".html", ".js"}
                and "migrations" not in path.parts
            ):
                found[path.relative_to(ROOT).as_posix()] = path.read_text("utf-8")
    return found


SOURCES = sources()


@pytest.mark.parametrize("name", sorted(PROVIDERS.keys() - ORDINARY_WORDS))
def test_no_other_module_names_a_provider(name):
    word = re.compile(rf"(?<![a-z]){name}(?![a-z])", re.IGNORECASE)
    naming = {path for path, text in SOURCES.items() if word.search(text)}
    own = {path for path in naming if path.startswith(f"claims/providers/{name}")}
    assert own
    allowed = {REGISTRY, SETTINGS} | MORE_THAN_A_PROVIDER.get(name, set())
    assert naming - own <= allowed


@pytest.mark.parametrize("name", sorted(PROVIDERS))
def test_every_provider_has_its_test_its_paragraph_and_its_recordings(name):
    assert f"claims/providers/{name}.py" in SOURCES
    test = ROOT / "tests" / "providers" / f"test_{name}.py"
    assert "(ProviderContract)" in test.read_text("utf-8")
    assert f"**`{name}`**" in (ROOT / "docs" / "providers.md").read_text("utf-8")
    text = SOURCES[f"claims/providers/{name}.py"]
    asks = "Request(" in text or "self._http.get(" in text
    assert (ROOT / "seeds" / "providers" / name).is_dir() or not asks


def test_each_is_one_entry_of_the_registry():
    text = SOURCES[REGISTRY]
    start = text.index("PROVIDERS: Mapping")
    entries = text[start : text.index("\n}\n", start)]
    assert sorted(re.findall(r'^    "(\w+)": ', entries, re.MULTILINE)) == sorted(
        PROVIDERS
    )


@pytest.mark.parametrize("name", sorted(PROVIDERS))
def test_no_provider_is_long(name):
    assert len(SOURCES[f"claims/providers/{name}.py"].splitlines()) <= 300


def test_the_skeleton_of_the_page_is_a_provider_that_works():
    page = (ROOT / "docs" / "providers.md").read_text("utf-8")
    code = textwrap.dedent(re.search(r"   ```python\n(.*?)   ```", page, re.S)[1])
    known = {name: value for module in USED for name, value in vars(module).items()}
    exec(compile(code, "skeleton", "exec"), known)  # noqa: S102  our own page
    notice = {"url": "https://port.example/a", "title": "4,310 containers"}
    web = Web(lambda _request: reply(json.dumps({"notices": [notice, {}]})))
    ports = known["Ports"](web.client(), web.client())
    assert isinstance(ports, base.SourceProvider)
    result = ports.search(FRAME)
    assert [one.title for one in result.candidates] == ["4,310 containers"]
    assert result.outcome is base.Outcome.FOUND
    troubled = Web(lambda _request: reply("[]"))
    result = known["Ports"](troubled.client(), troubled.client()).search(FRAME)
    assert result.outcome is base.Outcome.COULD_NOT_SEARCH
