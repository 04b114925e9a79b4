"""What a record's values look like as one text, and ids that are made apart."""

from __future__ import annotations

import json
import unicodedata
import uuid
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.record import canonical, derived_id, new_id

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
)


@given(st.dictionaries(st.text(), VALUES))
def test_values_have_one_text_as_json_writes_it(values: dict[str, Any]) -> None:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical(values) == unicodedata.normalize("NFC", text)
    assert canonical(dict(reversed(values.items()))) == canonical(values)


def test_ids_are_uuids_of_their_kind() -> None:
    made, planned = uuid.UUID(new_id()), uuid.UUID(derived_id(date(2026, 9, 24), "语文组"))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert (planned.version, planned.variant) == (8, uuid.RFC_4122)
    assert str(planned) == derived_id(date(2026, 9, 24), "语文组")
    assert new_id() > str(made)[:13]
