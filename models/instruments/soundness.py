"""What must hold across an instrument: codes are unique, points add up, each kind has what it
needs and nothing that it must not have (a COPUS sheet shows no score).
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from models.instruments.finding import Finding
from models.instruments.instrument import TIMED, EntryKind, Instrument, InstrumentKind, Per

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from models.instruments.instrument import Entry

_FULL = "整份量表"
_TIMED_NAMES = "、".join(TIMED)


def findings(instrument: Instrument) -> tuple[Finding, ...]:
    """Everything that does not hold, empty for a sound instrument."""
    return tuple(finding for rule in _RULES for finding in rule(instrument))


def _unique_codes(i: Instrument) -> Iterator[Finding]:
    for label, codes in (
        ("维度", [part.code for part in i.parts]),
        ("组", [group.code for group in i.groups]),
        ("条目", [item.code for item in i.items]),
        ("填写项", [entry.code for entry in i.entries]),
        ("等第", [band.name for band in i.bands]),
        ("记号", [mark.sign for mark in i.marks]),
        ("环节", i.stages),
        *((f"填写项“{e.name}”的选项", [level.code for level in e.levels]) for e in i.entries),
    ):
        for code in _twice(codes):
            yield Finding(label, f"“{code}”用了不止一次，请改成不同的")


def _twice(codes: Iterable[object]) -> list[object]:
    return [code for code, times in Counter(codes).items() if times > 1]


def _orders(i: Instrument) -> Iterator[Finding]:
    for order in _twice(item.order for item in i.items if item.order):
        yield Finding("条目", f"有几个条目的次序（order）都是 {order}，请改成不同的")
    numbered = [item for item in i.items if item.order]
    if numbered and len(numbered) < len(i.items):
        bare = next(item for item in i.items if not item.order)
        yield Finding(f"条目“{bare.code}”", "没有次序（order）；要么都写，要么都不写")


def _parts(i: Instrument) -> Iterator[Finding]:
    known = {part.code for part in i.parts}
    for group in i.groups:
        if group.part and group.part not in known:
            yield Finding(f"组“{group.name}”", f"没有维度“{group.part}”，请先在 [[parts]] 里写上")
        elif known and not group.part:
            yield Finding(f"组“{group.name}”", "没有写属于哪个维度，请写上 part")


def _content(i: Instrument) -> Iterator[Finding]:
    if i.version < 1:
        yield Finding(_FULL, "版本（version）从 1 起")
    if i.kind is InstrumentKind.FREE:
        if not i.entries:
            yield Finding(_FULL, "还没有填写项，请写上 [[entries]]")
    elif sum(item.on for item in i.items) < (2 if i.kind is InstrumentKind.SEQUENCE else 1):
        yield Finding(_FULL, "启用的条目不够，请在 [[groups]] 的 items 里写上")
    if i.stages and i.kind is not InstrumentKind.FREE:
        yield Finding(_FULL, "只有 free 类的量表有环节（stages），请删去")


def _time(i: Instrument) -> Iterator[Finding]:
    if i.kind in TIMED and not i.interval_seconds:
        yield Finding(_FULL, "缺少时段秒数，请写上 interval_seconds")
    if i.kind not in TIMED and i.interval_seconds is not None:
        yield Finding(_FULL, f"只有 {_TIMED_NAMES} 类的量表有 interval_seconds，请删去")


def _points(i: Instrument) -> Iterator[Finding]:
    if i.kind is not InstrumentKind.SCORE:
        if i.max_score is not None or i.step is not None or i.bands:
            yield Finding(_FULL, "只有 score 类的量表记分，请删去 max_score、step 和 bands")
        for item in i.items:
            if item.max is not None:
                yield Finding(f"条目“{item.code}”", "只有 score 类的量表记分，请删去 max")
        return
    yield from _item_points(i)
    if i.max_score is None:
        yield Finding(_FULL, "缺少满分，请写上 max_score")
    elif (total := sum(group.max for group in i.groups)) != i.max_score:
        yield Finding(
            _FULL, f"各条目满分合计 {total:f}，与 max_score 的 {i.max_score:f} 不符，请改其中一处"
        )
    yield from _bands(i)


def _item_points(i: Instrument) -> Iterator[Finding]:
    if not i.step:
        yield Finding(_FULL, "缺少最小分值，请写上 step，如 0.5")
    for item in i.items:
        if not item.max:
            yield Finding(f"条目“{item.code}”", "缺少满分，请写上 max")
        elif i.step and item.max % i.step:
            yield Finding(f"条目“{item.code}”", f"满分 {item.max:f} 不是最小分值 {i.step:f} 的倍数")


def _bands(i: Instrument) -> Iterator[Finding]:
    floors = [band.floor for band in i.bands]
    if floors and floors[-1] != 0:
        yield Finding("等第", "最后一档要从 0 分起，这样每个得分都有等第")
    if any(upper <= lower for upper, lower in pairwise(floors)):
        yield Finding("等第", "要从高到低排，最低分各不相同")
    if floors and i.max_score is not None and floors[0] > i.max_score:
        yield Finding("等第", f"最高一档的最低分超过了满分 {i.max_score:f}")


def _entries(i: Instrument) -> Iterator[Finding]:
    for entry in i.entries:
        place = f"填写项“{entry.name}”"
        if message := _entry(i, entry):
            yield Finding(place, message)


def _entry(i: Instrument, entry: Entry) -> str:
    is_choice = entry.kind is EntryKind.CHOICE
    if is_choice and len(entry.levels) < 2:
        return "至少要有两个选项，请写上 levels"
    if entry.levels and not is_choice:
        return "有选项的填写项，kind 要写 choice"
    if is_choice and entry.preset and entry.preset not in {level.code for level in entry.levels}:
        return f"预填的“{entry.preset}”不在选项里"
    if entry.per is Per.INTERVAL and i.kind not in TIMED:
        return f"只有 {_TIMED_NAMES} 类的量表能按时段（interval）填"
    if entry.per is Per.STAGE and i.kind is not InstrumentKind.FREE:
        return "只有 free 类的量表能按环节（stage）填"
    return ""


_RULES: tuple[Callable[[Instrument], Iterator[Finding]], ...] = (
    _unique_codes, _orders, _parts, _content, _time, _points, _entries,
)  # fmt: skip
