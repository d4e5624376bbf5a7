from __future__ import annotations

import pytest

from claims.documents.values import json_in_page
from claims.providers.factchecks import is_fact_checkers


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("https://www.politifact.com/factchecks/2024/x", True),
        ("https://es.factcheck.afp.com/doc", True),
        ("https://www.reuters.com/fact-check/ports-2024", True),
        ("https://www.reuters.com/business/fact-check", False),
        ("https://correctiv.org/faktencheck/2024/x/", True),
        ("https://correctiv.org/recherchen/x/", False),
        ("https://notpolitifact.com/", False),
        ("https://politifact.com.evil.example/", False),
        ("", False),
    ],
)
def test_a_fact_checker_is_told_by_its_site_or_the_part_of_it(url, meant):
    assert is_fact_checkers(url) is meant


@pytest.mark.parametrize(
    "written",
    ['{"a": 1}', ' <!-- {"a": 1} --> ', '//<![CDATA[\n{"a": 1}\n//]]>', '{"a": 1};\n',
     '/*<![CDATA[*/{"a": 1}/*]]>*/', '<![CDATA[{"a": 1}]]>'],
)  # fmt: skip
def test_json_is_found_in_what_pages_wrap_it_in(written):
    assert json_in_page(written) == {"a": 1}


@pytest.mark.parametrize("written", ["", "{", "[" * 100_000, "var a = 1"])
def test_what_is_no_json_is_nothing(written):
    assert json_in_page(written) is None
