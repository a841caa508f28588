"""The commands and their arguments, in one table."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.version import VERSION


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a command, as argparse takes it."""

    flags: tuple[str, ...]
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: the function that runs it, its help, its arguments."""

    run: str
    help: str
    arguments: tuple[Argument, ...]


def _arg(*flags: str, **options: Any) -> Argument:
    return Argument(flags, MappingProxyType(options))


_FILE = _arg("file", help="the plan, a .ccmdesk file")
_RECORD = _arg("record", help="its id, number or title")
_JSON = _arg("--json", action="store_true", help="print one JSON document and nothing else")
_OUT = _arg("--out", required=True, help="where to write")
_VALUES = _arg("values", nargs="+", metavar="FIELD=VALUE", help="title@fr=... for one language")
_OFFICE = _arg("--office", default="National authority", help="the office that sends it")
_KIND = _arg("kind", help="such as activity, need, hazardous_area")
_LANGUAGE = _arg("--language", default="en", help="a language code such as fr")

COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "demo": Command(
            "ccmdesk.cli.files:demo",
            "make the demonstration plan, its papers in every language and a signed package",
            (_arg("folder", help="a folder; it is made when it is not there"),),
        ),
        "new": Command(
            "ccmdesk.cli.files:new",
            "start the plan of a country",
            (
                _FILE,
                _arg("--country", required=True, help="three letters, such as LAO"),
                _arg("--years", required=True, help="such as 2026-2030"),
                _OFFICE,
            ),
        ),
        "info": Command(
            "ccmdesk.cli.files:info", "records, check code, languages, integrity", (_FILE, _JSON)
        ),
        "list": Command(
            "ccmdesk.cli.records:list_records", "list the records of a kind", (_FILE, _KIND, _JSON)
        ),
        "show": Command(
            "ccmdesk.cli.records:show_record", "show a record", (_FILE, _RECORD, _JSON)
        ),
        "add": Command("ccmdesk.cli.records:add", "add a record", (_FILE, _KIND, _VALUES)),
        "set": Command(
            "ccmdesk.cli.records:set_values", "change a record", (_FILE, _RECORD, _VALUES)
        ),
        "delete": Command(
            "ccmdesk.cli.records:delete", "put a record in the bin", (_FILE, _RECORD)
        ),
        "undo": Command("ccmdesk.cli.records:undo", "take back the newest step", (_FILE,)),
        "redo": Command("ccmdesk.cli.records:redo", "do again what was taken back", (_FILE,)),
        "history": Command(
            "ccmdesk.cli.records:history", "who changed what of a record", (_FILE, _RECORD, _JSON)
        ),
        "check": Command(
            "ccmdesk.cli.files:check",
            "list what the plan still lacks",
            (_FILE, _JSON, _arg("--strict", action="store_true", help="end with 3 on findings")),
        ),
        "export": Command(
            "ccmdesk.cli.papers:export",
            "write a paper",
            (
                _FILE,
                _arg("--document", required=True, choices=["needs-plan"], help="which paper"),
                _LANGUAGE,
                _arg("--format", choices=["pdf"], default="pdf", help="pdf"),
                _OUT,
            ),
        ),
        "template": Command(
            "ccmdesk.cli.tables:template", "write an empty workbook to fill in", (_OUT, _LANGUAGE)
        ),
        "import": Command(
            "ccmdesk.cli.tables:import_tables",
            "take in a workbook or CSV files",
            (
                _FILE,
                _arg("sources", nargs="+", metavar="SOURCE", help=".xlsx or .csv files"),
                _arg("--dry-run", action="store_true", help="only say what would happen"),
                _arg("--status", help="write a copy of the workbook with a status column"),
                _LANGUAGE,
                _JSON,
            ),
        ),
        "pack": Command(
            "ccmdesk.cli.papers:pack",
            "write a signed package",
            (
                _FILE,
                _arg("--for", dest="receiver", required=True, choices=["isu"], help="the receiver"),
                _OUT,
                _arg("--languages", default="en", help="of the papers inside, such as ar,fr"),
                _OFFICE,
                _arg("--passphrase", default="", help="of the key that signs"),
            ),
        ),
        "verify": Command(
            "ccmdesk.cli.papers:verify",
            "say whether a package is whole, unchanged and by whom",
            (_arg("package", help="a .ccmb file"), _JSON),
        ),
        "backup": Command(
            "ccmdesk.cli.files:backup", "write a copy that opens anywhere", (_FILE, _OUT)
        ),
        "restore": Command(
            "ccmdesk.cli.files:restore",
            "make a plan file from a copy",
            (_arg("copy", help="the copy"), _OUT),
        ),
        "repair": Command(
            "ccmdesk.cli.files:repair", "save what can be read of a damaged plan", (_FILE,)
        ),
        "shots": Command(
            "ccmdesk.cli.papers:shots",
            "save a picture of each main screen",
            (_FILE, _OUT, _arg("--languages", default="en,ar", help="such as en,ar,zh")),
        ),
    }
)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the parsed arguments; wrong usage ends the program with 2, as argparse does."""
    return build_parser().parse_args(arguments)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="ccmdesk",
        description="Plans, needs and submissions under the Convention on Cluster Munitions.",
        epilog="Without a command, or with a plan file alone, the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"ccmdesk {VERSION}")
    parser.add_argument("--ui-lang", choices=list(SHIPPED), help="language of the messages")
    parser.add_argument("--by", help="who works here; your user name otherwise")
    parser.add_argument("--data-folder", help="where keys and settings are kept")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        sub = commands.add_parser(name, help=command.help, description=command.help)
        for argument in command.arguments:
            sub.add_argument(*argument.flags, **argument.options)
    return parser
