"""Files named on the command line."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import CommandError


def content_of(path: Path) -> bytes:
    """Raises CommandError, which says in a sentence why it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CommandError("There is no such file.") from error
    except IsADirectoryError as error:
        raise CommandError("This is a folder; name the files in it.") from error
    except PermissionError as error:
        raise CommandError("This account may not read it.") from error
    except (OSError, ValueError) as error:
        raise CommandError(f"It cannot be read: {error}.") from error
