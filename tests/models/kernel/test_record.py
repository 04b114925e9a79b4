"""What a record's values look like as one text, and ids that are made apart."""

from __future__ import annotations

import json
import unicodedata
import uuid
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.kernel.ids import derived_id, new_id
from models.kernel.json_text import canonical, read_json
from models.kernel.text import each_text

KEYS = st.text("abcdef_", max_size=4)
MARKS = st.sampled_from(
    ("\u0301", "\u0307", "\u0338", "\u3099", "\n", "\t", "\\", '"', "n", "\x1f", "か")
)
TEXTS = st.text() | st.lists(MARKS).map("".join)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inside: st.lists(inside) | st.dictionaries(KEYS, inside),
)


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@given(st.dictionaries(KEYS, VALUES))
def test_values_have_one_text_and_say_the_same_when_they_are_read(values: dict[str, Any]) -> None:
    meant = each_text(values, composed)
    text = json.dumps(meant, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical(values) == text
    assert read_json(canonical(values)) == meant
    assert canonical(dict(reversed(values.items()))) == canonical(values)


@given(st.dictionaries(KEYS, TEXTS))
def test_texts_whose_escapes_were_composed_with_the_marks_behind_them_are_read_as_they_were_meant(
    values: dict[str, str],
) -> None:
    as_it_was_written = composed(json.dumps(values, ensure_ascii=False))
    read = read_json(as_it_was_written)
    assert each_text(read, composed) == each_text(values, composed)


def test_ids_are_uuids_of_their_kind() -> None:
    made, planned = uuid.UUID(new_id()), uuid.UUID(derived_id(date(2026, 9, 24), "语文组"))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert (planned.version, planned.variant) == (8, uuid.RFC_4122)
    assert str(planned) == derived_id(date(2026, 9, 24), "语文组")
    assert new_id() > str(made)[:13]
