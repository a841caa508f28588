"""What a reader would call a fault of the pages of a PDF, whatever the paper says."""

from __future__ import annotations

from collections.abc import Iterator

from page_boxes import TextBox, overlapping

from ccmdesk.report.pdf.sheet import BOTTOM, HEIGHT, LEFT, TEXT_WIDTH

_EDGE = 0.5  # points an outline or a rounded coordinate may stand over
_HANGING = 3.0  # points the feet of the letters of a last line may reach below


def faults(pages: list[list[TextBox]]) -> list[str]:
    """Return the faults of a paper: letters missing, texts on one another or beyond the margins."""
    return [fault for boxes in pages for fault in _faults_of(boxes)]


def _faults_of(boxes: list[TextBox]) -> Iterator[str]:
    for one, other in overlapping(boxes):
        yield f"page {one.page}: “{one.text}” and “{other.text}” cover each other"
    for box in boxes:
        yield from (f"page {box.page}: “{box.text}” {what}" for what in _wrong_with(box))


def _wrong_with(box: TextBox) -> Iterator[str]:
    if box.missing or "\ufffd" in box.text:
        yield "lacks a letter"
    if not box.text.strip():
        return
    if box.left < LEFT - _EDGE or box.right > LEFT + TEXT_WIDTH + _EDGE:
        yield "goes beyond the margin"
    if box.top > HEIGHT or (box.kind != "Artifact" and box.bottom < BOTTOM - _HANGING):
        yield "goes beyond the page"
