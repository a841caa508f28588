"""What a step is called where it can be taken back: Undo change of End date."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from ccmdesk.model.change import StepKind
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
        StepKind.SUBMIT: N_("Redo the submission"),
    }
)


def undo_words(lang: Lang, step: Step | None) -> str:
    """Return the words of the undo entry; without a step there is nothing to undo."""
    if step is None:
        return lang(N_("Undo"))
    from ccmdesk.actions.step_facts import sense_of

    return lang(_UNDO[sense_of(step)], what=_what(lang, step))


def redo_words(lang: Lang, step: Step | None) -> str:
    """Return the words of the redo entry; without a step there is nothing to redo."""
    if step is None:
        return lang(N_("Redo"))
    from ccmdesk.actions.step_facts import sense_of

    return lang(_REDO[sense_of(step)], what=_what(lang, step))


def _what(lang: Lang, step: Step) -> str:
    """Return the field of a change of one field, else the kind of the one record, else how many."""
    from ccmdesk.actions.step_facts import changed_labels, sense_of
    from ccmdesk.model.kinds import BY_NAME

    records = {change.record for change in step.changes}
    if len(records) != 1:
        return lang.ngettext("{n} record", "{n} records", len(records))
    kind = BY_NAME[step.changes[0].kind]
    labels = changed_labels(step) if sense_of(step) is StepKind.EDIT else ()
    match labels:
        case (label,):
            return lang(label)
        case ():
            return lang(kind.one)
    return lang.join([lang(label) for label in labels[:2]])
