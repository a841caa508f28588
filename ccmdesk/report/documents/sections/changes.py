"""What changed since the last submission, in words and figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ccmdesk.lang.formats import AreaUnit
from ccmdesk.model.edition import Edition
from ccmdesk.model.values import Money
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Align, Block, Cell, Column, Paragraph, Row, Table
from ccmdesk.report.documents.ask import Submitted
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import note, number_and_date, sentences
from ccmdesk.report.documents.sections.change_rows import change_rows
from ccmdesk.rules.changes import Changed, RecordChange, changes_between
from ccmdesk.rules.key_figures import FigureChange, Measure, Value, figure_changes

MOST_RECORDS = 40
"""So many changed records are listed in a section; the paper of changes lists all."""


def changes(desk: Desk) -> Iterator[Block]:
    """Yield counts, figures and the first records that changed."""
    yield from changed(desk, most=MOST_RECORDS)


def changed(desk: Desk, *, most: int | None) -> Iterator[Block]:
    """Yield what changed since the last submission, at most so many records one by one."""
    before = desk.ask.before
    if before is None:
        none = N_("No submission of this plan is recorded yet: everything in it is new.")
        yield Paragraph(desk.lang(none))
        return
    found = _seen(desk, changes_between(before.plan, desk.document))
    yield Paragraph(_in_words(desk, before, found))
    if not before.exact:
        yield note(
            desk.lang(
                N_(
                    "The records that were submitted can no longer be told exactly from this file;"
                    " a package of another office was taken in after the submission."
                )
            )
        )
    yield from _figures(desk, figure_changes(before.plan, desk.document))
    yield from _records(desk, found, most=most)


def _seen(desk: Desk, found: Sequence[RecordChange]) -> list[RecordChange]:
    """Leave out what differs only in fields that the readers of this paper may not see."""
    return [
        one
        for one in found
        if one.changed is not Changed.EDITED
        or any(desk.paper.may_print(one.kind.record, field.name) for field in one.fields)
    ]


def _in_words(desk: Desk, before: Submitted, found: Sequence[RecordChange]) -> str:
    lang = desk.lang
    since = _since(desk, before.edition)
    if not found:
        return sentences(lang, [since, lang(N_("Nothing has changed since."))])
    counts = [_count(desk, found, changed) for changed in Changed]
    told = lang(N_("Since then: {counts}."), counts=lang.join([text for text in counts if text]))
    return sentences(lang, [since, told])


def _since(desk: Desk, earlier: Edition) -> str:
    lang, as_of = desk.lang, desk.ask.as_of
    before, before_date = number_and_date(lang, earlier)
    if as_of is None:
        said = N_("This section compares the records with submission {number} of {date}.")
        return lang(said, number=before, date=before_date)
    number, date = number_and_date(lang, as_of)
    return lang(
        N_(
            "This section compares submission {number} of {date} with submission {before} of"
            " {before_date}."
        ),
        number=number,
        date=date,
        before=before,
        before_date=before_date,
    )


def _heads(desk: Desk) -> tuple[str, str]:
    """Return the heads of the columns of then and now."""
    lang, as_of, before = desk.lang, desk.ask.as_of, desk.ask.before
    if as_of is None or before is None:
        return lang(C_("column", "When submitted")), lang(C_("column", "Now"))
    said = C_("column", "Submission {number}")
    then, now = (number_and_date(lang, edition)[0] for edition in (before.edition, as_of))
    return lang(said, number=then), lang(said, number=now)


def _count(desk: Desk, found: Sequence[RecordChange], changed: Changed) -> str:
    n = sum(one.changed is changed for one in found)
    if not n:
        return ""
    match changed:
        case Changed.NEW:
            return desk.lang.ngettext("{n} new record", "{n} new records", n)
        case Changed.EDITED:
            return desk.lang.ngettext("{n} changed record", "{n} changed records", n)
        case Changed.REMOVED:
            return desk.lang.ngettext("{n} removed record", "{n} removed records", n)


def _figures(desk: Desk, found: Sequence[FigureChange]) -> Iterator[Block]:
    other = [one for one in found if one.differs]
    lang = desk.lang
    if not other:
        yield Paragraph(lang(N_("None of the key figures has changed.")))
        return
    caption = lang(N_("Key figures that changed"))
    heads = (
        lang(C_("column", "Figure")),
        *_heads(desk),
        lang(C_("column", "Difference")),
    )
    yield Table(
        columns=(Column(weight=1.0), *[Column(Align.NUMBER)] * 3),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_figure_row(desk, one) for one in other),
        caption=caption,
        alternative=caption,
    )


def _figure_row(desk: Desk, one: FigureChange) -> Row:
    difference = one.difference
    return (
        Cell(desk.lang.say(one.name)),
        Cell(_known(desk, _value(desk, one.before, one.measure), is_least=one.least[0])),
        Cell(_known(desk, _value(desk, one.now, one.measure), is_least=one.least[1])),
        Cell("" if difference is None else _signed(desk, difference, one.measure)),
    )


def _known(desk: Desk, shown: str, *, is_least: bool) -> str:
    return desk.lang(C_("figure", "at least {number}"), number=shown) if is_least else shown


def _value(desk: Desk, value: Value, measure: Measure) -> str:
    lang = desk.lang
    if value is None:
        return lang(C_("absent value", "Not known"))
    if isinstance(value, Money):
        return lang.amount(value)
    if isinstance(value, int):
        square = measure is Measure.SQUARE_METRES
        return lang.area(value, unit=AreaUnit.KM2) if square else lang.number(value)
    return lang.date(value)


def _signed(desk: Desk, difference: int | Money, measure: Measure) -> str:
    number = difference.minor if isinstance(difference, Money) else difference
    shown = _value(desk, difference, measure)
    return desk.lang(C_("difference", "+{number}"), number=shown) if number > 0 else shown


def _records(desk: Desk, found: Sequence[RecordChange], *, most: int | None) -> Iterator[Block]:
    listed = found if most is None else found[:most]
    for kind, some in groupby(listed, key=lambda one: one.kind):
        yield _kind_table(desk, desk.lang(kind.many), list(some))
    left = len(found) - len(listed)
    if left:
        yield note(
            desk.lang.ngettext(
                "{n} further record changed; the paper of changes lists every one.",
                "{n} further records changed; the paper of changes lists every one.",
                left,
            )
        )


def _kind_table(desk: Desk, name: str, found: Sequence[RecordChange]) -> Table:
    lang = desk.lang
    caption = lang(N_("What changed: {kind}"), kind=name)
    heads = (
        lang(C_("column", "Record")),
        lang(C_("column", "Field")),
        *_heads(desk),
    )
    return Table(
        columns=(Column(weight=1.3), Column(weight=1.0), Column(weight=1.4), Column(weight=1.4)),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(row for one in found for row in change_rows(desk.paper, one)),
        caption=caption,
        alternative=caption,
    )
