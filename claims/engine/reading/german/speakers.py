"""Who says a German sentence's numbers: "laut X", "X zufolge", "..., sagte X"."""

from __future__ import annotations

from claims.engine.reading.german.nouns import is_adjective, is_noun
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.speakers import Speaker
from claims.engine.reading.tokens import Sentence

_MARKS = frozenset(',.;:()"!?')


def speakers(s: Sentence, lex: Lexicon, last_number: int) -> list[Speaker]:
    found: list[Speaker] = []
    for i, word in enumerate(s.low):
        if word in lex.lists["attribution.according"]:
            start = i if found and s.word(i - 1) == "," else 0
            if start:  # "laut Polizei waren es 12, laut Veranstaltern 30"
                found[-1] = found[-1]._replace(last=min(found[-1].last, i))
            _add(s, found, i + 1, _phrase_end(s, i + 1, lex), start, s.size)
        elif word in lex.lists["attribution.after"] and i:
            _add(s, found, _phrase_start(s, i, lex), i, 0, s.size)
        elif word in lex.lists["attribution.by"]:
            _by_account(s, i + 1, lex, found)
        elif word in lex.lists["attribution.so"] and s.word(i - 1) == ",":
            if is_noun(s, i + 1, lex) or s.word(i + 1) in lex.words["determiners"]:
                _add(s, found, i + 1, _phrase_end(s, i + 1, lex), 0, i)
        elif word in lex.lists["attribution.assuming"]:
            if _assumes(s, i):  # "die Polizei ging von 5.500 aus"
                _add(s, found, _phrase_start(s, i, lex), i, i, s.size)
        elif word in lex.lists["attribution.like"]:
            _as_told(s, i, lex, found)
        elif word in lex.lists["attribution.showing"]:
            if s.word(i - 1) == ",":  # ", ergab eine Umfrage unter 40 Wirten"
                _add(s, found, i + 1, _phrase_end(s, i + 1, lex), 0, i)
        elif word in lex.reporting and not (i and s.capitalised(i)):
            _around_verb(s, i, lex, found, last_number)
    return found


def _assumes(s: Sentence, i: int) -> bool:
    """Whether "von 5.500 aus" follows, and not "von Ulm aus"."""
    if s.word(i + 1) != "von":
        return False
    behind = s.low[i + 2 : i + 10]
    until = behind.index("aus") if "aus" in behind else 0
    return any(word[:1].isdecimal() for word in behind[:until])


def _add(
    s: Sentence, found: list[Speaker], first: int, last: int, start: int, end: int
) -> None:
    if last > first:
        name = " ".join(s.spelled(first, last).split())
        head, blank, tail = name.partition(" ")
        if first == 0 and blank and head in {"Der", "Die", "Das", "Dem"}:
            name = f"{head.lower()} {tail}"
        found.append(Speaker(name, start, end, (first, last)))


def _by_account(s: Sentence, j: int, lex: Lexicon, found: list[Speaker]) -> None:
    """As in "nach ersten Angaben der Polizei", "nach Angaben von Anna Berg"."""
    while is_adjective(s, j, lex) or s.word(j) in lex.periods["relative"]:
        j += 1
    written = s.word(j)
    for source in ("angaben", "berichten", "informationen"):
        if s.capitalised(j) and written.endswith(source) and written != source:
            start, end = s.starts[j], s.ends[j] - len(source)  # "nach Polizeiangaben"
            found.append(Speaker(s.text[start:end], 0, s.size, (j, j + 1)))
            return
    if s.word(j + 1) == "-" and s.word(j + 2) in lex.sources:  # "nach UN-Angaben"
        _add(s, found, j, j + 1, 0, s.size)
        return
    if written in lex.sources and s.capitalised(j):
        first = j + 1 + (s.word(j + 1) in lex.lists["numbers.out_of"])
        _add(s, found, first, _phrase_end(s, first, lex), 0, s.size)


def _phrase_end(s: Sentence, j: int, lex: Lexicon) -> int:
    """Over article, adjectives, nouns, genitives and the names that follow."""
    k, noun_seen = j, False
    while k < s.size and k - j < 12:
        word = s.low[k]
        if is_noun(s, k, lex) or (noun_seen and _surname(s, k)):
            noun_seen = True
        elif word == "-" and s.glued(k) and s.glued(k + 1):
            pass
        elif word in lex.words["determiners"]:
            if k > j and not (noun_seen and word in lex.lists["nouns.genitive"]):
                break
        elif noun_seen and word in {"von", "für", "aus"} and is_noun(s, k + 1, lex):
            pass
        elif not is_adjective(s, k, lex) or (noun_seen and not _goes_on(s, k, lex)):
            break
        k += 1
    return k if noun_seen else j


def _surname(s: Sentence, k: int) -> bool:
    """The Lang of "Bürgermeisterin Ute Lang": a word of any kind with a capital."""
    return s.low[k].isalpha() and s.capitalised(k) and s.capitalised(k - 1)


def _goes_on(s: Sentence, k: int, lex: Lexicon) -> bool:
    return s.word(k - 1) in lex.words["determiners"] and is_noun(s, k + 1, lex)


