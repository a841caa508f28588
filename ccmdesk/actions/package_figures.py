"""What sender and receiver of a package read to each other, to know that it is the same one."""

from __future__ import annotations

from dataclasses import dataclass

from ccmdesk.bundle.manifest import SubmissionManifest
from ccmdesk.bundle.reader import Verified
from ccmdesk.bundle.submission import WrittenSubmission
from ccmdesk.model.check_code import check_code
from ccmdesk.model.words import N_, Message, counted

_SAYS = N_("To compare by telephone: check code {code}; {files}; {size}; {records}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFigures:
    """The check code that its papers carry on every page, its files, its bytes, its records."""

    code: str
    files: int
    size: int
    records: int

    @property
    def sentence(self) -> Message:
        """The same sentence for who packed and for who checks."""
        return Message(
            _SAYS,
            {
                "code": self.code,
                "files": counted("{n} file", "{n} files", self.files),
                "size": counted("{n} byte", "{n} bytes", self.size),
                "records": counted("{n} record", "{n} records", self.records),
            },
        )


def packed_figures(written: WrittenSubmission) -> PackageFigures:
    """Return the figures of a package that was written here."""
    return _figures(written.manifest, files=written.files, size=written.size)


def received_figures(found: Verified) -> PackageFigures:
    """Return the figures of a package that was found good, also when it came encrypted."""
    return _figures(found.manifest, files=len(found.members), size=found.size)


def _figures(manifest: SubmissionManifest, *, files: int, size: int) -> PackageFigures:
    return PackageFigures(
        code=check_code(manifest.plan_hash),
        files=files,
        size=size,
        records=sum(count.records for count in manifest.counts),
    )
