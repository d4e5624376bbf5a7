"""Whether a German "er" or "sie" can stand for somebody who was named."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon


def can_mean(pronoun: str, name: str, lex: Lexicon) -> bool:
    """By article, else by the title's ending; a name alone may be anybody's."""
    words = name.lower().split()
    feminine = _feminine(words, lex)
    titles = tuple(lex.lists["attribution.speaking"])
    titled = any(word.endswith(titles) for word in words[:-1])
    if words[0] in lex.lists["persons.masculine"] and not feminine:
        return pronoun == "er"
    if words[0] in lex.lists["persons.feminine"] or feminine:
        return pronoun == "sie"
    if words[0] in lex.words["determiners"]:
        return False
    return pronoun == "er" if titled else pronoun in {"er", "sie"}


def _feminine(words: list[str], lex: Lexicon) -> bool:
    """A Sprecherin, a Behörde: the first noun's ending tells."""
    endings = tuple(lex.lists["persons.feminine_endings"])
    head = words[1:2] if words[0] in lex.words["determiners"] else words[:1]
    return bool(head) and len(head[0]) > _SHORT and head[0].endswith(endings)


_SHORT = 4
