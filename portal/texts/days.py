"""How days are said: a due date and how far it is, and a date with the names of days and months."""

from gettext import NullTranslations


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
