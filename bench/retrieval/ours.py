"""Our search of the library, on whatever database DATABASE_URL names.

    python -m bench.retrieval.ours FOLDER SIZE...

Fills an empty database and stops at each size (in passages) to measure.  Leaves the
passages of every size in FOLDER, for the others to index.  Prints JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

from bench.retrieval.judging import DEPTH, place, times
from bench.retrieval.texts import own_texts
from bench.retrieval.world import Claim, Document, make

ROOT = Path(__file__).resolve().parents[2]
#: A town has some hundred and ten passages.
_PASSAGES_PER_TOWN = 100
TIMED = 60


def main(folder: Path, sizes: list[int]) -> dict[str, Any]:
    os.environ |= {"NETWORK": "false", "LOG_LEVEL": "ERROR", "DATA_DIR": str(folder)}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from claims.models import LibraryTerm

    call_command("migrate", verbosity=0)
    world = make(max(sizes) // _PASSAGES_PER_TOWN)
    claims = [(claim, _wanted(claim)) for claim in world.claims]
    documents = iter([*own_texts(ROOT), *world.documents])
    measured: dict[str, Any] = {"database": _version(connection), "sizes": []}
    started = time.perf_counter()
    for size in sizes:
        held = 0
        while held < size and (document := next(documents, None)):
            _add(document)
            row = LibraryTerm.objects.filter(term="").values_list("passages")
            held = row.get()[0]
        filled = time.perf_counter() - started
        if connection.vendor == "postgresql":
            connection.cursor().execute("VACUUM ANALYZE claims_referencepassage")
        found = {"passages": held, "filled": filled, "places": _places(claims)}
        measured["sizes"].append(found | {"times": _timed(claims)})
        _write_passages(folder / f"{size}.jsonl")
        started = time.perf_counter() - filled
    return measured


def _version(connection: Any) -> str:
    if connection.vendor == "sqlite":
        return f"SQLite {connection.Database.sqlite_version}"
    number = connection.pg_version
    return f"PostgreSQL {number // 10_000}.{number % 10_000}"


def _add(document: Document) -> None:
    from claims.services import library

    library.add_reference(
        library.ReferenceData(
            text="\n".join(document.paragraphs),
            title=document.title,
            publisher=document.publisher,
            published_on=document.published,
        ),
        actor=None,
    )


def _wanted(claim: Claim) -> Any:
    """The claim as the workbench reads it out of an article of that day."""
    from claims.engine import extract
    from claims.engine.finding.wanted import Wanted
    from claims.engine.reasoning.quantities import quantity_of

    at = claim.text.lower().find(claim.surface.lower())
    number = next(n for n in extract(claim.text).claims if n.end > at)
    return Wanted(number.statement, quantity_of(number, as_of=claim.published))


def _places(claims: list[tuple[Claim, Any]]) -> list[dict[str, Any]]:
    from claims import selectors

    found = []
    for claim, wanted in claims:
        texts = [one.text for one in selectors.search_passages(wanted, DEPTH)]
        places = {s: place(texts, getattr(claim, s)) for s in ("support", "against")}
        found.append({"split": claim.split, "topic": claim.topic} | places)
    return found


def _timed(claims: list[tuple[Claim, Any]]) -> dict[str, float]:
    from claims import selectors

    some = claims[:: max(len(claims) // TIMED, 1)]
    return times(partial(selectors.search_library, wanted, 5) for _, wanted in some)


def _write_passages(path: Path) -> None:
    from claims.models import ReferencePassage

    rows = ReferencePassage.objects.values_list("document__title", "text")
    with path.open("w", encoding="utf-8") as lines:
        for row in rows.order_by("pk").iterator():
            lines.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), [int(a) for a in sys.argv[2:]])))
