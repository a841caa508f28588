"""Undo and redo in the window: what was taken back is said, and the cursor goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ccmdesk.model.codec import DELETED
from ccmdesk.model.problem import NotSaved, Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.problems import show_problem

if TYPE_CHECKING:
    from ccmdesk.db.write import Step
    from ccmdesk.ui.open_plan import OpenPlan
    from ccmdesk.ui.window import Window

_LEADS_ON = frozenset({"overview"})
"""Pages without records that are left for the field that changed; others show it themselves."""


def take(window: Window, way: str) -> None:
    """Undo or redo; the page goes to what changed, unless the focus is outside the pages."""
    plan, focus = window.desk.plan, QApplication.focusWidget()
    if plan is None:
        return
    plan.typed_asked.emit()  # what was typed last is what is taken back first
    said = _said(plan, way)
    try:
        step = plan.undo() if way == "undo" else plan.redo()
    except NotSaved:
        return  # the red bar says so
    except Problem as problem:
        _refuse(window, problem)
        return
    if said is not None:
        window.tell(said)
    _choose_come_back(window, step)
    if focus is not None and window.pages.isAncestorOf(focus):
        _show_change(window, step)


def _refuse(window: Window, problem: Problem) -> None:
    """Tell why nothing was taken back; with the next step that is written it is no longer so."""
    show_problem(window.notice, problem)
    once = Qt.ConnectionType.SingleShotConnection
    window.desk.written.connect(lambda _: window.notice.clear_of(problem.message), once)


def _said(plan: OpenPlan, way: str) -> Message | None:
    """Return what the next undo or redo takes back or does again."""
    from ccmdesk.actions.step_words import done_words

    brief = plan.store.next_undo() if way == "undo" else plan.store.next_redo()
    if brief is None:
        return None
    said = N_("Taken back: {step}") if way == "undo" else N_("Done again: {step}")
    return Message(said, {"step": done_words(plan.lang, brief)})


def _choose_come_back(window: Window, step: Step) -> None:
    """Choose the row of a record that came back to the table that is shown."""
    from ccmdesk.model.kinds import BY_RECORD

    page = window.pages.records()
    if page is None or page.trail or page.views.shown is not None:
        return
    shown = BY_RECORD[page.shown_kind()].name
    for change in step.changes:
        if change.kind == shown and change.new.get(DELETED) is False:
            page.record_list().select(change.record)
            return


def _show_change(window: Window, step: Step) -> None:
    """Put the cursor into the one field that changed, on its own page when it is not this one.

    A view that is shown goes there by itself, whatever has changed.
    """
    from ccmdesk.actions.step_facts import changed_fields
    from ccmdesk.model.kinds import BY_NAME

    page, change = window.pages.records(), step.changes[0]
    if page is not None and page.views.shown is not None:
        page.views.shown.show_step(step)
        return
    keys = changed_fields(key for change in step.changes for key in change.new)
    stays = page is None and window.pages.name not in _LEADS_ON
    if stays or len({change.record for change in step.changes}) != 1 or not keys:
        return
    if window.desk.plan is not None and window.desk.plan.now(change.kind, change.record):
        window.open_record(BY_NAME[change.kind].record, change.record, keys[0])
