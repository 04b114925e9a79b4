"""What can go wrong in keeping records, said for people.

Every message is Chinese, names the place and says what to do next; screens and commands show it as
it is.
"""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "这里只能读，不能写",
    errno.ENOSPC: "磁盘满了",
    errno.EEXIST: "已经有同名的文件",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENAMETOOLONG: "名字太长",
    errno.EIO: "磁盘读写出错",
    errno.EFBIG: "文件太大",
    errno.EDQUOT: "给你的空间用完了",
    errno.EBADF: "它是关着的",
    errno.EBUSY: "正被别的程序占用",
}


class JiaoyanError(Exception):
    """Something could not be done; the message is for people."""


def why(problem: OSError) -> str:
    """What the system refused, in Chinese."""
    return _REASONS.get(problem.errno or 0, f"系统错误 {problem.errno}")
