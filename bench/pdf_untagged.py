"""Child process: builds the paper with the product's own writer without tags, and ends."""

from __future__ import annotations

from pdf_ours import main

main(is_tagged=False)
