"""Whatever is in a text is found, however short the word."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.kernel.filters import Filter
from models.kernel.record import new_record
from models.school.events import EVENT
from models.storage import Store
from models.storage.grams import folded
from models.storage.search import excerpt

WORDS = st.text(
    st.sampled_from("教研组活动备课AbＣ１2，。%_'\"“”\\ 𠮷①é\u0301"), min_size=1, max_size=6
)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(texts=st.lists(WORDS, min_size=1, max_size=4), wanted=WORDS)
def test_search_finds_what_reading_would_find(store: Store, texts: list[str], wanted: str) -> None:
    mark = uuid.uuid4().hex
    saved = store.save_all(
        [new_record(EVENT, {"name": mark, "news": text}) for text in texts], actor="甲"
    )
    hits = {hit.id for hit in store.search(f"{mark} {wanted}", limit=1000)}
    expected = {
        record.id
        for record in saved
        if all(word in folded(f"{mark}\n{record['news']}") for word in folded(wanted).split())
    }
    assert hits == expected
    assert set(store.ids(Filter(EVENT, text=f"{mark} {wanted}"))) == expected


def test_the_newest_come_first_with_the_place_where_it_was_found(store: Store) -> None:
    days = ("2026-09-01", "2026-11-01", "2026-10-01")
    store.save_all(
        [
            new_record(EVENT, {"name": day, "held_on": day, "news": "谈谈二次备课的做法"})
            for day in days
        ],
        actor="甲",
    )
    hits = store.search("备课")
    assert [hit.day for hit in hits] == ["2026-11-01", "2026-10-01", "2026-09-01"]
    assert "二次备课" in hits[0].excerpt


@pytest.mark.parametrize(
    ("text", "wanted", "shown"),
    [
        ("他说：“好！”Ａ组先讲", "a组", "他说：“好！”Ａ组先讲"),
        ("㎏与ＡＢ", "kg与ab", "㎏与ＡＢ"),
        ("甲" * 40 + "找这里" + "乙" * 40, "找这里", "…" + "甲" * 24 + "找这里" + "乙" * 24 + "…"),
    ],
)
def test_what_is_found_is_shown_as_it_was_written(text: str, wanted: str, shown: str) -> None:
    assert excerpt(text, wanted) == shown
