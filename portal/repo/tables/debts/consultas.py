"""Consultations and the cart that the package holds for each: it can be filled there, but not read back."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

import msgspec

from portal.clock import en_micros
from portal.money import en_unidades
from portal.repo.protocol import EarlyRead, Sql
from portal.repo.rows import Lector, entero, texto
from portal.repo.tables.conditions import entre
from portal.repo.tables.payments.lineas import SIN_SOLTAR
from portal.rules.payment.estados import EN_CURSO
from portal.structs.deudas import Consulta, Deuda

TRAMO = 4000  # bytes in a text of Oracle
ELEGIDA, BORRADOR = -1, -2
ANTES, PENDIENTE, RETENIDA = "A", "B", "R"
_LA_ULTIMA = """(
    SELECT max(c.idsession) FROM portal_consulta c
    WHERE c.usuario = :usuario AND c.documento = :documento AND c.moneda = :moneda
        AND c.enlace_id IS NULL
)"""

CREAR = """
INSERT INTO portal_consulta (idsession, usuario, documento, moneda, cliente, comision, creada, enlace_id)
VALUES (:idsession, :usuario, :documento, :moneda, :cliente, :comision, :creada, :enlace_id)"""
CREAR_TRAMO = """
INSERT INTO portal_consulta_tramo (idsession, orden, deudas) VALUES (:idsession, :orden, :deudas)"""
CARGAR = """
SELECT idsession, usuario, documento, moneda, cliente, comision, creada, enlace_id FROM portal_consulta
WHERE idsession = :idsession"""
CARGAR_DEUDAS = f"""
SELECT orden, deudas AS texto FROM portal_consulta_tramo WHERE idsession = :idsession
UNION ALL
SELECT {ELEGIDA} AS orden, codmovimiento AS texto FROM portal_consulta_elegida WHERE idsession = :idsession
UNION ALL
SELECT {BORRADOR} AS orden, codmovimiento AS texto FROM portal_consulta_borrador WHERE idsession = :idsession
ORDER BY orden"""
MEMORIA = f"""
SELECT '{ANTES}' || e.codmovimiento AS texto FROM portal_consulta_elegida e
WHERE e.idsession = {_LA_ULTIMA}
UNION ALL
SELECT '{PENDIENTE}' || b.codmovimiento AS texto FROM portal_consulta_borrador b
WHERE b.idsession = {_LA_ULTIMA}
UNION ALL
SELECT '{RETENIDA}' || r.codmovimiento AS texto FROM portal_pago_deuda r JOIN portal_pago p ON p.id = r.pago_id
WHERE p.documento = :documento AND p.moneda = :moneda AND r.{SIN_SOLTAR} AND {entre(EN_CURSO, "p.estado")}"""
SACAR = "DELETE FROM portal_consulta_elegida WHERE idsession = :idsession AND codmovimiento = :codmovimiento"
PONER = "INSERT INTO portal_consulta_elegida (idsession, codmovimiento) VALUES (:idsession, :codmovimiento)"
SIN_BORRADOR = "DELETE FROM portal_consulta_borrador WHERE idsession = :idsession"
BORRADOR_NUEVO = """
INSERT INTO portal_consulta_borrador (idsession, codmovimiento) VALUES (:idsession, :codmovimiento)"""
COMISION = "UPDATE portal_consulta SET comision = :comision WHERE idsession = :idsession"
SIN_PRECIO = """
UPDATE portal_consulta SET comision = NULL
WHERE documento = :documento AND moneda = :moneda AND comision IS NOT NULL"""
BLOQUEAR = "UPDATE portal_consulta SET comision = comision WHERE idsession = :idsession"
OLVIDAR = "DELETE FROM portal_consulta WHERE creada < :antes"
_consulta = Lector(Consulta)


async def crear(sql: Sql, consulta: Consulta) -> None:
    """Remembers who opened it and what was owed, since the rules are explained from that."""
    await sql.diferir(
        CREAR,
        [
            {
                "idsession": consulta.idsession,
                "usuario": consulta.usuario,
                "documento": consulta.documento,
                "moneda": consulta.moneda,
                "cliente": consulta.cliente,
                "comision": None if consulta.comision is None else en_unidades(consulta.comision, consulta.moneda),
                "creada": en_micros(consulta.creada),
                "enlace_id": consulta.enlace_id,
            }
        ],
    )
    await sql.diferir(
        CREAR_TRAMO,
        [
            {"idsession": consulta.idsession, "orden": orden, "deudas": deudas}
            for orden, deudas in enumerate(_tramos(consulta.deudas))
        ],
    )


def _tramos(deudas: Iterable[Deuda]) -> list[str]:
    """Lists of whole debts, each as long as a text of the database may be: a row for each debt would cost more than
    everything else that a consultation writes."""
    tramos: list[list[bytes]] = []
    lugar = 0
    for deuda in map(msgspec.json.encode, deudas):
        if len(deuda) + len(b",") > lugar:
            tramos.append([])
            lugar = TRAMO - len(b"[]")
        tramos[-1].append(deuda)
        lugar -= len(deuda) + len(b",")
    return [f"[{b','.join(tramo).decode()}]" for tramo in tramos]


async def cargar(sql: Sql, idsession: int) -> Consulta | None:
    """The consultation with its debts in the package's order, or None."""
    fila = await sql.una(CARGAR, idsession=idsession)
    if fila is None:
        return None
    textos = await sql.todas(CARGAR_DEUDAS, idsession=idsession)
    tramos = [texto(cada["texto"]) for cada in textos if entero(cada["orden"]) >= 0]
    return _consulta(
        fila,
        deudas=tuple(deuda for tramo in tramos for deuda in msgspec.json.decode(tramo, type=list[Deuda])),
        en_carrito=frozenset(texto(cada["texto"]) for cada in textos if cada["orden"] == ELEGIDA),
        borrador=frozenset(texto(cada["texto"]) for cada in textos if cada["orden"] == BORRADOR),
    )


