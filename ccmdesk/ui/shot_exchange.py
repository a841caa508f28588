"""The screens on which packages leave and come in, in the order in which one leads to the next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from ccmdesk.actions.hub.alarms import alarm_of
from ccmdesk.actions.hub.states import STATES
from ccmdesk.actions.plan_key import not_opened
from ccmdesk.db.atomic_file import write_file
from ccmdesk.db.hub.store import open_hub
from ccmdesk.rules.hub.filed import AlarmKind
from ccmdesk.ui.encrypted.locked_page import LockedPage
from ccmdesk.ui.encrypted.new_passphrase_dialog import NewPassphraseDialog
from ccmdesk.ui.encrypted.passphrase_dialog import PassphraseDialog
from ccmdesk.ui.hub.page import HubPage
from ccmdesk.ui.pages import DECIDE, TRUST, TWICE
from ccmdesk.ui.shot_offices import (
    came_from_the_revoked,
    enter_twice,
    keys_of_offices,
    package_of_an_office,
)
from ccmdesk.ui.shot_stage import Screen, Stage
from ccmdesk.ui.shot_updates import UPDATED

_CLOSED = "lao.ccmdesk"


def _packed(stage: Stage) -> None:
    _pack(stage, into=stage.folder)


def _not_packed(stage: Stage) -> None:
    gone = stage.folder / "stick"
    write_file(gone, lambda out: out.write(b""))  # no folder, as a stick that was pulled out
    _pack(stage, into=gone)


def _pack(stage: Stage, *, into: Path) -> None:
    pack = stage.page("send").pack
    pack.masking.masks.setChecked(True)
    pack.example.setChecked(True)  # an example is packed only where that is asked for
    pack.pack_into(into)


def _verified(stage: Stage) -> None:
    (package,) = stage.folder.glob("*submission*.ccmb")
    stage.page("send").verify.check(package)


def _hub_without_store(stage: Stage) -> None:
    stage.window.doings.open_hub()


def _hub(stage: Stage) -> None:
    """Take the submission in that was packed, and choose its State."""
    if not any(stage.folder.glob("*submission*.ccmb")):
        _packed(stage)
        stage.settle()
    stage.window.doings.open_hub(str(stage.folder / "hub.db"))
    stage.settle()
    page: Any = stage.window.findChild(HubPage)
    page.add([stage.folder])
    stage.settle()
    page.show_part(STATES)
    page.view.choose(page.seen.state.submissions[0].country)


def _verify_key(stage: Stage) -> QWidget | None:
    page: Any = stage.window.findChild(HubPage)
    if page is None or not page.view.state:
        _hub(stage)
        stage.settle()
        page = stage.window.findChild(HubPage)
    page.ask_key(revoke=False)
    box: QWidget | None = page.dialog
    return box


def _settle_alarm(stage: Stage) -> QWidget | None:
    """Let a package be here that contradicts the one that was packed, and ask about it."""
    _hub(stage)
    stage.settle()
    page: Any = stage.window.findChild(HubPage)
    (filed,) = page.seen.state.submissions
    alarm = alarm_of(filed, AlarmKind.SAME_NUMBER, by=filed.by, at=filed.at)
    with open_hub(str(stage.folder / "hub.db"), writes=True) as hub, hub.writing() as desk:
        desk.raise_alarm(replace(alarm, manifest=bytes(32)))
    page.look()
    stage.settle()
    page.alarms.settle_button.click()
    box: QWidget | None = page.alarms.dialog
    return box


def _pack_office(stage: Stage) -> None:
    stage.window.do("pack office")
    office = stage.page("send").office
    office.to.setEditText("Field Office North")
    office.sealing.whom.setCurrentIndex(office.sealing.whom.count() - 1)  # a passphrase
    office.sealing.retranslate()
    office.look()


def _take_in(stage: Stage) -> None:
    plan = stage.window.desk.plan
    if plan is not None:
        package = package_of_an_office(plan, stage.folder)
        stage.page("send").verify.check(package)


def _decide(stage: Stage) -> None:
    """Take the package in that was looked at, and show the first difference."""
    page = stage.page("send")
    page.take_in.why.setText("–")
    page.take_in.take_button.click()
    stage.settle()
    stage.page(DECIDE)


def _twice_none(stage: Stage) -> None:
    stage.page(TWICE)
    stage.settle()


def _twice(stage: Stage) -> None:
    """Enter two areas and an activity of the plan a second time, as another office would."""
    plan = stage.window.desk.plan
    if plan is None:
        return
    enter_twice(plan)
    page = stage.page(TWICE)
    page.look()
    stage.settle()
    page.list.setCurrentIndex(page.table.index(1, 0))


def _keep_all(stage: Stage) -> QWidget | None:
    page = stage.page(DECIDE)
    stage.settle()
    page.ask_all()
    box: QWidget | None = page.box
    return box


def _keys(stage: Stage) -> None:
    plan = stage.window.desk.plan
    state = None if plan is None else plan.head.state
    if plan is not None and state is not None and state.country is not None:
        keys_of_offices(stage.folder, state.country)
        came_from_the_revoked(plan, stage.folder)
    stage.page(TRUST)


def _certify(stage: Stage) -> QWidget | None:
    page = stage.page(TRUST)
    page.certify(next(stage.folder.glob("Field Office East.json")))
    box: QWidget | None = page.box
    return box


def _encryption(stage: Stage) -> QWidget:
    return stage.window.doings.encryption()


def _passphrase(stage: Stage) -> QWidget:
    """Show what is said of a mistyped passphrase."""
    desk = stage.window.desk
    box = PassphraseDialog(desk, stage.folder / _CLOSED, stage.window)
    box.ask.field.setText("green hills")
    box.ask.refuse(not_opened(stage.folder / _CLOSED))
    return box


def _new_passphrase(stage: Stage) -> QWidget:
    return NewPassphraseDialog(stage.window.desk, stage.window)


def _server(stage: Stage) -> QWidget:
    from ccmdesk.ui.server_dialog import ServerDialog

    box = ServerDialog(stage.window, lambda _work: False)
    box.address.setText("postgresql://amina@10.0.0.5/plan")
    return box


def _server_password(stage: Stage) -> QWidget:
    """Show what is said of a password that the server refused."""
    from ccmdesk.model.problem import PasswordAsked
    from ccmdesk.ui.password_box import PasswordBox

    asked = PasswordAsked("10.0.0.5", "amina", refused=True)
    return PasswordBox(stage.window.desk, asked, lambda _typed: None, stage.window)


def _locked(stage: Stage) -> QWidget:
    page = LockedPage(stage.window.desk, stage.folder / _CLOSED)
    page.resize(stage.window.size())
    return page


EXCHANGED = (
    Screen("pack-failed", _not_packed),
    Screen("pack-result", _packed),
    Screen("verify-result", _verified),
    Screen("hub-empty", _hub_without_store),
    Screen("hub", _hub),
    Screen("hub-key", _verify_key),
    Screen("hub-alarm", _settle_alarm),
    Screen("pack-office", _pack_office),
    Screen("take-in", _take_in),
    Screen("twice-none", _twice_none),
    Screen("twice", _twice),
    Screen("decide", _decide),
    Screen("keep-all", _keep_all),
    Screen("keys", _keys),
    Screen("certify", _certify),
    Screen("server", _server),
    Screen("server-password", _server_password),
    Screen("encryption", _encryption),
    *UPDATED,
    Screen("passphrase", _passphrase),
    Screen("new-passphrase", _new_passphrase),
    Screen("locked", _locked),
)
"""These write to the plan."""
