"""The records that all programs exchange: about a kilobyte of text each, in five scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

_FIRST_ID = 1 << 100
_PLACES = {
    "en": ("mill", "river bank", "school", "quarry", "old bridge", "market", "orchard"),
    "ar": ("المطحنة", "ضفة النهر", "المدرسة", "المحجر", "الجسر القديم", "السوق", "البستان"),
    "lo": ("ໂຮງສີ", "ແຄມນ້ຳ", "ໂຮງຮຽນ", "ບໍ່ຫີນ", "ຂົວເກົ່າ", "ຕະຫຼາດ", "ສວນໝາກໄມ້"),
    "zh": ("磨坊", "河岸", "学校", "采石场", "旧桥", "市场", "果园"),
    "ru": ("мельницы", "берега реки", "школы", "карьера", "старого моста", "рынка", "сада"),
}
_NAMES = {
    "en": "Field {n} north of the {place}",
    "ar": "الحقل رقم {n} شمال {place}",
    "lo": "ທົ່ງນາ {n} ທາງເໜືອຂອງ{place}",
    "zh": "{place}以北第{n}块田地",
    "ru": "Поле {n} к северу от {place}",
}
_IMPACTS = {
    "en": "{n} families need the land beside the {place} for rice, and the path to the well",
    "ar": "تحتاج {n} أسرة إلى الأرض قرب {place} لزراعة الأرز",
    "lo": "{n} ຄອບຄົວຕ້ອງການທີ່ດິນຂ້າງ{place}",
    "zh": "{n}户人家需要{place}旁边的土地种植水稻",
    "ru": "Земля у {place} нужна {n} семьям для посева риса",
}
_DISTRICTS = ("Xepon", "Nong", "Phin", "Vilabouly", "Atsaphone", "Thapangthong")

COLUMNS = (
    *("code", "kind", "status", "size_m2", "evidence", "found_on", "used_when", "position"),
    *("priority", "marked", "province@en", "province@lo", "district@en", "district@lo"),
    *(f"name@{language}" for language in _NAMES),
    *(f"impact@{language}" for language in _IMPACTS),
    "munitions",
)
"""What a record has, by the keys of its flat form; a peer has a field or column for each."""


def record_id(n: int) -> UUID:
    """Return the id of record *n*."""
    return UUID(int=_FIRST_ID + n)


def flat_record(n: int) -> dict[str, Any]:
    """Return record *n* in flat form."""
    mixed = n * 7919 % 1_000_003
    turn = n % 7
    district = _DISTRICTS[mixed % len(_DISTRICTS)]
    texts = {
        f"{field}@{language}": text.format(n=mixed % count, place=_PLACES[language][turn])
        for field, by_language, count in (("name", _NAMES, 100_000), ("impact", _IMPACTS, 500))
        for language, text in by_language.items()
    }
    return {
        "code": f"HA-{n}",
        "kind": "CHA" if n % 3 else "SHA",
        "status": "open" if n % 5 else "closed",
        "size_m2": 1000 + mixed % 100_000,
        "evidence": "direct" if n % 3 else "indirect",
        "found_on": f"20{10 + n % 15}-{1 + n % 12:02}",
        "used_when": f"Between {1964 + n % 4} and {1968 + n % 6}, by aircraft",
        "position": [180_000_000 + mixed * 9, 1_030_000_000 + mixed * 7],
        "priority": 1 + n % 9,
        "marked": n % 4 == 0,
        "province@en": "Savannakhet",
        "province@lo": "ສະຫວັນນະເຂດ",
        "district@en": district,
        "district@lo": f"ເມືອງ {mixed % 15}",
        "munitions": ["BLU-26"] if n % 2 else ["BLU-26", "BLU-63"],
        **texts,
    }


def texts_of(flat: dict[str, Any]) -> list[str]:
    """Return the cells of a record as text, in the order of COLUMNS."""
    return [str(flat[key]) for key in COLUMNS]


def edits(count: int, *, ours: bool) -> Iterator[tuple[int, str, Any]]:
    """Yield (record, key, value) of what one side edits: 12 of 100 records, in one field each.

    Of a hundred records the two sides meet in two: in the same field of one, in two of the other.
    """
    for n in range(count):
        place = n % 100
        if ours and 10 <= place < 22:
            key = "name@en" if place == 10 else "priority"
            yield n, key, f"Field {n}, as our survey calls it" if place == 10 else 1 + (n + 4) % 9
        elif not ours and place < 12:
            yield n, "name@en", f"Field {n}, as the centre calls it"
