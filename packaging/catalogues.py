"""Keeps the catalogues in step: ``catalogues.py update``, ``compile`` or ``missing LANGUAGE``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import polib

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from messages import ROOT, Entry, entries  # noqa: E402 - found through the line above

from ccmdesk.lang.catalogue import DOMAIN, PAPER_LANGUAGES, SOURCE_LANGUAGE  # noqa: E402

TRANSLATIONS = ROOT / "translations"


def template() -> polib.POFile:
    """Return the template made from the sources."""
    pot = polib.POFile(wrapwidth=100)
    pot.metadata = {
        "Project-Id-Version": DOMAIN,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for entry in sorted(entries(), key=lambda entry: (entry.context or "", entry.msgid)):
        pot.append(_po_entry(entry))
    return pot


def path_of(language: str) -> Path:
    """Return where the catalogue of *language* is kept."""
    return TRANSLATIONS / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def update() -> None:
    """Write the template; add what is new to every catalogue and drop what is gone."""
    pot = template()
    pot.save(str(TRANSLATIONS / f"{DOMAIN}.pot"))
    for language in PAPER_LANGUAGES:
        if language != SOURCE_LANGUAGE:
            _update_one(language, pot)


def compile_all(out: Path = TRANSLATIONS) -> list[Path]:
    """Compile every catalogue to *out* and return the files."""
    made = []
    for language in PAPER_LANGUAGES:
        if language != SOURCE_LANGUAGE:
            target = out / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
            target.parent.mkdir(parents=True, exist_ok=True)
            polib.pofile(str(path_of(language))).save_as_mofile(str(target))
            made.append(target)
    return made


def _update_one(language: str, pot: polib.POFile) -> None:
    path = path_of(language)
    old = {_key(e): e for e in polib.pofile(str(path))} if path.exists() else {}
    new = polib.POFile(wrapwidth=100)
    shipped = PAPER_LANGUAGES[language]
    new.metadata = {
        **pot.metadata,
        "Language": language,
        "Plural-Forms": shipped.plural,
        "X-Review-Status": "reviewed" if shipped.reviewed else "draft",
    }
    for entry in pot:
        kept = old.get(_key(entry))
        fresh = polib.POEntry(
            msgctxt=entry.msgctxt, msgid=entry.msgid, msgid_plural=entry.msgid_plural
        )
        fresh.msgstr = kept.msgstr if kept else ""
        if entry.msgid_plural:
            forms = int(shipped.plural.removeprefix("nplurals=")[0])
            fresh.msgstr_plural = (
                dict(kept.msgstr_plural) if kept else dict.fromkeys(range(forms), "")
            )
        new.append(fresh)
    path.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(path))


def _po_entry(entry: Entry) -> polib.POEntry:
    place = entry.place.partition(":")[0]
    made = polib.POEntry(msgctxt=entry.context, msgid=entry.msgid, occurrences=[(place, "")])
    if entry.plural:
        made.msgid_plural = entry.plural
        made.msgstr_plural = {0: "", 1: ""}
    return made


def _key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def main(arguments: Sequence[str]) -> int:
    match list(arguments):
        case ["update"]:
            update()
        case ["compile"]:
            compile_all()
        case ["missing", language]:
            left = [e for e in polib.pofile(str(path_of(language))) if not e.translated()]
            sys.stdout.write("".join(f"{e.msgctxt or ''}\t{e.msgid}\n" for e in left))
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
