"""Months, counted."""

from calendar import monthrange
from datetime import date


def number(day: date) -> int:
    """Its month among all of them."""
    return day.year * 12 + day.month - 1


def after(day: date, months: int) -> date:
    """The same day so many months later or, where months are negative, before; the last one of a shorter month."""
    counted = number(day) + months
    year, month = counted // 12, counted % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
