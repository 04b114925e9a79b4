"""Chinese typography for layouts: fonts, paragraph styles and the table style.

python-docx sets the Latin face of a style only; the face of Chinese characters is
``w:rFonts/@w:eastAsia`` and is set here on every style. Sizes after GB/T 9704-2012 and the usual
forms of schools.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document

LATIN = "Times New Roman"
HEI, SONG = "黑体", "宋体"
FANG, KAI, BIAO = "仿宋_GB2312", "楷体_GB2312", "方正小标宋简体"
SCHEMES: dict[str, dict[str, str]] = {
    "official": {},
    "windows": {FANG: "仿宋", KAI: "楷体", BIAO: "宋体"},
}
"""`models.school.schools.FONT_SCHEMES` → the fonts that stand in for the official ones."""
BORDERS = {"top": 12, "left": 12, "bottom": 12, "right": 12, "insideH": 4, "insideV": 4}
"""Eighths of a point: 1.5 pt around a form, 0.5 pt inside."""
SHADE = "F2F2F2"
TABLE = "JyForm"


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style. Sizes in points; `line` is an exact line height, 0 for single lines;
    `indent` and `hanging` are in characters.
    """

    id: str
    name: str
    font: str
    size: float
    align: str = "left"
    bold: bool = False
    line: float = 0
    indent: float = 0
    hanging: float = 0
    before: float = 0
    after: float = 0
    keep: bool = False
    grid: bool = False
    """Keeps to the lines of the page's grid; what does not is not blown up by it."""
    squeeze: float = 0
    """Points by which characters move together."""
    outline: int | None = None
    tabs: tuple[int, ...] = ()
    """Twips; a negative one is for text that ends there."""


FORM = (
    Look("JyTitle", "教研标题", HEI, 18, "center", after=6, keep=True, outline=0),
    Look("JyLine", "教研抬头", SONG, 12, after=4, keep=True, tabs=(-9330,)),
    Look("JyLabel", "表格标签", HEI, 10.5, "center"),
    Look("JyHead", "表格名称", HEI, 10.5, "center", keep=True),
    Look("JyCell", "表格文字", SONG, 10.5, before=1, after=1),
    Look("JyTopic", "表格主题", HEI, 12, before=1, after=1),
    Look("JyBoxes", "表格选项", SONG, 10.5, before=1, after=1, tabs=(1583, 3166, 4749, 6332)),
    Look("JyCentre", "表格居中", SONG, 10.5, "center"),
    Look("JySign", "表格签名", SONG, 10.5, "right", before=6, after=2),
    Look("JyBody", "表格正文", SONG, 10.5, "both", line=18, indent=2, after=1),
    Look("JyAnnex", "附件标题", HEI, 12, before=10, after=6, keep=True, outline=1),
    Look("JyCaption", "照片说明", SONG, 10.5, "center", before=2, after=6),
    Look("JyClosing", "表格结尾", SONG, 12, before=10, tabs=(-9330,)),
    Look("JyFooter", "页码", SONG, 9, "center"),
)
"""The styles of forms: 五号 in the cells, no grid."""
_EXACT = 28.95
"""Points from line to line: with 16 pt and the squeeze, 22 lines of 28 characters fill the page."""
OFFICIAL = (
    Look("JyTitle", "教研标题", BIAO, 22, "center", line=36, outline=0),
    Look("JySubtitle", "公文副标题", KAI, 16, "center", line=_EXACT, after=_EXACT),
    Look("JyText", "公文正文", FANG, 16, "both", line=_EXACT, indent=2, grid=True, squeeze=0.25),
    Look("JyHead1", "公文一级标题", HEI, 16, line=_EXACT, indent=2, keep=True, grid=True,
         squeeze=0.25, outline=1),
    Look("JyHead2", "公文二级标题", KAI, 16, line=_EXACT, indent=2, keep=True, grid=True,
         squeeze=0.25, outline=2),
    Look("JyPeople", "公文人员", FANG, 16, line=_EXACT, indent=2, hanging=3, grid=True,
         squeeze=0.25),
    Look("JyDate", "公文日期", FANG, 16, "right", line=_EXACT, before=_EXACT, indent=4, grid=True),
    Look("JyCaption", "照片说明", SONG, 10.5, "center"),
    Look("JyFooter", "页码", SONG, 14, "right", line=16, indent=1),
    Look("JyFooterEven", "双页页码", SONG, 14, "left", line=16, indent=1),
)  # fmt: skip
"""The styles of running text after GB/T 9704-2012 §7."""


