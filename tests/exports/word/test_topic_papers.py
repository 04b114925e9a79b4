"""The papers of a research topic and of its months."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from exports.documents import Document, documents_of, render
from exports.export import export_records
from models.catalogue import open_school
from models.kernel.record import Record, new_record
from models.research.month_cells import month_record
from models.research.months import TOPIC_MONTH
from models.research.outcomes import OUTCOME
from models.research.topics import TOPIC
from tests.exports.word.meeting import SCHOOL_RECORD, photo
from tests.exports.word.reading import bare, cells, faults, lines, text, text_by_another
from tests.models.research.school import School

PAPERS = {document.layout_name: document for document in documents_of(TOPIC)}
(MONTH,) = documents_of(TOPIC_MONTH)
WRITTEN = {
    "code": "XK2026-03", "authority": "county", "category": "ordinary",
    "background": "学生预习只画线，不提问。\n<三年级>抽查四十人，有六人写过问题。",
    "goals": "形成预习提问的三步做法", "contents": "现状调查；课例研究；评价工具",
    "methods": ["survey", "lesson"], "expected": "研究报告一份，课例三个",
    "steps": [{"_id": "0000000a", "phase": "prepare", "time": "2026年9月", "task": "问卷与前测",
               "product": "调查表"}],
    "costs": [{"_id": "0000000b", "item": "books", "amount": 300, "use": "购书"}],
    "opening_report": "从四十份预习单看问题的类型", "midterm_progress": "已完成两个课例",
    "closing_results": "三步做法在两个年级可用",
}  # fmt: skip


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    with open_school(tmp_path / "教研本.db") as store:
        yield School(store)


def checked(school: School) -> Record:
    """A topic half-way, with an outcome."""
    topic = school.topic("预习提问的研究", "group", "周敏华", "丁玉洁", **WRITTEN)
    topic = school.step(topic, "check", decided_on="2026-11-20", decided_result="good",
                        decided_opinion="进度正常")  # fmt: skip
    school.store.save(new_record(OUTCOME, {
        "kind": "paper", "title": "让预习长出问题", "authors": [school.link("丁玉洁")],
        "date": "2026-11-10", "level": "city", "grade": "second", "topic": topic.link(),
    }), actor="甲")  # fmt: skip
    return topic


def drawn(document: Document, record: Record, school: School) -> bytes:
    gathered = document.gathers(record, school.store)
    return render(document, record, SCHOOL_RECORD, photo, gathered)


@pytest.mark.parametrize("layout", PAPERS)
@pytest.mark.parametrize("empty", [False, True])
def test_every_paper_is_valid_and_reads_the_same_everywhere(
    layout: str, empty: bool, school: School, tmp_path: Path
) -> None:
    content = drawn(PAPERS[layout], new_record(TOPIC) if empty else checked(school), school)
    assert not faults(content, tmp_path)
    assert sorted(bare(text(content))) == sorted(bare(text_by_another(content, tmp_path)))
    assert "{{" not in text(content)


def test_the_application_says_who_does_what(school: School) -> None:
    content = drawn(PAPERS["topic_application"], checked(school), school)
    shown = lines(content)
    assert {"预习提问的研究", "XK2026-03", "<三年级>抽查四十人，有六人写过问题。"} <= {
        word for line in shown for word in (line, line.partition("：")[2].partition("\t")[0])
    }
    row = next(row for row in cells(content) if "丁玉洁" in row)
    assert "收集数据" in row
    assert any("☑课例研究" in line for line in shown)


def test_what_was_decided_stands_in_the_papers_of_the_stages(school: School) -> None:
    topic = checked(school)
    assert any("☑良好" in line for line in lines(drawn(PAPERS["topic_midterm"], topic, school)))
    assert any(
        "让预习长出问题" in line for line in lines(drawn(PAPERS["outcome_list"], topic, school))
    )


def test_a_month_names_its_topic_and_is_filed_in_its_folder(school: School, tmp_path: Path) -> None:
    topic = checked(school)
    month = month_record(TOPIC_MONTH, topic, school.link("丁玉洁"), "2026-11-01")
    saved = school.hand_in(month, "2026-11-27", focus="统计预习单", findings="问题变多了")
    shown = lines(drawn(MONTH, saved, school))
    assert {"预习提问的研究", "XK2026-03", "周敏华", "问题变多了"} <= set(shown)
    (path,) = export_records(school.store, [saved], tmp_path / "out", seen_by=None).files
    assert [*path.relative_to(tmp_path / "out").parts[1:3], path.parent.name] == [
        "06_课题研究", "学科课题", "预习提问的研究"]  # fmt: skip
    assert "丁玉洁" in path.name


def test_a_topic_is_filed_in_the_term_in_which_it_began_beside_its_months(
    school: School, tmp_path: Path
) -> None:
    topic = checked(school)
    month = school.hand_in(
        month_record(TOPIC_MONTH, topic, school.link("丁玉洁"), "2026-11-01"), "2026-11-27"
    )
    report = export_records(school.store, [topic, month], tmp_path / "out", seen_by=None)
    assert len(report.files) > 1
    assert {path.parent.relative_to(tmp_path / "out").parts for path in report.files} == {
        ("2026-2027学年第一学期", "06_课题研究", "学科课题", "预习提问的研究")
    }
