"""Exporting into a folder that people look into and work in."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from exports.documents import DOCUMENTS
from exports.export import export_records
from exports.folders import ExportProblem
from exports.ledger import FILE
from models.catalogue import open_school
from models.kernel.ids import new_id
from models.kernel.record import Record
from models.storage import Store
from tests.exports.word.meeting import SCHOOL_RECORD, meeting, photo
from tests.exports.word.reading import lines

RECORD = DOCUMENTS[:1]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_school(tmp_path / "school.db") as opened:
        opened.save(SCHOOL_RECORD, actor="办公室")
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "导出"


def kept(store: Store, record: Record) -> Record:
    return store.save(
        replace(record, version=record.version if record.created_at else 0), actor="陈晓岚"
    )


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and path.name != FILE)


def test_a_meeting_gives_three_papers_in_the_folders_of_the_archive(
    store: Store, folder: Path
) -> None:
    record = kept(store, meeting())
    report = export_records(store, [record], folder, seen_by=None)
    assert (report.written, report.unchanged, report.failed) == (3, 0, [])
    assert report.files[0] == folder.joinpath(
        "2026-2027学年第一学期", "02_教研组活动", "语文组",
        "13_20261126_语文组_集体备课_如何设计有层次的单元作业.docx")  # fmt: skip
    assert lines(report.files[0].read_bytes())[0] == "实验小学教研组活动记录表"
    assert len(files(folder)) == 3


def test_planned_meetings_give_the_sheet_and_cancelled_ones_nothing(
    store: Store, folder: Path
) -> None:
    for state, count in (("planned", 1), ("cancelled", 0)):
        record = kept(store, replace(meeting(id_=new_id(), theme=state), state=state))
        assert export_records(store, [record], folder, seen_by=None).written == count


def test_exporting_again_writes_nothing(store: Store, folder: Path) -> None:
    record = kept(store, meeting())
    first = export_records(store, [record], folder, seen_by=None)
    times = [path.stat().st_mtime_ns for path in first.files]
    again = export_records(store, [record], folder, seen_by=None)
    assert (again.written, again.unchanged, again.files) == (0, 3, first.files)
    assert [path.stat().st_mtime_ns for path in first.files] == times


def test_a_changed_record_is_written_over_its_own_file(store: Store, folder: Path) -> None:
    record = kept(store, meeting())
    export_records(store, [record], folder, RECORD, seen_by=None)
    changed = kept(store, record.with_values(place="三楼书吧"))
    report = export_records(store, [changed], folder, RECORD, seen_by=None)
    assert (report.written, len(files(folder))) == (1, 1)
    assert "三楼书吧" in lines(report.files[0].read_bytes())


def test_a_changed_school_is_seen(store: Store, folder: Path) -> None:
    record = kept(store, meeting())
    export_records(store, [record], folder, RECORD, seen_by=None)
    school = store.many(SCHOOL_RECORD.type, [SCHOOL_RECORD.id])[0]
    store.save(school.with_values(name="中心小学"), actor="办公室")
    report = export_records(store, [record], folder, RECORD, seen_by=None)
    assert lines(report.files[0].read_bytes())[0] == "中心小学教研组活动记录表"


def test_a_new_theme_renames_the_file(store: Store, folder: Path) -> None:
    record = kept(store, meeting())
    export_records(store, [record], folder, RECORD, seen_by=None)
    export_records(
        store, [kept(store, record.with_values(theme="另一个主题"))], folder, RECORD, seen_by=None
    )
    assert files(folder) == ["13_20261126_语文组_集体备课_另一个主题.docx"]


def test_a_file_that_somebody_edited_is_never_overwritten(store: Store, folder: Path) -> None:
    record = kept(store, meeting(theme="题"))
    (path,) = export_records(store, [record], folder, RECORD, seen_by=None).files
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    untouched = export_records(store, [record], folder, RECORD, seen_by=None)
    assert (untouched.written, untouched.kept) == (0, [path])
    changed = kept(store, record.with_values(place="三楼"))
    report = export_records(store, [changed], folder, RECORD, seen_by=None)
    assert report.files == [path.with_name("13_20261126_语文组_集体备课_题_v2.docx")]
    assert path.read_bytes().endswith(b"!")
    again = export_records(
        store, [kept(store, changed.with_values(place="四楼"))], folder, RECORD, seen_by=None
    )
    assert again.files == report.files


def test_a_file_that_was_there_before_is_never_overwritten(store: Store, folder: Path) -> None:
    record = kept(store, meeting(theme="题"))
    (path,) = export_records(store, [record], folder, RECORD, seen_by=None).files
    shutil.rmtree(folder)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"of somebody else")
    (new,) = export_records(store, [record], folder, RECORD, seen_by=None).files
    assert new.name.endswith("_v2.docx")
    assert path.read_bytes() == b"of somebody else"


def test_without_its_ledger_the_same_files_are_recognised(store: Store, folder: Path) -> None:
    record = kept(store, meeting())
    export_records(store, [record], folder, seen_by=None)
    (folder / FILE).write_text("{broken", encoding="utf-8")
    report = export_records(store, [record], folder, seen_by=None)
    assert (report.written, report.unchanged, len(files(folder))) == (0, 3, 3)


def test_a_deleted_file_is_written_again(store: Store, folder: Path) -> None:
    record = kept(store, meeting())
    (path,) = export_records(store, [record], folder, RECORD, seen_by=None).files
    path.unlink()
    assert export_records(store, [record], folder, RECORD, seen_by=None).files == [path]
    assert path.exists()


def test_two_meetings_with_one_name_keep_their_files_apart(store: Store, folder: Path) -> None:
    one, other = (kept(store, meeting(id_=new_id(), place=place)) for place in ("一楼", "二楼"))
    first = export_records(store, [one, other], folder, RECORD, seen_by=None)
    assert len(set(first.files)) == 2
    assert first.files[1].stem == f"{first.files[0].stem}_{other.id[-4:]}"
    again = export_records(store, [other, one], folder, RECORD, seen_by=None)
    assert (again.written, again.files) == (0, first.files[::-1])
    changed = export_records(
        store, [kept(store, other.with_values(place="三楼"))], folder, RECORD, seen_by=None
    )
    assert changed.files == first.files[1:]
    assert "一楼" in lines(first.files[0].read_bytes())


def test_photos_come_from_the_store_once_they_are_there(store: Store, folder: Path) -> None:
    record = kept(store, meeting(photos=2))
    first = export_records(store, [record], folder, RECORD, seen_by=None)
    assert first.incomplete == first.files
    assert lines(first.files[0].read_bytes()).count("[照片缺失]") == 2
    for n in range(2):
        store.put_blob(str(n), photo(str(n)), "image/jpeg", 80, 60)
    again = export_records(store, [record], folder, RECORD, seen_by=None)
    assert (again.incomplete, again.files) == ([], first.files)
    assert "[照片缺失]" not in lines(first.files[0].read_bytes())


def test_progress_is_told_and_stopping_keeps_what_is_written(store: Store, folder: Path) -> None:
    records = [kept(store, meeting(id_=new_id(), theme=f"题{n}")) for n in range(3)]
    told: list[tuple[int, int]] = []
    report = export_records(
        store,
        records,
        folder,
        RECORD,
        lambda done, total: told.append((done, total)),
        lambda: len(told) == 2,
        seen_by=None,
    )
    assert told == [(1, 3), (2, 3)]
    assert (report.cancelled, report.written) == (True, 2)
    assert export_records(store, records, folder, RECORD, seen_by=None).unchanged == 2


def test_a_folder_that_is_none_is_refused(store: Store, tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(ExportProblem, match="不是文件夹"):
        export_records(store, [kept(store, meeting())], tmp_path / "文件", seen_by=None)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="管理员什么都能写")
def test_a_folder_that_cannot_be_written_is_refused(store: Store, tmp_path: Path) -> None:
    (tmp_path / "只读").mkdir(mode=0o500)
    with pytest.raises(ExportProblem, match="没有权限"):
        export_records(store, [kept(store, meeting())], tmp_path / "只读" / "里面", seen_by=None)


def test_a_full_disk_leaves_no_half_file(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = kept(store, meeting())

    def full(*_paths: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        with pytest.raises(ExportProblem, match="磁盘满了"):
            export_records(store, [record], folder, seen_by=None)
    assert files(folder) == []
    assert export_records(store, [record], folder, seen_by=None).written == 3


def test_a_file_that_is_open_elsewhere_does_not_stop_the_others(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [kept(store, meeting(id_=new_id(), theme=f"题{n}")) for n in range(2)]
    real = os.replace

    def locked(old: Path, new: Path) -> None:
        if "题0" in str(new):
            raise PermissionError(13, "locked")
        real(old, new)

    monkeypatch.setattr(os, "replace", locked)
    report = export_records(store, records, folder, RECORD, seen_by=None)
    assert report.written == 1
    ((failed, reason),) = report.failed
    assert failed == records[0].id
    assert "在 Word 里开着" in reason
    assert files(folder) == ["13_20261126_语文组_集体备课_题1.docx"]