def child(parent: Any, tag: str, **attributes: object) -> Any:
    """A new last element within `parent`, its attributes in the namespace of Word's own."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    parent.append(element)
    return element


def twips(points: float) -> int:
    """Points in twentieths."""
    return round(points * 20)


def fonts(properties: Any, east_asian: str) -> None:
    """The four faces of a run or style."""
    child(properties, "rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=east_asian, cs=LATIN)


def add_styles(document: Document, looks: tuple[Look, ...], scheme: Mapping[str, str]) -> None:
    """Add the paragraph styles, and the table style of forms."""
    for look in looks:
        _add(document, look, scheme)
    _add_table_style(document)


def _add(document: Document, look: Look, scheme: Mapping[str, str]) -> None:
    style = child(document.styles.element, "style", type="paragraph", customStyle=1,
                  styleId=look.id)  # fmt: skip
    child(style, "name", val=look.name)
    child(style, "basedOn", val="Normal")
    child(style, "qFormat")
    _paragraph(child(style, "pPr"), look)
    run = child(style, "rPr")
    fonts(run, scheme.get(look.font, look.font))
    if look.bold:
        child(run, "b")
    if not look.grid:
        child(run, "snapToGrid", val=0)
    if look.squeeze:
        child(run, "spacing", val=-twips(look.squeeze))
    child(run, "sz", val=round(look.size * 2))
    child(run, "szCs", val=round(look.size * 2))


def _paragraph(properties: Any, look: Look) -> None:
    """In the schema's order."""
    if look.keep:
        child(properties, "keepNext")
    if look.grid:
        child(properties, "widowControl", val=0)
    if look.tabs:
        stops = child(properties, "tabs")
        for place in look.tabs:
            child(stops, "tab", val="left" if place > 0 else "right", pos=abs(place))
    if not look.grid:
        child(properties, "snapToGrid", val=0)
    exact = {"line": twips(look.line), "lineRule": "exact"} if look.line else {}
    child(properties, "spacing", before=twips(look.before), after=twips(look.after),
          **(exact or {"line": 240, "lineRule": "auto"}))  # fmt: skip
    _indent(properties, look)
    child(properties, "jc", val=look.align)
    if look.outline is not None:
        child(properties, "outlineLvl", val=look.outline)


def _indent(paragraph: Any, look: Look) -> None:
    """In characters for Word and WPS, in twips for what knows no characters."""
    wide = twips(look.size)
    if look.hanging:
        left = look.indent + look.hanging
        child(paragraph, "ind", leftChars=round(left * 100), left=round(left * wide),
              hangingChars=round(look.hanging * 100), hanging=round(look.hanging * wide))  # fmt: skip
    elif look.indent:
        side = {"right": "right", "left": "left"}.get(look.align, "firstLine")
        if look.id.startswith("JyHead"):
            side = "firstLine"
        child(paragraph, "ind", **{f"{side}Chars": round(look.indent * 100),
                                   side: round(look.indent * wide)})  # fmt: skip


def _add_table_style(document: Document) -> None:
    style = child(document.styles.element, "style", type="table", customStyle=1, styleId=TABLE)
    child(style, "name", val="教研表格")
    child(style, "basedOn", val="TableNormal")
    look = child(style, "tblPr")
    borders = child(look, "tblBorders")
    for side, size in BORDERS.items():
        child(borders, side, val="single", sz=size, space=0, color="000000")
    margins = child(look, "tblCellMar")
    for side in ("left", "right"):
        child(margins, side, w=85, type="dxa")
    first = child(style, "tblStylePr", type="firstRow")
    child(child(first, "tcPr"), "shd", val="clear", color="auto", fill=SHADE)
