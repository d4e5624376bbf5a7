"""Texts annotated by hand, from their files, and what to print of their score."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claims.engine import extract
from claims.engine.scoring import CLASSES, LEVELS, Rate, Tally, Text, annotated, judge
from claims.engine.scoring.annotated import PHRASES
from claims.selectors.corrections import Corrections


class NotAnnotatedError(ValueError):
    """A file that is no annotated text; the sentence names it and says why."""


def texts_in(path: Path) -> list[Text]:
    """The annotated texts of a file or of a folder and those below it.

    A .jsonl file holds a sentence a line; it is read when it is named itself.  Raises
    OSError or NotAnnotatedError.
    """
    files = [path] if path.is_file() else sorted(path.rglob("*.json"))
    return [text for file in files for text in _texts(file)]


def _texts(file: Path) -> list[Text]:
    try:
        return [annotated(document) for document in _documents(file)]
    except WRONG as error:
        raise NotAnnotatedError(f"{file}: {why_not(error)}") from error


#: What reading or judging something else than an annotated text raises.
WRONG = (ValueError, KeyError, TypeError, AttributeError, ArithmeticError)


def why_not(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON: {error.msg} in line {error.lineno}."
    if isinstance(error, KeyError):
        return f"no annotated text: it has no {error.args[0]!r}."
    return "no annotated text: a value is not what seeds/gold/README.md says."


def _documents(file: Path) -> Iterator[dict[str, Any]]:
    written = file.read_text("utf-8")
    if file.suffix != ".jsonl":
        yield json.loads(written)
        return
    for number, line in enumerate(written.splitlines(), 1):
        yield {"id": f"{file.stem}-{number}", **json.loads(line)}


def tally_of(texts: list[Text]) -> Tally:
    tally = Tally()
    for text in texts:
        judge(text, extract(text.text, language=text.language), tally)
    return tally


def table(tally: Tally, errors: int) -> str:
    """The figures, and of each class of mistake the first `errors`."""
    lines = [
        f"{tally.texts} texts, {tally.wanted['quantity']} quantities, "
        f"{tally.wanted['other']} other numbers",
        "",
        f"{'':<34}{'precision':>10}{'recall':>10}{'F1':>10}",
        *(_rate(f"quantities: {level}", tally.rate(level)) for level in LEVELS),
        _rate("claims to check", tally.claims()),
        "",
        f"{'other numbers offered as a quantity':<44}{tally.right['leaked']:>10}",
        f"{'other numbers typed right, %':<44}{tally.share('other'):>10.1f}",
    ]
    parts = (_phrases(tally), _kinds(tally), _mistakes(tally, errors))
    return "\n\n".join(("\n".join(lines), *("\n".join(part) for part in parts)))


def corrections_table(found: Corrections, errors: int) -> str:
    lines = [
        f"{found.kept} claims kept, {len(found.false)} dismissed, "
        f"{len(found.missed)} taken up",
        "",
        f"{'':<34}{'precision':>10}{'recall':>10}{'F1':>10}",
        _rate("claims, by what people did", found.rate),
    ]
    for name, claims in (("false", found.false), ("missed", found.missed)):
        if claims:
            lines += ["", f"{name}: {len(claims)}"]
        for claim in claims[:errors]:
            sentence = claim.article.text[claim.sentence_start : claim.sentence_end]
            reason = f" ({claim.dismissal})" if claim.dismissal else ""
            lines += [f"  {claim.surface}{reason}", f"      {_one_line(sentence)}"]
    return "\n".join(lines)


def _rate(name: str, rate: Rate) -> str:
    figures = (rate.precision, rate.recall, rate.f1)
    return f"{name:<34}" + "".join(f"{figure:>10.1f}" for figure in figures)


def _phrases(tally: Tally) -> Iterator[str]:
    """What was found where the text has it, and how far to trust what is offered."""
    yield f"{'right, %':<20}{'where there':>14}{'is one':>8}{'where offered':>16}"
    yield f"{'kind':<20}{tally.wanted['kind']:>14}{tally.share('kind'):>8.1f}"
    yield f"{'thing or base':<20}{tally.wanted['about']:>14}{tally.share('about'):>8.1f}"
    for name in PHRASES:
        yield (
            f"{name:<20}{tally.wanted[name]:>14}{tally.share(name):>8.1f}"
            f"{tally.offered[name]:>8}{tally.trust(name):>8.1f}"
        )


def _kinds(tally: Tally) -> Iterator[str]:
    columns = ("wanted", "offered", *LEVELS)
    yield f"{'kind':<20}" + "".join(f"{column:>9}" for column in columns)
    for kind in sorted(tally.by_kind):
        counts = tally.by_kind[kind]
        yield f"{kind:<20}" + "".join(f"{counts[column]:>9}" for column in columns)


def _mistakes(tally: Tally, errors: int) -> Iterator[str]:
    counts = tally.by_class()
    yield "mistakes: " + (
        ", ".join(f"{name} {count}" for name, count in counts.items()) or "none"
    )
    for name in CLASSES if errors else ():
        of_class = [mistake for mistake in tally.mistakes if mistake.kind_of == name]
        if of_class:
            yield f"\n{name}: {len(of_class)}"
        for mistake in of_class[:errors]:
            yield (
                f"  {mistake.text}: “{mistake.surface}” should be "
                f"{mistake.wanted or 'bare'}, is {mistake.got or 'bare'}"
            )
            yield f"      {_one_line(mistake.sentence)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
