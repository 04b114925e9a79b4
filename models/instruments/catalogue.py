"""The instruments that a school can choose from: the built-in ones and its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from models.instruments.finding import Finding
from models.instruments.reading import read, thaw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.instruments.instrument import Instrument

BUILT_IN = ("stage", "score100", "licc", "copus", "st")
"""The files under `built_in/`, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`by_code` in the order in which they are offered; `findings` tell which of the school's own
    could not be taken, each with the name of its file.
    """

    by_code: Mapping[str, Instrument]
    findings: tuple[Finding, ...] = ()


@cache
def built_in() -> tuple[Instrument, ...]:
    """The instruments that come with the program."""
    return tuple(thaw(built_in_text(name)) for name in BUILT_IN)


def built_in_text(name: str) -> str:
    """The file of a built-in one, with its comments: what a school copies to write its own."""
    return files("models.instruments").joinpath("built_in", f"{name}.toml").read_text("utf-8")


def catalogue(own: Mapping[str, str]) -> Catalogue:
    """The built-in ones and the school's own, given as file name → text. One of the school's own
    with the code of a built-in one stands in its place; of two with one code, the higher version.
    """
    found = {instrument.code: instrument for instrument in built_in()}
    taken: dict[str, Instrument] = {}
    findings: list[Finding] = []
    for name, text in sorted(own.items()):
        one = read(text)
        if isinstance(one, tuple):
            findings += (replace(finding, place=f"{name} {finding.place}") for finding in one)
            continue
        other = taken.get(one.code)
        if other is not None and other.version == one.version:
            findings.append(
                Finding(name, f"代号 {one.code} 的第 {one.version} 版已经有了，请改代号或版本")
            )
        elif other is None or other.version < one.version:
            taken[one.code] = one
    return Catalogue(found | taken, tuple(findings))
