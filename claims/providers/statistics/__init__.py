"""What claims ask official statistics for, and how a figure becomes a sentence."""

from __future__ import annotations
