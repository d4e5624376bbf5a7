"""Whether a reporting verb speaks where it stands, and how far what it says goes."""

from __future__ import annotations

from itertools import pairwise

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.speakernames import PRONOUNS
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

PARTICLES = dict(pair.split("=") for pair in word_list("attribution.particles"))
_SHARES = frozenset({"%", "percent", "per", "third", "half", "quarter"})
_ADDS = frozenset(
    [
        "posted",
        "adds",
        "added",
        "add",
        "admitted",
        "admits",
        "admit",
        "concede",
        "concedes",
        "conceded",
    ]
)
_NOUNS = frozenset({"forecast", "forecasts", "estimate", "estimates"})
_DIFFERING = frozenset({"run", "ran", "range", "ranged", "vary", "varied", "differ"})
_BEHIND_NOUN = frozenset({"to", "of", "from", "by"})
_PUTS = frozenset({"put", "puts"})
_PUT_AT = frozenset({"at", "closer", "nearer", "as", ":"})
_PUT_IT = frozenset({"it", "this"})


def no_speech(s: Sentence, i: int, lex: Lexicon) -> bool:
    """Astronomers who found a planet, a ward that admitted 40, rain that put 40 at risk."""
    word, following = s.low[i], s.word(i + 1)
    number = (
        following[:1].isdecimal() or following in lex.triggers or following in lex.signs
    )
    if word in lex.sources and following in lex.reporting:
        return True  # "the bank's flash estimate showed"
    if word in _NOUNS and (following in _BEHIND_NOUN or following in _DIFFERING):
        return True  # "raised its profit forecast to"
    if word in _ADDS:
        return number
    if word in _TAKING and number:
        return not _LIVES.isdisjoint(
            s.low[i + 2 : i + 6]
        )  # "the flood claimed 83 lives"
    if word.endswith("s") and (
        following in lex.words["auxiliaries"]
        or (following in lex.moving and s.word(i + 2) != "of")
    ):
        return True  # "Heat records tumbled", "Crime reports have risen"
    if word in _PUTS:
        return number or not _put_at(s, i)
    if word not in {"found", "find"}:
        return False
    told = any(w in lex.sources for w in s.low[:i]) or not _SHARES.isdisjoint(s.words)
    return (number or following in {"a", "an"}) and not told


_TAKING = frozenset({"claimed", "claims", "claiming"})
_LIVES = frozenset({"lives", "victims", "casualties"})


def _put_at(s: Sentence, i: int) -> bool:
    """As in "puts it at 5", "put the Greens on 12%"."""
    said = s.low[i + 1 : i + 14]
    if said[:1] == ["in"]:
        return False  # "put in $40 million"
    return (
        not _PUT_IT.isdisjoint(said[:2])
        or not _PUT_AT.isdisjoint(said)
        or any(
            word == "on" and number[:1].isdecimal() for word, number in pairwise(said)
        )
    )


def complete(s: Sentence, i: int) -> bool:
    """A verb that speaks only with its particle has it: "points out", "spoke of"."""
    particle = PARTICLES.get(s.low[i])
    return particle is None or s.word(i + 1) == particle


def names_next(s: Sentence, i: int, lex: Lexicon) -> bool:
    """'..., said X': a name follows the verb, not what is said."""
    word = s.word(i + 1)
    named = word[:1].isalpha() and word not in lex.triggers
    named = named and word not in lex.words["prepositions"]
    return named and word != "that" and word not in PRONOUNS


def clause_end(s: Sentence, j: int) -> int:
    """What somebody says within a quotation ends with it."""
    quoted = s.low[:j].count('"') % 2 == 1
    for k in range(j, s.size):
        if s.low[k] == ";" or (quoted and s.low[k] == '"'):
            return k
    return s.size


def clause_start(s: Sentence, j: int) -> int:
    for k in range(j - 1, -1, -1):
        if s.low[k] == ";":
            return k
    return 0
