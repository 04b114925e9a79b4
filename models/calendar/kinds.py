"""The kinds of special days, and the days of the week, as people choose them."""

from models.kernel.fields import choices

DAY_KINDS = choices(
    holiday="放假", makeup="补班上课", school_off="本校停课", event="有活动照常上课"
)
WEEKDAYS = choices(
    **{"1": "周一", "2": "周二", "3": "周三", "4": "周四", "5": "周五", "6": "周六", "7": "周日"}
)
