from __future__ import annotations

import json
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import ParseError

from claims.api.parsers import MAX_BYTES, MAX_DEPTH, MAX_VALUES, parse_json
from claims.errors import TooLargeError


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'{"a": [1, true, null, "x"]}', {"a": [1, True, None, "x"]}),
        (b"\xef\xbb\xbf{}", {}),
        ('{"a": "Zoë 🚢"}'.encode(), {"a": "Zoë 🚢"}),
        (rb'{"a": "\ud83d\udea2 \"[[[[\" \\"}', {"a": '🚢 "[[[[" \\'}),
        (b"-12.50", Decimal("-12.50")),
        (b"1e3", Decimal("1e3")),
        (b"9" * 30, int("9" * 30)),
        (b"-" + b"9" * 30, -int("9" * 30)),
    ],
)
def test_json_is_read(body, value):
    assert parse_json(body) == value


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "Malformed JSON"),
        (b"   ", "Malformed JSON"),
        (b"{", "Malformed JSON"),
        (b'{"a": 1,}', "Malformed JSON"),
        (b"{'a': 1}", "Malformed JSON"),
        (b'{"a": "x', "string is not closed"),
        (b'"x\\', "string is not closed"),
        (b'"a\nb"', "Malformed JSON"),
        (b"{} {}", "Malformed JSON"),
        (b"\x00", "Malformed JSON"),
        (b"01", "Malformed JSON"),
        (b"[" * 5_000, "nested deeper than 32"),
        (b"[" * 100_000 + b"]" * 100_000, "nested deeper than 32"),
        (b'{"a":' * 5_000, "nested deeper than 32"),
        (nested(MAX_DEPTH + 1), "nested deeper than 32"),
        (b"[" + b"1," * 1_200_000 + b"1]", "more than 10,000 values"),
        (b"[" + b"{}," * MAX_VALUES + b"{}]", "more than 10,000 values"),
        (b'""' * 200_000, "more than 10,000 values"),
        (b'{"a": 1, "a": 2}', "Duplicate key 'a'"),
        (rb'{"\ud800": 1, "\ud800": 2}', "Duplicate key"),
        (b"NaN", "NaN is not a JSON number"),
        (b"[Infinity]", "Infinity is not a JSON number"),
        (b"[-Infinity]", "-Infinity is not a JSON number"),
        (b"9" * 31, "more than 30 digits"),
        (b"9" * 2_000_000, "more than 30 digits"),
        (b"1e1000000", "more than 30 digits"),
        (b"1E999999999", "more than 30 digits"),
        (b"1e-999999999", "more than 30 digits"),
        (b"1e309", "more than 30 digits"),
        (b"-1e-400", "more than 30 digits"),
        (b"0." + b"0" * 400 + b"1", "more than 30 digits"),
        (rb'{"a": "\ud800"}', "Invalid Unicode (U+D800)"),
        (rb'{"\udfff": 1}', "Invalid Unicode (U+DFFF)"),
        (rb'["ok", ["\u0000"]]', "Invalid Unicode (U+0000)"),
        (b'{"a": "\xff"}', "not UTF-8"),
        ('{"a": 1}'.encode("utf-16"), "not UTF-8"),
        (b'{"a": "\xed\xa0\x80"}', "not UTF-8"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_json_is_refused_in_a_sentence(body, says):
    with pytest.raises(ParseError, match=r"^[A-Z-]") as caught:
        parse_json(body)
    assert says in str(caught.value)
    assert len(str(caught.value)) < 200


def test_depth_and_values_are_accepted_up_to_the_limit():
    assert parse_json(nested(MAX_DEPTH))
    assert len(parse_json(b"[" + b"1," * (MAX_VALUES - 2) + b"1]")) == MAX_VALUES - 1


def test_brackets_inside_strings_are_not_nesting():
    assert parse_json(b'["' + b"[{" * 50_000 + b'"]') == ["[{" * 50_000]


def test_a_body_over_the_limit_is_too_large():
    with pytest.raises(TooLargeError, match="larger than 2,500,000 bytes"):
        parse_json(b'"' + b"a" * MAX_BYTES + b'"')


@pytest.mark.parametrize(
    "body",
    [
        b'"' + rb"\"" * 1_200_000,
        rb"\"" * 1_200_000,
        b'"' * 2_400_000,
        b'["' + rb"\u0041" * 400_000 + b'"]',
        b"{" + b'"a":' * 600_000,
        b" " * 2_400_000,
    ],
    ids=lambda body: repr(body[:8]),
)
def test_hostile_bodies_cost_little(body):
    began = time.process_time()
    try:
        parse_json(body)
    except ParseError:
        pass
    assert time.process_time() - began < 2


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(body):
    try:
        parse_json(body)
    except ParseError:
        pass


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**29), 10**29) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(json_values)
def test_what_json_writes_is_read_back(value):

    if "\\u0000" in json.dumps(value):
        return
    assert parse_json(json.dumps(value).encode()) == value
