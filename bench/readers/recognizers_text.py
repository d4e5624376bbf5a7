from __future__ import annotations

import re
from typing import Any

from recognizers_date_time import DateTimeRecognizer
from recognizers_number import Culture, NumberRecognizer
from recognizers_number_with_unit import NumberWithUnitRecognizer
from recognizers_sequence import SequenceRecognizer

from bench.readers.mention import ANY_TIME, mention, rejected
from claims.engine.scoring.likeness import Read

NAME = "Recognizers-Text"
PACKAGE = "recognizers-text-suite"
HOW = (
    "Its English models for currency, percentage, temperature, age, dimension, date and "
    "time, ordinal, phone number and number, in this order: where two overlap, the "
    "earlier one counts, which serves it best. A duration of the date model is a "
    "quantity, every other date or time is right for any of our kinds of date and time."
)
_numbers = NumberRecognizer(Culture.English)
_units = NumberWithUnitRecognizer(Culture.English)
_MODELS = [
    ("money", _units.get_currency_model()),
    ("percent", _numbers.get_percentage_model()),
    ("temperature", _units.get_temperature_model()),
    ("age", _units.get_age_model()),
    ("measure", _units.get_dimension_model()),
    ("time", DateTimeRecognizer(Culture.English).get_datetime_model()),
    ("ordinal", _numbers.get_ordinal_model()),
    (
        "identifier",
        SequenceRecognizer(Culture.English).get_phone_number_model(),
    ),
    ("count", _numbers.get_number_model()),
]
_LENGTH = re.compile(r"P(T?)([\d.]+)([YMWDHS])")
_LETTERS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_CLOCK = {"H": "hour", "M": "minute", "S": "second"}


def read(text: str) -> list[Read]:
    found: list[Read] = []
    for kind, model in _MODELS:
        for result in model.parse(text):
            item = _mention(text, kind, result)
            if item and not any(
                item.start < other.end and other.start < item.end for other in found
            ):
                found.append(item)
    return found


def _mention(text: str, kind: str, result: Any) -> Read | None:
    span = (result.start, result.end + 1)
    said = result.resolution or {}
    if kind == "time":
        return _of_time(text, span, result)
    if kind in {"ordinal", "identifier"}:
        return rejected(text, span, kind)
    value, unit = said.get("value"), said.get("unit") or ""
    if value is None:
        return None
    if kind == "money":
        unit = said.get("isoCurrency") or unit
    elif kind == "percent":
        unit = kind
    elif kind == "age":
        unit = f"{unit} of age"
    return mention(text, span, (value, value), unit, kind)


def _of_time(text: str, span: tuple[int, int], result: Any) -> Read | None:
    if not result.type_name.endswith((".duration", ".set")):
        return rejected(text, span, ANY_TIME)
    timex = (result.resolution or {"values": [{}]})["values"][0].get("timex", "")
    length = _LENGTH.fullmatch(timex)
    if length is None:
        return None
    clock, value, letter = length.groups()
    unit = (_CLOCK if clock else _LETTERS).get(letter, "")
    return mention(text, span, (value, value), unit, "duration")
