"""What a German number is about where no noun stands at it: what the clause or the number
beside it names."""

from __future__ import annotations

from claims.engine.reading.german.clauses import noun_before, over_fillers, subject
from claims.engine.reading.german.nouns import is_adjective, is_noun, lemma, noun_after
from claims.engine.reading.german.speakers import estimator
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import Noun, text_of
from claims.engine.reading.timephrases import Timeframe
from claims.engine.reading.tokens import Sentence

_PARTS = frozenset({"percent", "fraction", "percentage_point", "multiple"})
_COUNTS = frozenset({"count", "rate"})
#: Tokens of ", in der Stadt bei", and one more.
_PLACED = 6


def clause_thing(
    s: Sentence,
    m: Mention,
    lex: Lexicon,
    times: list[Timeframe],
    mentions: list[Mention],
) -> str | None:
    same = _compared(s, m, lex, mentions) or _alike(s, m, lex, mentions)
    if same is not None:
        return same
    noun: Noun | None = None
    left = over_fillers(s, m, lex)
    real = _instead_of(s, left, m, lex, mentions)
    if real is not None:
        return clause_thing(s, real, lex, times, mentions)
    if s.word(left - 1) in lex.lists["numbers.out_of"] and m.role != "from":
        noun = _measured_by(s, left - 1, lex)
    elif s.word(left - 1) == ":":
        noun = noun_before(s, left - 1, lex)  # "Stückpreis: 140 Millionen Dollar"
    elif s.word(left - 1) in lex.lists["ranges.between"]:
        noun = _object_before(s, left - 1, lex, times, led=True)
    elif s.word(left - 1) == "um" or (not m.role and s.word(left - 1) == "auf"):
        noun = _object_before(s, left - 1, lex, times)
        if noun is not None and noun.first and estimator(s, noun.first - 1, lex):
            noun = None  # "Die Kosten beziffert der Hof auf 5"
    elif m.role:  # "den Lohn (im Mai) von 12 auf 15 Euro"
        began = m if m.role == "from" else mentions[mentions.index(m) - 1]
        end = over_fillers(s, began, lex) - 1
        end = next((frame.first for frame in times if frame.last == end), end)
        noun = _object_before(s, end, lex, times)
    if noun is None:
        noun = subject(s, m, lex, times)
    if noun is None or _numbered(noun, m, mentions):
        return None
    return text_of(s, noun)


def _instead_of(
    s: Sentence, left: int, m: Mention, lex: Lexicon, mentions: list[Mention]
) -> Mention | None:
    """The 9,8 of "statt der geplanten 4,2 soll es nun 9,8 Millionen kosten"."""
    while s.word(left - 1) in lex.words["determiners"] or is_adjective(
        s, left - 1, lex
    ):
        left -= 1
    if s.word(left - 1) not in lex.lists["sharing.instead_of"]:
        return None
    after = (o for o in mentions if o.first > m.first and o.is_quantity)
    real = next(after, None)
    return real if real is not None and real.kind == m.kind else None


def _compared(
    s: Sentence, m: Mention, lex: Lexicon, mentions: list[Mention]
) -> str | None:
    """As in "40 Tonnen, 5 Prozent mehr als im Mai", "8 Meter, 20 Zentimeter höher": of the
    number before the comma."""
    more = lex.lists["trends.more"] | lex.lists["trends.less"]
    if s.word(m.left - 1) != "," or s.word(m.right) not in more:
        return None
    before = [o for o in mentions if o.first < m.first and o.is_quantity]
    if m.kind not in _PARTS and (not before or before[-1].kind != m.kind):
        return None
    near = before and "," not in s.low[before[-1].right : m.left - 1]
    return before[-1].thing if near else None


def _alike(
    s: Sentence, m: Mention, lex: Lexicon, mentions: list[Mention]
) -> str | None:
    """As in "in Bayern bei 3 Prozent, in Bremen bei 10", "im Mai waren es noch 3", and, of
    whatever kind, "das sind 11 Tonnen", "ein Plus von 2 Prozent"."""
    before = [o for o in mentions if o.first < m.first and o.is_quantity]
    if not before:
        return None
    previous = before[-1]
    gap = s.low[previous.right : over_fillers(s, m, lex)]
    if _told_again(gap[-4:], lex):
        return previous.thing
    if previous.kind != m.kind:
        return None
    told = gap[-2:] == [",", "nach"] or "es" in gap[-2:]
    placed = gap[:2] == [",", "in"] and len(gap) < _PLACED
    alike = (gap[-1:] == ["bei"]) == (s.word(previous.left - 1) == "bei")
    if told or (placed and alike) or _said_to_be(s, m, lex):
        return previous.thing
    return None


