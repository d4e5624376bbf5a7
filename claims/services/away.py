"""What lies in the trash, and all that belongs to it: not found, and not written to.

Doors look rows up by `look_up`; services mark what writes with `writes`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.dateformat import format as date_format

from claims.errors import InTrashError, Refusals, raise_first
from claims.models import Article, Claim, Source
from claims.models.prepared import prepared

Row = TypeVar("Row", bound=Model)
Result = TypeVar("Result")
P = ParamSpec("P")

#: How long an article can be brought back.
KEPT_DAYS = 30
MAX_ID = 2**63 - 1


def look_up(rows: QuerySet[Row], **lookup: Any) -> Row | None:
    """The one row there is.  Raises InTrashError where it belongs to what lies in the
    trash; what is not among `rows` is not told of.
    """
    model: Any = rows.model
    way = _way(model)
    if way is None:
        return rows.filter(**lookup).first()
    if (found := rows.filter(**way.kept, **lookup).first()) is not None:
        return found
    if model in (Article, Claim):  # whose managers leave out what lies there
        rows = model.every.all()
    asked = rows.filter(**lookup).prefetch_related(None)
    if lookup.get("pk", 0) <= MAX_ID:
        _refuse(asked.values_list(way.article, flat=True).first())
    return None


@dataclass(frozen=True, slots=True)
class _Way:
    """From a row to its article: what keeps out those in the trash, and the field."""

    to: type[Model]
    path: str

    @property
    def kept(self) -> dict[str, Any]:
        if self.path == "pk":  # their managers leave out what lies there
            return {}
        if self.to is Claim:
            return {f"{self.path}__in_trash": False}
        return {f"{self.path}__trashed_at__isnull": True}

    @property
    def lying(self) -> Q:
        if self.to is Claim:
            return Q(**{f"{self.path}__in_trash": True})
        return Q(**{f"{self.path}__trashed_at__isnull": False})

    @property
    def article(self) -> str:
        if self.to is Article:
            return self.path
        return "article" if self.path == "pk" else f"{self.path}__article"


@cache
def _way(model: type[Model]) -> _Way | None:
    """The shortest way along foreign keys, by the claim where there is one."""
    if model in (Article, Claim):
        return _Way(model, "pk")
    ends: dict[type[Model], str] = {}
    near: list[tuple[type[Model], str]] = [(model, "")]
    seen = {model}
    while near:
        here, path = near.pop(0)
        for field in here._meta.concrete_fields:
            target = field.related_model
            if not isinstance(target, type) or target in seen:
                continue
            seen.add(target)
            ends.setdefault(target, f"{path}{field.name}")
            if target not in (Article, Claim):
                near.append((target, f"{path}{field.name}__"))
    return next((_Way(end, ends[end]) for end in (Claim, Article) if end in ends), None)


def belongs(model: type[Model]) -> bool:
    """Whether its rows go into the trash with an article."""
    return _way(model) is not None


def lying(model: type[Model]) -> Q:
    """Which of its rows lie in the trash, for a model whose rows go there."""
    way = _way(model)
    if way is None or way.path == "pk":
        raise TypeError(f"{model.__name__} needs no telling apart.")
    return way.lying


def writes(
    step: Callable[Concatenate[Row, P], Result],
) -> Callable[Concatenate[Row, P], Result]:
    """A step that writes to what its first argument belongs to, as one transaction in
    which that is not put in the trash.  Raises InTrashError where it lies there already.
    """

    def checked(row: Row, /, *args: P.args, **kwargs: P.kwargs) -> Result:
        with transaction.atomic():
            check(row)
            return step(row, *args, **kwargs)

    return update_wrapper(checked, step)


def check(row: Model) -> None:
    """The same within a transaction, before anything else is locked in it.

    A source lies in the trash where every claim it is evidence for does.
    """
    if isinstance(row, Source):
        _check_stored(_locked(evidence__source=row))
        return
    way = _way(type(row))
    if way is None:
        raise TypeError(f"{type(row).__name__} belongs to no article.")
    *path, last = way.path.split("__")
    for name in path:
        row = getattr(row, name)
    key = getattr(row, last) if last == "pk" else getattr(row, f"{last}_id")
    if way.to is Claim:
        _check_stored(_LOCKED(key).values())
        return
    locked = Article.every.select_for_update(no_key=True).filter(pk=key)
    if locked.values_list("trashed_at", flat=True).first() is not None:
        _refuse(key)


def check_articles(articles: Collection[int]) -> None:
    """The same of articles by their keys, which are locked."""
    rows = Article.every.select_for_update(no_key=True).filter(pk__in=articles)
    found = rows.order_by("pk").values_list("pk", "trashed_at")
    raise_first(_why([pk for pk, trashed_at in found if trashed_at is not None]))


def lock(claims: Iterable[Claim]) -> tuple[dict[int, tuple[str, int]], Refusals]:
    """Many claims, locked in a transaction: status and version as they are stored, and
    which are refused for lying there.
    """
    rows = Claim.every.select_for_update(of=("self",), no_key=True).order_by("pk")
    found = rows.filter(pk__in=[one.pk for one in claims])
    stored: dict[int, tuple[str, int]] = {}
    lying: dict[int, int] = {}
    for pk, in_trash, article, status, version in found.values_list(
        "pk", "in_trash", "article", "status", "version"
    ):
        if in_trash:
            lying[pk] = article
        else:
            stored[pk] = status, version
    why = _why(lying.values())
    return stored, {pk: why[article] for pk, article in lying.items()}


def _locked(**lookup: Any) -> QuerySet[Any, Any]:
    claims = Claim.every.select_for_update(of=("self",), no_key=True)
    found = claims.filter(**lookup).order_by("in_trash", "pk")
    return found.values_list("in_trash", "article")[:1]


_LOCKED = prepared(lambda pk: _locked(pk=pk), int)


def _check_stored(rows: Iterable[tuple[Any, ...]]) -> None:
    for in_trash, article_id in rows:
        if in_trash:
            _refuse(article_id)


def _refuse(article_id: Any) -> None:
    """Raise InTrashError where that article lies there."""
    raise_first(_why([article_id]))


def _why(articles: Iterable[Any]) -> Refusals:
    """Of those articles that lie there, until when they can be brought back."""
    wanted = {pk for pk in articles if pk is not None}
    if not wanted:
        return {}
    found = Article.every.filter(trashed_at__isnull=False, pk__in=wanted)
    refused: Refusals = {}
    for article in found.only("title", "trashed_at"):
        assert article.trashed_at is not None  # noqa: S101  asked for
        until = article.trashed_at + timedelta(days=KEPT_DAYS)
        refused[article.pk] = InTrashError(
            f"“{(article.title or article.pk)!s:.80}” is in the trash since "
            f"{_day(article.trashed_at)}; an editor can restore it until {_day(until)}."
        )
    return refused


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j M Y")
