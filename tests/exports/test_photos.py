"""Photos and other files on their way into a record."""

import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from exports import attachments, photos
from exports.attachments import NotTaken, take_file
from exports.photos import BadPhoto, prepare_photo, size_of
from models.catalogue import open_school
from models.storage import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_school(tmp_path / "school.db") as opened:
        yield opened


def drawn(size: tuple[int, int], form: str = "JPEG", mode: str = "RGB", **saved: object) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, "red" if mode != "RGBA" else (0, 0, 0, 0)).save(buffer, form, **saved)
    return buffer.getvalue()


def test_a_large_photo_becomes_a_small_jpeg() -> None:
    kept = prepare_photo(drawn((4000, 3000), quality=95), "a.jpg")
    assert (kept.width, kept.height, kept.media) == (1600, 1200, "image/jpeg")
    assert Image.open(io.BytesIO(kept.content)).size == (1600, 1200)
    assert size_of(kept.content) == (1600, 1200)


def test_a_small_photo_is_not_blown_up() -> None:
    assert prepare_photo(drawn((64, 48)), "a.jpg")[3:] == (64, 48)


def test_a_photo_taken_sideways_is_turned_and_says_nothing_of_its_place() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Phone"
    exif.get_ifd(0x8825)[1] = "N"
    kept = prepare_photo(drawn((400, 300), exif=exif), "a.jpg")
    assert (kept.width, kept.height) == (300, 400)
    assert not Image.open(io.BytesIO(kept.content)).getexif()


FORMS = (("PNG", "RGBA"), ("PNG", "P"), ("PNG", "I;16"), ("JPEG", "CMYK"), ("BMP", "RGB"),
         ("GIF", "P"), ("WEBP", "RGB"), ("TIFF", "L"))  # fmt: skip
DAMAGED = (b"", b"text", drawn((900, 900))[:-400], b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize(("form", "mode"), FORMS)
def test_every_usual_form_is_taken(form: str, mode: str) -> None:
    picture = Image.new(mode, (40, 30))
    buffer = io.BytesIO()
    picture.save(buffer, form)
    assert size_of(prepare_photo(buffer.getvalue(), "a").content) == (40, 30)


def test_what_was_transparent_is_white() -> None:
    kept = prepare_photo(drawn((40, 30), "PNG", "RGBA"), "a.png")
    assert Image.open(io.BytesIO(kept.content)).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_photo_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(BadPhoto, match=r"“运动会\.jpg”打不开"):
        prepare_photo(content, "运动会.jpg")


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "MOST_PIXELS", 1000)
    with pytest.raises(BadPhoto, match="太大"):
        prepare_photo(drawn((100, 100)), "a.jpg")


@given(st.data())
def test_damaged_bytes_never_break_anything_else(data: st.DataObject) -> None:
    content = bytearray(drawn((60, 40)))
    for _change in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    size_of(bytes(content))
    with suppress(BadPhoto):
        assert size_of(prepare_photo(bytes(content), "a.jpg").content)


def test_a_photo_is_taken_into_the_store(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "现场 1.JPG"
    path.write_bytes(drawn((2000, 1500)))
    row = take_file(path, store)
    assert (row["name"], row["media"], row["caption"]) == ("现场 1.JPG", "image/jpeg", "")
    assert size_of(store.blob(row["sha256"])) == (1600, 1200)
    assert take_file(path, store)["sha256"] == row["sha256"]


def test_another_file_is_kept_as_it_is(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "教案.docx"
    path.write_bytes(b"PK anything")
    row = take_file(path, store)
    assert row["media"].endswith("wordprocessingml.document")
    assert store.blob(row["sha256"]) == b"PK anything"


def test_what_cannot_be_taken_says_why(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "空.pdf").write_bytes(b"")
    (tmp_path / "大.pdf").write_bytes(b"x" * 100)
    monkeypatch.setattr(attachments, "LARGEST", 99)
    for name, said in (
        ("没有.jpg", "找不到文件"),
        ("", "是文件夹"),
        ("空.pdf", "是空文件"),
        ("大.pdf", "太大"),
    ):
        with pytest.raises(NotTaken, match=said):
            take_file(tmp_path / name, store)
