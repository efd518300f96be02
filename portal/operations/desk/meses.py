"""A month of closes: what each day brought, whether it was closed, and what of it does not agree (operador)."""

from datetime import date, timedelta

from portal.clock import dia
from portal.operations.desk.cierres import PRIMER_DIA, exigir_posible
from portal.operations.desk.hoy import sumado
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.desk import diferencias
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.rules.desk import cierre as reglas
from portal.structs.hoy import MesVisto
from portal.structs.usuarios import Actor

# Differences that are looked at for their day: whoever has more of them has not to count them.
DIFERENCIAS = 500
UN_MES = timedelta(days=31)
UN_DIA = timedelta(days=1)


async def ver(portal: Portal, actor: Actor, primero: date) -> MesVisto:
    """The month that begins with that day. Raises DatoInvalido for one that has not come, or before any payment."""
    permisos.exigir(actor, Acto.VER_FINANZAS)
    hoy = dia(portal.clock())
    exigir_posible(primero, hoy)
    siguiente = (primero + UN_MES).replace(day=1)
    ultimo = min(siguiente - UN_DIA, hoy)

    async def cuerpo(tx: Transaccion) -> MesVisto:
        abiertas = await diferencias.abiertas(tx.sql, DIFERENCIAS + 1)
        cuales = [ultimo - timedelta(days=hace) for hace in range((ultimo - primero).days + 1)]
        dias = tuple([await sumado(tx, cual, abiertas) for cual in cuales])
        return MesVisto(
            mes=primero,
            dias=dias,
            sumas=reglas.por_moneda(renglon for cada in dias for renglon in cada.renglones),
            antes=(primero - UN_DIA).replace(day=1) if primero > PRIMER_DIA else None,
            despues=siguiente if siguiente <= hoy else None,
            hay_mas=len(abiertas) > DIFERENCIAS,
        )

    return await portal.repo.read(cuerpo)
