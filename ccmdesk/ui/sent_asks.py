"""What can be done with a submission that was sent."""

from __future__ import annotations

CORRECT, COMPARE, SHOW = "correct", "compare", "show"
