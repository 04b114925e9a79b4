"""Pictures in a layout: a grid of two, captions, alternative texts."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Cm
from PIL import Image

from exports.word.drawing import Photo
from exports.word.xml import BadTemplate
from tests.exports.word import templates as t
from tests.exports.word.meeting import photo
from tests.exports.word.reading import faults, lines, names, part

LAYOUT = t.of_paragraphs("前", "{{照片}}", "后")


def pictures(*captions: str) -> list[Photo]:
    return [Photo(photo(caption), "image/jpeg", 400, 300, caption) for caption in captions]


def test_two_stand_in_a_row_with_their_captions(tmp_path: Path) -> None:
    document = t.filled(LAYOUT, {"照片": pictures("一", "二", "三")})
    grid = Document(io.BytesIO(document)).tables[0]
    assert [[cell.text.strip() for cell in row.cells] for row in grid.rows] == [
        ["一", "二"],
        ["三", ""],
    ]
    shapes = Document(io.BytesIO(document)).inline_shapes
    assert all(shape.width <= Cm(7.5) for shape in shapes)
    assert [round(shape.width / shape.height, 2) for shape in shapes] == [1.33] * 3
    assert re.findall(r'descr="([^"]*)"', part(document)) == ["一", "二", "三"]
    assert not [fault for fault in faults(document, tmp_path) if "tyle" not in fault]


def test_a_portrait_is_no_higher_than_a_landscape(tmp_path: Path) -> None:
    document = t.filled(LAYOUT, {"照片": [Photo(photo("x"), "image/jpeg", 300, 400, "x")]})
    (shape,) = Document(io.BytesIO(document)).inline_shapes
    assert shape.height <= Cm(7.5) * 3 / 4 + 10
    assert round(shape.width / shape.height, 2) == 0.75


def test_pictures_are_kept_byte_for_byte_and_not_deflated() -> None:
    document = t.filled(LAYOUT, {"照片": pictures("一", "二")})
    with zipfile.ZipFile(io.BytesIO(document)) as container:
        stored = [entry for entry in container.infolist() if "media" in entry.filename]
        assert {entry.compress_type for entry in stored} == {zipfile.ZIP_STORED}
        assert {container.read(entry) for entry in stored} == {photo("一"), photo("二")}


def test_png_has_its_own_type(tmp_path: Path) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (10, 10)).save(drawn, "PNG")
    document = t.filled(LAYOUT, {"照片": [Photo(drawn.getvalue(), "image/png", 10, 10, "图")]})
    assert any(name.endswith(".png") for name in names(document))
    assert 'Extension="png"' in part(document, "[Content_Types].xml")
    assert len(Document(io.BytesIO(document)).inline_shapes) == 1


def test_without_photos_nothing_is_left_of_the_place() -> None:
    assert lines(t.filled(LAYOUT, {})) == ["前", "后"]


def test_a_missing_photo_is_said_in_its_place() -> None:
    document = t.filled(LAYOUT, {"照片": [Photo(b"", "image/jpeg", 1, 1, "合影")]})
    assert lines(document) == ["前", "[照片缺失]", "合影", "", "后"]
    assert not any("media" in name for name in names(document))


@pytest.mark.parametrize(
    "layout", [t.of_rows(("照片", "{{照片}}")), t.of_rows(("题", "{{?照片}}\n{{照片}}\n{{/照片}}"))]
)
def test_photos_fit_into_a_cell(layout: bytes, tmp_path: Path) -> None:
    document = t.filled(layout, {"照片": pictures("一", "二")})
    assert all(shape.width < Cm(4) for shape in Document(io.BytesIO(document)).inline_shapes)
    assert not [fault for fault in faults(document, tmp_path) if "tyle" not in fault]


def test_ids_do_not_clash_with_pictures_of_the_layout(tmp_path: Path) -> None:
    own = Document()
    own.add_picture(io.BytesIO(photo("校徽")))
    own.add_paragraph("{{照片}}")
    document = t.filled(t.saved(own), {"照片": pictures("一", "二")})
    assert len(set(re.findall(r'docPr [^>]*id="(\d+)"', part(document)))) == 3
    assert not [fault for fault in faults(document, tmp_path) if "tyle" not in fault]


def test_photos_cannot_stand_in_a_header() -> None:
    own = Document()
    own.sections[0].header.paragraphs[0].text = "{{照片}}"
    with pytest.raises(BadTemplate, match=r"页眉：照片“{{照片}}”只能放在正文里"):
        t.compiled(t.saved(own))


def test_hostile_captions_are_shown_as_they_are(tmp_path: Path) -> None:
    said = "a\"<b>&'{{照片}}"
    document = t.filled(LAYOUT, {"照片": pictures(said)})
    assert said in lines(document)
