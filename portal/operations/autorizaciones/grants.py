"""Who may open whose documento: given by whose it is or by the company, taken away by either side or by the company."""

from datetime import datetime

from portal.errors import Ajeno, DatoInvalido, NoEncontrado
from portal.inputs import identity
from portal.inputs.documento import normalizar
from portal.operations.autorizaciones import links
from portal.operations.mail import notices
from portal.operations.mail.notices import CambioDeCuenta
from portal.operations.portal import Portal
from portal.repo.protocol import LlaveDuplicada, Transaccion
from portal.repo.tables.access import auditoria, autorizaciones, usuarios
from portal.rules.access import permisos
from portal.structs.enlaces import TipoDeEnlace
from portal.structs.usuarios import Actor, Autorizacion, Autorizado, Rol, Usuario
from portal.texts.named import datos

# Of one login: a family's and some companies'. An accountant's office has an account for each.
MAXIMO = 20


async def quienes(portal: Portal, actor: Actor) -> list[Autorizado]:
    """Who may open the actor's own documento."""
    propio = permisos.documento_propio(actor)
    return await portal.repo.read(lambda tx: autorizaciones.de_documento(tx.sql, propio))


async def actor_por(tx: Transaccion, usuario: Usuario, documento: str) -> Actor | None:
    """That user with that documento chosen; None where it is neither the own nor one that they may open."""
    actor = usuario.como_actor("")
    if actor.documento == documento:
        return actor
    suyas = await autorizaciones.de_usuario(tx.sql, usuario.id)
    return next((actor.por(una) for una in suyas if una.documento == documento), None)


async def conceder(tx: Transaccion, ahora: datetime, usuario: Usuario, documento: str, nombre: str) -> None:
    """That user may open it from now on, and both sides are told; the caller confirms. Where that was so already,
    nothing. Raises DatoInvalido for whoever is no customer, whose own it is, or who has MAXIMO."""
    if usuario.rol is not Rol.CLIENTE:
        raise DatoInvalido("autorizado-sin-documento", campo="usuario")
    if usuario.documento == documento:
        raise DatoInvalido("documento-propio", campo="documento")
    if len(await autorizaciones.de_usuario(tx.sql, usuario.id)) >= MAXIMO:
        raise DatoInvalido("autorizaciones-de-mas", datos(maximo=MAXIMO), "documento")
    try:
        await autorizaciones.crear(tx.sql, usuario.id, documento, nombre, ahora)
    except LlaveDuplicada:
        return
    await notices.de_cambio(tx, ahora, usuario, CambioDeCuenta.DOCUMENTO_NUEVO)
    for titular in await usuarios.por_documento(tx.sql, documento):
        await notices.de_cambio(tx, ahora, titular, CambioDeCuenta.PERSONA_NUEVA)


async def autorizar(
    portal: Portal, usuario: str, documento: str, nombre: str, motivo: str, *, por: Actor | None = None
) -> None:
    """The company's own act: as for its documento, or for who gave it a power of attorney. por: who of the staff does
    it, None from the command line. Raises NoEncontrado for a user that there is not, and DatoInvalido as conceder, or
    without a name or a reason."""
    claro, limpio, llamado = permisos.motivo_claro(motivo), normalizar(documento), nombre.strip()
    if not llamado:
        raise DatoInvalido("nombre-vacio", campo="nombre")

    async def guardar(tx: Transaccion) -> None:
        ahora, hallado = portal.clock(), await _hallar(tx, usuario)
        await conceder(tx, ahora, hallado, limpio, llamado)
        await _anotar(tx, ahora, por, "autorizacion-dar", hallado, limpio, claro)
        await tx.confirmar()

    await portal.repo.write(guardar)
    portal.vistas.olvidar()


async def retirar(portal: Portal, usuario: str, documento: str, motivo: str, *, por: Actor | None = None) -> None:
    """The company takes it away. por: as in autorizar. Raises NoEncontrado where that user has none for that
    documento."""
    claro, limpio = permisos.motivo_claro(motivo), normalizar(documento)

    async def guardar(tx: Transaccion) -> None:
        hallado = await _hallar(tx, usuario)
        suyas = await autorizaciones.de_usuario(tx.sql, hallado.id)
        una = next((cada for cada in suyas if cada.documento == limpio), None)
        if una is None:
            raise NoEncontrado("autorizacion-desconocida")
        await _terminar(portal, tx, por, una, claro)

    await portal.repo.write(guardar)
    portal.vistas.olvidar()


async def quitar(portal: Portal, actor: Actor, numero: int) -> None:
    """Whose documento it is takes it away, or who had it leaves. Raises NoEncontrado for one of others."""
    propio = permisos.documento_propio(actor)

    async def guardar(tx: Transaccion) -> None:
        una = await autorizaciones.por_id(tx.sql, numero)
        if una is None:
            raise NoEncontrado("autorizacion-desconocida")
        if una.usuario_id != actor.usuario_id and una.documento != propio:
            raise Ajeno("autorizacion-desconocida", objeto=f"autorizacion {numero}")
        await _terminar(portal, tx, actor, una)

    await portal.repo.write(guardar)
    portal.vistas.olvidar()


async def _terminar(portal: Portal, tx: Transaccion, actor: Actor | None, una: Autorizacion, motivo: str = "") -> None:
    ahora = portal.clock()
    if not await autorizaciones.quitar(tx.sql, una.id):
        raise NoEncontrado("autorizacion-desconocida")
    tenia = await usuarios.por_id(tx.sql, una.usuario_id)
    if tenia is None:
        raise LookupError("a user who was authorized is not there")
    await notices.de_cambio(tx, ahora, tenia, CambioDeCuenta.DOCUMENTO_QUITADO)
    titulares = await usuarios.por_documento(tx.sql, una.documento)
    for titular in titulares:
        await notices.de_cambio(tx, ahora, titular, CambioDeCuenta.PERSONA_QUITADA)
    # An invitation that waits would let them in again.
    await links.terminar(tx, ahora, TipoDeEnlace.OFRECIMIENTO, tenia.documento or "", {cada.id for cada in titulares})
    await _anotar(tx, ahora, actor, "autorizacion-quitar", tenia, una.documento, motivo)
    await tx.confirmar()


async def _hallar(tx: Transaccion, usuario: str) -> Usuario:
    hallado = await usuarios.por_nombres(tx.sql, identity.usuario(usuario), identity.usuario_de_antes(usuario))
    if hallado is None:
        raise NoEncontrado("usuario-desconocido")
    return hallado


async def _anotar(
    tx: Transaccion, ahora: datetime, actor: Actor | None, accion: str, usuario: Usuario, documento: str, motivo: str
) -> None:
    """About the documento; to whom, and why where the company did it, is its reason."""
    await auditoria.anotar(
        tx.sql, ahora, actor, accion, documento, motivo=": ".join(filter(None, (usuario.usuario, motivo)))
    )
