"""The prose of the sample school: varied, of the right length, with invented names."""

from importlib.resources import files
from itertools import combinations

import pytest

from models.demo.content import SUBJECTS, Script, read, scripts
from models.kernel.text import count

REAL_PEOPLE = ("徐冬梅", "王美芬", "王也君", "董军舰", "陈益杰", "林卫平")
"""Named in the training plans that the sample follows; none of them belongs into it."""
SPUN = ("课堂观看", "最正确", "专题商量", "进展性评价", "支配表", "上课教师")
"""The wording of a text that a synonym machine went over."""
BANKS = [(subject, term) for subject in SUBJECTS for term in ("1", "2")]


def prose() -> str:
    folder = files("models.demo").joinpath("content")
    texts = [file.read_text("utf-8") for file in folder.iterdir() if file.is_file()]
    for subject in SUBJECTS:
        texts += [file.read_text("utf-8") for file in folder.joinpath(subject).iterdir()]
    return "".join(texts)


def test_nobody_real_is_named_and_the_words_are_the_fields_own() -> None:
    text = prose()
    assert [word for word in REAL_PEOPLE + SPUN if word in text] == []


def everybody(subject: str) -> set[str]:
    tables = [read("school.toml")] + [read(s, "group.toml") for s in SUBJECTS]
    inside = {row["name"] for row in read(subject, "group.toml")["people"]}
    also = {row["name"] for t in tables for row in t["people"]
            if read(subject, "group.toml")["name"] in [g for g, _role in row.get("also", ())]}  # fmt: skip
    return inside | also


@pytest.mark.parametrize(("subject", "term"), BANKS)
def test_only_members_of_the_group_speak_and_take_on_tasks(subject: str, term: str) -> None:
    members = everybody(subject)
    for name, script in scripts(subject, term).items():
        named = {
            *script.speakers,
            *(r[0] for r in script.remarks),
            *(d[1] for d in script.decisions),
        }
        assert named <= members, (name, named - members)


@pytest.mark.parametrize(("subject", "term"), BANKS)
def test_there_is_enough_for_a_term_without_holidays(subject: str, term: str) -> None:
    found = scripts(subject, term)
    assert len(found) == 18
    assert len({script.theme for script in found.values()}) == 18
    for script in found.values():
        assert 8 <= count(script.theme) <= 40
        assert sum(count(said) for _stage, _minutes, said in script.steps) >= 100, script.theme
        assert script.decisions


def texts(script: Script) -> list[str]:
    return [
        script.summary,
        script.goals,
        script.issues,
        *(said for _stage, _minutes, said in script.steps),
        *(point for _who, point in script.remarks),
    ]


def test_no_text_is_used_twice_and_no_two_are_alike() -> None:
    found = {
        (subject, name, text)
        for subject, term in BANKS
        for name, script in scripts(subject, term).items()
        for text in texts(script)
        if text
    }
    spoken = [text for _subject, _name, text in found if count(text) >= 20]
    assert len(spoken) == len(set(spoken))
    summaries = {text: _pairs(text) for text in spoken if count(text) >= 80}
    for (one, a), (other, b) in combinations(summaries.items(), 2):
        assert len(a & b) / len(a | b) < 0.35, (one, other)


def _pairs(text: str) -> set[str]:
    return {text[n : n + 2] for n in range(len(text) - 1)}


@pytest.mark.parametrize("entry", read("events.toml")["trainings"], ids=lambda entry: entry["name"])
def test_news_of_a_training_has_the_length_of_news(entry: dict[str, str]) -> None:
    assert 300 <= count(entry["news"]) <= 600
