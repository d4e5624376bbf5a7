"""A reader's numbers set beside the annotated ones, by the scorer of `eval_reader`."""

from __future__ import annotations

from typing import Any

from bench.readers.mention import ANY_TIME
from claims.engine.scoring import LEVELS, Tally, Text, judge
from claims.engine.scoring.annotated import PHRASES
from claims.engine.scoring.likeness import Read
from claims.engine.types import DismissedNumber, Extraction, NumericClaim

#: Kinds whose unit is a unit and no counted noun.
MEASURED = (
    "money",
    "percent",
    "percentage_point",
    "measure",
    "temperature",
    "duration",
    "age",
)
_TIMES = ("date", "year", "time", "period")


def score(reader: Any, texts: list[Text]) -> dict[str, Any]:
    tally, failures = Tally(), 0
    for text in texts:
        try:
            read = reader.read(text.text)
        except Exception:
            read, failures = [], failures + 1
        judge(text, extraction(text, read), tally)
    ours = reader.NAME == "ours"
    return {
        "texts": tally.texts,
        "quantities": tally.wanted["quantity"],
        "others": tally.wanted["other"],
        **{level: tally.rate(level).f1 for level in LEVELS},
        "measured": measured_f1(tally),
        "checkable": tally.claims().f1,
        "leaked": tally.right["leaked"],
        "typed": tally.share("other"),
        "failures": failures,
        "aspects": {
            name: tally.share(name)
            for name in ("kind", *PHRASES)
            if ours and tally.wanted[name]
        },
    }


def extraction(text: Text, read: list[Read]) -> Extraction:
    settled = [_settled(text, number) for number in read]
    return Extraction(
        "",
        "",
        tuple(number for number in settled if isinstance(number, NumericClaim)),
        tuple(number for number in settled if isinstance(number, DismissedNumber)),
    )


def _settled(text: Text, number: Read) -> Read:
    """A date or a time is of the kind that the annotation says, if that is one too."""
    if number.kind != ANY_TIME:
        return number
    kinds = (
        mention.kind
        for mention in text.mentions
        if mention.start < number.end and number.start < mention.end
    )
    return number._replace(kind=next((k for k in kinds if k in _TIMES), "date"))


def measured_f1(tally: Tally) -> float:
    """Value and unit, of what has a unit: no reader is asked what is counted."""
    counts = [tally.kind(kind) for kind in MEASURED]
    wrong = sum(
        mistake.kind_of == "unit" and mistake.kind in MEASURED
        for mistake in tally.mistakes
    )
    right = sum(count["value"] for count in counts) - wrong
    # What is right under another kind was offered as well.
    offered = (max(count["offered"], count["found"]) for count in counts)
    asked = sum(offered) + sum(count["wanted"] for count in counts)
    return 200 * right / asked if asked else 100.0
