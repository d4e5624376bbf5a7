"""The one reader of CLAIMS_* settings."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is accepted; told to people on the form and in the API."""

    text_chars: int = 1_000_000
    file_bytes: int = 25_000_000
    numbers_per_article: int = 10_000
    sourced_per_article: int = 300  # the worthiest; the others when somebody asks
    url_chars: int = 2_048
    rationale_chars: int = 20_000
    quote_chars: int = 5_000
    comment_chars: int = 4_000


LIMITS = Limits()


def _setting(name: str, default: Any) -> Any:
    return getattr(settings, f"CLAIMS_{name}", default)


def version() -> str:
    return str(_setting("VERSION", "0"))


def newsroom_name() -> str:
    return str(_setting("NEWSROOM_NAME", "The fact-check desk"))


def public_url(path: str = "/") -> str:
    return f"{_setting('PUBLIC_URL', 'http://127.0.0.1:8000')}{path}"


def lease_time() -> timedelta:
    """How long a claim stays with the person who took it."""
    return timedelta(minutes=_setting("LEASE_MINUTES", 30))


def job_lease() -> timedelta:
    """How long a worker may keep a job; longer than any job takes."""
    return timedelta(seconds=_setting("JOB_LEASE_SECONDS", 150))


def worthy_from() -> Decimal:
    """Claims scored at least this high look for sources by themselves."""
    return Decimal(str(_setting("WORTHY_FROM", "0.30")))


def providers_off() -> frozenset[str]:
    """Providers the operator switched off."""
    return frozenset(_setting("PROVIDERS_OFF", ()))


def claimreview_feed() -> str:
    """Where the dump of published checks is fetched every day, or ""."""
    return str(_setting("CLAIMREVIEW_FEED", ""))


def digest_hour() -> int | None:
    """From which hour of the newsroom's time the day's e-mail goes out; None is never."""
    hour = int(_setting("DIGEST_HOUR", 7))
    return hour if hour >= 0 else None


def chat_webhook() -> str:
    """Where notices are posted for the newsroom's chat, or ""."""
    return str(_setting("CHAT_WEBHOOK", ""))


def chat_in_house() -> bool:
    """Whether the chat may be at an internal address."""
    return bool(_setting("CHAT_IN_HOUSE", default=False))


def newsroom_zone() -> ZoneInfo:
    return ZoneInfo(str(_setting("NEWSROOM_TIMEZONE", "UTC")))


def publishes_dissent() -> bool:
    """Whether readers are told how a panel voted, with the notes of who dissented."""
    return bool(_setting("PUBLISH_DISSENT", default=False))


def temp_dir() -> Path:
    """Where a large download is put while it is read; made when it is first needed."""
    folder = Path(_setting("TEMP_DIR", tempfile.gettempdir()))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def rechecks_a_day() -> int:
    """How many sources are looked at again every day; 0 is none."""
    return int(_setting("RECHECKS_A_DAY", 200))


def calibration_every() -> int:
    """One in so many claims a reviewer is served has a known answer; 0 is none."""
    return int(_setting("CALIBRATION_EVERY", 0))


def key(provider: str) -> str:
    """The key for a provider that needs one, or ""."""
    return str(_setting("PROVIDER_KEYS", {}).get(provider, ""))


def address(provider: str) -> str:
    """Where a service of the house is asked, or ""."""
    return str(_setting("PROVIDER_ADDRESSES", {}).get(provider, ""))


def secrets() -> tuple[str, ...]:
    """What no log, error, row or page may show."""
    keys = _setting("PROVIDER_KEYS", {}).values()
    parts = (part for key in keys for part in (key, *key.split(":")))
    # Whoever knows the path of a webhook may post to it.
    return tuple(dict.fromkeys(filter(None, (*parts, _path_of(chat_webhook())))))


def _path_of(address: str) -> str:
    parts = urlsplit(address)
    path = parts.path.strip("/") + (f"?{parts.query}" if parts.query else "")
    return path if len(path) > 8 else ""


def network() -> bool:
    return bool(_setting("NETWORK", default=True))


def contact() -> tuple[str, str]:
    """Page and mail address given to the sources we ask."""
    return str(_setting("CONTACT_URL", "")), str(_setting("CONTACT_EMAIL", ""))


def allow_hosts() -> tuple[tuple[str, int], ...]:
    """Hosts of the house that may be fetched although they are not public."""
    return tuple(_setting("ALLOW_HOSTS", ()))
