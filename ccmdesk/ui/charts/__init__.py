"""Charts of the papers drawn in the window."""
