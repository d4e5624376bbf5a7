"""All numbers of one German sentence, typed, in order."""

from __future__ import annotations

import itertools

from claims.engine.reading.german.calendar import read_calendar
from claims.engine.reading.german.names import read_identifier, read_label
from claims.engine.reading.german.quantities import read_quantity
from claims.engine.reading.german.sharing import share_units
from claims.engine.reading.german.words import cardinal, number_word
from claims.engine.reading.identifiers import read_address
from claims.engine.reading.idioms import (
    read_enclosed,
    read_idiom,
    read_list_marker,
    read_name,
)
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.qualifiers import bound, qualify
from claims.engine.reading.ranges import join_ranges, mark_changes
from claims.engine.reading.scores import read_score
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.view import ENCLOSED

_LONGEST_CHAIN = 12
_CHAIN_MARKS = frozenset({"-", "/", ",", "und", "."})


def read_mentions(s: Sentence, lex: Lexicon) -> list[Mention]:
    found: list[Mention] = []
    end = 0
    for i, word in enumerate(s.low):
        if i < end or not (
            "0" <= word[0] <= "9"
            or number_word(word) is not None
            or word in lex.glyphs
            or word in lex.roman
            or word in lex.idioms
            or (word in lex.lists["numbers.article"] and _one_counts(s, i, lex))
            or word[0] in ENCLOSED
        ):
            continue
        mention = _chain(s, i) or _denominator(s, i, lex) or _read(s, i, lex)
        if mention is None:
            continue
        if found and mention.first < found[-1].last:
            mention.first = mention.left = found[-1].last
        found.append(mention)
        end = max(mention.last, i + 1)
    for mention in found:
        if mention.is_quantity:
            qualify(s, mention, lex, _refused)
            _behind_itself(s, mention, lex)
    _age_ranges(s, found, lex)
    found = join_ranges(s, found, lex)
    quantities = [m for m in found if m.is_quantity]
    mark_changes(s, quantities, lex)
    _ages_listed(s, quantities)
    share_units(s, quantities, lex)
    for mention in found:
        if mention.is_quantity:
            bound(mention)
    return found


def _behind_itself(s: Sentence, m: Mention, lex: Lexicon) -> None:
    """The bound of "verdoppelte sich nahezu", "verdreifachte sich mehr als"."""
    if m.kind != "multiple" or m.qualifier or s.word(m.right) != "sich":
        return
    if s.word(m.right + 1) in lex.lists["qualifiers.nearly"]:
        m.qualifier, m.right = "nearly", m.right + 2
    elif s.word(m.right + 1) in lex.lists["qualifiers.about"]:
        m.qualifier, m.right = "about", m.right + 2


