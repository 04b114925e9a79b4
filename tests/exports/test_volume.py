"""The term's papers of a group, bound into one file."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from exports.collect.collecting import read_all
from exports.collect.sources import Source, sources
from exports.documents import Document, documents_of
from exports.export import Report, export_records
from exports.folders import ExportProblem
from exports.ledger import FILE
from exports.pdf import export_pdfs
from exports.volume import export_volume
from exports.volume_contents import BLOCK
from models.catalogue import open_school
from models.kernel.errors import JiaoyanError
from models.kernel.filters import Filter
from models.kernel.ids import new_id
from models.kernel.record import new_record
from models.meetings.meetings import MEETING
from models.school.people import GROUP, TEACHER
from models.school.terms import TERM
from models.session.session import Session
from models.storage import Store
from tests.exports.word.meeting import SCHOOL_RECORD, meeting
from tests.exports.word.reading import bare, cells, faults, lines, names, part, text

PAPERS = documents_of(MEETING)
MAIN = PAPERS[:1]
LATE, EARLY = "2026-10-15", "2026-09-10"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A group with its leader, one term, two meetings and a cancelled one."""
    term = new_record(TERM, {
        "name": "2026—2027学年第一学期", "school_year": "2026-2027", "no": "1",
        "first_day": "2026-08-31", "last_day": "2027-01-29", "week1_monday": "2026-08-31",
    })  # fmt: skip
    group = new_record(GROUP, {"name": "语文组"})
    joined = {"group": group.link(), "role": "leader", "since": "", "until": ""}
    leader = new_record(TEACHER, {"name": "柳青禾", "memberships": [joined]})
    about = {"group": group.link(), "term": term.link()}
    with open_school(tmp_path / "school.db") as opened:
        opened.save_all([SCHOOL_RECORD, term, group, leader], actor="教务处")
        for theme, day, state in (("后一次", LATE, "submitted"), ("前一次", EARLY, "draft"),
                                  ("停电", "2026-09-24", "cancelled")):  # fmt: skip
            record = meeting(id_=new_id(), theme=theme, held_on=day, **about)
            opened.save(replace(record, version=0, state=state), actor="陈晓岚")
        yield opened


def ids(store: Store) -> list[str]:
    return store.ids(Filter(MEETING))


