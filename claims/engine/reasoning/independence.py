"""How many independent origins stand behind pieces of evidence, and why.

Five newspapers that quote one ministry are one origin.  Passages are joined for named
reasons only, always in the same order, so that the same evidence gives the same roots.
What a person has said of a passage comes before every rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.engine.reasoning.origins import (
    Origin,
    alike,
    host_of,
    is_copy,
    meant_by,
    same_publisher,
    who,
)

__all__ = ["CLAIM", "Independence", "Origin", "Root", "independence"]

#: The claim's own side, under a key no evidence has.
CLAIM = ""


@dataclass(frozen=True, slots=True)
class Root:
    """One origin.  `own` is the claim's own side, which cannot confirm itself.

    `why` says what joined its members; `chosen` that a person did.
    """

    name: str
    members: tuple[str, ...]
    why: tuple[str, ...] = ()
    own: bool = False
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Independence:
    """`roots` in the order of their first piece; `derived` are worked out of others."""

    roots: tuple[Root, ...]
    derived: Mapping[str, tuple[str, ...]]
    sources: int

    @property
    def count(self) -> int:
        return sum(not root.own for root in self.roots)

    def root_of(self, key: str) -> Root | None:
        return next((root for root in self.roots if key in root.members), None)

    def rests_on(self, key: str) -> frozenset[str]:
        """Names of the roots a piece depends on, through what it is worked out of."""
        found: set[str] = set()
        waiting, seen = [key], {key}
        while waiting:
            one = waiting.pop()
            if (root := self.root_of(one)) is not None:
                found.add(root.name)
            new = [part for part in self.derived.get(one, ()) if part not in seen]
            seen.update(new)
            waiting += new
        return frozenset(found)

    @property
    def sentence(self) -> str:
        """ "3 sources, 1 independent origin: Ministry of Defence."."""
        if not self.roots:
            return "No source yet."
        counted = [root.name for root in self.roots if not root.own]
        own = [root.name for root in self.roots if root.own]
        told = f"{_many(self.sources, 'source')}, {_many(len(counted), 'independent origin')}"
        told += f": {'; '.join(counted)}." if counted else "."
        if own:
            told += f" Not counted, being the claim's own side: {'; '.join(own)}."
        return told


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def independence(evidence: Sequence[Origin], *, claim: Origin) -> Independence:
    """`claim` is the claimant with the article it stands in, under the key `CLAIM`."""
    direct = [one for one in evidence if not one.derived_from]
    nodes = [claim, *direct]
    joined = _Joined([one.key for one in nodes])
    speakers = [who(one.speaker) for one in nodes]
    means = meant_by([words for words in speakers if words])
    for at, one in enumerate(nodes):
        for other in nodes[:at]:
            reason = _reason(other, one, means)
            if reason:
                joined.join(other.key, one.key, reason)
    roots = [
        _root([one for one in direct if one.key in keys], why, own=CLAIM in keys)
        for keys, why in joined.groups()
        if keys != {CLAIM}
    ]
    return Independence(
        roots=_named_apart(roots),
        derived={one.key: one.derived_from for one in evidence if one.derived_from},
        sources=len({one.document or one.key for one in direct}),
    )


def _reason(
    a: Origin, b: Origin, means: Mapping[frozenset[str], frozenset[str]]
) -> str:
    """Why two pieces have one origin; empty where nothing says so."""
    if a.chosen or b.chosen:
        same = a.chosen.casefold() == b.chosen.casefold()
        return "A reviewer counts them as one." if same else ""
    ours, theirs = who(a.speaker), who(b.speaker)
    if ours and theirs:
        if means[ours] == means[theirs] or alike(ours, theirs):
            longest = max(a.speaker, b.speaker, key=len)
            return f"{_pair(a, b)} give what {longest} said."
        return ""
    for one, other in ((a, b), (b, a)):
        if who(one.speaker) and _is_published_by(other, one.speaker):
            return (
                f"{_called(one)} quotes {one.speaker}, who published {_called(other)}."
            )
    if is_copy(a.quote, b.quote):
        return f"{_pair(a, b)} are one passage, nearly word for word."
    if ours or theirs:
        return ""
    if a.document and a.document == b.document:
        return f"{_pair(a, b)} stand in one document."
    if a.url and a.url == b.url:
        return f"{_pair(a, b)} stand at one address."
    if same_publisher(a, b):
        name = a.publisher or b.publisher or host_of(a.url)
        return f"{_pair(a, b)} were published by {name}."
    return ""


def _is_published_by(one: Origin, speaker: str) -> bool:
    return not who(one.speaker) and same_publisher(
        one, Origin(key="", publisher=speaker)
    )


def _called(one: Origin) -> str:
    return one.key or "the claim's own side"


def _pair(a: Origin, b: Origin) -> str:
    pair = sorted((a, b), key=lambda one: (not one.key, one.key))
    told = f"{_called(pair[0])} and {_called(pair[1])}"
    return told[:1].upper() + told[1:]


class _Joined:
    """Which keys belong together, and the reasons that joined them."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._of = {key: {key} for key in keys}
        self._why: dict[str, list[str]] = {key: [] for key in keys}
        self._order = list(keys)

    def join(self, one: str, other: str, reason: str) -> None:
        first, second = self._of[one], self._of[other]
        if first is second:
            return
        first |= second
        head = next(key for key in self._order if key in first)
        why = [text for key in (one, other) for text in self._reasons(key)]
        for key in second:
            self._of[key] = first
        for key in first:
            self._why[key] = []
        self._why[head] = [*dict.fromkeys(why), reason]

    def _reasons(self, key: str) -> list[str]:
        return [text for one in self._of[key] for text in self._why[one]]

    def groups(self) -> list[tuple[set[str], tuple[str, ...]]]:
        seen: list[set[str]] = []
        for key in self._order:
            if all(self._of[key] is not group for group in seen):
                seen.append(self._of[key])
        return [
            (group, tuple(text for key in group for text in self._why[key]))
            for group in seen
        ]


def _root(members: Sequence[Origin], why: tuple[str, ...], *, own: bool) -> Root:
    chosen = next((one.chosen for one in members if one.chosen), "")
    names = [_plain(one.speaker) for one in members if who(one.speaker)]
    names += [one.publisher for one in members] + [host_of(m.url) for m in members]
    names += [one.title for one in members]
    return Root(
        name=chosen or next(filter(None, names), "an unnamed source"),
        members=tuple(one.key for one in members),
        why=why,
        own=own,
        chosen=bool(chosen),
    )


def _plain(name: str) -> str:
    """ "the coast guard" as the name of a root: "Coast guard"."""
    first, _, rest = name.partition(" ")
    plain = rest if first.lower() == "the" and rest else name
    return plain[:1].upper() + plain[1:]


def _named_apart(roots: Sequence[Root]) -> tuple[Root, ...]:
    """No two roots under one name: the letters tell them apart."""
    names = [root.name for root in roots]
    return tuple(
        root
        if names.count(root.name) == 1
        else Root(
            f"{root.name} ({', '.join(root.members)})",
            root.members,
            root.why,
            root.own,
            root.chosen,
        )
        for root in roots
    )
