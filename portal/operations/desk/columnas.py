"""Under which titles a channel's extracts say what: chosen once on the screen, kept, changed, forgotten."""

import asyncio
from collections.abc import Sequence

from portal.clock import dia
from portal.errors import DatoInvalido, NoEncontrado
from portal.inputs import characters
from portal.operations.books import looks
from portal.operations.desk import extractos
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria
from portal.repo.tables.desk import perfiles
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.rules.desk.far_dates import lejanas
from portal.structs.extractos import DE_SIEMPRE, Fila, LectorDeExtractos, TitulosAjenos
from portal.structs.finanzas import Columnas, Extracto, PreguntaColumnas, Titulo
from portal.structs.usuarios import Actor
from portal.texts.named import Saying, datos

ANCHO = 30
EJEMPLOS = 3


async def pregunta(
    portal: Portal, actor: Actor, lector: LectorDeExtractos, llave: str, linea: int = 0
) -> PreguntaColumnas:
    """What a kept file's columns may be; `linea`: where somebody says that its titles are. Raises NoEncontrado where
    it is gone, or is another person's."""
    borrador, elegidas = await extractos.guardado(portal, actor, llave)
    cabeza = await asyncio.to_thread(lector.cabeza, borrador.contenido)
    encabezado = next((fila for fila in cabeza if fila.linea == linea), None) or lector.titulos_probables(cabeza)
    siguientes = [fila for fila in cabeza if fila.linea > encabezado.linea]
    await looks.anotar(portal, actor, "ver-borrador", borrador.canal)
    return PreguntaColumnas(
        llave=llave,
        canal=borrador.canal,
        archivo=borrador.archivo,
        linea=encabezado.linea,
        lineas=tuple((fila.linea, _corto(" · ".join(filter(None, fila.celdas)), 2 * ANCHO)) for fila in cabeza),
        titulos=tuple(_titulos(lector.numeradas(encabezado), encabezado, siguientes)),
        elegidas=elegidas or DE_SIEMPRE,
    )


async def elegir(
    portal: Portal, actor: Actor, lector: LectorDeExtractos, llave: str, columnas: Columnas
) -> Extracto | str:
    """Reads a kept file by those columns, and keeps them for its channel.

    Gives the extract, or the key again where its dates are to be asked about. Raises DatoInvalido, NoEncontrado.
    """
    borrador, _ = await extractos.guardado(portal, actor, llave)
    _revisar(columnas)
    leido = await asyncio.to_thread(lector.leer, borrador.contenido, (columnas,))
    if isinstance(leido, TitulosAjenos):
        raise DatoInvalido("columnas-ajenas", datos(faltan=", ".join(leido.faltan)), "codigo")

    async def guardar(tx: Transaccion) -> None:
        ahora = portal.clock()
        await perfiles.guardar(tx.sql, ahora, borrador.canal, columnas, actor.usuario)
        await auditoria.anotar(tx.sql, ahora, actor, "elegir-columnas", borrador.canal, motivo=borrador.motivo)
        await tx.confirmar()

    await portal.repo.write(guardar)
    if lejanas(leido.movimientos, dia(portal.clock())):
        return llave
    return await extractos.terminar(portal, actor, borrador, leido)


async def elegidas(portal: Portal, actor: Actor) -> list[tuple[str, Columnas]]:
    """Each channel whose columns were chosen."""
    permisos.exigir(actor, Acto.VER_FINANZAS)
    return await portal.repo.read(lambda tx: perfiles.todos(tx.sql))


async def olvidar(portal: Portal, actor: Actor, canal: str, motivo: str) -> None:
    """The channel's next file is read by the usual titles, or asked about. Raises NoEncontrado where it has none."""
    permisos.exigir(actor, Acto.FINANZAS)
    limpio = permisos.motivo_exigido(actor, motivo)

    async def quitar(tx: Transaccion) -> None:
        if not await perfiles.olvidar(tx.sql, canal):
            raise NoEncontrado("columnas-desconocidas")
        await auditoria.anotar(tx.sql, portal.clock(), actor, "olvidar-columnas", canal, motivo=limpio)
        await tx.confirmar()

    await portal.repo.write(quitar)


def _revisar(columnas: Columnas) -> None:
    for campo in ("codigo", "fecha", "importe"):
        if not getattr(columnas, campo):
            raise DatoInvalido("faltan-columnas", datos(caso=campo), campo)
    varias = (columnas.codigo, columnas.fecha, columnas.importe, columnas.devolucion, columnas.moneda)
    usadas = [titulo for titulo in varias if titulo]
    if len(set(usadas)) < len(usadas):
        raise DatoInvalido("columnas-repetidas", campo="codigo")


def _titulos(nombres: Sequence[str], encabezado: Fila, siguientes: Sequence[Fila]) -> list[Titulo]:
    return [
        Titulo(
            nombre=nombre,
            escrito=_corto(celda, ANCHO) or Saying("columna-sin-titulo", datos(lugar=lugar + 1)),
            ejemplo=_corto(
                next((f.celdas[lugar] for f in siguientes[:EJEMPLOS] if lugar < len(f.celdas) and f.celdas[lugar]), ""),
                ANCHO,
            ),
        )
        for lugar, (nombre, celda) in enumerate(zip(nombres, encabezado.celdas, strict=True))
    ]


def _corto(texto: str, largo: int) -> str:
    limpio = characters.prose(texto)
    return limpio if len(limpio) <= largo else f"{limpio[:largo]}…"
