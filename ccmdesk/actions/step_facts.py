"""What a step did, read from its changes: the window and the command line word it."""

from __future__ import annotations

from collections.abc import Iterable

from ccmdesk.db.write import Step
from ccmdesk.model.change import StepKind
from ccmdesk.model.codec import DELETED, split_key
from ccmdesk.model.facts import field_map
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.sameness import SAME_AS, is_of_sameness, sameness_label


def sense_of(step: Step) -> StepKind:
    """Return what the user did at first: an undo of adding takes a record to the bin."""
    if step.does not in {StepKind.UNDO, StepKind.REDO}:
        return step.does
    binned = {change.new[DELETED] for change in step.changes if DELETED in change.new}
    if not binned:
        return StepKind.EDIT
    return StepKind.ADD if (True in binned) is (step.does is StepKind.UNDO) else StepKind.DELETE


def joins(step: Step, kind: type) -> bool:
    """Whether a step joins records of a kind or takes them apart.

    What refers to them then means another record, though the step does not name it.
    """
    found = (change for change in step.changes if BY_NAME[change.kind].record is kind)
    return any(change.old.get(SAME_AS) or change.new.get(SAME_AS) for change in found)


def changed_fields(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the fields that flat *keys* belong to, each once."""
    return tuple(dict.fromkeys(split_key(key)[0] for key in sorted(set(keys) - {DELETED})))


def field_labels(kind: str, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the labels of those fields of the kind with the stored name *kind*."""
    facts, some = field_map(BY_NAME[kind].record), list(keys)
    labels = [facts[name].spec.label for name in changed_fields(some) if name in facts]
    labels += [sameness_label(key) for key in sorted(some) if is_of_sameness(key)]
    return tuple(dict.fromkeys(labels))


def changed_labels(step: Step) -> tuple[str, ...]:
    """Return the labels of the fields that a step changed, of the kind of its first record."""
    keys = (key for change in step.changes for key in change.new)
    return field_labels(step.changes[0].kind, keys)
