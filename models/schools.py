"""The school itself: what stands at the head of every document."""

from models.spec import Field, Kind, RecordType, Section, choices

FONT_SCHEMES = choices(official="公文字体(仿宋_GB2312、方正小标宋)", windows="Windows 自带字体")

SCHOOL = RecordType(
    name="school",
    label="学校",
    plural="schools",
    fields=(
        Field(
            "name", "学校名称", required=True, limit=60, hint="写全称，印在每份文件上", listed=40
        ),
        Field("district", "所属教育局", limit=60, listed=24),
        Field("fonts", "文件字体", Kind.CHOICE, choices=FONT_SCHEMES),
        Field("print_names", "签名处打印姓名", Kind.BOOL, hint="默认留空，手写签名"),
        Field("record_days", "活动后几天内交记录", Kind.INT, least=0, most=60, hint="默认 3 天"),
    ),
    form=(
        Section("学校", (("name",), ("district",))),
        Section("文件", (("fonts", "print_names"), ("record_days",))),
    ),
    title=lambda values: str(values.get("name") or ""),
)
