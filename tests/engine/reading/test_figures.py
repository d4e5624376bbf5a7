"""A way of reading a figure is left out only where it would have found nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims.engine.reading import view as views
from claims.engine.reading.figures import chosen, clues_at, clues_within, ways
from claims.engine.reading.lexicon import lexicon
from claims.engine.reading.sentences import sentence_spans
from claims.engine.reading.tokens import tokenise
from tests.engine.reading.hostile import HOSTILE
from tests.engine.reading.scoring import gold_documents

ARTICLES = Path(__file__).resolve().parents[3] / "seeds" / "gold" / "en"
LINES = """Call 555 1234 or +44 20 7946 0958, account 1234567, of 30 comments.
12 Comments | 5 min read | Page 2 of 3
1. Mind the gap. 2) The first 100 metres; the women's 400 m final.
See http://x.y/2024/05/12?a=3 and mail 5_6@x.org, report 2024-41, no. 4471/22.
The 1861 Act, on 5/6/2019 at 10.30, Q3 2024, FY23, '94, the 1990s, May 5, 16th.
They won 3-1, 52\u201348, 10:4, 3 to 1, 240 for 7; (95% CI 52\u201378), 0800 1111."""


def texts() -> list[str]:
    articles = [json.loads(path.read_text("utf-8")) for path in ARTICLES.glob("*.json")]
    sentences = [document["text"] for document in (*gold_documents(), *articles)]
    return [*sentences, LINES, *(text[:300] for text in HOSTILE.values())]


def test_a_way_that_is_left_out_would_have_found_nothing():
    lex, left_out = lexicon("en"), 0
    for text in texts():
        view = views.plain(text)
        lower = views.lowered(view)
        for start, end in sentence_spans(view):
            s = tokenise(text, view, lower, start, end)
            for i, word in enumerate(s.low):
                if not "0" <= word < ":":
                    continue
                tried = chosen(clues_within(s) | clues_at(s, i))
                for way in ways():
                    if way.read not in tried:
                        left_out += 1
                        assert way.read(s, i, lex) is None, (way.read, text)
    assert left_out > 1000


@pytest.mark.parametrize("way", ways(), ids=lambda way: way.read.__name__)
def test_every_way_has_a_clue(way):
    assert any(way[1:])
