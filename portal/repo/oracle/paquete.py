"""PACK_PAGO_WS by callproc, its names and orders as they are in production."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

import oracledb
import structlog

from portal.errors import NoDisponible
from portal.money import redondear
from portal.repo.oracle.cursor import RespuestaInvalida, leer
from portal.repo.oracle.early_read import Reading
from portal.repo.oracle.link.connection import Work
from portal.repo.oracle.link.errors import Kind, business_text, classify
from portal.repo.oracle.session import Session
from portal.structs.paquete import Respuesta, RespuestaCarrito, RespuestaConsulta, RespuestaPago
from portal.texts.catalogue import say

T = TypeVar("T")

log = structlog.get_logger()

PAQUETE = "PACK_PAGO_WS"
LENGTH = 4000
CODRESP = re.compile(r"[0-9A-Za-z_-]{1,20}")
IDSESSION_MAXIMO = 999_999_999


class OraclePackage:
    """The five procedures. What they answer is not trusted: success is exactly '0', anything unclear is a refusal."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def validar_usuario(self, username: str) -> Respuesta:
        async def call(connection: oracledb.AsyncConnection) -> Respuesta:
            with connection.cursor() as cursor:
                cod, desc = cursor.var(Decimal), cursor.var(str, LENGTH)
                await cursor.callproc(f"{PAQUETE}.VALIDAR_USURAIO", [username, cod, desc])
                return Respuesta(*_respuesta("VALIDAR_USURAIO", cod, desc))

        return await self._call("VALIDAR_USURAIO", username, call, Respuesta, is_read=True)

    async def consultar(self, documento: str, moneda: int, usuario: str) -> RespuestaConsulta:
        early, self._session.early = self._session.early, None

        async def call(connection: oracledb.AsyncConnection) -> RespuestaConsulta:
            with connection.cursor() as cursor:
                # Not a cursor of our own: of one that is bound, the driver keeps a statement until the connection ends.
                deudas, nombre = cursor.var(oracledb.DB_TYPE_CURSOR), cursor.var(str, LENGTH)
                cantidad, idsession = cursor.var(Decimal), cursor.var(Decimal)
                cod, desc = cursor.var(str, LENGTH), cursor.var(str, LENGTH)
                await Reading(cursor, early).callproc(
                    f"{PAQUETE}.PAWEB_CONSULTA",
                    [documento, moneda, deudas, usuario, nombre, cantidad, idsession, cod, desc],
                )
                codresp, descresp = _respuesta("PAWEB_CONSULTA", cod, desc)
                if codresp != "0":
                    return RespuestaConsulta(codresp, descresp)
                numero = idsession.getvalue()
                if not isinstance(numero, Decimal) or not 0 < numero <= IDSESSION_MAXIMO or numero != int(numero):
                    raise RespuestaInvalida("IDSESSION is no number of a session")
                pendientes = await leer(deudas.getvalue(), moneda)
                return RespuestaConsulta(codresp, descresp, int(numero), _plano(nombre.getvalue()), pendientes)

        return await self._call("PAWEB_CONSULTA", usuario, call, RespuestaConsulta, is_read=True)

    async def agregar_al_carrito(
        self, idsession: int, indicador: str, codmovimiento: str, usuario: str
    ) -> RespuestaCarrito:
        async def call(connection: oracledb.AsyncConnection) -> RespuestaCarrito:
            with connection.cursor() as cursor:
                comision, cod, desc = cursor.var(Decimal), cursor.var(str, LENGTH), cursor.var(str, LENGTH)
                await cursor.callproc(
                    f"{PAQUETE}.AGREGAR_AL_CARRITO",
                    [idsession, indicador, codmovimiento, usuario, comision, cod, desc],
                )
                codresp, descreps = _respuesta("AGREGAR_AL_CARRITO", cod, desc)
                return RespuestaCarrito(codresp, descreps, _comision(comision.getvalue(), codresp))

        def refuse(codresp: str, descreps: str) -> RespuestaCarrito:
            return RespuestaCarrito(codresp, descreps, Decimal(0))

        return await self._call("AGREGAR_AL_CARRITO", usuario, call, refuse)

    async def pagar(self, session: int, user: str, codtransaccion: str) -> RespuestaPago:
        async def call(connection: oracledb.AsyncConnection) -> RespuestaPago:
            with connection.cursor() as cursor:
                cod, modo, desc = cursor.var(str, LENGTH), cursor.var(str, LENGTH), cursor.var(str, LENGTH)
                await cursor.callproc(f"{PAQUETE}.PAWEB_PAGO", [session, user, codtransaccion, cod, modo, desc])
                codresp, descresp = _respuesta("PAWEB_PAGO", cod, desc)
                return RespuestaPago(codresp, _plano(modo.getvalue()), descresp)

        def refuse(codresp: str, descresp: str) -> RespuestaPago:
            return RespuestaPago(codresp, "", descresp)

        return await self._call("PAWEB_PAGO", codtransaccion, call, refuse)

    async def anular(self, codtransaccion: str) -> Respuesta:
        async def call(connection: oracledb.AsyncConnection) -> Respuesta:
            with connection.cursor() as cursor:
                cod, desc = cursor.var(str, LENGTH), cursor.var(str, LENGTH)
                await cursor.callproc(f"{PAQUETE}.PA_ANUL", [codtransaccion, cod, desc])
                return Respuesta(*_respuesta("PA_ANUL", cod, desc))

        return await self._call("PA_ANUL", codtransaccion, call, Respuesta)

    async def _call(
        self,
        procedimiento: str,
        cliente: str,
        call: Work[T],
        refuse: Callable[[str, str], T],
        *,
        is_read: bool = False,
    ) -> T:
        async def work(connection: oracledb.AsyncConnection) -> T:
            # Whoever looks at V$SESSION sees which call of whom holds a lock.
            connection.action, connection.client_identifier = procedimiento, cliente[:64]
            try:
                return await call(connection)
            except oracledb.Error as error:
                if classify(error) is not Kind.BUSINESS:
                    raise
                return refuse(*business_text(error))

        try:
            return await self._session.do(work, is_read=is_read)
        except RespuestaInvalida as error:
            log.critical("respuesta inválida del paquete", procedimiento=procedimiento, detalle=str(error))
            raise NoDisponible("respuesta-invalida", (), 30) from error


def _plano(valor: object) -> str:
    """One line of text, whatever came."""
    return " ".join(str("" if valor is None else valor).split())[:500]


def _respuesta(procedimiento: str, cod: oracledb.Var, desc: oracledb.Var) -> tuple[str, str]:
    """The code and its text. NULL or a strange code is a refusal and an alarm: never a success."""
    valor = cod.getvalue()
    codresp = f"{valor:f}" if isinstance(valor, Decimal) else str("" if valor is None else valor).strip()
    if CODRESP.fullmatch(codresp):
        return codresp, _plano(desc.getvalue())
    log.critical("codresp sin sentido", procedimiento=procedimiento, vacio=valor is None)
    return "INVALIDO", say("respuesta-invalida", ())


def _comision(valor: object, codresp: str) -> Decimal:
    """The commission of an accepted change: a finite amount, of at most two decimals whatever the currency."""
    if codresp != "0":
        return Decimal(0)
    if not isinstance(valor, Decimal) or not valor.is_finite() or valor < 0 or redondear(valor, 2) != valor:
        raise RespuestaInvalida("COMISION is no amount")
    return valor
