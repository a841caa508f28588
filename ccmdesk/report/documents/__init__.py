"""One folder or file per document: each builds a tree of blocks from records."""
