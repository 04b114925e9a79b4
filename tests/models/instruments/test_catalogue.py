"""The school's own instruments beside the built-in ones."""

from __future__ import annotations

from models.instruments.catalogue import built_in_text, catalogue


def habits(*, code: str = "HABITS", version: int = 1, name: str = "八会观察表") -> str:
    own = (
        built_in_text("stage").replace('"STAGE"', f'"{code}"').replace('"课堂观察单"', f'"{name}"')
    )
    return own.replace("version = 1", f"version = {version}")


def test_a_copy_of_a_built_in_file_is_the_schools_own() -> None:
    found = catalogue({"八会.toml": habits()})
    assert found.findings == ()
    assert list(found.by_code)[-1] == "HABITS"
    assert len(found.by_code) == 6


def test_the_schools_own_stands_in_the_place_of_a_built_in_one() -> None:
    found = catalogue({"单.toml": habits(code="STAGE", name="本校观察单")})
    assert list(found.by_code) == ["STAGE", "SCORE100", "LICC", "COPUS", "ST"]
    assert found.by_code["STAGE"].name == "本校观察单"


def test_of_two_versions_the_higher_is_offered() -> None:
    texts = {"a.toml": habits(version=3), "b.toml": habits(version=2)}
    assert catalogue(texts).by_code["HABITS"].version == 3
    assert catalogue(texts).findings == ()


def test_the_same_version_twice_is_told_with_the_file() -> None:
    found = catalogue({"a.toml": habits(name="甲"), "b.toml": habits(name="乙")})
    assert found.by_code["HABITS"].name == "甲"
    assert [str(f) for f in found.findings] == [
        "b.toml：代号 HABITS 的第 1 版已经有了，请改代号或版本"
    ]


def test_a_broken_file_is_told_and_the_others_are_taken() -> None:
    found = catalogue({"坏.toml": "code = “X”", "好.toml": habits()})
    assert "HABITS" in found.by_code
    assert [f.place for f in found.findings] == ["坏.toml 第 1 行第 8 个字"]
