"""Dates as travellers say them: "from the 3rd to the 10th of January", "a week in mid-June", "Friday week"."""

from world.dates.compose import find_dates, find_days
from world.dates.match import DateMatch

__all__ = ["DateMatch", "find_dates", "find_days"]
