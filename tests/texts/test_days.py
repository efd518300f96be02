from datetime import date
from decimal import Decimal
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from portal import formats
from portal.texts import days
from portal.texts.languages import SPANISH, locale, read

DAY = date(2026, 11, 23)


def test_days_and_months_have_the_names_and_the_order_of_the_language() -> None:
    catalogue = Catalog(locale="en")
    catalogue.add(days.written_out(SPANISH), "EEEE, MMMM d, y")
    catalogue.add(days.short(SPANISH), "MMM d")
    catalogue.add("dd/MM/yyyy", "d MMM y")
    po = BytesIO()
    write_po(po, catalogue)
    po.seek(0)
    english = read(po)
    assert locale(english) == "en"
    assert formats.fecha_larga(DAY, english) == "Monday, November 23, 2026"
    assert formats.fecha_corta(DAY, english) == "Nov 23"
    assert (formats.fecha(DAY, english), formats.fecha(DAY)) == ("23 Nov 2026", "23/11/2026")
    assert formats.dinero(Decimal("1234567.5"), 2, english) == "USD\u00a01,234,567.50"
    assert formats.dinero(Decimal(1234567), 1, english) == "Gs.\u00a01,234,567"
    assert (formats.fecha_larga(DAY), formats.fecha_corta(DAY)) == ("lunes 23 de noviembre de 2026", "23 nov")


def test_how_far_a_due_date_is() -> None:
    said = [days.due(n, SPANISH) for n in (2, 1, 0, -1, -2)]
    assert said == ["Vence en 2 días", "Vence en 1 día", "Vence hoy", "Vencida hace 1 día", "Vencida hace 2 días"]


def test_on_which_day_it_is_due() -> None:
    said = [days.due_on("23/11/2026", n, SPANISH) for n in (1, 0, -1)]
    assert said == ["Vence 23/11/2026", "Vence 23/11/2026", "Venció 23/11/2026"]
