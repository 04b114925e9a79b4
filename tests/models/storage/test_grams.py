"""The pieces a text is found by."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from models.storage.grams import folded, grams, spread

TEXTS = st.text(st.one_of(st.sampled_from("备课，：；？！（）…Ａb1 \n-%_\u0338<"), st.characters()))


@given(TEXTS)
def test_text_is_compared_in_its_compatible_small_form(text: str) -> None:
    assert folded(text) == unicodedata.normalize("NFKC", text).casefold()


@given(TEXTS)
def test_grams_are_the_characters_and_pairs_between_spaces_and_signs(text: str) -> None:
    runs = re.findall(r"(?:[^\W_]|[^\x00-\x7f\s])+", text)
    pairs = {run[place : place + 2] for run in runs for place in range(len(run) - 1)}
    assert grams(text) == {*pairs, *"".join(runs)}


@given(TEXTS)
def test_no_gram_is_missing_in_what_goes_into_the_index(text: str) -> None:
    assert grams(text) <= set(re.split(r"[\x00-/:-@\[-`{-\x7f]+|\s+", spread(text)))
