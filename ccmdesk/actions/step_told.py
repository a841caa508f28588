"""One sentence on what a step did, for whoever types commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from ccmdesk.actions import step_words
from ccmdesk.actions.step_facts import changed_labels, sense_of
from ccmdesk.db.undo import Brief
from ccmdesk.db.write import Step
from ccmdesk.lang.show import Show
from ccmdesk.model.change import StepKind
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.words import C_, N_

_DONE: Mapping[StepKind, str] = MappingProxyType(
    {
        StepKind.ADD: N_("Added: {record}."),
        StepKind.EDIT: N_("Changed in {record}: {fields}."),
        StepKind.DELETE: N_("In the bin now: {record}. Undo brings it back."),
    }
)
_UNDONE: Mapping[StepKind, str] = MappingProxyType(
    {
        StepKind.ADD: N_("Taken back: adding {record}."),
        StepKind.EDIT: N_("Taken back in {record}: change of {fields}."),
        StepKind.DELETE: N_("Taken back: deleting {record}."),
        StepKind.RESTORE: N_("Taken back: bringing back {record}."),
        StepKind.IMPORT: N_("Taken back: the import of {record}."),
        StepKind.MERGE: N_("Taken back: what was received, {record}."),
        StepKind.DECIDE: N_("Taken back in {record}: decision on {fields}."),
        StepKind.CONFIRM: N_("Taken back in {record}: confirming {fields}."),
        StepKind.SUBMIT: N_("Taken back: the submission, {record}."),
        StepKind.RETURN: N_("Taken back: going back to an earlier point, {record}."),
        StepKind.APPROVE: N_("Taken back: the approval, {record}."),
        StepKind.WITHDRAW: N_("Taken back: withdrawing the approval, {record}."),
    }
)
_REDONE: Mapping[StepKind, str] = MappingProxyType(
    {
        StepKind.ADD: N_("Done again: adding {record}."),
        StepKind.EDIT: N_("Done again in {record}: change of {fields}."),
        StepKind.DELETE: N_("Done again: deleting {record}."),
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """How records are found by their ids and shown in the language of whoever is told."""

    show: Show
    find: Callable[[UUID], Any | None]


def done_words(step: Step, told: Told) -> str:
    """Return what a step of adding, changing or deleting did."""
    return _sentence(_DONE[step.does], step, told)


def undone_words(step: Step, told: Told, *, brief: Brief) -> str:
    """Return what an undo took back: *step*, which is the one in *brief*."""
    return _sentence(_UNDONE[brief.meant], step, told)


def redone_words(step: Step, told: Told, *, brief: Brief) -> str:
    """Return what a redo did again; *step* is the redo, and *brief* tells of what it does again."""
    lang = told.show.lang
    if brief.meant in {*_REDONE, StepKind.IMPORT}:
        return _sentence(_REDONE[sense_of(step)], step, told)
    return lang(N_("Done again: {step}"), step=step_words.done_words(lang, brief))


def _sentence(said: str, step: Step, told: Told) -> str:
    lang = told.show.lang
    labels = lang.join([lang(label) for label in changed_labels(step)])
    return lang(said, record=_record(step, told), fields=labels)


def _record(step: Step, told: Told) -> str:
    """Return the one record by its kind and title, else how many there are."""
    lang = told.show.lang
    records = {change.record for change in step.changes}
    if len(records) != 1:
        return lang.ngettext("{n} record", "{n} records", len(records))
    change = step.changes[0]
    kind, found = BY_NAME[change.kind], told.find(change.record)
    if found is None:
        return lang(kind.one)
    said = C_("record of a kind", "{kind} “{record}”")
    return lang(said, kind=lang(kind.one), record=told.show.title(found))
