"""Reading a heap of documents, weighing each against what is here, and taking over what is chosen.

Files are read one at a time and let go again; pictures are fetched once more when they are kept.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from exports.collect.arrivals import Arrival, Refused, read_arrival
from exports.collect.paper import files_in
from exports.photos import size_of
from models.catalogue import type_named
from models.exchange.companions import Companions
from models.exchange.differences import Difference, differences
from models.exchange.judging import Judgement, Verdict, judge
from models.exchange.matching import IdentityMap, Question, remapped
from models.exchange.taking import Taking, links_of, present, take_over
from models.kernel.errors import JiaoyanError
from models.kernel.fields import Kind
from models.kernel.workflow import STATES
from models.school.layouts import own_layouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from exports.collect.sources import Source
    from exports.documents import Own
    from models.exchange.matching import Decisions
    from models.kernel.fields import Field, Link
    from models.kernel.record import Record
    from models.session.session import Session

    Progress = Callable[[int], None]
_CLEAN = (Verdict.NEW, Verdict.CHANGED)
_TAKEN = (*_CLEAN, Verdict.CONFLICT)


@dataclass(frozen=True)
class Collected:
    """What came of one document (or of a record that came along in one)."""

    source: Source
    paper: str
    """What kind of document it is."""
    base: Record
    judgement: Judgement
    notices: tuple[str, ...] = ()
    brings: frozenset[str] = frozenset()
    """The hashes of the attachments in it that are not here yet."""

    @property
    def verdict(self) -> Verdict:
        """What the record is to this database."""
        return self.judgement.verdict

    def differences(self) -> list[Difference]:
        """What taking it over would change here; of a new record what was corrected in Word. That
        it is opened again, or not taken to be approved, is said by the judgement.
        """
        found = differences(self.judgement.ours or self.base, self.judgement.result)
        said = self.judgement.reopens or self.judgement.claimed
        return [one for one in found if one.path != "state"] if said else found


@dataclass
class Collection:
    """A heap of documents that has been read. `refused` are files with the reason, `questions` those
    for which it must be decided first who somebody is.
    """

    found: list[Collected] = field(default_factory=list)
    refused: list[tuple[Source, str]] = field(default_factory=list)
    questions: list[tuple[Source, Question]] = field(default_factory=list)
    strangers: list[Record] = field(default_factory=list)
    """Those of whom the records speak and who are not here: they come along with what is taken."""

    def newcomers(self) -> list[str]:
        """The strangers for people, by what they are: ``教师 2：白洁、程远``."""
        by_label: dict[str, list[str]] = {}
        for one in self.strangers:
            by_label.setdefault(one.type.label, []).append(one.title)
        return [f"{label} {len(names)}：{'、'.join(names)}" for label, names in by_label.items()]

    def of(self, verdict: Verdict) -> list[Collected]:
        """Those with a verdict."""
        return [one for one in self.found if one.verdict is verdict]

    @property
    def conflicts(self) -> list[Collected]:
        """Those that somebody has to look at."""
        return self.of(Verdict.CONFLICT)

    def claims(self) -> dict[str, int]:
        """The new records that the office has settled as their files say, counted by the state."""
        counted = Counter(one.judgement.claimed for one in self.of(Verdict.NEW))
        return {STATES[state].label: number for state, number in counted.items() if state}

    def clean(self) -> list[Collected]:
        """Those that can be taken over without being looked at."""
        return [one for one in self.found if one.verdict in _CLEAN]


def read_all(
    session: Session,
    given: Iterable[Source],
    decisions: Decisions | None = None,
    progress: Progress | None = None,
) -> Collection:
    """Read the documents and weigh them; nothing is changed."""
    collection = Collection()
    people = IdentityMap(session.store, decisions or {})
    arrivals: list[Arrival] = []
    own = own_layouts(session.store)
    order: dict[str, int] = {}
    outlines: dict[str, Record] = {}
    for number, source in enumerate(given, 1):
        order[source.name] = number
        try:
            arrival = read_one(source, session, own)
        except JiaoyanError as problem:
            collection.refused.append((source, str(problem)))
        else:
            if _stands_here(arrival, session):
                known = outlines.setdefault(arrival.base.id, arrival.base.outline())
                collection.found.append(_unchanged(arrival, known))
            elif _is_welcome(collection, arrival, people):
                whole = Companions(whole=arrival.companions.whole)
                arrivals.append(replace(arrival, companions=whole))
        if progress:
            progress(number)
    _weigh(collection, arrivals, session, people)
    collection.found.sort(key=lambda one: order[one.source.name])
    return collection


def _stands_here(arrival: Arrival, session: Session) -> bool:
    """Whether a document brings nothing at all: of such there may be thousands, and none need be
    kept in mind or weighed.
    """
    if arrival.edited is not arrival.base or arrival.damaged or arrival.companions.whole:
        return False
    stands = session.store.get(arrival.base.type, arrival.base.id) == arrival.base
    return stands and not _missing(arrival.base, session) & arrival.pictures


def _unchanged(arrival: Arrival, outline: Record) -> Collected:
    judgement = Judgement(Verdict.UNCHANGED, outline, outline)
    return Collected(arrival.source, _paper(arrival), outline, judgement, tuple(arrival.notices))


def _paper(arrival: Arrival) -> str:
    return arrival.document.name if arrival.document else arrival.base.type.label


def read_one(source: Source, session: Session, own: Own) -> Arrival:
    """What a document brings; `own` are the school's own layouts.

    Raises `JiaoyanError`, whatever a stranger's file does to the readers, so that the others go on.
    """
    with _whatever_happens():
        return read_arrival(
            source,
            lambda f, name: _known(session, f, name),
            session.store.anything,
            own,
            session.school,
        )


@contextmanager
def _whatever_happens() -> Iterator[None]:
    """Whatever a stranger's file does to those who read it, it is this one that is refused."""
    try:
        yield
    except JiaoyanError:
        raise
    except (MemoryError, RecursionError):
        raise Refused("文件太复杂，读不了，没有收。") from None
    except Exception as problem:  # noqa: BLE001 hostile files find every gap
        raise Refused(f"文件的内容不正常，读不了({type(problem).__name__})，没有收。") from None


