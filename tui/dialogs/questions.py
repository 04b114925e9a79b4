"""What is asked before something typed could be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.kernel.workflow import STATES
from tui.dialogs.choosing import choose

if TYPE_CHECKING:
    from models.kernel.record import Record, RecordType
    from tui.notebook import Notebook


async def about_nameless(app: Notebook, kind: RecordType) -> str:
    """What is to become of a record without what it is called, which nobody would find again:
    ``"keep"``, ``"drop"``, or anything else for going on with it.
    """
    answers = [("back", "回去填"), ("keep", "先这样存着"), ("drop", "不要了")]
    said = f"这{kind.counter}{kind.label}还没有名称，怎么办？"
    return await choose(app, said, answers) or "back"


async def drops_for_settled(app: Notebook, current: Record) -> bool:
    """Whether what was typed is dropped where somebody has handed the record in or approved it
    meanwhile: there is no saving over that.
    """
    said = f"《{current.title}》现在是“{STATES[current.state].label}”，您写的不能再存进去。"
    answers = [("back", "回去，把写的抄下来"), ("drop", "不要我写的，离开")]
    return await choose(app, said, answers) == "drop"


async def leaves_unsaved(app: Notebook, number: int, nowhere: int) -> bool:
    """Whether the program ends although the database has not taken so many records, and `nowhere` is
    kept what was typed into some of them.
    """
    title = f"{number} 条内容还没有存进数据库"
    if nowhere:
        said = (
            f"其中{nowhere}条在这台电脑上也存不下，现在退出就没有了。"
            "请回去把它们抄下来，或先腾出磁盘空间再退出。"
        )
        answers = [("back", "回去，先不退"), ("leave", "不要这些内容，关闭")]
    else:
        said = "它们已经放在这台电脑上，下次打开会接上。"
        answers = [("back", "回去，等能存上再说"), ("leave", "现在就退出")]
    return await choose(app, title, answers, message=said) == "leave"
