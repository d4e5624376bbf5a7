"""What a language brings besides its words: the functions that know its syntax."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.meaning import Meaning
from claims.engine.reading.mentions import Mention
from claims.engine.reading.speakers import Speaker
from claims.engine.reading.timephrases import Timeframe
from claims.engine.reading.tokens import Sentence


@dataclass(frozen=True, slots=True)
class Grammar:
    """The steps of reading that differ between languages, in the order they run."""

    #: Where sentences begin and end in a view of the text.
    sentences: Callable[[str], list[tuple[int, int]]]
    #: Finds what may start a number that is written in words.
    scan: Callable[[Lexicon], re.Pattern[str]]
    #: All numbers of a sentence, typed, with units and bounds.
    mentions: Callable[[Sentence, Lexicon], list[Mention]]
    #: Who says something; the number is the token of the last quantity.
    speakers: Callable[[Sentence, Lexicon, int], list[Speaker]]
    #: The phrases that say when something holds.
    timeframes: Callable[[Sentence, list[Mention], Lexicon], list[Timeframe]]
    #: What a quantity is about; completes its unit, rate and trend.
    describe: Callable[
        [Sentence, Mention, Lexicon, list[Timeframe], list[Mention]], Meaning
    ]
    #: Why a quantity is no claim anybody could check; "" when it is one.
    why_not: Callable[[Sentence, Mention, Lexicon], str]
    #: The sentence without what carries no number.
    statement: Callable[[Sentence, list[Mention], Lexicon], str]
    #: One sentence that says how a number was understood.
    read_back: Callable[[Mention, Meaning, str | None, str], str]
    #: How a number is written with its bound, by qualifier: "at least {}", "{} to {}".
    bounds: Mapping[str, str]
    #: Whether a pronoun can stand for a name; one that never can stays open.
    means: Callable[[str, str, Lexicon], bool] = lambda _pronoun, _name, _lex: False
    #: Whom a sentence opens with, for a pronoun of the next.
    opens: Callable[[Sentence, Lexicon], str | None] = lambda _s, _lex: None
