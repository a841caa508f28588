"""What a reader is told of the whole file: title, language, direction, outline, page labels.

ISO 32000-1, 7.7.2 (catalog), 12.3.3 (outline), 12.4.2 (labels), 14.3 (metadata). No PDF/A or PDF/UA
conformance is claimed: that needs a validator's word.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ccmdesk.lang.scripts import Direction
from ccmdesk.report.blocks import Document
from ccmdesk.report.paper_code import identifier_of
from ccmdesk.report.pdf.file import PdfFile, text_string
from ccmdesk.report.pdf.references import Listed

_PRODUCER = "ccmdesk"
_ESCAPED = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
{identifier}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{created}</xmp:CreateDate><xmp:ModifyDate>{created}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def write_catalog(
    file: PdfFile, document: Document, *, page_tree: int, structure: int | None, outline: str
) -> int:
    """Add the catalog; *outline* is its entry or empty. Return its number."""
    tags = f"/StructTreeRoot {structure} 0 R/MarkInfo<</Marked true>>" if structure else ""
    reading = "/Direction/R2L" if document.direction is Direction.RTL else ""
    language = text_string(_tag(document))
    labels = f"<</S/D/P{text_string(document.label_prefix)}>>"
    return file.add(
        f"<</Type/Catalog/Version/1.7/Pages {page_tree} 0 R{tags}/Lang{language}{outline}"
        f"/ViewerPreferences<</DisplayDocTitle true{reading}>>"
        f"/PageLabels<</Nums[0 {labels}]>>/Metadata {_metadata(file, document)} 0 R>>"
    )


def write_info(file: PdfFile, document: Document) -> int:
    """Add the old form of the metadata; return its number."""
    day = document.created.astimezone(dt.UTC).strftime("D:%Y%m%d%H%M%SZ")
    texts = {"Title": document.title, "Author": document.author, "Subject": document.subject}
    named = "".join(f"/{key}{text_string(text)}" for key, text in texts.items() if text)
    return file.add(f"<<{named}/Producer({_PRODUCER})/CreationDate({day})/ModDate({day})>>")


def write_outline(file: PdfFile, headings: Sequence[Listed], *, pages: Sequence[int]) -> str:
    """Add the bookmarks, nested by level; return their entry of the catalog."""
    shown = [listed for listed in headings if listed.heading.bookmark != ""]
    if not shown:
        return ""
    root = file.reserve()
    count, ends = _write_level(file, shown, parent=root, pages=pages)
    file.put(root, f"<</Type/Outlines{ends}/Count {count}>>")
    return f"/Outlines {root} 0 R/PageMode/UseOutlines"


def _write_level(
    file: PdfFile, headings: Sequence[Listed], *, parent: int, pages: Sequence[int]
) -> tuple[int, str]:
    """Write bookmarks of one level with what is under them; return how many are shown, and ends."""
    branches = _branches(headings)
    numbers = [file.reserve() for _ in branches]
    shown = len(branches)
    for index, (first, *under) in enumerate(branches):
        beside = f"/Prev {numbers[index - 1]} 0 R" if index else ""
        beside += f"/Next {numbers[index + 1]} 0 R" if index + 1 < len(branches) else ""
        below = ""
        if under:
            count, ends = _write_level(file, under, parent=numbers[index], pages=pages)
            below = f"{ends}/Count {count}"
            shown += count
        target = first.place.destination(pages)
        title = text_string(_bookmark(first))
        file.put(
            numbers[index], f"<</Title{title}/Parent {parent} 0 R{beside}{below}/Dest{target}>>"
        )
    return shown, f"/First {numbers[0]} 0 R/Last {numbers[-1]} 0 R"


def _branches(headings: Sequence[Listed]) -> list[list[Listed]]:
    """Cut the headings before each that is not below the first of its branch."""
    branches: list[list[Listed]] = []
    for listed in headings:
        if branches and listed.heading.level > branches[-1][0].heading.level:
            branches[-1].append(listed)
        else:
            branches.append([listed])
    return branches


def _bookmark(listed: Listed) -> str:
    heading = listed.heading
    if heading.bookmark is not None:
        return heading.bookmark
    return f"{heading.number} {heading.text}" if heading.number else heading.text


def _metadata(file: PdfFile, document: Document) -> int:
    texts = {
        "title": document.title,
        "author": document.author,
        "subject": document.subject,
        "language": _tag(document),
        "created": document.created.astimezone(dt.UTC).isoformat(),
        "producer": _PRODUCER,
    }
    escaped = {key: text.translate(_ESCAPED) for key, text in texts.items()}
    xmp = _XMP.format(**escaped, identifier=_identifier(document))
    return file.add_plain_stream("/Type/Metadata/Subtype/XML", xmp.encode("utf-8"))


def _identifier(document: Document) -> str:
    """Return the entry for the check code, by which the paper of a package is told."""
    code = identifier_of(document.check_code)
    return f"<dc:identifier>{code}</dc:identifier>\n" if code else ""


def _tag(document: Document) -> str:
    return document.language.replace("_", "-")
