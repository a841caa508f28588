"""The State, its obligations and extensions, and what it has filed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from ccmdesk.model.cooperation import Challenge
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import ExtensionRequest, TransparencyReport
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.packs import Packs
from ccmdesk.model.state import Duty, Extension, ExtensionStatus, Obligation, StateParty
from ccmdesk.model.words import N_, ItemLetter
from ccmdesk.rules import deadlines
from ccmdesk.rules.clocks import ClockKind, ClockState, clocks
from ccmdesk.rules.finding import Finding
from ccmdesk.rules.request_items import basis_of, item_states
from ccmdesk.rules.rule import Rule, explained, sentence

CONTACT_DAYS = 90
ENTRY = Rule(
    name="entry-into-force",
    field="entry_into_force",
    todo=N_("Check both dates in the treaty collection of the United Nations."),
    basis=N_("Article 17"),
)
FIRST = Rule(
    name="first-deadline",
    field="deadline",
    todo=N_("Check both dates, record an extension as such, or note why the deadline differs."),
    basis=N_("Articles 3.2 and 4.1"),
)
LATE = Rule(
    name="completed-late",
    field="completed_on",
    todo=N_("Check the date, or record the extension that was granted."),
    basis=N_("Articles 3.2 and 4.1"),
)
STATUS = Rule(
    name="completed-status",
    field="status",
    todo=N_("Correct the status, or the day of completion."),
    basis=N_("Articles 3.2 and 4.1"),
)
FILED = Rule(
    name="extension-filed-late",
    field="requested_on",
    todo=N_("Check the dates, and explain the late request to the meeting."),
    basis=N_("Articles 3.4 and 4.6"),
)
LONG = Rule(
    name="extension-too-long",
    field="requested_until",
    todo=N_("Ask for no more than the Convention allows; a further extension may follow."),
    basis=N_("Articles 3.3 and 4.5"),
)
BEYOND = Rule(
    name="extension-beyond-request",
    field="granted_until",
    todo=N_("Check the decision of the meeting."),
    basis=N_("Articles 3.5 and 4.7"),
)
GAP = Rule(
    name="extension-gap",
    field="granted_until",
    todo=N_("Check the order and the dates of the extensions."),
    basis=N_("Articles 3.3 and 4.5"),
)
ITEMS = Rule(
    name="request-items",
    field="reasons",
    todo=N_("Fill in the item; a request is read against the list of the Convention."),
    basis=N_("Articles 3.4 and 4.6"),
)
CHALLENGE = Rule(
    name="challenge-contact",
    field="contacted_on",
    todo=N_("Get in touch with a partner that might help, and record the date."),
    basis=N_("Review of the Vientiane Action Plan, paragraph 9"),
)
REPORT = Rule(
    name="report-late",
    field="submitted_on",
    todo=N_("Submit the report and explain the delay."),
    basis=N_("Articles 7.1 and 7.2"),
)
ACTION = Rule(
    name="action-late",
    field="status",
    todo=N_("Report where the action stands and what delays it."),
    basis=N_("Action plan in force"),
)


def duty_findings(document: PlanDocument, packs: Packs, today: dt.date) -> Iterator[Finding]:
    """Yield dates that contradict the Convention and what is late."""
    for party in document.of(StateParty):
        yield from _entry(party)
    for obligation in document.of(Obligation):
        yield from _first(document, obligation)
        yield from _completed(document, obligation)
        yield from _status(obligation)
        yield from _extensions(document, obligation)
    for extension in document.of(Extension):
        yield from _filed(document, extension)
    for request in document.of(ExtensionRequest):
        yield from _items(document, request)
    for challenge in document.of(Challenge):
        yield from _challenge(challenge, today)
    yield from _reports(document)
    yield from _late(document, packs, today)


def _entry(party: StateParty) -> Iterator[Finding]:
    if party.deposited is None or party.entry_into_force is None:
        return
    due = deadlines.entry_into_force(party.deposited)
    if due != party.entry_into_force and not explained(party, "entry_into_force"):
        says = N_("A deposit on {deposited} means entry into force on {due}.")
        yield ENTRY.about(party, sentence(says, deposited=party.deposited, due=due))


def _first(document: PlanDocument, obligation: Obligation) -> Iterator[Finding]:
    """Yield a first deadline that is not the years of the Convention after its clock starts."""
    deadline, start = obligation.deadline, deadlines.clock_start(document, obligation)
    if deadline is None or start is None or obligation.status in deadlines.DONE:
        return
    due = deadlines.first_deadline(obligation.duty, start)
    if due is not None and due != deadline and not explained(obligation, "deadline"):
        says = N_(
            "The first deadline is {deadline}; {years} years after the clock starts on {start} is"
            " {due}."
        )
        told = {"deadline": deadline, "years": due.year - start.year, "start": start, "due": due}
        yield FIRST.about(obligation, sentence(says, **told))


def _completed(document: PlanDocument, obligation: Obligation) -> Iterator[Finding]:
    deadline, done = deadlines.running_deadline(document, obligation), obligation.completed_on
    if deadline is None or done is None or explained(obligation, "completed_on"):
        return
    if deadlines.first_day(done) > deadline:
        says = N_("The obligation was completed on {done}, after its deadline, {deadline}.")
        yield LATE.about(obligation, sentence(says, done=done, deadline=deadline))


def _status(obligation: Obligation) -> Iterator[Finding]:
    """Yield an obligation that has a day of completion and another status than completed."""
    is_done = obligation.status in deadlines.DONE
    if obligation.completed_on is not None and not is_done and not explained(obligation, "status"):
        says = N_("The obligation was completed on {done}, but its status does not say so.")
        yield STATUS.about(obligation, sentence(says, done=obligation.completed_on))


def _extensions(document: PlanDocument, obligation: Obligation) -> Iterator[Finding]:
    """Yield extensions that are too long, or that end before the deadline they extend."""
    previous = obligation.deadline
    for extension in _in_order(document, obligation):
        until = extension.granted_until or extension.requested_until
        if previous is not None and until is not None and obligation.duty is not None:
            yield from _length(extension, previous, until, obligation.duty)
        previous = extension.granted_until or previous


def _length(
    extension: Extension, previous: dt.date, until: dt.date, duty: Duty
) -> Iterator[Finding]:
    if until <= previous and not explained(extension, "granted_until"):
        says = N_("The extension ends on {until}, not after the deadline before it, {previous}.")
        yield GAP.about(extension, sentence(says, until=until, previous=previous))
    if duty is Duty.ARTICLE_5:
        return
    longest = deadlines.extension_max_end(previous, article=duty.article)
    if until > longest and not explained(extension, "requested_until"):
        says = N_("The extension runs to {until}; the Convention allows {longest} at most.")
        yield LONG.about(extension, sentence(says, until=until, longest=longest))


def _in_order(document: PlanDocument, obligation: Obligation) -> list[Extension]:
    found = [
        (until, n, extension)
        for n, extension in enumerate(document.children(Extension, "obligation", obligation.id))
        if extension.status is not ExtensionStatus.REFUSED
        and (until := extension.granted_until or extension.requested_until) is not None
    ]
    return [extension for _, _, extension in sorted(found, key=lambda one: one[:2])]


def _filed(document: PlanDocument, extension: Extension) -> Iterator[Finding]:
    meeting = document.get(Meeting, extension.meeting)
    start = None if meeting is None else meeting.start
    if start is not None and extension.requested_on is not None:
        latest = deadlines.latest_filing(start)
        if extension.requested_on > latest and not explained(extension, "requested_on"):
            says = N_("The request of {day} came after {latest}, nine months before the meeting.")
            yield FILED.about(extension, sentence(says, day=extension.requested_on, latest=latest))
    asked, granted = extension.requested_until, extension.granted_until
    if asked is not None and granted is not None and granted > asked:
        says = N_("The extension was granted until {granted}, but asked for until {asked}.")
        yield BEYOND.about(extension, sentence(says, granted=granted, asked=asked))


def _items(document: PlanDocument, request: ExtensionRequest) -> Iterator[Finding]:
    """Name every item that is not filled, once the request has its extension."""
    basis = basis_of(document, request)
    if basis is None:
        return
    for state in item_states(basis):
        if not state.filled:
            says = N_("Item {letter} of the request is not filled: {name}.")
            name, letter = sentence(state.item.name), ItemLetter(state.item.letter)
            yield replace(
                ITEMS.about(request, sentence(says, letter=letter, name=name)),
                todo=sentence(state.item.todo),
            )


def _challenge(challenge: Challenge, today: dt.date) -> Iterator[Finding]:
    if challenge.raised_on is None or challenge.contacted_on is not None or challenge.contacted:
        return
    days = (today - challenge.raised_on).days
    if days > CONTACT_DAYS and not explained(challenge, "contacted_on"):
        says = N_("The challenge was raised on {day} and no partner has been told.")
        yield CHALLENGE.about(challenge, sentence(says, day=challenge.raised_on))


def _reports(document: PlanDocument) -> Iterator[Finding]:
    party = document.first(StateParty)
    entry = None if party is None else party.entry_into_force
    for report in document.of(TransparencyReport):
        due = None if report.year is None else deadlines.annual_report_due(report.year)
        if report.initial:
            due = None if entry is None else deadlines.initial_report_due(entry)
        sent = report.submitted_on
        late = due is not None and sent is not None and sent > due
        if late and not explained(report, "submitted_on"):
            says = N_("The report was submitted on {sent}; it was due on {due}.")
            yield REPORT.about(report, sentence(says, sent=sent, due=due))


def _late(document: PlanDocument, packs: Packs, today: dt.date) -> Iterator[Finding]:
    """Yield reports in preparation and actions whose day has passed."""
    rules = {ClockKind.ACTION: ACTION}
    reports = {ClockKind.INITIAL_REPORT, ClockKind.ANNUAL_REPORT}
    for clock in clocks(document, packs, today):
        rule = REPORT if clock.kind in reports else rules.get(clock.kind)
        record = None if clock.record is None else document.any(clock.record)
        if rule is not None and clock.state is ClockState.OVERDUE and record is not None:
            says = N_("It was due on {due} and is not recorded as done.")
            yield rule.about(record, sentence(says, due=clock.day))