def _read(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    if s.low[i][0] in ENCLOSED:
        return read_enclosed(s, i)
    named = read_name(s, i, lex) or read_idiom(s, i, lex)
    if named is not None:
        return named
    if s.low[i][0].isdecimal():
        return (
            read_address(s, i, lex)
            or read_identifier(s, i, lex)
            or (None if s.word(i + 1) == "." else read_list_marker(s, i, lex))
            or _labelled_year(s, i, lex)
            or read_calendar(s, i, lex)
            or _score(s, i, lex)
            or read_label(s, i, lex)
            or read_list_marker(s, i, lex)
            or read_quantity(s, i, lex)
        )
    if s.low[i] in lex.roman:
        return read_label(s, i, lex)
    if s.word(i + 1) == "-" and s.glued(i + 1) and s.capitalised(i + 2):
        reason = "part of a compound: nothing is counted"
        return other(i, i + 1, "idiom", reason)  # "Vier-Tage-Woche"
    return (
        read_calendar(s, i, lex)
        or (read_label(s, i, lex) if s.word(i - 1) in lex.labels["prefixes"] else None)
        or read_quantity(s, i, lex)
    )


def _one_counts(s: Sentence, i: int, lex: Lexicon) -> bool:
    behind = s.word(i + 1)
    return behind in lex.units or behind in lex.lists["numbers.out_of"]


def _labelled_year(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """The 2024 of "EM 2024" belongs to the name."""
    word = s.word(i - 1)
    if len(s.low[i]) != 4 or word not in lex.labels["prefixes"] or len(word) < 2:
        return None
    return read_label(s, i, lex) if s.original(i - 1).isupper() else None


def _score(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    second = s.word(i + 2)
    if s.word(i + 1) == "zu" and s.low[i].isdecimal() and second.isdecimal():
        if s.word(i + 3) in lex.unit_starts or s.word(i + 3) in lex.scales:
            return None
        return other(i, i + 3, "score", "a score, vote or odds")
    if s.word(i + 1) == ":" or (
        s.word(i + 1) in {"-", "\u2013"}
        and not lex.labels["sports"].isdisjoint(s.low[max(0, i - 6) : i])
    ):
        return read_score(s, i, lex)
    return None


def _chain(s: Sentence, i: int) -> Mention | None:
    """A hostile or tabular run of figures as one dismissed item."""
    j, numbers = i, 0
    while j < s.size:
        word = s.low[j]
        if "0" <= word[0] <= "9" or cardinal(word) is not None:
            numbers += 1
        elif word not in _CHAIN_MARKS:
            break
        j += 1
        if j - i > 2 and numbers < 2:
            return None
    if numbers <= _LONGEST_CHAIN:
        return None
    while s.low[j - 1] in _CHAIN_MARKS:
        j -= 1
    return other(i, j, "identifier", "a chain of figures, not one number")


def _denominator(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """The 100.000 of "pro 100.000 Einwohner", "auf 100.000 Einwohner kommen"."""
    before = s.word(i - 1)
    if s.low[i][0].isdecimal() and before in lex.lists["rates.per"]:
        said = read_quantity(s, i, lex)
    elif before == "auf" and s.low[i] in lex.lists["rates.rounds"]:
        if lex.lists["rates.falls_to"].isdisjoint(s.low):
            return None
        said = read_quantity(s, i, lex)
    else:
        return None
    if said is None or (said.kind == "money" and before != "pro"):
        return None  # "zu je 60 Euro": each of them
    reason = "the denominator of a rate"
    return other(i, said.last, "label", reason, said.low)


def _age_ranges(s: Sentence, mentions: list[Mention], lex: Lexicon) -> None:
    """The 29 years of "im Alter von 24 bis 29 Jahren" are an age as well."""
    joints = lex.lists["ranges.to"] | lex.lists["ranges.and"]
    for a, b in itertools.pairwise(mentions):
        if a.kind == "count" and b.kind == "age" and s.word(a.last) == "-":
            a.kind, a.unit = b.kind, b.unit  # "die 16- bis 24-Jährigen"
            a.last = a.right = a.last + 1
        gap = s.low[a.last : b.first]
        if a.kind == "age" and b.unit == "year" and len(gap) == 1 and gap[0] in joints:
            b.kind, b.unit = a.kind, a.unit


def _ages_listed(s: Sentence, quantities: list[Mention]) -> None:
    """The 31 and the 58 of "im Alter von 24, 31 und 58 Jahren"."""
    for a, b in itertools.pairwise(quantities):
        bare = b.kind == "count" and not b.unit
        if a.kind != "age" or not (bare or b.unit == "year"):
            continue
        if s.low[a.last : b.first] in ([","], ["und"], [",", "und"]):
            b.kind, b.unit = a.kind, a.unit


def _refused(
    s: Sentence, m: Mention, k: int, width: int, name: str, lex: Lexicon
) -> bool:
    """An "über" or "unter" that is no bound: of a way, of time, of those asked."""
    if s.low[k] == "unter" and width == 1:
        asked = tuple(lex.lists["qualifiers.asked"])
        return s.word(k - 1).endswith(asked)  # "eine Umfrage unter 2.500 Eltern"
    if s.low[k] != "über" or width > 1:
        return False
    if m.kind == "duration":  # "soll über vier Jahre sparen"
        return s.word(k - 1) not in lex.lists["qualifiers.lasting"]
    before = s.low[max(0, k - 6) : k]  # "führt über zwölf Brücken"
    return not lex.lists["nouns.routes"].isdisjoint(before)
