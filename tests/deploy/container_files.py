"""Reads Dockerfile, .dockerignore, docker-compose.yml and .env.example."""

from __future__ import annotations

import fnmatch
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]

#: ${NAME}, ${NAME:-default} or ${NAME:?message}; "$$" is a dollar for the container.
VARIABLE = re.compile(r"(?<!\$)\$\{(\w+)(?::([-?])([^}]*))?\}")


@dataclass(frozen=True)
class Instruction:
    word: str
    rest: str

    @property
    def words(self) -> list[str]:
        """The exec form as a list, any other form split at blanks."""
        form = self.rest[self.rest.find("[") :]
        return json.loads(form) if form.startswith("[") else self.rest.split()


def dockerfile() -> list[list[Instruction]]:
    """The instructions of each stage, continued lines joined and comments gone."""
    lines = [
        line
        for line in (ROOT / "Dockerfile").read_text().splitlines()
        if not line.lstrip().startswith("#")
    ]
    stages: list[list[Instruction]] = []
    for line in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines():
        if not line.strip():
            continue
        word, rest = line.split(maxsplit=1)
        if word == "FROM":
            stages.append([])
        stages[-1].append(Instruction(word, rest.strip()))
    return stages


def last(stage: list[Instruction], word: str) -> Instruction:
    return [step for step in stage if step.word == word][-1]


def compose_text() -> str:
    return (ROOT / "docker-compose.yml").read_text()


def compose(values: dict[str, str] | None = None) -> dict[str, Any]:
    """The file as Compose sees it, with `${...}` filled in when values are given."""
    parsed = yaml.safe_load(compose_text())
    return parsed if values is None else _filled(parsed, values)


def _filled(node: Any, values: dict[str, str]) -> Any:
    if isinstance(node, dict):
        return {key: _filled(value, values) for key, value in node.items()}
    if isinstance(node, list):
        return [_filled(value, values) for value in node]
    if isinstance(node, str):
        return VARIABLE.sub(lambda match: _value(match, values), node)
    return node


def _value(match: re.Match[str], values: dict[str, str]) -> str:
    name, kind, rest = match.groups()
    if value := values.get(name):
        return value
    if kind == "?":
        raise KeyError(f"{name}: {rest}")
    return rest or ""


def services() -> dict[str, dict[str, Any]]:
    return compose()["services"]


def env_example() -> dict[str, str]:
    """Every variable the file names, those commented out included."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    found = (re.fullmatch(r"(?:# )?([A-Z][A-Z0-9_]+)=(.*)", line) for line in lines)
    return {match[1]: match[2] for match in found if match}


def in_build_context(path: str) -> bool:
    """Whether .dockerignore lets a path of the repository through."""
    inside = True
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        pattern = line.strip()
        if not pattern or pattern.startswith("#"):
            continue
        if _matches(path, pattern.removeprefix("!")):
            inside = pattern.startswith("!")
    return inside


def _matches(path: str, pattern: str) -> bool:
    """Docker's rule: a pattern names a path or any folder above it."""
    parts = path.split("/")
    above = ["/".join(parts[: count + 1]) for count in range(len(parts))]
    if pattern.startswith("**/"):
        return any(fnmatch.fnmatchcase(part, pattern[3:]) for part in parts)
    return any(fnmatch.fnmatchcase(each, pattern) for each in above)
