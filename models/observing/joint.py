"""The joint record of a lesson: several observers' sheets as one (合成记录).

Only sheets that were shared count; what they show stands in tables by name, the same on the screen and
on paper. Sources of the statistics: `models.instruments`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from models.instruments import agreement, intervals, perspectives, s_t, scores
from models.instruments.rounding import percent, rounded
from models.kernel.fields import name_of
from models.observing.sheet import instrument_of, marks_of, sequence_of, ticks_of
from models.observing.states import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from models.instruments.instrument import Instrument
    from models.kernel.record import Record

TABLES: dict[str, tuple[str, ...]] = {
    "总分": ("听课人", "得分", "等第"),
    "各项得分": ("项目", "满分", "均分", "得分率", "最低—最高"),
    "分歧最大": ("指标", "均分", "标准差", "各人"),
    "行为占比": ("代码", "行为", "占时段", "占同类"),
    "合并类别": ("类别", "占时段", "占同类"),
    "教学模式": ("听课人", "样本", "Rt", "Ch", "类型"),
    "一致性": ("谁与谁", "一致率", "Jaccard", "κ", "程度"),
    "视角": ("视角", "有证据的点", "谁在看"),
    "意见": ("听课人", "优点", "问题", "建议"),
}
"""Name of a table → its columns."""
MOST_DISAGREED = 5
Rows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One shared sheet, thawed."""

    observer: str
    record: Record
    instrument: Instrument


@dataclass(frozen=True, slots=True)
class Timeline:
    """What an observer ticked in each interval; the codes in the order of the instrument."""

    observer: str
    codes: tuple[str, ...]
    ticks: tuple[frozenset[str] | None, ...]
    seconds: int


@dataclass(frozen=True, slots=True)
class Path:
    """An observer's S–T samples."""

    observer: str
    samples: s_t.Samples


@dataclass(frozen=True, slots=True)
class Joint:
    """All that several sheets show together. `waiting` are the observers whose sheet is not shared."""

    tables: dict[str, Rows]
    timelines: tuple[Timeline, ...]
    paths: tuple[Path, ...]
    sheets: int
    waiting: tuple[str, ...]


