"""Makes the registers of the first version; the derived tables are built from the log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ccmdesk.db.column_types import ROW_NUMBER, RecordId, UtcTs

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the registers."""
    op.create_table(
        "change",
        sa.Column("n", ROW_NUMBER, primary_key=True, autoincrement=True),
        sa.Column("id", sa.LargeBinary(32), nullable=False),
        sa.Column("rec", RecordId(), nullable=False),
        sa.Column("rep", RecordId(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("step", RecordId(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("id"),
        sa.CheckConstraint("seq >= 1", name="seq_from_one"),
        sa.CheckConstraint("length(id) = 32", name="id_length"),
    )
    op.create_index("ix_change_rec", "change", ["rec"])
    op.create_index("ix_change_rep", "change", ["rep", "seq"])
    op.create_index("ix_change_step", "change", ["step"])
    op.create_table(
        "pending",
        sa.Column("id", sa.LargeBinary(32), primary_key=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("missing", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(id) = 32", name="id_length"),
    )
    op.create_table(
        "replica",
        sa.Column("id", RecordId(), primary_key=True),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("chain", sa.LargeBinary(32), nullable=False),
        sa.Column("hlc", sa.Text(), nullable=False),
        sa.CheckConstraint("seq >= 0", name="seq_from_zero"),
        sa.CheckConstraint("length(chain) = 32", name="chain_length"),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )
    op.create_table(
        "package",
        sa.Column("sha256", sa.LargeBinary(32), primary_key=True),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("at", UtcTs(), nullable=False),
        sa.CheckConstraint("length(sha256) = 32", name="sha256_length"),
    )


def downgrade() -> None:
    """Raise: going back is restoring the backup that was made before the update."""
    raise NotImplementedError(revision)
