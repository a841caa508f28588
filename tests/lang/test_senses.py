"""Words that English uses in two senses are translated in the one that is meant."""

from __future__ import annotations

import datetime as dt
import string

import catalogues
import polib
import pytest

from ccmdesk.exchange.sheets import Column, heading
from ccmdesk.lang.catalogue import PAPER_LANGUAGES, SHIPPED, SOURCE_LANGUAGE
from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import Activity, ActivityType
from ccmdesk.model.cooperation import Sector
from ccmdesk.model.evidence import Attachment, Source
from ccmdesk.model.facts import field_map
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.plan import Plan
from ccmdesk.model.risk_education import RiskEducation

FIELDS = string.Formatter()
LANGUAGES = [code for code in PAPER_LANGUAGES if code != SOURCE_LANGUAGE]
COMPLETE = [code for code in SHIPPED if code != SOURCE_LANGUAGE]
MONEY = {"fr": "montant", "es": "importe", "ar": "المبلغ", "ru": "сумма", "zh": "金额",
         "pt": "montante", "bs": "iznos"}  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
def test_risk_reduction_education_has_one_name_everywhere(code: str) -> None:
    lang, kind = Lang.load(code), BY_RECORD[RiskEducation]
    names = {
        lang("Risk reduction education"),
        lang(ActivityType.RISK_EDUCATION.label),
        lang(Sector.RISK_EDUCATION.label),
        lang(kind.one),
        lang(kind.many),
    }
    assert len(names) == 1


@pytest.mark.parametrize("code", COMPLETE)
def test_the_number_of_a_quantity_is_not_a_sum_of_money(code: str) -> None:
    lang = Lang.load(code)
    cost = heading(Activity, Column("cost.amount", "cost", "amount"), lang=lang)
    quantity = heading(Activity, Column("quantity.amount", "quantity", "amount"), lang=lang)
    assert cost.endswith(MONEY[code])
    assert MONEY[code] not in quantity


def test_from_and_to_are_days_not_people() -> None:
    label = field_map(Plan)["period"].spec.label
    assert Lang.load("ru")(label) == "Даты (с – по)"
    assert "кому" not in Lang.load("ru")(label)


@pytest.mark.parametrize("code", COMPLETE)
def test_the_size_of_a_file_is_not_an_area(code: str) -> None:
    lang = Lang.load(code)
    size = lang(field_map(Attachment)["size_bytes"].spec.label)
    assert size not in {"Superficie", "Площадь", "面积", "Superfície", "Površina", "المساحة"}
    assert "بريدي" not in lang(field_map(Source)["address"].spec.label)


DATES = {"date", "day", "due", "deposited", "end", "deadline", "done", "sent", "earliest", "latest",
         "start", "period", "until", "signed", "granted", "requested", "opened"}  # fmt: skip


@pytest.mark.parametrize("code", COMPLETE)
def test_no_sentence_ends_with_two_stops_after_a_date(code: str) -> None:
    lang = Lang.load(code)
    day = lang.date(dt.date(2026, 3, 7))
    doubled = []
    for entry in polib.pofile(str(catalogues.path_of(code))):
        forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        for form in forms:
            names = {name for _, name, _, _ in FIELDS.parse(form) if name is not None}
            filled = form.format(**{n: day if n in DATES else "7" for n in names})
            doubled += [filled] if ".." in filled.replace("...", "") and DATES & names else []
    assert doubled == []
