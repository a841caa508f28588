"""Sign a finished paper with a certificate of the office, as the last step, and read it back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates
from cryptography.x509 import Certificate
from cryptography.x509.oid import NameOID

from ccmdesk.db.atomic_file import write_file
from ccmdesk.lang.lang import Lang
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import C_, N_

_LABEL = C_("field of a signed paper", "Signature")
_NOT_INSTALLED = N_(
    "Papers are signed with pyHanko, which is not installed. Install it with the command"
    " “pip install ccmdesk[sign]”, or leave out --sign."
)
_NOT_READ = N_("The certificate {file} cannot be read. Check its name and its folder.")
_CLOSED = N_(
    "The certificate {file} does not open with this passphrase, or the file is not a whole one of"
    " the kind PKCS #12 (.p12 or .pfx). Type the passphrase again, or ask for the file again."
)
_NO_KEY = N_(
    "{file} holds no certificate with its private key, so nothing can be signed with it. Export"
    " the certificate again, together with its private key, as a .p12 file."
)
_UNKNOWN_KEY = N_(
    "The key in {file} is of a kind that programs for PDF do not know. Ask for a certificate with"
    " an RSA key or an elliptic curve key."
)
_OUT_OF_TIME = N_(
    "The certificate {file} is valid from {start} to {end}, so it cannot sign today. Ask for a new"
    " one, or set the clock of this computer right."
)
_DOES_NOT_HOLD = N_(
    "The signed paper was read back, and its signature does not hold. Nothing was changed. Try"
    " again, or leave out --sign."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignPaper:
    """The file with certificate and private key, what opens it, and the time of signing (UTC).

    *lang* is the language of the paper.
    """

    certificate: Path
    passphrase: str = field(repr=False)
    at: dt.datetime
    lang: Lang


@dataclass(frozen=True, slots=True)
class Signer:
    """A certificate that opened, ready to sign; *name* is whose it is."""

    name: str
    signature: Any


def signer_of(ask: SignPaper) -> Signer:
    """Open the certificate, before any work is done for the paper.

    Raises Problem when what signs is not installed, and when the certificate cannot sign.
    """
    signing = _signing()
    try:
        raw = ask.certificate.read_bytes()
    except OSError as error:
        raise Problem(_NOT_READ, file=str(ask.certificate)) from error
    certificate = _opened(raw, ask)
    signature = signing.Signature(
        pkcs12=raw, passphrase=ask.passphrase, at=ask.at, label=ask.lang(_LABEL)
    )
    return Signer(_name_in(certificate), signature)


def write_signed(paper: bytes, signer: Signer, *, out: Path) -> None:
    """Write a finished PDF with its signature to *out*; an older file stays until it is proved."""
    signing = _signing()
    signed = signing.signed(paper, signer.signature)

    def verify(path: Path) -> None:
        if not signing.holds(path.read_bytes(), paper):
            raise Problem(_DOES_NOT_HOLD)

    write_file(out, lambda file: file.write(signed), verify=verify)


def _signing() -> Any:
    """Return the module that signs; its library is optional."""
    try:
        return import_module("ccmdesk.report.pdf.signing")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("ccmdesk"):
            raise
        raise Problem(_NOT_INSTALLED) from error


def _opened(raw: bytes, ask: SignPaper) -> Certificate:
    file = ask.certificate.name
    try:
        key, certificate, _ = load_key_and_certificates(raw, ask.passphrase.encode() or None)
    except ValueError as error:
        raise Problem(_CLOSED, file=file) from error
    if key is None or certificate is None:
        raise Problem(_NO_KEY, file=file)
    if not isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey):
        raise Problem(_UNKNOWN_KEY, file=file)
    start, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not start <= ask.at <= end:
        raise Problem(_OUT_OF_TIME, file=file, start=start.date(), end=end.date())
    return certificate


def _name_in(certificate: Certificate) -> str:
    """Return whose certificate it is: the common name, else the whole name."""
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()
