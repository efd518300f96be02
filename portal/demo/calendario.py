"""When instalments and services fall due, counted from today so that a case stays the case it is."""

from datetime import date

DIA_CUOTA = 10
DIA_SERVICIO = 5


def mes(hoy: date, cuantos: int, dia: int = DIA_CUOTA) -> date:
    """That day of the month that is `cuantos` months from today's."""
    corridos = hoy.year * 12 + hoy.month - 1 + cuantos
    return date(corridos // 12, corridos % 12 + 1, dia)


def cuotas(hoy: date, vencidas: int, por_vencer: int) -> list[date]:
    """Monthly due dates of which exactly `vencidas` are overdue today (due before today)."""
    ultima = 0 if mes(hoy, 0) < hoy else -1
    return [mes(hoy, ultima + 1 - vencidas + n) for n in range(vencidas + por_vencer)]


def servicios(hoy: date, atrasados: int, por_vencer: int = 0, dia: int = DIA_SERVICIO) -> list[date]:
    """Monthly due dates of a service, `atrasados` of them overdue today; some days before the instalment's."""
    ultimo = 0 if mes(hoy, 0, dia) < hoy else -1
    return [mes(hoy, ultimo + 1 - atrasados + n, dia) for n in range(atrasados + por_vencer)]
