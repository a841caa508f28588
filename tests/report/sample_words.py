"""The words of the sample paper in every language of papers.

The wording was not reviewed and is nobody's figures; it is here for its letters.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    "pt": Words(
        "Necessidades e plano nacionais: artigos 3, 4 e 5",
        "Desminagem de resíduos (artigo 4)",
        "Das 1 234 áreas perigosas registadas na província, 412 contêm submunições"
        " BLU-26; a pesquisa estará concluída até 31 de dezembro de 2027, com um custo de"
        " 3 450 000 dólares (12,5 % de recursos nacionais). Ver CCM/MSP/2026/WP.3,"
        " parágrafo 14. Ação, coração, São Tomé.",
        (
            "N.º",
            "Região",
            "Atividade",
            "Tipo",
            "Área (m²)",
            "Início",
            "Fim",
            "Custo ($)",
        ),
        (
            "Distrito norte",
            "Planalto central",
            "Vale do sul",
            "Zona fronteiriça",
        ),
        (
            "Pesquisa não técnica",
            "Pesquisa técnica",
            "Limpeza",
            "Destruição de reservas",
            "Reabilitação",
        ),
        (
            "Fundos nacionais",
            "Prometido",
            "Em falta",
        ),
        "Prazo do artigo 4",
        "Página {page} de {pages}",
        "EXEMPLO: documento não oficial",
    ),
    "bs": Words(
        "Nacionalne potrebe i plan: članovi 3, 4 i 5",
        "Čišćenje ostataka (član 4)",
        "Od 1.234 opasna područja registrovana u pokrajini, 412 sadrži submuniciju"
        " BLU-26; izviđanje će biti završeno do 31. decembra 2027. uz trošak od 3.450.000"
        " dolara (12,5 % iz domaćih sredstava). Vidi CCM/MSP/2026/WP.3, stav 14. Žrtve,"
        " đaci, čišćenje, šuma, ćuprija.",
        (
            "Br.",
            "Regija",
            "Aktivnost",
            "Tip",
            "Površina (m²)",
            "Početak",
            "Kraj",
            "Trošak",
        ),
        (
            "Sjeverni okrug",
            "Srednja visoravan",
            "Južna dolina",
            "Istočna granica",
        ),
        (
            "Netehničko izviđanje",
            "Tehničko izviđanje",
            "Čišćenje ostataka",
            "Uništavanje zaliha",
            "Rehabilitacija",
        ),
        (
            "Domaća sredstva",
            "Obećano",
            "Nedostaje",
        ),
        "Rok po članu 4",
        "Stranica {page} od {pages}",
        "PRIMJER: neslužbeni dokument",
    ),
    "lo": Words(
        "ຄວາມຕ້ອງການ ແລະ ແຜນງານແຫ່ງຊາດ: ມາດຕາ 3, 4 ແລະ 5",
        "ການເກັບກູ້ເສດເຫຼືອລະເບີດລູກຫວ່ານ (ມາດຕາ 4)",
        "ໃນຈຳນວນ 1.234 ເຂດອັນຕະລາຍທີ່ໄດ້ລົງທະບຽນຢູ່ແຂວງຊຽງຂວາງ, 412"
        " ເຂດມີລະເບີດລູກຫວ່ານປະເພດ BLU-26; ການສຳຫຼວດຈະສຳເລັດກ່ອນວັນທີ 31 ທັນວາ 2027"
        " ດ້ວຍງົບປະມານ 3.450.000 ໂດລາສະຫະລັດ."
        " ສະພາບລວມຂອງແຜນງານເກັບກູ້ລະເບີດບໍ່ທັນແຕກທີ່ຕ້ອງການຄວາມຊ່ວຍເຫຼືອຈາກຕ່າງປ"
        "ະເທດເພື່ອຊ່ວຍເຫຼືອຜູ້ເຄາະຮ້າຍ ນ້ຳ ທີ່ ຄໍາ.",
        (
            "ລຳດັບ",
            "ເຂດ",
            "ກິດຈະກຳ",
            "ປະເພດ",
            "ເນື້ອທີ່ (ມ²)",
            "ເລີ່ມ",
            "ສິ້ນສຸດ",
            "ຄ່າໃຊ້ຈ່າຍ",
        ),
        (
            "ເຂດພາກເໜືອ",
            "ພູພຽງພາກກາງ",
            "ຮ່ອມພູພາກໃຕ້",
            "ເຂດຊາຍແດນ",
        ),
        (
            "ສຳຫຼວດບໍ່ເຕັກນິກ",
            "ສຳຫຼວດເຕັກນິກ",
            "ເກັບກູ້ລະເບີດ",
            "ທຳລາຍຄັງ",
            "ຊ່ວຍເຫຼືອຜູ້ເຄາະຮ້າຍ",
        ),
        (
            "ງົບປະມານແຫ່ງຊາດ",
            "ຄຳໝັ້ນສັນຍາ",
            "ສ່ວນທີ່ຂາດ",
        ),
        "ກຳນົດເວລາຂອງມາດຕາ 4",
        "ໜ້າ {page} ໃນ {pages}",
        "ຕົວຢ່າງ: ບໍ່ແມ່ນເອກະສານທາງການ",
    ),
    "km": Words(
        "តម្រូវការ និងផែនការជាតិ៖ មាត្រា ៣ ៤ និង ៥",
        "ការបោសសម្អាតសំណល់គ្រាប់បែកចង្កោម (មាត្រា ៤)",
        "ក្នុងចំណោមតំបន់គ្រោះថ្នាក់ចំនួន 1.234 ដែលបានចុះបញ្ជី មាន 412"
        " តំបន់ដែលមានគ្រាប់បែក BLU-26 ការស្ទង់មតិនឹងត្រូវបញ្ចប់នៅថ្ងៃទី 31 ខែធ្នូ ឆ្នាំ"
        " 2027 ដោយចំណាយ 3.450.000 ដុល្លារ។"
        " ផែនការជាតិសម្រាប់ការបោសសម្អាតគ្រាប់បែកចង្កោមនិងការជួយជនរងគ្រោះត្រូវការ"
        "ជំនួយអន្តរជាតិ។ ស្ត្រី ខ្ញុំ ព្រះរាជាណាចក្រកម្ពុជា។",
        (
            "ល.រ",
            "តំបន់",
            "សកម្មភាព",
            "ប្រភេទ",
            "ផ្ទៃ (ម²)",
            "ចាប់ផ្តើម",
            "បញ្ចប់",
            "ចំណាយ",
        ),
        (
            "តំបន់ខាងជើង",
            "តំបន់កណ្តាល",
            "ជ្រលងខាងត្បូង",
            "ព្រំដែនខាងកើត",
        ),
        (
            "ការស្ទង់មិនបច្ចេកទេស",
            "ការស្ទង់បច្ចេកទេស",
            "ការបោសសម្អាត",
            "ការបំផ្លាញស្តុក",
            "សេវាស្តារនីតិសម្បទា",
        ),
        (
            "ថវិកាជាតិ",
            "បានសន្យា",
            "ខ្វះខាត",
        ),
        "កាលកំណត់នៃមាត្រា 4",
        "ទំព័រ {page} នៃ {pages}",
        "ឧទាហរណ៍៖ មិនមែនឯកសារផ្លូវការ",
    ),
    "vi": Words(
        "Nhu cầu và kế hoạch quốc gia: Điều 3, 4 và 5",
        "Rà phá bom chùm còn sót lại (Điều 4)",
        "Trong số 1.234 khu vực nguy hiểm được ghi nhận tại tỉnh Quảng Trị, 412 khu vực"
        " có bom bi BLU-26; khảo sát sẽ hoàn thành trước ngày 31 tháng 12 năm 2027 với"
        " chi phí 3.450.000 đô la Mỹ (12,5 % từ nguồn lực trong nước). Xem"
        " CCM/MSP/2026/WP.3, đoạn 14. Hỗ trợ nạn nhân, người khuyết tật.",
        (
            "STT",
            "Khu vực",
            "Hoạt động",
            "Loại",
            "Diện tích (m²)",
            "Bắt đầu",
            "Kết thúc",
            "Chi phí",
        ),
        (
            "Khu vực phía Bắc",
            "Cao nguyên Trung bộ",
            "Thung lũng phía Nam",
            "Vùng biên giới",
        ),
        (
            "Khảo sát phi kỹ thuật",
            "Khảo sát kỹ thuật",
            "Rà phá bom chùm",
            "Tiêu hủy kho dự trữ",
            "Phục hồi chức năng",
        ),
        (
            "Ngân sách trong nước",
            "Đã cam kết",
            "Còn thiếu",
        ),
        "Thời hạn theo Điều 4",
        "Trang {page} trên {pages}",
        "VÍ DỤ: không phải tài liệu chính thức",
    ),
    "fa": Words(
        "نیازها و برنامهٔ ملی: مواد ۳، ۴ و ۵",
        "پاکسازی بقایا (مادهٔ ۴)",
        "از میان ۱٬۲۳۴ ساحهٔ خطرناک ثبت\u200cشده در ولایت، ۴۱۲ ساحه دارای مهمات خوشه\u200cای"
        " BLU-26 است؛ سروی تا ۳۱ دسامبر ۲۰۲۷ با هزینهٔ ۳٬۴۵۰٬۰۰۰ دالر (۱۲٫۵ ٪ از منابع"
        " ملی) تکمیل می\u200cشود. به سند CCM/MSP/2026/WP.3، بند ۱۴ مراجعه کنید. گچ پژ کی"
        " می\u200cخواهیم.",
        (
            "شماره",
            "منطقه",
            "فعالیت",
            "نوع",
            "مساحت (م²)",
            "شروع",
            "پایان",
            "هزینه",
        ),
        (
            "ولسوالی شمالی",
            "فلات مرکزی",
            "درهٔ جنوبی",
            "نوار مرزی شرقی",
        ),
        (
            "سروی غیرتخنیکی",
            "سروی تخنیکی",
            "پاکسازی بقایا",
            "انهدام ذخایر",
            "خدمات توان\u200cبخشی",
        ),
        (
            "بودجهٔ ملی",
            "تعهدات",
            "کمبود",
        ),
        "مهلت مادهٔ ۴",
        "صفحهٔ {page} از {pages}",
        "نمونه: سند رسمی نیست",
    ),
    "tg": Words(
        "Эҳтиёҷот ва нақшаи миллӣ: моддаҳои 3, 4 ва 5",
        "Тоза кардани боқимондаҳо (моддаи 4)",
        "Аз 1 234 минтақаи хатарноки бақайдгирифташуда, 412 минтақа дорои муҳимоти"
        " хӯшагии BLU-26 мебошанд; тадқиқот то 31 декабри соли 2027 бо хароҷоти 3 450 000"
        " доллар анҷом меёбад (12,5 % аз захираҳои миллӣ). Ниг. CCM/MSP/2026/WP.3, банди"
        " 14. Ғ ғ Қ қ Ӯ ӯ Ҳ ҳ Ҷ ҷ Ӣ ӣ.",
        (
            "№",
            "Минтақа",
            "Фаъолият",
            "Намуд",
            "Масоҳат (м²)",
            "Оғоз",
            "Анҷом",
            "Хароҷот",
        ),
        (
            "Ноҳияи шимолӣ",
            "Пуштакӯҳи марказӣ",
            "Водии ҷанубӣ",
            "Сарҳади шарқӣ",
        ),
        (
            "Тадқиқоти ғайритехникӣ",
            "Тадқиқоти техникӣ",
            "Тозакунӣ",
            "Нобуд кардани захираҳо",
            "Хизматрасонии барқарорсозӣ",
        ),
        (
            "Маблағҳои миллӣ",
            "Ваъдашуда",
            "Норасоӣ",
        ),
        "Мӯҳлати моддаи 4",
        "Саҳифаи {page} аз {pages}",
        "НАМУНА: ҳуҷҷати расмӣ нест",
    ),
}
