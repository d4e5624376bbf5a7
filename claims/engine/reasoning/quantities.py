"""A number as the reader gives it, as comparing needs it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from claims.engine.reasoning.changed import change_of, former_of
from claims.engine.reasoning.counted import counted_heads, harm_classes, is_harm
from claims.engine.reasoning.german import english
from claims.engine.reasoning.lexicon import COUNTING, LEXICON, WORD_LISTS
from claims.engine.reasoning.sides import places
from claims.engine.reasoning.status import status_of
from claims.engine.reasoning.words import content_words
from claims.engine.types import NumericClaim, Quantity

#: How many words from the number a verb may say what befell the people counted.
_BEFORE, _AFTER = 5, 12
#: And how far, in characters, anything in the sentence is looked at.
_SIGHT = 400
_CLAUSE_END = re.compile(r"[.;:!?()\u2014]|,(?!\s*(?:or|and)\b)|\d|\bwhile\b|\bbut\b")
_EXACTLY = re.compile(r"\b(?:exactly|precisely|genau|exakt)\s+$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WORD = re.compile(r"[^\W\d_]+")
_SHARES = frozenset({"percent", "fraction"})
_IN_A_PLACE = re.compile(
    r"\b(?:[Ii]n|[Ii]nside|[Ww]ithin|[Aa]cross|[Nn]ear|into|entered)\s+(?:the\s+)?"
    r"(?:(?:region|district|city|province|village|town)\s+)?"
    r"[A-Z][\w.'\u2019-]*(?:\s+[A-Z][\w.'\u2019-]*)*"
    r"(?:\s+(?:region|province|district|oblast|county|area|city|state)\b)?"
)
_HAS = re.compile(
    r"(?P<owner>[A-Z][\w.'\u2019-]*(?:\s+[A-Z][\w.'\u2019-]*)*)\s+(?:has|had)\b[\w ]*$"
)
_SHARE_OF = re.compile(
    r"\b(?:[Ss]hare|[Pp]roportion|[Pp]ercentage) of (?P<base>[^,;:.()]+?)\s+(?:who|that"
    r"|which|with|in|has|had|have|is|was|were|rose|fell|stood|reached|remained|at)\b"
    r"|\b[Aa]mong (?P<among>[^,;:.()]+?)(?:,|\s+the (?:share|rate)\b|\s*$)"
)
_MULTIPLE_OF = re.compile(
    r"(?:[^.;:!?]{0,60}?\b(?:as|than)\s+(?!many|much|high|large|big|long|old|heavy|often"
    r"|likely|great|fast|expensive|deep|wide|strong)(?P<than>[^,;:.!?()]+)"
    r"|\s+(?=the\b|its\b|his\b|their\b|that\b|what\b)(?P<of>[^,;:.!?()]+))"
)
_EMPLOYS = frozenset({"employ", "employs", "employed", "employing", "workforce"})
_SAYS = re.compile(
    r"\b(?:says?|said|states?|stated|claims?|claimed|estimates?|estimated|reports?"
    r"|reported|believes?|that)\b"
)
_DIMENSIONS = {
    "long": "length",
    "high": "height",
    "tall": "height",
    "wide": "width",
    "deep": "depth",
    "thick": "thickness",
}
_JOINED = frozenset({"and", "or"})
_INTRANSITIVE = frozenset({"died", "die", "dead", "dying"})
_AUXILIARY = frozenset({"was", "were", "been", "being", "be", "are", "is", "reported"})
_PREPOSITIONS = WORD_LISTS["breaks"] - _AUXILIARY - _JOINED - {"who", "that", "have"}
_NEW_CLAUSE = frozenset({"when", "where", "after", "before", "because", "who", "which"})


def quantity_of(claim: NumericClaim, *, as_of: date | None = None) -> Quantity:
    """The quantity of a mention; `as_of` is the day its text was published."""
    quantity = Quantity(
        kind=claim.kind,
        low=claim.low,
        high=claim.high,
        low_open=claim.low_open,
        high_open=claim.high_open,
        qualifier=claim.qualifier,
        surface=claim.surface,
        unit=claim.unit,
        per=claim.per,
        thing=claim.thing,
        base=claim.base,
        period=claim.period,
        as_of=as_of,
        known=as_of,
    )
    at = claim.start - claim.sentence[0]
    return in_context(quantity, claim.statement, at=at)


def in_context(quantity: Quantity, sentence: str, *, at: int = 0) -> Quantity:
    """The quantity with what its sentence says of it: compare a claim in this form.

    "120 people were killed" counts people killed; in "pensions took 6 percent of the
    budget" the share is the pensions'.  `at` is where in the sentence the number is.
    """
    surface = quantity.surface
    if not surface:
        return quantity
    if not sentence.startswith(surface, at):
        at = sentence.find(surface)
    if at < 0:
        return quantity
    end = at + len(surface)
    before, after = sentence[max(0, at - _SIGHT) : at], sentence[end : end + _SIGHT]
    told = _with_sense(_with_thing(quantity, before, after), sentence, at)
    exact = _EXACTLY.search(before)
    return replace(told, surface=f"{exact.group()}{surface}") if exact else told


def _with_sense(quantity: Quantity, sentence: str, at: int) -> Quantity:
    """The quantity with what sort of statement it is: a change, a forecast ..."""
    end = at + len(quantity.surface)
    before, after = sentence[max(0, at - _SIGHT) : at], sentence[end : end + _SIGHT]
    change = change_of(
        quantity.kind, quantity.surface, before, after, base=quantity.base
    )
    former = None if change else former_of(sentence, at, end)
    return replace(
        quantity,
        change=change,
        former=former.low if former else None,
        status=status_of(before, after),
        base=quantity.base or _base_of_multiple(quantity, change, after),
    )


def _base_of_multiple(quantity: Quantity, change: str, after: str) -> str | None:
    """ "Twice the budget of 2019": what it is twice of."""
    if quantity.kind != "multiple" or change:
        return None
    found = _MULTIPLE_OF.match(after)
    said = (found["than"] or found["of"] or "").strip() if found else ""
    return said or None


def _with_thing(quantity: Quantity, before: str, after: str) -> Quantity:
    before, after = english(before), english(after)
    if quantity.kind in _SHARES:
        return _with_part(quantity, before, after)
    if quantity.kind in COUNTING:
        told = _with_harm(quantity, harm_words(before, after))
        told = _with_employment(told, before, after)
        return _with_place(told, before, after)
    return _with_dimension(quantity, after)


def _with_part(quantity: Quantity, before: str, after: str) -> Quantity:
    """The share with the part it is of, where only its whole is named as the thing."""
    if not quantity.base:
        found = _SHARE_OF.search(before)
        whole = (found["base"] or found["among"]).strip() if found else ""
        return replace(quantity, base=whole) if whole else quantity
    if quantity.thing and quantity.thing != quantity.base:
        return quantity
    part = _SAYS.split(_CLAUSE_END.split(before)[-1])[-1].strip()
    if not content_words(part):
        rest = after.partition(english(quantity.base))[2]
        part = _CLAUSE_END.split(rest.replace(",", ";"))[0].strip()
    return replace(quantity, thing=part) if content_words(part) else quantity


def _with_employment(quantity: Quantity, before: str, after: str) -> Quantity:
    """ "The city employs 9,400 people" counts people employed."""
    near = {*_words(before)[-_BEFORE:], *_words(_CLAUSE_END.split(after)[0])[:_BEFORE]}
    if not near & _EMPLOYS or not all(map(_is_human, counted_heads(quantity))):
        return quantity
    return replace(quantity, thing=f"{quantity.thing or 'people'} employed")


def _with_place(quantity: Quantity, before: str, after: str) -> Quantity:
    """The count with the place its sentence names, nearest after the number."""
    if not quantity.thing or places(quantity.thing):
        return quantity
    clause = _CLAUSE_END.split(after)[0]
    for text in (clause, _CLAUSE_END.split(before)[0]):
        found = _IN_A_PLACE.search(text)
        if found and places(found.group()):
            return replace(quantity, thing=f"{quantity.thing} {found.group()}")
    owner = _HAS.search(before)
    if owner and places(f"in {owner['owner']}"):
        return replace(quantity, thing=f"{quantity.thing} in {owner['owner']}")
    return quantity


def _with_dimension(quantity: Quantity, after: str) -> Quantity:
    """ "800 metres long" measures a length, whatever else the sentence says."""
    word = next(iter(_words(after)), "")
    name = _DIMENSIONS.get(word)
    if quantity.kind != "measure" or name is None:
        return quantity
    return replace(quantity, thing=f"{quantity.thing or ''} {name}".strip())


def harm_words(before: str, after: str) -> tuple[str, ...]:
    """Words near a number that say people were killed, wounded, displaced ..."""
    starts = _CLAUSE_END.split(_YEAR.sub("", before))[-1]
    found = _done_to(_words(starts)) + _befell(_words(_CLAUSE_END.split(after)[0]))
    return tuple(dict.fromkeys(found))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _done_to(words: list[str]) -> list[str]:
    """Just before the number: "killed at least", "killing and wounding", "toll of"."""
    found: list[str] = []
    for at in range(len(words) - 1, max(len(words) - _BEFORE, 0) - 1, -1):
        word = words[at]
        if is_harm(word):
            found.insert(0, word)
        elif (
            word in _NEW_CLAUSE
            or (word in _JOINED and not found)
            or (found and word not in _JOINED)
        ):
            break
    return found


def _befell(words: list[str]) -> list[str]:
    """After the number: "people were killed or wounded", "people dead", "who died"."""
    found: list[str] = []
    preposition = False
    for at, word in enumerate(words[:_AFTER]):
        previous = words[at - 1] if at else ""
        joined = previous in _JOINED and bool(found)
        if is_harm(word) and (
            word in _INTRANSITIVE or previous in _AUXILIARY or joined or not preposition
        ):
            found.append(word)
        preposition = preposition or word in _PREPOSITIONS
    return found


def _with_harm(quantity: Quantity, words: tuple[str, ...]) -> Quantity:
    """The quantity with its thing told apart: "people" becomes "people killed"."""
    if quantity.kind not in COUNTING or not words or harm_classes(quantity):
        return quantity
    if not all(_is_human(word) for word in counted_heads(quantity)):
        return quantity
    thing = quantity.thing or "people"
    return replace(quantity, thing=f"{thing} {' and '.join(words)}")


def _is_human(word: str) -> bool:
    head = LEXICON.heads.get(word)
    return head is not None and head.human
