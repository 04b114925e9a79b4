"""PDF files beside the Word files, where LibreOffice is installed and where it is not."""

import json
import os
import shutil
import subprocess
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from exports.documents import DOCUMENTS, render
from exports.font_aliases import ALIASES, write_aliases
from exports.ledger import FILE, Ledger, digest
from exports.office import NoOffice
from exports.pdf import export_pdfs
from tests.exports.word.meeting import SCHOOL_RECORD, meeting, photo

needs_office = pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")), reason="没有安装 LibreOffice"
)


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """Two papers of one name in folders of their own."""
    files = []
    for group in ("语文组", "数学组"):
        path = tmp_path / "导出" / group / "活动.docx"
        path.parent.mkdir(parents=True)
        path.write_bytes(render(DOCUMENTS[0], meeting(theme=group), SCHOOL_RECORD, photo))
        files.append(path)
    return files


def an_office(folder: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    """A program called soffice and no other."""
    folder.mkdir()
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")


def words(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True)
    return done.stdout


@needs_office
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="没有安装 pdftotext")
def test_each_file_gets_its_own_pdf_once(papers: list[Path]) -> None:
    folder = papers[0].parent.parent
    report = export_pdfs(folder, papers)
    assert [path.relative_to(folder).as_posix() for path in report.files] == [
        "语文组/活动.pdf", "数学组/活动.pdf"]  # fmt: skip
    assert "语文组" in words(report.files[0])
    assert "数学组" in words(report.files[1])
    again = export_pdfs(folder, papers)
    assert (again.written, again.unchanged, again.kept) == (0, 2, [])
    papers[0].write_bytes(render(DOCUMENTS[0], meeting(theme="改过"), SCHOOL_RECORD, photo))
    assert export_pdfs(folder, papers).written == 1
    assert "改过" in words(report.files[0])


@pytest.mark.skipif(os.name != "posix", reason="用的是 sh")
def test_a_scan_of_that_name_is_left_alone(
    papers: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_office(tmp_path / "bin", monkeypatch, "exit 1")
    scan = papers[0].with_suffix(".pdf")
    scan.write_bytes(b"%PDF-1.4 signed and scanned")
    report = export_pdfs(papers[0].parent.parent, papers[:1])
    assert (report.written, report.kept) == (0, [scan])
    assert scan.read_bytes() == b"%PDF-1.4 signed and scanned"


@pytest.mark.skipif(os.name != "posix", reason="用的是 sh")
def test_what_libreoffice_cannot_do_is_named(
    papers: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_office(tmp_path / "bin", monkeypatch, "exit 1")
    report = export_pdfs(papers[0].parent.parent, papers)
    assert report.written == 0
    assert [str(path) in reason for path, (_id, reason) in zip(papers, report.failed, strict=True)] == [
        True, True]  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="用的是 sh")
def test_a_libreoffice_that_hangs_is_stopped_with_all_it_started(
    papers: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = tmp_path / "started"
    an_office(tmp_path / "bin", monkeypatch, f"sleep 600 & echo $! > {started}; wait")
    for limit in ("_STARTING", "_EACH", "_EACH_MB"):
        monkeypatch.setattr(f"exports.office.{limit}", 0.5)
    report = export_pdfs(papers[0].parent.parent, papers[:1])
    assert len(report.failed) == 1
    left = subprocess.run(["ps", "-o", "stat=", "-p", started.read_text().strip()],
                          check=False, capture_output=True, text=True)  # fmt: skip
    assert left.stdout.strip()[:1] in ("", "Z")


def test_without_libreoffice_it_is_said_what_to_do(
    papers: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("exports.office._USUAL", ())
    with pytest.raises(NoOffice, match=r"LibreOffice.*另存为 PDF"):
        export_pdfs(papers[0].parent.parent, papers)
    assert not list(papers[0].parent.parent.rglob(FILE))


@pytest.mark.skipif(not shutil.which("fc-match"), reason="没有安装 fontconfig")
@pytest.mark.parametrize("family", ALIASES)
def test_an_official_font_that_is_missing_is_shown_in_one_like_it(
    family: str, tmp_path: Path
) -> None:
    aliases = tmp_path / "fonts.conf"
    write_aliases(aliases)

    def ask(program: str, *words: str) -> list[str]:
        done = subprocess.run([program, *words], check=True, capture_output=True, text=True,
                              env={**os.environ, "FONTCONFIG_FILE": str(aliases)})  # fmt: skip
        return [name for line in done.stdout.splitlines() for name in line.split(",")]

    there = {*ask("fc-list", ":", "family")}
    wanted = next((one for one in (family, *ALIASES[family]) if one in there), None)
    if wanted is None:
        pytest.skip("这台电脑上没有一种可以代替的字体")
    assert wanted in ask("fc-match", "-f", "%{family}", family)


CONVERTS = (
    'for one; do case "$one" in *.docx) printf "%%PDF-1.7 $(cksum < "$one")\\n%%%%EOF\\n" '
    '> "${one%.docx}.pdf";; esac; done'
)


@pytest.mark.skipif(os.name != "posix", reason="用的是 sh")
def test_a_pdf_is_made_anew_only_over_its_own(
    papers: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_office(tmp_path / "bin", monkeypatch, CONVERTS)
    folder, paper = papers[0].parent.parent, papers[0]
    (pdf,) = export_pdfs(folder, [paper]).files
    first = pdf.read_bytes()
    assert export_pdfs(folder, [paper]).unchanged == 1
    paper.write_bytes(render(DOCUMENTS[0], meeting(theme="改过"), SCHOOL_RECORD, photo))
    assert export_pdfs(folder, [paper]).written == 1
    assert pdf.read_bytes() != first
    scan = b"%PDF-1.4 signed and scanned\n%%EOF\n"
    pdf.write_bytes(scan)
    entry = Ledger(folder).entry("语文组/活动.docx", "PDF")
    assert entry is not None
    left = pdf.stat()
    planted = replace(entry, key="", size=left.st_size, time=left.st_mtime_ns, sha256=digest(scan))
    (folder / FILE).write_text(json.dumps([asdict(planted)]), encoding="utf-8")
    report = export_pdfs(folder, [paper])
    assert (report.written, report.kept) == (0, [pdf])
    assert pdf.read_bytes() == scan
