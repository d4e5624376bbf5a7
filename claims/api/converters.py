from __future__ import annotations

from django.urls import register_converter

from claims.vocabulary import QueueSlug

MAX_ID = 2**63 - 1


class IdConverter:
    """A row's id as databases can hold it; anything else is no address of ours."""

    regex = "[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        number = int(value)
        if number > MAX_ID:
            raise ValueError(value)
        return number

    def to_url(self, value: int) -> str:
        return str(value)


class QueueConverter:
    regex = "[a-z-]{1,20}"

    def to_python(self, value: str) -> QueueSlug:
        return QueueSlug(value)

    def to_url(self, value: str) -> str:
        return str(value)


def register() -> None:
    register_converter(IdConverter, "id")
    register_converter(QueueConverter, "queue")