def _known(session: Session, f: Field, name: str) -> Link | None:
    """The only one here who is called so."""
    kind = type_named(f.target)
    same = [one for one in session.all_of(kind) if one.title == name and not one.deleted_at]
    return same[0].link() if len(same) == 1 else None


def _is_welcome(collection: Collection, arrival: Arrival, people: IdentityMap) -> bool:
    """Whether it comes from this school and all it speaks of are known, or can be; then its people
    have been met and need not be kept in mind with each document.
    """
    if people.is_another_school(arrival.companions):
        theirs = arrival.companions.school
        name = theirs.title if theirs else ""
        ours = people.school.title if people.school else ""
        reason = f"是“{name}”的文件，这里是“{ours}”，没有收。"
        collection.refused.append((arrival.source, reason))
        return False
    asked = people.meet(arrival.companions)
    collection.questions += [(arrival.source, question) for question in asked]
    return not asked


def _weigh(
    collection: Collection, arrivals: Sequence[Arrival], session: Session, people: IdentityMap
) -> None:
    weighing = _Weighing(session, people, arrivals)
    for arrival in arrivals:
        try:
            with _whatever_happens():
                collection.found += weighing.weigh(arrival)
        except JiaoyanError as problem:
            collection.refused.append((arrival.source, str(problem)))
    collection.strangers = list(people.added.values())


