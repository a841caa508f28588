"""Packed objects are found where the index says, whatever order they are packed in."""

from __future__ import annotations

import io
import itertools
import re
import zlib

import pikepdf
from pdf_reader import written
from sample_paper import full_paper

from ccmdesk.report.pdf.file import PdfFile
from ccmdesk.report.pdf.packing import IN_ONE_STREAM, object_stream, packed_stream


def _unpacked(stream: bytes) -> bytes:
    found = re.search(rb"/Length (\d+)>>stream\n", stream)
    assert found is not None
    assert len(stream) == found.end() + int(found[1]) + len(b"\nendstream")
    return zlib.decompress(stream[found.end() : -len(b"\nendstream")])


def _objects(stream: bytes) -> dict[int, str]:
    """Read an object stream as ISO 32000-1, 7.5.7 says."""
    found = re.search(rb"/N (\d+)/First (\d+)", stream)
    assert found is not None
    count, first = int(found[1]), int(found[2])
    content = _unpacked(stream).decode("ascii")
    numbers = [int(text) for text in content[:first].split()]
    starts = [*numbers[1::2], len(content) - first]
    bodies = [content[first + a : first + b].strip() for a, b in itertools.pairwise(starts)]
    assert len(bodies) == count
    return dict(zip(numbers[::2], bodies, strict=True))


def test_parts_that_are_counted_apart_are_one_stream() -> None:
    parts = [b"0 1 2 3 " * 40, b"<</S/TD>>" * 40, b"", b"rest"]
    assert _unpacked(packed_stream("", parts)) == b"".join(parts)


def test_like_objects_stand_together_and_each_is_found() -> None:
    bodies = {n: f"<</S/{'TR' if n % 9 == 1 else 'TD'}/P {n - n % 9} 0 R>>" for n in range(1, 400)}
    bodies |= {400: "[1 0 R]", 401: "<<>>", 402: f"({'long ' * 60})"}
    members, stream = object_stream(bodies)
    assert _objects(stream) == bodies
    assert list(_objects(stream)) == members
    kinds = [bodies[number][5:7] for number in members[:-3]]
    assert kinds == sorted(kinds, reverse=True)


def test_an_object_stands_beside_the_one_it_repeats() -> None:
    file = PdfFile()
    root = file.add("<</Type/Catalog>>")
    words = [file.add(f"(word {n})") for n in range(IN_ONE_STREAM)]
    early = file.add("[(word 3)]", behind=words[3])
    out = io.BytesIO()
    file.save(out, root=root, info=words[0])
    streams = re.findall(rb"<</Type/ObjStm.*?endstream", out.getvalue(), re.DOTALL)
    assert [early in _objects(stream) for stream in streams] == [True, False]


def test_a_paper_is_read_by_another_program() -> None:
    with pikepdf.open(io.BytesIO(written(full_paper("ar")))) as pdf:
        assert not pdf.check_pdf_syntax()