def _measured_by(s: Sentence, j: int, lex: Lexicon) -> Noun | None:
    """The "Schaden" of "ein Schaden von", the "Strafen" of "Strafen in Höhe von"."""
    noun = noun_before(s, j, lex)
    if noun is None:
        return None
    if s.low[noun.head] in lex.lists["nouns.empty"] and s.word(noun.first - 1) == "in":
        return noun_before(s, noun.first - 1, lex) or noun
    return noun


def _told_again(lead: list[str], lex: Lexicon) -> bool:
    """Whether ", das sind" or ", ein Plus von" leads to the number."""
    if lead[-3:-1] == [",", "das"]:
        return lead[-1] in lex.words["auxiliaries"]
    if len(lead) < 4 or lead[0] != "," or lead[3] != "von":
        return False
    return lead[1] in lex.lists["numbers.article"] and (
        lead[2] in lex.up or lead[2] in lex.down
    )


def _object_before(
    s: Sentence, j: int, lex: Lexicon, times: list[Timeframe], *, led: bool = False
) -> Noun | None:
    """The "den Zins" of "senkte den Zins um": with an article, and after no preposition
    unless it may be `led` by one, as "mit einem Umsatz zwischen"."""
    noun = noun_before(s, j, lex)
    if noun is None:
        return None
    if s.low[noun.first] not in lex.words["determiners"]:
        moved = s.word(noun.first - 1) in lex.moving  # "erhöhen Preis um"
        return noun if moved and noun.first == noun.head else None
    before = s.word(noun.first - 1)
    timed = any(frame.first < j <= frame.last for frame in times)
    owned = s.low[noun.first] in lex.lists["nouns.genitive"] and is_noun(
        s, noun.first - 1, lex
    )
    if timed or owned or not before:
        return None
    if before in lex.words["prepositions"] and not led:
        return None
    return noun


def _said_to_be(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """As in "die Veranstalter sprachen von 4.000", "Beobachter gehen von 110 aus"."""
    if s.word(m.left - 1) != "von":
        return False
    of_number, assuming = (
        lex.lists[f"attribution.{name}"] for name in ("of_number", "assuming")
    )
    before = s.low[: m.left]
    return not of_number.isdisjoint(before) or (
        s.word(m.right) == "aus" and not assuming.isdisjoint(before)
    )


def _said_once(
    s: Sentence, m: Mention, lex: Lexicon, mentions: list[Mention]
) -> Noun | None:
    """The noun behind the next number, of "statt 15 kamen 9 Boote", "laut Polizei 12.000,
    laut Veranstaltern 30.000 Menschen"."""
    after = next((o for o in mentions if o.first > m.first and o.is_quantity), None)
    if after is None or after.kind not in _COUNTS:
        return None
    gap = s.low[m.right : after.left]
    instead = s.word(m.left - 1) in lex.lists["sharing.instead_of"] and "," not in gap
    accords = lex.lists["attribution.according"]
    if not instead and (gap[:1] != [","] or accords.isdisjoint(gap[1:2])):
        return None
    return noun_after(s, after.right, lex)


def _numbered(noun: Noun, m: Mention, mentions: list[Mention]) -> bool:
    return any(
        o is not m and o.is_quantity and o.first < noun.last and noun.first < o.last
        for o in mentions
    )


def from_subject(
    s: Sentence,
    m: Mention,
    lex: Lexicon,
    times: list[Timeframe],
    mentions: list[Mention],
) -> str | None:
    """A number without a noun counts what the one before it, or the subject, counts."""
    previous = [o for o in mentions if o.first < m.first and o.unit]
    if m.role == "from":
        noun = next(
            (noun_after(s, o.right, lex) for o in mentions if o.role == "to"), None
        )
        if noun is not None:
            m.unit = lemma(s, noun.head, lex)
            return text_of(s, noun)
    counts = [o for o in previous if o.kind in _COUNTS]
    if counts and _said_to_be(s, m, lex):
        m.unit = counts[-1].unit
        return counts[-1].thing
    if not counts:
        noun = _said_once(s, m, lex, mentions)
        if noun is not None:
            m.unit = lemma(s, noun.head, lex)
            return text_of(s, noun)
    noun = subject(s, m, lex, times)
    if counts and noun is not None and s.low[noun.head] in lex.lists["nouns.aimed"]:
        m.unit = counts[-1].unit  # "das Ziel liegt bei 203.000"
        return counts[-1].thing
    if noun is not None and not _numbered(noun, m, mentions):
        moved = s.word(m.left - 1) in {"auf", "bei", "um", "von"}
        if moved:
            m.unit = lemma(s, noun.head, lex)
        if moved or not previous:
            return text_of(s, noun)
    if counts and m.right < s.size:
        m.unit = counts[-1].unit
        return counts[-1].thing  # "19 Menschen starben, 43 wurden verletzt"
    return None
