"""What the endpoints take and give: taken strictly, given whole."""

from __future__ import annotations
