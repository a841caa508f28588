"""The commands on updates of the program and the packs: make-update, update, updates."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from ccmdesk.actions.updates.go_back import ListedUpdate, go_back, listed_updates
from ccmdesk.actions.updates.open_update import look_at_update
from ccmdesk.actions.updates.put_in_use import PutInUse, put_in_use
from ccmdesk.actions.updates.update_keys import revoke_key
from ccmdesk.actions.updates.update_words import (
    NEXT_START,
    REVOKING,
    WENT_BACK,
    listed_words,
    offer_words,
)
from ccmdesk.bundle.update_manifest import UpdateKind
from ccmdesk.cli.desk import Desk
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.version import VERSION


def make(ask: Namespace, desk: Desk) -> int:
    """Write an update, signed with the key of this computer, which is made on first use."""
    from ccmdesk.actions.signing_key import signing_key
    from ccmdesk.actions.updates.make_update import MakeUpdate, make_update

    request = MakeUpdate(
        source=Path(ask.source),
        brings=UpdateKind(ask.kind),
        out=Path(ask.out),
        office=ask.office,
        news=dict(_news(said) for said in ask.news),
        version=ask.update_version,
        oldest_program=ask.oldest_program,
    )
    key = signing_key(desk.data_folder, passphrase=ask.passphrase)
    made = make_update(desk.data_folder, request, key=key, author=desk.author)
    desk.say(
        N_("The update is in {file}: version {version}, number {number}."),
        file=ask.out,
        version=made.version,
        number=str(made.number),
    )
    return 0


def update(ask: Namespace, desk: Desk) -> int:
    """Say what an update would do, put it in use with --yes, or go back to the version before."""
    if ask.back:
        left = go_back(desk.data_folder, UpdateKind(ask.back))
        desk.say(WENT_BACK, version=left.version)
        return 0
    if not ask.file:
        raise Problem(N_("Name the file of an update, or what to go back from with --back."))
    offered = look_at_update(desk.data_folder, Path(ask.file))
    for message in offer_words(offered, language=desk.lang.code):
        desk.line(desk.lang.say(message))
    if not ask.yes:
        desk.say(N_("Nothing was changed yet. Add --yes to put this update in use."))
        return 0
    request = PutInUse(file=Path(ask.file), compared=ask.compared)
    put_in_use(desk.data_folder, request, author=desk.author)
    desk.say(NEXT_START)
    return 0


def updates(ask: Namespace, desk: Desk) -> int:
    """List the versions in use, and all updates that were put in use here; or revoke a key."""
    if ask.revoke_key:
        revoke_key(desk.data_folder, ask.revoke_key, author=desk.author)
        desk.say(REVOKING)
        return 0
    listed = listed_updates(desk.data_folder)
    if ask.json:
        desk.json(
            {
                "program": VERSION,
                "packs": {one.name: one.version for one in desk.packs.versions},
                "updates": [_as_json(one) for one in listed],
            }
        )
        return 0
    desk.line(f"ccmdesk {VERSION}")
    for pack in desk.packs.versions:
        said = N_("{title}: version {version} of {date}")
        title = desk.lang(pack.label)
        desk.say(said, title=title, version=pack.version, date=desk.lang.value(pack.dated))
    for one in listed:
        desk.line(desk.lang.say(listed_words(one)))
    return 0


def selftest(ask: Namespace, desk: Desk) -> int:
    """Make, save, read, print and pack a plan in a temporary folder."""
    from ccmdesk.actions.self_test import self_test

    del ask
    self_test(packs=desk.packs, author=desk.author)
    desk.say(N_("ccmdesk {version} works on this computer."), version=VERSION)
    return 0


def _news(said: str) -> tuple[str, str]:
    language, mark, text = said.partition("=")
    if not mark:
        raise Problem(
            N_("“{text}” does not say in which language it is. Type it as en=What is new."),
            text=said,
        )
    return language, text


def _as_json(listed: ListedUpdate) -> dict[str, Any]:
    one = listed.installed
    return {
        "kind": listed.kind.value,
        "version": one.version,
        "number": one.number,
        "in_use": listed.is_in_use,
        "from": {"name": one.name, "office": one.office, "public_key": one.public_key},
        "made_on": one.made_on.isoformat(),
        "taken_on": one.taken_on.isoformat(),
        "taken_by": one.taken_by,
    }
