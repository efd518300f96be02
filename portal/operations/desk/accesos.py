"""What the staff do about a customer's access: each with a reason, a recent proof of who does it, and its row."""

from portal.errors import DatoInvalido, NoEncontrado
from portal.inputs import contact
from portal.operations.access import clave_olvidada, invitaciones, usuarios
from portal.operations.autorizaciones import grants
from portal.operations.desk.cuentas import conocido
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import autorizaciones
from portal.repo.tables.access import usuarios as tabla
from portal.rules.access import permisos, step_up
from portal.rules.access.permisos import Acto
from portal.structs.clientes import ActoDeCuenta, ClienteConocido
from portal.structs.invitaciones import Invitado, QueFueDe
from portal.structs.usuarios import Actor, Autorizacion, Usuario


async def invitar(portal: Portal, actor: Actor, numero: int, correo: str, motivo: str) -> None:
    """A mail by which that customer opens an account; an earlier one serves no more. Raises DatoInvalido for what is no
    address, without a reason or where they have one; NoEncontrado for whom the company does not know."""
    claro = _exigir(portal, actor, motivo)
    cliente = await conocido(portal, numero)
    uno = Invitado(linea=1, documento=cliente.documento, correo=contact.correo(correo))
    async for hecha in invitaciones.invitar(portal, [uno], actor=actor, motivo=claro, de_nuevo=True):
        if hecha.fue is QueFueDe.CON_CUENTA:
            raise DatoInvalido("documento-con-cuenta", campo="correo")
        if hecha.fue is QueFueDe.DESCONOCIDO:
            raise NoEncontrado("cliente-desconocido")


async def hacer(portal: Portal, actor: Actor, numero: int, usuario: str, acto: ActoDeCuenta, motivo: str) -> None:
    """That act on an account of that customer; only a stop is lifted of who has none (`usuario` is '' then). Raises
    NoEncontrado for somebody else's account, DatoInvalido without a reason or where the act makes no sense."""
    claro = _exigir(portal, actor, motivo)
    suya = await _suya(portal, await conocido(portal, numero), usuario, acto)
    match acto:
        case ActoDeCuenta.CLAVE:
            await clave_olvidada.mandar(portal, suya, actor, claro)
        case ActoDeCuenta.SESIONES:
            await usuarios.cerrar_las_de(portal, suya, actor, claro)
        case ActoDeCuenta.DESACTIVAR:
            await usuarios.desactivar(portal, suya, por=actor, motivo=claro)
        case ActoDeCuenta.ACTIVAR:
            await usuarios.activar(portal, suya, por=actor, motivo=claro)
        case ActoDeCuenta.DESBLOQUEAR:
            await usuarios.desbloquear(portal, suya, por=actor, motivo=claro)


async def autorizar(
    portal: Portal, actor: Actor, numero: int, usuario: str, documento: str, nombre: str, motivo: str
) -> None:
    """That account of that customer may open another documento too, `nombre`'s. Raises as hacer, and as
    grants.autorizar."""
    claro = _exigir(portal, actor, motivo)
    suya = await _suya(portal, await conocido(portal, numero), usuario)
    await grants.autorizar(portal, suya, documento, nombre, claro, por=actor)


async def desautorizar(portal: Portal, actor: Actor, numero: int, autorizacion: int, motivo: str) -> None:
    """Takes one away that an account of that customer has, or that lets another into their documento. Raises
    NoEncontrado for one of others, DatoInvalido without a reason."""
    claro = _exigir(portal, actor, motivo)
    cliente = await conocido(portal, numero)

    async def leer(tx: Transaccion) -> tuple[Autorizacion | None, Usuario | None]:
        una = await autorizaciones.por_id(tx.sql, autorizacion)
        return una, await tabla.por_id(tx.sql, una.usuario_id if una else 0)

    una, tiene = await portal.repo.read(leer)
    if una is None or tiene is None or cliente.documento not in (una.documento, tiene.documento):
        raise NoEncontrado("autorizacion-desconocida")
    await grants.retirar(portal, tiene.usuario, una.documento, claro, por=actor)


def _exigir(portal: Portal, actor: Actor, motivo: str) -> str:
    permisos.exigir(actor, Acto.ADMINISTRAR)
    step_up.exigir(actor, portal.clock())
    return permisos.motivo_exigido(actor, motivo)


async def _suya(portal: Portal, cliente: ClienteConocido, usuario: str, acto: ActoDeCuenta | None = None) -> str:
    cuentas = await portal.repo.read(lambda tx: tabla.por_documento(tx.sql, cliente.documento))
    if not usuario and not cuentas and acto is ActoDeCuenta.DESBLOQUEAR:
        return cliente.documento
    if usuario not in {cuenta.usuario for cuenta in cuentas}:
        raise NoEncontrado("usuario-desconocido")
    return usuario
