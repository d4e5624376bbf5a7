from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.providers.urls import canonical_url, host_of, redacted


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://WWW.Example.ORG:443/A/b", "https://www.example.org/A/b"),
        ("http://example.org", "http://example.org/"),
        ("https://example.org/a#part", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&b=2&a=1&fbclid=3", "https://example.org/a?a=1&b=2"),
        ("https://example.org/a?api_key=SECRET&q=5", "https://example.org/a?q=5"),
        ("https://example.org/a?empty=&q=5", "https://example.org/a?empty=&q=5"),
        ("https://user:pw@example.org/a", "https://example.org/a"),
        ("https://example.org./a/../b/./c", "https://example.org/b/c"),
        ("https://example.org/%7Euser/%c3%a9", "https://example.org/~user/%C3%A9"),
        ("https://example.org/é", "https://example.org/%C3%A9"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
        ("https://example.org/../../a", "https://example.org/a"),
        ("https://example.org/a%2Fb", "https://example.org/a%2Fb"),
        ("", ""), ("ftp://example.org/", ""), ("javascript:alert(1)", ""), ("/a", ""),
        ("https://", ""), ("https://exa mple.org/", ""), ("https://[", ""),
        ("https://example.org:99999/", ""), ("https://example.org/" + "a" * 2_000, ""),
    ],
)  # fmt: skip
def test_one_page_has_one_spelling(url, expected):
    assert canonical_url(url) == expected


@given(
    st.lists(st.text("abz.%20é~", max_size=6), max_size=5).map("/".join),
    st.dictionaries(
        st.text("abcutm_", min_size=1, max_size=5), st.text("xé &=", max_size=4)
    ),
)
def test_the_canonical_form_is_its_own_canonical_form(path, query):
    from urllib.parse import urlencode

    once = canonical_url(f"https://Example.org/{path}?{urlencode(query)}")
    assert canonical_url(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "GET https://api.example/v1?q=5&api_key=HUSH failed",
        "https://api.example/?key=HUSH",
        "https://api.example/?access_token=HUSH&x=1",
        "https://s3.example/?X-Amz-Signature=HUSH",
        "https://user:HUSH@api.example/",
        "token=HUSH",
    ],
)
def test_credentials_in_addresses_are_redacted(text):
    assert "HUSH" not in redacted(text)
    assert "REDACTED" in redacted(text)


def test_known_secrets_are_redacted_wherever_they_stand():
    assert (
        redacted("path/hu/sh and hu%2Fsh", ("hu/sh", ""))
        == "path/REDACTED and REDACTED"
    )


def test_ordinary_words_stay():
    text = "monkey=5 and https://example.org/?q=keyboard&page=2"
    assert redacted(text) == text


def test_a_site_is_known_by_its_host():
    assert host_of("https://www.Example.org/a") == "example.org"
    assert host_of("https://[") == ""
