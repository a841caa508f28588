"""An invented paper in the six languages: enough of every block to try the writer on.

The wording was not reviewed and is nobody's figures; it is here for its letters.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from ccmdesk.report.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Contents,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    ListItem,
    ListItems,
    Masthead,
    Paragraph,
    ParagraphStyle,
    Row,
    Table,
    Tint,
)
from ccmdesk.report.charts import (
    Chart,
    ChartKind,
    DateTick,
    Ink,
    Series,
    TimeBar,
    TimeGroup,
    TimeLine,
    TimeMark,
    axis_to,
)

TYPES = ("BLU-26", "BLU-63", "M42/M46", "PTAB-2.5M", "ShOAB-0.5", "9N210", "AO-1SCh", "BLU-97/B")
CREATED = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
YEARS = range(2026, 2034)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    title: str
    heading: str
    paragraph: str
    columns: tuple[str, ...]
    places: tuple[str, ...]
    activities: tuple[str, ...]
    series: tuple[str, str, str]
    deadline: str
    page: str
    banner: str


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
        "Article 4 deadline",
        "Page {page} of {pages}",
        "ILLUSTRATIVE: not an official document",
    ),
    "fr": Words(
        "Besoins et plan nationaux : articles 3, 4 et 5",
        "Enlèvement des restes (article 4)",
        "Sur les 1\u202f234 zones dangereuses enregistrées dans la province, 412 contiennent des"
        " sous-munitions BLU-26 ; l’enquête sera achevée d’ici au 31 décembre 2027 pour un coût de"
        " 3\u202f450\u202f000 dollars (12,5\u00a0% sur ressources nationales). Voir"
        " CCM/MSP/2026/WP.3, par. 14. Œuvre, cœur, Noël, «\u00a0guillemets\u00a0».",
        ("N°", "Région", "Activité", "Type", "Superficie (m²)", "Début", "Fin", "Coût ($)"),
        ("District nord", "Plateau central", "Vallée du sud", "Zone frontalière est"),
        (
            "Enquête non technique",
            "Enquête technique",
            "Enlèvement des restes",
            "Destruction des stocks",
            "Services de réadaptation",
        ),
        ("Ressources nationales", "Annoncé", "À trouver"),
        "Échéance de l’article 4",
        "Page {page} sur {pages}",
        "EXEMPLE : document non officiel",
    ),
    "es": Words(
        "Necesidades y plan nacionales: artículos 3, 4 y 5",
        "Limpieza de restos (artículo 4)",
        "De las 1.234 zonas peligrosas registradas en la provincia, 412 contienen submuniciones"
        " BLU-26; ¿cuándo terminará el estudio? A más tardar el 31 de diciembre de 2027, con un"
        " costo de 3.450.000 dólares (12,5 % con recursos nacionales). Véase CCM/MSP/2026/WP.3,"
        " párr. 14. ¡Años!",
        ("N.º", "Región", "Actividad", "Tipo", "Superficie (m²)", "Inicio", "Fin", "Costo ($)"),
        ("Distrito norte", "Meseta central", "Valle del sur", "Zona fronteriza este"),
        (
            "Estudio no técnico",
            "Estudio técnico",
            "Limpieza de restos",
            "Destrucción de existencias",
            "Servicios de rehabilitación",
        ),
        ("Fondos nacionales", "Prometido", "Déficit"),
        "Plazo del artículo 4",
        "Página {page} de {pages}",
        "EJEMPLO: documento no oficial",
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
        "الموعد النهائي للمادة 4",
        "الصفحة {page} من {pages}",
        "مثال توضيحي: وثيقة غير رسمية",
    ),
    "ru": Words(
        "Национальные потребности и план: статьи 3, 4 и 5",
        "Удаление остатков (статья 4)",
        "Из 1\u00a0234 опасных районов, зарегистрированных в провинции, 412 содержат"
        " суббоеприпасы BLU-26; обследование будет завершено к 31 декабря 2027 года, его стоимость"
        " — 3\u00a0450\u00a0000 долл. США (12,5\u00a0% за счёт национальных ресурсов). См."
        " CCM/MSP/2026/WP.3, пункт 14.",
        ("№", "Район", "Деятельность", "Тип", "Площадь (м²)", "Начало", "Конец", "Стоимость"),
        ("Северный район", "Центральное плато", "Южная долина", "Восточная приграничная зона"),
        (
            "Нетехническое обследование",
            "Техническое обследование",
            "Удаление остатков",
            "Уничтожение запасов",
            "Реабилитация выживших",
        ),
        ("Национальные средства", "Обещано", "Нехватка"),
        "Крайний срок по статье 4",
        "Страница {page} из {pages}",
        "ПРИМЕР: неофициальный документ",
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
        "第四条最后期限",
        "第{page}页，共{pages}页",
        "示例：非正式文件",
    ),
}


def paper(language: str, blocks: tuple[Block, ...]) -> Document:
    """Return a paper of the given blocks."""
    words = WORDS[language]
    return Document(
        title=words.title,
        language=language,
        created=CREATED,
        blocks=blocks,
        running_foot=lambda page, pages: words.page.format(page=page, pages=pages),
        running_head=f"CCM/MSP/2026/WP.3 — {words.title}",
        banner=words.banner,
        author="Sample authority",
        label_prefix="WP.3-",
    )


def full_paper(language: str, rows: int = 60) -> Document:
    """Return a paper with every kind of block."""
    words = WORDS[language]
    return paper(
        language,
        (
            masthead(language),
            KeyFigures(
                (
                    KeyFigure(words.activities[0], "1,234", words.places[0]),
                    KeyFigure(words.activities[1], "3,450,000 m²"),
                    KeyFigure(words.series[0], "12.5 %"),
                    KeyFigure(words.deadline, "31.12.2031", words.places[3]),
                )
            ),
            Paragraph(words.paragraph, style=ParagraphStyle.LEAD),
            Contents(words.columns[2], depth=2),
            Heading(1, words.heading, number="I."),
            Paragraph(words.paragraph, number="1."),
            Paragraph(words.paragraph, number="2."),
            Heading(2, words.heading, number="A."),
            Paragraph(words.paragraph, number="3."),
            ListItems(tuple(ListItem(text) for text in words.activities)),
            Paragraph(words.paragraph, style=ParagraphStyle.NOTE),
            table(language, rows),
            Heading(1, words.title, number="II."),
            chart(language, ChartKind.STACKED_BARS),
            chart(language, ChartKind.LINES),
            chart(language, ChartKind.AREA),
            chart(language, ChartKind.HORIZONTAL_BARS),
            Heading(3, words.deadline),
            time_line(language),
            Paragraph(WORDS["fr"].paragraph, number="4.", language="fr"),
            Paragraph(WORDS["ar"].paragraph, number="5.", language="ar"),
            Paragraph(WORDS["zh"].paragraph, style=ParagraphStyle.SMALL, language="zh"),
        ),
    )


def masthead(language: str) -> Masthead:
    """Return the title block."""
    words = WORDS[language]
    return Masthead(
        organisation=words.heading,
        symbol="CCM/MSP/2026/WP.3",
        title=words.title,
        subtitle=words.heading,
        left=(words.places[0], words.places[1], words.activities[2]),
        right=("20.11.2026", words.places[2]),
    )


def rows_of(language: str, count: int, *, seed: int = 7) -> list[tuple[str, ...]]:
    """Return invented rows: number, place, activity, type, area, start, end, cost."""
    chance = random.Random(seed)
    words = WORDS[language]
    return [
        (
            str(number),
            f"{chance.choice(words.places)} {chance.randrange(1, 40)}",
            chance.choice(words.activities),
            chance.choice(TYPES),
            f"{chance.randrange(500, 900_000):,}",
            f"{chance.randrange(2026, 2030)}-{chance.randrange(1, 13):02d}",
            f"{chance.randrange(2030, 2034)}-{chance.randrange(1, 13):02d}",
            f"{chance.randrange(1_000, 3_000_000):,}",
        )
        for number in range(1, count + 1)
    ]


def table(language: str, rows: int) -> Table:
    """Return a table of that many rows with a total."""
    words = WORDS[language]
    numbers = {0, 4, 7}
    return Table(
        columns=tuple(
            Column(Align.NUMBER if index in numbers else Align.START) for index in range(8)
        ),
        head=(cells(words.columns),),
        rows=tuple(cells(row) for row in rows_of(language, rows)),
        totals=((Cell(words.series[0], span=7), Cell("9,876,543", tint=Tint.QUIET)),),
        caption=words.heading,
        alternative=words.title,
    )


def cells(texts: tuple[str, ...]) -> Row:
    """Return plain cells."""
    return tuple(Cell(text) for text in texts)


def chart(language: str, kind: ChartKind) -> Chart:
    """Return a chart over years, or over activities where bars lie."""
    words = WORDS[language]
    lying = kind is ChartKind.HORIZONTAL_BARS
    names = words.activities if lying else tuple(str(year) for year in YEARS)
    count = len(names)
    values = [
        tuple(100.0 + 900 * ((7 * n + 3 * s) % 11) / 11 for n in range(count)) for s in range(3)
    ]
    inks = (Ink.SOLID, Ink.HATCHED, Ink.OPEN)
    return Chart(
        kind=kind,
        caption=f"{words.heading}: {words.columns[7]}",
        alternative=words.title,
        categories=names,
        series=tuple(
            Series(name, ink, numbers, tuple(f"{value:,.0f}" for value in numbers))
            for name, ink, numbers in zip(words.series, inks, values, strict=True)
        ),
        axis=axis_to(
            max(sum(column) for column in zip(*values, strict=True)),
            label=words.columns[7],
            show=lambda value: f"{value:,.0f}",
        ),
        totals=tuple(f"{sum(column):,.0f}" for column in zip(*values, strict=True)),
    )


def time_line(language: str) -> TimeLine:
    """Return a time line of two groups with three marks."""
    words = WORDS[language]
    groups = tuple(
        TimeGroup(
            title,
            tuple(
                TimeBar(
                    name,
                    dt.date(2026 + index, 3, 1),
                    dt.date(2027 + index + index % 3, 9, 30),
                    list(Ink)[index % 6],
                    f"{index + 1},200 m²",
                )
                for index, name in enumerate(words.activities)
            ),
        )
        for title in (words.heading, words.title)
    )
    return TimeLine(
        caption=words.title,
        alternative=words.heading,
        start=dt.date(2026, 1, 1),
        end=dt.date(2033, 12, 31),
        ticks=tuple(DateTick(dt.date(year, 1, 1), str(year)) for year in YEARS),
        groups=(
            *groups,
            TimeGroup(
                words.columns[2],
                (TimeBar(words.columns[5], dt.date(2028, 5, 1), dt.date(2028, 5, 1)),),
            ),
        ),
        marks=(
            TimeMark(dt.date(2031, 12, 31), words.deadline),
            TimeMark(dt.date(2031, 9, 1), words.columns[6], strong=False),
            TimeMark(dt.date(2027, 9, 1), words.activities[1], strong=False),
        ),
        legend=tuple(zip(words.series, (Ink.SOLID, Ink.HATCHED, Ink.OPEN), strict=True)),
    )
