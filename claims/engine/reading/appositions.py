"""Names with what is said of them: "Its secretary, Lena Voss, who is 40, said"."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.nouns import is_verb
from claims.engine.reading.speakernames import (
    NAME_STOPS,
    PEOPLE,
    PRONOUNS,
    is_name,
    name_start,
)
from claims.engine.reading.speakers import Speaker, add
from claims.engine.reading.speechverbs import clause_end
from claims.engine.reading.tokens import Sentence

_RELATIVES = frozenset({"which", "who", "whose", "whom"})


_MOST_COMMAS = 5
_LONGEST = 18
_JOINTS = frozenset({"and", "but", "or", '"'})


def acts(s: Sentence, k: int, lex: Lexicon) -> bool:
    """A verb of the clause: the "was" of ", said turnout was 5"."""
    return s.word(k) in lex.words["auxiliaries"] or (k < s.size and is_verb(s, k, lex))


def with_name(s: Sentence, first: int, last: int) -> int:
    """The end of "its treasurer, Lena Voss", where the title ends at `last`."""
    titled = s.word(last) == "," and s.low[last - 1] in PEOPLE
    if not titled or not s.capitalised(last + 1) or s.capitalised(last - 1):
        return last
    k = last + 1
    while s.capitalised(k) or s.word(k) in {"de", "van", "von", "-"}:
        k += 1
    return k if s.word(k) in {",", ".", ""} else last


def after_apposition(
    s: Sentence,
    i: int,
    j: int,
    lex: Lexicon,
    found: list[Speaker],
    last_number: int,
    *,
    commented: bool,
) -> None:
    """'The defence minister, Ion Popa, said 40 ...': the name with its title."""
    if opens_with_name(s, i, lex) and s.low[:i].count(",") > 2:
        add(s, found, 0, s.low.index(","), i, s.size)
        return
    first = j - 1
    while first > 0 and j - first < _LONGEST and s.low[first - 1] not in NAME_STOPS:
        first -= 1
    if s.word(first - 1) == ",":
        start = name_start(s, first - 1, lex)
        if s.word(start - 1) in _RELATIVES and s.word(start - 2) != ",":
            first, start = start, name_start(s, start - 1, lex)
        if start < first - 1 and s.low[start] not in PRONOUNS:
            after_quote = '"' in {s.word(start - 1), s.word(start - 2)}
            end = clause_end(s, i)
            closed = end < s.size and not any(w[0].isdecimal() for w in s.low[i:end])
            before = last_number < start or after_quote or closed
            scope = (0, start) if before else (i, s.size)
            if s.word(start - 1) == "," and commented:
                scope = (0, s.size)  # "..., the chair, Ann Lee, told MPs, adding ..."
            bare = _adds_no_name(s, first, lex) or _counting(s, first, j, lex)
            bare = bare or not _RELATIVES.isdisjoint(s.low[first:j])
            add(s, found, start, first - 1 if bare else j - 1, *scope)


def _adds_no_name(s: Sentence, k: int, lex: Lexicon) -> bool:
    """What stands between the commas is no title: "who", "however", "in its report"."""
    word = s.low[k]
    if (
        word in _RELATIVES
        or word in lex.words["prepositions"]
        or word.endswith(("ed", "ing"))
    ):
        return True
    return word in lex.words["adverbs"]


def _counting(s: Sentence, first: int, last: int, lex: Lexicon) -> bool:
    """A number in the apposition: "Nord, the biggest of six operators, said"."""
    return any(w[0].isdecimal() or w in lex.cardinals for w in s.low[first:last])


def opens_with_name(s: Sentence, i: int, lex: Lexicon) -> bool:
    """ "Her deputy, Tom Brodie, said the plan ...": a name and what is said of it."""
    commas = [k for k in range(i) if s.low[k] == ","]
    if not 2 <= len(commas) <= _MOST_COMMAS or '"' in s.low[:i]:
        return False
    comma = commas[0]
    if len(commas) > 2:
        if s.low[0] in lex.words["prepositions"] or not is_name(s, 0, comma, lex):
            return False
        if any(
            w[0].isdecimal() or acts(s, k, lex) for k, w in enumerate(s.low[:comma])
        ):
            return False
        asides = [k + 1 for k in commas[:-1]]
        return not any(acts(s, k, lex) or s.low[k] in _JOINTS for k in asides)
    aged = s.word(comma + 1).isdecimal() and comma + 2 == i - 1  # "Ion Popa, 38, said"
    told = s.low[: comma if aged or s.low[comma + 1] in _RELATIVES else i - 1]
    return not any(w[0].isdecimal() or w in lex.words["verbs"] for w in told)
