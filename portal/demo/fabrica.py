"""Debts with plausible amounts, numbered one after the other."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import count

from portal.money import redondear
from portal.structs.deudas import Deuda, Tipo

MORA_MENSUAL = Decimal("0.02")
DIAS_DEL_MES = 30
GASTOS = {1: Decimal(15_000), 2: Decimal("2.00")}
NOMBRES = {
    Tipo.AGUA: "Agua corriente",
    Tipo.JARDINERIA: "Jardinería",
    Tipo.IMPUESTO: "Impuesto inmobiliario",
    Tipo.EXPENSAS: "Expensas",
}
CON_RECARGO = frozenset({Tipo.CUOTA, Tipo.AGUA, Tipo.EXPENSAS})


class Fabrica:
    """Makes debts as on `hoy`: those that are late carry interest by day and an administrative charge (DOMAIN)."""

    def __init__(self, hoy: date) -> None:
        self.hoy = hoy
        self._numeros = count(200_001)
        self._planes = count(3001)

    def plan(self) -> str:
        """A new plan's number."""
        return f"{next(self._planes)}"

    def cuotas(
        self,
        vencimientos: Sequence[date],
        valor: Decimal,
        *,
        plan: str,
        lote: str,
        barrio: str,
        moneda: int = 1,
        pagadas: int = 0,
        total: int = 0,
    ) -> list[Deuda]:
        """Instalments of one plan, of which `pagadas` came before these and `total` there are in all."""
        cantidad = total or pagadas + len(vencimientos)
        return [
            self._deuda(
                Tipo.CUOTA,
                f"Cuota {nro} de {cantidad}",
                valor,
                vence,
                moneda=moneda,
                seq=nro,
                plan=plan,
                lote=lote,
                barrio=barrio,
                nro_cuota=nro,
                cant_cuotas=cantidad,
            )
            for nro, vence in enumerate(vencimientos, pagadas + 1)
        ]

    def servicios(
        self, tipo: Tipo, vencimientos: Sequence[date], valor: Decimal, *, plan: str | None, lote: str, barrio: str
    ) -> list[Deuda]:
        """The same service of a lot, once for each due date."""
        return [
            self._deuda(
                tipo,
                f"{NOMBRES[tipo]} {vence:%Y}" if tipo is Tipo.IMPUESTO else f"{NOMBRES[tipo]} {vence:%m/%Y}",
                valor,
                vence,
                moneda=1,
                seq=nro,
                plan=plan,
                lote=lote,
                barrio=barrio,
            )
            for nro, vence in enumerate(vencimientos, 1)
        ]

    def cancelacion(self, futuras: Sequence[Deuda], vence: date) -> Deuda:
        """The pay-off of those instalments, a tenth cheaper than one by one."""
        primera = futuras[0]
        entero = sum((cada.importe for cada in futuras), Decimal(0))
        rebajado = redondear(entero * Decimal("0.9"), primera.moneda)
        return Deuda(
            codmovimiento=f"{next(self._numeros)}",
            seq=1,
            descripcion=f"Cancelación anticipada de {len(futuras)} cuotas",
            importe=rebajado,
            importe_maximo=entero,
            moneda=primera.moneda,
            vencimiento=vence,
            observacion="Autorizada por Finanzas",
            tipo=Tipo.CANCELACION,
            plan=primera.plan,
            lote=primera.lote,
            barrio=primera.barrio,
        )

    def _deuda(
        self,
        tipo: Tipo,
        descripcion: str,
        valor: Decimal,
        vence: date,
        *,
        moneda: int,
        seq: int,
        plan: str | None,
        lote: str,
        barrio: str,
        nro_cuota: int | None = None,
        cant_cuotas: int | None = None,
    ) -> Deuda:
        dias = (self.hoy - vence).days if tipo in CON_RECARGO else 0
        interes = redondear(valor * MORA_MENSUAL * max(dias, 0) / DIAS_DEL_MES, moneda)
        gastos = GASTOS[moneda] if dias > DIAS_DEL_MES else Decimal(0)
        importe = valor + interes + gastos
        return Deuda(
            codmovimiento=f"{next(self._numeros)}",
            seq=seq,
            descripcion=descripcion,
            importe=importe,
            importe_maximo=importe,
            moneda=moneda,
            vencimiento=vence,
            observacion=f"Lote {lote}, {barrio}" if interes else None,
            tipo=tipo,
            plan=plan,
            lote=lote,
            barrio=barrio,
            nro_cuota=nro_cuota,
            cant_cuotas=cant_cuotas,
            interes=interes,
            gastos=gastos,
        )
