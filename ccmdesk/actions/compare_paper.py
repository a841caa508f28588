"""Say in one sentence whether a file is a paper of a package that was found good."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from ccmdesk.bundle import names
from ccmdesk.bundle.limits import MIB
from ccmdesk.bundle.manifest import FileEntry, SubmissionManifest
from ccmdesk.bundle.reader import Verified
from ccmdesk.lang.catalogue import PAPER_LANGUAGES
from ccmdesk.model.check_code import check_code
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message

SUFFIXES = (".pdf", ".docx")
"""How the files end that papers are written as."""

MOST_BYTES = 64 * MIB
"""What is read of a file that is no paper of the package; a paper has less than 5 MB."""

_BLOCK = 1 << 20

_SAME = N_("{file} is, byte for byte, a paper of this package: {paper} ({language}).")
_SAME_CODE = N_(
    "{file} is none of the papers of this package, but it states the package's check code {code}:"
    " it says that it was made from the same plan. A code can be copied, so rely on the papers in"
    " the package."
)
_OTHER_CODE = N_(
    "{file} is none of the papers of this package and was made from other content: it states the"
    " check code {codes}, and the package has {code}. Ask the sender which one is right."
)
_NO_CODE = N_(
    "{file} is none of the papers of this package, and no check code can be read in it. If one is"
    " printed at the foot of its pages, compare it with that of the package: {code}."
)


class PaperMatch(Enum):
    """What a file has to do with a package, by the word that ``--json`` uses."""

    SAME = "same"
    SAME_CODE = "same-code"
    OTHER_CODE = "other-code"
    NO_CODE = "no-code"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPaper:
    """What was found; *entry* is the paper of the package that the file is, if it is one.

    *codes* are the check codes that the file states; they were not looked for in the same paper.
    """

    match: PaperMatch
    sentence: Message
    code: str
    entry: FileEntry | None = None
    codes: tuple[str, ...] = ()

    @property
    def language(self) -> str | None:
        """The language of the paper that the file is, else None."""
        return None if self.entry is None else names.paper_language(self.entry.path)


def compare_paper(package: Verified, paper: Path) -> ComparedPaper:
    """Return what the file *paper* has to do with *package*; needs no plan file.

    The file is read once or twice within bounds and never opened as what it says it is. Raises
    Problem when it cannot be read or is far larger than a paper.
    """
    try:
        _require_file(paper)
        with paper.open("rb") as source:
            return _compared(package.manifest, source, paper)
    except OSError as error:
        said = N_(
            "{file} cannot be read. Check that you may open it and that its stick or drive is still"
            " connected, or copy it again."
        )
        raise Problem(said, file=str(paper)) from error


def _require_file(paper: Path) -> None:
    """Raise Problem for what is no plain file: reading a device might never end."""
    if not paper.exists():
        said = N_("There is no file {file}. Check its name and the folder.")
        raise Problem(said, file=str(paper))
    if not paper.is_file():
        raise Problem(N_("{file} is not a file. Choose a PDF or a Word file."), file=str(paper))


def _compared(manifest: SubmissionManifest, source: BinaryIO, paper: Path) -> ComparedPaper:
    size = os.fstat(source.fileno()).st_size
    alike = [one for one in manifest.files if names.paper_language(one.path) and one.size == size]
    digest = _digest(source, size) if alike else ""
    entry = next((one for one in alike if one.sha256 == digest), None)
    own = check_code(manifest.plan_hash)
    if entry is not None:
        return ComparedPaper(
            match=PaperMatch.SAME, sentence=_same(entry, paper), code=own, entry=entry
        )
    if size > MOST_BYTES:
        said = N_("{file} is larger than {megabytes} MB, and no paper is. Choose another file.")
        raise Problem(said, file=str(paper), megabytes=MOST_BYTES // MIB)
    source.seek(0)
    return _by_code(source.read(MOST_BYTES), own, paper)


def _digest(source: BinaryIO, size: int) -> str:
    """Return the SHA-256 of a file of *size* bytes, or of a little more of one that has grown."""
    whole = hashlib.sha256()
    left = size + 1
    while left and (block := source.read(min(_BLOCK, left))):
        whole.update(block)
        left -= len(block)
    return whole.hexdigest()


def _same(entry: FileEntry, paper: Path) -> Message:
    language = names.paper_language(entry.path) or ""
    known = PAPER_LANGUAGES.get(language)
    values = {
        "file": paper.name,
        "paper": entry.path.rpartition("/")[2],
        "language": language if known is None else known.name,
    }
    return Message(_SAME, values)


def _by_code(raw: bytes, own: str, paper: Path) -> ComparedPaper:
    from ccmdesk.report.paper_code import codes_in

    codes = codes_in(raw)
    values: dict[str, object] = {"file": paper.name, "code": own}
    if not codes:
        match, said = PaperMatch.NO_CODE, _NO_CODE
    elif codes == (own,):
        match, said = PaperMatch.SAME_CODE, _SAME_CODE
    else:
        match, said = PaperMatch.OTHER_CODE, _OTHER_CODE
        values["codes"] = codes[:3]
    return ComparedPaper(match=match, sentence=Message(said, values), code=own, codes=codes)