def bind(store: Store, path: Path, papers: Sequence[Document] = MAIN) -> Report:
    return export_volume(store, MEETING, ids(store), path, papers, seen_by=None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "导出" / "语文组.docx"


def test_the_cover_says_whose_it_is_and_of_when(store: Store, path: Path) -> None:
    report = bind(store, path)
    assert (report.written, report.files) == (1, [path])
    shown = lines(path.read_bytes())
    assert shown[:3] == ["实验小学", "教研组活动记录表", "合 订 本"]
    assert shown[3:8] == ["教研组：\t语文组", "学年学期：\t2026—2027学年第一学期", "教研组长：\t柳青禾",
                          "起止日期：\t2026年9月10日—2026年10月15日", "件数：\t2 件"]  # fmt: skip
    assert docx.Document(io.BytesIO(path.read_bytes())).core_properties.title == (
        "语文组 2026—2027学年第一学期 教研组活动记录表合订本"
    )


def test_a_volume_of_many_groups_has_no_one_leader(store: Store, path: Path) -> None:
    [term] = store.many(TERM, store.ids(Filter(TERM)))
    for name in ("数学组", "英语组", "科任组"):
        group = new_record(GROUP, {"name": name})
        about = {"group": group.link(), "term": term.link()}
        record = meeting(id_=new_id(), theme=name, held_on=LATE, **about)
        store.save_all([group, replace(record, version=0, state="draft")], actor="教务处")
    bind(store, path)
    cover = lines(path.read_bytes())[:10]
    assert "教研组：\t各教研组" in cover
    assert not [line for line in cover if "柳青禾" in line]


def test_the_contents_are_in_the_order_of_the_days_and_lead_to_the_papers(
    store: Store, path: Path
) -> None:
    bind(store, path, PAPERS)
    content = path.read_bytes()
    rows = cells(content)
    assert rows[0] == ["序号", "日期", "题名", "责任者", "页码", "备注"]
    assert [row[1] for row in rows[1:]] == ["2026年9月10日"] * 3 + ["2026年10月15日"] * 3
    assert rows[1][2] == "第11次活动 前一次"
    assert rows[2][2].endswith("(签到表)")
    assert {row[3] for row in rows[1:]} == {"陈晓岚"}
    assert [row[5] for row in rows[1:]] == ["草稿"] * 3 + ["已提交"] * 3
    body = part(content)
    asked = re.findall(r"PAGEREF (\w+)", body)
    begins = [body.index(f'w:name="{mark}"') for mark in asked]
    heads = [re.sub("<[^>]*>", "", body[at : at + 800]) for at in begins]
    titles = ("实验小学教研组活动记录表", "签到表", "纪要") * 2
    assert [title in head for title, head in zip(titles, heads, strict=True)] == [True] * 6
    assert begins == sorted(begins)


def test_the_last_sheet_says_what_is_in_it_and_what_is_not(store: Store, path: Path) -> None:
    bind(store, path, PAPERS[:2])
    shown = lines(path.read_bytes())
    at = shown.index("备 考 表")
    assert "本册收教研组活动记录表 2 份，签到表 2 份。" in shown[at:]
    assert "记录的状态：草稿 1 份，已提交 1 份。" in shown[at:]
    [left] = [line for line in shown[at:] if "停电" in line]
    assert left.startswith("2026年9月24日")
    assert left.endswith("已取消")


def test_every_paper_reads_as_it_does_alone(store: Store, path: Path, tmp_path: Path) -> None:
    bind(store, path, PAPERS)
    whole = path.read_bytes()
    assert not faults(whole, tmp_path)
    records = sorted(store.many(MEETING, ids(store)), key=lambda one: one.day)
    report = export_records(store, records, tmp_path / "单份", seen_by=None)
    at = 0
    for file in report.files:
        alone = file.read_bytes()
        at = bare(text(whole)).index(bare(text(alone)), at)
        check = part(alone, "docProps/custom.xml").partition('JY_SHA256"><vt:lpwstr>')[2][:8]
        assert any(check in part(whole, name) for name in names(whole) if "footer" in name)


def test_photos_come_along(store: Store, path: Path) -> None:
    import hashlib

    from tests.exports.word.meeting import photo

    contents = [photo("甲"), photo("乙")]
    rows = []
    for n, content in enumerate(contents):
        sha256 = hashlib.sha256(content).hexdigest()
        store.put_blob(sha256, content, "image/jpeg", 80, 60)
        rows.append({**meeting(photos=2)["attachments"][n], "sha256": sha256})
    record = store.many(MEETING, ids(store))[0]
    store.save(record.with_values(attachments=rows), actor="陈晓岚")
    assert not bind(store, path).incomplete
    shown = docx.Document(io.BytesIO(path.read_bytes())).inline_shapes
    assert len(shown) == 2
    kept = [name for name in names(path.read_bytes()) if "/media/" in name]
    assert len(kept) == 2
    broken = [{**rows[0], "sha256": "0" * 64}]
    record = store.many(MEETING, ids(store))[0]
    store.save(record.with_values(attachments=broken), actor="陈晓岚")
    assert bind(store, path).incomplete == [path]
    assert "[照片缺失]" in text(path.read_bytes())


def test_bound_again_it_is_left_alone_until_something_changes(store: Store, path: Path) -> None:
    bind(store, path)
    first, stamp = path.read_bytes(), path.stat().st_mtime_ns
    again = bind(store, path)
    assert (again.written, again.unchanged, again.files) == (0, 1, [path])
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (first, stamp)
    record = store.many(MEETING, ids(store))[0]
    store.save(record.with_values(place="操场"), actor="陈晓岚")
    assert bind(store, path).written == 1
    assert "操场" in text(path.read_bytes())
    assert sorted(file.name for file in path.parent.iterdir()) == [FILE, path.name]


def test_a_volume_that_somebody_changed_is_never_overwritten(store: Store, path: Path) -> None:
    bind(store, path)
    edited = docx.Document(str(path))
    edited.paragraphs[0].add_run("(定稿)")
    edited.save(str(path))
    theirs = path.read_bytes()
    kept = bind(store, path)
    assert (kept.written, kept.kept) == (0, [path])
    record = store.many(MEETING, ids(store))[0]
    store.save(record.with_values(place="操场"), actor="陈晓岚")
    report = bind(store, path)
    second = path.with_name("语文组_v2.docx")
    assert report.files == [second]
    assert path.read_bytes() == theirs
    assert "操场" in text(second.read_bytes())
    assert bind(store, path).unchanged == 1


def test_a_file_of_somebody_else_s_is_not_touched(store: Store, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"something else")
    assert bind(store, path).files == [path.with_name("语文组_v2.docx")]
    assert path.read_bytes() == b"something else"


def test_without_papers_there_is_no_file(store: Store, path: Path) -> None:
    report = export_volume(store, MEETING, [], path, MAIN, seen_by=None)
    assert (report.written, report.files) == (0, [])
    assert not path.exists()


@pytest.mark.parametrize("name", ["语文组", "语文组.pdf", "."])
def test_a_name_that_is_none_is_refused(store: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportProblem, match=r"以 \.docx 结尾"):
        bind(store, tmp_path / name)


@pytest.mark.parametrize("what", ["deleted", "cancelled"])
def test_a_record_that_changes_meanwhile_leaves_nothing_half_done(
    store: Store, path: Path, what: str
) -> None:
    more = [meeting(id_=new_id(), theme=f"题{n}", held_on=LATE) for n in range(BLOCK)]
    saved = store.save_all([replace(one, version=0) for one in more], actor="陈晓岚")
    last = max(saved, key=lambda one: one.id)

    def meanwhile(done: int, _total: int) -> None:
        if done == 1 and what == "deleted":
            store.delete(last, actor="柳青禾")
        elif done == 1:
            store.save(replace(last, state=what), actor="柳青禾")

    with pytest.raises(JiaoyanError, match="再导出一次"):
        export_volume(store, MEETING, ids(store), path, MAIN, meanwhile, seen_by=None)
    assert list(path.parent.iterdir()) == []


def test_collecting_names_it_and_takes_nothing(store: Store, path: Path) -> None:
    bind(store, path)
    collection = read_all(Session(store), sources([path]))
    assert not collection.found
    [(source, reason)] = collection.refused
    assert source.name == str(path)
    assert reason.startswith("这是合订本")
    edited = docx.Document(str(path))
    edited.add_paragraph("加一段")
    buffer = io.BytesIO()
    edited.save(buffer)
    again = read_all(Session(store), [Source("改过的.docx", buffer.getvalue)])
    assert again.refused[0][1].startswith("这是合订本")


def test_a_volume_too_large_to_be_read_is_still_named(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bind(store, path)
    monkeypatch.setattr("exports.word.package.MOST_PARTS", 5)
    assert read_all(Session(store), sources([path])).refused[0][1].startswith("这是合订本")
    monkeypatch.setattr("exports.collect.sources.LARGEST", 5)
    assert read_all(Session(store), sources([path])).refused[0][1].startswith("这是合订本")


SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(
    not (SOFFICE and shutil.which("pdftotext")), reason="没有安装 LibreOffice 或 pdftotext"
)
def test_on_paper_each_item_begins_on_the_page_that_the_contents_say(
    store: Store, path: Path
) -> None:
    bind(store, path, PAPERS)
    report = export_pdfs(path.parent, [path])
    assert (report.written, report.files) == (1, [path.with_suffix(".pdf")])
    done: Any = subprocess.run(["pdftotext", "-layout", path.with_suffix(".pdf"), "-"],
                               check=True, capture_output=True, text=True)  # fmt: skip
    pages = done.stdout.rstrip("\f").split("\f")
    assert "合订本" in bare(pages[0])
    rows = [re.findall(r"陈晓岚\s+(\d+)", line) for line in pages[1].splitlines()]
    said = [int(row[0]) for row in rows if row]
    titles = (
        "实验小学教研组活动记录表",
        "实验小学语文组教研活动签到表",
        "实验小学语文组教研活动纪要",
    ) * 2
    for page, title in zip(said, titles, strict=True):
        assert bare(pages[page - 1]).startswith(title)
    assert f"第{len(pages)}页共{len(pages)}页" in bare(pages[-1])
    assert "备考表" in bare(pages[-1])
    again = export_pdfs(path.parent, [path])
    assert (again.written, again.unchanged) == (0, 1)
