"""The kinds of meeting, and what each adds to the record (shown where the kind is chosen)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.kernel.fields import Field, Kind, Section, choices, when

MEETING_KINDS = choices(
    theory="理论学习", joint_prep="集体备课", observe_review="听课评课", topical="专题研修",
    reading="读书分享", professional="业务学习", political="政治学习", topic_research="课题研究",
    item_design="命题作业研究", quality="质量分析", routine="常规检查", assign="工作布置",
    outside_report="外出学习汇报", joint="联合教研", other="其他",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Blocks:
    """The fields of all blocks, and their sections of the form."""

    fields: tuple[Field, ...]
    form: tuple[Section, ...]


def _block(codes: tuple[str, ...], title: str, *lines: tuple[Field, ...]) -> Blocks:
    shown = when("kinds", *codes)
    laid = [tuple(replace(field, shown=shown) for field in line) for line in lines]
    fields = tuple(field for line in laid for field in line)
    return Blocks(fields, (Section(title, tuple(tuple(f.key for f in line) for line in laid)),))


def _joined(*blocks: Blocks) -> Blocks:
    return Blocks(
        tuple(field for block in blocks for field in block.fields),
        tuple(section for block in blocks for section in block.form),
    )


BLOCKS = _joined(
    _block(
        ("theory",),
        "理论学习",
        (
            Field("study_book", "学习材料", required=True, limit=100, hint="书名或文件"),
            Field("study_chapters", "章节页码", limit=60),
            Field("study_leader", "领学人", Kind.LINK, target="teacher"),
        ),
        (Field("study_points", "学习要点", Kind.LONG, advise=(50, 400)),),
        (Field("study_exchange", "交流体会", Kind.LONG, advise=(50, 400)),),
    ),
    _block(
        ("joint_prep",),
        "集体备课",
        (
            Field("prep_grade", "备课年级", limit=20),
            Field("prep_unit", "教材单元", limit=60),
            Field("prep_lesson_title", "备课课题", required=True, limit=60),
            Field("prep_periods", "课时", limit=20),
        ),
        (Field("lead_preparer", "主备人", Kind.LINK, required=True, target="teacher"),),
        (Field("prep_standard", "课标要求", Kind.LONG),),
        (Field("prep_material", "教材分析", Kind.LONG),),
        (Field("prep_students", "学情分析", Kind.LONG),),
        (Field("prep_goals", "教学目标", Kind.LONG),),
        (Field("prep_focus", "教学重难点", Kind.LONG),),
        (Field("prep_outline", "主备说课要点", Kind.LONG),),
        (
            Field(
                "viewpoints",
                "问题与共识",
                Kind.ROWS,
                columns=(
                    Field("question", "问题", Kind.LONG, required=True),
                    Field("view", "观点", Kind.LONG),
                    Field("consensus", "共识", Kind.LONG),
                ),
            ),
        ),
        (
            Field(
                "revisions",
                "二次备课",
                Kind.ROWS,
                columns=(
                    Field("original", "原设计", Kind.LONG, required=True),
                    Field("advice", "修改意见", Kind.LONG),
                    Field("revised", "修改后", Kind.LONG),
                ),
            ),
        ),
        (Field("prep_duties", "备课分工", Kind.LONG),),
        (Field("homework", "作业设计", Kind.LONG),),
    ),
    _block(
        ("observe_review",),
        "听课评课",
        (
            Field("instructor", "执教人", Kind.LINK, required=True, target="teacher"),
            Field("observed_lesson_title", "执教课题", limit=60),
            Field("observed_class", "执教班级", limit=20),
        ),
        (Field("self_review", "执教人自评", Kind.LONG),),
        (Field("strengths", "主要优点", Kind.LONG),),
        (Field("suggestions", "改进建议", Kind.LONG),),
        (Field("rebuilt_plan", "重建方案", Kind.LONG),),
    ),
    _block(
        ("topical",),
        "专题研修",
        (
            Field("series_no", "专题序号", Kind.INT, least=1, most=99),
            Field("series_name", "专题名称", required=True, limit=60),
        ),
        (Field("series_question", "专题问题", Kind.LONG),),
        (Field("series_case", "专题案例", Kind.LONG),),
        (Field("series_discussion", "专题研讨", Kind.LONG),),
        (Field("series_conclusion", "专题结论", Kind.LONG),),
    ),
    _block(
        ("reading",),
        "读书分享",
        (
            Field("book_title", "书名", required=True, limit=100),
            Field("book_author", "作者", limit=60),
            Field("book_chapters", "阅读章节", limit=60),
        ),
        (Field("sharers", "分享人", Kind.LINKS, target="teacher"),),
        (Field("excerpt", "摘录", Kind.LONG),),
        (Field("insight", "感悟", Kind.LONG),),
        (Field("applied", "教学运用", Kind.LONG),),
        (Field("debate", "激辩问题", Kind.LONG),),
    ),
    _block(
        ("professional", "political"),
        "业务学习",
        (
            Field("document", "学习文件", required=True, limit=100),
            Field("note_demand", "笔记要求", limit=60),
        ),
    ),
    _block(
        ("quality",),
        "质量分析",
        (
            Field("quality_exam", "分析的测试", limit=60),
            Field("quality_class", "年级班级", limit=60),
        ),
        (Field("quality_findings", "数据与发现", Kind.LONG),),
        (Field("quality_measures", "改进措施", Kind.LONG),),
    ),
    _block(
        ("topic_research",),
        "课题研究",
        (
            Field(
                "topic",
                "研究课题",
                Kind.LINK,
                target="topic",
                kept=True,
                hint="打几个字就能选；没有立项的课题直接写名称",
            ),
        ),
        (Field("topic_progress", "研究进展", Kind.LONG),),
    ),
    _block(
        ("outside_report",),
        "外出学习汇报",
        (
            Field("outside_event", "外出活动", limit=100),
            Field("outside_reporter", "汇报人", Kind.LINK, target="teacher"),
        ),
        (Field("outside_gains", "学习收获", Kind.LONG),),
    ),
)
