"""The title block, by the layout of papers for the Convention's meetings; symbols are not made up.

United Nations Editorial Manual, masthead; papers such as CCM/CONF/2015/WP.3.
"""

from __future__ import annotations

from ccmdesk.lang.naming import language_name
from ccmdesk.model.edition import ApprovalState
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.values import Period
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Masthead
from ccmdesk.report.documents.authors import told
from ccmdesk.report.documents.desk import Desk
from ccmdesk.rules.approvals import approval_says


def masthead(desk: Desk, *, title: str) -> Masthead:
    """Return the title block; a part of the meeting that is not known is left out."""
    lang = desk.lang
    return Masthead(
        organisation=lang(N_("Convention on Cluster Munitions")),
        symbol=_symbol(desk),
        title=title,
        left=() if desk.meeting is None else _meeting(desk, desk.meeting),
        right=(lang.date(desk.ask.today), _original(desk)),
        subtitle=submitted_by(desk),
        approval=approval_line(desk),
    )


def _symbol(desk: Desk) -> str:
    given = "" if desk.meeting is None else desk.meeting.symbol
    return given or desk.lang(C_("symbol of the paper, given by the secretariat", "[symbol]"))


def _original(desk: Desk) -> str:
    paper = desk.paper
    written_in = language_name(desk.lang, paper.original, packs=paper.packs)
    return desk.lang(N_("Original: {language}"), language=written_in)


def _meeting(desk: Desk, meeting: Meeting) -> tuple[str, ...]:
    lang = desk.lang
    name = told(desk.paper, meeting.title)
    lines = ["" if name is None else name.text, _place_and_dates(desk, meeting)]
    if meeting.agenda_item:
        item = lang(N_("Item {number} of the provisional agenda"), number=meeting.agenda_item)
        lines.append(item)
    agenda = told(desk.paper, meeting.agenda_title)
    lines.append("" if agenda is None else agenda.text)
    return tuple(line for line in lines if line)


def _place_and_dates(desk: Desk, meeting: Meeting) -> str:
    place = told(desk.paper, meeting.place)
    dates = _dates(desk, meeting)
    if place is None or not dates:
        return dates if place is None else place.text
    return desk.lang(
        C_("place and dates of a meeting", "{place}, {dates}"), place=place.text, dates=dates
    )


def _dates(desk: Desk, meeting: Meeting) -> str:
    if meeting.start is None:
        return ""
    if meeting.end is None or meeting.end == meeting.start:
        return desk.lang.date(meeting.start)
    return desk.lang.period(Period(meeting.start, meeting.end))


def submitted_by(desk: Desk) -> str:
    """Return whose paper it is: an example's, a draft's while nobody approved it, or the State's.

    The name of the State stands after a colon, because in many languages it would need an article.
    """
    if desk.paper.document.training:
        return desk.lang(N_("Training copy, not submitted by the State"))
    if desk.paper.is_illustrative:
        return desk.lang(N_("Illustrative example, not submitted by the State"))
    match desk.approval.state:
        case ApprovalState.APPROVED:
            return desk.lang(N_("Submitted by: {country}"), country=desk.country)
        case ApprovalState.CHANGED:
            return desk.lang(N_("Draft: {country}"), country=desk.country)
    return desk.lang(N_("Draft, not approved: {country}"), country=desk.country)


def approval_line(desk: Desk) -> str:
    """Return who stands behind the content, or that it changed since; a draft says so once."""
    found = desk.approval
    if found.state is ApprovalState.DRAFT:
        return desk.lang(found.state.label) if desk.paper.is_illustrative else ""
    return desk.lang.say(approval_says(found))
