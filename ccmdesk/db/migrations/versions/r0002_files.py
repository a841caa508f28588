"""Makes the register of attached files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the register."""
    op.create_table(
        "file",
        sa.Column("sha256", sa.LargeBinary(32), primary_key=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(sha256) = 32", name="sha256_length"),
    )


def downgrade() -> None:
    """Raise: going back is restoring the backup that was made before the update."""
    raise NotImplementedError(revision)
