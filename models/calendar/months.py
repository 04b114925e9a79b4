"""What comes back every month: the last school day, and the week for reading and using it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from models.calendar.holidays import day_of

if TYPE_CHECKING:
    from models.calendar.holidays import Rules


def month_end_workday(year: int, month: int, rules: Rules) -> date | None:
    """The last school day of a month, on which the monthly topic record is due (docs/rules.md §2.7);
    None for a month without lessons.
    """
    day = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    while day.month == month:
        if day_of(day, rules).is_school_day:
            return day
        day -= timedelta(days=1)
    return None


def reading_week(year: int, month: int, rules: Rules) -> date | None:
    """The Monday of the 读用总结周: the week that holds the month's last school day
    (docs/rules.md §2.7); None for a month without lessons.
    """
    last = month_end_workday(year, month, rules)
    return last - timedelta(days=last.weekday()) if last else None
