"""PDFium is entered by one thread at a time, whoever draws."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pikepdf

import ccmdesk
from ccmdesk.report.pdfium import opened


def _paper() -> bytes:
    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page(page_size=(300, 400))
    pdf.save(out)
    return out.getvalue()


def test_a_second_thread_waits_until_the_first_is_out() -> None:
    data, inside = _paper(), threading.Event()

    def second() -> None:
        with opened(data):
            inside.set()

    with opened(data):
        other = threading.Thread(target=second)
        other.start()
        assert not inside.wait(0.2)
    other.join()
    assert inside.is_set()


def test_only_the_door_leads_to_it() -> None:
    root = Path(ccmdesk.__file__).parent
    users = [file for file in root.rglob("*.py") if "import pypdfium2" in file.read_text("utf-8")]
    assert [file.name for file in users] == ["pdfium.py"]
