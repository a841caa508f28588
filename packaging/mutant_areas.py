"""Which modules belong to an area whose mutants are tried, and which tests judge them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Area:
    """Modules of one subject, and the fast tests that are about them."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


def _modules(room: str, names: str) -> tuple[str, ...]:
    return tuple(f"ccmdesk/{room}/{name}.py" for name in names.split())


def _tests(room: str, names: str) -> tuple[str, ...]:
    return tuple(f"tests/{room}/test_{name}.py" for name in names.split())


AREAS: Mapping[str, Area] = MappingProxyType(
    {
        "money": Area(
            _modules("rules", "exchange_rates funding"),
            _tests("rules", "exchange_rates funding partly_stated money_sentences")
            + _tests("report/documents", "cost_by_year other_currencies"),
        ),
        "values": Area(
            _modules("model", "values"),
            _tests("model", "records values"),
        ),
        "costs": Area(
            _modules("rules", "budget_grid money_summary unit_costs"),
            _tests("rules", "budget_grid funding money_sentences partly_stated summary unit_costs")
            + _tests("report/documents", "needs_plan_money other_currencies work_that_is_over"),
        ),
        "deadlines": Area(
            _modules("rules", "deadlines"),
            _tests("rules", "deadlines balances clocks specificity time_line"),
        ),
        "keys": Area(
            _modules("bundle", "age_key dsse fingerprint key_card key_file keys trust"),
            _tests(
                "bundle", "bundle_envelope bundle_forged bundle_key_card bundle_keys bundle_trust"
            ),
        ),
        "lists": Area(
            _modules("bundle", "trust_list"),
            _tests("actions", "trusted_keys"),
        ),
        "bundle": Area(
            _modules("bundle", "bag changes contents kept_lines limits manifest manifest_reading")
            + _modules("bundle", "names payload reader records refused sealing strict_json")
            + _modules("bundle", "submission zip_layout zip_reader zip_writer"),
            _tests("bundle", "bundle_changes bundle_contents bundle_forged bundle_manifest")
            + _tests("bundle", "bundle_refused bundle_sentences bundle_strict_json bundle_trust")
            + _tests("bundle", "bundle_write bundle_zip kept_lines"),
        ),
        "updates": Area(
            _modules("bundle", "update update_manifest update_names update_reader update_refused"),
            _tests("bundle", "update_file"),
        ),
        "envelopes": Area(
            _modules("bundle", "encryption receipt"),
            _tests("actions", "encrypted_packages receipts") + _tests("bundle", "encrypted_bounds"),
        ),
        "order": Area(
            _modules("db", "order"),
            _tests("db", "order store_reading"),
        ),
        "merge": Area(
            _modules("db", "fold log line incoming outgoing"),
            _tests("db", "log_and_fold office_exchange decision_taken_back package_taken_back")
            + _tests("db", "steps_that_go_on store_writing packages")
            + ("tests/db/test_offices_apart.py::test_offices_agree_after_any_history",),
        ),
        "undo": Area(
            _modules("db", "undo"),
            _tests("db", "steps_that_go_on package_taken_back store_writing decision_taken_back")
            + _tests("actions", "join_records joined_along")
            + _tests("db", "shared_plan"),
        ),
        "registers": Area(
            _modules("db", "packages"),
            (
                *_tests("db", "package_register packages"),
                "tests/db/test_shared_plan.py::test_nobody_has_more_than_was_written_at_any_seat",
            ),
        ),
        "joins": Area(
            _modules("db", "joins"),
            _tests("actions", "join_records joined_along"),
        ),
        "unseen": Area(
            _modules("db", "unseen"),
            _tests("db", "saved_unseen"),
        ),
    }
)
