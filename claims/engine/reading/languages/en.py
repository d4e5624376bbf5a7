"""English: the words are in `data/en`, the syntax in the modules beside this package."""

from __future__ import annotations

import re

from claims.engine.reading.anyof import any_of
from claims.engine.reading.attribution import speakers
from claims.engine.reading.checkable import why_not
from claims.engine.reading.grammar import Grammar
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.meaning import describe
from claims.engine.reading.openings import opening_person
from claims.engine.reading.persons import can_mean
from claims.engine.reading.readback import BOUNDS, read_back
from claims.engine.reading.reader import read_mentions
from claims.engine.reading.sentences import sentence_spans
from claims.engine.reading.statements import statement
from claims.engine.reading.timephrases import timeframes


def _scan(lex: Lexicon) -> re.Pattern[str]:
    words = any_of(w for w in lex.triggers if w.isalpha())
    signs = "".join(w for w in lex.triggers if not w.isalpha())
    return re.compile(rf"[0-9{signs}]|\b{words}\b")


GRAMMAR = Grammar(
    sentences=sentence_spans,
    scan=_scan,
    mentions=read_mentions,
    speakers=speakers,
    timeframes=timeframes,
    describe=describe,
    why_not=why_not,
    statement=statement,
    read_back=read_back,
    bounds=BOUNDS,
    means=can_mean,
    opens=opening_person,
)
