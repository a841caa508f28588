"""Every colour of text stands out from every ground it can lie on (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

import pytest

from ccmdesk.report.charts import Ink
from ccmdesk.report.pdf.cells import GROUNDS, HEAD_GROUND
from ccmdesk.report.pdf.inks import mark_fill
from ccmdesk.report.pdf.key_figures import FIGURE_GROUND
from ccmdesk.report.pdf.lanes import GROUP_GROUND
from ccmdesk.report.pdf.running import BANNER_GROUND
from ccmdesk.report.pdf.styles import NAVY, Role, Styles

ON_PAPER = {"1 g", HEAD_GROUND, FIGURE_GROUND, GROUP_GROUND, BANNER_GROUND, *GROUNDS.values()}
LEAST, LEAST_OF_SHAPES = 4.5, 3.0


def luminance(colour: str) -> float:
    """Return the relative luminance of a fill in PDF operators."""
    *parts, operator = colour.split()
    values = [float(part) for part in parts]
    channels = values * 3 if operator == "g" else values
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast("0 g", "1 g") == pytest.approx(21)
    assert contrast("0.46 g", "1 g") == pytest.approx(4.6, abs=0.15)


@pytest.mark.parametrize("ground", sorted(ON_PAPER))
@pytest.mark.parametrize("role", list(Role))
def test_text_stands_out_from_every_ground(role: Role, ground: str) -> None:
    assert contrast(Styles("en").of(role).colour, ground) >= LEAST


@pytest.mark.parametrize("ground", sorted(ON_PAPER))
def test_links_stand_out_from_every_ground(ground: str) -> None:
    assert contrast(NAVY, ground) >= LEAST


@pytest.mark.parametrize("ink", [ink for ink in Ink if ink is not Ink.OPEN])
def test_marks_on_maps_and_lines_stand_out_from_the_paper(ink: Ink) -> None:
    assert contrast(mark_fill(ink), "1 g") >= LEAST_OF_SHAPES
