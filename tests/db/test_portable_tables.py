"""Tables and queries are the same on PostgreSQL: the rules that SQLite does not enforce."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from ccmdesk.db.column_types import RecordId, UtcTs
from ccmdesk.db.columns import LARGEST
from ccmdesk.db.engine import Access, open_engine
from ccmdesk.db.query import ListQuery, _order_columns, _ordered, id_query
from ccmdesk.db.rows import upsert
from ccmdesk.db.search import matching
from ccmdesk.db.store import Store
from ccmdesk.db.tables import DERIVED, METADATA, ROWS, chunks
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.facts import fields_of
from ccmdesk.model.kinds import KINDS

POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call]


def _on_server(statement: sa.ClauseElement) -> str:
    return str(statement.compile(dialect=POSTGRESQL))


@pytest.mark.parametrize("table", METADATA.sorted_tables, ids=lambda table: table.name)
def test_every_table_can_be_made_on_the_server(table: sa.Table) -> None:
    text = _on_server(CreateTable(table))
    for index in table.indexes:
        assert _on_server(CreateIndex(index))
    assert "VARCHAR(" not in text.replace("version_num VARCHAR(32)", "")
    assert " JSON" not in text.replace("JSONB", "")
    assert "NUMERIC" not in text
    assert "FLOAT" not in text


@pytest.mark.parametrize("table", DERIVED, ids=lambda table: table.name)
def test_whole_numbers_are_large_and_checked(table: sa.Table) -> None:
    text = _on_server(CreateTable(table))
    for column in table.columns:
        if isinstance(column.type, sa.Integer) and table.name.startswith("row_"):
            assert isinstance(column.type, sa.BigInteger)
            if column.name != "_disputes":
                assert f"{column.name} BETWEEN -{LARGEST} AND {LARGEST}" in text
        assert not isinstance(column.type, sa.DateTime)


def test_ids_are_the_servers_own_and_16_bytes_here() -> None:
    table = ROWS["need"]
    assert "id UUID NOT NULL" in _on_server(CreateTable(table))
    assert "id BLOB NOT NULL" in str(
        CreateTable(table).compile(dialect=sa.dialects.sqlite.dialect())
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_order_puts_what_is_not_filled_last(kind: object) -> None:
    record = kind.record  # type: ignore[attr-defined]
    for field in fields_of(record):
        columns = _order_columns(record, field)
        query = ListQuery(record, sort=field.name)
        if columns is not None:
            text = _on_server(_ordered(query, columns, "postgresql"))
            assert text.count("NULLS LAST") == len(columns)
            assert text.endswith(f"row_{kind.name}.id")  # type: ignore[attr-defined]


def test_lists_search_and_upserts_read_the_same_on_the_server() -> None:
    query = ListQuery(
        HazardousArea,
        search="vallée 调查",
        where={"name@fr": "Nord", "munitions": "BLU-26", "position": [1, 2], "marked": None},
    )
    text = _on_server(id_query(query, "postgresql"))
    assert "MATCH" not in text
    assert text.count("LIKE") == 5  # three ways to stand in a list, and two words
    assert "->>" in text
    assert "_deleted = false" in text
    assert "ON CONFLICT (id) DO UPDATE" in _on_server(upsert(ROWS["need"], "postgresql"))
    assert matching("two words", "sqlite") is not None
    with pytest.raises(ValueError, match="oracle"):
        upsert(ROWS["need"], "oracle")


def test_a_long_list_of_ids_is_asked_for_in_parts(store: Store) -> None:
    assert [len(part) for part in chunks(list(range(1201)))] == [500, 500, 201]
    many = [UUID(int=n) for n in range(70_000)]
    assert store.records(HazardousArea, many) == []


def test_ids_and_times_keep_what_they_were(tmp_path: Path) -> None:
    table = sa.Table(
        "t",
        sa.MetaData(),
        sa.Column("id", RecordId()),
        sa.Column("at", UtcTs()),
        sa.Column("n", sa.Integer),
    )
    engine = open_engine(tmp_path / "t.db", None, Access.MAKE)
    abroad = dt.datetime(2026, 7, 1, 12, 0, 0, 5, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    with engine.begin() as con:
        table.create(con)
        rows: list[dict[str, Any]] = [
            {"id": UUID(int=5), "at": abroad, "n": 1},
            {"id": None, "at": None, "n": 2},
        ]
        con.execute(sa.insert(table), rows)
        first, second = con.execute(sa.select(table.c.id, table.c.at).order_by(table.c.n)).all()
        assert tuple(first) == (UUID(int=5), abroad)
        assert first.at.tzinfo == dt.UTC
        assert tuple(second) == (None, None)
        assert con.exec_driver_sql("SELECT length(id) FROM t").scalars().first() == 16
        with pytest.raises(sa.exc.StatementError):
            con.execute(sa.insert(table), [{"at": dt.datetime(2026, 7, 1)}])  # noqa: DTZ001
    engine.dispose()


def test_ids_and_times_are_passed_as_they_are_to_the_server() -> None:
    at = dt.datetime(2026, 7, 1, tzinfo=dt.UTC)
    ident, moment = RecordId(), UtcTs()
    assert ident.process_bind_param(UUID(int=5), POSTGRESQL) == UUID(int=5)
    assert ident.process_result_value(UUID(int=5), POSTGRESQL) == UUID(int=5)
    assert moment.process_bind_param(at, POSTGRESQL) == at
    assert moment.process_result_value(at, POSTGRESQL) == at
