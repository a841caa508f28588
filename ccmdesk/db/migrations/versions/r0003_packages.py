"""Makes the registers of packages and receipts; the one before was never written to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ccmdesk.db.column_types import RecordId, UtcTs

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the registers."""
    op.drop_table("package")
    op.create_table(
        "package",
        sa.Column("manifest", sa.LargeBinary(32), primary_key=True),
        sa.Column("step", RecordId(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("replica", RecordId(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", UtcTs(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("reach", sa.LargeBinary(), nullable=False),
        sa.Column("needs", sa.LargeBinary(), nullable=False),
        sa.Column("own", RecordId(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.UniqueConstraint("step", name="uq_package_step"),
        sa.CheckConstraint("length(manifest) = 32", name="manifest_length"),
    )
    op.create_table(
        "receipt",
        sa.Column("manifest", sa.LargeBinary(32), primary_key=True),
        sa.Column("public_key", sa.LargeBinary(32), primary_key=True),
        sa.Column("replica", RecordId(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("received_at", UtcTs(), nullable=False),
        sa.Column("noted_at", UtcTs(), nullable=False),
        sa.Column("reach", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(manifest) = 32", name="manifest_length"),
        sa.CheckConstraint("length(public_key) = 32", name="public_key_length"),
    )


def downgrade() -> None:
    """Raise: going back is restoring the backup that was made before the update."""
    raise NotImplementedError(revision)
