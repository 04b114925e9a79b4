"""PDF files beside the Word files of an export, each made anew only when its Word file has changed.

A PDF of that name that is not ours, such as a signed paper that was scanned, is left alone.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from exports.export import Report, remember
from exports.folders import ExportProblem, reason_of, refuse_links
from exports.ledger import Entry, Ledger, digest, digest_of
from exports.office import converted, office
from exports.ours import is_pdf_of_ours, marked_pdf
from models.kernel.whole_files import put

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from exports.export import Progress

_PAPER = "PDF"
"""As the name of a document in the ledger."""
AT_ONCE = 40
"""Files in one run of LibreOffice."""


def export_pdfs(folder: Path, files: Sequence[Path], progress: Progress | None = None) -> Report:
    """Make the PDFs of Word files that stand in a folder or below it.

    Raises `NoOffice`, and `ExportProblem` where nothing can be written.
    """
    office()
    ledger, report = Ledger(folder), Report()
    try:
        wanted = [file for file in files if _is_wanted(file, ledger, report)]
        for place in range(0, len(wanted), AT_ONCE):
            for file, pdf in converted(wanted[place : place + AT_ONCE]):
                _keep(file, pdf, ledger, report)
            remember(ledger, report)
            if progress:
                progress(min(place + AT_ONCE, len(wanted)), len(wanted))
        remember(ledger, report, last=True)
    except OSError as problem:
        raise ExportProblem(reason_of(problem, folder)) from None
    return report


def _is_wanted(file: Path, ledger: Ledger, report: Report) -> bool:
    """Whether the PDF of a file is to be made; what stands there and stays is noted."""
    pdf = file.with_suffix(".pdf")
    try:
        refuse_links(ledger.folder, pdf)
    except ExportProblem as problem:
        report.failed.append(("", str(problem)))
        return False
    if not os.path.lexists(pdf):
        return True
    before = ledger.entry(_owner(file, ledger), _PAPER)
    named = before is not None and before.path == _owner(pdf, ledger)
    untouched = named and ledger.untouched(before) and is_pdf_of_ours(pdf)
    if before and untouched and before.key != digest_of(file):
        return True
    report.unchanged += 1
    report.files.append(pdf)
    report.kept += [] if untouched else [pdf]
    return False


def _keep(file: Path, content: bytes, ledger: Ledger, report: Report) -> None:
    if not content:
        reason = (
            f"“{file}”没有转成 PDF：LibreOffice 打不开它，或时间太长。请用 Word 或 WPS 另存为 PDF。"
        )
        report.failed.append(("", reason))
        return
    if not _is_wanted(file, ledger, report):  # meanwhile there is one
        return
    pdf, marked = file.with_suffix(".pdf"), marked_pdf(content)
    put(pdf, marked)
    left = pdf.stat()
    ledger.note(Entry(_owner(file, ledger), _PAPER, _owner(pdf, ledger), digest_of(file),
                      left.st_size, left.st_mtime_ns, digest(marked)))  # fmt: skip
    report.written += 1
    report.files.append(pdf)


def _owner(file: Path, ledger: Ledger) -> str:
    return file.relative_to(ledger.folder).as_posix()
