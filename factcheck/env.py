"""Settings from the environment: typed, and a bad value stops start-up."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import NoReturn

#: Every variable the settings read, with the sentence the documentation shows.
KNOWN: dict[str, str] = {}

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}

EX_CONFIG = 78  # sysexits.h: something was found in an unconfigured state


def env_str(name: str, default: str = "", *, about: str) -> str:
    KNOWN[name] = about
    return os.environ.get(name, "").strip() or default


def env_bool(name: str, *, default: bool, about: str) -> bool:
    value = env_str(name, about=about).lower()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    if value:
        refuse(f"{name} must be true or false, not {value!r}.")
    return default


def env_int(name: str, default: int, *, about: str) -> int:
    value = env_str(name, str(default), about=about)
    try:
        return int(value)
    except ValueError:
        refuse(f"{name} must be a whole number, not {value!r}.")


def env_list(name: str, default: str = "", *, about: str) -> list[str]:
    value = env_str(name, default, about=about)
    return [part.strip() for part in value.split(",") if part.strip()]


def env_secret(name: str, keep_in: Path, *, about: str) -> str:
    """The variable, or a key made once and kept in a file only its owner can read."""
    if value := env_str(name, about=about):
        return value
    try:
        keep_in.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(
            os.open(keep_in, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w"
        ) as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    except OSError as error:
        refuse(
            f"{name} is not set, and no key can be kept in {keep_in}: {error.strerror}."
        )
    return keep_in.read_text().strip()


def refuse(sentence: str) -> NoReturn:
    sys.stderr.write(f"Configuration: {sentence}\n")
    raise SystemExit(EX_CONFIG)
