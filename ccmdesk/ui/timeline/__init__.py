"""The time line of the plan in the window."""
