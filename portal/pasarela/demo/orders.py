"""The demo bank's own table. It is another party: no statement here touches what is the portal's."""

from datetime import datetime
from decimal import Decimal

from msgspec import Struct

from portal.clock import en_micros
from portal.errors import NoEncontrado
from portal.money import en_unidades
from portal.pasarela.protocol import Orden, Resultado
from portal.repo.protocol import Sql
from portal.repo.rows import Lector

CREAR = """
INSERT INTO banco_demo_orden (referencia, identificador, descripcion, moneda, total, url_retorno, estado, creado)
VALUES (:referencia, :identificador, :descripcion, :moneda, :total, :url_retorno, 'PENDIENTE', :creado)"""
CAMPOS = "referencia, descripcion, moneda, total, url_retorno, estado AS guardado, respuesta, responde, avisos, creado"
POR_REFERENCIA = f"SELECT {CAMPOS} FROM banco_demo_orden WHERE referencia = :referencia"  # noqa: S608 - a constant of ours
POR_IDENTIFICADOR = POR_REFERENCIA.replace("referencia = :referencia", "identificador = :identificador")
DECIDIR = """
UPDATE banco_demo_orden SET estado = :estado, respuesta = :respuesta, responde = :responde, avisos = :avisos
WHERE referencia = :referencia AND estado = 'PENDIENTE' AND respuesta IS NULL"""
# A rejected order has nothing to give back, and stays what it was.
ANULAR = "UPDATE banco_demo_orden SET estado = 'ANULADO' WHERE referencia = :referencia AND estado <> 'RECHAZADO'"


class OrdenDemo(Struct, frozen=True, kw_only=True):
    """An order as the bank keeps it. `respuesta` was decided, None until then, and holds from `responde` on."""

    referencia: str
    descripcion: str
    moneda: int
    total: Decimal
    url_retorno: str
    guardado: Resultado
    respuesta: Resultado | None
    responde: datetime | None
    avisos: int
    creado: datetime

    @property
    def estado(self) -> Resultado:
        """How the bank's own page sees it: what was decided counts at once."""
        return self.respuesta if self.respuesta and self.guardado is Resultado.PENDIENTE else self.guardado

    def en(self, ahora: datetime) -> Resultado:
        """How the shop sees it at that instant."""
        return self.guardado if self.responde and ahora < self.responde else self.estado


_de_fila = Lector(OrdenDemo)


async def crear(sql: Sql, referencia: str, orden: Orden, ahora: datetime) -> None:
    """A new order. Raises LlaveDuplicada where that identificador has one."""
    await sql.ejecutar(
        CREAR,
        referencia=referencia,
        identificador=orden.identificador,
        descripcion=orden.descripcion,
        moneda=orden.moneda,
        total=en_unidades(orden.total, orden.moneda),
        url_retorno=orden.url_retorno,
        creado=en_micros(ahora),
    )


async def por_referencia(sql: Sql, referencia: str) -> OrdenDemo:
    """The order of that number. Raises NoEncontrado."""
    fila = await sql.una(POR_REFERENCIA, referencia=referencia)
    if fila is None:
        raise NoEncontrado("orden-desconocida")
    return _de_fila(fila)


async def por_identificador(sql: Sql, identificador: int) -> OrdenDemo | None:
    """The order that the shop knows by that number."""
    fila = await sql.una(POR_IDENTIFICADOR, identificador=identificador)
    return None if fila is None else _de_fila(fila)


async def decidir(
    sql: Sql, referencia: str, respuesta: Resultado, responde: datetime, avisos: int, *, ya: bool
) -> bool:
    """Settles an order that nobody decided before; whether this was the first decision."""
    cambiadas = await sql.ejecutar(
        DECIDIR,
        referencia=referencia,
        estado=respuesta if ya else Resultado.PENDIENTE,
        respuesta=respuesta,
        responde=en_micros(responde),
        avisos=avisos,
    )
    return cambiadas == 1


async def anular(sql: Sql, referencia: str) -> None:
    """Nothing is charged by that order any more, whatever was decided."""
    await sql.ejecutar(ANULAR, referencia=referencia)
