"""Looking into documents with readers that know nothing of ours."""

import functools
import io
import re
import zipfile
from pathlib import Path

from docx import Document
from docx2python import docx2python
from lxml import etree
from openxml_audit import OpenXmlValidator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(content: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        return container.read(name).decode()


def names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        return container.namelist()


def cells(content: bytes, number: int = 0) -> list[list[str]]:
    """The cells of a table of the body row by row, each once however many columns it spans."""
    table = list(etree.fromstring(part(content).encode()).iter(f"{W}tbl"))[number]
    return [
        ["".join(text.text or "" for text in cell.iter(f"{W}t")) for cell in row.findall(f"{W}tc")]
        for row in table.findall(f"{W}tr")
    ]


def lines(content: bytes) -> list[str]:
    """The text of the paragraphs of the body as python-docx reads it, tables included."""
    body = Document(io.BytesIO(content)).element.body
    found = []
    for paragraph in body.iter(f"{W}p"):
        text = ""
        for node in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
            if node.tag == f"{W}tab" and node.getparent().tag == f"{W}tabs":
                continue
            text += {f"{W}br": "\n", f"{W}tab": "\t"}.get(node.tag, node.text or "")
        found.append(text)
    return found


def text(content: bytes) -> str:
    return "\n".join(lines(content))


def text_by_another(content: bytes, folder: Path) -> str:
    """The text of the body as docx2python reads it."""
    path = folder / "read.docx"
    path.write_bytes(content)
    with docx2python(path, duplicate_merged_cells=False) as read:
        return "\n".join(
            "".join(paragraph) for table in read.body for row in table for cell in row
            for paragraph in cell
        )  # fmt: skip


def bare(written: str) -> str:
    """Without space, and without what docx2python says of pictures."""
    close = re.sub(r"\s", "", written)
    return re.sub("----Imagealttext---->.*?<----media/.*?----", "", close)


def faults(content: bytes, folder: Path) -> list[str]:
    """What an independent validator and the rules it does not know find wrong."""
    path = folder / "audited.docx"
    path.write_bytes(content)
    found = [str(error) for error in _validator().validate(path).errors]
    return found + _uneven_tables(content) + _ids(content) + _types(content)


@functools.cache
def _validator() -> OpenXmlValidator:
    return OpenXmlValidator()


def _uneven_tables(content: bytes) -> list[str]:
    found = []
    for table in etree.fromstring(part(content).encode()).iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
        width = int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w"))
        rows = [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]
        for cells in rows:
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in cells]
            columns = sum(1 if span is None else int(span.get(f"{W}val")) for span in spans)
            wide = sum(int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for cell in cells)
            if columns != len(grid) or sum(grid) != wide or width not in (0, wide):
                found.append(f"row of {columns} columns and {wide} twips in {len(grid)}, {width}")
            if any(cell[-1].tag != f"{W}p" for cell in cells):
                found.append("a cell does not end in a paragraph")
        if not rows:
            found.append("a table has no rows")
    return found


def _ids(content: bytes) -> list[str]:
    ids = re.findall(r'<wp:docPr id="(\d+)"', part(content))
    return ["a drawing's id is used twice"] if len(set(ids)) != len(ids) else []


def _types(content: bytes) -> list[str]:
    types = part(content, "[Content_Types].xml")
    known = set(re.findall(r'PartName="/([^"]+)"', types))
    endings = set(re.findall(r'Extension="([^"]+)"', types))
    return [
        f"{name} has no content type"
        for name in names(content)
        if name not in known and name.rpartition(".")[2] not in endings
        and name != "[Content_Types].xml"
    ]  # fmt: skip
