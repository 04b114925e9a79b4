"""A meeting as a group writes it down, with everything in it."""

import functools
import hashlib
import io
from typing import Any

from models.kernel.fields import Field, Kind, person
from models.kernel.record import Record, new_record
from models.meetings.blocks import MEETING_KINDS
from models.meetings.meetings import MEETING
from models.school.schools import SCHOOL

NAMES = [
    "陈晓岚",
    "赵明远",
    "孙晓梅",
    "周立",
    "吴静怡",
    "郑海",
    "王芳",
    "李想",
    "钱多",
    "冯远",
    "褚卫",
    "蒋欣",
]
SCHOOL_RECORD = new_record(
    SCHOOL, {"name": "实验小学", "fonts": "official"}, id="01900000-0000-7000-8000-000000000001"
)
_TALK = "先由主讲人说明三份作业单的设计意图，再逐题讨论难度与目标的对应关系。\n大家认为基础题要覆盖全班。"


def meeting(*, photos: int = 0, members: int = 12, id_: str = "", **changed: Any) -> Record:
    """The eleventh meeting of a group: 12 members, three decisions, two kinds."""
    people = [f"{NAMES[n % 12]}{n // 12 or ''}" for n in range(members)]
    values: dict[str, Any] = {
        "group": person("语文组"), "term": person("2026-2027学年第一学期"),
        "week_no": 13, "seq_no": 11, "held_on": "2026-11-26", "start": "14:30", "end": "16:00",
        "place": "二楼会议室", "kinds": ["joint_prep", "topical"],
        "theme": "如何设计有层次的单元作业", "chair": person("陈晓岚"),
        "speakers": [person("赵明远"), person("孙晓梅")], "recorder": person("周立"),
        "attendance": [_present(n, name) for n, name in enumerate(people)],
        "expected": members, "present": members - 1,
        "carried": [{"_id": "c1", "matter": "各备一份作业单", "owner": [person("周立")],
                     "due": "2026-11-19", "done": True}],
        "steps": [
            {"_id": f"s{n}", "stage": stage, "minutes": minutes, "content": _TALK}
            for n, (stage, minutes) in enumerate((("问题回顾", 10), ("案例研讨", 40), ("小结应用", 15)))
        ],
        "remarks": [{"_id": f"r{n}", "speaker": person(name), "point": f"{name}认为作业量要控制。"}
                    for n, name in enumerate(people[:3])],
        "series_no": 3, "series_name": "作业与命题技术研究", "series_question": "作业一刀切。",
        "prep_lesson_title": "小木偶的故事", "lead_preparer": person("赵明远"),
        "viewpoints": [{"_id": "v1", "question": "如何落实表达", "view": "先说后写",
                        "consensus": "每课五分钟小练笔"}],
        "decisions": [{"_id": f"d{n}", "matter": f"修改第{n + 1}单元作业单", "owner": [person(name)],
                       "due": "2026-12-03"} for n, name in enumerate(people[:3])],
        "summary": "作业分层要从目标出发。\n下次带修改稿来。", "next_plan": "12月3日 专题研修④",
        "attachments": [
            {"_id": f"p{n}", "sha256": f"{n}", "name": f"{n}.jpg", "media": "image/jpeg",
             "caption": f"现场{n}", "sort": ""} for n in range(photos)
        ],
    }  # fmt: skip
    record = new_record(
        MEETING, {**values, **changed}, id=id_ or "01900000-0000-7000-8000-00000000000a"
    )
    return Record(MEETING, record.id, record.values, "draft", 2, updated_at="2026-11-26T08:00:00.000Z",
                  updated_by="陈晓岚")  # fmt: skip


def _present(number: int, name: str) -> dict[str, Any]:
    status = {3: "personal", 5: "late"}.get(number, "present")
    reason = "家中有事" if status == "personal" else ""
    return {"_id": f"a{number}", "person": person(name), "status": status, "reason": reason}


def overflowing(text: str) -> Record:
    """A meeting of all kinds with the same text in every place that takes text."""
    filled = {f.key: _filled(f, text) for f in MEETING.fields}
    filled["kinds"] = [choice.code for choice in MEETING_KINDS]
    return meeting(**{key: value for key, value in filled.items() if value is not None})


def _filled(f: Field, text: str) -> Any:
    if f.kind is Kind.ROWS:
        row = {c.key: _filled(c, text) for c in f.columns}
        return [{**row, "_id": "x", **({"status": "personal"} if f.roll else {})}]
    values = {Kind.TEXT: text, Kind.LONG: text, Kind.LINK: person(text), Kind.LINKS: [person(text)],
              Kind.INT: 7, Kind.DATE: "2026-11-26", Kind.TIME: "14:30", Kind.BOOL: True}  # fmt: skip
    return values.get(f.kind)


def photo(sha256: str) -> bytes:
    """A small JPEG; every hash has one of its own."""
    return _jpeg(int(hashlib.sha256(sha256.encode()).hexdigest(), 16) % 200)


@functools.cache
def _jpeg(shade: int) -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (80, 60), (shade, 90, 90)).save(buffer, "JPEG")
    return buffer.getvalue()
