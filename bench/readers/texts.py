"""The texts every reader is given."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from claims.engine.scoring import Text, annotated
from tests.engine.reading.scoring import gold_documents

ROOT = Path(__file__).resolve().parents[2]
OWN = "own sentences"


def suites() -> dict[str, list[Text]]:
    """Annotated texts: the sentences, and the articles of seeds/gold by split."""
    found = defaultdict(list)
    for number, document in enumerate(gold_documents()):
        given = {"id": str(number), "language": "en", "split": "dev"}
        found[OWN].append(annotated(given | document))
    for path in sorted((ROOT / "seeds" / "gold" / "en").rglob("*.json")):
        text = annotated(json.loads(path.read_text("utf-8")))
        found[f"articles, {text.split}"].append(text)
    return dict(found)


def running(length: int) -> str:
    """Running text of so many characters: the demonstration's articles, repeated."""
    articles = sorted((ROOT / "seeds" / "articles").glob("*.txt"))
    text = "\n\n".join(path.read_text("utf-8") for path in articles) + "\n\n"
    return (text * (length // len(text) + 1))[:length]
