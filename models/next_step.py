"""``python -m models.next_step``: writes the files of the schema's next step, for every kind of database
or for none, from what the kinds of record ask for beyond the steps that are there.

The next step is the one after the last released; one that is being built already is added to, so that
what was written into it by hand stays. The schema's version is the number of the last step, so with the
files it is set.
"""

from __future__ import annotations

import sys

from models.catalogue import RECORD_TYPES
from models.kernel.errors import JiaoyanError
from models.storage.schema import next_step
from models.storage.step_files import (
    last_released,
    last_step,
    put_step,
    refuse_half_steps,
    step_file,
)


def main() -> int:
    """Write what is missing and say where; the exit status, 1 where it cannot be written."""
    try:
        refuse_half_steps()
        sql = next_step(RECORD_TYPES)
        step = max(last_step(), last_released() + 1)
        if sql:
            put_step(step, sql)
    except (JiaoyanError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    for name, some in sql.items():
        print(f"{step_file(step, name)}：{len(some)} 句")
    if not sql:
        print("表结构什么都不缺，没有写。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
