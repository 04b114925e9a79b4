"""Layouts from anywhere: what is dangerous is taken out or refused, what is damaged is named."""

import io
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.word import package
from exports.word.template import open_template
from exports.word.xml import BadTemplate
from tests.exports.word import templates as t
from tests.exports.word.reading import faults, lines, names, part

PLAIN = t.of_paragraphs("{{地点}}")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def changed(document: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The document with parts replaced, added or (None) left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return buffer.getvalue()


def edited(document: bytes, name: str, old: str, new: str) -> bytes:
    assert old in part(document, name)
    return changed(document, {name: part(document, name).replace(old, new, 1).encode()})


def linked(document: bytes, kind: str, target: str, element: str, *, outside: bool) -> bytes:
    """With a relationship from the body, and an element in it that uses it."""
    mode = ' TargetMode="External"' if outside else ""
    link = f'<Relationship Id="rIdBad" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    document = edited(
        document, "word/_rels/document.xml.rels", "</Relationships>", link + "</Relationships>"
    )
    return edited(document, "word/document.xml", "<w:sectPr", f"{element}<w:sectPr")


@pytest.mark.parametrize(
    ("kind", "target", "element", "outside"),
    [
        ("aFChunk", "afchunk.html", '<w:altChunk r:id="rIdBad"/>', False),
        ("oleObject", "embeddings/oleObject1.bin", '<w:p><w:r><w:object><o:OLEObject '
         'xmlns:o="urn:schemas-microsoft-com:office:office" r:id="rIdBad"/></w:object></w:r></w:p>',
         False),
        ("image", "https://evil.example/x.png", '<w:p><w:r><w:drawing><a:blip '
         'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="rIdBad"/>'
         "</w:drawing></w:r></w:p>", True),
        ("subDocument", "https://evil.example/x.docx", '<w:subDoc r:id="rIdBad"/>', True),
    ],
)  # fmt: skip
def test_what_fetches_or_embeds_is_taken_out(
    kind: str, target: str, element: str, outside: bool, tmp_path: Path
) -> None:
    layout = linked(PLAIN, kind, target, element, outside=outside)
    if not outside:
        layout = changed(layout, {f"word/{target}": b"MZ evil"})
    document = t.filled(layout, {"地点": "二楼"})
    assert "二楼" in lines(document)
    assert not any("afchunk" in name or "embeddings" in name for name in names(document))
    assert "rIdBad" not in part(document) + part(document, "word/_rels/document.xml.rels")
    assert "evil" not in part(document, "word/_rels/document.xml.rels")


def test_plain_links_stay() -> None:
    element = '<w:p><w:hyperlink r:id="rIdBad"><w:r><w:t>校网</w:t></w:r></w:hyperlink></w:p>'
    layout = linked(PLAIN, "hyperlink", "https://school.example/", element, outside=True)
    assert "https://school.example/" in part(t.filled(layout, {}), "word/_rels/document.xml.rels")


def test_a_file_with_macros_becomes_a_plain_document(tmp_path: Path) -> None:
    types = part(PLAIN, "[Content_Types].xml")
    types = types.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    layout = changed(
        linked(PLAIN, "vbaProject", "vbaProject.bin", "", outside=False),
        {"word/vbaProject.bin": b"macro", "[Content_Types].xml": types.encode()},
    )
    document = t.filled(layout, {"地点": "二楼"})
    assert not any("vba" in name for name in names(document))
    assert "macroEnabled" not in part(document, "[Content_Types].xml")
    assert lines(document) == ["二楼"]


@pytest.mark.parametrize(
    "code", ["DDEAUTO cmd /c calc", "INCLUDETEXT C:\\x", "INCLUDEPICTURE http://x"]
)
def test_fields_that_fetch_or_run_are_refused(code: str) -> None:
    field = f"<w:p><w:r><w:instrText> {code} </w:instrText></w:r></w:p>"
    with pytest.raises(BadTemplate, match="会读外部文件或运行程序的域"):
        t.compiled(edited(PLAIN, "word/document.xml", "<w:sectPr", f"{field}<w:sectPr"))


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_entity_definitions_are_refused(coding: str) -> None:
    body = part(PLAIN).partition("?>")[2]
    evil = f'<?xml version="1.0" encoding="{coding}"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>{body}'
    with pytest.raises(BadTemplate, match="外部定义"):
        t.compiled(changed(PLAIN, {"word/document.xml": evil.encode(coding)}))


def test_bombs_are_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadTemplate, match="压缩得不正常"):
        t.compiled(changed(PLAIN, {"word/media/bomb.bin": bytes(20 << 20)}))
    monkeypatch.setattr(package, "LARGEST", 1000)
    with pytest.raises(BadTemplate, match="太大"):
        t.compiled(PLAIN)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (b"", "空文件"),
        (b"\xd0\xcf\x11\xe0 an old .doc", "已损坏"),
        (changed(PLAIN, {"word/document.xml": None}), "没有 Word 正文"),
        (changed(PLAIN, {"word/document.xml": b"<w:document"}), "坏了"),
        (changed(PLAIN, {"word/document.xml": b"<x/>"}), "严格"),
        (changed(PLAIN, {"../evil.xml": b"<x/>"}), "不正常的路径"),
    ],
)
def test_what_cannot_be_a_layout_says_why(document: bytes, said: str) -> None:
    with pytest.raises(BadTemplate, match=said):
        t.compiled(document)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_damaged_file_never_breaks_anything_else(data: st.DataObject) -> None:
    damaged = bytearray(PLAIN)
    for _change in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with suppress(BadTemplate):
        assert open_template(bytes(damaged)).main == "word/document.xml"


def test_a_file_without_properties_gets_them(tmp_path: Path) -> None:
    links = part(PLAIN, "_rels/.rels")
    start = links.index("<Relationship ", links.index("core-properties") - 200)
    cut = links[links.rindex("<Relationship ", 0, links.index("core-properties")) :]
    cut = cut[: cut.index("/>") + 2]
    assert start
    layout = changed(
        PLAIN, {"_rels/.rels": links.replace(cut, "").encode(), "docProps/core.xml": None}
    )
    document = t.filled(layout, {"地点": "二楼"})
    assert Document(io.BytesIO(document)).core_properties.title == "测试"
    assert not [fault for fault in faults(document, tmp_path) if "core" in fault]
