"""The plans that the window is measured on: hazardous areas in four languages, made by the store.

python bench/desktop_plan.py FILE COUNT
"""

from __future__ import annotations

import datetime as dt
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from ccmdesk.actions.author import Author
from ccmdesk.actions.create_plan import CreatePlan, create_plan
from ccmdesk.model.area import AreaKind, AreaStatus, HazardousArea
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.codes import StateCode
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.packs import load_packs
from ccmdesk.model.resources import resource
from ccmdesk.model.values import PartialDate, Position, Texts

NOON = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
MANY = 100_000
USUAL = 5_000
PART = 5_000
"""So many areas are one step."""

_PLACES = {
    "en": ("mill", "river bank", "school", "quarry", "old bridge", "market", "orchard"),
    "ar": ("المطحنة", "ضفة النهر", "المدرسة", "المحجر", "الجسر القديم", "السوق", "البستان"),
    "lo": ("ໂຮງສີ", "ແຄມນ້ຳ", "ໂຮງຮຽນ", "ບໍ່ຫີນ", "ຂົວເກົ່າ", "ຕະຫຼາດ", "ສວນໝາກໄມ້"),
    "zh": ("磨坊", "河岸", "学校", "采石场", "旧桥", "市场", "果园"),
}
_NAMES = {
    "en": "Field {n} north of the {place}",
    "ar": "الحقل رقم {n} شمال {place}",
    "lo": "ທົ່ງນາ {n} ທາງເໜືອຂອງ{place}",
    "zh": "{place}以北第{n}块田地",
}
RARE = {
    "en": "lighthouse keeper",
    "ar": "حارس المنارة",
    "lo": "ຜູ້ເຝົ້າປະພາຄານ",
    "zh": "灯塔看守人",
}
"""Words that one area in ten thousand has in its name."""

_SELDOM = 10_000
_FIRST_ID = 1 << 100


def make_plan(file: Path, count: int) -> Path:
    """Make a plan of *count* areas at *file*, unless it is there already."""
    if file.exists():
        return file
    unfinished = file.with_stem(f"{file.stem}-unfinished")
    unfinished.unlink(missing_ok=True)
    ask = CreatePlan(
        path=unfinished, country=StateCode("LAO"), first_year=2026, last_year=2030, office="Bench"
    )
    author = Author("Bench", lambda: NOON)
    with create_plan(ask, author=author, packs=load_packs(resource("packs"))) as store:
        areas = _areas(count)
        while part := list(itertools.islice(areas, PART)):
            changes = [change for area in part for change in difference(None, area)]
            store.apply(changes, author.stamp(StepKind.IMPORT))
    return unfinished.replace(file)


def _areas(count: int) -> Iterator[HazardousArea]:
    for n in range(count):
        yield HazardousArea(
            id=HazardousAreaId(UUID(int=_FIRST_ID + n)),
            code=f"HA-{n}",
            name=Texts.of({language: _name(language, n) for language in _NAMES}),
            kind=AreaKind.CONFIRMED if n % 3 else AreaKind.SUSPECTED,
            status=AreaStatus.OPEN if n % 5 else AreaStatus.CLOSED,
            size_m2=1000 + n * 7919 % 100_000,
            found_on=PartialDate("2019-03"),
            position=Position(180_000_000 + n * 37 % 9_000_000, 1_030_000_000 + n % 9_000_000),
        )


def _name(language: str, n: int) -> str:
    places = _PLACES[language]
    name = _NAMES[language].format(n=n * 7919 % MANY, place=places[n % len(places)])
    return f"{name}, {RARE[language]}" if n % _SELDOM == _SELDOM // 2 else name


if __name__ == "__main__":
    make_plan(Path(sys.argv[1]), int(sys.argv[2]))
