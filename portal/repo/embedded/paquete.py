"""PACK_PAGO_WS over SQLite: the procedures of the ERP, deciding by the portal's own rules.

Like the real package it answers refusals by codresp and never commits. Its codes are its own: only '0' means something
outside of here.
"""

from datetime import date
from decimal import Decimal
from typing import Protocol

from portal.clock import Clock, dia, en_micros
from portal.errors import Rechazo
from portal.money import MONEDAS, en_unidades
from portal.repo.embedded import erp
from portal.repo.embedded.carrying import aplicar_de
from portal.repo.protocol import Fila, Sql, Valor
from portal.repo.rows import entero, instante, texto
from portal.rules.debts.carrito import bloqueo, cubiertas, revisar, revisar_orden
from portal.rules.debts.comision import comision
from portal.rules.payment.anulacion import revisar_dia
from portal.structs.deudas import Deuda
from portal.structs.paquete import Respuesta, RespuestaCarrito, RespuestaConsulta, RespuestaPago
from portal.texts.catalogue import say
from portal.texts.named import datos

MOD_FACT = "CONTADO"


class SqlConNumeros(Sql, Protocol):
    """Sql that tells the number it gave to a new row."""

    async def insertar(self, sql: str, **valores: Valor) -> int:
        """The new row's number."""


class _Rehusa(Exception):
    """A procedure's refusal, on its way to the OUT parameters."""

    def __init__(self, codresp: str, mensaje: str) -> None:
        super().__init__(mensaje)
        self.codresp = codresp
        self.mensaje = mensaje


