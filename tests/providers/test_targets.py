from __future__ import annotations

import pytest

from claims.providers.errors import BadAddressError, BadResponseError, SourceError
from claims.providers.targets import next_target, target_of

INTERNAL = frozenset({("search.internal", 8080)})


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Example.ORG/a?b=1#part", "https://example.org/a?b=1"),
        ("http://example.org:80/", "http://example.org/"),
        ("  https://example.org  ", "https://example.org"),
        ("https://münchen.example/ä", "https://xn--mnchen-3ya.example/%C3%A4"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
        ("https://example.org:80/", "https://example.org:80/"),
    ],
)
def test_web_addresses_pass(url, expected):
    assert target_of(url).url.rstrip("/") == expected.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "", "example.org", "//example.org/", "ftp://example.org/", "file:///etc/passwd",
        "gopher://example.org/", "data:text/html,5", "javascript:alert(1)",
        "view-source:https://example.org", "http://", "http:///path", "https://[::1",
        "http://user@example.org/", "http://user:pw@example.org/", "http://a@127.0.0.1/",
        "http://x\\@127.0.0.1/", "http://1.1.1.1 &@2.2.2.2#@3.3.3.3/",
        "http://exa mple.org/", "http://example.org/\r\nHost: x", "http://example.org\\@x/",
        "http://example.org:22/", "http://example.org:25/", "http://example.org:6379/",
        "http://example.org:5432/", "http://example.org:9200/", "http://example.org:0/",
        "http://example.org:99999/", "http://example.org:80%40x/", "http://example.org:-1/",
        "http://search.internal/", "http://search.internal:8081/",
        "http://" + "a" * 3_000 + ".example/", "http://exa%00mple.org/",
        "http://[fe80::1%25eth0]/", "http://①②⑦.⓪.⓪.①/",
    ],
)  # fmt: skip
def test_other_addresses_are_refused_before_anything_is_asked(url):
    if url == "http://search.internal/":
        assert not target_of(url, internal=INTERNAL).internal
        return
    with pytest.raises(BadAddressError):
        target_of(url, internal=INTERNAL)


def test_a_listed_service_may_have_its_own_port():
    target = target_of("http://search.internal:8080/q", internal=INTERNAL)
    assert target.internal
    assert target.port == 8080


def test_parameters_are_added_and_encoded():
    target = target_of("https://a.example/w?x=1", params={"q": "10,000 & more"})
    assert target.url == "https://a.example/w?x=1&q=10%2C000+%26+more"


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/b", "https://a.example/b"),
        ("?x=2", "https://a.example/?x=2"),
        ("https://b.example/c", "https://b.example/c"),
        ("//b.example/c", "https://b.example/c"),
    ],
)
def test_redirects_are_resolved(location, expected):
    assert next_target(target_of("https://a.example/"), location).url == expected


@pytest.mark.parametrize(
    "location",
    [
        "http://a.example/", "file:///etc/passwd", "javascript:1", "ftp://a.example/",
        "https://user@a.example/", "https://a.example:22/", "https://[", "",
        "http://search.internal:8080/",
    ],
)  # fmt: skip
def test_a_redirect_can_lead_nowhere_forbidden(location):
    start = target_of("https://a.example/", internal=INTERNAL)
    with pytest.raises((BadAddressError, BadResponseError)) as caught:
        next_target(start, location)
    assert isinstance(caught.value, SourceError)


def test_a_listed_service_may_redirect_to_itself_only():
    start = target_of("http://search.internal:8080/a", internal=INTERNAL)
    assert next_target(start, "/b").internal
    assert not next_target(start, "https://b.example/").internal
