"""Taking a step: one method a kind, each in as many transactions as structs/pasos says of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never

import structlog
from msgspec import structs

from portal.errors import NoDisponible, NoEncontrado, PortalError, ResultadoDesconocido
from portal.operations.payment import changes, gateway
from portal.operations.payment.changes import Cambio
from portal.operations.payment.errand import Encargo
from portal.operations.payment.evidencia import guardar, lo_callado, segun
from portal.operations.payment.guards import impedimento, quien_la_pidio
from portal.operations.payment.transitions import OtroFuePrimero
from portal.operations.portal import Portal
from portal.pasarela.protocol import Pasarela
from portal.repo.protocol import Transaccion
from portal.repo.tables.payments import pagos, seguimiento
from portal.rules.payment.decide import COBRADOS, anulacion_hecha, pago_registrado
from portal.rules.payment.seguimiento import PASO_DEL_BANCO
from portal.structs.pagos import Devolucion, Pago
from portal.structs.paquete import Respuesta, RespuestaPago
from portal.structs.pasos import (
    Abrir,
    Anotar,
    Anular,
    DelBanco,
    DelPaquete,
    Devolver,
    Esperar,
    Pagar,
    Pasar,
    PasoPorDar,
    Preguntar,
    Razon,
    Sabido,
    Suceso,
)
from portal.structs.usuarios import Actor

log = structlog.get_logger()


@dataclass(slots=True)
class Actos:
    """A run: the attempt as it was last read, what is known, and what was said on the way.

    motivo: the words of whoever decided last; dicho: the gateway's own terms; error: what kept a step from being taken.
    """

    portal: Portal
    pago: Pago
    sabe: Sabido
    encargo: Encargo
    motivo: str = ""
    dicho: str = ""
    quien: Actor | None = None
    rehusada: Respuesta | None = None
    error: Exception | None = None

    async def dar(self, paso: PasoPorDar) -> None:
        """Raises OtroFuePrimero where the attempt is not as it was read, and whatever kept it from being taken."""
        match paso:
            case Preguntar():
                await self._preguntar()
            case Devolver():
                await self._devolver()
            case Abrir():
                await self._abrir()
            case Pagar():
                await self._pagar()
            case Anular():
                await self._anular()
            case Pasar():
                await self._pasar(paso)
            case Anotar():
                await self._anotar(paso)
            case Esperar():
                await self._esperar(paso)
            case _:
                assert_never(paso)

    @property
    def _pasarela(self) -> tuple[Pasarela, str]:
        pasarela = gateway.pasarela_de(self.portal, self.pago)
        if pasarela is None or self.pago.referencia is None:
            # Another took its place since the step was decided: it is asked once that one is back.
            raise gateway.sin_pasarela()
        return pasarela, self.pago.referencia

    async def _preguntar(self) -> None:
        pasarela, referencia = self._pasarela
        try:
            respuesta = await pasarela.consultar(referencia)
        except Exception as error:  # noqa: BLE001 - whatever it is, the bank did not answer
            await self._callo(error)
            banco = DelBanco.NO_LA_CONOCE if isinstance(error, NoEncontrado) else DelBanco.SILENCIO
        else:
            banco, self.motivo, self.dicho = segun(self.pago, respuesta), respuesta.motivo, respuesta.dicho
        cobro_otra_vez = self.pago.devolucion is Devolucion.HECHA and banco in COBRADOS
        a_mano = cobro_otra_vez and await gateway.devuelto_a_mano(self.portal, self.pago)
        if a_mano:
            await guardar(self.portal, self.pago, self.dicho)
        self.sabe = structs.replace(self.sabe, banco=banco, a_mano=a_mano)

    async def _devolver(self) -> None:
        pasarela, referencia = self._pasarela
        try:
            reversa = await pasarela.anular(referencia)
        except Exception as error:  # noqa: BLE001 - whatever it is, the bank did not answer
            await self._callo(error)
            banco = DelBanco.NO_LA_CONOCE if isinstance(error, NoEncontrado) else DelBanco.SILENCIO
        else:
            self.dicho = reversa.dicho
            banco = DelBanco.NO_COBRADO if reversa.hecha else DelBanco.COBRADO
            if not reversa.hecha:
                await guardar(self.portal, self.pago, reversa.dicho)
        self.sabe = structs.replace(self.sabe, reversa=banco)

    async def _callo(self, error: Exception) -> None:
        if not isinstance(error, (PortalError, ResultadoDesconocido)):
            log.error("pago_no_se_pudo_mirar", pago=self.pago.id, estado=self.pago.estado, exc_info=error)
        self.error = error
        await guardar(self.portal, self.pago, lo_callado(error))

    async def _abrir(self) -> None:
        """Only what is written here is ever told to the customer: an attempt without an address cannot have been paid.
        From here on it has the term of the settings, counted from its beginning."""
        inicio = await gateway.abrir(self.portal, self.pago)
        plazo = timedelta(minutes=self.portal.settings.pago_vence_minutos)

        async def cuerpo(tx: Transaccion) -> tuple[bool, Pago]:
            mirar, vence = self.portal.clock() + PASO_DEL_BANCO, self.pago.creado + plazo
            anotada = await pagos.anotar_referencia(tx.sql, self.pago.id, inicio.referencia, inicio.url, mirar, vence)
            guardado = await pagos.ahora(tx.sql, self.pago)
            await tx.confirmar()
            return anotada, guardado

        anotada, self.pago = await self.portal.repo.write(cuerpo)
        suelta = None if anotada or self.pago.referencia else inicio.referencia
        self.sabe = structs.replace(self.sabe, hecho=True, cambio=True, orden=suelta)

    async def _pagar(self) -> None:
        pago, actor = self.pago, self.encargo.actor if self.sabe.suceso is Suceso.CANAL_PAGA else None

        async def cuerpo(tx: Transaccion) -> tuple[Pago, RespuestaPago]:
            if not await pagos.cercar(tx.sql, pago):
                raise OtroFuePrimero
            respuesta = await tx.paquete.pagar(pago.idsession, pago.usuario, pago.cod_transaccion)
            if respuesta.codresp != "0":
                return pago, respuesta
            cambio = Cambio(pago_registrado(self.portal.clock()), actor, respuesta=respuesta)
            pagado = await changes.pasar(self.portal, tx, pago, cambio)
            await tx.confirmar()
            return pagado, respuesta

        self.pago, respuesta = await self.portal.repo.write(cuerpo)
        self.quien, self.motivo = actor, respuesta.descresp
        self._tras_el_paquete(respuesta.codresp)

    async def _anular(self) -> None:
        pago, propio = self.pago, self.encargo.actor if self.sabe.nuestro else None

        async def cuerpo(tx: Transaccion) -> tuple[Pago, Respuesta, Actor | None]:
            if not await pagos.cercar(tx.sql, pago):
                raise OtroFuePrimero
            quien = propio or await quien_la_pidio(tx, pago)
            respuesta = await impedimento(self.portal, tx, pago) or await tx.paquete.anular(pago.cod_transaccion)
            if respuesta.codresp != "0":
                return pago, respuesta, quien
            cambio = Cambio(anulacion_hecha(pago, self.portal.clock()), quien)
            anulado = await changes.pasar(self.portal, tx, pago, cambio)
            await tx.confirmar()
            return anulado, respuesta, quien

        self.pago, respuesta, self.quien = await self.portal.repo.write(cuerpo)
        self.rehusada, self.motivo = respuesta, respuesta.descresp
        self._tras_el_paquete(respuesta.codresp)

    def _tras_el_paquete(self, codresp: str) -> None:
        if codresp == "0":
            self.dicho, self.quien = "", None
            self.sabe = structs.replace(self.sabe, cambio=True, nuestro=False, paquete=None)
        else:
            self.sabe = structs.replace(self.sabe, paquete=DelPaquete.REHUSO)

    async def _pasar(self, paso: Pasar) -> None:
        actor, dicho = (self.encargo.actor, self.encargo.motivo) if paso.hecho else (self.quien, self.motivo)
        cambio = Cambio(paso, actor, motivo=dicho, dicho=self.dicho)
        self.pago = await changes.con_guardia(self.portal, self.pago, cambio, self.sabe)
        self.sabe = self.sabe.tras(paso)
        self.dicho, self.quien = "", None

    async def _anotar(self, paso: Anotar) -> None:
        por_orden = paso.razon is Razon.ABIERTA_TARDE
        self.pago = await changes.anotar(
            self.portal,
            self.pago,
            paso,
            self.encargo if paso.hecho else Encargo(),
            dicho=self.dicho,
            referencia=self.sabe.orden if por_orden else None,
        )
        self.sabe = self.sabe.tras(paso)
        self.dicho = ""

    async def _esperar(self, paso: Esperar) -> None:
        async def cuerpo(tx: Transaccion) -> Pago:
            if paso.con_novedad or paso.hasta is None:
                await seguimiento.programar(tx.sql, self.pago, paso.hasta)
            else:
                await seguimiento.apartar(tx.sql, self.pago, paso.hasta)
            apartado = await pagos.ahora(tx.sql, self.pago)
            await tx.confirmar()
            return apartado

        self.sabe = structs.replace(self.sabe, espero=True, corte=None)
        try:
            self.pago = await self.portal.repo.write(cuerpo)
        except (NoDisponible, ResultadoDesconocido):
            log.debug("pago_sin_apartar", pago=self.pago.id)
