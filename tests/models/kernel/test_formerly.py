"""What was written down when one person stood where several may stand today."""

from models.kernel.filters import Filter
from models.kernel.formerly import upgrade_values
from models.kernel.json_text import canonical
from models.kernel.record import Record
from models.meetings.meetings import MEETING
from models.meetings.tasks import open_tasks
from models.session.session import Session

SUN = {"id": None, "name": "孙丽"}


def one_owner(matter: str) -> dict[str, object]:
    return {"_id": "0000000a", "matter": matter, "owner": SUN, "due": ""}


def test_one_link_is_a_list_of_one_and_none_an_empty_one() -> None:
    rows = [one_owner("改作业单"), {**one_owner("试用"), "owner": None}]
    now = upgrade_values(
        MEETING, {"decisions": rows, "speakers": SUN, "topic": "生活作文", "gone": 1}
    )
    assert [row["owner"] for row in now["decisions"]] == [[SUN], []]
    assert now["speakers"] == [SUN]
    assert now["topic"] == {"id": None, "name": "生活作文"}
    assert upgrade_values(MEETING, now) == now


def test_a_row_kept_with_one_owner_is_read_everywhere_with_a_list(session: Session) -> None:
    """A database in which meetings were kept before: list, task, search of links and history."""
    store = session.store
    ids = store.ids(Filter(MEETING, states=("submitted",)))
    meeting: Record = store.many(MEETING, ids[:1])[0]
    with store.writing():
        store.run('UPDATE "meetings" SET "decisions" = ? WHERE "id" = ?',
                  canonical([one_owner("改作业单")]), store.key(meeting.id))  # fmt: skip
    again = store.get(MEETING, meeting.id)
    assert again is not None
    assert again["decisions"][0]["owner"] == [SUN]
    assert [task.owners for task in open_tasks([again]) if task.matter == "改作业单"] == [(SUN,)]
    saved = store.save(again.with_values(place="阅览室"), actor="周敏华")
    assert set(store.history(MEETING, saved.id)[-1].after) == {"place"}