class _Weighing:
    """The records as they would stand if everything weighed so far were taken over."""

    def __init__(self, session: Session, people: IdentityMap, arrivals: Sequence[Arrival]) -> None:
        self.session = session
        self.people = people
        self.ours: dict[str, Record | None] = {}
        self.actor = session.actor
        coming = [record for one in arrivals for record in (one.base, *one.companions.whole)]
        asked: dict[str, str] = {}
        for record in (*coming, *(one.edited for one in arrivals)):
            asked |= links_of(record)
        self._brought = frozenset[str]().union(*(one.pictures for one in arrivals))
        self._missing: dict[str, set[str]] = {}
        self._here = (
            {one.id for one in coming} | present(session.store, asked) | people.added.keys()
        )

    def weigh(self, arrival: Arrival) -> list[Collected]:
        """The record of a document, then the whole records that came along."""
        notices = [*arrival.notices, *self._absent(arrival.base)]
        base, judgement = self._judged(arrival.base, arrival.edited)
        if arrival.damaged and judgement.verdict is Verdict.CHANGED:
            judgement = replace(judgement, verdict=Verdict.CONFLICT, why=arrival.damaged)
        elif arrival.damaged:
            notices.append(arrival.damaged)
        brings = arrival.pictures & self._missing[base.id]
        if brings and judgement.verdict is Verdict.UNCHANGED:
            notices.append(f"带来 {len(brings)} 个这里还没有的附件")
        first = Collected(
            arrival.source, _paper(arrival), base, judgement, tuple(notices), frozenset(brings)
        )
        self._remember(judgement)
        others = [Collected(arrival.source, one.type.label, *self._judged(one, one))
                  for one in arrival.companions.whole]  # fmt: skip
        for one in others:
            self._remember(one.judgement)
        return [first, *(one for one in others if one.verdict is not Verdict.UNCHANGED)]

    def _absent(self, record: Record) -> list[str]:
        """What is said, once, of attachments that are in no file and not here either."""
        if record.id in self._missing:
            return []
        self._missing[record.id] = _missing(record, self.session)
        absent = len(self._missing[record.id] - self._brought)
        return [f"有 {absent} 个附件没有随文件来"] if absent else []

    def _remember(self, judgement: Judgement) -> None:
        if judgement.verdict in _CLEAN:
            self.ours[judgement.result.id] = judgement.result

    def _judged(self, base: Record, edited: Record) -> tuple[Record, Judgement]:
        base, edited = self._led(base), self._worked_out(self._led(base), self._led(edited))
        if base.id not in self.ours:
            self.ours[base.id] = self.session.store.anything(base.id)
        ours = self.ours[base.id]
        if ours and ours.type is not base.type:
            raise Refused(f"它的标识在这里是“{ours.type.label}”《{ours.title}》的，没有收。")
        return base, judge(ours, base, edited, self.actor, self._stood)

    def _led(self, record: Record) -> Record:
        return remapped(record, self._id_here)

    def _id_here(self, id_: str) -> str | None:
        return self.people.ids.get(id_) or (id_ if id_ in self._here else None)

    def _worked_out(self, base: Record, edited: Record) -> Record:
        """With what follows from the corrections."""
        changed = {key for key, value in edited.values.items() if value != base.values[key]}
        if changed.isdisjoint(edited.type.derives_from):
            return edited
        derived = edited.type.derive(edited, self.session)
        return edited.with_values(**{key: value for key, value in derived.items()
                             if value not in (None, "", []) and key not in changed})  # fmt: skip

    def _stood(self, record: Record, version: int) -> Record | None:
        """A version of a record of ours, if it ever stood in the store."""
        store = self.session.store
        kept = store.get(record.type, record.id)
        there = {line.lamport for line in store.history(record.type, record.id)}
        return store.version_at(kept, version) if kept and version in there else None


def _missing(record: Record, session: Session) -> set[str]:
    """The hashes of the attachments of a record that are not here."""
    told = {row["sha256"] for row in _files_of(record)}
    return {sha256 for sha256 in told if not session.store.has_blob(sha256)}


def _files_of(record: Record) -> Iterable[dict[str, str]]:
    for f in record.type.fields:
        if f.kind is Kind.FILES:
            yield from record[f.key] or ()


def take(session: Session, collection: Collection, chosen: Sequence[Collected]) -> int:
    """Take over what was chosen, with its pictures and the people it speaks of; how many records.

    Raises `JiaoyanError`; then nothing was taken over.
    """
    wanted = [one for one in chosen if one.verdict in _TAKEN]
    _keep_files(session, collection, {one.base.id for one in wanted})
    takings = [Taking(one.judgement, f"收自 {one.source.name}") for one in wanted]
    kept = take_over(session.store, collection.strangers, takings, actor=session.actor or "收取")
    session.refresh()
    return kept


def _keep_files(session: Session, collection: Collection, wanted: AbstractSet[str]) -> None:
    """Fetch the attachments of the records with these ids, and of those that stand here, once more
    from whichever document brings them: not every paper of a record does.
    """
    for one in collection.found:
        stands = one.verdict is Verdict.UNCHANGED and session.store.anything(one.base.id)
        if not one.brings or not (stands or one.base.id in wanted):
            continue
        rows = {row["sha256"]: row for row in _files_of(one.judgement.result)}
        for sha256, content in files_in(one.source.read()):
            if sha256 in one.brings and sha256 in rows and not session.store.has_blob(sha256):
                size = size_of(content) or (0, 0)
                session.store.put_blob(sha256, content, rows[sha256]["media"], *size)
