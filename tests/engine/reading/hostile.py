"""Texts of 20,000 characters made to hurt a reader of numbers."""

from __future__ import annotations

SIZE = 20_000


def _fill(unit: str) -> str:
    return (unit * (SIZE // len(unit) + 1))[:SIZE]


HOSTILE = {
    "digits": "1" * SIZE,
    "commas": _fill("1,"),
    "points": _fill("1."),
    "slashes": _fill("1/"),
    "hyphens": _fill("1-"),
    "blanks": _fill("1 "),
    "colons": _fill("1:"),
    "apostrophes": _fill("1'"),
    "percents": _fill("5% "),
    "money": _fill("$5 million and "),
    "words": _fill("one hundred and "),
    "tens": _fill("twenty-"),
    "millions": _fill("million "),
    "vague": _fill("tens of "),
    "half": _fill("half a "),
    "ordinals": _fill("first "),
    "units": _fill("km/h "),
    "dollars": "$" * SIZE,
    "brackets": "(" * SIZE + "1",
    "letters": _fill("a1"),
    "one_word": "x" * SIZE + "1",
    "far_unit": "5" + " " * SIZE + "percent",
    "per": _fill("5 per "),
    "ranges": _fill("5 to "),
    "years": _fill("1990-"),
    "exponents": _fill("1e9 "),
    "quotes": _fill('"5" '),
    "lines": _fill("5\n"),
    "invisible": _fill("1\u200b"),
    "right_to_left": _fill("5\u202e"),
    "combining": "1" + "\u0338" * SIZE,
    "said": _fill("he said "),
    "since": _fill("since 5 "),
    "fullwidth": _fill("\uff15\uff0c"),
    "superscript": "10" + "\u00b2" * SIZE,
    "abbreviations": _fill("Mr. 5 "),
    "surrogate": _fill("\ud800 5 "),
    "nul": _fill("5\x00"),
}
