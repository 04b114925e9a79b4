"""The power is cut while somebody types, beside other programs: nothing older than half a second is lost.

``python -m tests.kills 200 --busy 8`` does the same for longer.
"""

from __future__ import annotations

import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="需要伪终端")
EACH = 5


@pytest.mark.parametrize("seed", range(0, 4 * EACH, EACH))
def test_what_was_seen_half_a_second_ago_survives_kill_9(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.kills import kills

    monkeypatch.setenv("TEXTUAL_DISABLE_KITTY_KEY", "1")
    found = list(kills(EACH, 2, seed))
    assert [kill for kill in found if kill.lost] == []
    assert [kill for kill in found if kill.seen], "nothing was seen before the kills"
