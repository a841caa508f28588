"""The commands and their arguments, in one table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, NoReturn, cast

from ccmdesk.cli.command import (
    EDITION,
    FILE,
    JSON,
    KIND,
    LANGUAGE,
    MEETING,
    OFFICE,
    OUT,
    RECORD,
    SOURCE,
    VALUES,
    Command,
    arg,
)
from ccmdesk.cli.encryption_commands import ENCRYPTION
from ccmdesk.cli.exchange_commands import EXCHANGE
from ccmdesk.cli.hub_commands import HUB
from ccmdesk.cli.server_commands import SERVER
from ccmdesk.cli.update_commands import UPDATES
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import C_, N_
from ccmdesk.report.documents.kinds import DocumentKind, PaperFormat
from ccmdesk.version import VERSION

_PAPERS = [str(kind.value) for kind in DocumentKind]
_FORMATS = [str(kind.value) for kind in PaperFormat]
WRONG_USAGE = 2
_USAGE = C_("command line", "Usage:")


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "demo": Command(
            "ccmdesk.cli.files:demo",
            N_("make the demonstration plan, its papers in every language and a signed package"),
            (arg("folder", help=N_("a folder; it is made when it is not there")),),
        ),
        "new": Command(
            "ccmdesk.cli.files:new",
            N_("start the plan of a country"),
            (
                FILE,
                arg("--country", required=True, help=N_("three letters, such as LAO")),
                arg("--years", required=True, help=N_("such as 2026-2030")),
                OFFICE,
            ),
        ),
        "info": Command(
            "ccmdesk.cli.files:info",
            N_("records, check code, languages, integrity"),
            (FILE, JSON),
        ),
        "list": Command(
            "ccmdesk.cli.records:list_records",
            N_("list the records of a kind"),
            (FILE, KIND, JSON),
        ),
        "show": Command(
            "ccmdesk.cli.records:show_record", N_("show a record"), (FILE, RECORD, JSON)
        ),
        "add": Command("ccmdesk.cli.records:add", N_("add a record"), (FILE, KIND, VALUES)),
        "set": Command(
            "ccmdesk.cli.records:set_values", N_("change a record"), (FILE, RECORD, VALUES)
        ),
        "delete": Command(
            "ccmdesk.cli.records:delete", N_("put a record in the bin"), (FILE, RECORD)
        ),
        "next-report": Command(
            "ccmdesk.cli.records:next_report",
            N_("begin the next Article 7 report from the last one"),
            (FILE,),
        ),
        "undo": Command("ccmdesk.cli.records:undo", N_("take back the newest step"), (FILE,)),
        "redo": Command("ccmdesk.cli.records:redo", N_("do again what was taken back"), (FILE,)),
        "history": Command(
            "ccmdesk.cli.records:history",
            N_("who changed what of a record"),
            (FILE, RECORD, JSON),
        ),
        "steps": Command(
            "ccmdesk.cli.steps:steps",
            N_("list the steps of the plan, newest first"),
            (
                FILE,
                arg("--person", help=N_("only those of this person")),
                arg("--most", type=int, default=100, help=N_("how many at most")),
                JSON,
            ),
        ),
        "go-back": Command(
            "ccmdesk.cli.steps:go_back_to",
            N_("make the plan as it was after a step, as one new step"),
            (
                FILE,
                arg("step", help=N_("the number of the step, as the list of steps says")),
                arg("--dry-run", action="store_true", help=N_("only say what would happen")),
            ),
        ),
        "check": Command(
            "ccmdesk.cli.files:check",
            N_("list what the plan still lacks"),
            (
                FILE,
                JSON,
                arg("--strict", action="store_true", help=N_("end with 3 on findings")),
            ),
        ),
        "export": Command(
            "ccmdesk.cli.papers:export",
            N_("write a paper"),
            (
                FILE,
                arg("--document", required=True, choices=_PAPERS, help=N_("which paper")),
                LANGUAGE,
                MEETING,
                arg("--second-language", help=N_("set beside it, for a paper in two languages")),
                arg("--format", choices=_FORMATS, help=N_("pdf or docx")),
                arg("--no-map", action="store_true", help=N_("leave out the map of the areas")),
                arg("--submission", type=int, help=N_("tell the records of this submission")),
                arg("--since", type=int, help=N_("compare them with this earlier submission")),
                arg(
                    "--sign",
                    metavar="CERT.p12",
                    help=N_("sign the PDF with this certificate and private key (PKCS #12)"),
                ),
                arg("--passphrase", help=N_("of the certificate; it is asked for otherwise")),
                OUT,
            ),
        ),
        "template": Command(
            "ccmdesk.cli.tables:template",
            N_("write an empty workbook to fill in"),
            (OUT, LANGUAGE),
        ),
        "workbook": Command(
            "ccmdesk.cli.workbook:workbook",
            N_("save the records of the plan as a workbook, to change and import again"),
            (FILE, OUT, LANGUAGE),
        ),
        "import": Command(
            "ccmdesk.cli.tables:import_tables",
            N_("take in a workbook or CSV files"),
            (
                FILE,
                arg("sources", nargs="+", metavar="SOURCE", help=N_(".xlsx or .csv files")),
                arg("--dry-run", action="store_true", help=N_("only say what would happen")),
                arg("--yes", action="store_true", help=N_("import the good rows beside bad ones")),
                arg("--status", help=N_("write a copy of the workbook with a status column")),
                arg("--language", help=N_("a language code such as fr")),
                JSON,
            ),
        ),
        "translations": Command(
            "ccmdesk.cli.translations:progress_of_languages",
            N_("say how far the texts are translated into each language"),
            (FILE, SOURCE, JSON),
        ),
        "translations-out": Command(
            "ccmdesk.cli.translations:give_out",
            N_("write the texts to be translated into a file for a translator"),
            (
                FILE,
                arg("--language", required=True, help=N_("into which language, such as fr")),
                SOURCE,
                arg(
                    "--format",
                    choices=["xliff2", "xliff12", "docx"],
                    help=N_("for translation tools, for older ones, or a Word table"),
                ),
                arg("--to-do", action="store_true", help=N_("only what is still to be done")),
                OUT,
            ),
        ),
        "translations-in": Command(
            "ccmdesk.cli.translations:take_in",
            N_("take in a file that a translator sends back"),
            (
                FILE,
                arg("source", metavar="SOURCE", help=N_("an .xlf or .docx file")),
                arg("--language", help=N_("the language taken in; else the one the file says")),
                arg("--dry-run", action="store_true", help=N_("only say what would happen")),
                arg(
                    "--held-back",
                    action="store_true",
                    help=N_("also what is held back: its source or translation was changed since"),
                ),
                JSON,
            ),
        ),
        "approve": Command(
            "ccmdesk.cli.approval:approve",
            N_("approve the plan as it is, or with --edition what is submitted next"),
            (
                FILE,
                arg("--by", dest="approver", required=True, help=N_("the name of who approves")),
                arg("--role", required=True, help=N_("the role of who approves")),
                arg("--office", default="", help=N_("the office of who approves")),
                arg("--day", help=N_("the day of the approval, such as 2026-03-02; today else")),
                arg("--language", default="en", help=N_("the language of the name and the role")),
                EDITION,
                MEETING,
                arg("--languages", default="en", help=N_("of the papers inside, such as ar,fr")),
            ),
        ),
        "withdraw": Command(
            "ccmdesk.cli.approval:withdraw",
            N_("withdraw the approval of the plan, or with --edition that of the next submission"),
            (FILE, EDITION),
        ),
        **EXCHANGE,
        **HUB,
        **ENCRYPTION,
        **SERVER,
        **UPDATES,
        "manual": Command(
            "ccmdesk.cli.papers:manual", N_("write the manual as PDF"), (OUT, LANGUAGE)
        ),
        "backup": Command(
            "ccmdesk.cli.files:backup", N_("write a copy that opens anywhere"), (FILE, OUT)
        ),
        "restore": Command(
            "ccmdesk.cli.files:restore",
            N_("make a plan file from a copy"),
            (
                arg("copy", help=N_("the copy")),
                OUT,
                arg(
                    "--older",
                    action="store_true",
                    help=N_("replace a plan that may be newer; it is kept under another name"),
                ),
            ),
        ),
        "repair": Command(
            "ccmdesk.cli.files:repair", N_("save what can be read of a damaged plan"), (FILE,)
        ),
        "selftest": Command(
            "ccmdesk.cli.updates:selftest", N_("try the program on this computer"), ()
        ),
        "shots": Command(
            "ccmdesk.__main__:shots",
            N_("save a picture of each screen"),
            (
                FILE,
                OUT,
                arg("--languages", default="en,ar", help=N_("such as en,ar,zh")),
                arg("--scale", type=int, default=100, help=N_("size of the text in per cent")),
                arg("--only", default="", help=N_("only these screens, such as overview,map")),
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
    parser.add_argument(
        "--passphrase-file",
        default="",
        help=lang(N_("a file with the passphrase of the plan; it is asked for otherwise")),
    )
    parser.add_argument(
        "--password-file",
        default="",
        help=lang(N_("a file with the password of the server; it is asked for otherwise")),
    )
    _add_commands(parser, COMMANDS, lang, dest="command")
    return parser


def _add_commands(
    parser: argparse.ArgumentParser, commands: Mapping[str, Command], lang: Lang, *, dest: str
) -> None:
    """Let one of *commands* follow what *parser* reads; the innermost says what runs."""
    places = parser.add_subparsers(
        dest=dest,
        required=True,
        metavar="COMMAND",
        title=lang(C_("command line", "Commands")),
        parser_class=cast("type[_Parser]", partial(_Parser, lang=lang)),
    )
    for name, command in commands.items():
        said = lang(command.help)
        sub = places.add_parser(name, help=said, description=said)
        sub.set_defaults(run=command.run)
        for argument in command.arguments:
            options = {**argument.options, "help": lang(argument.options["help"])}
            sub.add_argument(*argument.flags, **options)
        if command.parts:
            _add_commands(sub, command.parts, lang, dest="part")


def _formatter(lang: Lang) -> type[argparse.HelpFormatter]:
    class Formatter(argparse.HelpFormatter):
        def add_usage(
            self, usage: Any, actions: Any, groups: Any, prefix: str | None = None
        ) -> None:
            shown = lang(_USAGE) + " " if prefix is None else prefix
            super().add_usage(usage, actions, groups, shown)

    return Formatter
