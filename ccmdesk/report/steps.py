"""Counts the steps of writing a paper, and tells how far it is."""

from __future__ import annotations

from dataclasses import dataclass

from ccmdesk.report.cancel import Progress


@dataclass(slots=True)
class Steps:
    """Each block is gone through twice: laid out, then drawn or written."""

    progress: Progress
    blocks: int
    done: int = 0

    def again(self) -> None:
        """Tell that work goes on."""
        self.progress(self.done, 2 * self.blocks)

    def next(self) -> None:
        """Tell that one more is done."""
        self.done += 1
        self.again()

    def drawn(self, page: int, pages: int) -> None:
        """Tell that *page* of *pages* is drawn, when all blocks are laid out."""
        self.done = self.blocks + self.blocks * page // pages
        self.again()
