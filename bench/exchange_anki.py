"""One step of Anki with the same records: make a collection, export it, import it, import again.

Runs with the Python of the peers: exchange_anki.py STEP FOLDER COUNT
"""

from __future__ import annotations

import sys
from pathlib import Path

from anki.collection import (
    AddNoteRequest,
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.decks import DeckId
from exchange_cost import step
from exchange_records import COLUMNS, flat_record, texts_of

_AT_ONCE = 5_000


def main(name: str, folder: Path, count: int) -> None:
    made, package = folder / "made.anki2", folder / "whole.apkg"
    match name:
        case "make":
            _make(made, count)
        case "export":
            with step():
                col = Collection(str(made))
                options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True)
                col.export_anki_package(out_path=str(package), options=options, limit=None)
                col.close()
        case "import" | "again":
            with step():
                _take_in(folder / "received.anki2", package)
        case _:
            raise SystemExit(name)


def _make(made: Path, count: int) -> None:
    col = Collection(str(made))
    kind = col.models.new("Hazardous area")
    for column in COLUMNS:
        col.models.add_field(kind, col.models.new_field(column.replace("@", " ")))
    template = col.models.new_template("Card")
    template["qfmt"], template["afmt"] = "{{code}}", "{{code}} {{name en}}"
    col.models.add_template(kind, template)
    col.models.add(kind)
    for start in range(0, count, _AT_ONCE):
        asked = []
        for n in range(start, min(count, start + _AT_ONCE)):
            note = col.new_note(kind)
            note.fields = texts_of(flat_record(n))
            asked.append(AddNoteRequest(note=note, deck_id=DeckId(1)))
        col.add_notes(asked)
    col.close()


def _take_in(received: Path, package: Path) -> None:
    col = Collection(str(received))
    options = ImportAnkiPackageOptions(with_scheduling=True)
    col.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))
    col.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
