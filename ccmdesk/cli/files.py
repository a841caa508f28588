"""Commands on plan files: new, info, check, backup, restore, repair, demo."""

from __future__ import annotations

import itertools
import re
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ccmdesk.actions.check_plan import plan_findings
from ccmdesk.actions.chosen_file import refuse_folder
from ccmdesk.actions.create_plan import CreatePlan, create_plan
from ccmdesk.cli.desk import Desk, plan_file, plan_key, reading_store
from ccmdesk.cli.findings import finding_json, finding_lines
from ccmdesk.db.packages import Package
from ccmdesk.db.store import Store
from ccmdesk.model.check_code import check_code
from ccmdesk.model.codes import StateCode
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

if TYPE_CHECKING:
    from ccmdesk.actions.plan_info import PlanInfo

_YEARS = re.compile(r"(?P<first>\d{4})-(?P<last>\d{4})")
FINDINGS = 3
"""What ``check --strict`` ends with when something is missing, ``info`` when it is damaged."""


def new(ask: Namespace, desk: Desk) -> int:
    """Start the plan of a country in a new file."""
    years = _YEARS.fullmatch(ask.years)
    if years is None:
        raise Problem(N_("“{text}” is not a span of years. Type it as 2026-2030."), text=ask.years)
    request = CreatePlan(
        path=Path(ask.file),
        country=StateCode(ask.country.upper()),
        first_year=int(years["first"]),
        last_year=int(years["last"]),
        office=ask.office,
    )
    with create_plan(request, author=desk.author, packs=desk.packs) as store:
        desk.say(N_("The new plan is in {file}."), file=str(store.path))
    return 0


def info(ask: Namespace, desk: Desk) -> int:
    """Say what is in a plan file and whether it is whole."""
    from ccmdesk.actions.plan_info import plan_info

    with reading_store(ask.file, desk) as store:
        found = plan_info(store)
        revoked, about_keys = _revoked(store, desk)
    if ask.json:
        keys = [package.manifest.hex() for package in revoked]
        desk.json({**_info_json(found, desk), "revoked_packages": keys})
    else:
        _say_info(found, about_keys, desk)
    return FINDINGS if found.damage else 0


def _info_json(found: PlanInfo, desk: Desk) -> dict[str, Any]:
    return {
        "records": found.counts,
        "content_hash": found.content_hash,
        "check_code": check_code(found.check_code_hash),
        "languages": list(found.languages),
        "damage": [desk.lang.say(message) for message in found.damage],
        "notices": [desk.lang.say(message) for message in found.notices],
    }


def _say_info(found: PlanInfo, about_keys: str, desk: Desk) -> None:
    for name, count in found.counts.items():
        desk.line(f"{desk.lang(BY_NAME[name].many)}: {desk.lang.number(count)}")
    desk.say(N_("Check code: {code}"), code=check_code(found.check_code_hash))
    desk.say(N_("Languages of the texts: {languages}"), languages=", ".join(found.languages))
    if about_keys:
        desk.line(about_keys)
    for message in (*found.damage, *found.notices):
        desk.line(desk.lang.say(message))
    if not found.damage:
        desk.say(N_("The file is whole: everything in it was read and proved."))


def _revoked(store: Store, desk: Desk) -> tuple[Sequence[Package], str]:
    """Return the packages of revoked keys with a sentence; a list of keys may not be readable."""
    from ccmdesk.actions.revoked_packages import revoked_packages, revoked_words
    from ccmdesk.actions.trust import known_keys

    try:
        found = revoked_packages(store, known_keys(desk.data_folder, author=desk.author))
    except Problem as problem:
        return (), desk.lang.say(problem.message)
    return found, revoked_words(desk.lang, found)


def check(ask: Namespace, desk: Desk) -> int:
    """List what the plan still lacks, in the order of the window and the paper."""
    with reading_store(ask.file, desk) as store:
        document = store.document()
        findings = plan_findings(document, packs=desk.packs, today=desk.today)
        show = desk.show(store)
        if ask.json:
            desk.json([finding_json(finding, document, show) for finding in findings])
        else:
            for line in finding_lines(findings, document, show):
                desk.line(line)
    return FINDINGS if ask.strict and findings else 0


def backup(ask: Namespace, desk: Desk) -> int:
    """Write a copy of a plan that opens anywhere."""
    from ccmdesk.db.backup import write_backup

    refuse_folder(Path(ask.out))
    with reading_store(ask.file, desk) as store:
        former = write_backup(store, Path(ask.out))
    desk.say(N_("The copy is in {file}; it was read back and proved."), file=ask.out)
    _say_former(desk, former, ask.out)
    return 0


def _say_former(desk: Desk, former: Path | None, place: str) -> None:
    if former is not None:
        desk.say(N_("What was in {file} before is now in {kept}."), file=place, kept=str(former))


def restore(ask: Namespace, desk: Desk) -> int:
    """Make a plan file from a copy."""
    from ccmdesk.actions.restore_plan import RestorePlan, restore_plan

    copy = Path(ask.copy)
    request = RestorePlan(
        copy=copy, out=Path(ask.out), key=plan_key(copy, desk), over_newer=ask.older
    )
    former = restore_plan(request, author=desk.author)
    desk.say(N_("The plan was restored to {file}."), file=ask.out)
    _say_former(desk, former, ask.out)
    return 0


def repair(ask: Namespace, desk: Desk) -> int:
    """Save what can be read of a damaged plan into a new file beside it; leave a whole one."""
    from ccmdesk.actions.author import new_id
    from ccmdesk.db.check import is_sound_file
    from ccmdesk.db.opening import require_file
    from ccmdesk.db.repair import repair_file

    path = plan_file(ask.file)
    require_file(path)
    key = plan_key(path, desk)
    if is_sound_file(path, key):
        desk.say(
            N_("{file} is whole: everything in it was read and proved. Nothing was written."),
            file=path.name,
        )
        return 0
    out = _free_beside(path)
    found = repair_file(path, out=out, new_id=new_id, at=desk.author.clock(), key=key)
    for message in found:
        desk.line(desk.lang.say(message))
    desk.say(
        N_("What could be read is in {file}; the damaged file was not touched."), file=str(out)
    )
    return 0


def _free_beside(plan: Path) -> Path:
    """Return a name for what is saved of *plan*: lao-repaired, or lao-repaired-2 and so on."""
    first = f"{plan.stem}-repaired"
    names = (f"{first}-{n}" if n > 1 else first for n in itertools.count(1))
    return next(file for name in names if not (file := plan.with_name(name + plan.suffix)).exists())


def demo(ask: Namespace, desk: Desk) -> int:
    """Make the demonstration plan, its papers in every language and its signed package."""
    from ccmdesk.actions.demo import MakeDemo, make_demo

    def tell(text: str) -> None:
        desk.line(text)
        desk.out.flush()

    request = MakeDemo(folder=Path(ask.folder), lang=desk.lang, tell=tell)
    for path in make_demo(request, packs=desk.packs, clock=desk.author.clock):
        desk.line(str(path))
    return 0
