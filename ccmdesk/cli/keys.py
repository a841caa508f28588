"""The command on this office's key: key-card."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ccmdesk.cli.desk import Desk
from ccmdesk.model.codes import StateCode
from ccmdesk.model.words import N_


def key_card(ask: Namespace, desk: Desk) -> int:
    """Write the key card of this office; its key is made on first use, as for packing."""
    from ccmdesk.actions.key_card import MakeKeyCard, make_key_card
    from ccmdesk.actions.signing_key import signing_key

    request = MakeKeyCard(
        out=Path(ask.out),
        language=ask.language,
        office=ask.office,
        key=signing_key(desk.data_folder, passphrase=ask.passphrase),
        country=StateCode(ask.country.upper()) if ask.country else None,
        replaces=ask.replace,
    )
    made = make_key_card(request, packs=desk.packs, author=desk.author)
    desk.say(
        N_("The key card is in {file}; {signed} beside it says the same to programs."),
        file=str(made.page),
        signed=made.signed.name,
    )
    desk.say(N_("Fingerprint of your key: {fingerprint}"), fingerprint=made.card.fingerprint)
    return 0
