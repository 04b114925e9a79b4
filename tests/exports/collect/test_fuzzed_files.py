"""Real documents damaged at random, and whole ones with random lies in them: every file gets an
answer, whatever is in the heap beside it goes on, and the database stays sound.

``JIAOYAN_FUZZ=5000`` tries so many of each.
"""

from __future__ import annotations

import copy
import io
import os
import random
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from exports.collect.collecting import Collection, read_all, take
from exports.collect.doctor import examine
from exports.collect.sources import Source
from exports.word.package import BROKEN
from models.catalogue import open_school
from models.exchange.judging import Verdict
from models.kernel.filters import Filter
from models.school.people import TEACHER
from models.school.schools import SCHOOL
from models.session.session import Session
from tests.conftest import TODAY
from tests.exports.collect.test_hostile_files import BODY, RECORD, part, resealed
from tests.exports.word.test_word_safety import changed

TRIES = int(os.environ.get("JIAOYAN_FUZZ", "40"))


class Bench:
    """A session of the sample school, a document of every kind, and one that nobody has touched."""

    def __init__(self, session: Session, documents: list[bytes], good: bytes) -> None:
        self.session, self.documents, self.good = session, documents, good

    def collected(self, document: bytes) -> Collection:
        """What becomes of a document between two honest ones, when all that is clean is taken."""
        heap = [("a", self.good), ("b", document), ("c", self.good)]
        found = read_all(self.session, [Source(name, lambda c=c: c) for name, c in heap])
        honest = [one.verdict for one in found.found if one.source.name != "b"]
        assert honest == [Verdict.UNCHANGED] * 2
        answers = [one.source.name for one in found.found]
        answers += [source.name for source, _why in (*found.refused, *found.questions)]
        assert "b" in answers
        for one in found.found:
            for d in one.differences():
                assert all(isinstance(word, str) for word in d.words())
        take(self.session, found, found.clean())
        return found


@pytest.fixture(scope="module")
def bench(exported_once: Path, sample_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bench]:  # fmt: skip
    folder = tmp_path_factory.mktemp("fuzz")
    kinds: dict[str, bytes] = {}
    for path in sorted(exported_once.rglob("*.docx")):
        content = path.read_bytes()
        name = part(content, RECORD).partition('paper="')[2].partition('"')[0]
        kinds.setdefault(name, content)
    with open_school(Path(shutil.copy(sample_file, folder / "x.db"))) as store:
        documents = list(kinds.values())
        yield Bench(Session(store, lambda: TODAY), documents, documents.pop())


class Back(Exception):
    """Ends a try: nothing of it stays."""


@contextmanager
def for_a_try(session: Session) -> Iterator[None]:
    with suppress(Back), session.store.writing():
        yield
        assert session.store.first_broken() is None
        raise Back


@given(kind=st.integers(0, 99), seed=st.integers(0, 2**32))
@settings(max_examples=TRIES)
def test_no_damage_gets_through(bench: Bench, kind: int, seed: int) -> None:
    """Parts dropped, bytes flipped, elements moved, in two ways at once."""
    document, chance = bench.documents[kind % len(bench.documents)], random.Random(seed)
    for damage in chance.choices(DAMAGES, k=chance.randint(1, 2)):
        with suppress(KeyError, etree.XMLSyntaxError, *BROKEN):  # broken enough already
            document = damage(document, chance)
    with for_a_try(bench.session):
        bench.collected(document)
        examine(bench.session, [Source("b", lambda: document)], None)


@given(kind=st.integers(0, 99), seed=st.integers(0, 2**32))
@settings(max_examples=TRIES)
def test_no_lie_changes_who_is_who(bench: Bench, kind: int, seed: int) -> None:
    """A record with something else in it, and its hashes right."""
    store, chance = bench.session.store, random.Random(seed)
    before = [store.many(kind, store.ids(Filter(kind))) for kind in (SCHOOL, TEACHER)]
    document = resealed(bench.documents[kind % len(bench.documents)],
                        lambda plain: lying(plain, chance))  # fmt: skip
    with for_a_try(bench.session):
        bench.collected(document)
        known = [store.many(known[0].type, [one.id for one in known]) for known in before]
        assert known == before


LIES: tuple[Any, ...] = (
    None, True, 0, -1, 2**53, 1e308, "", "x", "草稿", "approved", "archived", "2026-99-99", "25:61",
    "\x00\x1b[2J", "\u202e", "字" * 30_000, "../../x", "00000000-0000-0000-0000-000000000000",
    [], {}, [[]], [{}], [None] * 3, {"id": None, "name": ""}, {"id": "x", "name": 1},
    [{"_id": "a"}, {"_id": "a"}], [{"_id": "b", "sha256": "0" * 64, "media": "x"}],
)  # fmt: skip


def lying(plain: dict[str, Any], chance: random.Random) -> None:
    """Some places of what is carried say something else, are doubled, or are gone."""
    for _time in range(chance.randint(1, 4)):
        place: Any = plain
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = chance.choice(keys)
            if isinstance(place[key], dict | list) and chance.random() < 0.8:
                place = place[key]
                continue
            match chance.randrange(4):
                case 0:
                    del place[key]
                case 1 if isinstance(place, list):
                    place.append(place[key])
                case 2 if isinstance(place[key], str):
                    text = place[key]
                    at = chance.randrange(len(text) + 1)
                    place[key] = text[:at] + chance.choice("0af-一\n") + text[at + 1 :]
                case _:
                    place[key] = copy.deepcopy(chance.choice(LIES))
            break


def dropped(document: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(document)) as container:
        return changed(document, {chance.choice(container.namelist()): None})


def flipped(document: bytes, chance: random.Random) -> bytes:
    content = bytearray(document)
    for _time in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def flipped_inside(document: bytes, chance: random.Random) -> bytes:
    name = chance.choice([BODY, RECORD, "customXml/item2.xml", "docProps/custom.xml"])
    text = part(document, name)
    at = chance.randrange(len(text))
    return changed(
        document, {name: (text[:at] + chance.choice('<>&"x7一') + text[at + 1 :]).encode()}
    )


def shuffled(document: bytes, chance: random.Random) -> bytes:
    """Children of some element in another order."""
    root = etree.fromstring(part(document, BODY).encode())
    for element in chance.sample(list(root.iter()), 5):
        children = list(element)
        chance.shuffle(children)
        for child in children:
            element.append(child)
    return changed(document, {BODY: etree.tostring(root)})


DAMAGES = (dropped, flipped, flipped_inside, shuffled)
