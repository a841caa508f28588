"""A signed paper holds the same bytes, a signature that proves true, and nothing after it."""

from __future__ import annotations

import datetime as dt
import shutil
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pypdfium2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID
from matterhorn import Outcome, results_of

from ccmdesk.actions.sign_paper import Signer, SignPaper, signer_of, write_signed
from ccmdesk.cli.main import main
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.problem import Problem

pytest.importorskip("pyhanko", reason="the extra “sign” is not installed")

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
SECRET = "čuvaj 7 ključeva"
NAME = "National Mine Action Authority"


def _keys(kind: str) -> Any:
    match kind:
        case "rsa":
            return rsa.generate_private_key(public_exponent=65537, key_size=2048)
        case "ec":
            return ec.generate_private_key(ec.SECP256R1())
    return ed25519.Ed25519PrivateKey.generate()


def _certificate(key: Any, *, days: int = 30) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    made = made.public_key(key.public_key()).serial_number(x509.random_serial_number())
    made = made.not_valid_before(NOW - dt.timedelta(days=60))
    made = made.not_valid_after(NOW + dt.timedelta(days=days))
    digest = None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return made.sign(key, digest)


def _pkcs12(path: Path, *, kind: str = "rsa", days: int = 30, secret: str = SECRET) -> Path:
    key = _keys(kind)
    lock = BestAvailableEncryption(secret.encode()) if secret else NoEncryption()
    certificate = _certificate(key, days=days)
    path.write_bytes(serialize_key_and_certificates(b"office", key, certificate, None, lock))
    return path


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _pkcs12(tmp_path_factory.mktemp("keys") / "office.p12")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "lao.ccmdesk"
    assert main(["new", str(path), "--country", "LAO", "--years", "2026-2030"]) == 0
    return path


def _ask(certificate: Path, *, passphrase: str = SECRET, lang: Lang = ENGLISH) -> SignPaper:
    return SignPaper(certificate=certificate, passphrase=passphrase, at=NOW, lang=lang)


def _export(plan: Path, out: Path, *more: str, language: str = "en") -> int:
    what = ("export", str(plan), "--document", "needs-plan", "--language", language)
    return main([*what, "--out", str(out), *more])


