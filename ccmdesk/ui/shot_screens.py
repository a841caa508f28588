"""Every screen there is by name, and the way to it: what the pictures show."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ccmdesk.actions.import_tables import PastedRows
from ccmdesk.db.atomic_file import write_file
from ccmdesk.model.area import AnnualPosition, HazardousArea
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.need import Need
from ccmdesk.ui.guided.questions import QUESTIONS
from ccmdesk.ui.pages import HISTORY, IMPORT
from ccmdesk.ui.records.page import RecordsPage
from ccmdesk.ui.sections import SECTIONS
from ccmdesk.ui.shot_exchange import EXCHANGED
from ccmdesk.ui.shot_stage import Screen, Stage

_TYPED = "20"
"""What is typed into the find box: a part of many years, numbers and titles."""

_ROWS = (
    b"code,name@en,kind,size_m2\nX-1,First,CHA,42000\nX-2,Second,maybe,42000\nX-3,Third,CHA,7x\n"
)
"""An import of which two rows have faults."""


_CELLS = "1,200\t4x0\n300\t0\n"
"""A paste of which one cell cannot be read."""


def _welcome(stage: Stage) -> None:
    stage.window.show_front()


def _new_plan(stage: Stage) -> QWidget:
    from ccmdesk.ui.start_dialog import StartDialog

    return StartDialog(stage.window.desk, stage.window)


def _who(stage: Stage) -> QWidget:
    from ccmdesk.ui.who_dialog import WhoDialog

    return WhoDialog(stage.window.desk, stage.window)


def _approve(stage: Stage) -> QWidget:
    from ccmdesk.ui.approval_strip import plan_request
    from ccmdesk.ui.approve_dialog import ApproveDialog

    stage.page("overview")
    return ApproveDialog(stage.window.desk, plan_request, stage.window)


def _fault(stage: Stage) -> QWidget:
    from ccmdesk.ui.problems import FaultDialog

    return FaultDialog(stage.window.desk.lang, ValueError(), stage.window)


def _open(stage: Stage, *, name: str) -> None:
    stage.page(name)


def _documents(stage: Stage) -> None:
    stage.window.do("preview")


def _timeline(stage: Stage) -> None:
    stage.page("timeline").chart.select(1)


def _timeline_table(stage: Stage) -> None:
    page = stage.page("timeline")
    page.head.table.setChecked(True)
    page.chart.select(1)


def _list(stage: Stage, *, kind: type) -> None:
    stage.records(kind)


def _form(stage: Stage, *, kind: type) -> None:
    stage.form(kind)


def _view(stage: Stage, *, section: str, name: str) -> None:
    page: RecordsPage = stage.page(section)
    page.show_view(name)
    stage.settle()


def _history(stage: Stage) -> QWidget | None:
    stage.form(Need)
    page = stage.window.pages.records()
    return None if page is None else page.show_history()


def _plan_history(stage: Stage) -> None:
    page = stage.page(HISTORY)
    stage.settle()
    page.list.setFocus()


def _going_back(stage: Stage) -> None:
    stage.records(HazardousArea).new_record()
    page = stage.page(HISTORY)
    stage.settle()
    page.list.setCurrentIndex(page.steps.index(1, 0))
    page.ask_back()


def _bin(stage: Stage) -> QWidget:
    page = stage.records(HazardousArea)
    page.new_record()
    page.delete_record()
    page.close_form()
    return page.show_bin()


def _note(stage: Stage) -> QWidget | None:
    form = stage.form(Need)
    return None if form is None else form.open_note(form.rows["cost"])


def _filtered(stage: Stage) -> QWidget:
    """Show a list that is narrowed, with the values of a column open above it."""
    shown = stage.records(HazardousArea).record_list()
    shown.narrow(shown.narrowing.put("status", ["open"]))
    return shown.filters.open_values("kind")


def _columns(stage: Stage) -> QWidget:
    return stage.records(HazardousArea).record_list().choose_columns()


def _map_choice(stage: Stage) -> None:
    page = stage.page("map")
    stage.settle()
    ids = page.list.model.ids
    if ids:
        page.choose(ids[0])
        page.view.zoom(6.0)


def _map_drawing(stage: Stage) -> None:
    page = stage.page("map")
    stage.settle()
    ids = page.list.model.ids
    if ids:
        page.choose(ids[0])
        page.begin_drawing()
        for x, y in ((0.4, 0.3), (0.6, 0.35), (0.62, 0.6), (0.35, 0.55)):
            size = page.view.viewport().size()
            at = page.view.mapToScene(int(size.width() * x), int(size.height() * y))
            page.view.tool.add(page.view.flat.position(at))


def _map_table(stage: Stage) -> None:
    page = stage.page("map")
    page.leave_drawing()
    page.head.table.setChecked(True)


def _points(stage: Stage) -> None:
    form = stage.form(HazardousArea)
    if form is not None:
        editor = form.rows["polygon"].editor
        editor.type_again(("44.80000 15.90000", "120° 350 m", "210° 300 m", "44.80000 15.90000"))
        form.focus_field("polygon")


def _several(stage: Stage) -> QWidget:
    """Select some rows, and ask for one field of all of them."""
    page = stage.records(HazardousArea)
    page.record_list().table.selectAll()
    box = page.several.change(page.record_list())
    box.choose("marked")
    if box.editor is not None:
        box.editor.show_value(True)
        box.editor.chosen.emit()
        box.look()
    return box


def _pasted(stage: Stage) -> None:
    page = stage.records(HazardousArea)
    rows = "X-1\tA\tB\nX-2\tC\tD\n"
    page.pasted.emit(
        PastedRows(
            text=rows,
            kind=HazardousArea,
            fields=("code", "name", "kind"),
            language=stage.window.desk.lang.code,
        )
    )


def _carried(stage: Stage) -> None:
    page = stage.records(AnnualPosition)
    page.begin_record()


def _paste(stage: Stage) -> QWidget | None:
    page = stage.page("budget")
    page.show_view("budget-by-year")
    view = page.views.shown
    view.paste(_CELLS)
    box: QWidget | None = view.box
    return box


def _find(stage: Stage) -> None:
    box = stage.window.find_box
    stage.page("overview")
    box.setText(_TYPED)
    box.ask()


def _guided(stage: Stage, *, place: int) -> None:
    """Show one of the guided questions about the first need, or with the last place their end."""
    stage.form(Need)
    stage.window.do("guided")
    page: Any = stage.window.pages.currentWidget()
    page.go(place)


def _help(stage: Stage, *, target: str) -> QWidget:
    from ccmdesk.ui.help.window import HelpWindow

    help_window = HelpWindow(stage.window.desk, stage.window)
    help_window.go(target)
    return help_window


def _settings(stage: Stage) -> QWidget:
    return stage.window.doings.open_settings()


def _about(stage: Stage) -> QWidget:
    return stage.window.doings.about()


def _report(stage: Stage) -> QWidget:
    return stage.window.doings.report()


def _imported(stage: Stage) -> None:
    file = stage.folder / "hazardous_area.csv"
    write_file(file, lambda out: out.write(_ROWS))
    stage.page(IMPORT).preview([file])


WITHOUT_PLAN = (Screen("welcome", _welcome), Screen("new-plan", _new_plan))
"""What is seen before a plan is open."""

WITH_PLAN = (
    Screen("overview", partial(_open, name="overview")),
    *(Screen(f"list-{kind.name}", partial(_list, kind=kind.record)) for kind in KINDS),
    *(Screen(f"form-{kind.name}", partial(_form, kind=kind.record)) for kind in KINDS),
    Screen("list-filtered", _filtered),
    Screen("list-columns", _columns),
    Screen("points", _points),
    Screen("map", partial(_open, name="map")),
    Screen("map-choice", _map_choice),
    Screen("map-drawing", _map_drawing),
    Screen("map-table", _map_table),
    Screen("several", _several),
    *(
        Screen(view.name.replace(" ", "-"), partial(_view, section=section.name, name=view.name))
        for section in SECTIONS
        for view in section.views
    ),
    Screen("budget-paste", _paste),
    Screen("history", _history),
    Screen("bin", _bin),
    Screen("plan-history", _plan_history),
    Screen("going-back", _going_back),
    Screen("note", _note),
    Screen("find", _find),
    *(
        Screen(f"guided-{place + 1}", partial(_guided, place=place))
        for place in range(len(QUESTIONS) + 1)
    ),
    Screen("who", _who),
    Screen("approve", _approve),
    Screen("fault", _fault),
    Screen("timeline", _timeline),
    Screen("timeline-table", _timeline_table),
    Screen("settings", _settings),
    Screen("about", _about),
    Screen("report", _report),
    Screen("help", partial(_help, target="getting-started")),
    Screen("help-field", partial(_help, target="field:activity.period")),
    Screen("help-keys", partial(_help, target="keyboard")),
    Screen("translations", partial(_open, name="translations")),
    Screen("documents", _documents),
    Screen(IMPORT, partial(_open, name=IMPORT)),
    Screen("import-result", _imported),
    Screen("paste-result", _pasted),
    Screen("form-carried-over", _carried),
    Screen("send", partial(_open, name="send")),
    *EXCHANGED,
    Screen("overview-open", partial(_open, name="overview")),
    Screen("send-undecided", partial(_open, name="send")),
)
"""What is seen of an open plan; the last ones write to it."""
