"""The texts every reader is given."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from tests.engine.reading.scoring import gold_documents

ROOT = Path(__file__).resolve().parents[2]
OWN = "own sentences"


def suites() -> dict[str, list[dict[str, Any]]]:
    """Annotated documents: the sentences, and the articles of seeds/gold by split."""
    found = defaultdict(list, {OWN: gold_documents()})
    for path in sorted((ROOT / "seeds" / "gold").rglob("*.json")):
        document = json.loads(path.read_text("utf-8"))
        if document.get("language", "en").startswith("en"):
            found[f"articles, {document['split']}"].append(document)
    return dict(found)


def running(length: int) -> str:
    """Running text of so many characters: the demonstration's articles, repeated."""
    articles = sorted((ROOT / "seeds" / "articles").glob("*.txt"))
    text = "\n\n".join(path.read_text("utf-8") for path in articles) + "\n\n"
    return (text * (length // len(text) + 1))[:length]
