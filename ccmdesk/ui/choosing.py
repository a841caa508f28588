"""Asks for a file: a plan or a package to go on with, or where to save what was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ccmdesk.lang.isolation import joined
from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import N_
from ccmdesk.ui.opening import PACKAGE_SUFFIX, RECEIPT_SUFFIX, SEALED_SUFFIX, SUFFIX

_KINDS = {
    SUFFIX: N_("Plans (*{suffix})"),
    PACKAGE_SUFFIX: N_("Packages (*{suffix})"),
    SEALED_SUFFIX: N_("Packages (*{suffix})"),
    RECEIPT_SUFFIX: N_("Receipts (*{suffix})"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAs:
    """A file to be saved: the name that is offered, and its kinds as (ending, words)."""

    title: str
    usual: str
    kinds: tuple[tuple[str, str], ...]
    is_new: bool = False
    """Whoever writes the file refuses a name that is taken, so nothing is asked here."""

    beside: str = ""
    """The ending of what is written along with it, under the same name."""

    told: Path | None = None
    """What the title says would be replaced."""


def chosen_plan(parent: QWidget, title: str, *, lang: Lang, endings: Sequence[str]) -> Path | None:
    """Return the file the user chooses, None when nothing is chosen."""
    kinds = [lang(_KINDS[ending], suffix=ending) for ending in endings]
    both = " ".join(f"*{ending}" for ending in endings)
    first = [lang(N_("Plans and packages ({patterns})"), patterns=both)][: len(endings) - 1]
    every = lang(N_("All files (*)"))
    offered = ";;".join(joined(kind) for kind in (*first, *kinds, every))
    chosen, _ = QFileDialog.getOpenFileName(parent, lang(title), "", offered)
    return Path(chosen) if chosen else None


def chosen_restore(parent: QWidget, *, lang: Lang) -> tuple[Path, Path] | None:
    """Return the backup the user chooses, and the new file it is to be restored into."""
    plans = lang(N_("Plans (*{suffix})"), suffix=SUFFIX)
    offered = ";;".join(joined(kind) for kind in (plans, lang(N_("All files (*)"))))
    title = lang(N_("Choose the backup"))
    copy, _ = QFileDialog.getOpenFileName(parent, title, "", offered)
    if not copy:
        return None
    ask = SaveAs(
        title=lang(N_("Where the restored plan is kept")),
        usual=f"{Path(copy).stem}{SUFFIX}",
        kinds=((SUFFIX, plans),),
        is_new=True,
    )
    file = where_to_save(parent, lang=lang, ask=ask)
    return None if file is None else (Path(copy), file)


def where_to_save(parent: QWidget, *, lang: Lang, ask: SaveAs, kind: str = "") -> Path | None:
    """Return where the user wants a file, its name with the ending of its kind; None for nowhere.

    The box of the system asks about the name that was typed. Where another file would be replaced,
    by the ending of its kind or by what is written beside it, the box is shown again and names it.
    """
    kinds = {joined(words): ending for ending, words in ask.kinds}
    offered = ";;".join(kinds)
    options = QFileDialog.Option.DontConfirmOverwrite if ask.is_new else QFileDialog.Option(0)
    chosen, taken = QFileDialog.getSaveFileName(
        parent, ask.title, ask.usual, offered, kind, options=options
    )
    if not chosen:
        return None
    file = _with_ending(Path(chosen), ask, kinds.get(taken, ask.kinds[0][0]))
    other = _unasked(file, Path(chosen), ask)
    if other is None:
        return file
    said = N_("“{file}” is there already: replace it, or choose another name")
    title = joined(lang(said, file=other.name))
    again = replace(ask, title=title, usual=str(file), told=other)
    return where_to_save(parent, lang=lang, ask=again, kind=taken)


def _unasked(file: Path, chosen: Path, ask: SaveAs) -> Path | None:
    """Return what saving *file* would replace although nobody was asked about it."""
    if ask.is_new:
        return None
    if file != chosen and file.exists():
        return file
    beside = file.with_suffix(ask.beside)
    asked = not ask.beside or beside == ask.told
    return None if asked or not beside.exists() else beside


def _with_ending(file: Path, ask: SaveAs, ending: str) -> Path:
    """Return *file* with an ending of its kinds; a dot in a name does not begin an ending."""
    known = {one for one, _ in ask.kinds}
    if file.name == Path(ask.usual).name:  # some boxes leave it as it was for every kind
        return file.with_suffix(ending)
    return file if file.suffix.casefold() in known else file.with_name(file.name + ending)
