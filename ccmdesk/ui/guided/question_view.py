"""One question: what is asked, the fields that answer it, a good example, and why it is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ccmdesk.model.facts import Field
from ccmdesk.model.need import Need
from ccmdesk.model.state import Obligation
from ccmdesk.model.values import Absence
from ccmdesk.model.words import N_
from ccmdesk.rules.specificity.links import asks_for_money_alone
from ccmdesk.ui.guided.open_modalities import OpenModalities
from ccmdesk.ui.guided.questions import Question
from ccmdesk.ui.labels import TITLE, BoldLabel, text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.field_row import FieldRow
from ccmdesk.ui.records.form import MARGIN, RecordForm
from ccmdesk.ui.records.form_group import FIRST, group
from ccmdesk.ui.records.words import is_blank, shown_in

_ARTICLE, _KINDS, _REASON = "article", "modalities", "money_only_reason"


class QuestionForm(RecordForm):
    """A few fields of a need, with the editors of its form."""

    def _row(self, field: Field) -> FieldRow:
        if field.name == _KINDS:
            return FieldRow(field, self._plan, self, editor=OpenModalities(field, self._plan))
        return super()._row(field)


class QuestionView(QWidget):
    """The question above, the fields below it; what is typed saves itself as on the form."""

    def __init__(self, plan: OpenPlan, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self._plan = plan
        self.asks, self._about = BoldLabel(TITLE), text_label(muted=True)
        self.asks.setWordWrap(True)
        self._known = text_label()
        self.example = text_label()
        self.form = QuestionForm(plan, Need, groups=(group(FIRST, *question.rows),))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.asks, self._about, self.example, self.form, self._known):
            column.addWidget(part, 1 if part is self.form else 0)
            if part is not self.form:
                part.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self.retranslate()

    def show_need(self, need: Need) -> None:
        """Show the answers that *need* holds already."""
        if self.form.record is None or self.form.record.id != need.id:
            self.form.show_record(need)
        else:
            self.form.refresh()
        self._show_rest(need)

    def save(self) -> bool:
        """Save what is typed; False when something cannot be, with a sentence below the field."""
        refused = [row for row in self.form.rows.values() if not row.commit()]
        return not refused

    def focus_refused(self) -> None:
        """Put the cursor into the first field that could not be saved."""
        for row in self.form.rows.values():
            if row.touched:
                row.focus()
                return

    def leave_open(self) -> None:
        """Write of each field that is still empty that its value is not known yet."""
        for name in self.question.fields:
            record = self.form.record
            if record is not None and self._is_open(record, name):
                note = replace(record.notes[name], absence=Absence.UNKNOWN)
                self._plan.set_note(record, name, note)
                self.form.refresh()

    def focus(self) -> None:
        """Put the cursor into the first field."""
        self.form.focus_field(None)

    def why(self) -> str:
        """Return why it is asked, and which article or paragraph asks for it."""
        lang = self._plan.lang
        lines = [lang(N_("Why we ask: {why}"), why=lang(self.question.why))]
        lines += [
            lang(N_("Asked for by: {basis}"), basis=lang(criterion.basis))
            for criterion in self.question.criteria
        ]
        return "\n".join(lines)

    def retranslate(self) -> None:
        """Say every word of the question again; what is typed stays."""
        lang = self._plan.lang
        self.asks.setText(lang(self.question.asks))
        self._about.setText(lang(self.question.about))
        self.example.setText(lang(self.question.example))
        self.setAccessibleName(lang(self.question.asks))
        if self.form.record is not None:
            self._show_rest(self.form.record)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _is_open(self, record: Any, name: str) -> bool:
        """Whether a field is asked about and says nothing, not even that it is not known."""
        asked = self.form.rows[name].shown.isVisibleTo(self.form)
        return asked and is_blank(getattr(record, name)) and record.notes[name].absence is None

    def _show_rest(self, need: Any) -> None:
        reason = self.form.rows.get(_REASON)
        if reason is not None:
            wanted = asks_for_money_alone(need, self._plan.packs) or bool(need.money_only_reason)
            for part in (reason.head, reason.shown, reason.below):
                part.setVisible(wanted)
        self._known.setText(self._obligations(need))
        self._known.setVisible(bool(self._known.text()))

    def _obligations(self, need: Need) -> str:
        """Return which obligations of the State are on record under the chosen article."""
        if _ARTICLE not in self.form.rows:
            return ""
        lang, show = self._plan.lang, shown_in(self._plan)
        named = [
            show.title(one)
            for one in self._plan.all_of(Obligation)
            if one.duty is not None and need.article in {None, one.duty.article}
        ]
        if not named:
            return lang(N_("No obligation of the State is recorded under this article."))
        return lang(N_("Obligations on record: {obligations}"), obligations=lang.join(named))
