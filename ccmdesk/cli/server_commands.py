"""The commands that move a plan to a server and back, and what they are given."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ccmdesk.cli.command import FILE, OUT, Command, arg
from ccmdesk.model.words import N_

_ADDRESS = arg("address", help=N_("such as postgresql://USER@SERVER/DATABASE"))

SERVER: Mapping[str, Command] = MappingProxyType(
    {
        "copy-to-server": Command(
            "ccmdesk.cli.server:copy_to_server",
            N_("copy a plan to an empty database, for an office that works in it at one time"),
            (FILE, _ADDRESS),
        ),
        "copy-from-server": Command(
            "ccmdesk.cli.server:copy_from_server",
            N_("copy a plan on a server to a file"),
            (FILE, OUT),
        ),
        "link": Command(
            "ccmdesk.cli.server:link",
            N_("make the file by which a computer opens a plan on a server"),
            (_ADDRESS, OUT),
        ),
    }
)
