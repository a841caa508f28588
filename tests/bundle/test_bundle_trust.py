"""Keys that are trusted, revoked or of another country; submissions that follow one another."""

from __future__ import annotations

import io
from unittest.mock import patch

import pytest
from forged_packages import KEY, OTHER_KEY, package, refusal, trusted

from ccmdesk.bundle import reader, trust
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.reader import verify
from ccmdesk.bundle.refused import (
    BROKEN_CHAIN,
    FORKED,
    NOT_FOR_US,
    REVOKED_KEY,
    TOO_FAR_AHEAD,
    WRONG_COUNTRY,
    BundleRefused,
)
from ccmdesk.bundle.trust import Accepted, Claim, Standing, TrustedKey, find_key, standing
from ccmdesk.model.codes import StateCode


def test_a_revoked_key_is_refused_from_the_number_on() -> None:
    raw = package(number=7, previous="00" * 32)
    for number, expected in ((0, REVOKED_KEY), (7, REVOKED_KEY), (8, "")):
        assert refusal(raw, trusted=[trusted(distrusted_from=number)]) == expected
    assert refusal(raw, trusted=[trusted(), trusted(distrusted_from=1)]) == REVOKED_KEY


def test_another_countrys_key_is_refused() -> None:
    keys = [trusted(country=StateCode("KHM"))]
    assert refusal(package(), trusted=keys) == WRONG_COUNTRY
    with patch.object(trust, "_require_good"):
        assert refusal(package(), trusted=keys) == ""


def test_a_refusal_says_whose_key_it_was_and_whom_to_ask() -> None:
    raw = package(number=7, previous="00" * 32)
    told = said(raw, trusted(distrusted_from=7))
    assert fingerprint_text(KEY.fingerprint) in told
    verified = verify(io.BytesIO(raw), trusted=[trusted()])
    assert f"Ask {verified.manifest.sender.name}, {verified.manifest.sender.office}" in told
    told = said(raw, trusted(country=StateCode("KHM")))
    assert "is for LAO, but it was signed with a key of KHM." in told


def said(raw: bytes, key: TrustedKey) -> str:
    with pytest.raises(BundleRefused) as caught:
        verify(io.BytesIO(raw), trusted=[key])
    return str(caught.value)


def test_a_trusted_key_is_found_among_others() -> None:
    manifest = chain(1).manifest
    known, other = trusted(), trusted(public_key=OTHER_KEY.public_key)
    assert find_key(manifest, KEY.public_key, trusted=[other, known]) is known
    assert find_key(manifest, KEY.public_key, trusted=[other]) is None


def test_a_package_for_somebody_else_is_refused() -> None:
    assert refusal(package(), recipient="office") == NOT_FOR_US
    assert refusal(package(), recipient="isu") == ""


def chain(number: int, previous: str | None = "00" * 32) -> reader.Verified:
    raw = package(number=number, previous=None if number == 1 else previous)
    return verify(io.BytesIO(raw))


def place(verified: reader.Verified, last: Accepted | None) -> Standing:
    manifest = verified.manifest
    claim = Claim(
        country=manifest.country,
        number=manifest.number,
        previous=manifest.previous,
        sha256=verified.manifest_sha256,
        name=manifest.sender.name,
        office=manifest.sender.office,
    )
    return standing(claim, last=last)


def test_submissions_follow_one_another() -> None:
    first = chain(1)
    assert place(first, None) is Standing.NEXT
    here = Accepted(number=1, manifest_sha256=first.manifest_sha256)
    assert place(first, here) is Standing.REPEATED
    second = chain(2, first.manifest_sha256)
    assert place(second, here) is Standing.NEXT
    assert place(chain(3), here) is Standing.AFTER_GAP
    assert place(chain(3), None) is Standing.AFTER_GAP
    assert place(chain(101), here) is Standing.AFTER_GAP
    assert place(first, Accepted(number=2, manifest_sha256="")) is Standing.OLDER


@pytest.mark.parametrize(
    ("number", "last", "expected"),
    [
        (4, Accepted(number=4, manifest_sha256="11" * 32), FORKED),
        (5, Accepted(number=4, manifest_sha256="11" * 32), BROKEN_CHAIN),
        (105, Accepted(number=4, manifest_sha256="11" * 32), TOO_FAR_AHEAD),
        (999_999, Accepted(number=4, manifest_sha256="11" * 32), TOO_FAR_AHEAD),
        (101, None, TOO_FAR_AHEAD),
    ],
)
def test_a_submission_out_of_line_is_refused(
    number: int, last: Accepted | None, expected: str
) -> None:
    with pytest.raises(BundleRefused) as caught:
        place(chain(number), last)
    assert str(caught.value)
    assert caught.value.message.msgid == expected


def test_a_refusal_names_the_submission_that_is_here() -> None:
    here = Accepted(number=4, manifest_sha256="11" * 32)
    for number, words in ((5, "the submission 4 that"), (105, "far ahead of 4, the latest")):
        with pytest.raises(BundleRefused, match=words):
            place(chain(number), here)
