"""What services for victims cost in every year to come, and the national frameworks they are in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccmdesk.model.activity import Activity
from ccmdesk.model.state import Article, StateParty
from ccmdesk.model.values import Money
from ccmdesk.model.victims import Service
from ccmdesk.model.words import C_, N_
from ccmdesk.report.documents.authors import told
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.titles import title_of
from ccmdesk.report.figures.part import FigureLine, Lead, Part, lead_to, within
from ccmdesk.rules.victim_services import YearlyCost, running, yearly_costs


def cost_part(desk: Desk) -> Part:
    """Return the cost of a year in each currency, and of each service that runs."""
    lang, costs = desk.lang, yearly_costs(desk.document, desk.ask.today)
    without = [one for one in running(desk.document, desk.ask.today) if one.yearly_cost is None]
    title = lang(N_("Cost in every year to come"))
    says = [lang(N_("Article 5 has no end date: assistance is owed for as long as it is needed."))]
    if not costs:
        says.append(lang(N_("No running service states what it costs in a year.")))
    lines = [line for cost in costs for line in _cost_lines(desk, cost)]
    if without and costs:
        n = len(without)
        text = lang.ngettext(
            "{n} running service states no cost", "{n} running services state no cost", n
        )
        lines.append(FigureLine(text, "", lead_to(Service, without)))
    return Part(
        name="cost",
        title=title,
        lines=within(lang, lines, kind=Service),
        enter=() if costs else (Service,),
        says=tuple(says),
    )


def _cost_lines(desk: Desk, cost: YearlyCost) -> Iterator[FigureLine]:
    lang = desk.lang
    whole = lang.money(Money(cost.minor, cost.currency))
    yield FigureLine(
        lang(N_("All running services, each year")), whole, lead_to(Service, cost.services)
    )
    if len(cost.services) > 1:
        for one in cost.services:
            amount = "" if one.yearly_cost is None else lang.money(one.yearly_cost)
            yield FigureLine(title_of(desk.paper, one).text, amount, Lead(Service, one.id))


def framework_part(desk: Desk) -> Part:
    """Return the national frameworks that services and activities of Article 5 belong to."""
    lang, state = desk.lang, desk.paper.state
    lines = list(_frameworks(desk))
    if state is not None:
        filled = "" if state.strategy else lang(C_("absent value", "Not yet filled"))
        label = desk.paper.label(StateParty, "strategy")
        lines.insert(0, FigureLine(label, filled, Lead(StateParty, state.id)))
    services = desk.document.of(Service)
    return Part(
        name="frameworks",
        title=lang(N_("National frameworks")),
        lines=within(lang, lines, kind=Service),
        enter=() if services else (Service,),
    )


def _frameworks(desk: Desk) -> Iterator[FigureLine]:
    """Yield each framework that is named, and last how much names none."""
    activities = [one for one in desk.document.of(Activity) if one.article is Article.VICTIMS]
    named: dict[str, list[Service | Activity]] = {}
    found_in: list[Service | Activity] = [*desk.document.of(Service), *activities]
    for one in found_in:
        text = told(desk.paper, one.framework)
        named.setdefault("" if text is None else text.text, []).append(one)
    unnamed = desk.lang(N_("No national framework is named"))
    for name, found in sorted(named.items(), key=lambda item: not item[0]):
        yield FigureLine(name or unnamed, _how_many(desk, found), _lead(found))


def _how_many(desk: Desk, found: Sequence[Service | Activity]) -> str:
    lang = desk.lang
    services = sum(isinstance(one, Service) for one in found)
    activities = len(found) - services
    told_of = [
        *([lang.ngettext("{n} service", "{n} services", services)] if services else []),
        *([lang.ngettext("{n} activity", "{n} activities", activities)] if activities else []),
    ]
    return lang.join(told_of)


def _lead(found: Sequence[Service | Activity]) -> Lead:
    services = [one for one in found if isinstance(one, Service)]
    return lead_to(Service, services) if services else lead_to(Activity, found)
