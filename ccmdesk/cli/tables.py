"""Commands on workbooks and CSV files: template, import."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from ccmdesk.actions.import_tables import (
    ImportFiles,
    SaveTemplate,
    apply_import,
    preview_import,
    refuse_status_copy,
    save_status_copy,
    save_template,
)
from ccmdesk.cli.desk import Desk, reading_store, writing_store
from ccmdesk.cli.endings import WORKBOOK, chosen_format
from ccmdesk.exchange.import_plan import ImportPlan, Outcome, RowResult
from ccmdesk.model.words import N_

PROBLEM = 1


def template(ask: Namespace, desk: Desk) -> int:
    """Write an empty workbook in the chosen language."""
    chosen_format(ask.out, formats=WORKBOOK)
    request = SaveTemplate(out=Path(ask.out), language=ask.language)
    save_template(request, packs=desk.packs, today=desk.today)
    desk.line(ask.out)
    return 0


def import_tables(ask: Namespace, desk: Desk) -> int:
    """Say what importing would do and, without --dry-run, do it as one step.

    While a row has a fault nothing is written without --yes. Ends with 1 when a row was not
    imported, so that a script notices.
    """
    request = ImportFiles(
        paths=tuple(Path(name) for name in ask.sources),
        language=ask.language or desk.lang.code,
        is_said=bool(ask.language),
    )
    if ask.status:
        refuse_status_copy(request, Path(ask.status))
    opening = reading_store if ask.dry_run else writing_store
    with opening(ask.file, desk) as store:
        preview = preview_import(store.document(), request, packs=desk.packs, author=desk.author)
        writes = not ask.dry_run and (ask.yes or not preview.plan.refused)
        if ask.status:  # first: where it cannot be written, nothing is imported
            save_status_copy(preview, Path(ask.status), language=preview.language)
        if writes:
            apply_import(store, preview, author=desk.author)
    if ask.json:
        desk.json({**_as_json(preview.plan, desk), "written": writes})
    else:
        _tell(preview.plan, desk)
        if not writes and not ask.dry_run:
            desk.say(N_("Nothing was written. Mend the rows, or add --yes to import the others."))
    return PROBLEM if preview.plan.refused else 0


def _tell(plan: ImportPlan, desk: Desk) -> None:
    for notice in plan.notices:
        desk.line(f"{notice.sheet} {notice.column}: {desk.lang.say(notice.says)}")
    for row in plan.refused:
        for fault in row.faults:
            desk.say(
                N_("{sheet}, row {row}. {fault}"),
                sheet=row.sheet,
                row=str(row.row),
                fault=desk.lang.say(fault.where_and_what),
            )
    for outcome in Outcome:
        desk.line(f"{desk.lang(outcome.label)}: {desk.lang.number(plan.count(outcome))}")


def _as_json(plan: ImportPlan, desk: Desk) -> dict[str, Any]:
    return {
        **{outcome.value: plan.count(outcome) for outcome in Outcome},
        "notices": [
            {"sheet": n.sheet, "column": n.column, "says": desk.lang.say(n.says)}
            for n in plan.notices
        ],
        "faults": [fault for row in plan.refused for fault in _faults(row, desk)],
    }


def _faults(row: RowResult, desk: Desk) -> list[dict[str, Any]]:
    return [
        {
            "sheet": row.sheet,
            "row": row.row,
            "column": fault.column,
            "heading": fault.heading,
            "says": desk.lang.say(fault.says),
        }
        for fault in row.faults
    ]
