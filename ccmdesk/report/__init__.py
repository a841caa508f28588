"""A document is a tree of blocks; the writers turn the tree into files."""
