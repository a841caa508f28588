"""What is said of a package names the people, the file, the line and the limit it is about."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from forged_packages import (
    KEY,
    NEEDS,
    OTHER_KEY,
    PLAN,
    assembled,
    attachment,
    changed,
    contents_of,
    edited,
    listed,
    member,
    members_of,
    package,
    raw_zip,
    signed_anew,
    swapped,
    trusted,
    with_file,
    with_needs,
)

from ccmdesk.bundle.age_key import age_recipient
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.limits import MIB, Limits
from ccmdesk.bundle.manifest import Recipient, SubmissionManifest
from ccmdesk.bundle.reader import Asked, verify, verify_kind
from ccmdesk.bundle.refused import BundleRefused
from ccmdesk.bundle.sealing import Attachment
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.problem import Problem

NBSP = "\N{NO-BREAK SPACE}"
FROM = "ນາງ ຄຳ, National Regulatory Authority"
FIELD = SigningKey(b"f" * 32)
BIDI = "".join(chr(code) for code in range(0x2066, 0x206A))
"""What a sentence puts around a name from outside."""


def _plain(said: str) -> str:
    return said.translate({ord(letter): None for letter in BIDI}).replace(NBSP, " ")


def said(raw: bytes, **options: Any) -> str:
    """Return the whole sentence a package is refused with."""
    with pytest.raises(BundleRefused) as refused:
        verify(io.BytesIO(raw), **options)
    return _plain(ENGLISH.say(refused.value.message))


def found(**options: Any) -> str:
    return _plain(ENGLISH.say(verify(io.BytesIO(package()), **options).sentence))


def test_a_package_of_a_key_nobody_compared_says_what_to_compare() -> None:
    assert found() == (
        f"The package is complete and unchanged, and says it is from {FROM}. Nobody here has"
        f" checked their key yet: compare {fingerprint_text(KEY.fingerprint)} with them by"
        " telephone."
    )


def test_a_package_of_a_known_key_says_who_checked_it_and_when() -> None:
    assert found(trusted=[trusted()]) == (
        f"The package is complete and unchanged. It was signed by {FROM}; A. Officer checked their"
        " key on 31 July 2026."
    )


def test_a_package_of_ones_own_says_so() -> None:
    assert found(trusted=[trusted(is_own=True)]) == (
        f"The package is complete and unchanged. {FROM} signed it with the key of this computer."
    )


def test_a_package_for_others_names_them_and_whom_to_ask() -> None:
    both = (Recipient(code="isu", name="The Unit"), Recipient(code="un", name="The Service"))
    assert said(package(recipients=both), recipient="office") == (
        f"This package is meant for The Unit, The Service, not for you. Ask {FROM} to send one that"
        " names you as a recipient."
    )


def test_who_decrypts_a_package_must_be_its_sender_or_meant() -> None:
    meant = Recipient(code="field", name="Field", age=age_recipient(FIELD))
    raw = io.BytesIO(package(recipients=(meant,)))
    for key in (FIELD, KEY, None):
        asked = Asked(SubmissionManifest, opened_with=key)
        assert verify_kind(raw, asked).manifest.recipients == (meant,)
    with pytest.raises(BundleRefused, match="meant for"):
        verify_kind(raw, Asked(SubmissionManifest, opened_with=OTHER_KEY))


def _without(name: str) -> bytes:
    return raw_zip(one for one in members_of(package()) if one.name != name.encode())


def _with_member(name: str, content: bytes) -> bytes:
    """Return a package with one file more, in its place, that no list of it names."""
    members = [*members_of(package()), member(name, content)]
    first, last = members[:3], members[-6:-1]
    data = sorted((*members[3:-6], members[-1]), key=lambda one: one.name)
    return raw_zip([*first, *data, *last])


def _twice() -> bytes:
    members = members_of(package())
    return raw_zip([*members[:5], members[4], *members[5:]])


def _size(name: str) -> int:
    return len(contents_of(package())[name])


def _climbing(signed: dict[str, Any]) -> None:
    signed["files"].insert(0, {"path": "../evil", "size": 1, "sha256": "00" * 32})


def _missing() -> bytes:
    files = {name: raw for name, raw in listed(package()).items() if name != PLAN}
    return assembled(files, contents_of(package())["ccmdesk.json"])


CHANGED = "The package was changed after it was signed: {} does not match."
CONTRADICTS = "The lists inside the package contradict each other in {}."
UNREADABLE = "{} in the package cannot be read at line {}."
TOO_MUCH = "{} in the package would take far more room than an ordinary file."
PERSON = b'{"id":"0"}\n{"victim_name":"x"}\n'

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "changed manifest": (
        lambda: swapped(package(), "ccmdesk.json", b"{}"), CHANGED.format("ccmdesk.json")),
    "changed paper": (
        lambda: swapped(package(), PLAN, b"%PDF-1.7 plaN"), CHANGED.format(PLAN)),
    "longer paper": (
        lambda: swapped(package(), PLAN, b"%PDF-1.7 a longer plan"), CHANGED.format(PLAN)),
    "wrong code": (lambda: edited(package(), PLAN, crc=7), CHANGED.format(PLAN)),
    "wrong size": (lambda: edited(package(), PLAN, size=12), CHANGED.format(PLAN)),
    "more than stated": (
        lambda: edited(package(), "ccmdesk.json", size=_size("ccmdesk.json") - 1),
        CHANGED.format("ccmdesk.json")),
    "cut stream": (
        lambda: edited(package(), "ccmdesk.json", packed=b"\x03"), CHANGED.format("ccmdesk.json")),
    "missing part": (lambda: _without("README.txt"), "README.txt is missing from the package."),
    "missing paper": (_missing, f"{PLAN} is missing from the package."),
    "unlisted file": (
        lambda: _with_member("data/human/plan.ru.pdf", b"%PDF-"),
        "The package contains data/human/plan.ru.pdf, which does not belong in it."),
    "odd file": (
        lambda: _with_member("data/human/plan.exe", b"MZ"),
        "The package contains data/human/plan.exe, which does not belong in it."),
    "file twice": (_twice, f"{members_of(package())[4].name.decode()} is in the package twice."),
    "locked": (
        lambda: edited(package(), PLAN, flags=1), f"{PLAN} in the package is locked"),
    "link": (
        lambda: edited(package(), PLAN, attributes=0o120777 << 16),
        f"{PLAN} in the package is a link to a place outside it."),
    "odd listed file": (lambda: changed(_climbing), CONTRADICTS.format("../evil")),
    "languages": (
        lambda: changed(lambda m: m.update(languages=["en"])), CONTRADICTS.format("ccmdesk.json")),
    "number": (
        lambda: changed(lambda m: m.update(number=-1)), UNREADABLE.format("ccmdesk.json", 1)),
    "schema": (
        lambda: with_file("data/schema.json", b"{ }"), UNREADABLE.format("data/schema.json", 1)),
    "readme": (lambda: with_file("README.txt", b"a\0b"), UNREADABLE.format("README.txt", 1)),
    "readme in no spelling": (
        lambda: with_file("README.txt", b"\xff"), UNREADABLE.format("README.txt", 1)),
    "paper": (lambda: with_file(PLAN, b"<html>"), UNREADABLE.format(PLAN, 1)),
    "second record": (lambda: with_needs(b"{}\n{ }\n", 2), UNREADABLE.format(NEEDS, 2)),
    "last line": (lambda: with_needs(b"{}\n{}", 2), UNREADABLE.format(NEEDS, 2)),
    "only line": (lambda: with_needs(b"{}"), UNREADABLE.format(NEEDS, 1)),
    "person": (
        lambda: with_needs(PERSON, 2),
        f"{NEEDS} in the package has personal data in the field victim_name, line 2."),
    "count": (
        lambda: with_needs(b"{}\n", 2),
        f"{NEEDS} does not hold the 2 records that its sender signed for."),
    "newer": (
        lambda: changed(lambda m: m.update(min_reader=2, program="9.1")),
        "This package was made by ccmdesk 9.1, which is newer than this one."),
    "much room": (
        lambda: edited(package(), PLAN, size=0xFFFFFFFF), TOO_MUCH.format(PLAN)),
}  # fmt: skip


@pytest.mark.parametrize(("made", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_names_the_file_and_the_line(made: Callable[[], bytes], sentence: str) -> None:
    assert said(made()).startswith(sentence)


@pytest.mark.parametrize("name", ["mimetype", "bagit.txt", "bag-info.txt", "manifest-sha256.txt"])
def test_a_list_that_contradicts_is_named(name: str) -> None:
    raw = signed_anew({**contents_of(package()), name: b"x\n"}, lists=False)
    assert said(raw).startswith(CONTRADICTS.format(name))


def test_the_list_of_lists_is_named_as_well() -> None:
    raw = swapped(package(), "tagmanifest-sha256.txt", b"x\n")
    assert said(raw).startswith(CONTRADICTS.format("tagmanifest-sha256.txt"))


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(package=1), "The package is larger than 0 MB, the most that is accepted."),
        (Limits(members=3), "The package holds more than 3 files, the most that is accepted."),
        (Limits(records=3), "The package holds more records than the 3 that are accepted."),
        (Limits(values=3), f"The records in {NEEDS} are longer than is accepted."),
        (Limits(record_bytes=3), TOO_MUCH.format(NEEDS)),
        (Limits(text_member=3), TOO_MUCH.format("tagmanifest-sha256.txt")),
        (Limits(manifest=3), TOO_MUCH.format("ccmdesk.dsse.json")),
    ],
)
def test_a_refusal_names_the_limit_or_what_is_beyond_it(limits: Limits, sentence: str) -> None:
    assert said(package(), limits=limits).startswith(sentence)


@pytest.mark.parametrize("name", ["README.txt", "data/schema.json"])
def test_a_text_that_is_too_long_is_named(name: str) -> None:
    raw = with_file(name, orjson.dumps("x" * 6_000))
    assert said(raw, limits=Limits(text_member=6_001)).startswith(TOO_MUCH.format(name))


def test_of_files_that_are_too_much_together_the_largest_is_named() -> None:
    raw = package(papers={"fr": b"%PDF-" + bytes(range(256)) * 40, "en": b"%PDF-"})
    assert said(raw, limits=Limits(expanded=9_000)).startswith(TOO_MUCH.format(PLAN))


def test_a_limit_of_megabytes_is_said_in_megabytes() -> None:
    noise = random.Random(1).randbytes(4 * MIB)
    raw = package(attachments=(attachment(noise),))
    assert said(raw, limits=Limits(package=3 * MIB)).startswith("The package is larger than 3 MB")


def not_sent(**changes: object) -> str:
    """Return what the sender is told of a package that is not made."""
    with pytest.raises(Problem) as told:
        package(**changes)
    return _plain(ENGLISH.say(told.value.message))


def test_the_sender_is_told_which_record_of_which_kind_cannot_go() -> None:
    good = orjson.dumps({"id": "a"})
    assert not_sent(snapshots={"need": [good, b"{ }"]}).startswith(
        "Record 2 of need cannot be sent: a text in it is too long"
    )
    named = orjson.dumps({"survivor_name": "x"})
    assert not_sent(snapshots={"lesson": [good, good, named]}).startswith(
        "Record 3 of lesson has personal data in the field survivor_name."
    )


def test_the_sender_is_told_which_attachment_was_changed_and_what_is_too_large() -> None:
    assert not_sent(attachments=(Attachment(sha256="00" * 32, read=lambda: b"other"),)).startswith(
        f"An attachment is no longer the file that was attached: {'00' * 32} does not match."
    )
    zeros = attachment(bytes(3 * MIB))
    assert "at most 512 MB, 10,000 files and 200,000 records." in not_sent(attachments=(zeros,))
