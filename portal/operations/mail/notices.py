"""Telling a person what happened to their account, at the address that they confirmed."""

from datetime import datetime
from enum import StrEnum

from portal.clock import en_micros
from portal.operations.mail import outbox
from portal.repo.protocol import Transaccion
from portal.structs.cartas import Carta, ClaseDeCarta
from portal.structs.casos import NotaDeCaso
from portal.structs.pagos import Pago
from portal.structs.usuarios import Sesion, Usuario
from portal.texts.languages import SOURCE


class CambioDeCuenta(StrEnum):
    """What changed, as the catalogue's sentences of `cambio-de-cuenta` know it."""

    CLAVE = "clave"
    CORREO = "correo"
    CORREO_PEDIDO = "correo-pedido"
    FACTOR = "factor"
    DOCUMENTO_NUEVO = "documento-nuevo"
    DOCUMENTO_QUITADO = "documento-quitado"
    PERSONA_NUEVA = "persona-nueva"
    PERSONA_QUITADA = "persona-quitada"
    DESACTIVADA = "desactivada"
    ACTIVADA = "activada"
    SESIONES_CERRADAS = "sesiones-cerradas"
    FACTORES_QUITADOS = "factores-quitados"
    CLAVE_PUESTA = "clave-puesta"


# What the company did, and not whoever has the account; why it did it, nobody is told by mail.
DE_LA_EMPRESA = frozenset(
    {
        CambioDeCuenta.DESACTIVADA,
        CambioDeCuenta.ACTIVADA,
        CambioDeCuenta.SESIONES_CERRADAS,
        CambioDeCuenta.FACTORES_QUITADOS,
        CambioDeCuenta.CLAVE_PUESTA,
    }
)


async def de_equipo_nuevo(tx: Transaccion, usuario: Usuario, sesion: Sesion, direccion: str) -> None:
    """Somebody signed in where nobody of that account did before: in the transaction that opens the session."""
    if (para := _direccion(usuario)) is None:
        return
    carta = Carta(
        clase=ClaseDeCarta.EQUIPO_NUEVO,
        para=para,
        suceso=f"{ClaseDeCarta.EQUIPO_NUEVO}:{sesion.sid}",
        datos={"agente": sesion.agente, "direccion": direccion},
        idioma=usuario.idioma or SOURCE,
        usuario_id=usuario.id,
    )
    await outbox.encolar(tx, sesion.creada, carta)


async def de_cambio(
    tx: Transaccion, ahora: datetime, usuario: Usuario, cambio: CambioDeCuenta, *, para: str | None = None
) -> None:
    """Something of the account changed: in the transaction that changes it. para: another address than that of
    `usuario`, as the one that it had before."""
    if (destino := para or _direccion(usuario)) is None:
        return
    carta = Carta(
        clase=ClaseDeCarta.CAMBIO_DE_CUENTA,
        para=destino,
        suceso=f"{ClaseDeCarta.CAMBIO_DE_CUENTA}:{cambio}:{usuario.id}:{en_micros(ahora)}",
        datos=dicho_de_cambio(cambio),
        idioma=usuario.idioma or SOURCE,
        usuario_id=usuario.id,
    )
    await outbox.encolar(tx, ahora, carta)


async def de_caso(tx: Transaccion, usuario: Usuario, pago: Pago, nota: NotaDeCaso) -> None:
    """Something happened to a late reversal that this customer asked for: in the transaction that writes it down."""
    if (para := _direccion(usuario)) is None:
        return
    carta = Carta(
        clase=ClaseDeCarta.CASO,
        para=para,
        suceso=f"{ClaseDeCarta.CASO}:{nota.paso}:{pago.id}:{en_micros(nota.en)}",
        datos=dicho_de_caso(pago, nota),
        idioma=usuario.idioma or SOURCE,
        usuario_id=usuario.id,
    )
    await outbox.encolar(tx, nota.en, carta)


def dicho_de_cambio(cambio: CambioDeCuenta) -> dict[str, str]:
    """What a carta about that change is given."""
    return {"cambio": cambio} | ({"de": "empresa"} if cambio in DE_LA_EMPRESA else {})


def dicho_de_caso(pago: Pago, nota: NotaDeCaso) -> dict[str, str]:
    """What a carta about that note is given."""
    return {"paso": nota.paso, "numero": pago.numero, "codigo": pago.cod_transaccion, "texto": nota.texto or ""}


def _direccion(usuario: Usuario) -> str | None:
    return usuario.correo if usuario.correo_confirmado else None
