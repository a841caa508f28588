"""The commands that make updates of the program and the packs, and put them in use."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ccmdesk.cli.command import JSON, OFFICE, OUT, PASSPHRASE, Command, arg
from ccmdesk.model.words import N_

_KINDS = ["packs", "program"]

UPDATES: Mapping[str, Command] = MappingProxyType(
    {
        "update": Command(
            "ccmdesk.cli.updates:update",
            N_("say what an update would do and put it in use, or go back to the version before"),
            (
                arg("file", nargs="?", default="", help=N_("the update: a .ccmu file")),
                arg("--yes", action="store_true", help=N_("put it in use")),
                arg(
                    "--compared",
                    default="",
                    help=N_("the fingerprint of the key, as its owner says it"),
                ),
                arg("--back", choices=_KINDS, help=N_("use what was in use before the update")),
            ),
        ),
        "updates": Command(
            "ccmdesk.cli.updates:updates",
            N_("list the versions in use, and the updates that were put in use here"),
            (
                JSON,
                arg(
                    "--revoke-key",
                    default="",
                    metavar="FINGERPRINT",
                    help=N_("revoke the key with this fingerprint: its updates are refused"),
                ),
            ),
        ),
        "make-update": Command(
            "ccmdesk.cli.updates:make",
            N_("write an update of reference packs or of the program, signed with your key"),
            (
                arg("source", help=N_("a folder of packs, one pack, or a wheel of the program")),
                arg("--kind", required=True, choices=_KINDS, help=N_("what it brings")),
                OUT,
                arg(
                    "--news",
                    action="append",
                    default=[],
                    metavar="LANGUAGE=TEXT",
                    help=N_("what is new, such as en=Two States more; can be repeated"),
                ),
                arg(
                    "--version",
                    dest="update_version",
                    default="",
                    help=N_("its version; of packs the day else, of the program its own"),
                ),
                arg(
                    "--oldest-program",
                    default="",
                    help=N_("the first version of the program that can use it"),
                ),
                OFFICE,
                PASSPHRASE,
            ),
        ),
    }
)
