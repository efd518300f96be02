"""From what the operations answer to the API's wire."""

from datetime import datetime
from decimal import Decimal
from gettext import NullTranslations

from msgspec import structs

from portal.money import moneda
from portal.structs.deudas import Carrito, Consulta, Deuda
from portal.structs.pagos import Comprobante, Pago, PagosPagina
from portal.texts.languages import SPANISH
from portal.web import wire


def importe(valor: Decimal, codigo: int) -> int | float:
    """An exact JSON number: two decimals below 10^13 survive the trip through a double, whose repr gives them back."""
    return float(valor) if moneda(codigo).decimales else int(valor)


def comision_api(valor: Decimal) -> int | float:
    """A commission whose cart's currency is not at hand: whole where it is whole."""
    return int(valor) if valor == valor.to_integral_value() else float(valor)


def deuda_api(deuda: Deuda) -> wire.DeudaApi:
    """The seed's row of a debt."""
    return wire.DeudaApi(
        descripcion=deuda.descripcion,
        impo_maxi=importe(deuda.importe_maximo, deuda.moneda),
        impo_tota=importe(deuda.importe, deuda.moneda),
        mone_codi=deuda.moneda,
        fech_venc=deuda.vencimiento.isoformat(),
        observacion=deuda.observacion or "",
        codmovimiento=deuda.codmovimiento,
        seq_di=deuda.seq,
    )


def consulta_api(consulta: Consulta) -> wire.ConsultaApi:
    """The seed's answer; codresp is '0' since a refusal is an error."""
    return wire.ConsultaApi(
        deudas=[deuda_api(deuda) for deuda in consulta.deudas],
        desc_clie=consulta.cliente,
        cant_deta=len(consulta.deudas),
        codresp="0",
        descresp="OK",
        idsession=consulta.idsession,
    )


def carrito_api(carrito: Carrito, idioma: NullTranslations = SPANISH) -> wire.CarritoApi:
    """The cart, and what it lacks in the words of that language."""
    return wire.CarritoApi(
        idsession=carrito.idsession,
        moneda=carrito.moneda,
        items=[deuda_api(deuda) for deuda in carrito.items],
        subtotal=importe(carrito.subtotal, carrito.moneda),
        comision=None if carrito.comision is None else importe(carrito.comision, carrito.moneda),
        total=None if carrito.total is None else importe(carrito.total, carrito.moneda),
        se_puede_pagar=bool(carrito.items) and carrito.total is not None and not carrito.faltas,
        faltas=[
            wire.FaltaApi(
                falta.codigo,
                falta.en(idioma),
                list(falta.faltan),
                list(falta.sobran),
                instante(falta.hasta) if falta.hasta else None,
            )
            for falta in carrito.faltas
        ],
        minimo=list(carrito.minimo),
    )


def pago_api(pago: Pago) -> wire.PagoApi:
    """An attempt, without its items."""
    return wire.PagoApi(
        cod_transaccion=pago.cod_transaccion,
        numero=pago.numero,
        estado=pago.estado,
        idsession=pago.idsession,
        moneda=pago.moneda,
        subtotal=importe(pago.subtotal, pago.moneda),
        comision=importe(pago.comision, pago.moneda),
        total=importe(pago.total, pago.moneda),
        mod_fact=pago.mod_fact,
        creado=instante(pago.creado),
        pagado=instante(pago.pagado) if pago.pagado else None,
        anulado=instante(pago.anulado) if pago.anulado else None,
    )


def detalle_api(comprobante: Comprobante) -> wire.PagoDetalleApi:
    """An attempt with its items and its life."""
    return wire.PagoDetalleApi(
        **structs.asdict(pago_api(comprobante.pago)),
        items=[deuda_api(deuda) for deuda in comprobante.items],
        eventos=[
            wire.EventoApi(en=instante(evento.en), estado=evento.a, motivo=evento.motivo)
            for evento in comprobante.eventos
        ],
    )


def pagos_api(pagina: PagosPagina) -> wire.PagosApi:
    """A page of attempts."""
    return wire.PagosApi(pagos=[pago_api(pago) for pago in pagina.pagos], siguiente=pagina.siguiente)


def instante(cual: datetime) -> str:
    """As the wire writes it: UTC, ISO 8601."""
    return cual.isoformat(timespec="seconds").replace("+00:00", "Z")
