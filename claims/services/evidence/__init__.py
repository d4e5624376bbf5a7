"""Evidence: the passage, the number in it, and what arithmetic says about it."""

from __future__ import annotations

from claims.services.evidence.choosing import others_in
from claims.services.evidence.clipping import EvidenceData, attach, check_open
from claims.services.evidence.found import (
    Found,
    Searched,
    check_length,
    claim_quantity,
    found_of,
    not_asked,
)
from claims.services.evidence.keeping import (
    CLOSED,
    MANUAL,
    NO_NUMBER,
    compared_columns,
    kept_once,
    row_of,
    rows_of,
    source_of,
    store_found,
    without_number,
)
from claims.services.evidence.stances import check_stance, set_stance

__all__ = [
    "CLOSED",
    "MANUAL",
    "NO_NUMBER",
    "EvidenceData",
    "Found",
    "Searched",
    "attach",
    "check_length",
    "check_open",
    "check_stance",
    "claim_quantity",
    "compared_columns",
    "found_of",
    "kept_once",
    "not_asked",
    "others_in",
    "row_of",
    "rows_of",
    "set_stance",
    "source_of",
    "store_found",
    "without_number",
]
