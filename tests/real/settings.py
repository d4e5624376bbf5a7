"""The installation's own settings, with a server on this machine allowed as a source."""

from __future__ import annotations

import os

from factcheck.settings import *  # noqa: F403

CLAIMS_ALLOW_HOSTS = [
    (host, int(port))
    for host, _, port in (
        pair.rpartition(":") for pair in os.environ["SOURCE_HOSTS"].split(",")
    )
]
