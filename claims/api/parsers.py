"""JSON as strictly as it is specified, within bounds, so that no body costs much."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import IO, Any, NoReturn

from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import BaseParser

from claims.errors import TooLargeError

MAX_BYTES = 2_500_000
MAX_DEPTH = 32
MAX_VALUES = 10_000
MAX_DIGITS = 30

# Possessive throughout: a string is read once, whatever stands in it.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.?)*+("?)|([\[{])|([\]}])|(,)', re.S)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class BoundedJSONParser(BaseParser):
    """A JSON document, refused in a sentence where it is malformed or too much."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        request = (parser_context or {}).get("request")
        _check_charset(getattr(request, "content_params", None) or {})
        return parse_json(stream.read(MAX_BYTES + 1))


def parse_json(body: bytes) -> Any:
    """The document's value; fractions become Decimal.

    Raises TooLargeError or ParseError, never anything else, for every sequence of
    bytes.
    """
    if len(body) > MAX_BYTES:
        raise TooLargeError(f"The body is larger than {MAX_BYTES:,} bytes.")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ParseError(f"The body is not UTF-8 (byte {error.start}).") from error
    _check_shape(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_int=_whole,
            parse_float=_fraction,
        )
    except json.JSONDecodeError as error:
        raise ParseError(
            f"Malformed JSON: {error.msg} (line {error.lineno}, column {error.colno})."
        ) from error
    _check_strings(value)
    return value


def _check_charset(params: Mapping[str, str]) -> None:
    charset = params.get("charset", "utf-8")
    if charset.strip().lower() not in {"utf-8", "utf8"}:
        raise UnsupportedMediaType(charset, detail="JSON is sent as UTF-8.")


def _check_shape(text: str) -> None:
    """Depth and number of values, measured before anything is built."""
    depth, values = 0, 1
    for tokens, match in enumerate(_TOKEN.finditer(text)):
        closing_quote, opened, closed, comma = match.groups()
        if closing_quote == "":
            raise ParseError("Malformed JSON: a string is not closed.")
        if opened:
            depth += 1
        depth -= bool(closed)
        values += bool(opened or comma)
        if depth > MAX_DEPTH:
            raise ParseError(f"JSON nested deeper than {MAX_DEPTH}.")
        if values > MAX_VALUES or tokens > 4 * MAX_VALUES:
            raise ParseError(f"JSON with more than {MAX_VALUES:,} values.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise ParseError(f"Duplicate key {_shown(key)}.")
            seen.add(key)
    return made


def _constant(name: str) -> NoReturn:
    raise ParseError(f"{name} is not a JSON number.")


def _whole(digits: str) -> int:
    _check_digits(digits)
    return int(digits)


def _fraction(digits: str) -> Decimal:
    _check_digits(digits)
    number = Decimal(digits)
    if number and abs(number.adjusted()) >= MAX_DIGITS:
        raise ParseError(f"Number has more than {MAX_DIGITS} digits.")
    return number


def _check_digits(digits: str) -> None:
    mantissa, _, exponent = digits.lower().partition("e")
    if len(mantissa.strip("-").replace(".", "")) > MAX_DIGITS or len(exponent) > 4:
        raise ParseError(f"Number has more than {MAX_DIGITS} digits.")


def _check_strings(value: Any) -> None:
    for text in _strings(value):
        if found := _UNSTORABLE.search(text):
            raise ParseError(f"Invalid Unicode (U+{ord(found[0]):04X}).")


def _strings(value: Any) -> Iterator[str]:
    """Every key and string, without recursion."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += one.keys()
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def _shown(key: str) -> str:
    """A key as it can be told back: short, and nothing an answer cannot carry."""
    return ascii(key[:60])
