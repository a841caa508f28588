"""The command on what comes in: verify."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ccmdesk.cli.desk import Desk

if TYPE_CHECKING:
    from ccmdesk.actions.compare_paper import ComparedPaper
    from ccmdesk.bundle.manifest import Manifest
    from ccmdesk.bundle.reader import Verified, VerifiedPackage

OTHER_PAPER = 1
"""What ``verify --paper`` ends with when the file is none of the papers of the package."""


def verify(ask: Namespace, desk: Desk) -> int:
    """Say whether a package is whole and unchanged, by whom it was signed, and if a paper is it."""
    from ccmdesk.actions.compare_paper import PaperMatch, compare_paper
    from ccmdesk.actions.package_figures import received_figures
    from ccmdesk.actions.trust import known_keys
    from ccmdesk.actions.verify_package import is_submission, look_at_package
    from ccmdesk.bundle.refused import IS_CHANGES, BundleRefused
    from ccmdesk.cli.passphrases import unlock

    trusted = known_keys(desk.data_folder, author=desk.author)
    opens = unlock(ask, desk)
    verified = look_at_package(Path(ask.package), trusted=trusted, unlock=opens)
    if not is_submission(verified):
        if ask.paper:
            raise BundleRefused(IS_CHANGES)
        return _say_changes(verified, ask, desk)
    compared = compare_paper(verified, Path(ask.paper)) if ask.paper else None
    if ask.json:
        desk.json(_told(verified) | ({} if compared is None else {"paper": _paper(compared, desk)}))
    else:
        desk.line(desk.lang.say(verified.sentence))
        desk.line(desk.lang.say(received_figures(verified).sentence))
        if compared is not None:
            desk.line(desk.lang.say(compared.sentence))
    return 0 if compared is None or compared.match is PaperMatch.SAME else OTHER_PAPER


def _say_changes(found: VerifiedPackage[Manifest], ask: Namespace, desk: Desk) -> int:
    if ask.json:
        desk.json(_of_any_kind(found))
    else:
        desk.line(desk.lang.say(found.sentence))
    return 0


def _told(verified: Verified) -> dict[str, Any]:
    manifest = verified.manifest
    return {
        **_of_any_kind(verified),
        "plan_hash": manifest.plan_hash,
        "languages": list(manifest.languages),
        "records": {count.kind: count.records for count in manifest.counts},
    }


def _of_any_kind(found: VerifiedPackage[Any]) -> dict[str, Any]:
    from ccmdesk.bundle.fingerprint import fingerprint_text

    manifest = found.manifest
    return {
        "accepted": True,
        "kind": manifest.word,
        "title": manifest.title,
        "country": manifest.country,
        "number": manifest.number,
        "sender": {"name": manifest.sender.name, "office": manifest.sender.office},
        "fingerprint": fingerprint_text(found.fingerprint),
        "key": found.state.value,
        "data_date": manifest.data_date.isoformat(),
    }


def _paper(compared: ComparedPaper, desk: Desk) -> dict[str, Any]:
    return {
        "match": compared.match.value,
        "says": desk.lang.say(compared.sentence),
        "paper": None if compared.entry is None else compared.entry.path,
        "language": compared.language,
        "check_code": compared.code,
        "check_codes_in_file": list(compared.codes),
    }
