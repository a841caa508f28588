"""The report of the hub as JSON: codes and numbers, whatever the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ccmdesk.actions.hub.report import HubReport
from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.lang.lang import Lang
from ccmdesk.model.currencies import minor_digits
from ccmdesk.model.regions import Region
from ccmdesk.model.state import Article
from ccmdesk.model.values import Period, Texts
from ccmdesk.rules.clocks import Clock
from ccmdesk.rules.hub.country import Ending, FlaggedNeed
from ccmdesk.rules.hub.filed import Alarm, Filed
from ccmdesk.rules.hub.offers import Fit
from ccmdesk.rules.hub.overview import Count, GapSum, Of, StateFigures

FORMAT = 1


def report_json(report: HubReport, *, lang: Lang) -> dict[str, Any]:
    """Return the report; *lang* is that of the sentences which say why a request is not specific.

    The wording of the counts is that a State flagged a need, never that it is in need.
    """
    found = report.overview
    states = {one.filed.country: one for one in found.states}
    return {
        "format": FORMAT,
        "date": found.today.isoformat(),
        "reference_packs": found.packs,
        "states_parties": found.parties,
        "countries": [_country(filed, states.get(filed.country)) for filed in found.filed],
        "not_counted": [filed.country for filed in found.uncounted],
        "examples": list(found.examples),
        "missing": list(found.missing),
        "articles": {
            one.article.value: {
                "with_obligation": len(one.obliged),
                "flagged_a_need": len(one.flagged),
                "countries_with_obligation": list(one.obliged),
                "countries_that_flagged_a_need": list(one.flagged),
            }
            for one in found.articles
        },
        "gave_assistance": {"countries": list(found.giving), "count": len(found.giving)},
        "needs": {
            "count": found.needs,
            "by_modality": _counts(found.by_modality),
            "by_year": _counts(found.by_year),
            "by_region": _counts(found.by_region),
            "by_working_language": _counts(found.by_language),
        },
        "unmet_gap": [_gap(gap) for gap in found.gaps],
        "not_specific_enough": [_vague(one, lang) for one in found.vague],
        "offers_for_needs": [_fit(fit) for fit in found.fits],
        "agreements_that_end": [_ending(one) for one in found.endings],
        "deadlines_ahead": [_clock(one) for one in found.clocks],
        "alarms": [alarm_json(alarm) for alarm in report.alarms],
    }


def _country(filed: Filed, figures: StateFigures | None) -> dict[str, Any]:
    """Return the submission of a State with its own figures, where they can be counted."""
    told = submission_json(filed)
    if figures is None:
        return told
    needs = figures.needs
    by_article = {article.value: needs[article] for article in Article if article in needs}
    gaps = [
        {
            "currency": gap.currency,
            "minor_units": gap.minor,
            "minor_digits": minor_digits(gap.currency),
            "activities_of_which_it_is_not_known": gap.unknown,
        }
        for gap in figures.gaps
    ]
    return {
        **told,
        "needs_by_article": {**by_article, "not_stated": needs.get(None, 0)},
        "unmet_gap": gaps,
    }


def submission_json(filed: Filed) -> dict[str, Any]:
    """Return one submission with its data date and what is known of its key."""
    key = filed.key
    return {
        "country": filed.country,
        "number": filed.number,
        "title": filed.title,
        "data_date": filed.data_date.isoformat(),
        "received_at": filed.at.isoformat(),
        "sender": {"name": filed.name, "office": filed.office},
        "verification": key.trust.value,
        "verification_by": key.by or None,
        "verification_on": None if key.on is None else key.on.isoformat(),
        "fingerprint": fingerprint_text(fingerprint_of(key.public_key)),
        "file_sha256": filed.file.hex(),
    }


def alarm_json(alarm: Alarm) -> dict[str, Any]:
    """Return one alarm."""
    return {
        "country": alarm.country,
        "number": alarm.number,
        "kind": alarm.kind.value,
        "title": alarm.title,
        "sender": {"name": alarm.name, "office": alarm.office},
        "at": alarm.at.isoformat(),
        "file_sha256": alarm.file.hex(),
    }


def _counts(counts: Iterable[Count[Any]]) -> list[dict[str, Any]]:
    return [{"key": _key(one.key), "needs": one.needs, "states": one.states} for one in counts]


def _key(key: Any) -> Any:
    return key.value if isinstance(key, Region) else key


def _gap(gap: GapSum) -> dict[str, Any]:
    return {
        "currency": gap.currency,
        "minor_units": gap.minor,
        "minor_digits": minor_digits(gap.currency),
        "states": gap.states,
        "activities_of_which_it_is_not_known": gap.unknown,
    }


def _vague(one: Of[FlaggedNeed], lang: Lang) -> dict[str, Any]:
    need = one.what
    return {
        "country": one.country,
        "need": str(need.id),
        "number": need.code,
        "title": _texts(need.title),
        "article": None if need.article is None else need.article.value,
        "missing": [
            {"criterion": why.number, "title": lang(why.title), "says": lang.say(why.says)}
            for why in need.vague
        ],
    }


def _fit(fit: Fit) -> dict[str, Any]:
    return {
        "country": fit.country,
        "number": fit.code,
        "need": _texts(fit.need),
        "offered_in": fit.offered_in,
        "offer": _texts(fit.offer),
        "organisation": _texts(fit.giver),
        "modalities": list(fit.kinds),
        "period": _period(fit.period),
        "languages": list(fit.languages),
    }


def _ending(one: Of[Ending]) -> dict[str, Any]:
    ending = one.what
    return {
        "country": one.country,
        "agreement": _texts(ending.title),
        "ends_on": ending.end.isoformat(),
        "days_left": ending.days_left,
    }


def _clock(one: Of[Clock]) -> dict[str, Any]:
    clock = one.what
    return {
        "country": one.country,
        "kind": clock.kind.value,
        "obligation": None if clock.duty is None else clock.duty.value,
        "day": None if clock.day is None else clock.day.isoformat(),
        "days_left": clock.days_left,
        "state": clock.state.value,
        "sourced": clock.sourced,
    }


def _texts(texts: Texts) -> dict[str, str]:
    return {str(tag): text for tag, text in texts}


def _period(period: Period | None) -> list[str | None] | None:
    if period is None:
        return None
    return [None if day is None else day.isoformat() for day in (period.start, period.end)]
