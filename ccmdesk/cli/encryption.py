"""The commands on encrypted plans: encrypt, decrypt, passphrase, recovery-sheet."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ccmdesk.actions.chosen_file import chosen_file
from ccmdesk.actions.plan_key import key_by_code, why_not_encrypted
from ccmdesk.cli.desk import Desk, plan_file, plan_key, reading_store
from ccmdesk.cli.typing_in import from_file, typed_twice
from ccmdesk.db.key_beside import key_file, wrap_key
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

NOT_ENCRYPTED = N_("The plan {name} is not encrypted. Nothing was changed.")


def encrypt(ask: Namespace, desk: Desk) -> int:
    """Encrypt a plan in its place."""
    from ccmdesk.db.encrypting import encrypt_file

    path = plan_file(ask.file)
    with reading_store(str(path), desk) as store:
        why = why_not_encrypted(store)
        if why is not None:
            raise Problem(why.msgid, **why.values)
        if store.opened.key is not None:
            raise Problem(N_("The plan {name} is encrypted already."), name=path.name)
    encrypt_file(path, _new_passphrase(ask, desk))
    desk.say(
        N_("The plan is encrypted. Its key is in {file}: keep the two files together."),
        file=key_file(path).name,
    )
    desk.say(
        N_(
            "Write the recovery sheet now: without it a lost passphrase cannot be replaced. Copies"
            " and backups made before are not encrypted; delete those that you do not need."
        )
    )
    return 0


def decrypt(ask: Namespace, desk: Desk) -> int:
    """Make an encrypted plan a plain one."""
    from ccmdesk.db.encrypting import decrypt_file

    path = plan_file(ask.file)
    decrypt_file(path, _key(path, desk))
    desk.say(N_("The plan {name} is no longer encrypted."), name=path.name)
    return 0


def change(ask: Namespace, desk: Desk) -> int:
    """Change the passphrase; only the key file beside the plan is written."""
    path = plan_file(ask.file)
    code = ask.recovery_code
    key = key_by_code(path, from_file(code)) if code else _key(path, desk)
    wrap_key(path, key, _new_passphrase(ask, desk))
    desk.say(
        N_(
            "The passphrase was changed. The recovery sheet stays valid; backups made before open"
            " with the old passphrase."
        )
    )
    return 0


def recovery_sheet(ask: Namespace, desk: Desk) -> int:
    """Write the recovery sheet where the user says, and nowhere else."""
    from ccmdesk.actions.recovery_sheet import WriteSheet, write_sheet

    path = plan_file(ask.file)
    key = _key(path, desk)
    request = WriteSheet(plan=path.name, key=key, out=Path(ask.out), language=ask.language)
    write_sheet(request, author=desk.author)
    desk.say(
        N_("The recovery sheet is in {file}. Print it, keep it locked away, and delete the file."),
        file=ask.out,
    )
    return 0


def _key(path: Path, desk: Desk) -> bytes:
    with chosen_file(path):
        key = plan_key(path, desk)
    if key is None:
        raise Problem(NOT_ENCRYPTED, name=path.name)
    return key


def _new_passphrase(ask: Namespace, desk: Desk) -> str:
    if ask.new_passphrase_file:
        return from_file(ask.new_passphrase_file)
    return typed_twice(desk.lang, N_("New passphrase of the plan:"), option="--new-passphrase-file")
