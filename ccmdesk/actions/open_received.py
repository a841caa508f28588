"""Open whatever another office sent: changes, a submission, or a receipt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from ccmdesk.actions.receipts import open_receipt
from ccmdesk.actions.sealed_package import LOCKED, Unlock, received_package
from ccmdesk.actions.take_in_changes import OpenedChanges, changes_in
from ccmdesk.actions.verify_package import submission_in
from ccmdesk.bundle.reader import Verified
from ccmdesk.bundle.receipt import SUFFIX, SignedReceipt
from ccmdesk.bundle.refused import IS_SUBMISSION, BundleRefused
from ccmdesk.bundle.trust import TrustedKey
from ccmdesk.db.document import Watch, go_on

OpenedFile: TypeAlias = "OpenedChanges | Verified | SignedReceipt"


def open_received(
    path: Path,
    *,
    trusted: Sequence[TrustedKey] = (),
    unlock: Unlock = LOCKED,
    watch: Watch = go_on,
) -> OpenedFile:
    """Return what is in the file at *path*; raises Problem with what is wrong.

    *watch* stops it by raising.
    """
    if path.suffix.lower() == SUFFIX:
        return open_receipt(path)
    with received_package(path, unlock, watch=watch) as plain:
        try:
            return changes_in(plain, path, trusted=trusted)
        except BundleRefused as refused:
            if refused.message.msgid != IS_SUBMISSION:
                raise
        return submission_in(plain, trusted=trusted).verified
