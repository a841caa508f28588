"""The commands of the desk at the Implementation Support Unit."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ccmdesk.cli.command import JSON, LANGUAGE, PACKAGE_PASSPHRASE, PASSPHRASE, Command, arg
from ccmdesk.model.words import N_

_STATE = arg("country", help=N_("three letters, such as LAO"))
_COMPARED = arg(
    "--compared", required=True, help=N_("the fingerprint of the key, as its owner says it")
)
_BY = arg("--by", dest="person", metavar="NAME", help=N_("who compared it; else who works here"))

_PARTS: Mapping[str, Command] = MappingProxyType(
    {
        "add": Command(
            "ccmdesk.cli.hub:add",
            N_("take in submissions; one that is refused does not stop the others"),
            (
                arg("packages", nargs="+", metavar="PACKAGE", help=N_("a .ccmb or .ccmb.age file")),
                PACKAGE_PASSPHRASE,
                PASSPHRASE,
                JSON,
            ),
        ),
        "report": Command(
            "ccmdesk.cli.hub:report",
            N_("report on all States, on the terminal, as JSON, workbook or PDF"),
            (
                JSON,
                arg("--out", help=N_("write it to a .pdf, .xlsx or .json file too")),
                LANGUAGE,
            ),
        ),
        "verify-key": Command(
            "ccmdesk.cli.hub:verify_key",
            N_("say that a person compared the key of a State with its owner"),
            (_STATE, _COMPARED, _BY),
        ),
        "revoke-key": Command(
            "ccmdesk.cli.hub:revoke_key",
            N_("no longer trust a key of a State"),
            (
                _STATE,
                _COMPARED,
                _BY,
                arg("--from-package", type=int, default=0, help=N_("its first bad number")),
            ),
        ),
        "settle-alarm": Command(
            "ccmdesk.cli.hub:settle_alarm",
            N_("say which is right, once a State was asked about an alarm"),
            (
                _STATE,
                arg("number", type=int, help=N_("the number of the submission")),
                arg("--sha256", default="", help=N_("how the SHA-256 of its file begins")),
                arg(
                    "--here-is-right",
                    action="store_true",
                    help=N_("what is here is right, not the package that raised the alarm"),
                ),
                arg("--by", dest="person", metavar="NAME", help=N_("who asked the State")),
            ),
        ),
        "rebuild": Command(
            "ccmdesk.cli.hub:rebuild",
            N_("make all that is reported anew from the kept packages"),
            (),
        ),
    }
)

HUB: Mapping[str, Command] = MappingProxyType(
    {
        "hub": Command(
            "ccmdesk.cli.hub:report",
            N_("take in the submissions of many States and report on them"),
            (arg("store", metavar="STORE", help=N_("a file, or a postgresql:// address")),),
            _PARTS,
        ),
    }
)
