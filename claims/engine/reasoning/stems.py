"""Words cut down to what they are about, so that wordings of one subject meet."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.engine.reasoning.lexicon import LEXICON
from claims.engine.reasoning.words import content_words

#: Endings that part "smokers", "smoking" and "smoked" from one another.
_SUFFIX = re.compile(r"(?<=\w{4})(?:ing|ers?|ed|e|ly)$")

#: Outcomes told of in one breath: a text about some is about the others.
_VIOLENCE = frozenset({"deaths", "injuries", "missing people", "prisoners"})


def stems(texts: Iterable[str]) -> frozenset[str]:
    """Content words as concepts: "killed" and "casualties" are both about harm."""
    return frozenset(stem(word) for text in texts for word in content_words(text))


def stem(word: str) -> str:
    """The word's concept ("=soldiers"), or its first letters: "russia" for Russian."""
    harm = LEXICON.classes_in(frozenset({word}), "harm", kind="count")
    if harm:
        return "=harm" if harm & _VIOLENCE else f"={min(harm)}"
    if word in LEXICON.heads:
        return f"={LEXICON.concept(word)}"
    if word in LEXICON.names:
        return f"={LEXICON.names[word]}"
    if word.endswith("an") and len(word) < 7:
        word = word[:-1]
    return _SUFFIX.sub("", word)[:6]


def idea(word: str) -> str:
    """One name for a word and those that say the same: "~wait" for waiting, queued."""
    root = _root(word)
    return _IDEAS.get(word) or _IDEAS.get(root) or root


def _root(word: str) -> str:
    return stem(f"{word[:-1]}i" if len(word) > 4 and word.endswith("y") else word)


_IDEAS = {_root(word): f"~{name}" for word, name in LEXICON.synonyms.items()} | {
    word: f"~{name}" for word, name in LEXICON.synonyms.items()
}
