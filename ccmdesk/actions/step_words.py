"""What a step is called: Change of End date, and where it can be taken back, Undo change of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from ccmdesk.model.change import StepKind
from ccmdesk.model.words import N_

if TYPE_CHECKING:
    from ccmdesk.db.steps import StepLine
    from ccmdesk.db.undo import Brief
    from ccmdesk.lang.lang import Lang

_MOST_FIELDS = 2
"""So many fields of one change are named; of the others it is said how many there are."""

_DONE: Mapping[StepKind, str] = MappingProxyType(
    {
        StepKind.ADD: N_("Adding: {what}"),
        StepKind.EDIT: N_("Change of {what}"),
        StepKind.DELETE: N_("Deleting: {what}"),
        StepKind.RESTORE: N_("Bringing back: {what}"),
        StepKind.IMPORT: N_("Import: {what}"),
        StepKind.MERGE: N_("Received: {what}"),
        StepKind.DECIDE: N_("Decision on {what}"),
        StepKind.CONFIRM: N_("Confirming: {what}"),
        StepKind.SUBMIT: N_("Submission: {what}"),
        StepKind.RETURN: N_("Going back to an earlier point: {what}"),
        StepKind.APPROVE: N_("Approval: {what}"),
        StepKind.WITHDRAW: N_("Approval withdrawn: {what}"),
    }
)
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
        StepKind.SUBMIT: N_("Undo: nothing since the submission"),
        StepKind.RETURN: N_("Undo going back to an earlier point"),
        StepKind.APPROVE: N_("Undo the approval: {what}"),
        StepKind.WITHDRAW: N_("Undo withdrawing the approval: {what}"),
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
        StepKind.RETURN: N_("Redo going back to an earlier point"),
        StepKind.APPROVE: N_("Redo the approval: {what}"),
        StepKind.WITHDRAW: N_("Redo withdrawing the approval: {what}"),
    }
)


def step_words(lang: Lang, step: StepLine) -> str:
    """Return what a step of the history did; one of a later version is a change like any other."""
    match step.does:
        case StepKind.UNDO:
            return undo_words(lang, step.brief)
        case StepKind.REDO:
            return redo_words(lang, step.brief)
    return done_words(lang, step.brief)


def done_words(lang: Lang, step: Brief) -> str:
    """Return what a step did, whether it was taken back since or not: Change of End date."""
    if _is_on_twice(step):
        return lang(N_("Decision on what was entered twice"))
    return lang(_DONE[step.meant], what=_what(lang, step))


def undo_words(lang: Lang, step: Brief | None) -> str:
    """Return the words of the undo entry; without a step there is nothing to undo."""
    if step is None:
        return lang(N_("Undo"))
    if _is_on_twice(step):
        return lang(N_("Undo the decision on what was entered twice"))
    return lang(_UNDO[step.meant], what=_what(lang, step))


def undo_refused(lang: Lang, step: Brief | None) -> str:
    """Return why *step* is not taken back whatever else is there; nothing for one that is."""
    if step is None or step.meant is not StepKind.SUBMIT:
        return ""
    said = N_(
        "A submission cannot be taken back: its package may have been sent. The history of the plan"
        " leads back to a point before it."
    )
    return lang(said)


def redo_words(lang: Lang, step: Brief | None) -> str:
    """Return the words of the redo entry; without a step there is nothing to redo."""
    if step is None:
        return lang(N_("Redo"))
    if _is_on_twice(step):
        return lang(N_("Redo the decision on what was entered twice"))
    return lang(_REDO[step.meant], what=_what(lang, step))


def _is_on_twice(step: Brief) -> bool:
    """Whether somebody decided that two records are one, or two; a deletion only clears marks."""
    from ccmdesk.model.sameness import is_of_sameness

    return step.meant is not StepKind.DELETE and any(
        is_of_sameness(key) for touched in step.first for key in touched.keys
    )


def _what(lang: Lang, step: Brief) -> str:
    """Return the field of a change of one field, else the kind of the one record, else how many."""
    from ccmdesk.actions.step_facts import field_labels
    from ccmdesk.model.kinds import BY_NAME

    if step.count != 1:
        return lang.ngettext("{n} record", "{n} records", step.count)
    touched = step.first[0]
    if touched.kind not in BY_NAME:
        return lang.ngettext("{n} record", "{n} records", step.count)
    by_field = step.meant in {StepKind.EDIT, StepKind.CONFIRM}
    labels = field_labels(touched.kind, touched.keys) if by_field else ()
    match labels:
        case (label,):
            return lang(label)
        case ():
            return lang(BY_NAME[touched.kind].one)
    named = [lang(label) for label in labels[:_MOST_FIELDS]]
    more = len(labels) - len(named)
    return lang.join([*named, *([lang.ngettext("{n} more", "{n} more", more)] if more else [])])
