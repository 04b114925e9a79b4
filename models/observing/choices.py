"""What kinds of lessons and visits there are (docs/rules.md §4.1, §4.2)."""

from models.kernel.fields import choices

LESSON_TYPES = choices(
    drop_in="推门听课", ordinary="随堂课", open="公开课", research="研究课", demo="示范课",
    report="汇报课", qualifying="过关课", competition="优质课", parallel_design="同课异构",
    one_teacher_one_lesson="一人一课", weekly_lesson_review="一课一评议", resident="驻班听课",
)  # fmt: skip
LESSON_FORMS = choices(
    new="新授课", practice="练习课", review="复习课", commentary="讲评课", experiment="实验课",
    activity="综合实践课",
)  # fmt: skip
VERDICTS = choices(excellent="优", good="良", fair="合格", poor="待改进")
INSTRUMENT_KINDS = choices(
    free="按环节记录", score="打分", perspective="按视角记证据", interval="按时段勾选",
    sequence="逐次取样",
)  # fmt: skip
PARTICIPATION = choices(all="全体", most="多数", few="少数")
JUDGEMENTS = choices(effective="有效", average="一般", improve="待改进")
ENGAGEMENT = choices(H="高", M="中", L="低")
