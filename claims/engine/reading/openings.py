"""Who a sentence opens with: the subject of "Ann Lee called it a lie, saying ..."."""

from __future__ import annotations

from claims.engine.reading.appositions import with_name
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.nouns import is_plural, is_verb, lemma
from claims.engine.reading.speakernames import (
    PEOPLE,
    PRONOUNS,
    counted_people,
    is_name,
    name_end,
)
from claims.engine.reading.speakers import tidy
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_JOINTS = frozenset({"but", "and", "yet", "so", "then", '"'})
_BODIES = word_list("attribution.bodies")
#: A name with its title has no more words.
_LONGEST = 9


def opening_name(s: Sentence, lex: Lexicon, first: int = 0) -> tuple[int, int] | None:
    """The tokens of the person or body a clause opens with, up to its verb."""
    while s.word(first) in _JOINTS:
        first += 1
    if s.word(first) in PRONOUNS or s.word(first) in lex.words["prepositions"]:
        return None
    end = name_end(s, first, lex)
    last = next((k for k in range(first + 1, end) if _verb(s, k, lex)), end)
    while last > first and s.low[last - 1] in lex.words["adverbs"]:
        last -= 1
    if not 0 < last - first <= _LONGEST or not is_name(s, first, last, lex):
        return None
    return first, last


def _verb(s: Sentence, k: int, lex: Lexicon) -> bool:
    word = s.low[k]
    if word in lex.words["verbs"] or is_verb(s, k, lex) or word in lex.moving:
        return word not in lex.sources or s.word(k - 1) not in {"the", "a", "its"}
    return False


def opening_person(s: Sentence, lex: Lexicon) -> str | None:
    """Somebody a later "he" or "they" can mean: a full name, a title, a body."""
    found = opening_name(s, lex)
    if found is None:
        return None
    first, last = found
    of = next((k for k in range(first, last) if s.low[k] in {"of", "for", "in"}), last)
    head = s.low[of - 1]
    named = of - first > 1 and s.capitalised(of - 1) and s.capitalised(of - 2)
    title = lemma(head, lex) if is_plural(head, lex) else head
    known = title in PEOPLE or head in _BODIES or counted_people(s, first, lex)
    last = with_name(s, first, last)  # the director, Ana Sorel, wants
    return tidy(s.spelled(first, last)) if named or known else None
