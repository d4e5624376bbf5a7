"""Every annotated and every hostile text, read: one line each, what came out of it.

python -m tests.engine.reading.telling_all
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from claims.engine import extract
from claims.engine.reading import COMPILED
from tests.engine.reading.hostile import HOSTILE
from tests.engine.reading.scoring import gold_documents


def told() -> Iterator[str]:
    for language, text in texts():
        yield json.dumps(extract(text, language=language).as_dict(), default=str)


def texts() -> Iterator[tuple[str, str]]:
    for document in gold_documents():
        for language in ("en", "de", "fr", "en-IN"):
            yield language, document["text"]
    for text in HOSTILE.values():
        yield "en", text[:5_000]
        yield "de", text[:5_000]


if __name__ == "__main__":
    sys.stdout.write(f"{COMPILED}\n")
    for line in told():
        sys.stdout.write(f"{line}\n")
