"""Which choices somebody has ticked on a form, however the school prints its boxes."""

import pytest
from lxml import etree

from exports.own_forms.ticks import chosen
from exports.word.words import paragraph_words
from exports.word.xml import W
from models.meetings.meetings import MEETING

KINDS = MEETING.by_key["kinds"]


@pytest.mark.parametrize(("words", "codes", "rest"), [
    ("□理论学习 ☑集体备课 □其他", ["joint_prep"], ""),
    ("理论学习□ 集体备课☑ 其他□", ["joint_prep"], ""),
    ("理论学习√ 集体备课 听课评课√ 专题研修", ["theory", "observe_review"], ""),
    ("理论学习 √集体备课  听课评课", ["joint_prep"], ""),
    ("理论学习（ ） 集体备课（√） 其他（ ）", ["joint_prep"], ""),
    ("√ 集体备课", ["joint_prep"], ""),
    ("集体备课、听课评课", ["joint_prep", "observe_review"], ""),
    ("☑其他：读书沙龙 □理论学习", ["other"], "其他：读书沙龙"),
    ("☑集体备课 ☑远足", ["joint_prep"], "远足"),
])  # fmt: skip
def test_ticks_before_or_behind_the_words(words: str, codes: list[str], rest: str) -> None:
    assert chosen(KINDS, words) == (codes, rest)


@pytest.mark.parametrize("words", [
    "□理论学习 □集体备课", "理论学习 √ 集体备课", "√理论学习 集体备课√", "√ √", "☑远足 □其他",
    "理论学习 集体备课 听课评课 专题研修", "",
])  # fmt: skip
def test_where_it_cannot_be_told_nothing_is_read(words: str) -> None:
    assert chosen(KINDS, words) is None


def test_boxes_that_word_inserts_as_symbols_are_read() -> None:
    paragraph = etree.Element(f"{W}p")
    for char, label in (("F0A8", "理论学习"), ("F0FE", "集体备课")):
        run = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(run, f"{W}sym", {f"{W}font": "Wingdings", f"{W}char": char})
        etree.SubElement(run, f"{W}t").text = label
    assert paragraph_words(paragraph) == "□理论学习☑集体备课"
