"""What a clause is about: its subject."""

from __future__ import annotations

from functools import cache

from claims.engine.reading.clauseverbs import (
    BREAKS,
    PLURALS,
    is_noun,
    over_verbs,
    verb_before,
)
from claims.engine.reading.labelled import before_colon
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.nouns import (
    NOUNS_IN_LY,
    Noun,
    is_plural,
    is_verb,
    noun_after,
    noun_before,
    past,
)
from claims.engine.reading.timephrases import Timeframe
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_PARTICIPLES = word_list("timeframes.participles")
_RANKS = word_list("timeframes.superlatives")
_COUNT_HEADS = word_list("subjects.count_heads")


def subject_before(
    s: Sentence, k: int, lex: Lexicon, times: list[Timeframe], depth: int = 2
) -> Noun | None:
    """The subject of the clause that token `k` closes: "Casualties were ... at 5"."""
    if s.word(k - 1) in _ahead() and (alone := _without_verb(s, k, lex)) is not None:
        return alone
    if "with" in s.words and (attending := _attending(s, k, lex)) is not None:
        return attending
    lead = k - 2 - (s.word(k - 2) in lex.words["adverbs"])
    if s.word(k - 1) == "at" and s.word(lead) == ",":  # "its price, now at 5, is"
        verb: int | None = lead
    else:
        verb = k if s.word(k).endswith("ed") else verb_before(s, k, lex)
    if verb is None:
        return None
    told = verb < k and (s.low[verb] in lex.strong or s.low[verb] in _FORETOLD)
    if told and s.word(verb - 1) not in lex.words["auxiliaries"]:
        return None  # "aid workers say, 800 tonnes": they are not what is measured
    if s.word(verb + 1) == "that":
        return None  # "a study found that 1 percent own": the number is the subject
    if s.word(verb - 1) in _RANKS and s.word(verb - 3) == "," and depth:
        return subject_before(s, verb - 3, lex, times, 0)  # ", the biggest rise in"
    share = _share_before(s, verb, lex)
    if share is not None:
        return share
    j = over_verbs(s, verb - 1, lex)
    moving = s.low[verb].endswith("ing") and s.low[verb] in lex.moving
    if moving and depth and s.word(j) in _AFTER and s.word(j - 1) == ",":
        return subject_before(s, j - 1, lex, times, 0)  # "Sales rose, after falling 8%"
    goes_on = s.low[verb] in _MOVED or (s.low[verb].endswith("ing") and j > 1)
    goes_on = goes_on or (past(s.low[verb], lex) and _over_aside(s, j) == j)
    if s.word(j) == "," and depth and j == verb - 1 and goes_on:
        clause = subject_before(s, j, lex, times, 0)  # "Sales slipped again, down 5"
        if clause is None and s.low[verb] in _MOVED and verb_before(s, j, lex) is None:
            first, last = _phrase(s, j - 1, lex, times)  # "Oil prices, up 5, have"
            return trim(s, first, last, lex) if first == 0 else None
        return clause
    if s.word(j) == ":" and (label := before_colon(s, j, lex)) is not None:
        return label  # "Interest rates: held at 5%"
    j = _over_aside(s, j - (s.word(j) == '"'))
    timed = any(frame.first <= j < frame.last for frame in times)
    if s.word(j) in {"and", "but"} and depth and not timed:
        return subject_before(s, j, lex, times, depth - 1)  # "takes 5 days and costs"
    timed_out = next((f.first - 1 for f in times if f.first < j < f.last), j)
    if s.word(timed_out) in {"which", "who"}:
        j = timed_out  # "temperatures, which last year were"
    before = _over_relative(s, j, lex)
    if before < j and before > 0 and _within_clause(s, before, lex, times):
        return noun_before(s, before + 1, lex)
    j = before
    if s.word(j) == "," and j == verb - 1 and s.low[verb] in _PARTICIPLES:
        first, last = _phrase(s, j - 1, lex, times)  # "The bridge, built for 4, ..."
        return trim(s, first, last, lex) if first == 0 else None
    if s.word(j) in {"it", "they"} and s.word(j - 1) == ":" and depth:
        return subject_before(s, j - 1, lex, times, 0)  # "Output is flat: it grew 1%"
    first, last = _phrase(s, j, lex, times)
    if first < last and s.low[first] == "by":  # "is put by insurers at 5"
        j = over_verbs(s, first - 1, lex)
        first, last = _phrase(s, j, lex, times)
    elif first < last and (who := _of_relative(s, first, lex)):
        j = who - 1 - (s.word(who - 1) == ",")
        first, last = _phrase(s, j, lex, times)
    if first >= last:
        return None
    joined = s.word(first - 1) == "," and s.low[first].endswith("ing")
    if joined and s.word(first + 1) in lex.words["determiners"]:
        return None  # "..., missing the forecast of 40"
    return trim(s, first, last, lex)


