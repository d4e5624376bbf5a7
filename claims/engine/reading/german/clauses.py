"""Where a German clause names what its number is about, and which way it moved."""

from __future__ import annotations

from collections.abc import Iterator

from claims.engine.reading.german.nouns import is_adjective, is_noun, noun_after
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import Noun
from claims.engine.reading.timephrases import Timeframe
from claims.engine.reading.tokens import Sentence

#: No clause is followed further from its number.
_REACH = 40
_COUNTS = frozenset({"count", "rate"})
_LEVELS = frozenset({"percent", "percentage_point"})
_BREAKS = frozenset('.;:()!?"') | {"\u2013", "\u2014"}


def clause(s: Sentence, m: Mention, lex: Lexicon) -> tuple[int, int]:
    """The tokens between the marks around the number."""
    first, last = m.left, m.right
    least, most = max(0, first - _REACH), min(s.size, last + _REACH)
    while first > least and not _parts(s, first - 1, lex):
        first -= 1
    while last < most and not _parts(s, last, lex):
        last += 1
    return first, last


def _parts(s: Sentence, k: int, lex: Lexicon) -> bool:
    word = s.low[k]
    if word == ",":
        return not is_adjective(s, k + 1, lex) or not is_adjective(s, k - 1, lex)
    return word in _BREAKS and not (word == "." and s.glued(k) and k + 1 < s.size)


def subject(
    s: Sentence, m: Mention, lex: Lexicon, times: list[Timeframe]
) -> Noun | None:
    """The subject of the clause: before its verb, or right behind it."""
    first, _ = clause(s, m, lex)
    if (whose := _antecedent(s, first, lex)) is not None:
        return whose
    timed = {k for frame in times for k in range(frame.first, frame.last)}
    k = first
    while k < m.left and (s.low[k] in lex.words["conjunctions"] or k in timed):
        k += 1
    verb = _verb(s, k, m.left, lex, timed)
    opens = s.word(k) in lex.words["prepositions"] or k in timed or k >= verb
    if not opens or (verb >= m.left and k < m.left):
        noun = _phrase(s, k, min(verb, m.left), lex)
        if noun is not None:
            return noun
    if verb < m.left:
        return _phrase(s, verb + 1, m.left, lex)
    if m.kind == "multiple":  # "zugleich verdoppelten sich die Kosten"
        reflexive = s.word(m.right) in lex.words["pronouns"]
        return _phrase(s, m.right + reflexive, s.size, lex)
    return None


def _antecedent(s: Sentence, first: int, lex: Lexicon) -> Noun | None:
    """The "Kosten" of "Kosten, die sich seit 2021 verdoppelt haben"."""
    if s.word(first) not in _RELATIVE or s.word(first - 1) != ",":
        return None
    follows = is_noun(s, first + 1, lex) or is_adjective(s, first + 1, lex)
    follows = follows or s.word(first + 1) in lex.words["auxiliaries"]
    return None if follows else noun_before(s, first - 1, lex)


_RELATIVE = frozenset({"die", "der", "das"})


def _verb(s: Sentence, k: int, end: int, lex: Lexicon, timed: set[int]) -> int:
    """The finite verb between `k` and `end`; `end` when there is none."""
    noun_seen = False
    for j in range(k, end):
        word = s.low[j]
        if is_noun(s, j, lex):
            noun_seen = True
            continue
        if word in lex.words["auxiliaries"] or word in lex.words["verbs"]:
            return j
        if s.capitalised(j) or not word.isalpha() or word in lex.closed or j in timed:
            continue
        moving = word in lex.up or word in lex.down
        if moving or (noun_seen and not _in_phrase(s, j, lex)):
            return j
    return end


def _in_phrase(s: Sentence, j: int, lex: Lexicon) -> bool:
    """A small word that stands between an article or preposition and its noun."""
    if not is_adjective(s, j, lex):
        return False
    before = s.word(j - 1)
    leads = before in lex.words["determiners"] or before in lex.words["prepositions"]
    return leads or _in_phrase(s, j - 1, lex)


def _phrase(s: Sentence, first: int, last: int, lex: Lexicon) -> Noun | None:
    """The noun phrase at `first`, with its genitives and prepositions, up to `last`."""
    while first < last and not (
        s.low[first] in lex.words["determiners"] or is_noun(s, first, lex)
    ):
        if s.low[first] in lex.words["prepositions"]:
            skipped = noun_after(s, first + 1, lex)
            if skipped is None:
                return None
            first = skipped.last
            continue
        first += 1
    found = noun_after(s, first, lex)
    if found is None or found.last > last:
        return None
    counted = _counted(s, found, last, lex)
    if counted is not None:
        return counted
    end = _tail(s, found.last, last, lex)
    return Noun(first, end, found.head)