def joined(records: Iterable[Record]) -> Joint:
    """The joint record of these observations of one lesson."""
    there = [record for record in records if not record.deleted_at]
    sheets = [
        Sheet(_observer(record), record, instrument)
        for record in there
        if record.state in SHARED and (instrument := instrument_of(record.values))
    ]
    sheets.sort(key=lambda sheet: (sheet.observer, sheet.record.id))
    alike: dict[tuple[str, int], list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        alike[sheet.instrument.code, sheet.instrument.version].append(sheet)
    tables: dict[str, Rows] = {name: [] for name in TABLES}
    timelines: list[Timeline] = []
    paths: list[Path] = []
    for same in alike.values():
        match same[0].instrument.kind:
            case "score":
                _add_scores(tables, [one for one in same if not one.record["not_for_appraisal"]])
            case "interval":
                timelines += _add_intervals(tables, same)
            case "sequence":
                paths += _add_samples(tables, same)
            case "perspective":
                _add_perspectives(tables, same)
    tables["意见"] = [
        {"听课人": one.observer, "优点": one.record["strengths"], "问题": one.record["problems"],
         "建议": one.record["suggestions"]}
        for one in sheets
    ]  # fmt: skip
    waiting = tuple(sorted(_observer(r) for r in there if r.state not in SHARED))
    return Joint({name: rows for name, rows in tables.items() if rows}, tuple(timelines),
                 tuple(paths), len(sheets), waiting)  # fmt: skip


def _observer(record: Record) -> str:
    return name_of(record["observer"])


def _add_scores(tables: dict[str, Rows], sheets: Sequence[Sheet]) -> None:
    """Of the sheets that may appraise; from one that may not, only words come together."""
    if not sheets:
        return
    instrument = sheets[0].instrument
    raters = [marks_of(sheet.record["scores"]) for sheet in sheets]
    result = scores.result(instrument, raters)
    for sheet, total in zip(sheets, result.totals, strict=True):
        grade = scores.band(instrument, total) if total is not None else None
        tables["总分"].append(
            {"听课人": sheet.observer, "得分": "未打完" if total is None else f"{total:f}",
             "等第": grade.name if grade else ""}
        )  # fmt: skip
    if result.spread is not None and result.score is not None:
        said = f"{rounded(result.score):f}"
        if result.spread.deviation is not None:
            said += f"（标准差 {rounded(result.spread.deviation, 2):f}）"
        tables["总分"].append({"听课人": f"平均（{result.spread.count} 人）", "得分": said,
                             "等第": result.band.name if result.band else ""})  # fmt: skip
    for group in scores.by_group(instrument, raters):
        if group.spread is not None and group.rate is not None:
            tables["各项得分"].append(
                {"项目": group.group.name, "满分": f"{group.group.max:f}",
                 "均分": f"{rounded(group.spread.mean):f}", "得分率": f"{percent(group.rate):f}%",
                 "最低—最高": f"{group.spread.lowest:f}—{group.spread.highest:f}"}
            )  # fmt: skip
    for item in scores.disagreements(instrument, raters)[:MOST_DISAGREED]:
        if item.spread is not None and item.spread.deviation:
            given = (
                f"{sheet.observer} {mark:f}"
                for sheet, marks in zip(sheets, raters, strict=True)
                if (mark := marks.get(item.item.code)) is not None
            )
            tables["分歧最大"].append(
                {"指标": item.item.text, "均分": f"{rounded(item.spread.mean):f}",
                 "标准差": f"{rounded(item.spread.deviation, 2):f}", "各人": "，".join(given)}
            )  # fmt: skip


def _add_intervals(tables: dict[str, Rows], sheets: Sequence[Sheet]) -> list[Timeline]:
    instrument = sheets[0].instrument
    ticks = [ticks_of(sheet.record["intervals"] or ()) for sheet in sheets]
    codes = tuple(item.code for item in intervals.used(instrument, *ticks))
    together = [one for observed in ticks for one in observed]
    for share in intervals.shares(instrument, together):
        if share.ticks:
            tables["行为占比"].append(
                {"代码": share.code, "行为": instrument.item(share.code).text,
                 "占时段": _percent(share.of_intervals), "占同类": _percent(share.of_codes)}
            )  # fmt: skip
    parts = {part.code: part.name for part in instrument.parts}
    for share in intervals.profile(instrument, together):
        if share.ticks:
            group = instrument.group(share.code)
            tables["合并类别"].append(
                {"类别": f"{parts.get(group.part, '')}·{group.name}".lstrip("·"),
                 "占时段": _percent(share.of_intervals), "占同类": _percent(share.of_codes)}
            )  # fmt: skip
    for (one, first), (other, second) in combinations(zip(sheets, ticks, strict=True), 2):
        compared = agreement.compare(codes, first, second)
        table = compared.overall
        tables["一致性"].append(
            _agreement(one, other, table.agreement, table.jaccard, table.kappa, compared.intervals)
        )
    return [
        Timeline(sheet.observer, codes, tuple(observed), instrument.interval)
        for sheet, observed in zip(sheets, ticks, strict=True)
    ]


def _add_samples(tables: dict[str, Rows], sheets: Sequence[Sheet]) -> list[Path]:
    found: list[tuple[Sheet, Path]] = []
    for sheet in sheets:
        samples = sequence_of(str(sheet.record["samples"] or ""))
        balance = s_t.balance(samples)
        if balance is not None:
            tables["教学模式"].append(
                {"听课人": sheet.observer, "样本": _watched(balance.count, len(samples)),
                 "Rt": f"{rounded(balance.rt, 2):f}", "Ch": f"{rounded(balance.ch, 2):f}",
                 "类型": s_t.LABELS[balance.lesson_type]}
            )  # fmt: skip
            found.append((sheet, Path(sheet.observer, samples)))
    for (one, first), (other, second) in combinations(found, 2):
        nominal = agreement.compare_codes(first.samples, second.samples)
        tables["一致性"].append(
            _agreement(one, other, nominal.agreement, None, nominal.kappa, nominal.count)
        )
    return [path for _sheet, path in found]


def _watched(count: int, moments: int) -> str:
    missed = moments - count
    return f"{count}（另有 {missed} 次没看）" if missed else str(count)


def _agreement(
    one: Sheet, other: Sheet, same: Fraction | None, jaccard: Fraction | None,
    kappa: Fraction | None, count: int,
) -> dict[str, str]:  # fmt: skip
    return {
        "谁与谁": f"{one.observer}—{other.observer}（{count} 格）",
        "一致率": _percent(same),
        "Jaccard": "—" if jaccard is None else f"{rounded(jaccard, 2):f}",
        "κ": "—" if kappa is None else f"{rounded(kappa, 2):f}",
        "程度": "" if kappa is None else agreement.in_words(kappa),
    }


def _add_perspectives(tables: dict[str, Rows], sheets: Sequence[Sheet]) -> None:
    instrument = sheets[0].instrument
    written: dict[str, list[str]] = defaultdict(list)
    for sheet in sheets:  # two of one name are told apart by nobody here, but nothing is lost
        points = sheet.record["points"] or ()
        written[sheet.observer] += [str(row["code"]) for row in points if row["evidence"]]
    covered = perspectives.coverage(instrument, written)
    for group in instrument.groups:
        done, all_ = covered.by_group[group.code]
        who = dict.fromkeys(name for item in group.items for name in covered.by_point[item.code])
        tables["视角"].append(
            {"视角": group.name, "有证据的点": f"{done} / {all_}", "谁在看": "、".join(who)}
        )


def _percent(share: Fraction | None) -> str:
    return "—" if share is None else f"{percent(share):f}%"