@pytest.fixture(scope="module")
def paper(plan: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a paper as it is without a signature."""
    out = tmp_path_factory.mktemp("paper") / "plain.pdf"
    assert _export(plan, out) == 0
    return out.read_bytes()


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_the_command_signs_behind_the_last_byte(
    plan: Path, paper: bytes, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "signed.pdf"
    made = _pkcs12(tmp_path / "office.p12", kind=kind)
    capsys.readouterr()
    assert _export(plan, out, "--sign", str(made), "--passphrase", SECRET) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        str(out),
        f"Signed by {NAME}, read back and proved.",
    ]
    signed = out.read_bytes()
    assert signed.startswith(paper), "the paper itself is the same, byte for byte"
    assert 0 < len(signed) - len(paper) < 40_000
    before, after = pypdfium2.PdfDocument(paper), pypdfium2.PdfDocument(signed)
    assert len(after) == len(before)
    assert after[0].get_textpage().get_text_range() == before[0].get_textpage().get_text_range()


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler's pdfsig is not installed")
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_another_program_says_that_the_whole_document_is_signed(
    plan: Path, certificate: Path, tmp_path: Path, language: str
) -> None:
    out = tmp_path / "signed.pdf"
    signing = ("--sign", str(certificate), "--passphrase", SECRET)
    assert _export(plan, out, *signing, language=language) == 0
    said = subprocess.run(["pdfsig", "-nocert", out], capture_output=True, text=True, check=True)
    assert "Signature is Valid." in said.stdout
    assert "Total document signed" in said.stdout
    assert f"Signer Certificate Common Name: {NAME}" in said.stdout
    assert "Signing Hash Algorithm: SHA-256" in said.stdout


def test_pdfsig_says_when_a_byte_was_changed(
    paper: bytes, certificate: Path, tmp_path: Path
) -> None:
    from ccmdesk.report.pdf.signing import holds

    out = tmp_path / "signed.pdf"
    write_signed(paper, signer_of(_ask(certificate)), out=out)
    signed = bytearray(out.read_bytes())
    assert holds(bytes(signed), paper)
    assert not holds(paper, paper), "a paper without a signature is not signed"
    assert not holds(bytes(signed) + b"\n% more\n", paper), "nothing may stand behind it"
    place = signed.index(b"/Title") + 10
    signed[place] ^= 1
    assert not holds(bytes(signed), bytes(signed[: len(paper)]))


def test_what_a_machine_can_tell_of_accessibility_holds_as_before(
    paper: bytes, certificate: Path, tmp_path: Path
) -> None:
    out = tmp_path / "signed.pdf"
    write_signed(paper, signer_of(_ask(certificate)), out=out)
    results = {result.number: result for result in results_of(out.read_bytes())}
    assert [number for number, result in results.items() if not result.is_good] == []
    assert results["06-002"].outcome is Outcome.NOT_APPLIED


def test_the_passphrase_may_come_from_the_environment_or_be_asked_for(
    plan: Path, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "signed.pdf"
    monkeypatch.setenv("CCMDESK_SIGN_PASSPHRASE", SECRET)
    assert _export(plan, out, "--sign", str(certificate)) == 0
    monkeypatch.delenv("CCMDESK_SIGN_PASSPHRASE")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda asked: SECRET if "certificate" in asked else "")
    assert _export(plan, out, "--sign", str(certificate)) == 0


def test_a_certificate_without_a_passphrase_signs(paper: bytes, tmp_path: Path) -> None:
    bare = _pkcs12(tmp_path / "bare.p12", secret="")
    write_signed(paper, signer_of(_ask(bare, passphrase="")), out=tmp_path / "signed.pdf")


def test_signing_opens_no_connection(
    paper: bytes, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    write_signed(paper, signer_of(_ask(certificate)), out=tmp_path / "signed.pdf")


def test_the_time_of_signing_is_that_of_the_office(
    paper: bytes, certificate: Path, tmp_path: Path
) -> None:
    out, at = tmp_path / "signed.pdf", NOW - dt.timedelta(days=9)
    write_signed(paper, signer_of(replace(_ask(certificate), at=at)), out=out)
    from pyhanko.pdf_utils.reader import PdfFileReader

    with out.open("rb") as file:
        (signature,) = PdfFileReader(file).embedded_signatures
        assert signature.self_reported_timestamp == at


def _refused(certificate: Path, passphrase: str = SECRET) -> str:
    with pytest.raises(Problem) as caught:
        signer_of(_ask(certificate, passphrase=passphrase))
    return ENGLISH.say(caught.value.message)


def test_a_certificate_that_cannot_sign_is_refused_in_plain_words(
    certificate: Path, tmp_path: Path
) -> None:
    assert "Check its name" in _refused(tmp_path / "none.p12")
    assert "does not open with this passphrase" in _refused(certificate, "wrong")
    assert "does not open with this passphrase" in _refused(certificate, "")
    torn = tmp_path / "torn.p12"
    torn.write_bytes(certificate.read_bytes()[:200])
    assert "not a whole one" in _refused(torn)
    ended = _refused(_pkcs12(tmp_path / "old.p12", days=-2))
    assert f"{NOW - dt.timedelta(days=2):%Y}" in ended
    assert "cannot sign today" in ended
    assert "elliptic curve" in _refused(_pkcs12(tmp_path / "ed.p12", kind="ed25519"))
    alone = tmp_path / "alone.p12"
    lock = BestAvailableEncryption(SECRET.encode())
    trusted = _certificate(_keys("ec"))
    alone.write_bytes(serialize_key_and_certificates(b"a", None, None, [trusted], lock))
    assert "no certificate with its private key" in _refused(alone)


def test_a_refused_certificate_leaves_the_older_file(
    plan: Path, certificate: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "paper.pdf"
    out.write_bytes(b"older")
    assert _export(plan, out, "--sign", str(certificate), "--passphrase", "wrong") == 1
    assert "passphrase" in capsys.readouterr().err
    word = out.with_suffix(".docx")
    assert _export(plan, word, "--sign", str(certificate), "--passphrase", SECRET) == 1
    assert "Only a PDF can be signed" in capsys.readouterr().err
    assert not word.exists()
    assert out.read_bytes() == b"older"


def test_a_signature_that_does_not_hold_is_never_left_behind(
    paper: bytes, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "signed.pdf"
    signer = signer_of(_ask(certificate))
    monkeypatch.setattr("ccmdesk.report.pdf.signing.signed", lambda paper, _: paper)
    with pytest.raises(Problem, match="does not hold"):
        write_signed(paper, signer, out=out)
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_a_sentence_says_what_to_install(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyhanko.sign.signers", None)
    monkeypatch.delitem(sys.modules, "ccmdesk.report.pdf.signing", raising=False)
    assert "pip install ccmdesk[sign]" in _refused(certificate)


def test_no_secret_is_shown_of_a_request(certificate: Path) -> None:
    ask = _ask(certificate)
    signer: Signer = signer_of(ask)
    assert SECRET not in repr(ask) + repr(signer)
    assert len(repr(signer)) < 300
