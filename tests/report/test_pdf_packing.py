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
    assert starts[0] == 0, "poppler 22 reads nothing of a stream that begins with white space"
    bodies = [content[first + a : first + b].strip() for a, b in itertools.pairwise(starts)]
    assert len(bodies) == count
    return dict(zip(numbers[::2], bodies, strict=True))


def test_parts_that_are_counted_apart_are_one_stream() -> None:
    parts = [b"0 1 2 3 " * 40, b"<</S/TD>>" * 40, b"", b"rest"]
    assert _unpacked(packed_stream("", parts)) == b"".join(parts)


def _rows(count: int) -> dict[int, str]:
    """Return rows of eight cells, each row numbered from a multiple of ten."""
    rows = {n: f"<</S/TR/P 3 0 R/K[{n + 1} 0 R {n + 2} 0 R]>>" for n in range(10, 10 * count, 10)}
    cells = {
        n + place: f"<</S/TD/P {n} 0 R/Pg 5 0 R/K[{n // 10 + place}]>>"
        for n in rows
        for place in range(1, 9)
    }
    return rows | cells


def test_like_objects_stand_together_and_each_is_found() -> None:
    bodies = _rows(47) | {1: "[9 0 R]", 2: "<<>>", 3: f"({'long ' * 60})"}
    members, stream = object_stream(bodies)
    assert _objects(stream) == bodies
    assert list(_objects(stream)) == members
    kinds = [bodies[number][5:7] for number in members[:-3]]
    assert kinds == sorted(kinds)


def test_cells_stand_by_the_last_digit_of_their_numbers() -> None:
    bodies = _rows(47)
    members, _ = object_stream(bodies)
    cells = [number for number in members if "/TD" in bodies[number]]
    assert cells[:3] == [11, 21, 31]
    assert [number % 10 for number in cells[:160:20]] == list(range(1, 9))
    assert cells[160] == 211, "the next twenty rows"


def test_a_cell_that_is_long_stands_elsewhere() -> None:
    long = "<</S/TD/P 10 0 R/Pg 5 0 R/K[1 2 3 4 5 6 7 8 9 10 11 12 13 14 15]>>"
    bodies = _rows(30) | {19: long}
    assert _objects(object_stream(bodies)[1]) == bodies


def test_rows_have_round_numbers_and_the_numbers_between_are_free() -> None:
    file = PdfFile()
    root, info = file.add("<</Type/Catalog/Pages 3 0 R>>"), file.add("<<>>")
    file.add("<</Type/Pages/Count 0/Kids[]>>")
    assert [file.reserve_row(), file.reserve(), file.reserve_row()] == [10, 11, 20]
    for number in (10, 11, 20):
        file.put(number, f"({number})")
    out = io.BytesIO()
    file.save(out, root=root, info=info)
    with pikepdf.open(out) as pdf:
        held = {number: str(pdf.get_object(number, 0)) for number in (10, 11, 20)}
        assert held == {10: "10", 11: "11", 20: "20"}
        assert pdf.get_object(15, 0) is None


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
