"""German: the words are in `data/de`, the syntax in `claims.engine.reading.german`."""

from __future__ import annotations

import re
from functools import partial

from claims.engine.reading.anyof import any_of
from claims.engine.reading.german.checkable import why_not
from claims.engine.reading.german.meaning import describe
from claims.engine.reading.german.numbers import COUNTED_BY_ONE
from claims.engine.reading.german.persons import can_mean
from claims.engine.reading.german.reader import read_mentions
from claims.engine.reading.german.restating import bounds, read_back, statement
from claims.engine.reading.german.speakers import speakers
from claims.engine.reading.german.times import timeframes
from claims.engine.reading.grammar import Grammar
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.sentences import sentence_spans


def _scan(lex: Lexicon) -> re.Pattern[str]:
    """Digits, or a word that begins as a number word does; a compound may follow."""
    one, made_of = lex.compounds["one"], lex.compounds
    ones = {one + made_of[k] for k in ("and", "hundred", "thousand", "half")}
    words = {w for w in lex.triggers if w.isalpha()} | ones
    words.add(made_of["whole"].partition("=")[0])
    words |= {
        w for w, u in lex.units.items() if u.kind in COUNTED_BY_ONE and w.isalpha()
    }
    signs = "".join(w for w in lex.triggers if not w.isalpha())
    return re.compile(rf"[0-9{signs}]|\b{any_of(words)}")


GRAMMAR = Grammar(
    sentences=partial(sentence_spans, code="de"),
    scan=_scan,
    mentions=read_mentions,
    speakers=speakers,
    timeframes=timeframes,
    describe=describe,
    why_not=why_not,
    statement=statement,
    read_back=read_back,
    bounds=bounds(),
    means=can_mean,
)
