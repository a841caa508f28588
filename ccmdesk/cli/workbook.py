"""The command that saves the records of a plan as a workbook."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ccmdesk.actions.plan_workbook import SavePlan, save_plan
from ccmdesk.cli.desk import Desk, reading_store
from ccmdesk.cli.endings import WORKBOOK, chosen_format


def workbook(ask: Namespace, desk: Desk) -> int:
    """Write the records of a plan as a workbook that can be changed and imported again."""
    chosen_format(ask.out, formats=WORKBOOK)
    with reading_store(ask.file, desk) as store:
        document = store.document()
    request = SavePlan(out=Path(ask.out), language=ask.language)
    save_plan(document, request, packs=desk.packs, today=desk.today)
    desk.line(ask.out)
    return 0
