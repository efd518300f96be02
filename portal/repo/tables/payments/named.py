"""Payments that an extract names, many at a time: a trip for each of its lines would take minutes."""

from collections.abc import Sequence

from portal.repo.protocol import Fila, Sql, Valor
from portal.repo.tables.payments.pagos import CAMPOS, de_fila
from portal.structs.pagos import Pago

# One statement for any number of them: the last batch is filled up with a value it has already.
TANDA = 200
# More than any row's number, and less than what the databases' own integers hold.
CIFRAS = 15
MARCAS = ", ".join(f":n{lugar}" for lugar in range(TANDA))
POR_CODIGO = f"SELECT {CAMPOS} FROM portal_pago WHERE emisor IN (:uno, :otro) AND cod_transaccion IN ({MARCAS})"
POR_REFERENCIA = f"SELECT {CAMPOS} FROM portal_pago WHERE pasarela = :pasarela AND referencia IN ({MARCAS})"
POR_NUMERO = f"SELECT {CAMPOS} FROM portal_pago WHERE id IN ({MARCAS})"


async def nombrados(sql: Sql, canal: str, del_portal: str, codigos: Sequence[str]) -> dict[int, Pago]:
    """By number, those of a channel or of the portal's own (`del_portal`, their issuer) that one of the codes names: by
    its code of transaction, by the gateway's number for it, or by its own."""
    numeros = [int(codigo) for codigo in codigos if codigo.isascii() and codigo.isdecimal() and len(codigo) <= CIFRAS]
    hallados: dict[int, Pago] = {}
    for sentencia, buscados, fijos in (
        (POR_CODIGO, codigos, {"uno": canal, "otro": del_portal}),
        (POR_REFERENCIA, codigos, {"pasarela": canal}),
        (POR_NUMERO, numeros, {}),
    ):
        for fila in await por_tandas(sql, sentencia, buscados, **fijos):
            pago = de_fila(fila)
            hallados[pago.id] = pago
    return hallados


async def numerados(sql: Sql, numeros: Sequence[int]) -> dict[int, Pago]:
    """Those, by number."""
    return {pago.id: pago for pago in map(de_fila, await por_tandas(sql, POR_NUMERO, numeros))}


async def por_tandas(sql: Sql, sentencia: str, buscados: Sequence[Valor], **fijos: Valor) -> list[Fila]:
    """What a statement with MARCAS finds of all of those."""
    halladas: list[Fila] = []
    for desde in range(0, len(buscados), TANDA):
        tanda = list(buscados[desde : desde + TANDA])
        tanda += tanda[-1:] * (TANDA - len(tanda))
        valores = {f"n{lugar}": valor for lugar, valor in enumerate(tanda)}
        halladas += await sql.todas(sentencia, **fijos, **valores)
    return halladas
