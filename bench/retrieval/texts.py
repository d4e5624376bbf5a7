"""What this repository holds of its own, on the shelves of the made-up library."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from bench.retrieval.world import Document


def own_texts(root: Path) -> tuple[Document, ...]:
    """Articles and documents of this repository: other prose on the same shelves."""
    found = []
    for path in sorted((root / "seeds" / "gold" / "en").glob("*.json")):
        text = json.loads(path.read_text("utf-8"))["text"]
        found.append(_plain(path.stem, text))
    for path in sorted((root / "seeds" / "library").glob("*.txt")):
        text = path.read_text("utf-8").rpartition("\n+++\n")[2]
        found.append(_plain(path.stem, text))
    return tuple(found)


def _plain(title: str, text: str) -> Document:
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    return Document(title, "Own texts", date(2024, 1, 1), tuple(paragraphs))