def _counted(s: Sentence, noun: Noun, last: int, lex: Lexicon) -> Noun | None:
    """The "Anträge" of "die Zahl der Anträge"."""
    if s.low[noun.head] not in lex.lists["nouns.counting"]:
        return None
    if (
        s.word(noun.last)
        not in lex.lists["nouns.genitive"] | lex.lists["numbers.out_of"]
    ):
        return None
    inner = noun_after(s, noun.last + 1, lex)
    return inner if inner is not None and inner.last <= last else None


def _tail(s: Sentence, end: int, last: int, lex: Lexicon) -> int:
    """Over "des Rheins", "für Pflege", "Dax" after a noun."""
    while end < last:
        word = s.low[end]
        leads = word in lex.lists["nouns.genitive"] or word in {
            "für",
            "von",
            "an",
            "aus",
        }
        if leads:
            inner = noun_after(s, end + 1, lex)
            if inner is None or inner.last > last:
                return end
            end = inner.last
        elif is_noun(s, end, lex):
            end += 1
        else:
            return end
    return end


def noun_before(s: Sentence, j: int, lex: Lexicon) -> Noun | None:
    """The noun phrase that ends before token `j`: "ein Schaden" of "ein Schaden von"."""
    if not is_noun(s, j - 1, lex):
        return None
    first = j - 1
    while is_adjective(s, first - 1, lex):
        first -= 1
    if first < j - 1 and is_noun(s, first - 1, lex):
        first += 1  # a verb: "die Behörden verhängten Strafen von"
    elif s.word(first - 1) in lex.words["determiners"]:
        first -= 1
    return Noun(first, j, j - 1)


def over_fillers(s: Sentence, m: Mention, lex: Lexicon) -> int:
    """The token before which "nur", "insgesamt", "weitere" have been left out."""
    left = m.left
    while left > max(0, m.left - 3) and s.low[left - 1] not in {"von", "um", "auf"}:
        if lex.left.table.get(s.low[left - 1]) != "exact":
            break
        left -= 1
    return left


def trend_of(s: Sentence, m: Mention, lex: Lexicon) -> str | None:
    """Up or down, said by a verb before or behind, or by "mehr" after a share."""
    first, last = clause(s, m, lex)
    for k in range(m.right, min(m.right + 2, last)):
        if s.low[k] in lex.lists["trends.more"]:
            return "up"
        if s.low[k] in lex.lists["trends.less"]:
            return "down"
    if m.kind in _LEVELS and s.low[m.first] == "-":
        return "down"  # "Strom (-2 Prozent)"
    if m.kind in _LEVELS and s.word(m.first - 1) == "+" and s.glued(m.first):
        return "up"
    level = level_of(s, m, lex)
    if level is not None or not _moves(s, m, lex):
        return level
    words = s.low[first:last]
    pairs = f"{' '.join(words)} "
    for way, name in (("up", "trends.up_pairs"), ("down", "trends.down_pairs")):
        for pair in lex.lists[name]:
            verb, _, prefix = pair.partition("+")
            ends = pairs.endswith(f" {prefix} ") or f" {prefix} und " in pairs
            if verb in words and ends:
                return way
    for k in (*_back(s, m, first, lex), *range(m.right, last)):
        word = s.low[k]
        named = s.capitalised(k) and s.word(k + 1) == "von"  # "ein Minus von"
        compared = word in lex.lists["trends.more"] or word in lex.lists["trends.less"]
        if compared and not named:
            continue
        if word in lex.lists["trends.won"] and m.kind in _COUNTS:
            continue  # "gewann elf Spiele"
        if word in lex.up:
            return "up"
        if word in lex.down:
            return "down"
    return None


def level_of(s: Sentence, m: Mention, lex: Lexicon) -> str | None:
    """Up or down where the number is a distance: "lag 4 Prozent unter dem Vorjahr"."""
    if m.kind not in _LEVELS or s.word(m.right + 1) not in lex.words["determiners"]:
        return None
    if lex.lists["trends.lies"].isdisjoint(s.low):
        return None
    for way in ("up", "down"):
        if s.word(m.right) in lex.lists[f"trends.level_{way}"]:
            return way
    return None


def _back(s: Sentence, m: Mention, first: int, lex: Lexicon) -> Iterator[int]:
    """From the number to the verb of its own: "verlor 4 Punkte und kam auf 22"."""
    for k in range(m.left - 1, first - 1, -1):
        word = s.low[k]
        moving = word in lex.up or word in lex.down
        if word in lex.words["verbs"] and not moving:
            return
        yield k


def _moves(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """The number is a step ("um 5 Prozent") or a level ("auf 5", "von 5 auf 6")."""
    if m.role:
        return True
    k = over_fillers(s, m, lex) - 1
    before = s.word(k)
    if before == "von" and is_noun(s, k - 1, lex):  # "eine Rente von 1.000 Euro"
        return s.low[k - 1] in lex.up or s.low[k - 1] in lex.down
    steps = {"um", "auf", "von"}
    if before in steps or s.low[m.left] in steps:
        return True
    bodily = m.kind in {"measure", "duration", "temperature", "age"}
    return not bodily and (before in lex.up or before in lex.down)
