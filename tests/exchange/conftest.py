from __future__ import annotations

import pytest
from exchange_office import Office
from exchange_samples import ids

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import Lang
from ccmdesk.model.packs import Packs, load_packs
from ccmdesk.model.resources import resource


@pytest.fixture(scope="session")
def exchange_packs() -> Packs:
    return load_packs(resource("packs"))


@pytest.fixture(scope="session")
def exchange_langs() -> dict[str, Lang]:
    return {code: Lang.load(code) for code in SHIPPED}


@pytest.fixture
def office(exchange_packs: Packs, exchange_langs: dict[str, Lang]) -> Office:
    return Office(exchange_packs, exchange_langs, ids(10**12))
