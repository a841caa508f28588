"""The commands that encrypt a plan file, and what they are given."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ccmdesk.cli.command import FILE, LANGUAGE, OUT, Command, arg
from ccmdesk.model.words import N_

_NEW = arg(
    "--new-passphrase-file",
    metavar="FILE",
    help=N_("a file with the new passphrase; it is asked for otherwise"),
)

ENCRYPTION: Mapping[str, Command] = MappingProxyType(
    {
        "encrypt": Command(
            "ccmdesk.cli.encryption:encrypt", N_("encrypt a plan with a passphrase"), (FILE, _NEW)
        ),
        "decrypt": Command(
            "ccmdesk.cli.encryption:decrypt", N_("make an encrypted plan a plain one"), (FILE,)
        ),
        "passphrase": Command(
            "ccmdesk.cli.encryption:change",
            N_("change the passphrase of an encrypted plan"),
            (
                FILE,
                _NEW,
                arg(
                    "--recovery-code",
                    metavar="FILE",
                    help=N_("a file with the code of the recovery sheet, if the old one is lost"),
                ),
            ),
        ),
        "recovery-sheet": Command(
            "ccmdesk.cli.encryption:recovery_sheet",
            N_("write the page that opens an encrypted plan when its passphrase is lost"),
            (FILE, OUT, LANGUAGE),
        ),
    }
)
