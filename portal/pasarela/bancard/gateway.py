"""Bancard vPOS 2.0, Single Buy. The order's number on both sides is the attempt's own, used once and for life."""

import re
from decimal import Decimal

import structlog

from portal.errors import NoDisponible, NoEncontrado, Rechazo, ResultadoDesconocido
from portal.money import GUARANI, MONEDAS
from portal.pasarela.bancard import messages as mensajes
from portal.pasarela.bancard.client import ClienteBancard
from portal.pasarela.bancard.shapes import ConfirmacionBancard, Operacion, RespuestaBancard
from portal.pasarela.bancard.signatures import Firmas, importe, leer_importe
from portal.pasarela.protocol import LARGO_DESCRIPCION, Inicio, Orden, RespuestaPasarela, Resultado, Reversa
from portal.settings import Settings
from portal.texts.catalogue import say
from portal.texts.named import datos

LARGO_RETORNO = 255
# It goes into an address of ours and into Bancard's frame.
PROCESO = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
NUMERO = re.compile(r"[0-9]{1,15}", re.ASCII)
SIN_MONEDA = 0

log = structlog.get_logger()


class Bancard:
    """Pasarela. Nothing is kept here: what is known of an order is what Bancard answers."""

    nombre = "bancard"
    monedas = frozenset({GUARANI.codigo})

    def __init__(self, settings: Settings, cliente: ClienteBancard | None = None) -> None:
        self._cliente = cliente or ClienteBancard(settings.bancard, settings.bancard_public_key)
        self._firmas = Firmas(settings.bancard_private_key)
        self._url_publica = settings.url_publica.rstrip("/")

    def url_de_pago(self, cod_transaccion: str, proceso: str, pagador: str | None = None) -> str:
        """Where the customer pays: a page of ours that holds Bancard's frame. pagador: of whoever has no session."""
        suya = f"enlace/{pagador}" if pagador else cod_transaccion
        return f"{self._url_publica}/bancard/{suya}/{proceso}"

    async def iniciar(self, orden: Orden) -> Inicio:
        if len(orden.descripcion) > LARGO_DESCRIPCION or len(orden.url_retorno) > LARGO_RETORNO:
            raise ValueError("longer than Bancard takes")
        if orden.moneda not in self.monedas:
            raise Rechazo("moneda-sin-pasarela", datos(caso="bancard"))
        numero, total = str(orden.identificador), importe(orden.total)
        respuesta = await self._cliente.pedir(
            "single_buy",
            {
                "token": self._firmas.compra(numero, total, GUARANI.iso),
                "shop_process_id": orden.identificador,
                "amount": total,
                "currency": GUARANI.iso,
                "description": orden.descripcion,
                "additional_data": "",
                "return_url": orden.url_retorno,
                "cancel_url": orden.url_retorno,
            },
        )
        if respuesta.status == "success":
            if not PROCESO.fullmatch(respuesta.process_id):
                raise ResultadoDesconocido("Bancard took the order and did not say where it is paid")
            return Inicio(numero, self.url_de_pago(orden.cod_transaccion, respuesta.process_id, orden.pagador))
        if mensajes.YA_TOMADA in respuesta.descripcion:
            # Only the answer to the first call tells where it is paid: lost, nobody can pay it.
            raise Rechazo("orden-ya-tomada")
        raise _error("single_buy", respuesta)

    async def consultar(self, referencia: str) -> RespuestaPasarela:
        respuesta = await self._cliente.pedir(
            "single_buy/confirmations",
            {"token": self._firmas.consulta(referencia), "shop_process_id": _numero(referencia)},
        )
        if respuesta.status == "success":
            if respuesta.confirmation is None or str(respuesta.confirmation.shop_process_id) != referencia:
                raise ResultadoDesconocido("Bancard answered about another order")
            return _desenlace(respuesta.confirmation, mensajes.dicho("confirmations", respuesta))
        dicho = mensajes.dicho("confirmations", respuesta)
        match mensajes.nombre(respuesta.clave):
            case mensajes.NUNCA_PAGADA:
                return _sin_cobro(Resultado.PENDIENTE, "", dicho)
            case mensajes.YA_REVERSADA:
                return _sin_cobro(Resultado.ANULADO, say("orden-anulada", datos(caso="bancard")), dicho)
            case _:
                raise _error("confirmations", respuesta)

    async def anular(self, referencia: str) -> Reversa:
        respuesta = await self._cliente.pedir(
            "single_buy/rollback", {"token": self._firmas.reversa(referencia), "shop_process_id": _numero(referencia)}
        )
        clave, dicho = mensajes.nombre(respuesta.clave), mensajes.dicho("rollback", respuesta)
        if clave in (mensajes.NUNCA_PAGADA, mensajes.YA_REVERSADA):
            return Reversa(hecha=True, dicho=dicho)
        if clave == mensajes.YA_LIQUIDADA:
            log.error("bancard_ya_liquido", referencia=referencia)  # it is given back in Bancard's own portal
            return Reversa(hecha=False, dicho=dicho)
        if respuesta.status == "success":
            # It says that the request was taken, not that it was done.
            despues = await self.consultar(referencia)
            return Reversa(despues.resultado is not Resultado.PAGADO, f"{dicho} · {despues.dicho}")
        raise _error("rollback", respuesta)

    def autenticar(self, operacion: Operacion) -> str | None:
        """The order that a notice is about; None where Bancard did not sign it. The rest is not believed."""
        numero = str(operacion.shop_process_id)
        propia = self._firmas.es_de_bancard(operacion.token, numero, operacion.amount, operacion.currency)
        return numero if propia else None

    async def cerrar(self) -> None:
        await self._cliente.cerrar()


def _numero(referencia: str) -> int:
    if not NUMERO.fullmatch(referencia):
        raise NoEncontrado("orden-desconocida", datos(caso="bancard"))
    return int(referencia)


def _error(operacion: str, respuesta: RespuestaBancard) -> Exception:
    error = mensajes.error(operacion, respuesta)
    if isinstance(error, NoDisponible):
        log.error("bancard_rehusa_las_claves", operacion=operacion, clave=respuesta.clave)
    return error


def _desenlace(confirmacion: ConfirmacionBancard, dicho: str) -> RespuestaPasarela:
    codigo = confirmacion.response_code or ""
    if confirmacion.response not in ("S", "N") or not codigo or (confirmacion.response, codigo) == ("N", "00"):
        raise ResultadoDesconocido("Bancard's confirmation contradicts itself", dicho=dicho)
    if codigo != "00":
        return _sin_cobro(Resultado.RECHAZADO, mensajes.motivo(codigo, confirmacion.response_description or ""), dicho)
    try:
        total = leer_importe(confirmacion.amount or "")
    except ValueError as error:
        raise ResultadoDesconocido("Bancard charged an amount that cannot be read", dicho=dicho) from error
    moneda = next((cada.codigo for cada in MONEDAS.values() if cada.iso == confirmacion.currency), SIN_MONEDA)
    return RespuestaPasarela(resultado=Resultado.PAGADO, total=total, moneda=moneda, dicho=dicho)


def _sin_cobro(resultado: Resultado, motivo: str, dicho: str) -> RespuestaPasarela:
    return RespuestaPasarela(resultado=resultado, total=Decimal(0), moneda=GUARANI.codigo, motivo=motivo, dicho=dicho)