def _attending(s: Sentence, k: int, lex: Lexicon) -> Noun | None:
    """The drivers of "the queue grew, with drivers waiting an average of 9 hours"."""
    told = 0
    for j in range(k - 1, max(0, k - _ATTENDED), -1):
        word = s.low[j]
        if word == "with" and s.low[j - 1] == "," and told > j + 1:
            return trim(s, j + 1, told, lex)
        if not word[0].isalpha() or word in BREAKS or word in lex.words["auxiliaries"]:
            return None
        if word.endswith(("ing", "ed")) and word not in lex.words["prepositions"]:
            told = j
    return None


_ATTENDED = 12


@cache
def _ahead() -> frozenset[str]:
    """What stands before the number where the verb is left out."""
    return word_list("subjects.approximate") | {"to", "for", "by", "at"}


def _without_verb(s: Sentence, k: int, lex: Lexicon) -> Noun | None:
    """The coal of "gas came to 17 percent and coal to 25": the verb is left out."""
    while s.word(k - 1) in lex.lists["subjects.approximate"]:
        k -= 1
    lead = s.word(k - 1)
    if lead not in {"to", "for", "by", "at"}:
        return None
    for a in range(k - 3, max(0, k - 8), -1):
        if s.low[a] == "and":
            led = any(
                s.low[b] == lead and s.low[b + 1][:1].isdecimal() for b in range(a - 1)
            )
            return trim(s, a + 1, k - 1, lex) if led else None
        word = s.low[a + 1]
        if not word[0].isalpha() or is_verb(s, a + 1, lex) or word in lex.moving:
            return None
        if word in lex.words["auxiliaries"] or word in lex.words["prepositions"]:
            return None
    return None


_DASHES = frozenset({"\u2013", "\u2014"})
_AFTER = frozenset({"after", "before", "despite"})
_MOVED = frozenset({"up", "down"})
_FORETOLD = frozenset({"expected", "forecast", "projected"})
_RELATIVE = frozenset({"that", "which", "who"})


def _of_relative(s: Sentence, first: int, lex: Lexicon) -> int:
    """The pronoun whose clause the phrase ends: "that protects the ice"; else 0."""
    for k in (first - 1, first - 2):
        opens = k > 0 and s.low[k - 1] not in lex.words["prepositions"]
        if opens and s.low[k] in _RELATIVE and _verb(s, k + 1, lex):
            return k
    return 0


def _verb(s: Sentence, k: int, lex: Lexicon) -> bool:
    """The "grows" of "a worm that grows on seeps can live"."""
    word = s.low[k]
    following = s.word(k + 1)
    governs = (
        following in lex.words["prepositions"] or following in lex.words["determiners"]
    )
    return (
        is_verb(s, k, lex)
        or word in lex.up
        or word in lex.down
        or (governs and (word.endswith("s") or s.word(k - 1) == "who"))
    )


def _within_clause(s: Sentence, j: int, lex: Lexicon, times: list[Timeframe]) -> bool:
    """The antecedent of "which" is no subject: "58% of the costs, which were 40"."""
    first, last = _phrase(s, j, lex, times)
    return any(word[0].isdecimal() for word in s.low[first:last]) or (
        first > 0 and s.low[first - 1] not in {",", ";", "that", "and", '"'}
    )


