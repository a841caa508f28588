"""Packs the outlines at 1:10 million: python packaging/base_map.py PACKAGE/countries-10m.json.

The file is that of the npm package world-atlas 2.0.2, of which the outlines at 1:50 million are
shipped as they are.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

from ccmdesk.model.resources import resource
from ccmdesk.report.base_map import state_of
from ccmdesk.report.fine_outlines import FILE, INDEX, STEPS, packed

_WHEN = (2019, 1, 1, 0, 0, 0)
_LEFT_OUT = frozenset({"Antarctica"})
"""No State: a plan never shows it."""


def main() -> None:
    raw = json.loads(Path(sys.argv[1]).read_bytes())
    outlines = [_outline(one, raw) for one in _shown(raw)]
    used = sorted({n if n >= 0 else ~n for one in outlines for ring in one["rings"] for n in ring})
    places = {number: place for place, number in enumerate(used)}
    for one in outlines:
        one["rings"] = [[_moved(n, places) for n in ring] for ring in one["rings"]]
    arcs = [packed(chain.from_iterable(raw["arcs"][number])) for number in used]
    index = {
        "scale": raw["transform"]["scale"],
        "first": raw["transform"]["translate"],
        "lengths": [len(arc) for arc in arcs],
        "outlines": outlines,
    }
    with zipfile.ZipFile(resource("base_map", FILE), "w") as out:
        _put(out, INDEX, json.dumps(index, separators=(",", ":")).encode())
        _put(out, STEPS, b"".join(arcs))


def _shown(raw: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for one in raw["objects"]["countries"]["geometries"]:
        if one["properties"]["name"] not in _LEFT_OUT:
            yield one


def _outline(one: dict[str, Any], raw: Mapping[str, Any]) -> dict[str, Any]:
    polygons = [one["arcs"]] if one["type"] == "Polygon" else one["arcs"]
    rings = [ring for polygon in polygons for ring in polygon]
    return {"state": state_of(one), "box": _box(rings, raw), "rings": rings}


def _box(rings: Sequence[Sequence[int]], raw: Mapping[str, Any]) -> list[float]:
    (wide, high), (west, south) = raw["transform"]["scale"], raw["transform"]["translate"]
    xs: list[int] = []
    ys: list[int] = []
    for number in chain.from_iterable(rings):
        steps = raw["arcs"][number if number >= 0 else ~number]
        xs += accumulate(step[0] for step in steps)
        ys += accumulate(step[1] for step in steps)
    sides = min(xs) * wide + west, min(ys) * high + south, max(xs) * wide + west
    return [round(side, 4) for side in (*sides, max(ys) * high + south)]


def _moved(number: int, places: Mapping[int, int]) -> int:
    return places[number] if number >= 0 else ~places[~number]


def _put(out: zipfile.ZipFile, name: str, held: bytes) -> None:
    """Write one part the same on every machine."""
    part = zipfile.ZipInfo(name, _WHEN)
    part.compress_type = zipfile.ZIP_DEFLATED
    part.external_attr = 0o644 << 16
    out.writestr(part, held, compresslevel=9)


if __name__ == "__main__":
    main()
