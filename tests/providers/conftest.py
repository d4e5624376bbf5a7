from __future__ import annotations

import pytest

from claims.providers.http import HttpClient, HttpSettings


class Pauses(list[float]):
    """A sleep that only notes how long it should have been."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def client_for(pauses):
    """A client that may ask one server of this machine, and no other."""

    def make(port: int, *more: tuple[str, int], **settings) -> HttpClient:
        allowed = frozenset({("127.0.0.1", port), ("localhost", port), *more})
        return HttpClient(
            HttpSettings(
                contact_url="https://desk.example/about",
                contact_email="desk@desk.example",
                allow_hosts=allowed,
                **settings,
            ),
            sleep=pauses,
            backoff=lambda attempt: 0.25 * attempt,
        )

    return make
