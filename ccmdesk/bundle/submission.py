"""Writes a submission: a numbered, frozen snapshot of one country's plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from ccmdesk.bundle import names
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.manifest import KindCount, Pack, SubmissionManifest
from ccmdesk.bundle.sealing import Content, Head, Sending, Written, lines_to_send, write_package
from ccmdesk.model.codes import LanguageTag

WrittenSubmission = Written[SubmissionManifest]


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Sending):
    """Everything a submission is made of. The caller has redacted records for their receiver.

    *snapshots* give, per kind of record in snake case, JSON objects as orjson writes them, without
    line ends, in an order that depends on nothing but the records (by id); each is read once.
    *papers* are the plan as PDF by language. *packs* are the versions of the reference data by
    name. *previous* is None when *number* is 1.
    """

    plan_hash: str
    packs: Mapping[str, str]
    snapshots: Mapping[str, Iterable[bytes]]
    papers: Mapping[LanguageTag, bytes]
    masked_below: int | None = None


def write_submission(
    submission: Submission, *, key: SigningKey, out: BinaryIO
) -> WrittenSubmission:
    """Write a submission onto *out*; raises Problem as `write_package` does."""
    counts: dict[str, int] = {}
    content = Content(
        files={
            **{
                names.snapshot_name(kind): _counted(kind, lines, counts)
                for kind, lines in submission.snapshots.items()
            },
            **{
                names.paper_name(language): [paper] for language, paper in submission.papers.items()
            },
        },
        manifest=lambda head: _manifest(submission, head, counts),
    )
    return write_package(submission, content, key=key, out=out)


def _counted(kind: str, lines: Iterable[bytes], counts: dict[str, int]) -> Iterator[bytes]:
    """Yield the lines, and fill *counts* as they pass by."""
    counts[kind] = 0
    for line in lines_to_send(kind, lines):
        counts[kind] += 1
        yield line


def _manifest(submission: Submission, head: Head, counts: Mapping[str, int]) -> SubmissionManifest:
    return SubmissionManifest(
        **head,
        languages=tuple(sorted(submission.papers)),
        plan_hash=submission.plan_hash,
        packs=tuple(Pack(name=n, version=v) for n, v in sorted(submission.packs.items())),
        masked_below=submission.masked_below,
        counts=tuple(KindCount(kind=k, records=n) for k, n in sorted(counts.items())),
    )
