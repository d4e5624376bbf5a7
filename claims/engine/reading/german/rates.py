"""What a German number is per: "pro Tag", "im Monat", "täglich"."""

from __future__ import annotations

from claims.engine.reading.dates import year_value
from claims.engine.reading.german.nouns import is_noun, noun_after
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.measures import unit_after
from claims.engine.reading.mentions import Mention
from claims.engine.reading.tokens import Sentence

_MARKS = frozenset('.;:()"')


def per_tail(s: Sentence, j: int, lex: Lexicon) -> tuple[str, int] | None:
    """(denominator, token after it) of what stands right at token `j`."""
    word, nxt = s.word(j), s.word(j + 1)
    if word in lex.lists["rates.per"] or (word == "/" and s.glued(j)):
        return _after_per(s, j + 1, lex)
    if word in lex.lists["rates.in_the"]:
        k = j + 2 if nxt == "der" else j + 1
        span = lex.pairs["rates.spans"].get(s.word(k))
        if span and not year_value(s.word(k + 1)) and s.word(k + 1) != "zuvor":
            return span, k + 1
        return None
    adverb = lex.pairs["rates.adverbs"].get(word)
    return (adverb, j + 1) if adverb else None


def _after_per(s: Sentence, j: int, lex: Lexicon) -> tuple[str, int] | None:
    if s.word(j)[:1].isdecimal():
        noun = noun_after(s, j + 1, lex)
        if noun is not None:
            return s.spelled(j, noun.last), noun.last
        return s.low[j], j + 1
    found = unit_after(s, j, lex)
    if found is not None and found[0].kind != "money":
        return found[0].name, found[1]
    if s.word(j) == "kopf":
        return "person", j + 1
    return (s.original(j), j + 1) if is_noun(s, j, lex) else None


def take_rate(s: Sentence, m: Mention, j: int, lex: Lexicon) -> None:
    """The denominator after the noun that ends at `j`, or before the number."""
    more = (
        lex.lists["trends.more"] | lex.lists["trends.less"] | lex.lists["rates.taxed"]
    )
    found = per_tail(s, j + (s.word(j) in more), lex)
    if found is None:
        found = _before(s, m, lex)
    if found is None:
        return
    m.per = found[0]
    if found[1] > m.right and found[1] > j:
        m.right = found[1]
    if m.kind == "count":
        m.kind = "rate"


def _before(s: Sentence, m: Mention, lex: Lexicon) -> tuple[str, int] | None:
    """As in "Pro Tag werden 400 Tonnen", "täglich 1.250", "Auf 100.000 Einwohner"."""
    falling = not lex.lists["rates.falls_to"].isdisjoint(s.low)
    for k in range(m.left - 1, max(-1, m.left - 9), -1):
        word = s.low[k]
        if word in _MARKS or word == ",":
            return None
        if word in lex.lists["rates.per"]:
            found = _after_per(s, k + 1, lex)
            return (found[0], 0) if found and found[1] <= m.left else None
        if word in lex.pairs["rates.adverbs"]:
            return lex.pairs["rates.adverbs"][word], 0
        each = s.word(k + 1) in lex.lists["numbers.each"] and falling
        each = each and s.word(k + 2) not in lex.lists["rates.surely"]
        if word == "auf" and (each or s.word(k + 1) in lex.lists["rates.rounds"]):
            found = _after_per(s, k + 1 + each, lex)
            return (found[0], 0) if found and found[1] <= m.left else None
    return None
