"""How days are said: in figures, a due date and how far it is, and a date with the names of days and months."""

from datetime import date
from functools import lru_cache
from gettext import NullTranslations

from babel.dates import format_date

from portal.texts.languages import locale

# A page has dozens of days, and they are mostly the same ones: Babel's work is remembered.
REMEMBERED = 8192


def in_figures(day: date, t: NullTranslations) -> str:
    """As short as it can be and still be read in one way only."""
    return by_pattern(day, t.gettext("dd/MM/yyyy"), locale(t))


@lru_cache(REMEMBERED)
def by_pattern(day: date, pattern: str, locale: str) -> str:
    """In CLDR's signs, with that locale's names."""
    return format_date(day, pattern, locale=locale)


def due(days: int, t: NullTranslations) -> str:
    """So many days from now; behind, where it is less than none."""
    if days == 0:
        return t.gettext("Vence hoy")
    if days > 0:
        return t.ngettext("Vence en %(dias)s día", "Vence en %(dias)s días", days) % {"dias": days}
    return t.ngettext("Vencida hace %(dias)s día", "Vencida hace %(dias)s días", -days) % {"dias": -days}


def due_on(day: str, days: int, t: NullTranslations) -> str:
    """The day of it, as it is written in figures, so many days from now."""
    text = t.gettext("Venció %(dia)s") if days < 0 else t.gettext("Vence %(dia)s")
    return text % {"dia": day}


def written_out(t: NullTranslations) -> str:
    """The pattern, in CLDR's signs, of a whole date in words."""
    return t.gettext("EEEE d 'de' MMMM 'de' y")


def short(t: NullTranslations) -> str:
    """The pattern of one whose year goes without saying."""
    return t.gettext("d MMM")


def of_month(t: NullTranslations) -> str:
    """The pattern of a month and its year."""
    return t.gettext("LLLL y")


def of_short_month(t: NullTranslations) -> str:
    """The same with the month in three letters, for a column."""
    return t.gettext("LLL y")
