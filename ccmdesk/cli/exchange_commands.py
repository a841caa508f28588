"""The commands that send a plan, take in what others send, and show whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ccmdesk.cli.command import (
    FILE,
    JSON,
    LANGUAGE,
    MEETING,
    OFFICE,
    OUT,
    PACKAGE_PASSPHRASE,
    PASSPHRASE,
    Command,
    arg,
)
from ccmdesk.model.words import N_

_COUNTRY = arg("--country", required=True, help=N_("three letters, such as LAO"))
_COMPARED = arg(
    "--compared", required=True, help=N_("the fingerprint of the key, as its owner says it")
)

_UNVERIFIED = arg(
    "--unverified",
    default="",
    metavar="WHY",
    help=N_("why it is taken in although nobody has compared the key"),
)

EXCHANGE: Mapping[str, Command] = MappingProxyType(
    {
        "pack": Command(
            "ccmdesk.cli.papers:pack",
            N_("write a signed package"),
            (
                FILE,
                arg(
                    "--for",
                    dest="receiver",
                    required=True,
                    choices=["isu", "office"],
                    help=N_("the receiver"),
                ),
                OUT,
                arg("--to", help=N_("the name of the office, with --for office")),
                arg(
                    "--whole",
                    action="store_true",
                    help=N_("all changes, also those the office has; with --for office"),
                ),
                arg(
                    "--with-internal",
                    action="store_true",
                    help=N_("also what only this office is to see; with --for office"),
                ),
                arg("--languages", default="en", help=N_("of the papers inside, such as ar,fr")),
                MEETING,
                OFFICE,
                arg(
                    "--illustrative",
                    action="store_true",
                    help=N_("pack an example that is not the plan of the State"),
                ),
                arg(
                    "--undecided",
                    default="",
                    metavar="WHY",
                    help=N_("why it is packed although differences between offices are open"),
                ),
                arg(
                    "--mask-below",
                    type=int,
                    metavar="NUMBER",
                    help=N_("mask counts of fewer people than this; with --for isu"),
                ),
                arg("--dry-run", action="store_true", help=N_("only say what would leave")),
                arg(
                    "--encrypt-to",
                    action="append",
                    default=[],
                    metavar="OFFICE",
                    help=N_("encrypt to this office, by its name or the .json file of its card"),
                ),
                arg(
                    "--with-passphrase",
                    action="store_true",
                    help=N_("encrypt with a passphrase, for a first contact"),
                ),
                PACKAGE_PASSPHRASE,
                PASSPHRASE,
            ),
        ),
        "verify": Command(
            "ccmdesk.cli.verify:verify",
            N_("say whether a package is whole, unchanged and by whom"),
            (
                arg("package", help=N_("a .ccmb or .ccmb.age file")),
                arg("--paper", help=N_("say too whether this file is a paper of the package")),
                PACKAGE_PASSPHRASE,
                PASSPHRASE,
                JSON,
            ),
        ),
        "merge": Command(
            "ccmdesk.cli.offices:merge",
            N_("take in packages of changes from other offices"),
            (
                FILE,
                arg("packages", nargs="+", metavar="PACKAGE", help=N_("a .ccmb or .ccmb.age file")),
                arg("--dry-run", action="store_true", help=N_("only say what would happen")),
                arg("--yes", action="store_true", help=N_("also where many records are removed")),
                arg(
                    "--begun-apart",
                    action="store_true",
                    help=N_("also a plan that was begun apart; all of both stands in this one"),
                ),
                _UNVERIFIED,
                arg("--receipts", help=N_("a folder: write a receipt of each package there")),
                OFFICE,
                PACKAGE_PASSPHRASE,
                PASSPHRASE,
                JSON,
            ),
        ),
        "begin": Command(
            "ccmdesk.cli.offices:begin",
            N_("begin the plan of this office from a package of another"),
            (
                FILE,
                arg("package", help=N_("a .ccmb or .ccmb.age file")),
                arg("--office", required=True, help=N_("the name of this office")),
                _UNVERIFIED,
                PACKAGE_PASSPHRASE,
                PASSPHRASE,
            ),
        ),
        "receipt": Command(
            "ccmdesk.cli.offices:receipt",
            N_("note that a package of this plan was taken in"),
            (FILE, arg("receipts", nargs="+", metavar="RECEIPT", help=N_("a .ccmr file"))),
        ),
        "twice": Command(
            "ccmdesk.cli.twice:list_twice",
            N_("list areas and activities that were probably entered twice"),
            (FILE, JSON),
        ),
        "join": Command(
            "ccmdesk.cli.twice:join",
            N_("join two records that are one; undo takes them apart"),
            (
                FILE,
                arg("kept", help=N_("the record that is kept: its id, number or title")),
                arg("other", help=N_("the record that goes into it")),
                arg(
                    "--take",
                    action="append",
                    default=[],
                    metavar="FIELD",
                    help=N_("take this field of the other record; can be repeated"),
                ),
                arg(
                    "--keep",
                    action="append",
                    default=[],
                    metavar="FIELD",
                    help=N_("leave this field as it is; can be repeated"),
                ),
                arg(
                    "--keep-rest",
                    action="store_true",
                    help=N_("leave all fields as they are that are not taken"),
                ),
            ),
        ),
        "apart": Command(
            "ccmdesk.cli.twice:apart",
            N_("say that two records are two; take them apart where they were joined"),
            (
                FILE,
                arg("one", help=N_("the record that was kept, or one of the two")),
                arg("other", help=N_("the other record: its id, or its number")),
            ),
        ),
        "conflicts": Command(
            "ccmdesk.cli.offices:conflicts",
            N_("list what two offices wrote differently and a person must decide"),
            (FILE, JSON),
        ),
        "decide": Command(
            "ccmdesk.cli.offices:decide",
            N_("keep what one office wrote where two wrote differently"),
            (
                FILE,
                arg("--keep", required=True, help=N_("the name of the office")),
                arg("--record", help=N_("only in this record: its id, number or title")),
                arg("--field", help=N_("only in this field, such as size_m2")),
            ),
        ),
        "keys": Command(
            "ccmdesk.cli.trust:keys",
            N_("list the keys of a country that are known here, and how far they are trusted"),
            (_COUNTRY, JSON),
        ),
        "certify": Command(
            "ccmdesk.cli.trust:certify",
            N_("add the key card of an office to the list of trusted keys; for the authority"),
            (
                arg("card", help=N_("the .json file of a key card")),
                _COMPARED,
                arg("--expires", help=N_("the last day it is to be trusted without a warning")),
                PASSPHRASE,
            ),
        ),
        "revoke": Command(
            "ccmdesk.cli.trust:revoke",
            N_("no longer trust a key, from one of its packages on; for the authority"),
            (
                _COUNTRY,
                _COMPARED,
                arg("--from-package", type=int, default=0, help=N_("its first bad number")),
                PASSPHRASE,
            ),
        ),
        "change-national-key": Command(
            "ccmdesk.cli.trust:change_key",
            N_("change the national key: the old one signs the list a last time"),
            (_COUNTRY, PASSPHRASE),
        ),
        "trust": Command(
            "ccmdesk.cli.trust:trust",
            N_("take in the list of trusted keys that the national authority sent"),
            (
                arg("list", help=N_("a .ccmt file")),
                arg("--compared", default="", help=N_("the fingerprint of the national key")),
            ),
        ),
        "key-card": Command(
            "ccmdesk.cli.keys:key_card",
            N_("write the key card of this office, by which others know its packages"),
            (
                OUT,
                LANGUAGE,
                arg("--country", help=N_("three letters, such as LAO")),
                OFFICE,
                PASSPHRASE,
                arg(
                    "--replace",
                    action="store_true",
                    help=N_("replace the two files of a card where they are there already"),
                ),
            ),
        ),
    }
)
