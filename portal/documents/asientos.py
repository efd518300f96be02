"""The lines of a statement as they are read, on paper and in a sheet."""

from gettext import NullTranslations

from portal import formats, money
from portal.documents.cells import Fila, Importe
from portal.documents.pagado import de_donde, que
from portal.documents.sheets import Formato, nueva
from portal.structs.estado_de_cuenta import Asiento, EstadoDeCuenta
from portal.texts.es import estado_de_cuenta as textos
from portal.texts.languages import SPANISH


def concepto(asiento: Asiento, t: NullTranslations = SPANISH) -> str:
    """The debt, or the payment and what it was for."""
    if asiento.pago is None:
        return que(asiento.deudas, t)
    return f"{t.gettext(textos.PAGO) % {'numero': asiento.pago.numero}}: {que(asiento.deudas, t)}"


def lugar(asiento: Asiento, t: NullTranslations = SPANISH) -> str:
    """Of which plan or lot it is."""
    return de_donde(asiento.deudas, t)


def resumen(estado: EstadoDeCuenta, t: NullTranslations = SPANISH) -> tuple[tuple[str, str], ...]:
    """What was owed, what fell due, what was paid and what is owed, each with its name."""
    desde, hasta = formats.fecha(estado.desde, t), formats.fecha(estado.hasta, t)
    return (
        (t.gettext(textos.DEBIAS) % {"dia": desde}, formats.dinero(estado.inicial, estado.moneda, t)),
        (t.gettext(textos.VENCIO), formats.dinero(estado.cargos, estado.moneda, t)),
        (t.gettext(textos.PAGASTE), f"−{formats.dinero(estado.pagado, estado.moneda, t)}"),  # noqa: RUF001 - a minus
        (t.gettext(textos.DEBES) % {"dia": hasta}, formats.dinero(estado.final, estado.moneda, t)),
    )


def hoja_de_calculo(estado: EstadoDeCuenta, formato: Formato, t: NullTranslations = SPANISH) -> bytes:
    """A line a row, between what was owed and what is."""
    iso = money.moneda(estado.moneda).iso
    (debias, _), *_, (debes, _) = resumen(estado, t)
    nada = Importe(None, estado.moneda)

    def saldo(que_es: str, asiento: Asiento | None) -> Fila:
        importe = estado.inicial if asiento is None else asiento.saldo
        return (None, que_es, None, None, None, None, iso, nada, nada, Importe(importe, estado.moneda))

    with nueva(formato, t.gettext(textos.TITULO), [t.gettext(titulo) for titulo in textos.COLUMNAS]) as hoja:
        hoja.agregar([saldo(debias, None)])
        hoja.agregar(_fila(asiento, iso, estado.moneda, t) for asiento in estado.asientos)
        hoja.agregar([saldo(debes, estado.asientos[-1] if estado.asientos else None)])
        return hoja.terminar()


def _fila(asiento: Asiento, iso: str, moneda: int, t: NullTranslations) -> Fila:
    importe, nada = Importe(asiento.importe, moneda), Importe(None, moneda)
    una = asiento.deudas[0] if len(asiento.deudas) == 1 else None
    return (
        asiento.dia,
        que(asiento.deudas, t),
        una.plan if una else None,
        una.lote if una else None,
        una.codmovimiento if una else None,
        asiento.pago.numero if asiento.pago else None,
        iso,
        nada if asiento.pago else importe,
        importe if asiento.pago else nada,
        Importe(asiento.saldo, moneda),
    )
