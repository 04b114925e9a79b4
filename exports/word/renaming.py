"""The names in a layout's text, changed so that they clash with no other layout's in a volume."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from exports.word.drawing import CAPTION
from exports.word.escape import in_element
from exports.word.program import texts_of
from exports.word.spots import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from exports.word.program import Program
    from exports.word.style_sheet import Renamed

ITEM = "\x02"
"""Stands for the number of an item in six digits; no document can hold it."""
LIST = "\x03"
"""Before the number of a list like which each item has one of its own."""
_STYLE = re.compile(r'(<w:(?:pStyle|rStyle|tblStyle) w:val=")([^"]*)"')
_MARKS = re.compile(r"<w:bookmark(?:Start|End)\b[^>]*/>")
_NAME, _MARK_ID = re.compile(r'w:name="([^"]*)"'), re.compile(r'w:id="(\d+)"')
_DRAWN = re.compile(r'(<(?:\w+:)?(?:docPr|cNvPr)\b[^>]*?\bid=")(\d+)"')
_LINKED = re.compile(r'(\b\w+:(?:id|embed|link|pict)=")([^"]*)"')
_ELSEWHERE = re.compile(
    r"<w:(?:footnote|endnote|comment)(?:Reference|RangeStart|RangeEnd)\b[^>]*/>"
)
"""Points into parts that a volume does not have."""
_NO_STYLE = re.compile(
    r"<w:p((?: [^>]*[^/>])?)(/>|><w:pPr/>|><w:pPr>(?!<w:pStyle )|>(?!<w:pPr[ />]))"
)
_SECTION = re.compile(r"<w:sectPr\b(?:[^>]*/>|.*?</w:sectPr>)", re.DOTALL)
_REFERENCE = re.compile(r"<w:(?:header|footer)Reference\b[^>]*/>")
_DEFAULT = 'w:type="default"'
_LIST = re.compile(r'(<w:numId w:val=")(\d+)"')
_NUMBERED = re.compile(
    r'(<w:pPr><w:pStyle w:val="([^"]*)"/>'
    r"(?:<w:(?:keepNext|keepLines|pageBreakBefore|widowControl)\b[^>]*/>)*+)(?!<w:(?:framePr|numPr)\b)"
)
_SHARED = 900_000
"""In the numbers of drawings: more than there are items."""
_KIND = re.compile(r"<w:type\b[^>]*/>")
_COUNTED = re.compile(r"<w:pgNumType\b[^>]*/>")


class Link(NamedTuple):
    """A relationship: `target` is the name of a part, or an address `outside`."""

    id: str
    type: str
    target: str
    outside: bool

    @property
    def kind(self) -> str:
        """The last word of its type."""
        return self.type.rpartition("/")[2]


class Renaming:
    """How the names of a volume's `number`-th layout are changed. The relationships in `each` are
    every item's own. Bookmarks that only collecting needs are left out.
    """

    def __init__(
        self, number: int, styles: Renamed, lists: Mapping[str, str], links: Iterable[Link],
        each: Iterable[str],
    ) -> None:  # fmt: skip
        self._number = number
        self._styles = styles
        self._lists = lists
        self._links = {link.id for link in links}
        self._each = set(each)
        self._dropped: set[str] = set()
        self._begun = False

    @property
    def caption(self) -> str:
        """The style of captions."""
        return self._styles.ids.get(CAPTION, CAPTION)

    def learn(self, program: Program) -> None:
        """Which bookmarks are for collecting: their ends do not say so."""
        for text in texts_of(program):
            for mark in _MARKS.findall(text):
                name, id_ = _NAME.search(mark), _MARK_ID.search(mark)
                if name and id_ and name[1].startswith(PREFIX):
                    self._dropped.add(id_[1])

    def body(self, text: str) -> str:
        """A fixed text of the body."""
        text = _MARKS.sub(self._mark, self._looks(text))
        text = _DRAWN.sub(lambda m: f'{m[1]}1{ITEM}{int(m[2]) % 1000:03}"', text)
        if self._lists:
            text = _LIST.sub(self._list, text)
            text = _NUMBERED.sub(self._numbered, text)
        return _SECTION.sub(self._section, self._linked(text))

    def edge(self, text: str, place: int, *, each: bool) -> str:
        """A fixed text of the `place`-th header or footer; its relationships keep their names."""
        first = f"2{ITEM}" if each else f"1{_SHARED + self._number}"
        text = _MARKS.sub("", self._looks(text))
        return _DRAWN.sub(lambda m: f'{m[1]}{first}{place % 10}{int(m[2]) % 100:02}"', text)

    def section(self, text: str) -> str:
        """The last section of a paper; to be asked for after its body."""
        return _SECTION.sub(self._section, self._linked(text))

    def _section(self, found: re.Match[str]) -> str:
        """A section. Its pages are counted on from those before; what heads and foots its odd pages
        does so for even ones unless it has others for them. The first of a paper begins a page.
        """
        text = _COUNTED.sub("", found[0])
        if not self._begun:
            self._begun, text = True, _KIND.sub("", text)
        there = _REFERENCE.findall(text)
        for one in there:
            even = one.replace(_DEFAULT, 'w:type="even"')
            kind = one.partition("Reference")[0]
            same = [o for o in there if o.startswith(kind) and 'w:type="even"' in o]
            if _DEFAULT in one and not same:
                text = text.replace(one, one + even)
        return text

    def relation(self, link: Link, target: str) -> str:
        """A relationship under its new name."""
        outside = ' TargetMode="External"' if link.outside else ""
        said = ITEM.join(map(in_element, target.split(ITEM)))
        return (f'<Relationship Id="{self._name_of(link.id)}" Type="{link.type}" '
                f'Target="{said}"{outside}/>')  # fmt: skip

    def _looks(self, text: str) -> str:
        if self._styles.ids:
            text = _STYLE.sub(lambda m: f'{m[1]}{self._styles.ids.get(m[2], m[2])}"', text)
        if self._styles.plain:
            text = _NO_STYLE.sub(self._styled, text)
        return _ELSEWHERE.sub("", text)

    def _styled(self, found: re.Match[str]) -> str:
        style = f'<w:pStyle w:val="{self._styles.plain}"/>'
        whole = f"<w:p{found[1]}><w:pPr>{style}"
        if found[2] == "><w:pPr>":
            return whole
        return f"{whole}</w:pPr></w:p>" if found[2] == "/>" else f"{whole}</w:pPr>"

    def _linked(self, text: str) -> str:
        return _LINKED.sub(
            lambda m: f'{m[1]}{self._name_of(m[2])}"' if m[2] in self._links else m[0], text
        )

    def _list(self, found: re.Match[str]) -> str:
        here = self._lists.get(found[2])
        return f'{found[1]}{LIST}{here}"' if here else found[0]

    def _numbered(self, found: re.Match[str]) -> str:
        """What a style numbers is numbered by itself, so that each item can begin anew."""
        if found[2] not in self._styles.numbered:
            return found[0]
        list_, level = self._styles.numbered[found[2]]
        return (f'{found[1]}<w:numPr><w:ilvl w:val="{level}"/>'
                f'<w:numId w:val="{LIST}{list_}"/></w:numPr>')  # fmt: skip

    def _name_of(self, id_: str) -> str:
        return f"rIdL{self._number}{id_}{ITEM if id_ in self._each else ''}"

    def _mark(self, found: re.Match[str]) -> str:
        id_ = _MARK_ID.search(found[0])
        if id_ is None or id_[1] in self._dropped:
            return ""
        said = found[0].replace(id_[0], f'w:id="1{ITEM}{int(id_[1]) % 1000:03}"')
        return _NAME.sub(lambda m: f'w:name="v{ITEM}_{m[1]}"', said)
