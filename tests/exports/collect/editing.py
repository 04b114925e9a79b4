"""Documents edited as a person would in Word, with python-docx and with LibreOffice."""

import copy
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(
    SOFFICE is None, reason="没有装 LibreOffice，不试它存过的文件"
)


class Edited:
    """A document that is open for editing; `save` writes it back."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.document = docx.Document(str(path))

    def __enter__(self) -> "Edited":
        return self

    def __exit__(self, *_error: object) -> None:
        self.document.save(str(self.path))

    def rows(self) -> list[Any]:
        return list(self.document.element.body.iter(qn("w:tr")))

    def beside(self, label: str) -> Any:
        """The cell to the right of a label."""
        for row in self.rows():
            for left, right in zip(row.tc_lst, row.tc_lst[1:], strict=False):
                if "".join(words(left).split()) == label:
                    return right
        raise LookupError(label)

    def row(self, said: str) -> Any:
        """The row of which a cell says exactly this."""
        return next(row for row in self.rows() if said in [words(cell) for cell in row.tc_lst])


def words(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def write(element: Any, text: str) -> None:
    """Put a text in the place of all there is, in the first run, as typing over it does."""
    nodes = list(element.iter(qn("w:t")))
    for number, node in enumerate(nodes):
        node.text = "" if number else text


def add_paragraph(cell: Any, text: str) -> None:
    """Enter at the end of a cell, and more text."""
    last = cell.p_lst[-1]
    new = copy.deepcopy(last)
    last.addnext(new)
    write(new, text)


def add_row(row: Any, *cells: str) -> None:
    """A row below with these words in its last cells."""
    new = copy.deepcopy(row)
    row.addnext(new)
    for cell, text in zip(new.tc_lst[-len(cells) :], cells, strict=True):
        write(cell, text)


def delete(row: Any) -> None:
    row.getparent().remove(row)


WORD = "docx:MS Word 2007 XML"


def saved_by_libreoffice(paths: list[Path], folder: Path, form: str = WORD) -> list[Path]:
    """The documents opened and saved again by LibreOffice, in their order."""
    assert SOFFICE
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [SOFFICE, profile, "--headless", "--convert-to", form,
               "--outdir", str(folder), *map(str, paths)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    ending = form.partition(":")[0]
    return [folder / f"{path.stem}.{ending}" for path in paths]