def _phrase_start(s: Sentence, j: int, lex: Lexicon) -> int:
    """Back over the nouns, adjectives and articles that end before token `j`."""
    k = j
    while k > 0 and j - k < 12:
        word = s.low[k - 1]
        joined = word == "-" and s.glued(k - 1) and s.glued(k)
        inside = is_noun(s, k - 1, lex) or is_adjective(s, k - 1, lex) or joined
        linked = word in {"für", "von", "aus"} and k < j and is_noun(s, k - 2, lex)
        if not (inside or linked or word in lex.words["determiners"]):
            break
        k -= 1
    return k


def _as_told(s: Sentence, i: int, lex: Lexicon, found: list[Speaker]) -> None:
    """As in "wie der Verband (IWH) am Mittwoch mitteilte"."""
    first = i + 1 + (s.word(i + 1) == "aus")
    last = _phrase_end(s, first, lex)
    short = (s.word(last), s.word(last + 2)) == ("(", ")")
    after = last + 3 if short else last
    for k in range(after, min(after + 6, s.size) if last > first else after):
        if s.low[k] in _MARKS:
            return
        if s.low[k] in lex.reporting or s.low[k] in lex.lists["attribution.showing"]:
            _add(s, found, first, last, 0, s.size)
            return


def _around_verb(
    s: Sentence, i: int, lex: Lexicon, found: list[Speaker], last_number: int
) -> None:
    if s.word(i + 1) == "es" and s.word(i + 2) in {"bei", "von", "aus", "beim", "vom"}:
        _add(s, found, i + 3, _phrase_end(s, i + 3, lex), 0, i)  # "heißt es bei X"
        return
    strong = s.low[i] in lex.strong
    particle = lex.pairs["attribution.needs"].get(s.low[i], "")
    if particle:
        strong = particle in s.low[i + 1 : i + 12]
    weak = s.low[i] in lex.lists["attribution.weak"]
    if not (strong or weak) or (s.low[i] in lex.reporting and _with_noun(s, i)):
        return
    if s.word(i - 1) in {",", '"'} or (i > 1 and s.low[i - 2 : i] == [",", '"']):
        named = i + 1 + (s.word(i + 1) == "sich")
        last = _phrase_end(s, named, lex)
        if last > named:
            _add(s, found, named, last, 0, i)
            if (s.word(last), s.word(last + 1)) == (",", '"'):
                _add(s, found, named, last, last, s.size)  # "...", sagte X, "und ..."
        elif s.word(i + 1) in lex.lists["attribution.pronouns"]:
            found.append(Speaker(None, 0, i, (i + 1, i + 2)))
        return
    if s.word(i - 1) in lex.lists["attribution.persons"]:
        found.append(Speaker(None, i, s.size, (i - 1, i)))
        return
    first = _phrase_start(s, i, lex)
    estimated = estimator(s, i, lex)
    if estimated:
        _add(s, found, i + 1, estimated, 0, s.size)
        return
    timed = s.word(first) in lex.periods["relative"]
    if timed and s.word(first + 1) in lex.periods["spans"]:
        first = i  # "vergangene Woche meldete das Amt"
    if first >= i and strong:
        last = _phrase_end(s, i + 1, lex)
        if last > i + 1 and _speaks(s, i + 1, last, lex, strong=False):
            _add(s, found, i + 1, last, 0, s.size)  # "Für 2026 erwartet der Verband"
        return
    if first >= i or not _speaks(s, first, i, lex, strong=strong and not weak):
        return
    _add(s, found, first, i, i, _end(s, i, lex, found))


def estimator(s: Sentence, i: int, lex: Lexicon) -> int:
    """Past who estimates, where they stand behind their verb at token `i`, as in "die
    Kosten beziffert der Hof auf 5"; else 0."""
    if s.low[i] not in lex.lists["attribution.estimating"]:
        return 0
    last = _phrase_end(s, i + 1, lex)
    behind = s.word(i + 1) == "der" or _speaks(s, i + 1, last, lex, strong=False)
    before = _speaks(s, _phrase_start(s, i, lex), i, lex, strong=False)
    return last if s.word(last) == "auf" and behind and not before else 0


def _with_noun(s: Sentence, i: int) -> bool:
    """The "rechnet" that does sums is left to the words around it."""
    return s.word(i + 1) == "es"


def _speaks(s: Sentence, first: int, last: int, lex: Lexicon, *, strong: bool) -> bool:
    speaking = lex.lists["attribution.speaking"]
    known = any(s.low[k].endswith(tuple(speaking)) for k in range(first, last))
    if not strong:
        return known
    return known or first == 0 or s.word(first - 1) in {",", '"', ";", ":"}


def _end(s: Sentence, i: int, lex: Lexicon, found: list[Speaker]) -> int:
    """Where the words end; "..., die Veranstalter von 15.000" are somebody else's."""
    if s.low[i] not in lex.lists["attribution.of_number"]:
        return s.size
    for k in range(i + 1, s.size):
        if s.low[k] != ",":
            continue
        last = _phrase_end(s, k + 1, lex)
        if last > k + 1 and s.word(last) in lex.lists["numbers.out_of"]:
            _add(s, found, k + 1, last, last, s.size)
            return k
    return s.size
