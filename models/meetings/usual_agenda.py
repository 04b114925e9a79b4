"""How a meeting of each kind usually runs: the stages and minutes it starts with."""

AGENDA: dict[str, tuple[tuple[str, int], ...]] = {
    "theory": (("领学", 20), ("交流体会", 30), ("联系教学", 20)),
    "joint_prep": (("主备说课", 20), ("集体研讨", 40), ("形成共识", 15), ("二次备课分工", 5)),
    "observe_review": (("听课", 40), ("执教人自评", 10), ("评课交流", 30)),
    "topical": (("问题回顾", 10), ("案例研讨", 40), ("小结应用", 15)),
    "reading": (("分享", 30), ("讨论", 30)),
    "professional": (("学习文件", 30), ("讨论", 20)),
    "political": (("学习文件", 30), ("讨论", 20)),
    "topic_research": (("进展汇报", 20), ("研讨", 40)),
    "item_design": (("样题分析", 20), ("命题研讨", 40), ("修改定稿", 15)),
    "quality": (("数据说明", 15), ("原因分析", 30), ("改进措施", 20)),
    "routine": (("查阅", 40), ("反馈", 20)),
    "assign": (("布置工作", 20),),
    "outside_report": (("学习汇报", 30), ("交流", 20)),
    "joint": (("展示", 40), ("交流", 30)),
    "other": (("过程", 40),),
}
"""Kind of meeting → (stage, minutes); stages only, what was said is for people to write."""
