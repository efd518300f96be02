"""A canal at the API: it pays with its own codes, repeats itself and reverses."""

import hashlib

import msgspec

from portal.errors import NoEncontrado, PortalError, Rechazo
from portal.operations import idempotency
from portal.operations.debts import carrito, consultas
from portal.operations.payment import anulaciones, pagos
from portal.operations.portal import Portal
from portal.structs.idempotency import Contestado, KeyedRequest
from portal.structs.paquete import Respuesta, RespuestaPago
from tests import datos
from tests.simulator.people import Acto, Gente
from tests.simulator.world import actor


async def canal(gente: Gente, usuario: str) -> None:
    """A canal: consults, fills carts, pays with its own codes, repeats itself, reverses."""
    azar = gente.azar
    codigos = [f"{usuario[6:]}-{nro}" for nro in range(5)]
    while gente.sigue:
        que = azar.choices(("carro", "pagar", "repetir", "anular"), (4, 2, 3, 2))[0]
        sesiones = gente.sesiones[usuario]
        if que == "carro" or not sesiones:
            await _llenar(gente, usuario)
            if not sesiones or azar.random() < 0.2:
                continue
            que = "pagar"
        enviados = [codigo for canal, codigo in gente.enviados if canal == usuario]
        codigo = azar.choice(enviados if que in ("repetir", "anular") and enviados and azar.random() < 0.8 else codigos)
        llave = azar.choice((None, "k1", "k2", f"k-{codigo}"))
        if que == "pagar":
            await pagar(gente, usuario, azar.choice(sesiones[-2:]), codigo, llave)
        elif que == "repetir" and (usuario, codigo) in gente.enviados:
            session, previa = gente.enviados[usuario, codigo]
            await pagar(gente, usuario, session, codigo, previa if azar.random() < 0.7 else llave)
        else:
            await _anular(gente, usuario, codigo, llave)


async def _llenar(gente: Gente, usuario: str) -> None:
    yo = actor(usuario)
    documento = gente.azar.choice(gente.documentos)
    moneda = 2 if documento == datos.DOLARES else 1
    consulta = await gente.pedir(
        f"{usuario} consultar {documento}", lambda p: consultas.consultar(p, yo, documento, moneda)
    )
    if consulta is None:
        return
    elegidas = gente.elegir(consulta)
    if gente.azar.random() < 0.7:
        await gente.pedir(
            f"{usuario} elegir {sorted(elegidas)}", lambda p: carrito.elegir(p, yo, consulta.idsession, elegidas)
        )
    else:
        for deuda in consulta.deudas:
            if deuda.codmovimiento in elegidas:
                codigo = deuda.codmovimiento
                await gente.pedir(
                    f"{usuario} agregar {codigo}",
                    lambda p, c=codigo: carrito.agregar(p, yo, consulta.idsession, "S", c),  # type: ignore[misc]
                    cuenta=0,
                )
    gente.sesiones[usuario].append(consulta.idsession)


async def pagar(gente: Gente, usuario: str, session: int, codigo: str, llave: str | None) -> None:
    """POST /pago as the door does it, with the promise that its answer is."""
    yo = actor(usuario)
    gente.enviados.setdefault((usuario, codigo), (session, llave))
    hecho = await _por_la_puerta(
        gente, yo.usuario, "/pago", llave, (session, codigo), lambda p: pagos.pagar_canal(p, yo, session, codigo)
    )
    if isinstance(hecho, RespuestaPago) and hecho.codresp == "0":
        gente.mundo.oraculo.prometer(usuario, codigo, "pagado")


async def _anular(gente: Gente, usuario: str, codigo: str, llave: str | None) -> None:
    yo = actor(usuario)
    hecho = await _por_la_puerta(
        gente, usuario, "/anulacion", llave, (codigo,), lambda p: anulaciones.anular_por_canal(p, yo, codigo)
    )
    if isinstance(hecho, Respuesta) and hecho.codresp == "0":
        gente.mundo.oraculo.prometer(usuario, codigo, "anulado")
    if isinstance(hecho, NoEncontrado):
        gente.mundo.oraculo.prometer(usuario, codigo, "quemado")


async def _por_la_puerta(
    gente: Gente, usuario: str, ruta: str, llave: str | None, parametros: tuple[str | int, ...], acto: Acto[object]
) -> object:
    """The act, under an Idempotency-Key where there is one; what it answered itself, None where it was a repetition."""
    que = f"{usuario} POST {ruta} {parametros} {llave}"
    codigo = str(parametros[-1])
    if llave is None:

        async def suelto(portal: Portal) -> object:
            try:
                return await acto(portal)
            except (Rechazo, NoEncontrado) as error:
                _cumplir_rechazo(gente, usuario, codigo, error)
                return error

        return await gente.pedir(que, suelto)
    directa: list[object] = []

    async def bajo_clave(portal: Portal) -> Contestado:
        async def definitivo() -> Contestado:
            try:
                hecho = await acto(portal)
            except (Rechazo, NoEncontrado) as error:
                directa.append(error)
                return Contestado(409, f"{error.codigo} {error.mensaje}")
            directa.append(hecho)
            return Contestado(200, msgspec.json.encode(hecho).decode())

        huella = hashlib.sha256(msgspec.json.encode((ruta, *parametros))).hexdigest()
        return await idempotency.una_vez(portal, KeyedRequest(usuario, ruta, llave, huella, codigo), definitivo)

    contestado = await gente.pedir(que, bajo_clave)
    if contestado is None:
        return None
    gente.mundo.oraculo.responder(usuario, ruta, llave, f"{contestado.estado} {contestado.cuerpo}")
    if directa and isinstance(directa[0], Rechazo | NoEncontrado):
        _cumplir_rechazo(gente, usuario, codigo, directa[0])
    return directa[0] if directa else None


def _cumplir_rechazo(gente: Gente, usuario: str, codigo: str, error: PortalError) -> None:
    if error.codigo == "pago-rechazado":
        gente.mundo.oraculo.prometer(usuario, codigo, "rechazado")
