"""Packages of changes between offices: written, read back, and refused when they lie."""

from __future__ import annotations

import io
from collections.abc import Iterable
from uuid import UUID

import orjson
import pytest
from forged_packages import DAY, KEY, package, refusal

from ccmdesk.bundle import names, sealing
from ccmdesk.bundle.changes import Changes, write_changes
from ccmdesk.bundle.limits import Limits
from ccmdesk.bundle.manifest import ChangesManifest, Manifest, Recipient, Span, manifest_bytes
from ccmdesk.bundle.manifest_reading import read_manifest
from ccmdesk.bundle.reader import Asked, contents, verify_kind
from ccmdesk.bundle.records import lines_of
from ccmdesk.bundle.refused import CONTRADICTS, IS_CHANGES, IS_SUBMISSION, BundleRefused
from ccmdesk.model.codes import StateCode
from ccmdesk.model.problem import Problem

CENTRE, FIELD = UUID(int=1), UUID(int=2)
LINES = tuple(orjson.dumps({"rec": str(n), "set": {"name@lo": "ບ້ານ"}}) for n in range(3))


def span(replica: UUID, after: int, to: int) -> Span:
    return Span(
        replica=replica.hex,
        office="Field office",
        after=after,
        after_chain="00" * 32,
        package=0,
        to=to,
        chain="ab" * 32,
    )


def changes(
    lines: Iterable[bytes] = LINES,
    spans: tuple[Span, ...] = (span(FIELD, 0, 4), span(CENTRE, 7, 7)),
) -> Changes:
    return Changes(
        country=StateCode("LAO"),
        sender_name="ນາງ ຄຳ",
        sender_office="Savannakhet",
        recipients=(Recipient(code="office", name="National Regulatory Authority"),),
        number=14,
        previous=None,
        data_date=DAY,
        program="0.1.0",
        readme="How to check this package by hand.\n",
        schema=b'{"need":["title"]}',
        office=FIELD,
        plan_hash="ab" * 32,
        records_version=2,
        spans=spans,
        lines=lines,
    )


def written(ask: Changes) -> bytes:
    out = io.BytesIO()
    write_changes(ask, key=KEY, out=out)
    return out.getvalue()


def test_the_lines_come_back_as_they_were() -> None:
    source = io.BytesIO(written(changes()))
    found = verify_kind(source, Asked(ChangesManifest))
    assert tuple(lines_of(contents(source, found, name=names.CHANGES))) == LINES
    assert found.manifest.title == "LAO-2026-07-changes-000014"
    assert [span.replica for span in found.manifest.spans] == [CENTRE.hex, FIELD.hex]
    assert (found.manifest.changes, found.manifest.number) == (3, 14)


def test_equal_changes_give_equal_bytes() -> None:
    assert written(changes()) == written(changes())


def test_a_package_without_new_changes_says_what_its_sender_has() -> None:
    source = io.BytesIO(written(changes(lines=(), spans=(span(FIELD, 4, 4),))))
    assert verify_kind(source, Asked(ChangesManifest)).manifest.spans == (span(FIELD, 4, 4),)


def test_a_plan_that_many_offices_write_in_is_sent() -> None:
    offices = tuple(span(UUID(int=number), 0, 4) for number in range(2, 1_502))
    source = io.BytesIO(written(changes(spans=offices)))
    found = verify_kind(source, Asked(ChangesManifest)).manifest.spans
    assert [one.replica for one in found] == [one.replica for one in offices]


@pytest.mark.parametrize(
    ("few", "sentence"),
    [
        (Limits(changes=2), "The package holds more records than the 2 that are accepted."),
        (Limits(change_values=2), "The records in data/changes.jsonl are longer than is accepted."),
        (Limits(change_bytes=2), "data/changes.jsonl in the package would take far more room"),
    ],
)
def test_changes_have_limits_of_their_own(few: Limits, sentence: str) -> None:
    raw = written(changes())
    of_records = Limits(records=1, values=1, record_bytes=1)
    verify_kind(io.BytesIO(raw), Asked(ChangesManifest, limits=of_records))
    with pytest.raises(BundleRefused) as refused:
        verify_kind(io.BytesIO(raw), Asked(ChangesManifest, limits=few))
    assert str(refused.value).startswith(sentence)


def test_each_kind_is_asked_for_by_its_kind() -> None:
    assert refusal(written(changes())) == IS_CHANGES
    with pytest.raises(BundleRefused) as refused:
        verify_kind(io.BytesIO(package()), Asked(ChangesManifest))
    assert refused.value.message.msgid == IS_SUBMISSION
    assert isinstance(verify_kind(io.BytesIO(package()), Asked(Manifest)).manifest, Manifest)


@pytest.mark.parametrize(
    "spans",
    [(span(FIELD, 4, 3),), (span(CENTRE, 0, 1),), (span(FIELD, 0, 1), span(FIELD, 0, 1))],
    ids=["backwards", "without the sender", "twice"],
)
def test_spans_that_contradict_each_other_are_refused(spans: tuple[Span, ...]) -> None:
    with pytest.raises(BundleRefused) as refused:
        written(changes(spans=spans))
    assert refused.value.message.msgid == CONTRADICTS


def test_a_line_with_the_name_of_a_victim_is_not_sent() -> None:
    named = orjson.dumps({"rec": "1", "set": {"victim_name": "X"}})
    with pytest.raises(Problem) as problem:
        written(changes(lines=(LINES[0], named)))
    assert problem.value.message.msgid == sealing.PERSONAL_RECORD
    assert str(problem.value).startswith("Record 2 of changes has personal data in the field")


def test_the_count_of_lines_is_signed() -> None:
    source = io.BytesIO(written(changes()))
    raw = b"".join(contents(source, verify_kind(source, Asked(Manifest)), name=names.README))
    assert raw.startswith(b"How to check")
    manifest = verify_kind(source, Asked(ChangesManifest)).manifest
    forged = manifest_bytes(manifest).replace(b'"changes":3', b'"changes":-3')
    with pytest.raises(BundleRefused):
        read_manifest(forged)
