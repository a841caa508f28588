"""The results page of a meeting: baseline, target, actual, evidence, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.document import PlanDocument, natural
from ccmdesk.model.indicator import Indicator, Measurement
from ccmdesk.model.state import Article
from ccmdesk.model.values import Absence, Quantity
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Table,
    Tint,
)
from ccmdesk.report.documents.ask import PaperAsk
from ccmdesk.report.documents.desk import Desk, desk_of
from ccmdesk.report.documents.frame import Frame, framed
from ccmdesk.report.documents.indicator_cells import indicator_cell, measured, measured_article
from ccmdesk.report.documents.masthead import masthead
from ccmdesk.report.documents.quantities import amount_told
from ccmdesk.report.documents.sections.changes import changed
from ccmdesk.report.documents.titles import title_of
from ccmdesk.report.documents.value_cells import field_cell
from ccmdesk.rules.deadlines import last_day
from ccmdesk.rules.time_line import achieved_of, hides_achieved

_WEIGHTS = (None, 1.4, 1.3, 0.9, 1.0, 1.2, 0.9)


def build(ask: PaperAsk) -> Document:
    """Return the paper as blocks."""
    desk = desk_of(ask)
    frame = Frame(
        title=title(desk),
        subject=desk.lang(N_("Results under the Convention on Cluster Munitions")),
    )
    return framed(desk, frame, _blocks(desk))


def title(desk: Desk) -> str:
    """Return the title of the paper, which names the State."""
    return desk.lang(N_("{country}: results"), country=desk.country)


def latest_measurement(document: PlanDocument, indicator: Indicator) -> Measurement | None:
    """Return the newest dated measurement that has a value, or None."""
    found = [
        (last_day(one.measured_on), n, one)
        for n, one in enumerate(document.children(Measurement, "indicator", indicator.id))
        if one.measured_on is not None and one.value is not None
    ]
    return max(found, key=lambda each: each[:2])[2] if found else None


def _blocks(desk: Desk) -> Iterator[Block]:
    lang = desk.lang
    yield masthead(desk, title=title(desk))
    yield Heading(1, lang(N_("Results against the plan")), number="I.")
    indicators = desk.paper.of(Indicator)
    if not indicators:
        yield Paragraph(lang(N_("No indicator is entered, so no result can be shown.")))
    for article in (*Article, None):
        found = [one for one in indicators if measured_article(desk, one) is article]
        if found:
            yield _table(desk, article, found)
    yield Heading(1, lang(N_("What changed since the last submission")), number="II.")
    yield from changed(desk, most=20)


def _table(desk: Desk, article: Article | None, found: Sequence[Indicator]) -> Table:
    lang = desk.lang
    name = lang(C_("article", "No article")) if article is None else lang(article.label)
    caption = lang(N_("Results: {article}"), article=name)
    heads = (
        lang(C_("column", "Number")),
        desk.paper.label(Indicator, "title"),
        desk.paper.label(Indicator, "baseline"),
        desk.paper.label(Indicator, "target"),
        lang(C_("result", "Actual")),
        lang(C_("result", "Evidence")),
        lang(C_("result", "Since the last submission")),
    )
    by_code = sorted(found, key=lambda one: natural(_code(desk, one)))
    rows = [_row(desk, one) for one in by_code]
    # Before the first comparison the last column would stand empty and take room from the others.
    width = len(heads) if any(row[-1].text for row in rows) else len(heads) - 1
    return Table(
        columns=tuple(Column(weight=weight) for weight in _WEIGHTS[:width]),
        head=(tuple(Cell(text, bold=True) for text in heads[:width]),),
        rows=tuple(row[:width] for row in rows),
        caption=caption,
        alternative=caption,
    )


def _row(desk: Desk, indicator: Indicator) -> Row:
    actual = latest_measurement(desk.document, indicator)
    return (
        Cell(_code(desk, indicator)),
        field_cell(desk.paper, indicator, "title"),
        indicator_cell(desk, indicator, "baseline"),
        field_cell(desk.paper, indicator, "target"),
        _actual(desk, indicator, actual),
        _evidence(desk, indicator, actual),
        Cell(_moved(desk, indicator, actual)),
    )


def _code(desk: Desk, indicator: Indicator) -> str:
    return getattr(measured(desk, indicator), "code", "")


def _actual(desk: Desk, indicator: Indicator, actual: Measurement | None) -> Cell:
    """Return the newest measurement, else what the milestones of the activity say was achieved."""
    if actual is not None:
        text = desk.lang(
            C_("result", "{value} ({date})"),
            value=field_cell(desk.paper, actual, "value").text,
            date=field_cell(desk.paper, actual, "measured_on").text,
        )
        return Cell(text)
    activity = desk.document.get(Activity, indicator.activity)
    achieved = None if activity is None else achieved_of(desk.document, activity)
    if activity is None or achieved is None:
        return Cell(_not_measured(desk, activity), tint=Tint.QUIET)
    unit = "" if activity.quantity is None else activity.quantity.unit
    shown = amount_told(desk.paper, achieved, unit=unit).text
    return Cell(desk.lang(C_("result", "{value} by the milestones"), value=shown))


def _not_measured(desk: Desk, activity: Activity | None) -> str:
    steps = () if activity is None else desk.document.children(Milestone, "activity", activity.id)
    if hides_achieved(steps):
        return desk.lang(Absence.MASKED.label)
    return desk.lang(C_("result", "Not measured yet"))


def _evidence(desk: Desk, indicator: Indicator, actual: Measurement | None) -> Cell:
    """Return what was put down as evidence and the sources, else how it is to be verified.

    The sources are named, because this paper has no list in which a reader finds their numbers.
    """
    if actual is None:
        return field_cell(desk.paper, indicator, "verification")
    cell = field_cell(desk.paper, actual, "evidence")
    named = [note.source for _name, note in actual.notes if note.source]
    known = [one for one in desk.paper.sources if str(one.id) in named]
    if not known:
        return cell
    titles = [title_of(desk.paper, one).text for one in known]
    return Cell(desk.lang.join([cell.text, *titles]), language=cell.language)


def _moved(desk: Desk, indicator: Indicator, actual: Measurement | None) -> str:
    """Return by how much the actual value moved since the last submission, where both are known."""
    before = desk.ask.before
    if before is None or actual is None or actual.value is None:
        return ""
    old = latest_measurement(before.plan, indicator)
    if old is None or old.value is None:
        return desk.lang(C_("result", "Newly measured"))
    return _difference(desk, old.value, actual.value)


def _difference(desk: Desk, old: Quantity, new: Quantity) -> str:
    if old.amount is None or new.amount is None:
        return ""
    if old == new:
        return desk.lang(C_("result", "Unchanged"))
    if old.unit != new.unit:
        return ""
    shown = amount_told(desk.paper, new.amount - old.amount, unit=new.unit).text
    if new.amount < old.amount:
        return shown
    return desk.lang(C_("difference", "+{number}"), number=shown)
