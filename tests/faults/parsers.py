"""Every parser of bytes from elsewhere, with whole samples and what may leave it."""

from __future__ import annotations

import datetime as dt
import io
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import orjson
import xlsxwriter
from deeds import KEY, NOON
from forged_packages import package, resealed
from update_samples import program_update, update, written

from ccmdesk.actions.updates.kept import list_of_kind, read_kept
from ccmdesk.bundle.dsse import BadEnvelopeError, open_envelope
from ccmdesk.bundle.encryption import decrypt, opens_with
from ccmdesk.bundle.key_card import key_card, keys_of, read_card, signed_card
from ccmdesk.bundle.key_file import key_from_file, key_to_file
from ccmdesk.bundle.manifest_reading import read_manifest
from ccmdesk.bundle.reader import verify
from ccmdesk.bundle.receipt import Receipt, read_receipt, signed_receipt
from ccmdesk.bundle.strict_json import NotStrictError, parse
from ccmdesk.bundle.trust_list import TrustList, read_trust_list, signed_trust_list
from ccmdesk.bundle.update_manifest import UpdateKind, read_update_manifest
from ccmdesk.bundle.update_reader import verify_update
from ccmdesk.db.key_beside import key_file, unwrap_key
from ccmdesk.db.line import NotAChange, read_line
from ccmdesk.exchange.reader import read_tables
from ccmdesk.exchange.word_reading import read_word_table
from ccmdesk.exchange.xliff import read_xliff
from ccmdesk.launch import LEFT, newer_version
from ccmdesk.model.codes import StateCode
from ccmdesk.model.form_packs import load_form_pack
from ccmdesk.model.problem import Problem

DAY = dt.date(2026, 7, 1)
FORM_PACK = Path(__file__).parents[1] / "data" / "forms" / "made-up-2031"


@dataclass(frozen=True)
class Parser:
    """*parse* reads bytes and may raise only what is in *refuses*."""

    parse: Callable[[bytes], object]
    samples: tuple[bytes, ...]
    refuses: tuple[type[Exception], ...] = (Problem,)

    def stands(self, raw: bytes) -> bool:
        """Return whether *raw* was read; another error than a refusal comes out as it is."""
        try:
            self.parse(raw)
        except self.refuses:
            return False
        return True


def parsers() -> dict[str, Parser]:
    """Return the parsers by name."""
    receipt = signed_receipt(_RECEIPT, key=KEY)
    trust = TrustList(country="LAO", version=1, issued_on=DAY, root=KEY.public_key.hex(), keys=())
    card = key_card(keys_of(KEY), country=StateCode("LAO"), owner=("North", "Mai"), made_on=DAY)
    whole = package()
    found = {
        "package": Parser(_sealed_package, (whole,)),
        "manifest": Parser(read_manifest, (_manifest(whole),)),
        "envelope": Parser(open_envelope, (receipt,), (BadEnvelopeError,)),
        "strict-json": Parser(parse, (b'{"a":[1,-2.5,null,true,"\\u00e9"]}',), (NotStrictError,)),
        "line": Parser(read_line, (_LINE,), (NotAChange,)),
        "receipt": Parser(read_receipt, (receipt,)),
        "trust-list": Parser(read_trust_list, (signed_trust_list(trust, key=KEY),)),
        "key-card": Parser(read_card, (signed_card(card, key=KEY),)),
        "signing-key": Parser(_signing_key, (key_to_file(KEY, passphrase="", random=os.urandom),)),
        "plan-key": Parser(_plan_key, (_PLAN_KEY,)),
        "encrypted": Parser(_encrypted, (b"age-encryption.org/v1\n-> X25519 abc\nabc\n--- abc\n",)),
        "workbook": Parser(_workbook, (_made_workbook(),)),
        "csv": Parser(_csv, (b"code;name\nA-1;North\n", b'\xef\xbb\xbfa,b\n"x, ""y""",2\n')),
        "xliff": Parser(lambda raw: read_xliff("a.xlf", raw), (_XLIFF,)),
        "update": Parser(_sealed_update, (written(update()), written(program_update()))),
        "update-manifest": Parser(read_update_manifest, (_manifest(written(update())),)),
        "update-list": Parser(_update_list, (_UPDATE_LIST,)),
        "word": Parser(lambda raw: read_word_table("a.docx", raw), (_made_workbook(),)),
    }
    names = ("pack.toml", "forms.csv", "parts.csv", "columns.csv")
    for name in names:
        raw = (FORM_PACK / name).read_bytes()
        found[f"form-pack-{name.split('.')[0]}"] = Parser(_form_pack(name), (raw,))
    return found


