"""What the tests of the rules share: the shipped packs."""

from __future__ import annotations

import pytest

from ccmdesk.model.packs import Packs, load_packs
from ccmdesk.model.resources import resource


@pytest.fixture(scope="session")
def packs() -> Packs:
    return load_packs(resource("packs"))
