"""What every engine has to set: ten sections with paragraphs, a chart and a part of a long table.

The wording is invented and was not reviewed; it is here for its letters.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from pathlib import Path

SECTIONS = 10
ROWS = 1_500
PARAGRAPHS = 18
YEARS = tuple(range(2026, 2034))
WIDTHS = (26, 84, 110, 58, 58, 44, 44, 59)
"""Points per column for the engines that do not look at the data themselves."""
NUMBER_COLUMNS = frozenset({0, 4, 7})
TYPES = ("BLU-26", "BLU-63", "M42/M46", "PTAB-2.5M", "ShOAB-0.5", "9N210", "AO-1SCh", "BLU-97/B")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    title: str
    heading: str
    paragraph: str
    columns: tuple[str, ...]
    places: tuple[str, ...]
    activities: tuple[str, ...]
    series: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, paragraphs, three values per year, spans of years per activity, and rows."""

    heading: str
    paragraphs: tuple[str, ...]
    values: tuple[tuple[int, ...], ...]
    spans: tuple[tuple[float, float], ...]
    rows: tuple[tuple[str, ...], ...]


WORDS = {
    "en": Words(
        "National needs and plan: Articles 3, 4 and 5",
        "Clearance of remnants (Article 4)",
        "Of the 1,234 hazardous areas recorded in Xiengkhouang province, 412 contain BLU-26"
        " submunitions; survey will be completed by 31 December 2027 at a cost of US$ 3,450,000"
        " (12.5 % from national resources). See CCM/MSP/2026/WP.3, para. 14.",
        ("No.", "Region", "Activity", "Type", "Area (m²)", "Start", "End", "Cost (US$)"),
        ("Northern district", "Central plateau", "Southern valley", "Eastern border zone"),
        (
            "Non-technical survey",
            "Technical survey",
            "Clearance of cluster munition remnants",
            "Stockpile destruction",
            "Rehabilitation services for survivors",
        ),
        ("National funds", "Pledged", "Gap"),
    ),
    "ar": Words(
        "الاحتياجات والخطة الوطنية: المواد 3 و4 و5",
        "تطهير المخلفات (المادة 4)",
        "من أصل 1,234 منطقة خطرة مسجلة في محافظة الجنوب، تحتوي 412 منطقة على ذخائر صغيرة من طراز"
        " BLU-26؛ وسيستكمل المسح بحلول 31 كانون الأول/ديسمبر 2027 بتكلفة قدرها 3,450,000 دولار"
        " (12.5 % من الموارد الوطنية). انظر الوثيقة CCM/MSP/2026/WP.3، الفقرة 14.",
        (
            "الرقم",
            "المنطقة",
            "النشاط",
            "الطراز",
            "المساحة (م²)",
            "البداية",
            "النهاية",
            "التكلفة (دولار)",
        ),
        ("المنطقة الشمالية", "الهضبة الأولى", "الوادي الجنوبي", "الشريط الحدودي الشرقي"),
        (
            "مسح غير تقني",
            "مسح تقني",
            "تطهير مخلفات الذخائر العنقودية",
            "تدمير المخزونات",
            "خدمات إعادة تأهيل الضحايا",
        ),
        ("الأموال الوطنية", "التعهدات", "الفجوة"),
    ),
    "zh": Words(
        "国家需求与计划：第三条、第四条和第五条",
        "清除集束弹药遗留物（第四条）",
        "在川圹省登记的1,234个危险区域中，有412个含有BLU-26型子弹药；调查工作将于2027年12月31日前完成，"
        "费用为3,450,000美元（其中12.5%来自国内资源）。见CCM/MSP/2026/WP.3号文件第14段。受影响缔约国应当"
        "根据调查和需求评估的结果，制定具有时限的具体行动计划，并说明所需的国际合作与援助。",
        ("序号", "地区", "活动", "型号", "面积（平方米）", "开始", "结束", "费用（美元）"),
        ("北部地区", "中部高原", "南部河谷", "东部边境地带"),
        ("非技术调查", "技术调查", "清除集束弹药遗留物", "销毁库存", "幸存者康复服务"),
        ("国内资金", "认捐", "缺口"),
    ),
}
FONTS = {
    "en": ("NotoSans", "Noto Sans"),
    "ar": ("Vazirmatn", "Vazirmatn"),
    "zh": ("NotoSansSC", "Noto Sans SC"),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """What one child process is to build."""

    language: str
    words: Words
    sections: tuple[Section, ...]
    out: Path


def asked() -> Ask:
    """Return what the arguments ask for: LANGUAGE plain|unique ROWS OUT."""
    language, content, rows, out = sys.argv[1:]
    found = sections(language, unique=content == "unique", rows=int(rows))
    return Ask(language, WORDS[language], found, Path(out))


def sections(language: str, *, unique: bool, rows: int = ROWS) -> tuple[Section, ...]:
    """Return the content; *unique* makes every paragraph and every activity different."""
    chance = random.Random(7)  # noqa: S311 - the same invented rows every time
    words = WORDS[language]
    per_section = rows // SECTIONS
    return tuple(
        Section(
            words.heading,
            tuple(
                f"{words.paragraph} {chance.randrange(10**9) if unique else ''}".strip()
                for _ in range(PARAGRAPHS)
            ),
            tuple(tuple(chance.randrange(50, 900) for _ in YEARS) for _ in words.series),
            tuple((chance.uniform(0, 4), chance.uniform(5, 8)) for _ in words.activities),
            tuple(
                _row(words, chance, number * per_section + row + 1, unique=unique)
                for row in range(per_section)
            ),
        )
        for number in range(SECTIONS)
    )


def _row(words: Words, chance: random.Random, number: int, *, unique: bool) -> tuple[str, ...]:
    activity = chance.choice(words.activities)
    return (
        str(number),
        f"{chance.choice(words.places)} {chance.randrange(1, 40)}",
        f"{activity} {number}" if unique else activity,
        chance.choice(TYPES),
        f"{chance.randrange(500, 900_000):,}",
        f"{chance.randrange(2026, 2030)}-{chance.randrange(1, 13):02d}",
        f"{chance.randrange(2030, 2034)}-{chance.randrange(1, 13):02d}",
        f"{chance.randrange(1_000, 3_000_000):,}",
    )
