"""Finding a customer by whatever is known of them, and seeing them as the staff do."""

from collections.abc import Iterable, Sequence

from portal.inputs import identity
from portal.operations.books import looks
from portal.operations.portal import Portal
from portal.repo.protocol import Sql, Transaccion
from portal.repo.tables.desk import clientes
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.rules.desk import busqueda
from portal.rules.desk.busqueda import Buscado
from portal.structs.clientes import ClienteConocido, Coincidencia, Hallado, Hallados, ImporteBuscado, Por
from portal.structs.usuarios import Actor

# Of each thing that the letters may mean.
A_LA_VISTA = 10
# A customer has several payments alike, as instalments are: some more of them are read than customers are shown.
PAGOS = 30


class _Juntados:
    """Each customer once, with everything by which they were found, in the order in which they were."""

    def __init__(self) -> None:
        self._suyas: dict[str, tuple[ClienteConocido, list[Coincidencia]]] = {}
        self.hay_mas = False

    def juntar(self, hallados: Iterable[tuple[ClienteConocido, Coincidencia]]) -> None:
        """A_LA_VISTA of them; one more tells that there are others."""
        vistos = set[str]()
        for cliente, coincidencia in hallados:
            if cliente.documento not in vistos and len(vistos) == A_LA_VISTA:
                self.hay_mas = True
                return
            _, suyas = self._suyas.setdefault(cliente.documento, (cliente, []))
            if cliente.documento not in vistos and coincidencia not in suyas:
                suyas.append(coincidencia)
            vistos.add(cliente.documento)

    def hallados(self, *, documento: str = "", sin_recorrer: int = 0) -> Hallados:
        """As they are shown."""
        todos = tuple(Hallado(cliente=cliente, coincide=tuple(suyas)) for cliente, suyas in self._suyas.values())
        return Hallados(clientes=todos, hay_mas=self.hay_mas, documento=documento, sin_recorrer=sin_recorrer)


async def buscar(portal: Portal, actor: Actor, texto: str, importes: tuple[ImporteBuscado, ...] = ()) -> Hallados:
    """Customers of whom those letters are part of the name or address, or the beginning of the documento, or of whose
    payments they are the total, part of the code or of the receipt's number. importes: the amounts that they may be.
    Raises DatoInvalido for what is too short or too long to be looked for."""
    permisos.exigir(actor, Acto.VER_TODOS)
    buscado = busqueda.leer(texto, importes)
    entero = identity.documento(texto)
    es_entero = bool(buscado.documento) and identity.es_documento(entero)

    async def leer(tx: Transaccion) -> Hallados:
        juntados = _Juntados()
        await _por_quien_es(tx.sql, buscado, juntados)
        await _por_sus_pagos(tx.sql, buscado, juntados)
        queda = await clientes.ultimo_numero(tx.sql) if buscado.codigo else 0
        if buscado.parte:
            queda = await _por_parte_de_codigo(tx.sql, buscado.codigo, queda, juntados)
        desconocido = es_entero and await clientes.por_documento(tx.sql, entero) is None
        return juntados.hallados(documento=entero if desconocido else "", sin_recorrer=queda)

    return await _anotados(portal, actor, texto, await portal.repo.read(leer))


async def recorrer(portal: Portal, actor: Actor, texto: str, hasta: int) -> Hallados:
    """Customers of whose payments, of those up to a number, the code has those letters anywhere: of busqueda.TRAMO
    payments, the newest first. Raises DatoInvalido for what is part of no code."""
    permisos.exigir(actor, Acto.VER_TODOS)
    codigo = busqueda.parte_de_codigo(texto)

    async def leer(tx: Transaccion) -> Hallados:
        juntados = _Juntados()
        ultimo = min(hasta, await clientes.ultimo_numero(tx.sql))
        queda = await _por_parte_de_codigo(tx.sql, codigo, ultimo, juntados)
        return juntados.hallados(sin_recorrer=queda)

    return await _anotados(portal, actor, texto, await portal.repo.read(leer))


async def _anotados(portal: Portal, actor: Actor, texto: str, hallados: Hallados) -> Hallados:
    unico = hallados.clientes[0].cliente.documento if len(hallados.clientes) == 1 else ""
    await looks.anotar(portal, actor, "buscar-clientes", unico or texto.strip(), texto.strip() if unico else "")
    return hallados


async def _por_quien_es(sql: Sql, buscado: Buscado, juntados: _Juntados) -> None:
    if buscado.documento:
        hallados = await clientes.con_documento(sql, buscado.documento, A_LA_VISTA + 1)
        juntados.juntar((cada, Coincidencia(Por.DOCUMENTO)) for cada in hallados)
    if buscado.palabras:
        # Two words of one name may begin alike.
        hallados = await clientes.con_palabras(sql, buscado.palabras, 2 * A_LA_VISTA + 1)
        juntados.juntar((cada, Coincidencia(Por.PALABRAS)) for cada in hallados)


async def _por_sus_pagos(sql: Sql, buscado: Buscado, juntados: _Juntados) -> None:
    if buscado.numero is not None:
        _de_pagos(juntados, Por.COMPROBANTE, await clientes.con_numero(sql, buscado.numero))
    if buscado.entre:
        _de_pagos(juntados, Por.COMPROBANTE, await clientes.entre_numeros(sql, *buscado.entre, PAGOS))
    if buscado.final:
        ultimo = await clientes.ultimo_numero(sql)
        for numero in busqueda.terminados(buscado.final, ultimo, A_LA_VISTA):
            if numero != buscado.numero:
                _de_pagos(juntados, Por.COMPROBANTE, await clientes.con_numero(sql, numero))
    if buscado.codigo:
        _de_pagos(juntados, Por.CODIGO, await clientes.con_codigo(sql, buscado.codigo, PAGOS))
    if len(buscado.codigo) >= busqueda.FINAL_MINIMO:
        _de_pagos(juntados, Por.CODIGO, await clientes.con_final(sql, buscado.codigo, PAGOS))
    for importe in buscado.importes:
        _de_pagos(juntados, Por.IMPORTE, await clientes.con_total(sql, importe.moneda, importe.unidades, PAGOS))


async def _por_parte_de_codigo(sql: Sql, codigo: str, hasta: int, juntados: _Juntados) -> int:
    """Up to which number the codes are still to be looked into."""
    desde = max(0, hasta - busqueda.TRAMO)
    hallados = await clientes.con_parte(sql, codigo, desde, hasta, PAGOS)
    juntados.juntar((cliente, Coincidencia(Por.CODIGO, pago)) for cliente, pago in hallados)
    return hallados[-1][1].id - 1 if len(hallados) == PAGOS else desde


def _de_pagos(juntados: _Juntados, por: Por, hallados: Sequence[clientes.Hallazgo]) -> None:
    juntados.juntar((cliente, Coincidencia(por, pago)) for cliente, pago in hallados)
    if len(hallados) == PAGOS:
        juntados.hay_mas = True
