"""Coverage counts what an independent tokenizer counts: no number is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims import selectors
from claims.services import recutting
from tests.factories import read_article

pytestmark = pytest.mark.django_db
SEEDS = sorted(Path(__file__).parents[2].glob("seeds/articles/*.txt"))
NUMBER_WORDS = frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "million",
        "millions",
        "billion",
        "billions",
        "trillion",
        "dozen",
        "dozens",
        "half",
        "third",
        "thirds",
        "quarter",
        "quarters",
        "fifth",
        "tenth",
        "double",
        "doubled",
        "twice",
        "tripled",
    ]
)
JOINTS = frozenset(".,'\u2019\u00a0\u202f")


def tokens(text: str) -> list[tuple[int, int]]:
    """Numeric tokens, character by character: runs of digits, and number words."""
    found, at = [], 0
    while at < len(text):
        start = at
        if text[at].isdecimal():
            while at < len(text) and (
                text[at].isdecimal()
                or (text[at] in JOINTS and text[at + 1 : at + 2].isdecimal())
            ):
                at += 1
            found.append((start, at))
        elif text[at].isalpha():
            while at < len(text) and text[at].isalpha():
                at += 1
            if text[start:at].lower() in NUMBER_WORDS:
                found.append((start, at))
        else:
            at += 1
    return found


def handled(article):
    """The stretches the page marks, with what became of each."""
    rows = [(c.start, c.end, c.status == "dismissed") for c in article.claims.all()]
    rows += [(n.start, n.end, True) for n in article.dismissed_numbers.all()]
    return sorted(rows)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_every_numeric_token_of_a_seed_article_is_in_one_mark(seed):
    article = read_article(seed.read_text())
    marks = handled(article)
    claimed = dismissed = 0
    seen = set()
    for start, end in tokens(article.text):
        around = [m for m in marks if m[0] < end and start < m[1]]
        assert len(around) == 1, article.text[start - 20 : end + 20]
        if around[0] not in seen:
            seen.add(around[0])
            claimed += not around[0][2]
            dismissed += around[0][2]
    counted = selectors.coverage(selectors.article_with_marks(article.pk))
    wordless = [m for m in marks if m not in seen]  # "a", "once", "a couple of"
    assert counted.total == len(seen) + len(wordless)
    assert counted.claimed == claimed + sum(not m[2] for m in wordless)
    assert counted.dismissed == dismissed + sum(m[2] for m in wordless)
    assert (counted.pending, counted.percent) == (0, 100)
    assert not any(c.isdecimal() for a, b, _ in wordless for c in article.text[a:b])


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_of_a_text_nobody_read_every_digit_is_pending(seed):
    article = read_article(seed.read_text())
    article.dismissed_numbers.all().delete()
    fresh = selectors.article_with_marks(article.pk)
    marks = [(c.start, c.end) for c in article.claims.all()]
    left = [
        (a, b)
        for a, b in tokens(article.text)
        if article.text[a].isdecimal() and not any(s < b and a < e for s, e in marks)
    ]
    pending = selectors.pending_numbers(fresh)
    assert [one.span for one in pending] == left
    assert selectors.coverage(fresh).pending == len(left)


def test_a_step_by_hand_moves_one_number_and_no_other(reviewer):
    article = read_article("Some 42 boats sank. Pier 9 was shut.")
    recutting.add(article, recutting.Stretch(quote="Pier 9"), actor=reviewer)
    after = selectors.coverage(selectors.article_with_marks(article.pk))
    assert (after.claimed, after.dismissed, after.pending) == (2, 0, 0)
