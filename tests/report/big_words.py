"""Long texts for the big plan, in the letters of each language; they hold no figures.

The wording was not reviewed and is nobody's; it is here for its letters and its length.
"""

from __future__ import annotations

from functools import cache

_SENTENCES = {
    "en": (
        (
            "Non-technical survey of the hazardous areas between the river and the old railway line"
            " is carried out by municipal teams together with the national authority."
        ),
        (
            "Interdepartmental responsibilities (survey, clearance, hand-over) were settled; items"
            " such as ShOAB/PTAB are found near schools, wells & grazing land."
        ),
    ),
    "fr": (
        (
            "L’enquête non technique des zones dangereuses entre la rivière et l’ancienne voie"
            " ferrée est menée par les équipes municipales avec l’autorité nationale."
        ),
        (
            "Les responsabilités interministérielles (enquête, dépollution, remise) sont réglées ;"
            " on trouve des «\u00a0BLU/B\u00a0» près des écoles, où l’œuvre commencée s’achève."
        ),
    ),
    "es": (
        (
            "El estudio no técnico de las zonas peligrosas entre el río y la antigua vía férrea lo"
            " llevan a cabo equipos municipales junto con la autoridad nacional."
        ),
        (
            "Las responsabilidades interinstitucionales (estudio, limpieza, entrega) quedaron"
            " acordadas; ¿dónde faltan medios? Cerca de escuelas, pozos y pastos de montaña."
        ),
    ),
    "ar": (
        (
            "تنفذ الفرق البلدية المسح غير التقني للمناطق الخطرة الواقعة بين النهر وخط السكة الحديد"
            " القديم بالتعاون مع السلطة الوطنية المختصة."
        ),
        (
            "وقد حددت المسؤوليات المشتركة بين الوزارات (المسح والتطهير والتسليم)، وعثر على ذخائر من"
            " نوع BLU/B قرب المدارس والآبار والمراعي في الهضبة الأولى."
        ),
    ),
    "ru": (
        (
            "Нетехническое обследование опасных районов между рекой и старой железной дорогой ведут"
            " муниципальные группы совместно с национальным органом."
        ),
        (
            "Межведомственные обязанности (обследование, очистка, передача) распределены;"
            " сельскохозяйственные угодья, школы и колодцы вблизи находок типа РБК обозначены."
        ),
    ),
    "zh": (
        "市镇调查队会同国家主管机构，对河流与旧铁路之间的危险区开展非技术调查，并逐一登记。",
        "各部门的职责（调查、清理、移交）已经明确；在学校、水井和牧场附近发现了BLU/B型子弹药。",
    ),
    "pt": (
        (
            "O levantamento não técnico das zonas perigosas entre o rio e a antiga linha férrea é"
            " feito por equipas municipais em conjunto com a autoridade nacional."
        ),
        (
            "As responsabilidades interministeriais (levantamento, limpeza, entrega) foram"
            " definidas; à volta de escolas, poços e pastagens há munições não explodidas."
        ),
    ),
    "bs": (
        (
            "Netehničko izviđanje opasnih površina između rijeke i stare željezničke pruge provode"
            " općinski timovi zajedno s državnim organom."
        ),
        (
            "Međuresorne odgovornosti (izviđanje, čišćenje, predaja) utvrđene su; najugroženija"
            " poljoprivredna zemljišta, škole i bunari u blizini nalaza obilježeni su."
        ),
    ),
}


def long_text(language: str, number: int, *, longest: int) -> str:
    """Return a text of at most *longest* characters that begins with *number*."""
    return f"{number} {_endless(language)[: max(longest - len(str(number)) - 1, 0)]}".strip()


@cache
def _endless(language: str) -> str:
    """Return more than any field may hold, in paragraphs."""
    gap = "" if language == "zh" else " "
    paragraph = gap.join(_SENTENCES[language])
    return "\n".join([paragraph] * (9000 // len(paragraph) + 1))
