"""What two labelling tools reach at the same work, measured by us on another day."""

from __future__ import annotations

#: Operation -> Label Studio 1.x and doccano on PostgreSQL 15, ten thousand texts.
MEASURED = {
    "next, 1 reviewer, p50": ("130 ms", "121 ms"),
    "submit, 1 reviewer, p50": ("111 ms", "44 ms"),
    "next, 8 reviewers, p50": ("577 ms", "255 ms"),
    "submit, 8 reviewers, p50": ("561 ms", "248 ms"),
    "next, 32 reviewers, p50": ("2,566 ms", "797 ms"),
    "submit, 32 reviewers, p50": ("3,108 ms", "1,147 ms"),
    "reviews a second, 8 reviewers": ("7.1", "15.5"),
    "handed to two people at once, 8 reviewers": ("0 of 253", "446 of 546"),
    "next + submit, CPU web": ("124-228 ms", "59-77 ms"),
    "next + submit, CPU database": ("87-156 ms", "46-95 ms"),
    "first list page of 50, p50": ("1,069 ms", "1,644 ms"),
    "filter by status, p50": ("723 ms", "980 ms"),
    "text search, p50": ("784 ms", "1,042 ms"),
    "export, items a second": ("48", "2,878"),
    "import, items a second": ("931", "1,489"),
}
CAVEAT = (
    "The peers' figures are of another run, on another day, of a machine like this one "
    "that was busy\nwith other work; their items are plain texts, ours are read numbers "
    "with evidence. Compare\nthe order of magnitude, and the CPU before the wall."
)
