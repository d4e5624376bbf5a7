"""The letter of "7m": a million where something is counted, else a metre."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.measures import SIZES, unit_after
from claims.engine.reading.nouns import is_plural, is_verb
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_JOINTS = frozenset({"and", "to", "or", "-", "\u2013"})
_RACES = word_list("millions.races")
_LEADS = word_list("millions.leads")
_AMOUNTS = word_list("millions.amounts")
_LONG_THINGS = word_list("millions.long_things")
_COUNTING = word_list("millions.counting")
_OF_PEOPLE = word_list("millions.of_people")
_PAYING = word_list("millions.paying")
_SUBJECT = word_list("millions.subject") | {"", ",", "(", '"'}
_CROWD_ACTS = word_list("surroundings.crowd_acts")
_WITHOUT = frozenset({"without", "homeless", "stranded", "jobless"})
_PLURAL = frozenset({"are", "were", "have"})
_REPEATED = frozenset({"daily", "weekly", "monthly", "yearly"})
_SOLD = frozenset({"sold", "bought", "signed", "sued", "insured", "let", "sells"})
_WHOM = frozenset({"whom", "them", "us", "those", "these"})
_FARTHEST = 3  # so many words may describe what is counted: "1.2m young Danish women"


def is_million(s: Sentence, i: int, j: int, lex: Lexicon) -> bool:
    """Whether the "m" at token `j`, glued to the number at token `i`, is a million."""
    if s.original(j) == "M":
        return True
    nxt = s.word(j + 1)
    if s.word(i - 1) in _COUNTING and (nxt in lex.closed or not nxt.isalpha()):
        return True  # "the famine killed 7m across the region"
    if nxt in SIZES or nxt in _RACES:
        return False
    named = s.word(i - 1) in {"a", "an", "the"}  # "the 25m face of the cliff"
    if nxt in _WITHOUT or (nxt in _CROWD_ACTS and not named):
        return True  # "25m face hunger", "leaves 1.1m without power"
    if nxt == "-" and s.glued(j + 1) and not s.word(j + 2)[:1].isdecimal():
        return s.word(j + 2) == "strong" or _measured(s, j + 1, lex)
    if nxt in {"more", "fewer"} and s.word(j + 2)[:1].isalpha():
        return s.word(j + 2) != "than"  # "11.8m more Americans"
    if nxt in lex.codes or nxt in lex.signs or _measured(s, j + 1, lex):
        return True
    if nxt in _JOINTS and s.word(j + 2)[:1].isdecimal() and s.word(j + 3) == "m":
        return (
            s.glued(j + 3)
            and s.word(j + 4) not in _JOINTS
            and is_million(s, j + 2, j + 3, lex)
        )
    if nxt == "of":
        return s.word(j + 2) in _WHOM
    return _counts(s, i, j + 1, lex) or _acted_on(s, i, j, lex)


def _measured(s: Sentence, j: int, lex: Lexicon) -> bool:
    found = unit_after(s, j, lex)
    return found is not None and not found[0].fragile


def _counts(s: Sentence, i: int, j: int, lex: Lexicon) -> bool:
    """A plural follows, at most after what describes it, that is not itself long."""
    if s.word(i - 1) in {"a", "an"}:
        return False
    for k in range(j, j + _FARTHEST):
        word = s.word(k)
        if not word.isalpha() or (word in lex.closed and word not in _REPEATED):
            return False
        if is_plural(word, lex):
            return word not in _LONG_THINGS
        if is_verb(s, k, lex):
            return False
    return False


def _acted_on(s: Sentence, i: int, j: int, lex: Lexicon) -> bool:
    """No noun follows: what stands before tells, or what the number does."""
    before, nxt = s.word(i - 1), s.word(j + 1)
    if before in _SUBJECT and (nxt in _OF_PEOPLE or nxt in _PLURAL):
        return True  # "some 3m voted", "at least 3m are hungry"
    noun = nxt.isalpha() and nxt not in lex.closed
    if noun and nxt not in lex.periods["relative"] and not is_verb(s, j + 1, lex):
        return False
    moved = before != "by" or not lex.moving.isdisjoint(s.words)
    if before in _LEADS and moved and not _AMOUNTS.isdisjoint(s.words):
        return True  # "sales rose to 1.2m": of nothing that is long or high
    behind = s.word(i - 2)
    if before in _PAYING or before in _COUNTING:
        return nxt != "of" and behind not in lex.words["auxiliaries"]
    if before == "for":
        return behind in _PAYING or behind in _SOLD
    return (before, behind) == ("to", "home") or (
        before == "by" and (behind in _OF_PEOPLE or behind in _COUNTING)
    )
