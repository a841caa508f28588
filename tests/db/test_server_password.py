"""A server that wants a password says so, and what it was given is kept nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from ccmdesk.actions.plan_on_server import knock_at, lead_to_server
from ccmdesk.db.hub.place import open_place
from ccmdesk.db.server.address import read_address, without_password
from ccmdesk.db.server.opening import no_address
from ccmdesk.db.server.password import is_refusal
from ccmdesk.db.store import open_address, open_store
from ccmdesk.model.problem import NotSaved, PasswordAsked, Problem
from server_plans import PASSWORD, emptied, guarded

pytestmark = pytest.mark.usefixtures("no_password_file")


@pytest.fixture
def plan(empty_on_server: str) -> str:
    """The address of an empty plan for whoever knows the password."""
    return guarded(emptied(empty_on_server))


def _asked(address: str, password: str = "") -> PasswordAsked:
    with pytest.raises(PasswordAsked) as caught:
        open_address(address, password=password)
    return caught.value


def test_a_missing_password_and_a_wrong_one_are_told_apart(plan: str) -> None:
    missing, wrong = _asked(plan), _asked(plan, "zephyr")
    assert (missing.user, missing.refused) == ("amina", False)
    assert (wrong.user, wrong.refused) == ("amina", True)
    assert "asks amina for a password" in str(missing)
    assert "did not let amina in" in str(wrong)
    assert missing.server in str(missing)
    assert "zephyr" not in str(wrong)


def test_the_right_password_opens_and_is_in_no_file(plan: str, tmp_path: Path) -> None:
    link = tmp_path / "link.ccmdesk"
    lead_to_server(plan, link, password=PASSWORD)
    with open_store(link, password=PASSWORD) as store:
        assert store.is_shared
        assert PASSWORD not in repr(store.opened)
    with pytest.raises(PasswordAsked):
        open_store(link)
    knock_at(link, password=PASSWORD)
    with pytest.raises(PasswordAsked):
        knock_at(link, password="zephyr")
    assert PASSWORD.encode() not in link.read_bytes()


def test_the_password_that_is_typed_last_counts(plan: str) -> None:
    wrong = plan.replace("amina@", "amina:zephyr@") + "&password=zephyr"
    assert _asked(wrong).refused
    open_address(wrong, reads_only=True, password=PASSWORD).close()


def test_what_comes_after_the_right_password_is_no_wrong_password(plan: str) -> None:
    database = read_address(plan, no_address()).database or ""
    nowhere = plan.replace(database, "not_there")
    with pytest.raises(NotSaved, match="cannot be reached") as caught:
        open_address(nowhere, password=PASSWORD)
    assert not isinstance(caught.value, PasswordAsked)
    assert _asked(nowhere, "zephyr").refused


@pytest.mark.parametrize(
    "told",
    [
        'failed: FATAL:  password authentication failed for user "plan"',
        "failed: FATAL:  authentification par mot de passe échouée pour « amina »",
        'failed: ВАЖНО:  пользователь "amina" не прошёл проверку подлинности',
    ],
)
def test_a_server_says_in_its_own_language_that_a_password_is_wrong(told: str) -> None:
    assert is_refusal(told, user="amina", database="plan")


@pytest.mark.parametrize(
    "told",
    [
        "failed: FATAL:  la base de données « plan » n'existe pas",
        'failed: FATAL:  database "plan" does not exist',
        'failed: FATAL:  "amina" may not use "plan"',
        "failed: FATAL:  sorry, too many clients already",
        'connection to server at "amina.example.org" failed: timeout expired',
    ],
)
def test_what_else_a_server_says_is_no_wrong_password(told: str) -> None:
    assert not is_refusal(told, user="amina", database="plan")


def test_no_secret_of_an_address_is_shown_or_kept() -> None:
    secrets = {
        "password": "zephyr-1",
        "sslpassword": "zephyr-2",
        "scram_client_key": "zephyr-3",
        "scram_server_key": "zephyr-4",
        "oauth_client_secret": "zephyr-5",
    }
    query = "&".join(f"{name}={value}" for name, value in secrets.items())
    url = read_address(f"postgresql://amina:zephyr-0@host/plan?{query}&port=1", no_address())
    kept = without_password(url).render_as_string(hide_password=False)
    assert kept == "postgresql://amina@host/plan?port=1"


def test_a_store_of_the_hub_is_named_without_the_secrets_of_its_address() -> None:
    where = "postgresql://amina@127.0.0.1:9/hub?password=zephyr&sslpassword=zephyr"
    with pytest.raises(Problem, match="cannot be reached") as caught:
        open_place(where)
    assert "zephyr" not in str(caught.value)
