"""Conditions on the file as a whole: marks, languages, metadata, security, annotations, forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
from matterhorn_reading import PAINTING, Check, Reading

_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_HIDDEN = 2
_EXTRACT = 1 << 9
_KINDS = frozenset(
    ["/Text", "/Link", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine",
     "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup",
     "/FileAttachment", "/Sound", "/Movie", "/Widget", "/Screen", "/PrinterMark", "/TrapNet",
     "/Watermark", "/3D", "/Redact"]
)  # fmt: skip


def _artifacts_in_content(file: Reading) -> list[str]:
    return file.content.artifacts_in_content


def _content_in_artifacts(file: Reading) -> list[str]:
    return file.content.content_in_artifacts


def _unmarked(file: Reading) -> list[str]:
    """Return what is not marked, and marked content that no element owns."""
    owned = {key: list(owner) for key, owner in file.owners.items() if _is_array(owner)}
    wrong = list(file.content.unmarked)
    for shown in file.content.shown:
        page = file.pdf.pages[shown.page]
        numbers = owned.get(int(page.get("/StructParents", -1)), [])
        if shown.mark is not None and shown.mark >= len(numbers):
            wrong.append(f"page {shown.page + 1}: number {shown.mark} has no element")
    return wrong


def _is_array(owner: Any) -> bool:
    return isinstance(owner, pikepdf.Array)


def _suspects(file: Reading) -> list[str]:
    marks = file.root.get("/MarkInfo", {})
    return ["Suspects"] if marks.get("/Suspects", False) else []


def _no_metadata(file: Reading) -> list[str]:
    return [] if "/Metadata" in file.root else ["no Metadata"]


def _no_title(file: Reading) -> list[str]:
    with file.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        return [] if str(metadata.get("dc:title", "")).strip() else ["no dc:title"]


def _no_display_title(file: Reading) -> list[str]:
    return [] if "/DisplayDocTitle" in file.root.get("/ViewerPreferences", {}) else ["missing"]


def _display_title_false(file: Reading) -> list[str]:
    shown = file.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", True)
    return [] if shown else ["false"]


def _default_language(file: Reading) -> str:
    return str(file.root.get("/Lang", ""))


def _languages_of_text(file: Reading) -> list[str]:
    tags = [_default_language(file), *file.content.languages]
    tags += [str(node.object.Lang) for node in file.nodes if "/Lang" in node.object]
    wrong = [f"“{tag}”" for tag in tags if tag and not _TAG.fullmatch(tag)]
    return wrong + _without_default(file, bool(file.content.shown))


def _without_default(file: Reading, is_needed: object) -> list[str]:
    return ["no Lang in the catalog"] if is_needed and not _default_language(file) else []


def _languages_of_alternatives(file: Reading) -> list[str] | None:
    keys = ("/Alt", "/ActualText", "/E")
    has = any(key in node.object for node in file.nodes for key in keys)
    return _without_default(file, has) if has else None


def _language_of_outline(file: Reading) -> list[str] | None:
    return _without_default(file, is_needed=True) if "/Outlines" in file.root else None


def _language_of_annotations(file: Reading) -> list[str] | None:
    has = any("/Contents" in each for _, each in file.annotations)
    return _without_default(file, has) if has else None


def _language_of_fields(file: Reading) -> list[str] | None:
    has = any("/TU" in each for each in _fields(file))
    return _without_default(file, has) if has else None


def _language_of_metadata(file: Reading) -> list[str]:
    return _without_default(file, "/Metadata" in file.root)


def _configurations(file: Reading) -> list[Any] | None:
    content = file.root.get("/OCProperties")
    return None if content is None else list(content.get("/Configs", []))


def _unnamed_configurations(file: Reading) -> list[str] | None:
    found = _configurations(file)
    return None if found is None else ["Configs" for each in found if not each.get("/Name")]


def _unnamed_first_configuration(file: Reading) -> list[str] | None:
    content = file.root.get("/OCProperties")
    if content is None:
        return None
    return [] if content.get("/D", {}).get("/Name") else ["D"]


def _automatic_states(file: Reading) -> list[str] | None:
    found = _configurations(file)
    if found is None:
        return None
    return ["AS" for each in [*found, file.root.OCProperties.get("/D", {})] if "/AS" in each]


def _embedded_files(file: Reading) -> list[str] | None:
    found = [each for each in file.objects if "/EF" in each]
    if not found:
        return None
    return ["F or UF is missing" for each in found if not {"/F", "/UF"} <= set(each.keys())]


def _forms(file: Reading) -> list[str] | None:
    forms = file.root.get("/AcroForm", {}).get("/XFA")
    if forms is None:
        return None
    streams = list(forms)[1::2] if isinstance(forms, pikepdf.Array) else [forms]
    rendering = rb"<dynamicRender>\s*required"
    return ["dynamicRender" for each in streams if re.search(rendering, each.read_bytes())]


def _no_permissions(file: Reading) -> list[str] | None:
    encryption = file.pdf.trailer.get("/Encrypt")
    if encryption is None:
        return None
    return [] if "/P" in encryption else ["no P"]


def _closed_to_readers(file: Reading) -> list[str] | None:
    encryption = file.pdf.trailer.get("/Encrypt")
    if encryption is None:
        return None
    return [] if int(encryption.get("/P", 0)) & _EXTRACT else ["the tenth bit of P is not set"]


def _seen(file: Reading) -> Iterator[tuple[Any, Any]]:
    """Yield the annotations that can be seen, with their pages."""
    for page, each in file.annotations:
        is_hidden = int(each.get("/F", 0)) & _HIDDEN
        if not is_hidden and each.get("/Subtype") != "/Popup" and _is_on(page, each):
            yield page, each


def _is_on(page: Any, annotation: Any) -> bool:
    box = [float(side) for side in page.get("/CropBox", page.get("/MediaBox"))]
    own = [float(side) for side in annotation.Rect]
    return own[0] < box[2] and own[2] > box[0] and own[1] < box[3] and own[3] > box[1]


def _of_kinds(file: Reading, *kinds: str) -> list[Any]:
    return [each for _, each in _seen(file) if str(each.Subtype) in kinds]


def _owner(file: Reading, annotation: Any) -> Any:
    return file.owners.get(int(annotation.get("/StructParent", -1)))


def _not_in(file: Reading, annotations: list[Any], kind: str) -> list[str] | None:
    if not annotations:
        return None
    wrong = []
    for each in annotations:
        owner = _owner(file, each)
        if owner is None or file.role(str(owner.S)) != kind:
            wrong.append(f"{each.Subtype} without {kind}")
    return wrong


def _outside_annot(file: Reading) -> list[str] | None:
    others = _KINDS - {"/Widget", "/Link", "/PrinterMark", "/Popup"}
    return _not_in(file, _of_kinds(file, *others), "/Annot")


def _outside_form(file: Reading) -> list[str] | None:
    return _not_in(file, _of_kinds(file, "/Widget"), "/Form")


def _outside_link(file: Reading) -> list[str] | None:
    return _not_in(file, _of_kinds(file, "/Link"), "/Link")


def _without_words(file: Reading) -> list[str] | None:
    found = _of_kinds(file, *(_KINDS - {"/Widget", "/PrinterMark"}))
    if not found:
        return None
    return [
        str(each.Subtype)
        for each in found
        if not each.get("/Contents") and not (_owner(file, each) or {}).get("/Alt")
    ]


def _unknown_kinds(file: Reading) -> list[str] | None:
    unknown = [each for _, each in _seen(file) if str(each.Subtype) not in _KINDS]
    if not unknown:
        return None
    return _not_in(file, unknown, "/Annot")


def _trap_nets(file: Reading) -> list[str]:
    return ["TrapNet" for _, each in file.annotations if each.Subtype == "/TrapNet"]


def _no_tabs(file: Reading) -> list[str] | None:
    pages = {page.objgen: page for page, _ in file.annotations}
    return ["no Tabs" for page in pages.values() if "/Tabs" not in page] if pages else None


def _other_tabs(file: Reading) -> list[str] | None:
    pages = {page.objgen: page for page, _ in file.annotations}
    if not pages:
        return None
    return [str(page.Tabs) for page in pages.values() if page.get("/Tabs", "/S") != "/S"]


def _silent_links(file: Reading) -> list[str] | None:
    found = _of_kinds(file, "/Link")
    return ["Link" for each in found if not each.get("/Contents")] if found else None


def _fields(file: Reading) -> list[Any]:
    return [each for _, each in file.annotations if each.Subtype == "/Widget"]


def _silent_fields(file: Reading) -> list[str] | None:
    found = _fields(file)
    if not found:
        return None
    return [
        str(each.get("/T", "field"))
        for each in found
        if not each.get("/TU") and not (_owner(file, each) or {}).get("/Alt")
    ]


def _clips(file: Reading, key: str) -> list[str] | None:
    clips = [each for each in file.objects if each.get("/S") == "/MCD"]
    return [key for each in clips if key not in each] if clips else None


def _clips_without_type(file: Reading) -> list[str] | None:
    return _clips(file, "/CT")


def _clips_without_words(file: Reading) -> list[str] | None:
    return _clips(file, "/Alt")


def _attached_files(file: Reading) -> list[str] | None:
    found = _of_kinds(file, "/FileAttachment")
    if not found:
        return None
    wanted = {"/F", "/UF"}
    return ["F or UF is missing" for each in found if not wanted <= set(each.FS.keys())]


def _marks_in_structure(file: Reading) -> list[str] | None:
    found = _of_kinds(file, "/PrinterMark")
    return ["PrinterMark" for each in found if "/StructParent" in each] if found else None


def _marks_as_content(file: Reading) -> list[str] | None:
    found = _of_kinds(file, "/PrinterMark")
    if not found:
        return None
    wrong = []
    for each in found:
        depth = 0
        looks = each.get("/AP", {}).get("/N")
        for _, operator in [] if looks is None else pikepdf.parse_content_stream(looks):
            name = str(operator)
            depth += (name in {"BMC", "BDC"}) - (name == "EMC")
            if name in PAINTING and not depth:
                wrong.append(name)
    return wrong


def _x_objects(file: Reading) -> list[Any]:
    return [each for each in file.objects if each.get("/Subtype") == "/Form"]


def _references(file: Reading) -> list[str] | None:
    found = _x_objects(file)
    return ["Ref" for each in found if "/Ref" in each] if found else None


def _marked_forms_used_twice(file: Reading) -> list[str] | None:
    found = {each.objgen: each for each in _x_objects(file)}
    if not found:
        return None
    uses = Counter(
        each.objgen
        for holder in file.objects
        for each in dict(holder.get("/Resources", {}).get("/XObject", {})).values()
    )
    marked = [number for number, form in found.items() if b"/MCID" in form.read_bytes()]
    return ["a form with MCIDs" for number in marked if uses[number] > 1]


CHECKS: Mapping[str, Check] = {
    "01-003": _artifacts_in_content,
    "01-004": _content_in_artifacts,
    "01-005": _unmarked,
    "01-007": _suspects,
    "06-001": _no_metadata,
    "06-003": _no_title,
    "07-001": _no_display_title,
    "07-002": _display_title_false,
    "11-001": _languages_of_text,
    "11-002": _languages_of_alternatives,
    "11-003": _language_of_outline,
    "11-004": _language_of_annotations,
    "11-005": _language_of_fields,
    "11-006": _language_of_metadata,
    "20-001": _unnamed_configurations,
    "20-002": _unnamed_first_configuration,
    "20-003": _automatic_states,
    "21-001": _embedded_files,
    "25-001": _forms,
    "26-001": _no_permissions,
    "26-002": _closed_to_readers,
    "28-002": _outside_annot,
    "28-004": _without_words,
    "28-005": _silent_fields,
    "28-006": _unknown_kinds,
    "28-007": _trap_nets,
    "28-008": _no_tabs,
    "28-009": _other_tabs,
    "28-010": _outside_form,
    "28-011": _outside_link,
    "28-012": _silent_links,
    "28-014": _clips_without_type,
    "28-015": _clips_without_words,
    "28-016": _attached_files,
    "28-017": _marks_in_structure,
    "28-018": _marks_as_content,
    "30-001": _references,
    "30-002": _marked_forms_used_twice,
}