def _over_relative(s: Sentence, j: int, lex: Lexicon) -> int:
    """The token before "which" in "inflation, which (she said) had peaked"."""
    if s.word(j - 1) in _RELATIVE and s.low[j] in lex.words["pronouns"]:
        j -= 1
    if s.word(j) in {"which", "who"} and j > 0:
        return j - 1 - (s.low[j - 1] == ",")
    if s.word(j) == "that" and j > 1 and s.low[j - 2] in {"a", "an"}:
        return j - 1  # "on a turnover that grew 4 percent"
    if s.word(j) == "that" and j > 1 and s.low[j - 1].isalpha():
        named = s.low[j - 1] not in lex.closed and not is_verb(s, j - 1, lex)
        if named and not _ARTICLES.isdisjoint(s.low[max(0, j - 6) : j - 1]):
            return j - 1  # "A kilo of rice that cost 90 cents"
    return j


def _over_aside(s: Sentence, j: int) -> int:
    """The token before "..., the chocolate maker," when `j` is its closing comma."""
    if s.word(j) in _DASHES:
        opened = (k for k in range(j - 1, max(0, j - 16), -1) if s.low[k] == s.low[j])
        return next(opened, j + 1) - 1
    if s.word(j) != ",":
        return j
    for k in range(j - 1, max(-1, j - 12), -1):
        if s.low[k] == ",":
            aged = k > 2 and s.low[k - 1].isdecimal() and s.low[k - 2] == ","
            return k - 1 - 2 * aged if k > 0 else j  # "Ann Lee, 34, who teaches,"
        if s.low[k] in BREAKS:
            return j
    return j


def _phrase(
    s: Sentence, j: int, lex: Lexicon, times: list[Timeframe]
) -> tuple[int, int]:
    """The noun phrase that ends with token `j`, without the times at its ends."""
    for frame in times:
        if frame.first <= j < frame.last and frame.first > 0:
            j = frame.first - 1
    first = _phrase_start(s, j, lex)
    for frame in times:
        if frame.first <= first < frame.last:
            first = frame.last
    return first, j + 1


_SHARES = frozenset({"share", "proportion", "percentage"})


def _share_before(s: Sentence, verb: int, lex: Lexicon) -> Noun | None:
    """As in "The share of adults who smoke every day has fallen to ..."."""
    if _SHARES.isdisjoint(s.words):
        return None
    for k in range(verb - 2, max(-1, verb - 16), -1):
        if s.low[k] in BREAKS or s.low[k] == ",":
            return None
        if s.low[k] in _SHARES and s.low[k + 1] == "of":
            while s.low[verb - 1] in lex.words["auxiliaries"]:
                verb -= 1  # "has fallen"
            return Noun(k, verb, k)
    return None


def _phrase_start(s: Sentence, j: int, lex: Lexicon) -> int:
    words = lex.words
    first = j + 1
    for k in range(j, max(-1, j - 16), -1):
        word = s.low[k]
        if word == "and" and k < j and _joined(s, k, lex):
            continue
        if (
            word in BREAKS
            or word == ","
            or word in words["auxiliaries"]
            or word in _OPENERS
            or (
                is_verb(s, k, lex)
                and not (is_noun(s, k, lex) or _many(s, k) or _reduced(s, k, lex))
                and k < j
            )
            or (word in lex.strong and k < j)
            or (k < j and _acts(s, k, lex))
            or (word in words["pronouns"] and s.word(k + 1) != "-")
        ):
            break
        first = k
    return first


def _joined(s: Sentence, k: int, lex: Lexicon) -> bool:
    """The "and" of "Prices of eggs and chicken", of "Oil and gas"."""
    if s.low[k] != "and" or k < 1 or not s.low[k - 1].isalpha():
        return False
    if s.low[k - 1] in lex.closed or is_verb(s, k - 1, lex):
        return False
    return k == 1 or s.low[k - 2] == "of"


_WHOEVER = frozenset({"anyone", "someone", "everyone", "those", "anybody", "nobody"})
_OPENERS = frozenset({"that", "but", "or", "which", "who", "whose", "while", "and"})
_OPENERS |= {"because", "although", "though", "unless", "where"}


