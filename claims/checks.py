"""What is said about an installation before it runs, each with its mending."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.http.request import (  # noqa: TID251  the rule a request's host meets
    validate_host,
)

from claims import conf

CLEAR_TEXT = checks.Warning(
    "PUBLIC_URL begins with http://: passwords and sessions travel unprotected.",
    hint="Put TLS in front and set PUBLIC_URL=https://…; cookies, HSTS and redirects "
    "follow from it.",
    id="claims.W001",
)
ONLY_HERE = checks.Warning(
    "PUBLIC_URL names this machine only: published fact checks would link to it.",
    hint="Set PUBLIC_URL to the address readers type.",
    id="claims.W002",
)
FILE_AND_SERVER = checks.Warning(
    "The broker is on another machine, the database is a file on this one.",
    hint="Workers elsewhere would write into files of their own: set DATABASE_URL to a "
    "PostgreSQL server that all of them reach.",
    id="claims.W003",
)
ANY_HOST = checks.Warning(
    "ALLOWED_HOSTS lets every host name in.",
    hint="Name the hosts of PUBLIC_URL and of the health checks.",
    id="claims.W004",
)
FOREIGN_HOST = checks.Error(
    "The host of PUBLIC_URL is not in ALLOWED_HOSTS: readers would get an error.",
    hint="Add it to ALLOWED_HOSTS, or leave ALLOWED_HOSTS empty.",
    id="claims.E001",
)
HALFWAY = checks.Error(
    "The database is between two versions: it has some of the migrations that were put "
    "together on 27 November 2026, and not all of them.",
    hint='Let the last version that had them finish first: "Upgrading" in '
    "docs/operations.md tells how.",
    id="claims.E002",
)
TLS_ENDS_HERE = checks.Info(
    "PUBLIC_URL is https and no proxy is trusted: the server itself must speak TLS.",
    hint="Behind a proxy that ends TLS and sets X-Forwarded-Proto, set "
    "BEHIND_TLS_PROXY=true; without it every page redirects to itself.",
    id="claims.I001",
)
NAMELESS = checks.Info(
    "Public sources are asked without a way to reach whoever asks.",
    hint="Set CONTACT_EMAIL or CONTACT_URL; some sources turn nameless clients away.",
    id="claims.I002",
)


@checks.register(checks.Tags.security, deploy=True)
def address(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Whether the address readers use fits what protects it."""
    return list(_address())


@checks.register(checks.Tags.security, deploy=True)
def parts(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Whether database and broker can belong to one installation."""
    engine = settings.DATABASES["default"]["ENGINE"]
    broker = urlsplit(settings.CELERY_BROKER_URL)
    elsewhere = broker.scheme in {"redis", "rediss"} and not _is_here(broker.hostname)
    return [FILE_AND_SERVER] if engine.endswith("sqlite3") and elsewhere else []


@checks.register(deploy=True)
def sources(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Whether the sources we ask can tell who is asking."""
    return [NAMELESS] if conf.network() and not any(conf.contact()) else []


@checks.register(checks.Tags.database)
def history(
    app_configs: Any, databases: Collection[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Whether the database's migrations lead on to ours; asked before migrating."""
    loaders = (MigrationLoader(connections[alias]) for alias in databases or ())
    return [HALFWAY for loader in loaders if halfway(loader)]


def halfway(loader: MigrationLoader) -> bool:
    """Whether the database has some of what one of our migrations replaces, not all."""
    for migration in loader.replacements.values():
        done = [one in loader.applied_migrations for one in migration.replaces]
        if any(done) and not all(done):
            return True
    return False


def _address() -> Iterator[checks.CheckMessage]:
    public = urlsplit(conf.public_url(""))
    if _is_here(public.hostname):
        yield ONLY_HERE
    elif public.scheme != "https":
        yield CLEAR_TEXT
    elif not getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        yield TLS_ENDS_HERE
    if "*" in settings.ALLOWED_HOSTS:
        yield ANY_HOST
    elif not validate_host(_in_header(public.hostname), settings.ALLOWED_HOSTS):
        yield FOREIGN_HOST


def _in_header(host: str | None) -> str:
    """As a browser would send it: an IPv6 address in brackets."""
    return f"[{host}]" if host and ":" in host else host or ""


def _is_here(host: str | None) -> bool:
    name = (host or "").lower()
    try:
        return ip_address(name).is_loopback or ip_address(name).is_unspecified
    except ValueError:
        return name in {"", "localhost"} or name.endswith(".localhost")
