"""Says that a restored backup is open: nothing else in the window looks different."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ccmdesk.model.words import N_, Message
from ccmdesk.ui.problems import NoticeBar, Way


def tell_restored(
    notice: NoticeBar, *, out: Path, before: Path | None, back: Callable[[Path], object]
) -> None:
    """Name the file that is open now, and lead *back* to the plan that was open before."""
    if before is None:
        said = Message(N_("The backup is open now, as {file}."), {"file": out.name})
        notice.tell(said, alarm=False)
        return
    said = Message(
        N_(
            "The backup is open now, as {file}. {plan} stays as it is: what you do here does not"
            " go into it."
        ),
        {"file": out.name, "plan": before.name},
    )
    notice.tell(said, alarm=False)
    words = Message(N_("Back to {plan}"), {"plan": before.name})
    notice.offer(Way(words, lambda: back(before)))
