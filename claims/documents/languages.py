"""Which languages there are, and how far the numbers of a text in one are read."""

from __future__ import annotations

from babel import Locale
from babel.core import get_global

from claims.engine.reading.lexicon import LANGUAGES


def language_code(tag: str) -> str:
    """The shortest ISO 639 code of a tag's language: "de" for "deu" and "de-CH"; empty
    where there is no such language."""
    said = _first(tag)
    code: str = get_global("language_aliases").get(said, said)
    return code if code in Locale("en").languages else ""


def fault(tag: str) -> str:
    """What is wrong with a language somebody names, in a sentence; empty where nothing."""
    code = language_code(tag)
    if code and code == _first(tag):
        return ""
    meant = f"say {code}" if code else "say one by its code, as in en, de or de-CH"
    return f"“{tag[:20]}” is no language; {meant}."


def caveat(tag: str) -> str:
    """What is to be known of numbers read in a language; empty where it has its own words."""
    code = language_code(tag)
    if code in LANGUAGES:
        return ""
    name = Locale("en").languages[code] if code else f"“{tag[:20]}”"
    return (
        f"Numbers in {name} are read by the general rules: digits as the language prints "
        "them, words as in English. Look at what was found, and at what was not."
    )


def _first(tag: str) -> str:
    return tag.lower().replace("_", "-").partition("-")[0]