def _acts(s: Sentence, k: int, lex: Lexicon) -> bool:
    """The "claim" of "Critics claim the plan has": no noun is followed by an article."""
    return s.word(k + 1) in _ARTICLES and s.low[k] in lex.words["base_forms"]


_ARTICLES = frozenset({"the", "a", "an"})


def _many(s: Sentence, k: int) -> bool:
    """The costs of "Labour costs in the bloc"."""
    return s.low[k] in PLURALS and s.word(k + 1) in _BEHIND


def _reduced(s: Sentence, k: int, lex: Lexicon) -> bool:
    """The "counted" of "rough sleepers counted on one night were": of the noun."""
    given = s.low[k] == "given" and s.word(k + 1) in lex.words["determiners"]
    ends = given or (s.low[k].endswith("ed") and s.word(k + 1) in _BEHIND)
    return ends and k > 0 and is_plural(s.low[k - 1], lex)


_BEHIND = frozenset({"in", "of", "for", "at", "on", "to", "by", "from", "among"})


def _counted(s: Sentence, k: int, last: int, lex: Lexicon) -> Noun | None:
    """The X of "the number of X", which ends with the phrase: not "X stands"."""
    found = noun_after(s, k + 1, lex, plural=False)
    if found is None or found.first >= last:
        return None
    if found.last > last:
        found = found._replace(last=last, head=last - 1)
    one = s.low[k] == "toll" and not is_plural(s.low[found.head], lex)
    return None if one else found  # "the toll of the quake" counts no quakes


def trim(s: Sentence, first: int, last: int, lex: Lexicon) -> Noun | None:
    """Drop a leading prepositional phrase; prefer X in "the number of X"."""
    words = lex.words
    for k in range(first, last - 1):
        if s.low[k] in _COUNT_HEADS and s.low[k + 1] == "of":
            counted = _counted(s, k, last, lex)
            if counted is not None:
                return counted
    while first < last and s.low[first] in words["prepositions"]:
        among = s.low[first] in {"among", "amongst", "across"}
        nxt = first + 1 + among  # "among the poorest families the share is"
        while nxt < last and s.low[nxt] not in {"the", "a"}:
            nxt += 1
        if nxt < last and s.low[nxt - 1] in words["prepositions"]:
            nxt = last
        if nxt >= last or nxt == first + 1:
            first += 1
        else:
            first = nxt
    while first < last and s.low[first] in lex.closed and s.word(first + 1) != "-":
        if s.low[first] == "those" and first + 1 < last:
            break  # "those arrested were released"
        first += 1  # not over the "one" of "a one-way ticket"
    while (
        last - first > 1
        and s.low[last - 1].endswith("ly")
        and not s.capitalised(last - 1)
        and s.low[last - 1] not in NOUNS_IN_LY
    ):
        last -= 1  # "orders unexpectedly fell"
    if (
        s.low[first].endswith("ing")
        and s.word(first + 1) in _ARTICLES
        and first + 2 < last
    ):
        first += 2  # "letting the debt grow to"
    head = first
    for k in range(first, last):
        if s.low[k] == "-" and s.glued(k) and first < k < last - 1:
            continue  # "New-build completions"
        if s.low[k] in words["prepositions"] or not s.low[k][0].isalnum():
            break
        if not s.low[k][0].isdecimal() or k == first:
            head = k  # the FTSE of "the FTSE 100"
    if first >= last or not s.low[head][0].isalpha():
        return None
    if s.low[first].endswith("ing") and s.word(first - 1) in _WHOEVER:
        return None  # "anyone earning more than $40 pays"
    alone = first == head == last - 1
    adverb = s.low[head].endswith("ly") and not s.capitalised(head)
    adverb = adverb and s.low[head] not in NOUNS_IN_LY
    if alone and (adverb or s.low[head] in lex.words["adverbs"]):
        return None  # "a region that usually gets"
    if first == head == 0 and s.low[0].endswith("ly") and s.word(1) == ",":
        return None  # "Nationally, the rate is"
    return Noun(first, last, head)
