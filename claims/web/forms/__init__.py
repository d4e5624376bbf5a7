"""What people type, checked for shape; whether it may be done is the services' say."""

from __future__ import annotations
