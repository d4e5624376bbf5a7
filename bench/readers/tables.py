"""What the readers' runs gave, as the text of one section of bench/RESULTS.md."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bench.readers.run import HOSTILE_CAP, LENGTH_CAP
from bench.report import machine, table

Reader = dict[str, Any]
NOT_REACHED = "not reached"
METHOD = f"""\
### Method

Every reader runs in a process of its own, in one environment and on one Python, over the
same texts with the same scorer (`claims/engine/scoring`, as `manage.py eval_reader` uses it). Times are CPU
seconds, the best of up to five runs after the reader has read everything once. A text may
cost {LENGTH_CAP} CPU seconds, a hostile one {HOSTILE_CAP}, all its runs together; what
is not done by then is not reached.

- *found*: a quantity that overlaps the annotated one. *value*: and both its ends agree.
  *bound*: and so does "at least", "up to", "about". *full*: and its unit.
- *value and unit of what is measured* leaves out counts, whose unit is the counted noun,
  which no peer tries to name.
- *checkable*: peers do not tell a claim from what nobody could check; all they offer is
  taken as a claim.
- Peers' names for units and kinds are mapped to ours. In doubt they are right: a share
  in words is a fraction, "18-year-old" an age though read as 18 years, a date any of our
  kinds of date and time, a range with an uncertainty a range.
- The own sentences were written while the rules were: for our reader they say that
  nothing broke, and no more. So does the `dev` half of the articles; its `test` half is
  for measuring only.
- *growth* is the exponent from 1,000 characters to the longest text reached. 1 is
  linear, 2 quadratic."""


def section(readers: list[Reader]) -> str:
    parts = ["## The reader of numbers", machine()]
    for suite in readers[0]["suites"]:
        parts += [f"### How right: {suite}", _size(readers[0], suite)]
        parts.append(_table(readers, _right(suite)))
    parts += [_aspects(readers[0]), "### How fast", _table(readers, FAST)]
    parts += ["### How each was called", "\n".join(map(_called, readers)), METHOD]
    return "\n\n".join(part for part in parts if part)


Rows = dict[str, Callable[[Reader], str]]


def _table(readers: list[Reader], rows: Rows) -> str:
    head = ["", *(_title(reader) for reader in readers)]
    return table(
        head, [[name, *(row(r) for r in readers)] for name, row in rows.items()]
    )


def _title(reader: Reader) -> str:
    return f"{reader['name']} {reader['version']}".strip()


def _called(reader: Reader) -> str:
    return f"- **{_title(reader)}**: {reader['how']}"


def _size(reader: Reader, suite: str) -> str:
    size = reader["suites"][suite]
    return (
        f"{size['texts']} texts, {size['quantities']} quantities, "
        f"{size['others']} numbers that are none; F1 in percent."
    )


def _right(suite: str) -> Rows:
    def figure(name: str) -> Callable[[Reader], str]:
        return lambda reader: f"{reader['suites'][suite][name]:.1f}"

    def count(name: str) -> Callable[[Reader], str]:
        return lambda reader: str(reader["suites"][suite][name])

    return {
        "found": figure("found"),
        "value": figure("value"),
        "value and bound": figure("bound"),
        "full: value, bound and unit": figure("full"),
        "value and unit of what is measured": figure("measured"),
        "checkable": figure("checkable"),
        "no quantities, offered as one": count("leaked"),
        "no quantities, typed right, %": figure("typed"),
        "texts it raised an error on": count("failures"),
    }


def _aspects(reader: Reader) -> str:
    """What only ours is asked: how often each part of a claim is right."""
    rows = [
        [suite, *(f"{share:.1f}" for share in figures["aspects"].values())]
        for suite, figures in reader["suites"].items()
        if figures["aspects"]
    ]
    if not rows:
        return ""
    names = next(s["aspects"] for s in reader["suites"].values() if s["aspects"])
    title = (
        "### What a number is about\n\nOurs alone; right in percent of those annotated."
    )
    return f"{title}\n\n{table(['', *names], rows)}"


def _speed(length: int) -> Callable[[Reader], str]:
    def row(reader: Reader) -> str:
        seconds = reader["lengths"]["seconds"].get(str(length))
        return _thousands(length / seconds) if seconds else NOT_REACHED

    return row


def _thousands(number: float | None) -> str:
    return f"{float(f'{number:.2g}'):,.0f}" if number else NOT_REACHED


def _growth(reader: Reader) -> str:
    growth, reached = reader["lengths"]["growth"], reader["lengths"]["reached"]
    return f"{growth:.2f} to {reached:,}" if growth is not None else NOT_REACHED


def _worst(reader: Reader) -> str:
    hostile = reader["hostile"]
    if hostile["over"]:
        return f"over {HOSTILE_CAP} s"
    return f"{hostile['seconds']:.3f} s ({hostile['worst']})"


def _failed(name: str) -> Callable[[Reader], str]:
    return lambda reader: (
        f"{len(reader['hostile'][name])} of {reader['hostile']['texts']}"
    )


FAST: Rows = {
    "characters a second, sentences full of numbers": lambda r: _thousands(r["dense"]),
    "characters a second, an article of 10,000": _speed(10_000),
    "characters a second, a text of 1,000,000": _speed(1_000_000),
    "growth": _growth,
    "slowest hostile text of 20,000": _worst,
    f"hostile texts not read in {HOSTILE_CAP} s": _failed("over"),
    "hostile texts it raised an error on": _failed("raised"),
    "import and first call, s": lambda r: f"{r['first']:.2f}",
    "peak memory, one article, MB": lambda r: f"{r['peak']:.0f}",
}
