"""Is this folder on another machine? SQLite's WAL must not be shared across hosts."""

from __future__ import annotations

import sys
from pathlib import Path

REMOTE = ("nfs", "cifs", "smb", "fuse.sshfs", "9p", "vboxsf", "afs", "fuse.rclone", "davfs")
MOUNTS = Path("/proc/self/mountinfo")


def is_network_share(path: Path) -> bool:
    """True where the file lies on a network file system, as far as this system tells."""
    if sys.platform == "win32":
        import ctypes

        drive = f"{path.resolve().drive}\\"
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive) == 4
    if not MOUNTS.exists():
        return False
    kind = file_system(path.resolve(), MOUNTS.read_text(encoding="utf-8", errors="replace"))
    return kind.startswith(REMOTE)


def file_system(path: Path, mountinfo: str) -> str:
    """The type of the file system a path lies on, by the lines of /proc/self/mountinfo."""
    found, longest = "", -1
    for line in mountinfo.splitlines():
        left, _, right = line.partition(" - ")
        words = left.split(" ")
        if len(words) < 5 or not right:
            continue
        mount = Path(words[4].replace("\\040", " "))
        if path.is_relative_to(mount) and len(mount.parts) > longest:
            found, longest = right.split(" ")[0], len(mount.parts)
    return found
