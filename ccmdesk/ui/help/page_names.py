"""How a part of the window names its page of help."""

from __future__ import annotations

PAGE = "help page"
"""The property of a box that names its page of help."""
