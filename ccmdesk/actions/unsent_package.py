"""Delete a package that the plan does not know of: it must not be sent."""

from __future__ import annotations

from pathlib import Path

from ccmdesk.db.place import folder_of
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_


def delete_unsent(package: Path) -> None:
    """Delete a package that was written and not recorded; raises Problem where the disk refuses."""
    try:
        package.unlink(missing_ok=True)
    except OSError as error:
        raise Problem(
            N_(
                "The package {name} in {folder} is not recorded in the plan, and it could not be"
                " deleted. Do not send it: delete it by hand, then pack again."
            ),
            name=package.name,
            folder=folder_of(package),
        ) from error
