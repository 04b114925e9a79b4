"""``python -m models.upgrade_server postgresql://…``: brings a server's database to the present schema. For
whoever looks after it, after ``pg_dump``: programs that open it do not, since a server is shared and
they cannot make its backup.
"""

from __future__ import annotations

import sys

from models.catalogue import RECORD_TYPES
from models.kernel.errors import JiaoyanError
from models.storage.open import upgrade_server


def main(words: list[str]) -> int:
    """Upgrade what the one word names, and say so; the exit status."""
    if len(words) != 1:
        print(
            "用法：python -m models.upgrade_server postgresql://用户@主机/数据库", file=sys.stderr
        )
        return 2
    try:
        before, after = upgrade_server(words[0], RECORD_TYPES)
    except JiaoyanError as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"已经是格式 {after}。" if before == after else f"从格式 {before} 升到了格式 {after}。")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
