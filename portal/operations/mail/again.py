"""A mail that could not be sent, once more. Its data went when it was given up, since links are secrets: what it told
is found again where it is kept, and of the rest another mail is written by itself, or sent by the staff."""

from collections.abc import Mapping

from portal.clock import en_micros
from portal.errors import NoEncontrado
from portal.operations.mail import notices
from portal.operations.mail.notices import CambioDeCuenta
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria
from portal.repo.tables.desk import casos
from portal.repo.tables.mail import cartas
from portal.repo.tables.payments import pagos
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.structs.cartas import ClaseDeCarta, Envio
from portal.structs.usuarios import Actor

REPETIBLES = frozenset({ClaseDeCarta.RECIBO, ClaseDeCarta.ANULACION, ClaseDeCarta.CAMBIO_DE_CUENTA, ClaseDeCarta.CASO})


async def mandar(portal: Portal, actor: Actor, numero: int, motivo: str) -> bool:
    """It is tried once more; False where it did not fail, or is of no kind that can be told again. Raises NoEncontrado
    for a made-up number, DatoInvalido without a reason."""
    permisos.exigir(actor, Acto.RESOLVER)
    envio = await portal.repo.read(lambda tx: cartas.por_id(tx.sql, numero))
    if envio is None:
        raise NoEncontrado("carta-desconocida")
    claro = permisos.motivo_claro(motivo)

    async def guardar(tx: Transaccion) -> bool:
        ahora, dichos = portal.clock(), await _dichos(tx, envio)
        if dichos is None or not await cartas.reanudar(tx.sql, numero, dichos, ahora):
            return False
        await auditoria.anotar(tx.sql, ahora, actor, "correo-mandar", f"carta {numero}", motivo=claro)
        await tx.confirmar()
        return True

    return await portal.repo.write(guardar)


async def _dichos(tx: Transaccion, envio: Envio) -> Mapping[str, str] | None:
    match envio.clase:
        case ClaseDeCarta.RECIBO | ClaseDeCarta.ANULACION:
            return {}  # their payment is read when they are sent
        case ClaseDeCarta.CAMBIO_DE_CUENTA:
            return notices.dicho_de_cambio(CambioDeCuenta(envio.suceso.split(":")[1]))
        case ClaseDeCarta.CASO:
            return await _de_caso(tx, envio)
        case _:
            return None


async def _de_caso(tx: Transaccion, envio: Envio) -> Mapping[str, str] | None:
    _, paso, pago_id, en = envio.suceso.split(":")
    pago = await pagos.por_id(tx.sql, int(pago_id))
    notas = await casos.notas(tx.sql, int(pago_id))
    nota = next((cada for cada in notas if (cada.paso, str(en_micros(cada.en))) == (paso, en)), None)
    return None if pago is None or nota is None else notices.dicho_de_caso(pago, nota)