class Memoria(NamedTuple):
    """What a customer's page of debts begins with; there once the package has been consulted."""

    early: EarlyRead

    @property
    def elegidas(self) -> frozenset[str]:
        """What was chosen in that user's newest consultation on that customer, but by a link: what its cart could not
        hold yet, or else what is in it."""
        return self._de(PENDIENTE) or self._de(ANTES)

    @property
    def retenidas(self) -> frozenset[str]:
        """What an open payment holds of the customer's."""
        return self._de(RETENIDA)

    def _de(self, clase: str) -> frozenset[str]:
        return frozenset(leido[1:] for leido in self.early.textos if leido[:1] == clase)


async def memoria(sql: Sql, usuario: str, documento: str, moneda: int) -> Memoria:
    """To be asked for before the package opens the next consultation."""
    return Memoria(await sql.read_early(MEMORIA, usuario=usuario, documento=documento, moneda=moneda))


async def anotar_cambio(sql: Sql, consulta: Consulta, codmovimiento: str, *, agrega: bool, comision: Decimal) -> None:
    """The package accepted a change of the cart, and this is its commission now."""
    de_esa = {"idsession": consulta.idsession}
    await sql.diferir(SACAR, [{**de_esa, "codmovimiento": codmovimiento}])
    if agrega:
        await sql.diferir(PONER, [{**de_esa, "codmovimiento": codmovimiento}])
    await sql.diferir(COMISION, [{**de_esa, "comision": en_unidades(comision, consulta.moneda)}])


async def guardar_borrador(sql: Sql, consulta: Consulta, elegidas: frozenset[str]) -> None:
    """What is chosen now and the cart cannot hold as it is; nothing, where it does."""
    de_esa = {"idsession": consulta.idsession}
    if consulta.borrador:
        await sql.diferir(SIN_BORRADOR, [{**de_esa}])
    if elegidas:
        await sql.diferir(BORRADOR_NUEVO, [{**de_esa, "codmovimiento": codigo} for codigo in sorted(elegidas)])


async def sin_precio(sql: Sql, documento: str, moneda: int) -> None:
    """No consultation of that customer that is open by now knows its price any more, nor will; changes that are under
    way are waited for."""
    await sql.ejecutar(SIN_PRECIO, documento=documento, moneda=moneda)


async def bloquear(sql: Sql, idsession: int) -> None:
    """Changes of a cart and the start of its payment wait for one another."""
    await sql.ejecutar(BLOQUEAR, idsession=idsession)


async def olvidar(sql: Sql, antes: datetime) -> None:
    """Consultations older than that are of no use: the package refuses their carts."""
    await sql.ejecutar(OLVIDAR, antes=en_micros(antes))