class PaqueteEmbebido:
    """The five procedures; `tasa` is the commission's rate (0.015 is 1.5 %)."""

    def __init__(self, sql: SqlConNumeros, clock: Clock, tasa: Decimal) -> None:
        self._sql = sql
        self._reloj = clock
        self._tasa = tasa

    async def validar_usuario(self, username: str) -> Respuesta:
        fila = await self._sql.una("SELECT activo FROM portal_usuario WHERE usuario = :usuario", usuario=username)
        if fila is None or not fila["activo"]:
            return Respuesta("1", _dicho("usuario-inhabilitado"))
        return Respuesta("0", "OK")

    async def consultar(self, documento: str, moneda: int, usuario: str) -> RespuestaConsulta:
        await aplicar_de(self._sql, documento)
        cliente = await self._sql.una(erp.CLIENTE, documento=documento)
        if cliente is None:
            return RespuestaConsulta("2", _dicho("cliente-desconocido"))
        if moneda not in MONEDAS:
            return RespuestaConsulta("2", _dicho("moneda-desconocida"))
        deudas = await self._pendientes(documento, moneda)
        idsession = await self._sql.insertar(
            erp.ABRIR, documento=documento, moneda=moneda, usuario=usuario, fecha=self._hoy().isoformat()
        )
        return RespuestaConsulta("0", "OK", idsession, texto(cliente["nombre"]), deudas)

    async def agregar_al_carrito(
        self, idsession: int, indicador: str, codmovimiento: str, usuario: str
    ) -> RespuestaCarrito:
        try:
            sesion, deudas = await self._abierta(idsession, usuario)
            moneda = entero(sesion["mone_codi"])
            carrito = await self._carrito(idsession)
            agrega = indicador == "S"
            despues = carrito | {codmovimiento} if agrega else carrito - {codmovimiento}
            if agrega and codmovimiento not in {deuda.codmovimiento for deuda in deudas}:
                raise _Rehusa("6", _dicho("deuda-no-pendiente"))
            if agrega:
                await self._exigir_como_se_dijo(idsession, codmovimiento)
            faltas = [falta for falta in (bloqueo(deudas, self._hoy()),) if falta] if agrega else []
            faltas.extend(revisar_orden(deudas, despues, self._hoy()))
            if faltas:
                raise _Rehusa("10", faltas[0].motivo)
            if despues != carrito:
                cambio = erp.PONER if agrega else erp.SACAR
                await self._sql.ejecutar(cambio, idsession=idsession, codmovimiento=codmovimiento)
        except _Rehusa as rehusa:
            return RespuestaCarrito(rehusa.codresp, rehusa.mensaje, Decimal(0))
        dicho = _dicho("agregado" if agrega else "quitado")
        return RespuestaCarrito("0", dicho, self._comision(deudas, despues, moneda))

    async def pagar(self, session: int, user: str, codtransaccion: str) -> RespuestaPago:
        try:
            sesion, deudas = await self._abierta(session, user)
            if await self._sql.una(erp.PAGO, codigo=codtransaccion):
                raise _Rehusa("7", _dicho("codigo-usado"))
            carrito = await self._carrito(session)
            if not carrito:
                raise _Rehusa("8", _dicho("carrito-vacio"))
            await self._exigir_como_se_dijo(session, "")
            if faltas := revisar(deudas, carrito, self._hoy()):
                raise _Rehusa("12", faltas[0].motivo)
            await self._saldar(sesion, deudas, carrito, codtransaccion)
        except _Rehusa as rehusa:
            return RespuestaPago(rehusa.codresp, "", rehusa.mensaje)
        return RespuestaPago("0", MOD_FACT, _dicho("pagado"))

    async def anular(self, codtransaccion: str) -> Respuesta:
        pago = await self._sql.una(erp.PAGO, codigo=codtransaccion)
        if pago is None:
            return Respuesta("20", _dicho("pago-desconocido"))
        if pago["anulado"] is not None:
            return Respuesta("0", _dicho("ya-anulado"))
        await aplicar_de(self._sql, texto(pago["documento"]))
        try:
            revisar_dia(instante(pago["pagado"]), self._hoy())
        except Rechazo as rechazo:
            return Respuesta("21", rechazo.mensaje)
        # It knows codes alone and not whose they are: whoever asks may not learn another's.
        if await self._sql.una(erp.POSTERIORES, codigo=codtransaccion):
            return Respuesta("21", _dicho("no-es-el-ultimo"))
        await self._sql.ejecutar(erp.RESTAURAR, codigo=codtransaccion)
        await self._sql.ejecutar(erp.ANULAR, codigo=codtransaccion, anulado=en_micros(self._reloj()))
        return Respuesta("0", _dicho("anulado"))

    async def _abierta(self, idsession: int, usuario: str) -> tuple[Fila, tuple[Deuda, ...]]:
        """The consultation, if this user may still act on it, and what its customer owes now."""
        sesion = await self._sql.una(erp.SESION, idsession=idsession)
        if sesion is None or sesion["usuario"] != usuario:
            raise _Rehusa("3", _dicho("consulta-desconocida"))
        if sesion["pagada"]:
            raise _Rehusa("5", _dicho("consulta-pagada"))
        if sesion["fecha"] != self._hoy().isoformat():
            raise _Rehusa("4", _dicho("consulta-vieja"))
        await aplicar_de(self._sql, texto(sesion["documento"]))
        return sesion, await self._pendientes(texto(sesion["documento"]), entero(sesion["mone_codi"]))

    async def _pendientes(self, documento: str, moneda: int) -> tuple[Deuda, ...]:
        return tuple(
            erp.deuda(fila) for fila in await self._sql.todas(erp.PENDIENTES, documento=documento, moneda=moneda)
        )

    async def _exigir_como_se_dijo(self, idsession: int, codmovimiento: str) -> None:
        """What is in the cart, or enters it, is owed as that consultation told it."""
        if await self._sql.una(erp.CAMBIADA, idsession=idsession, codmovimiento=codmovimiento):
            raise _Rehusa("13", _dicho("importe-cambiado"))

    async def _carrito(self, idsession: int) -> frozenset[str]:
        filas = await self._sql.todas(erp.CARRITO, idsession=idsession)
        return frozenset(texto(fila["codmovimiento"]) for fila in filas)

    async def _saldar(self, sesion: Fila, deudas: tuple[Deuda, ...], carrito: frozenset[str], codigo: str) -> None:
        moneda = entero(sesion["mone_codi"])
        pagadas = [deuda for deuda in deudas if deuda.codmovimiento in carrito]
        await self._sql.insertar(
            erp.COBRAR,
            codigo=codigo,
            idsession=sesion["idsession"],
            documento=sesion["documento"],
            usuario=sesion["usuario"],
            moneda=moneda,
            subtotal=en_unidades(sum((deuda.importe for deuda in pagadas), Decimal(0)), moneda),
            comision=en_unidades(self._comision(deudas, carrito, moneda), moneda),
            pagado=en_micros(self._reloj()),
        )
        for deuda in pagadas:
            if not await self._sql.ejecutar(erp.SALDAR, codigo=codigo, codmovimiento=deuda.codmovimiento):
                raise _Rehusa("6", _dicho("deuda-saldada"))
        for deuda in cubiertas(deudas, carrito, self._hoy()):  # the pay-off settles them: they are owed no more
            await self._sql.ejecutar(erp.SALDAR, codigo=codigo, codmovimiento=deuda.codmovimiento)
        await self._sql.ejecutar(erp.CERRAR, idsession=sesion["idsession"])

    def _comision(self, deudas: tuple[Deuda, ...], carrito: frozenset[str], moneda: int) -> Decimal:
        subtotal = sum((deuda.importe for deuda in deudas if deuda.codmovimiento in carrito), Decimal(0))
        return comision(subtotal, self._tasa, moneda)

    def _hoy(self) -> date:
        return dia(self._reloj())


def _dicho(caso: str) -> str:
    return say("paquete", datos(caso=caso))
