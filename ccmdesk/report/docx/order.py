"""In which order WordprocessingML wants the children of an element (ECMA-376 part 1, annex A).

Word refuses or repairs a file that has them otherwise. An element that is not named here may hold
its children in any order, such as the runs of a paragraph; a child that is not named under its
parent is none that this writer knows.
"""

from __future__ import annotations

from types import MappingProxyType

_PARAGRAPH = (
    "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:widowControl w:pBdr w:shd w:tabs w:bidi"
    " w:spacing w:ind w:contextualSpacing w:jc w:outlineLvl"
)
_RUN = (
    "w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:webHidden w:color w:sz w:szCs w:vertAlign w:rtl w:lang"
)
_EDGES = "w:top w:left w:bottom w:right w:insideH w:insideV"

ORDER = MappingProxyType(
    {
        name: {child: place for place, child in enumerate(children.split())}
        for name, children in {
            "w:pPr": _PARAGRAPH,
            "w:rPr": _RUN,
            "w:pBdr": "w:top w:left w:bottom w:right",
            "w:tbl": "w:tblPr w:tblGrid w:tr",
            "w:tblPr": (
                "w:bidiVisual w:tblW w:tblInd w:tblBorders w:tblLayout w:tblCellMar w:tblLook"
                " w:tblCaption w:tblDescription"
            ),
            "w:tblBorders": _EDGES,
            "w:tblCellMar": "w:top w:left w:bottom w:right",
            "w:tr": "w:trPr w:tc",
            "w:tcPr": "w:tcW w:gridSpan w:vMerge w:tcBorders w:shd w:vAlign",
            "w:tcBorders": _EDGES,
            "w:sdt": "w:sdtPr w:sdtContent",
            "w:docPartObj": "w:docPartGallery w:docPartUnique",
            "w:sectPr": (
                "w:headerReference w:footerReference w:pgSz w:pgMar w:cols w:titlePg w:bidi"
            ),
            "w:styles": "w:docDefaults w:style",
            "w:docDefaults": "w:rPrDefault w:pPrDefault",
            "w:style": (
                "w:name w:basedOn w:next w:uiPriority w:unhideWhenUsed w:qFormat w:pPr w:rPr"
            ),
            "w:settings": (
                "w:defaultTabStop w:characterSpacingControl w:footnotePr w:compat w:decimalSymbol"
                " w:listSeparator"
            ),
            "wp:inline": "wp:extent wp:effectExtent wp:docPr wp:cNvGraphicFramePr a:graphic",
            "pic:pic": "pic:nvPicPr pic:blipFill pic:spPr",
            "pic:nvPicPr": "pic:cNvPr pic:cNvPicPr",
            "pic:blipFill": "a:blip a:stretch",
            "pic:spPr": "a:xfrm a:prstGeom",
            "a:xfrm": "a:off a:ext",
        }.items()
    }
)
"""The place of each child under its parent."""
