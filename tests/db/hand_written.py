"""Lines of the log written by hand, as the program of another office would."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from ccmdesk.db.line import ChangeId, Saved, Written, change_id, write_line
from ccmdesk.model.change import StepKind

REC = UUID(int=1)


@dataclass
class Office:
    """Writes lines by hand, as another office would."""

    number: int
    seq: int = 0
    every: dict[ChangeId, bytes] = field(default_factory=dict)

    def write(self, values: dict[str, Any], *parents: bytes, clock: int = 0, **more: Any) -> bytes:
        self.seq += 1
        rep = UUID(int=self.number)
        step = UUID(int=self.number * 1000 + self.seq)
        saved = Saved(rep=rep, by="Bo", why="", step=step, does=StepKind.EDIT, of=None)
        written: dict[str, Any] = {
            "kind": "hazardous_area",
            "rec": REC,
            "seq": self.seq,
            "hlc": f"{clock:016x}",
            "par": [change_id(parent) for parent in parents],
            "set": values,
        }
        return write_line(saved, Written(**{**written, **more}))


A, B = 0xA, 0xB
