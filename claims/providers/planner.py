"""From a claim's frame to the few words a source is asked with.

Asking only with the number finds whoever repeats it; so the first question after the
one with the number is always one without it, which finds the other figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.documents.text import normalise, one_line
from claims.providers.base import MAX_QUERIES, ClaimFrame
from claims.providers.numwords import is_number_word, spelled
from claims.providers.stopwords import is_stop_word

MAX_TERMS = 8
_WORD = re.compile(r"[^\W_](?:[^\W_]|['\u2019.-](?=[^\W_]))*")
_MAX_TERM, _MAX_SPEAKER = 40, 3
_SCALES = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)
_FRACTIONS = {
    Decimal("0.5"): ("half", "50%", "50 percent"),
    Decimal("0.25"): ("a quarter", "25%", "25 percent"),
    Decimal("0.75"): ("three quarters", "75%", "75 percent"),
    Decimal("0.2"): ("a fifth", "20%", "20 percent"),
}
_SMALL, _LARGE = Decimal(10), Decimal(10) ** 6
_DOTTED = frozenset({"de", "es", "it", "pt", "nl", "da", "id", "tr"})
_SPACED = frozenset({"fr", "ru", "uk", "pl", "cs", "sv", "no", "nb", "fi"})


@dataclass(frozen=True, slots=True)
class Query:
    """One question: `terms` in order of weight, and whether it holds the number."""

    terms: tuple[str, ...]
    with_number: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.terms)


def plan(claim: ClaimFrame, *, max_terms: int = MAX_TERMS) -> tuple[Query, ...]:
    """At most three different questions, the same for the same frame; often two.

    Topic with the number, topic without it, and the speaker with the topic and the
    year.  Nothing when the frame names no topic.  A person's own wording goes as it is.
    """
    if claim.wording:
        return tuple(Query(tuple(text.split())) for text in claim.wording)[:MAX_QUERIES]
    topic = topic_terms(claim)
    if not topic:
        return ()
    number = next(iter(number_variants(claim)), "")
    speaker = tuple(_telling(claim.speaker, claim.language))[-_MAX_SPEAKER:]
    year = (str(claim.claim_date.year),) if claim.claim_date else ()
    planned = []
    if number:
        planned.append(Query((*_cut(topic, max_terms - 1), number), with_number=True))
    planned.append(Query(_cut(topic, max_terms)))
    if speaker:
        room = max_terms - len(speaker) - len(year)
        third = (*speaker, *_cut(_without(topic, speaker), room), *year)
        planned.append(Query(_unique(third)))
    return tuple(dict.fromkeys(planned))[:MAX_QUERIES]


def topic_terms(claim: ClaimFrame) -> tuple[str, ...]:
    """What the claim is about, without its number: names first, then other nouns.

    The frame's own subject, place and thing come first; the sentence fills up.
    """
    given = (*claim.subject_terms, claim.thing, *claim.place_terms, claim.base)
    named = _telling(" ".join(given), claim.language)
    speaker = {word.casefold() for word in _words(claim.speaker)}
    sentence = [
        word
        for word in _telling(claim.text, claim.language)
        if word.casefold() not in speaker
    ]
    names = [word for word in sentence if word[:1].isupper() or "-" in word]
    return _unique((*named, *names, *sentence))


def number_variants(claim: ClaimFrame) -> tuple[str, ...]:
    """How texts may write the claim's number, the likeliest first."""
    if claim.value is None:
        return ()
    value = claim.value
    if claim.kind == "fraction" or claim.unit == "fraction":
        return _unique((*_FRACTIONS.get(value, ()), *_surface(claim)))
    plain = format(value.normalize(), "f")
    if claim.kind == "percent" or claim.unit in {"percent", "%"}:
        return _unique(_percents(plain, value))
    figures = tuple(_grouped(plain, claim.language))
    words = (*_scaled(value), *_spelled(value))
    # English texts write small and very large numbers in words.
    in_words = abs(value) <= _SMALL or abs(value) >= _LARGE
    if in_words and claim.language.lower().startswith("en"):
        return _unique((*words, *figures))
    return _unique((*figures, *words))


def _percents(plain: str, value: Decimal) -> Iterator[str]:
    yield f"{plain}%"
    yield f"{plain} percent"
    yield f"{plain} per cent"
    for words in _spelled(value):
        yield f"{words} percent"


def _grouped(plain: str, language: str) -> Iterator[str]:
    whole, _, fraction = plain.partition(".")
    if fraction or len(whole.lstrip("-")) < 4:
        yield plain
        return
    code = language.partition("-")[0].lower()
    commas = f"{int(whole):,}"
    first = "." if code in _DOTTED else " " if code in _SPACED else ","
    for mark in (first, ",", " ", "", "."):
        if mark != "." or code in _DOTTED:
            yield commas.replace(",", mark)
    if whole.endswith("000") and abs(int(whole)) < 1_000_000:
        yield f"{whole[:-3]}k"


def _scaled(value: Decimal) -> Iterator[str]:
    for scale, word in _SCALES:
        if abs(value) >= scale:
            count = (value / scale).normalize()
            if len(count.as_tuple().digits) <= 4:
                yield f"{count:f} {word}"
            return


def _spelled(value: Decimal) -> Iterator[str]:
    if words := spelled(value):
        yield words


def _surface(claim: ClaimFrame) -> Iterator[str]:
    if claim.surface:
        yield one_line(claim.surface, limit=_MAX_TERM)


def _telling(text: str, language: str) -> list[str]:
    return [word for word in _words(text) if not is_stop_word(word, language)]


def _words(text: str) -> Iterator[str]:
    """Words in order, without the numbers."""
    for match in _WORD.finditer(normalise(text)):
        word = match.group().removesuffix("\u2019s").removesuffix("'s")
        # "COVID-19" and "G20" are names; "10k" and "5th" are numbers.
        is_number = word[0].isdigit() or is_number_word(word)
        if not is_number and 1 < len(word) <= _MAX_TERM:
            yield word


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    """Each word once, whatever its case, as first written."""
    seen: dict[str, str] = {}
    for word in words:
        if word:
            seen.setdefault(word.casefold(), word)
    return tuple(seen.values())


def _without(terms: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    skipped = {other.casefold() for other in others}
    return tuple(term for term in terms if term.casefold() not in skipped)


def _cut(terms: Sequence[str], count: int) -> tuple[str, ...]:
    return tuple(terms[: max(count, 1)])
