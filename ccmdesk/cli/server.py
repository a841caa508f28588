"""The commands on plans on a server: copy-to-server, copy-from-server, link."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ccmdesk.cli.desk import Desk, at_server, reading_store
from ccmdesk.model.words import N_


def copy_to_server(ask: Namespace, desk: Desk) -> int:
    """Copy a plan to an empty database."""
    from ccmdesk.actions.plan_on_server import put_on_server

    with reading_store(ask.file, desk) as store:
        at_server(desk, lambda password: put_on_server(store, ask.address, password=password))
    desk.say(
        N_(
            "The plan is on the server. Make a file on each computer with the command link, and"
            " work there from now on; keep {file} as a backup."
        ),
        file=Path(ask.file).name,
    )
    return 0


def copy_from_server(ask: Namespace, desk: Desk) -> int:
    """Copy a plan on a server to a file."""
    from ccmdesk.actions.plan_on_server import take_from_server

    with reading_store(ask.file, desk) as store:
        take_from_server(store, Path(ask.out))
    desk.say(N_("The copy is in {file}; it was read back and proved."), file=ask.out)
    return 0


def link(ask: Namespace, desk: Desk) -> int:
    """Make the file by which a computer opens a plan on a server."""
    from ccmdesk.actions.plan_on_server import lead_to_server

    out = Path(ask.out)
    at_server(desk, lambda password: lead_to_server(ask.address, out, password=password))
    desk.say(N_("Open the plan with {file}; no password is in it."), file=ask.out)
    return 0
