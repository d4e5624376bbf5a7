"""Our reader without what `make compile` builds of it."""

from __future__ import annotations

import os

os.environ["READER_INTERPRETED"] = "1"  # before the reader is met: it asks once

from bench.readers.ours import PACKAGE, read

__all__ = ["HOW", "NAME", "PACKAGE", "read"]
NAME = "ours, as written"
HOW = "The same with `READER_INTERPRETED=1`: every module as its source says."
