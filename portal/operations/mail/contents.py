"""What a carta speaks of, read when it is sent: so it is true then, or nobody gets it."""

from collections.abc import Iterable

from portal.money import MONEDAS
from portal.operations.mail.preferences import enlace_de_baja
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.mail import avisos, rondas
from portal.repo.tables.payments import eventos, lineas, pagos
from portal.rules.payment.estados import FIRMES
from portal.structs.cartas import ClaseDeCarta, Envio, Materia, Persona
from portal.structs.deudas import Deuda
from portal.structs.pagos import Comprobante


async def reunir(portal: Portal, envio: Envio) -> Materia | None:
    """None where nobody is to get it any more: the address does not answer, the debts are paid, the payment was
    reversed."""
    if await portal.repo.read(lambda tx: avisos.rebote(tx.sql, envio.para)):
        return None
    if envio.clase is ClaseDeCarta.RECORDATORIO:
        return await _recordatorio(portal, envio)
    return Materia() if envio.adjunto is None else await _pago(portal, envio, envio.adjunto)


async def adeudadas(portal: Portal, persona: Persona) -> tuple[Deuda, ...]:
    """What that customer owes and no attempt holds or paid. The package opens a cart for whoever asks: it is undone."""

    async def preguntar(tx: Transaccion) -> tuple[Deuda, ...]:
        tomadas = await lineas.vivas(tx.sql, persona.documento)
        deudas: list[Deuda] = []
        for moneda in MONEDAS:
            deudas += (await tx.paquete.consultar(persona.documento, moneda, persona.usuario)).deudas
        return tuple(deuda for deuda in deudas if (deuda.codmovimiento, deuda.seq) not in tomadas)

    return await portal.repo.write(preguntar)


def nombrar(deudas: Iterable[Deuda]) -> str:
    """Debts as a carta's data have them, one a line."""
    return "\n".join(_nombre(deuda) for deuda in deudas)


def _nombre(deuda: Deuda) -> str:
    return f"{deuda.codmovimiento}/{deuda.seq}"


async def _recordatorio(portal: Portal, envio: Envio) -> Materia | None:
    numero = envio.usuario_id
    if numero is None or (persona := await portal.repo.read(lambda tx: rondas.persona(tx.sql, numero))) is None:
        return None
    nombradas = envio.datos["deudas"].split("\n")
    deudas = tuple(deuda for deuda in await adeudadas(portal, persona) if _nombre(deuda) in nombradas)
    return Materia(deudas=deudas, baja=enlace_de_baja(portal.settings, numero)) if deudas else None


async def _pago(portal: Portal, envio: Envio, pago_id: int) -> Materia | None:
    async def leer(tx: Transaccion) -> Materia | None:
        pago = await pagos.por_id(tx.sql, pago_id)
        if pago is None or (envio.clase is ClaseDeCarta.RECIBO and pago.estado not in FIRMES):
            return None
        items, vida = await lineas.items(tx.sql, pago_id), await eventos.eventos(tx.sql, pago_id)
        return Materia(comprobante=Comprobante(pago=pago, items=items, eventos=vida))

    return await portal.repo.read(leer)
