"""Why an update is refused, beside what is said of every signed file: one sentence each."""

from __future__ import annotations

from ccmdesk.model.words import N_

NOT_AN_UPDATE = N_(
    "{file} is not an update of ccmdesk, or its end is missing. Copy it again from where it came"
    " from, or ask the sender to send it again."
)
NEEDS_NEWER = N_(
    "This update is for ccmdesk {needed} or later, and this is ccmdesk {here}. Ask the sender for"
    " the update of the program, put that in use, then open this one again."
)
OLDER = N_(
    "This update is older than what you have: it brings {version}, and {here} is in use. Ask the"
    " sender for the newest one. Nothing was changed."
)
UNKNOWN_KEY = N_(
    "Nobody here has compared the key that signed this update. It says it is from {name},"
    " {office}; its key is {fingerprint}. Ask them for the fingerprint of their key by telephone or"
    " at a meeting, compare all groups, and type what they say. Nothing was changed."
)
REVOKED_KEY = N_(
    "The key that signed this update is revoked here, by {person} on {date}: {fingerprint}. Ask"
    " {office} for an update that is signed with another key. Nothing was changed."
)
FAILED_TEST = N_(
    "ccmdesk {version} did not pass its own test on this computer, so the version before stays in"
    " use. Ask the sender for help, and give them this: {detail}"
)
