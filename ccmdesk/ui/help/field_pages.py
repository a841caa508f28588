"""The pages of help that follow from the fields: one for each field, one for each kind."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.actions.field_help import FieldHelp, help_of, helps_of, short_help
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.markdown import Grid, Head, Items, Part, Prose, Span, Spans
from ccmdesk.model.kinds import BY_NAME, KINDS
from ccmdesk.model.packs import Packs
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.finding import Finding
from ccmdesk.ui.sections import section_of

FIELD, KIND = "field:", "kind:"
"""How the targets of these pages begin: field:need.cost, with /id for one record, kind:need."""


def field_page(
    target: str, *, lang: Lang, packs: Packs, findings: tuple[Finding, ...]
) -> tuple[Part, ...]:
    """Return the page of one field, with what is missing there in the record it is asked from."""
    path, _, record = target.removeprefix(FIELD).partition("/")
    kind, _, name = path.partition(".")
    known = help_of(kind, name, lang=lang, packs=packs)
    missing = [one for one in findings if (str(one.record), one.field) == (record, name)]
    return (
        Head(1, _plain(known.label)),
        Prose((Span(lang(BY_NAME[kind].many), target=f"{KIND}{kind}"),)),
        *_told(known, lang),
        *_missing(missing, lang),
        *_onwards(kind, lang),
    )


def kind_page(target: str, *, lang: Lang, packs: Packs) -> tuple[Part, ...]:
    """Return the fields of one kind of record, each with what belongs in it."""
    kind = target.removeprefix(KIND)
    head = (_plain(lang(C_("help", "Field"))), _plain(lang(C_("help", "What belongs in it"))))
    rows = tuple(
        ((Span(one.label, target=f"{FIELD}{kind}.{one.name}"),), _plain(short_help(one, lang)))
        for one in helps_of(kind, lang=lang, packs=packs)
    )
    return (Head(1, _plain(lang(BY_NAME[kind].many))), Grid(head, rows), *_onwards(kind, lang))


def kinds_list(lang: Lang) -> Items:
    """Return a list of all kinds of records that leads to their pages."""
    return Items(tuple((Span(lang(one.many), target=f"{KIND}{one.name}"),) for one in KINDS))


def _told(known: FieldHelp, lang: Lang) -> Iterator[Part]:
    if known.told:
        yield Prose(_plain(known.told))
    rows = [
        (lang(C_("help", "Needed")), lang(N_("yes")) if known.required else lang(N_("no"))),
        (lang(C_("help", "Unit")), known.unit),
        (lang(C_("help", "Who sees it")), known.seen_by),
    ]
    head = (_plain(lang(C_("help", "Facts"))), _plain(""))
    yield Grid(head, tuple((_plain(name), _plain(said)) for name, said in rows if said))
    if known.asked_by:
        yield Head(2, _plain(lang(N_("Who asks for it"))))
        yield Items(tuple(map(_plain, known.asked_by)))


def _missing(findings: list[Finding], lang: Lang) -> Iterator[Part]:
    """Yield what the check says of this field, each sentence once."""
    if findings:
        yield Head(2, _plain(lang(N_("What is missing here now"))))
        said = dict.fromkeys(f"{lang.say(one.says)} {lang.say(one.todo)}" for one in findings)
        yield Items(tuple(map(_plain, said)))


def _onwards(kind: str, lang: Lang) -> Iterator[Part]:
    section = section_of(BY_NAME[kind].record)
    said = lang(N_("More on this section of the plan"))
    yield Prose((Span(said, target=section.name),))
    said = lang(N_("Zero, not known, does not apply"))
    yield Prose((Span(said, target="window#absent"),))


def _plain(text: str) -> Spans:
    return (Span(text),)
