"""What LibreOffice shows instead of the official fonts where they are not installed (fontconfig).

Word and WPS find stand-ins by the file's own font table; LibreOffice does not look there. Without
these aliases it shows 仿宋 and 楷体 in whatever face comes first.
"""

from __future__ import annotations

import os
from pathlib import Path

_SONG = (
    "Source Han Serif SC",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "FandolSong",
    "AR PL UMing CN",
)
_HEI = ("Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Zen Hei", "FandolHei")
ALIASES: dict[str, tuple[str, ...]] = {
    "宋体": ("SimSun", "NSimSun", "中易宋体", "STSong", *_SONG),
    "黑体": ("SimHei", "Microsoft YaHei", "STHeiti", *_HEI),
    "仿宋": ("FangSong", "仿宋_GB2312", "FangSong_GB2312", "STFangsong", "方正仿宋_GBK", "FandolFang R",
             "FandolFang", *_SONG),
    "楷体": ("KaiTi", "楷体_GB2312", "KaiTi_GB2312", "STKaiti", "方正楷体_GBK", "FandolKai",
             "AR PL UKai CN", "AR PL KaitiM GB", *_SONG),
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "华文中宋", "STZhongsong", *_SONG),
}  # fmt: skip
ALIASES["仿宋_GB2312"] = ("FangSong_GB2312", "仿宋", *ALIASES["仿宋"])
ALIASES["楷体_GB2312"] = ("KaiTi_GB2312", "楷体", *ALIASES["楷体"])
"""Fonts that layouts name → what may stand in for each, the likest first."""
_USUAL = (
    "/etc/fonts/fonts.conf",
    "/usr/local/etc/fonts/fonts.conf",
    "/opt/homebrew/etc/fonts/fonts.conf",
)


def write_aliases(path: Path) -> None:
    """Write a configuration of fontconfig: that of this computer, and the aliases. A font that is
    there is never replaced. Raises OSError.
    """
    usual = [os.environ.get("FONTCONFIG_FILE", ""), *_USUAL]
    there = next((one for one in usual if one and Path(one).is_file()), "")
    included = f'<include ignore_missing="yes">{_escaped(there)}</include>' if there else ""
    aliases = "".join(
        f'<alias binding="same"><family>{family}</family><accept>'
        f"{''.join(f'<family>{one}</family>' for one in others)}</accept></alias>"
        for family, others in ALIASES.items()
    )
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig>{included}{aliases}</fontconfig>",
        encoding="utf-8",
    )


def _escaped(path: str) -> str:
    return path.replace("&", "&amp;").replace("<", "&lt;")
