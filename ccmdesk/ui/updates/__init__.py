"""Updates of the program and the reference packs, in the window."""
