"""Measurements run only when this folder is named: they take long and depend on the machine."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    named = any(HERE in (path := Path(arg.split("::")[0]).resolve()).parents or path == HERE
                for arg in config.args)  # fmt: skip
    if not named:
        for item in items:
            if HERE in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="测速只在指明 tests/bench 时运行"))
