"""A made-up library of statistics with claims whose best passages are known.

`topics.toml` has the sentences, `figures` writes numbers, `world` makes the documents
and the claims, all from one seed; what comes out is never committed.
"""

from __future__ import annotations
