"""Why a package is refused: one sentence each, saying what is wrong and what to do."""

from __future__ import annotations

from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

NOT_A_PACKAGE = N_(
    "This file is not a ccmdesk package, or its end is missing. Copy it again from where it came "
    "from, or ask the sender to send it again."
)
DAMAGED = N_(
    "The package was damaged on its way: its check code does not match. Copy it again from where "
    "it came from, or ask the sender to send it again."
)
TOO_LARGE = N_(
    "The package is larger than {megabytes} MB, the most that is accepted. Ask the sender to leave "
    "out large attachments."
)
EXPANDS_TOO_MUCH = N_(
    "{file} in the package would take far more room than an ordinary file. Do not open the "
    "package; ask the sender what it is."
)
TOO_MANY_FILES = N_(
    "The package holds more than {limit} files, the most that is accepted. Ask the sender to leave "
    "out attachments."
)
ODD_STRUCTURE = N_(
    "The package is not put together the way ccmdesk does it, so it is not opened. Ask the sender "
    "to make it again with ccmdesk."
)
LOCKED_FILE = N_(
    "{file} in the package is locked with a password, which ccmdesk never does. Ask the sender to "
    "make the package again with ccmdesk."
)
LINK = N_(
    "{file} in the package is a link to a place outside it. Do not open the package; ask the "
    "sender what it is."
)
TWICE = N_(
    "{file} is in the package twice. Do not open the package; ask the sender to make it again with "
    "ccmdesk."
)
UNEXPECTED_FILE = N_(
    "The package contains {file}, which does not belong in it. Do not open the package; ask the "
    "sender to make it again with ccmdesk."
)
MISSING_FILE = N_("{file} is missing from the package. Ask the sender to send the package again.")
BAD_SIGNATURE = N_(
    "The signature of the package is not valid: it was changed, or signed with another key. Ask "
    "the sender to sign and send it again."
)
CHANGED = N_(
    "The package was changed after it was signed: {file} does not match. Ask the sender to send it "
    "again."
)
CONTRADICTS = N_(
    "The lists inside the package contradict each other in {file}. Ask the sender to make the "
    "package again with ccmdesk."
)
MALFORMED = N_(
    "{file} in the package cannot be read at line {line}. Ask the sender to make the package again "
    "with ccmdesk."
)
PERSONAL_DATA = N_(
    "{file} in the package has personal data in the field {field}, line {line}. Delete the "
    "package, and ask the sender to make it again without names of victims."
)
TOO_MANY_RECORDS = N_(
    "The package holds more records than the {limit} that are accepted. Ask the sender to send a "
    "smaller plan."
)
TOO_MANY_VALUES = N_(
    "The records in {file} are longer than is accepted. Ask the sender to send a smaller plan."
)
WRONG_COUNT = N_(
    "{file} does not hold the {signed} records that its sender signed for. Ask the sender to make "
    "the package again with ccmdesk."
)
IS_SUBMISSION = N_(
    "This package is a submission, not the changes of an office, so no plan takes it in. Open "
    "it with the command verify, or add it to the store of the hub."
)
IS_CHANGES = N_(
    "This package is no submission: it holds the changes of an office. Take it in with the command "
    "merge, in the plan that it belongs to."
)
OTHER_KIND = N_(
    "This package is not a submission. Open it with the program that its sender names in its "
    "README."
)
TOO_NEW = N_(
    "This package was made by ccmdesk {program}, which is newer than this one. Install that "
    "version or a later one, then open the package again."
)
REVOKED_KEY = N_(
    "The key that signed this package, {fingerprint}, is no longer trusted. Ask {name}, {office} "
    "to send the package again, signed with their new key."
)
WRONG_COUNTRY = N_(
    "This package is for {country}, but it was signed with a key of {key_country}. Do not use it; "
    "ask both senders by telephone."
)
NOT_FOR_US = N_(
    "This package is meant for {recipients}, not for you. Ask {name}, {office} to send one that "
    "names you as a recipient."
)
FORKED = N_(
    "Another submission {number} of {country} is already here, with different content. Ask "
    "{name}, {office} by telephone which of the two is right."
)
BROKEN_CHAIN = N_(
    "Submission {number} of {country} does not follow from the submission {last} that is already "
    "here. Ask {name}, {office} by telephone which one is right."
)
TOO_FAR_AHEAD = N_(
    "Submission {number} of {country} is far ahead of {last}, the latest that is here. Ask "
    "{name}, {office} by telephone whether the number is right."
)


class BundleRefused(Problem):
    """A package that is not taken in; nothing of it may be used."""


def shown(name: bytes | str) -> str:
    """Return a file name from a package in a form that is safe to show in a sentence.

    Whatever is not printable ASCII is escaped, so that a hostile name cannot turn the writing
    direction or hide its end; long names are cut.
    """
    raw = name if isinstance(name, bytes) else name.encode("utf-8", "backslashreplace")
    text = raw.decode("ascii", "backslashreplace")
    safe = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
    return safe if len(safe) <= 80 else safe[:77] + "..."
