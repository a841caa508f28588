"""Keeps which key signed a package that was taken in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of packages that are here already the key is not known."""
    op.add_column("package", sa.Column("public_key", sa.LargeBinary(32), nullable=True))


def downgrade() -> None:
    """Raise: going back is restoring the backup that was made before the update."""
    raise NotImplementedError(revision)
