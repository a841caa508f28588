"""A file that came from another office: looked at on its page, or on the first screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ccmdesk.model.words import N_, Message
from ccmdesk.ui.opening import LIST_SUFFIX, PACKAGE_SUFFIX, RECEIPT_SUFFIX, SEALED_SUFFIX
from ccmdesk.ui.pages import TRUST

if TYPE_CHECKING:
    from ccmdesk.ui.window import Window

_LOOKED_AT = (PACKAGE_SUFFIX, SEALED_SUFFIX, RECEIPT_SUFFIX)


def took_received(window: Window, file: Path) -> bool:
    """Look at *file* when its whole name ends as that of a file between offices; say whether so."""
    name = file.name.lower()
    if name.endswith(LIST_SUFFIX):
        _take_list(window, file)
        return True
    if name.endswith(_LOOKED_AT):
        _look_at(window, file)
        return True
    return False


def _look_at(window: Window, file: Path) -> None:
    page: Any = window.pages.open("send")
    if page is None:
        window.first_run().check(file)
    else:
        page.verify.check(file)


def _take_list(window: Window, file: Path) -> None:
    page: Any = window.pages.open(TRUST)
    if page is None:
        said = N_(
            "{file} is a list of trusted keys. Open a plan first, then choose it under Keys of the"
            " offices; or take it in with the command ccmdesk trust."
        )
        window.notice.tell(Message(said, {"file": file.name}), alarm=True)
    else:
        page.take_in(file)
