"""Conditions on the structure tree: roles, tables, lists, contents, headings, figures, notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from matterhorn_reading import Check, Node, Reading

STANDARD = frozenset(
    ["/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/TOC", "/TOCI",
     "/Index", "/NonStruct", "/Private", "/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6",
     "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/THead", "/TBody", "/TFoot",
     "/Span", "/Quote", "/Note", "/Reference", "/BibEntry", "/Code", "/Link", "/Annot", "/Ruby",
     "/RB", "/RT", "/RP", "/Warichu", "/WT", "/WP", "/Figure", "/Formula", "/Form"]
)  # fmt: skip
_NUMBERED = re.compile(r"/H([1-9]\d*)")


def _unknown_types(file: Reading) -> list[str]:
    kinds = {str(node.object.S) for node in file.nodes} | set(file.roles)
    return [kind for kind in sorted(kinds) if file.role(kind) not in STANDARD]


def _circles(file: Reading) -> list[str] | None:
    if not file.roles:
        return None
    return [kind for kind in file.roles if file.role(kind) in file.roles]


def _remapped(file: Reading) -> list[str] | None:
    if not file.roles:
        return None
    return [kind for kind in file.roles if kind in STANDARD]


def _tables(file: Reading) -> list[str] | None:
    tables = file.named("/Table")
    wrong = [f"{node.kind} outside its place" for node in file.nodes if not _is_at_home(node)]
    for table in tables:
        rows = [kid.kind for kid in table.kids]
        if rows[:1] == ["/Caption"]:
            rows = rows[1:]
        elif rows[-1:] == ["/Caption"]:
            rows = rows[:-1]
        if set(rows) != {"/TR"} and not _is_grouped(rows):
            wrong.append(f"Table with {' '.join(rows[:5])}")
    wrong += _only(file, "/TR", {"/TH", "/TD"})
    for group in ("/THead", "/TBody", "/TFoot"):
        wrong += _only(file, group, {"/TR"})
    return wrong if tables or wrong else None


_HOMES = {
    "/TR": {"/Table", "/THead", "/TBody", "/TFoot"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
    "/THead": {"/Table"},
    "/TBody": {"/Table"},
    "/TFoot": {"/Table"},
}


def _is_at_home(node: Node) -> bool:
    homes = _HOMES.get(node.kind)
    return homes is None or (node.parent is not None and node.parent.kind in homes)


def _is_grouped(rows: list[str]) -> bool:
    text = " ".join(rows)
    return bool(re.fullmatch(r"(/THead )?/TBody( /TBody)*( /TFoot)?", text))


def _lists(file: Reading) -> list[str] | None:
    lists = file.named("/L")
    wrong = []
    for each in lists:
        kids = [kid.kind for kid in each.kids]
        items = kids[1:] if kids[:1] == ["/Caption"] else kids
        if not items or set(items) - {"/LI", "/L"}:
            wrong.append(f"L with {' '.join(kids[:5]) or 'nothing'}")
    wrong += _only(file, "/LI", {"/Lbl", "/LBody"})
    wrong += _inside(file.named("/LI"), {"/L"}) + _inside(file.named("/LBody"), {"/LI"})
    return wrong if lists or wrong else None


def _contents(file: Reading) -> list[str] | None:
    entries = file.named("/TOC", "/TOCI")
    if not entries:
        return None
    return [
        *_only(file, "/TOC", {"/TOC", "/TOCI", "/Caption"}),
        *_only(file, "/TOCI", {"/Lbl", "/Reference", "/NonStruct", "/P", "/TOC"}),
        *_inside(file.named("/TOCI"), {"/TOC"}),
    ]


def _rubies(file: Reading) -> list[str] | None:
    return _whole(file, "/Ruby", r"/RB (/RT|/RP /RT /RP)", {"/RB", "/RT", "/RP"})


def _warichus(file: Reading) -> list[str] | None:
    return _whole(file, "/Warichu", r"/WP /WT /WP", {"/WT", "/WP"})


def _whole(file: Reading, kind: str, shape: str, parts: set[str]) -> list[str] | None:
    found, loose = file.named(kind), _inside(file.named(*parts), {kind})
    if not found and not loose:
        return None
    wrong = [each for each in found if not re.fullmatch(shape, _kinds(each))]
    return loose + [f"{kind} with {_kinds(each)}" for each in wrong]


def _kinds(node: Node) -> str:
    return " ".join(kid.kind for kid in node.kids)


def _only(file: Reading, kind: str, allowed: set[str]) -> list[str]:
    """Return where an element of a kind holds elements that it may not, or none at all."""
    wrong = []
    for node in file.named(kind):
        others = {kid.kind for kid in node.kids} - allowed
        wrong += [f"{kind} with {other}" for other in sorted(others)]
        if not node.kids:
            wrong.append(f"{kind} with nothing")
    return wrong


def _inside(nodes: Iterable[Node], parents: set[str]) -> list[str]:
    return [
        f"{node.kind} in {node.parent.kind if node.parent else 'the root'}"
        for node in nodes
        if node.parent is None or node.parent.kind not in parents
    ]


def _figures(file: Reading) -> list[str] | None:
    return _lacking(file.named("/Figure"), "/Alt", "/ActualText")


def _formulas(file: Reading) -> list[str] | None:
    return _lacking(file.named("/Formula"), "/Alt", "/ActualText")


def _lacking(nodes: list[Node], *keys: str) -> list[str] | None:
    if not nodes:
        return None
    return [node.kind for node in nodes if not any(node.object.get(key) for key in keys)]


def _levels(file: Reading) -> list[int]:
    found = (_NUMBERED.fullmatch(node.kind) for node in file.nodes)
    return [int(match[1]) for match in found if match]


def _first_heading(file: Reading) -> list[str] | None:
    levels = _levels(file)
    if not levels:
        return None
    return [] if levels[0] == 1 else [f"the first heading is H{levels[0]}"]


def _skipped_levels(file: Reading) -> list[str] | None:
    levels = _levels(file)
    if not levels:
        return None
    return [f"H{first}, then H{then}" for first, then in pairwise(levels) if then > first + 1]


def _several_h(file: Reading) -> list[str] | None:
    if not file.named("/H"):
        return None
    counts = Counter(id(node.parent) for node in file.named("/H"))
    return [f"{count} H in one element" for count in counts.values() if count > 1]


def _mixed_headings(file: Reading) -> list[str] | None:
    if not file.named("/H"):
        return None
    return ["H beside numbered headings"] if _levels(file) else []


def _heads_without_scope(file: Reading) -> list[str] | None:
    heads = file.named("/TH")
    if not heads:
        return None
    by_headers = {id(_table_of(node)) for node in file.named("/TD", "/TH") if node.has("/Headers")}
    loose = [node for node in heads if not node.has("/Scope")]
    return ["TH without Scope" for node in loose if id(_table_of(node)) not in by_headers]


def _table_of(node: Node | None) -> Node | None:
    while node is not None and node.kind != "/Table":
        node = node.parent
    return node


def _notes_without_id(file: Reading) -> list[str] | None:
    return _lacking(file.named("/Note"), "/ID")


def _shared_ids(file: Reading) -> list[str] | None:
    notes = file.named("/Note")
    if not notes:
        return None
    names = Counter(str(node.object.ID) for node in file.nodes if "/ID" in node.object)
    return [name for name, count in names.items() if count > 1]


CHECKS: Mapping[str, Check] = {
    "02-001": _unknown_types,
    "02-003": _circles,
    "02-004": _remapped,
    "09-004": _tables,
    "09-005": _lists,
    "09-006": _contents,
    "09-007": _rubies,
    "09-008": _warichus,
    "13-004": _figures,
    "14-002": _first_heading,
    "14-003": _skipped_levels,
    "14-006": _several_h,
    "14-007": _mixed_headings,
    "15-003": _heads_without_scope,
    "17-002": _formulas,
    "19-003": _notes_without_id,
    "19-004": _shared_ids,
}
