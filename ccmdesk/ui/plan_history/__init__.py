"""The history of the plan: every step, what it changed, and the way back to its point."""
