"""What a step is called where it can be taken back: Undo change of End date."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from ccmdesk.model.change import StepKind
from ccmdesk.model.codec import DELETED
from ccmdesk.model.words import N_

if TYPE_CHECKING:
    from ccmdesk.db.write import Step
    from ccmdesk.lang.lang import Lang

_UNDO: Mapping[StepKind, str] = MappingProxyType(
    {
        StepKind.ADD: N_("Undo adding: {what}"),
        StepKind.EDIT: N_("Undo change of {what}"),
        StepKind.DELETE: N_("Undo deleting: {what}"),
        StepKind.RESTORE: N_("Undo bringing back: {what}"),
        StepKind.IMPORT: N_("Undo the import"),
        StepKind.MERGE: N_("Undo what was received"),
        StepKind.DECIDE: N_("Undo the decision on {what}"),
        StepKind.CONFIRM: N_("Undo confirming: {what}"),
        StepKind.SUBMIT: N_("Undo the submission"),
    }
)
_REDO: Mapping[StepKind, str] = MappingProxyType(
    {
        StepKind.ADD: N_("Redo adding: {what}"),
        StepKind.EDIT: N_("Redo change of {what}"),
        StepKind.DELETE: N_("Redo deleting: {what}"),
        StepKind.RESTORE: N_("Redo bringing back: {what}"),
        StepKind.IMPORT: N_("Redo the import"),
        StepKind.MERGE: N_("Redo what was received"),
        StepKind.DECIDE: N_("Redo the decision on {what}"),
        StepKind.CONFIRM: N_("Redo confirming: {what}"),
        StepKind.SUBMIT: N_("Redo the submission"),
    }
)


def undo_words(lang: Lang, step: Step | None) -> str:
    """Return the words of the undo entry; without a step there is nothing to undo."""
    if step is None:
        return lang(N_("Undo"))
    return lang(_UNDO[_sense(step)], what=_what(lang, step))


def redo_words(lang: Lang, step: Step | None) -> str:
    """Return the words of the redo entry; without a step there is nothing to redo."""
    if step is None:
        return lang(N_("Redo"))
    return lang(_REDO[_sense(step)], what=_what(lang, step))


def _sense(step: Step) -> StepKind:
    """Return what the user did at first: an undo of adding takes a record to the bin."""
    if step.does not in {StepKind.UNDO, StepKind.REDO}:
        return step.does
    binned = {change.new[DELETED] for change in step.changes if DELETED in change.new}
    if not binned:
        return StepKind.EDIT
    return StepKind.ADD if (True in binned) is (step.does is StepKind.UNDO) else StepKind.DELETE


def _what(lang: Lang, step: Step) -> str:
    """Return the field of a change of one field, else the kind of the one record, else how many."""
    from ccmdesk.model.kinds import BY_NAME

    records = {change.record for change in step.changes}
    if len(records) != 1:
        return lang.ngettext("{n} record", "{n} records", len(records))
    kind = BY_NAME[step.changes[0].kind]
    one_field = _sense(step) in {StepKind.EDIT, StepKind.CONFIRM}
    labels = _labels(step) if one_field else ()
    match labels:
        case (label,):
            return lang(label)
        case ():
            return lang(kind.one)
    return lang.join([lang(label) for label in labels[:2]])


def changed_fields(step: Step) -> tuple[str, ...]:
    """Return the names of the fields that a step changed, each once."""
    from ccmdesk.model.codec import split_key

    keys = sorted({key for change in step.changes for key in change.new if key != DELETED})
    return tuple(dict.fromkeys(split_key(key)[0] for key in keys))


def _labels(step: Step) -> tuple[str, ...]:
    from ccmdesk.model.facts import field_map
    from ccmdesk.model.kinds import BY_NAME

    facts = field_map(BY_NAME[step.changes[0].kind].record)
    return tuple(facts[name].spec.label for name in changed_fields(step) if name in facts)
