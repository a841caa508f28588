"""Signs a finished PDF by an incremental update (ISO 32000-1, 12.8; PAdES), and proves it again.

Needs pyHanko, which is an optional part. Nothing here opens a connection: no time stamp is asked
for and no list of revoked certificates is fetched.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, field
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

_FIELD = "Signature1"
_UNSEEN = InvisSigSettings(box_out_of_bounds=True)
"""No mark on the page: outside it, as PDF/UA asks of what has no tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What a paper is signed with: a PKCS #12 file that opens with *passphrase*, and when.

    *label* names the field for those who hear the paper, in its language.
    """

    pkcs12: bytes = field(repr=False)
    passphrase: str = field(repr=False)
    at: dt.datetime
    label: str


class _SignerAt(PdfSigner):  # type: ignore[misc]
    """Signs at a given time instead of that of the computer."""

    def __init__(self, ask: Signature, signer: SimpleSigner) -> None:
        place = SigFieldSpec(_FIELD, readable_field_name=ask.label, invis_sig_settings=_UNSEEN)
        about = PdfSignatureMetadata(
            field_name=_FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
        )
        super().__init__(about, signer, new_field_spec=place)
        self._at = ask.at

    def init_signing_session(self, *asked: Any, **options: Any) -> Any:
        session = super().init_signing_session(*asked, **options)
        session.system_time = self._at
        return session


def signed(paper: bytes, ask: Signature) -> bytes:
    """Return the paper with a signature behind its last byte; the paper itself is not touched."""
    signer = SimpleSigner.load_pkcs12_data(
        ask.pkcs12, other_certs=[], passphrase=ask.passphrase.encode() or None
    )
    out = io.BytesIO()
    _SignerAt(ask, signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(paper)), output=out)
    return out.getvalue()


def holds(file: bytes, paper: bytes) -> bool:
    """Whether *file* begins with *paper* and has one whole, true signature of all its bytes.

    Who the signer is, and who vouches for them, is for the reader to judge.
    """
    found = PdfFileReader(io.BytesIO(file)).embedded_signatures
    if len(found) != 1 or not file.startswith(paper):
        return False
    (signature,) = found
    trusts_itself = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    status = validate_pdf_signature(signature, trusts_itself)
    whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    return bool(whole and status.intact and status.valid)
