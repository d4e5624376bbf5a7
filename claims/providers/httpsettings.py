"""What an operator decides about asking, and why nobody may be asked."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from claims.providers.errors import NetworkOffError, NoContactError, SourceError
from claims.providers.inflate import ACCEPT_ENCODING
from claims.providers.targets import Target


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """What an operator decides.  At least one contact is needed to ask public sites.

    `contact_needed` is False for pages a person named: like a browser, a visit to one
    page needs no introduction; searching a public service does.

    `provider` names the public service this client asks; without it every host is a
    site of its own.  `min_interval` is seconds between two requests to a site, and
    `read_seconds` how long it may stay silent.

    `allow_hosts` are (host, port) pairs of internal services: they may have a private
    address and any port, and a public site can never redirect to them.  Give them
    only to the client of the provider that needs them, not to one that fetches
    addresses people type in.

    `daily_quota` is for services whose limit is one of the day: "too many requests"
    then means that the day's quota is used up.
    """

    contact_url: str = ""
    contact_email: str = ""
    contact_needed: bool = True
    network: bool = True
    allow_hosts: frozenset[tuple[str, int]] = frozenset()
    product: str = "FactcheckWorkbench/1.0"
    secrets: tuple[str, ...] = ()
    min_interval: float = 1.0
    read_seconds: float = 20.0
    provider: str = ""
    daily_quota: bool = False

    @property
    def user_agent(self) -> str:
        """Names the product and who runs it, as Wikimedia and others ask."""
        email = f"mailto:{self.contact_email}" if self.contact_email else ""
        contact = "; ".join(part for part in (self.contact_url, email) if part)
        who = f"{self.product} ({contact})" if contact else self.product
        return f"{who} httpx2/{version('httpx2')}"

    @property
    def headers(self) -> dict[str, str]:
        """What every request says unless its provider says otherwise."""
        return {
            "User-Agent": self.user_agent,
            "Accept-Encoding": ACCEPT_ENCODING,
            "Accept": "*/*",
        }

    def why_not(self) -> SourceError | None:
        """Why no public site can be asked at all, or None when they can."""
        if not self.network:
            return NetworkOffError()
        if self.contact_needed and not (self.contact_url or self.contact_email):
            return NoContactError()
        return None

    def site(self, target: Target) -> str:
        """What turns, trouble and calls are counted by."""
        return self.provider or target.host

    def is_paced(self, target: Target) -> bool:
        """A service of the house that asks others for us is asked as gently as they."""
        return bool(self.provider) or not target.internal
