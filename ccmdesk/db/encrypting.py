"""Writes a plan anew under another key, or under none, and puts it in the old one's place."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

from ccmdesk.db.atomic_file import put_file
from ccmdesk.db.beside import leads_to_server
from ccmdesk.db.copying import check_copy
from ccmdesk.db.engine import APPLICATION_ID, Access, connect, explained
from ccmdesk.db.key_beside import is_no_plain_plan, key_file, new_key, wrap_key
from ccmdesk.db.lock import take_lock
from ccmdesk.db.opening import check_identity
from ccmdesk.db.place import check_place
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

ON_A_SERVER = N_(
    "The plan {name} is on a server, where this program does not encrypt it: it is protected by"
    " whoever looks after the server."
)


def encrypt_file(path: Path, passphrase: str) -> bytes:
    """Encrypt a plain plan in its place and return its key; nobody may have it open.

    The key file is written first. Until the checked copy takes its place the plain plan is whole.
    Raises Problem for a plan on a server.
    """
    if leads_to_server(path):
        raise Problem(ON_A_SERVER, name=path.name)
    if key_file(path).exists():
        raise Problem(
            N_(
                "There is a key file {file} beside the plan already. If the plan is encrypted,"
                " change its passphrase instead; otherwise move the key file away."
            ),
            file=key_file(path).name,
        )
    key = new_key()
    check_identity(path, None)
    wrap_key(path, key, passphrase)
    try:
        _rewrite(path, None, key)
    except BaseException:
        if _is_plain(path):
            _drop_key_file(path)
        raise
    return key


def _is_plain(path: Path) -> bool:
    """Whether the plan is surely not encrypted yet: the disk may refuse after it took its place."""
    try:
        return not is_no_plain_plan(path)
    except OSError:
        return False


def decrypt_file(path: Path, key: bytes) -> None:
    """Make an encrypted plan a plain one again, in its place, and drop its key file."""
    _rewrite(path, key, None)
    _drop_key_file(path)


def _drop_key_file(path: Path) -> None:
    """Remove the key file beside a plain plan; one that a failing disk keeps opens nothing."""
    with suppress(OSError):
        key_file(path).unlink(missing_ok=True)


def _rewrite(path: Path, key: bytes | None, new: bytes | None) -> None:
    check_place(path)
    check_identity(path, key)
    lock = take_lock(path)
    try:
        with explained(path), closing(connect(path, key, Access.WRITE)) as con:
            con.execute("PRAGMA journal_mode=DELETE")  # no side file may outlive the old pages
        put_file(
            path,
            lambda part: _export(path, part, keys=(key, new)),
            verify=lambda part: check_copy(part, new, name=path),
        )
    finally:
        lock.release()


def _export(path: Path, part: Path, *, keys: tuple[bytes | None, bytes | None]) -> None:
    key, new = keys
    spelled = "" if new is None else f"x'{new.hex()}'"
    with explained(path), closing(connect(path, key, Access.WRITE)) as con:
        con.execute("ATTACH DATABASE ? AS made KEY ?", (str(part), spelled))
        con.execute("SELECT sqlcipher_export('made')")
        con.execute(f"PRAGMA made.application_id={APPLICATION_ID}")
        con.execute("DETACH DATABASE made")
