"""bench/RESULTS.md is written section by section."""

from __future__ import annotations

import re

from bench.readers.tables import section
from bench.report import RESULTS, machine, table, write_section


def test_a_benchmark_replaces_its_own_section_and_no_other(tmp_path):
    page = tmp_path / "RESULTS.md"
    write_section("reading", "## Reading\nold", page)
    write_section("desk", "## Desk\nkept", page)
    write_section("reading", "## Reading\nnew", page)
    text = page.read_text()
    assert text.startswith("# Results\n")
    assert re.findall(r"^## .*\n.*", text, re.MULTILINE) == [
        "## Reading\nnew",
        "## Desk\nkept",
    ]
    write_section("reading", "## Reading\nnew", page)
    assert page.read_text() == text


def test_a_table_has_names_left_and_figures_right():
    assert table(["", "a"], [["x", "1"]]) == "|  | a |\n| --- | ---: |\n| x | 1 |"


def _reader(name, **changes):
    figures = dict.fromkeys(("found", "value", "bound", "full", "measured"), 50.0)
    figures |= {"checkable": 50.0, "leaked": 3, "typed": 10.0, "failures": 0}
    figures |= {"texts": 2, "quantities": 9, "others": 4, "aspects": {}}
    return {
        "name": name,
        "version": "1.0",
        "how": "as it wants to be.",
        "suites": {"own sentences": figures},
        "dense": 123_456.0,
        "lengths": {"seconds": {"1000": 0.1}, "reached": 1000, "growth": None},
        "hostile": {
            "texts": 3,
            "worst": "digits",
            "seconds": 0.5,
            "over": [],
            "raised": [],
        },
        "first": 0.1,
        "peak": 30.0,
    } | changes


def test_what_a_reader_did_not_reach_is_said():
    over = {"texts": 3, "worst": "", "seconds": None, "over": ["a"], "raised": []}
    text = section([_reader("ours"), _reader("slow", dense=None, hostile=over)])
    assert "| characters a second, an article of 10,000 | not reached |" in text
    assert "| slowest hostile text of 20,000 | 0.500 s (digits) | over 1 s |" in text
    assert "120,000 | not reached |" in text
    assert "- **slow 1.0**: as it wants to be." in text


def test_the_results_name_no_machine_and_no_path():
    assert re.fullmatch(r"[\d-]+, \d+ cores, \w+ on \w+, Python [\d.]+\.", machine())
    if RESULTS.exists():
        assert not re.search(
            r"(?<![\w.])/(?:tmp|home|root|work)\b", RESULTS.read_text()
        )
