"""Is a number of a sentence told again in another measure?"""

from __future__ import annotations

import re

from claims.engine.reasoning.change_words import tokens_of
from claims.engine.reasoning.sentences import Sentence, any_of, listed

_HEDGES = rf"(?:{any_of('joints.hedges')} )*"
#: ", or about ", " (", " - ": what stands right before the number told again.
_JOINT = re.compile(
    rf"(?:(?:[,(\u2013\u2014-] ?{any_of('joints.restated')}| {any_of('joints.restated')}"
    rf"|[,(\u2013\u2014]) ?{_HEDGES})$",
    re.IGNORECASE,
)
_LONGEST = 90


def restated(sentence: Sentence, one: int, other: int) -> bool:
    """Whether the later of two numbers is the earlier, told in another measure.

    A whole may stand between the two: "60 of the 500 seats, or 12 percent".
    """
    first, second = min(one, other), max(one, other)
    if second - first > 2:
        return False
    words = sentence.text[
        sentence.claims[first].end - sentence.start : sentence.claims[second].start
        - sentence.start
    ]
    if len(words) > _LONGEST or re.search(r"[;:?!]", words):
        return False
    between = sentence.claims[first + 1 : second]
    if any(one.kind != "duration" for one in between) and not re.search(
        r"\b(?:of|on|for|among|between|over)\b", sentence.between(first, first + 1)
    ):
        return False
    if re.search(r", which [^,;:.]{1,60} (?:as|at|is|was) (?:\w+ )?$", words):
        return True
    joint = _JOINT.search(words)
    if joint is None:
        return False
    return not listed("parts.breaks") & set(tokens_of(words[: joint.start()]))
