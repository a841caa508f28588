"""Hazardous areas and the land released from them."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.area import AreaKind, Evidence, HazardousArea, LandRelease, ReleaseMethod
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.words import N_
from ccmdesk.rules.finding import Finding
from ccmdesk.rules.geometry import FEWEST_POINTS, misstates, polygon_size_m2
from ccmdesk.rules.land import parts_of, released_of
from ccmdesk.rules.rule import Rule, explained, sentence, square_metres

EVIDENCE = Rule(
    name="area-evidence",
    field="evidence",
    todo=N_("Record the direct evidence, or keep the area as suspected."),
    basis=N_("Article 7.1 (h)"),
)
OUTLINE = Rule(
    name="area-outline",
    field="polygon",
    todo=N_("Correct the size or the outline."),
    basis=N_("Article 7.1 (h)"),
)
RELEASED = Rule(
    name="area-released",
    field="size_m2",
    todo=N_("Correct the size of the area or the land released from it."),
    basis=N_("Article 7.1 (i)"),
)
CANCELLED = Rule(
    name="release-cancelled",
    field="method",
    todo=N_("Name non-technical survey as the method, or say why the method is not known."),
    basis=N_("Article 4.2 (a)"),
)
REDUCED = Rule(
    name="release-reduced",
    field="method",
    todo=N_("Name technical survey as the method, or say why the method is not known."),
    basis=N_("Article 4.2 (a)"),
)
SUM = Rule(
    name="release-sum",
    field="released_m2",
    todo=N_("Correct one of the figures; what was released in all follows from its parts."),
    basis=N_("Article 7.1 (i)"),
)
DEPTH = Rule(
    name="release-depth",
    field="depth_cm",
    todo=N_("State the depth searched, or say why it is not known."),
    basis=N_("Article 4.3"),
)


def area_findings(document: PlanDocument) -> Iterator[Finding]:
    """Yield what does not fit in areas and in the releases of land."""
    for area in document.of(HazardousArea):
        yield from _evidence(area)
        yield from _outline(area)
        yield from _released(document, area)
    for release in document.of(LandRelease):
        yield from _sum(release)
        if not release.whole_programme:
            yield from _methods(release)


def _evidence(area: HazardousArea) -> Iterator[Finding]:
    confirmed = area.kind is AreaKind.CONFIRMED
    if confirmed and area.evidence is not Evidence.DIRECT and not explained(area, "evidence"):
        yield EVIDENCE.about(
            area, sentence(N_("The area is confirmed, but no direct evidence is recorded."))
        )


def _outline(area: HazardousArea) -> Iterator[Finding]:
    outline, size = area.polygon, area.size_m2
    if outline is None or len(outline.points) < FEWEST_POINTS or size is None:
        return
    drawn = polygon_size_m2(outline)
    if misstates(drawn, size) and not explained(area, "polygon"):
        says = sentence(
            N_("The outline encloses {drawn}, but the size is given as {size}."),
            drawn=square_metres(drawn),
            size=square_metres(size),
        )
        yield OUTLINE.about(area, says)


def _released(document: PlanDocument, area: HazardousArea) -> Iterator[Finding]:
    releases = document.children(LandRelease, "area", area.id)
    released = sum(released_of(one) for one in releases if not one.whole_programme)
    if area.size_m2 is not None and released > area.size_m2 and not explained(area, "size_m2"):
        says = sentence(
            N_("{released} were released from an area of {size}."),
            released=square_metres(released),
            size=square_metres(area.size_m2),
        )
        yield RELEASED.about(area, says)


def _sum(release: LandRelease) -> Iterator[Finding]:
    """Yield a stated sum that its parts contradict: all are there, or they are more already."""
    stated, parts = release.released_m2, parts_of(release)
    total = sum(part or 0 for part in parts)
    if stated is None or explained(release, "released_m2"):
        return
    if total > stated or (None not in parts and total != stated):
        says = sentence(
            N_("{stated} are said to be released in all, but the parts add up to {total}."),
            stated=square_metres(stated),
            total=square_metres(total),
        )
        yield SUM.about(release, says)


def _methods(release: LandRelease) -> Iterator[Finding]:
    surveyed = {ReleaseMethod.TECHNICAL_SURVEY, ReleaseMethod.EVIDENCE_POINT_SURVEY}
    method_open = not explained(release, "method")
    cancelled = method_open and release.method is not ReleaseMethod.NON_TECHNICAL_SURVEY
    if release.cancelled_m2 and cancelled:
        says = N_("Land was cancelled without a non-technical survey.")
        yield CANCELLED.about(release, sentence(says))
    if release.reduced_m2 and method_open and release.method not in surveyed:
        yield REDUCED.about(release, sentence(N_("Land was reduced without a technical survey.")))
    depth_open = release.depth_cm is None and not explained(release, "depth_cm")
    if release.cleared_m2 and depth_open:
        yield DEPTH.about(release, sentence(N_("Land was cleared to a depth that is not stated.")))