def _sealed_package(raw: bytes) -> None:
    """Read a package as it is, then with a seal that fits, which anybody can make."""
    try:
        verify(io.BytesIO(raw))
    except Problem:
        verify(io.BytesIO(resealed(raw)))


def _sealed_update(raw: bytes) -> None:
    try:
        verify_update(io.BytesIO(raw))
    except Problem:
        verify_update(io.BytesIO(resealed(raw)))


def _update_list(raw: bytes) -> None:
    """Read the list of programs as the start does, which must never end there, and as the rest."""
    with tempfile.TemporaryDirectory() as made:
        path = list_of_kind(Path(made), UpdateKind.PROGRAM)
        path.parent.mkdir()
        path.write_bytes(raw)
        assert newer_version(["--data-folder", made]) is None
        os.environ.pop(LEFT, None)
        read_kept(Path(made), UpdateKind.PROGRAM)


def _manifest(raw: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read("ccmdesk.json")


def _signing_key(raw: bytes) -> None:
    key_from_file(raw, passphrase="")


def _plan_key(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.ccmdesk"
        key_file(plan).write_bytes(raw)
        unwrap_key(plan, "five words that are long")


def _encrypted(raw: bytes) -> None:
    opens_with(io.BytesIO(raw))
    decrypt(io.BytesIO(raw), key=KEY).close()


def _workbook(raw: bytes) -> None:
    read_tables("a.xlsx", io.BytesIO(raw))


def _csv(raw: bytes) -> None:
    read_tables("a.csv", io.BytesIO(raw))


def _form_pack(name: str) -> Callable[[bytes], object]:
    whole = {path.name: path.read_bytes() for path in FORM_PACK.iterdir() if path.is_file()}

    def parse_pack(raw: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for each, content in {**whole, name: raw}.items():
                (Path(folder) / each).write_bytes(content)
            load_form_pack(Path(folder))

    return parse_pack


def _made_workbook() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Activities")
    sheet.write(0, 0, "code")
    sheet.write(1, 0, 5)
    book.close()
    return out.getvalue()


_RECEIPT = Receipt(
    package="ab" * 32,
    title="LAO-2026-07-changes-000001",
    number=1,
    office="North",
    name="Bounmy",
    received_at=NOON,
    replica=None,
    have=(),
)
_LINE = orjson.dumps(
    {
        "v": 1,
        "kind": "need",
        "rec": "00000000-0000-7000-8000-000000000001",
        "rep": "00000000-0000-7000-8000-000000000002",
        "seq": 1,
        "hlc": "0123456789abcdef",
        "par": ["ab" * 32],
        "set": {"code": "N-1"},
        "by": "Mai",
        "why": "",
        "sv": 4,
        "step": "00000000-0000-7000-8000-000000000003",
        "does": "add",
        "of": None,
    }
)
_PLAN_KEY = orjson.dumps(
    {
        "kind": "ccmdesk-plan-key",
        "format": 1,
        "salt": "00" * 16,
        "nonce": "00" * 12,
        "sealed": "00" * 64,
        "check": "00" * 32,
    }
)
_UPDATE_LIST = orjson.dumps(
    {
        "installed": [
            {
                "folder": "9.0.0",
                "number": 3,
                "version": "9.0.0",
                "public_key": "ab" * 32,
                "name": "Anna",
                "office": "ISU",
                "made_on": "2026-12-01",
                "taken_on": "2026-12-02",
                "taken_by": "Mai",
            }
        ],
        "in_use": ["9.0.0"],
    }
)
_XLIFF = (
    b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr">'
    b'<file id="f"><unit id="u" name="k.title"><segment><source>Area</source>'
    b"<target>Zone</target></segment></unit></file></xliff>"
)
