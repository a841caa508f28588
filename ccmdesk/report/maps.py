"""A map of areas as values: places by longitude and latitude, finished texts for its words."""

from __future__ import annotations

from dataclasses import dataclass

from ccmdesk.report.charts import Ink

Place = tuple[float, float]
"""Longitude and latitude in degrees, WGS 84."""

Ring = tuple[Place, ...]
"""A closed outline; the last place is tied to the first."""


@dataclass(frozen=True, slots=True)
class MapArea:
    """An area by its outline; one place alone is drawn as a mark of fixed size."""

    outline: Ring
    ink: Ink
    label: str = ""


@dataclass(frozen=True, slots=True)
class MapName:
    """A name that stands at a place, such as that of a town or a neighbouring country."""

    at: Place
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMap:
    """Areas on the outline of a country; north is up and it is the same in both directions.

    *country* are the rings of the country, *around* those of the land beside it. *note* says what
    the lines mean and do not mean. *scale* is a length in kilometres and its text. *legend* names
    the inks in use.
    """

    caption: str
    alternative: str
    note: str
    country: tuple[Ring, ...]
    around: tuple[Ring, ...]
    areas: tuple[MapArea, ...]
    legend: tuple[tuple[str, Ink], ...]
    scale: tuple[int, str]
    names: tuple[MapName, ...] = ()
    anchor: str = ""
