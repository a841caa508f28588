"""What a command is, and the arguments that several commands share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from ccmdesk.model.words import N_


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a command, as argparse takes it."""

    flags: tuple[str, ...]
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: the function that runs it, its help, its arguments.

    With *parts* its arguments are followed by the name of one of them, which has its own.
    """

    run: str
    help: str
    arguments: tuple[Argument, ...]
    parts: Mapping[str, Command] = field(default_factory=lambda: MappingProxyType({}))


def arg(*flags: str, **options: Any) -> Argument:
    """Return an argument: its flags, and what argparse takes beside them."""
    return Argument(flags, MappingProxyType(options))


FILE = arg("file", help=N_("the plan: a .ccmdesk file, or the address of a server"))
RECORD = arg("record", help=N_("its id, number or title"))
JSON = arg("--json", action="store_true", help=N_("print one JSON document and nothing else"))
OUT = arg("--out", required=True, help=N_("where to write"))
VALUES = arg("values", nargs="+", metavar="FIELD=VALUE", help=N_("title@fr=... for one language"))
OFFICE = arg("--office", default="National authority", help=N_("the office that sends it"))
KIND = arg("kind", help=N_("such as activity, need, hazardous_area"))
PACKAGE_PASSPHRASE = arg(
    "--package-passphrase",
    metavar="FILE",
    help=N_("a file with the passphrase of the package; it is asked for otherwise"),
)
PASSPHRASE = arg("--passphrase", default="", help=N_("of the key of this office"))
MEETING = arg("--meeting", help=N_("the meeting it is made for: its id or title"))
SOURCE = arg("--from", dest="written_in", default="en", help=N_("from which language"))
EDITION = arg("--edition", action="store_true", help=N_("what is submitted next"))
LANGUAGE = arg("--language", default="en", help=N_("a language code such as fr"))
