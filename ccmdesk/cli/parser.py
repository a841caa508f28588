"""The commands and their arguments, in one table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, NoReturn, cast

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import C_, N_
from ccmdesk.report.documents.kinds import DocumentKind, PaperFormat
from ccmdesk.version import VERSION

WRONG_USAGE = 2
_USAGE = C_("command line", "Usage:")


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


_FILE = _arg("file", help=N_("the plan, a .ccmdesk file"))
_RECORD = _arg("record", help=N_("its id, number or title"))
_JSON = _arg("--json", action="store_true", help=N_("print one JSON document and nothing else"))
_OUT = _arg("--out", required=True, help=N_("where to write"))
_VALUES = _arg("values", nargs="+", metavar="FIELD=VALUE", help=N_("title@fr=... for one language"))
_OFFICE = _arg("--office", default="National authority", help=N_("the office that sends it"))
_KIND = _arg("kind", help=N_("such as activity, need, hazardous_area"))
_PASSPHRASE = _arg("--passphrase", default="", help=N_("of the key that signs"))
_MEETING = _arg("--meeting", help=N_("the meeting it is made for: its id or title"))
_SOURCE = _arg("--from", dest="written_in", default="en", help=N_("from which language"))
_EDITION = _arg("--edition", action="store_true", help=N_("what is submitted next"))
_PAPERS = [str(kind.value) for kind in DocumentKind]
_FORMATS = [str(kind.value) for kind in PaperFormat]
_LANGUAGE = _arg("--language", default="en", help=N_("a language code such as fr"))

COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "demo": Command(
            "ccmdesk.cli.files:demo",
            N_("make the demonstration plan, its papers in every language and a signed package"),
            (_arg("folder", help=N_("a folder; it is made when it is not there")),),
        ),
        "new": Command(
            "ccmdesk.cli.files:new",
            N_("start the plan of a country"),
            (
                _FILE,
                _arg("--country", required=True, help=N_("three letters, such as LAO")),
                _arg("--years", required=True, help=N_("such as 2026-2030")),
                _OFFICE,
            ),
        ),
        "info": Command(
            "ccmdesk.cli.files:info",
            N_("records, check code, languages, integrity"),
            (_FILE, _JSON),
        ),
        "list": Command(
            "ccmdesk.cli.records:list_records",
            N_("list the records of a kind"),
            (_FILE, _KIND, _JSON),
        ),
        "show": Command(
            "ccmdesk.cli.records:show_record", N_("show a record"), (_FILE, _RECORD, _JSON)
        ),
        "add": Command("ccmdesk.cli.records:add", N_("add a record"), (_FILE, _KIND, _VALUES)),
        "set": Command(
            "ccmdesk.cli.records:set_values", N_("change a record"), (_FILE, _RECORD, _VALUES)
        ),
        "delete": Command(
            "ccmdesk.cli.records:delete", N_("put a record in the bin"), (_FILE, _RECORD)
        ),
        "next-report": Command(
            "ccmdesk.cli.records:next_report",
            N_("begin the next Article 7 report from the last one"),
            (_FILE,),
        ),
        "undo": Command("ccmdesk.cli.records:undo", N_("take back the newest step"), (_FILE,)),
        "redo": Command("ccmdesk.cli.records:redo", N_("do again what was taken back"), (_FILE,)),
        "history": Command(
            "ccmdesk.cli.records:history",
            N_("who changed what of a record"),
            (_FILE, _RECORD, _JSON),
        ),
        "steps": Command(
            "ccmdesk.cli.steps:steps",
            N_("list the steps of the plan, newest first"),
            (
                _FILE,
                _arg("--person", help=N_("only those of this person")),
                _arg("--most", type=int, default=100, help=N_("how many at most")),
                _JSON,
            ),
        ),
        "go-back": Command(
            "ccmdesk.cli.steps:go_back_to",
            N_("make the plan as it was after a step, as one new step"),
            (
                _FILE,
                _arg("step", help=N_("the number of the step, as the list of steps says")),
                _arg("--dry-run", action="store_true", help=N_("only say what would happen")),
            ),
        ),
        "check": Command(
            "ccmdesk.cli.files:check",
            N_("list what the plan still lacks"),
            (
                _FILE,
                _JSON,
                _arg("--strict", action="store_true", help=N_("end with 3 on findings")),
            ),
        ),
        "export": Command(
            "ccmdesk.cli.papers:export",
            N_("write a paper"),
            (
                _FILE,
                _arg("--document", required=True, choices=_PAPERS, help=N_("which paper")),
                _LANGUAGE,
                _MEETING,
                _arg("--second-language", help=N_("set beside it, for a paper in two languages")),
                _arg("--format", choices=_FORMATS, default="pdf", help=N_("pdf or docx")),
                _arg("--no-map", action="store_true", help=N_("leave out the map of the areas")),
                _arg("--submission", type=int, help=N_("tell the records of this submission")),
                _arg("--since", type=int, help=N_("compare them with this earlier submission")),
                _arg(
                    "--sign",
                    metavar="CERT.p12",
                    help=N_("sign the PDF with this certificate and private key (PKCS #12)"),
                ),
                _arg("--passphrase", help=N_("of the certificate; it is asked for otherwise")),
                _OUT,
            ),
        ),
        "template": Command(
            "ccmdesk.cli.tables:template",
            N_("write an empty workbook to fill in"),
            (_OUT, _LANGUAGE),
        ),
        "import": Command(
            "ccmdesk.cli.tables:import_tables",
            N_("take in a workbook or CSV files"),
            (
                _FILE,
                _arg("sources", nargs="+", metavar="SOURCE", help=N_(".xlsx or .csv files")),
                _arg("--dry-run", action="store_true", help=N_("only say what would happen")),
                _arg("--yes", action="store_true", help=N_("import the good rows beside bad ones")),
                _arg("--status", help=N_("write a copy of the workbook with a status column")),
                _LANGUAGE,
                _JSON,
            ),
        ),
        "translations": Command(
            "ccmdesk.cli.translations:progress_of_languages",
            N_("say how far the texts are translated into each language"),
            (_FILE, _SOURCE, _JSON),
        ),
        "translations-out": Command(
            "ccmdesk.cli.translations:give_out",
            N_("write the texts to be translated into a file for a translator"),
            (
                _FILE,
                _arg("--language", required=True, help=N_("into which language, such as fr")),
                _SOURCE,
                _arg(
                    "--format",
                    choices=["xliff2", "xliff12", "docx"],
                    default="xliff2",
                    help=N_("for translation tools, for older ones, or a Word table"),
                ),
                _arg("--to-do", action="store_true", help=N_("only what is still to be done")),
                _OUT,
            ),
        ),
        "translations-in": Command(
            "ccmdesk.cli.translations:take_in",
            N_("take in a file that a translator sends back"),
            (
                _FILE,
                _arg("source", metavar="SOURCE", help=N_("an .xlf or .docx file")),
                _arg("--language", help=N_("the language taken in; else the one the file says")),
                _arg("--dry-run", action="store_true", help=N_("only say what would happen")),
                _arg(
                    "--held-back",
                    action="store_true",
                    help=N_("also what is held back: its source or translation was changed since"),
                ),
                _JSON,
            ),
        ),
        "approve": Command(
            "ccmdesk.cli.approval:approve",
            N_("approve the plan as it is, or with --edition what is submitted next"),
            (
                _FILE,
                _arg("--by", dest="approver", required=True, help=N_("the name of who approves")),
                _arg("--role", required=True, help=N_("the role of who approves")),
                _arg("--office", default="", help=N_("the office of who approves")),
                _arg("--day", help=N_("the day of the approval, such as 2026-03-02; today else")),
                _arg("--language", default="en", help=N_("the language of the name and the role")),
                _EDITION,
                _MEETING,
                _arg("--languages", default="en", help=N_("of the papers inside, such as ar,fr")),
            ),
        ),
        "withdraw": Command(
            "ccmdesk.cli.approval:withdraw",
            N_("withdraw the approval of the plan, or with --edition that of the next submission"),
            (_FILE, _EDITION),
        ),
        "pack": Command(
            "ccmdesk.cli.papers:pack",
            N_("write a signed package"),
            (
                _FILE,
                _arg(
                    "--for",
                    dest="receiver",
                    required=True,
                    choices=["isu", "office"],
                    help=N_("the receiver"),
                ),
                _OUT,
                _arg("--to", help=N_("the name of the office, with --for office")),
                _arg(
                    "--whole",
                    action="store_true",
                    help=N_("all changes, also those the office has; with --for office"),
                ),
                _arg("--languages", default="en", help=N_("of the papers inside, such as ar,fr")),
                _MEETING,
                _OFFICE,
                _arg(
                    "--illustrative",
                    action="store_true",
                    help=N_("pack an example that is not the plan of the State"),
                ),
                _PASSPHRASE,
            ),
        ),
        "verify": Command(
            "ccmdesk.cli.verify:verify",
            N_("say whether a package is whole, unchanged and by whom"),
            (
                _arg("package", help=N_("a .ccmb file")),
                _arg("--paper", help=N_("say too whether this file is a paper of the package")),
                _JSON,
            ),
        ),
        "merge": Command(
            "ccmdesk.cli.offices:merge",
            N_("take in packages of changes from other offices"),
            (
                _FILE,
                _arg("packages", nargs="+", metavar="PACKAGE", help=N_("a .ccmb file")),
                _arg("--dry-run", action="store_true", help=N_("only say what would happen")),
                _arg("--yes", action="store_true", help=N_("also where many records are removed")),
                _JSON,
            ),
        ),
        "begin": Command(
            "ccmdesk.cli.offices:begin",
            N_("begin the plan of this office from a package of another"),
            (
                _FILE,
                _arg("package", help=N_("a .ccmb file")),
                _arg("--office", required=True, help=N_("the name of this office")),
            ),
        ),
        "conflicts": Command(
            "ccmdesk.cli.offices:conflicts",
            N_("list what two offices wrote differently and a person must decide"),
            (_FILE, _JSON),
        ),
        "decide": Command(
            "ccmdesk.cli.offices:decide",
            N_("keep what one office wrote where two wrote differently"),
            (
                _FILE,
                _arg("--keep", required=True, help=N_("the name of the office")),
                _arg("--record", help=N_("only in this record: its id, number or title")),
                _arg("--field", help=N_("only in this field, such as size_m2")),
            ),
        ),
        "manual": Command(
            "ccmdesk.cli.papers:manual", N_("write the manual as PDF"), (_OUT, _LANGUAGE)
        ),
        "key-card": Command(
            "ccmdesk.cli.keys:key_card",
            N_("write the key card of this office, by which others know its packages"),
            (
                _OUT,
                _LANGUAGE,
                _arg("--country", help=N_("three letters, such as LAO")),
                _OFFICE,
                _PASSPHRASE,
            ),
        ),
        "backup": Command(
            "ccmdesk.cli.files:backup", N_("write a copy that opens anywhere"), (_FILE, _OUT)
        ),
        "restore": Command(
            "ccmdesk.cli.files:restore",
            N_("make a plan file from a copy"),
            (_arg("copy", help=N_("the copy")), _OUT),
        ),
        "repair": Command(
            "ccmdesk.cli.files:repair", N_("save what can be read of a damaged plan"), (_FILE,)
        ),
        "shots": Command(
            "ccmdesk.__main__:shots",
            N_("save a picture of each screen"),
            (
                _FILE,
                _OUT,
                _arg("--languages", default="en,ar", help=N_("such as en,ar,zh")),
                _arg("--scale", type=int, default=100, help=N_("size of the text in per cent")),
            ),
        ),
    }
)


class _Parser(argparse.ArgumentParser):
    """Tells wrong usage in the language of the messages, and ends with 2."""

    def __init__(self, *, lang: Lang, **options: Any) -> None:
        super().__init__(formatter_class=_formatter(lang), add_help=False, **options)
        self._lang = lang
        self._positionals.title = lang(C_("command line", "What it needs"))
        self._optionals.title = lang(C_("command line", "Options"))
        self.add_argument("-h", "--help", action="help", help=lang(N_("show this help")))

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        said = N_("This cannot be run: {detail}. Add --help to see what can be typed.")
        sys.stderr.write(self._lang(said, detail=message) + "\n")
        raise SystemExit(WRONG_USAGE)


def parse(arguments: Sequence[str], *, language: str) -> argparse.Namespace:
    """Return the parsed arguments; wrong usage ends the program with 2.

    *language* is that of help and messages, unless ``--ui-lang`` names another.
    """
    first = argparse.ArgumentParser(add_help=False)
    first.add_argument("--ui-lang", choices=list(SHIPPED), default=language)
    known, _ = first.parse_known_args(arguments)
    return build_parser(Lang.load(known.ui_lang)).parse_args(arguments)


def build_parser(lang: Lang) -> argparse.ArgumentParser:
    """Return the parser of all commands, with its help in one language."""
    parser = _Parser(
        lang=lang,
        prog="ccmdesk",
        description=lang("Plans, needs and submissions under the Convention on Cluster Munitions."),
        epilog=lang("Without a command, or with a plan file alone, the window opens."),
    )
    parser.add_argument(
        "--version", action="version", version=f"ccmdesk {VERSION}", help=lang("show the version")
    )
    parser.add_argument(
        "--ui-lang", choices=list(SHIPPED), default=lang.code, help=lang("language of the messages")
    )
    parser.add_argument("--by", help=lang("who works here; your user name otherwise"))
    parser.add_argument("--my-role", help=lang("the role of who works here"))
    parser.add_argument("--data-folder", help=lang("where keys and settings are kept"))
    commands = parser.add_subparsers(
        dest="command",
        required=True,
        metavar="COMMAND",
        title=lang(C_("command line", "Commands")),
        parser_class=cast("type[_Parser]", partial(_Parser, lang=lang)),
    )
    for name, command in COMMANDS.items():
        said = lang(command.help)
        sub = commands.add_parser(name, help=said, description=said)
        for argument in command.arguments:
            options = {**argument.options, "help": lang(argument.options["help"])}
            sub.add_argument(*argument.flags, **options)
    return parser


def _formatter(lang: Lang) -> type[argparse.HelpFormatter]:
    class Formatter(argparse.HelpFormatter):
        def add_usage(
            self, usage: Any, actions: Any, groups: Any, prefix: str | None = None
        ) -> None:
            shown = lang(_USAGE) + " " if prefix is None else prefix
            super().add_usage(usage, actions, groups, shown)

    return Formatter
