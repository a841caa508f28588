"""What is asked before the list of trusted keys becomes another one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ccmdesk.actions.author import Author
from ccmdesk.actions.key_words import KeyLine
from ccmdesk.actions.national_key import change_national_key
from ccmdesk.actions.signing_key import needs_passphrase, signing_key
from ccmdesk.actions.trust import (
    Certify,
    KeptList,
    Revoke,
    certify_card,
    kept_list,
    list_here,
    read_card_file,
    revoke_key,
    take_in_list,
)
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.trust_list import SignedTrustList
from ccmdesk.lang.digits import parse_whole
from ccmdesk.lang.parse import parse_date
from ccmdesk.model.codes import StateCode
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.jobs import Running
from ccmdesk.ui.trust.question_box import Question

FINGERPRINT = N_("Fingerprint, as it was read out to you")
_PASSPHRASE = N_("Passphrase of the key of this office")
OTHER_CARD = N_("This key card is of {country}, and the plan is of {own}. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Authority:
    """Who signs the list of a country, with the key in a folder; *language* is the window's."""

    keys: Path
    country: StateCode
    author: Author
    language: str

    def revoking(self, line: KeyLine) -> Question:
        """Return what is asked before a key is revoked."""

        def work(typed: Sequence[str], _running: Running) -> SignedTrustList:
            first = parse_whole(typed[0], language=self.language) if typed[0] else 0
            ask = Revoke(compared=line.fingerprint, first_bad=first)
            signing = (self.key(typed), self.author)
            return revoke_key(self.keys, self.country, ask, signing=signing)

        said = N_(
            "The key of {office} is no longer believed, for good: the office makes a new one."
            " Packages before the number you type stay believed; without a number none does."
        )
        question = Question(
            title=N_("Revoke this key"),
            said=Message(said, {"office": line.office}),
            button=N_("Revoke"),
            work=work,
            fields=(N_("Number of its first bad package"),),
        )
        return self._guarded(question)

    def changing(self) -> Question:
        """Return what is asked before the national key becomes another one."""

        def work(typed: Sequence[str], _running: Running) -> SignedTrustList:
            secret = typed[-1] if self.is_guarded else ""
            return change_national_key(
                self.keys, self.country, passphrase=secret, author=self.author
            )

        said = N_(
            "This office gets a new key, and the old one signs the list a last time. Send this list"
            " to all offices before the next one. Then make the key card of the new key, and"
            " certify it."
        )
        question = Question(
            title=N_("Change the national key"),
            said=Message(said),
            button=N_("Change the national key"),
            work=work,
        )
        return self._guarded(question)

    @property
    def is_guarded(self) -> bool:
        """Whether the key of this office is kept under a passphrase."""
        return bool(needs_passphrase(self.keys))

    def key(self, typed: Sequence[str]) -> SigningKey:
        """Return the key that signs; what was typed last is its passphrase if it has one."""
        return signing_key(self.keys, passphrase=typed[-1] if self.is_guarded else "")

    def certifying(self, card: Path, *, office: str, person: str) -> Question:
        """Return what is asked before a key is certified."""

        def work(typed: Sequence[str], _running: Running) -> SignedTrustList:
            expires_on: dt.date | None = parse_date(typed[1]) if typed[1] else None
            ask = Certify(card=card, compared=typed[0], expires_on=expires_on)
            return certify_card(self.keys, ask, root=self.key(typed), author=self.author)

        said = N_(
            "Call {office}, or meet {person}, and let them read out their fingerprint. Type what"
            " you hear, not what stands in the file."
        )
        if kept_list(self.keys, self.country) is None:
            said = N_(
                "This makes this office the national authority of {country}, whose key signs the"
                " list of keys. If another office is the authority, leave this, and take in its"
                " list. Otherwise call {office}, or meet {person}, and let them read out their"
                " fingerprint. Type what you hear, not what stands in the file."
            )
        values = {"office": office, "person": person, "country": self.country}
        question = Question(
            title=N_("Certify a key card"),
            said=Message(said, values),
            button=N_("Certify"),
            work=work,
            fields=(FINGERPRINT, N_("Expires on (may be left empty)")),
        )
        return self._guarded(question)

    def _guarded(self, question: Question) -> Question:
        """Ask for the passphrase of the key too where it has one."""
        if not self.is_guarded:
            return question
        return replace(question, fields=(*question.fields, _PASSPHRASE), secret=True)


def certify_question(authority: Authority, card: Path) -> Question:
    """Return what is asked before the card in a file is certified; raises Problem."""
    read = read_card_file(card)
    if read.country is not None and read.country != authority.country:
        raise Problem(OTHER_CARD, country=read.country, own=authority.country)
    return authority.certifying(card, office=read.office, person=read.name)


def list_question(keys: Path, file: Path) -> Question:
    """Return what is asked before a list is taken in: the first one must be compared.

    So must one in the place of a list that this office signed itself. Raises Problem.
    """
    here = list_here(keys, file)

    def work(typed: Sequence[str], _running: Running) -> SignedTrustList:
        return take_in_list(keys, file, compared=typed[0] if typed else "")

    return Question(
        title=N_("Take in a list of keys"),
        said=Message(_LIST_SAYS[here], {"file": file.name}),
        button=N_("Take in"),
        work=work,
        fields=() if here is KeptList.OF_AUTHORITY else (FINGERPRINT,),
    )


_LIST_SAYS = {
    KeptList.NONE: N_(
        "This is the first list here. Call the national authority, or meet it, and let it read"
        " out the fingerprint of its key. Type what you hear."
    ),
    KeptList.OWN: N_(
        "The list that is here was signed by this office itself. If another office is the national"
        " authority, call it, let it read out the fingerprint of its key, and type what you hear."
        " The list that is here is then kept under another name."
    ),
    KeptList.OF_AUTHORITY: N_(
        "Take in the list in {file}? It must follow from the one that is here."
    ),
}
