"""What the attempts to pay leave of a consultation."""

from datetime import timedelta

import msgspec

from portal.clock import en_micros
from portal.repo.protocol import Fila, Sql
from portal.repo.rows import texto
from portal.repo.tables.conditions import entre
from portal.repo.tables.payments import listados
from portal.repo.tables.payments.lineas import SIN_SOLTAR
from portal.repo.tables.payments.pagos import CAMPOS, de_fila
from portal.rules.payment.estados import EN_CURSO
from portal.structs.deudas import Consulta, Deuda
from portal.structs.pagos import Ocupada, Situacion

# Instances' clocks differ: a payment made as the consultation was opened is looked at too.
MARGEN = timedelta(minutes=5)
LINEA = f"SELECT {CAMPOS}, deuda FROM portal_pago_deuda l JOIN portal_pago p ON p.id = l.pago_id WHERE l.{SIN_SOLTAR}"
# Those of the customer that are open, or were paid since the consultation told what is owed; and whoever has what the
# cart holds, or the debt that is asked for, however long ago: the ERP may owe again what the portal says was paid.
OCUPADAS = f"""
{LINEA} AND p.documento = :documento AND p.moneda = :moneda AND ({entre(EN_CURSO, "p.estado")} OR p.pagado >= :desde)
UNION ALL
{LINEA} AND l.codmovimiento IN (SELECT e.codmovimiento FROM portal_consulta_elegida e WHERE e.idsession = :idsession)
UNION ALL
{LINEA} AND l.codmovimiento = :codmovimiento"""


async def leer(sql: Sql, consulta: Consulta, codmovimiento: str = "") -> Situacion:
    """As it is now; codmovimiento: a debt that is asked for and is not in the cart."""
    filas = await sql.todas(
        OCUPADAS,
        documento=consulta.documento,
        moneda=consulta.moneda,
        desde=en_micros(consulta.creada - MARGEN),
        idsession=consulta.idsession,
        codmovimiento=codmovimiento,
    )
    ocupadas = (_ocupada(fila) for fila in filas)
    return Situacion(
        intentos=tuple(await listados.de_sesion(sql, consulta.idsession)),
        ocupadas=tuple({(cada.deuda.codmovimiento, cada.deuda.seq): cada for cada in ocupadas}.values()),
    )


def _ocupada(fila: Fila) -> Ocupada:
    return Ocupada(msgspec.json.decode(texto(fila["deuda"]), type=Deuda), de_fila(fila))
