"""A channel's credentials: made, rotated without a stop, and revoked; a secret is shown once, and its hash is kept."""

import secrets as azar
from datetime import date, datetime

from msgspec import Struct

from portal.clock import limites
from portal.errors import DatoInvalido, NoEncontrado, Rechazo
from portal.operations.canales.canales import autorizar, hallar
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria
from portal.repo.tables.canales import credenciales
from portal.rules.access import step_up
from portal.rules.canales import scopes, secretos
from portal.structs.canales import Credencial, Ficha, Secreto
from portal.structs.usuarios import Actor
from portal.texts.named import datos

NOMBRE_MAXIMO = 100


class SecretoNuevo(Struct, frozen=True, kw_only=True):
    """What is shown once: nobody can tell it again."""

    cliente: str
    secreto: str

    def __repr__(self) -> str:
        """Without the secret."""
        return f"SecretoNuevo({self.cliente})"


async def crear(
    portal: Portal,
    actor: Actor | None,
    usuario: str,
    *,
    nombre: str,
    alcances: tuple[str, ...],
    hasta: date | None = None,
    motivo: str = "",
) -> SecretoNuevo:
    """A credential of that channel with its first secret; it counts until the end of day `hasta`, or for ever.

    Raises NoEncontrado for who is no channel, DatoInvalido with the field to mend.
    """
    motivo = autorizar(actor, motivo)
    ahora = portal.clock()
    _exigir_prueba(actor, ahora)
    if not 1 <= len(nombre.strip()) <= NOMBRE_MAXIMO:
        raise DatoInvalido("nombre-de-credencial", datos(maximo=NOMBRE_MAXIMO), "nombre")
    elegidos = scopes.leer(alcances)
    vence = None if hasta is None else limites(hasta)[1]
    if vence is not None and vence <= ahora:
        raise DatoInvalido("vence-antes", campo="hasta")

    async def guardar(tx: Transaccion) -> SecretoNuevo:
        canal = await hallar(tx, usuario)
        credencial = Credencial(
            cliente=f"ec-{azar.token_hex(8)}",
            usuario_id=canal.usuario_id,
            nombre=nombre.strip(),
            alcances=elegidos,
            creada=ahora,
            vence=vence,
        )
        await credenciales.crear(tx.sql, credencial)
        nuevo = await _agregar(tx, credencial.cliente, ahora)
        await auditoria.anotar(tx.sql, ahora, actor, "credencial-crear", credencial.cliente, motivo=motivo)
        await tx.confirmar()
        return nuevo

    return await portal.repo.write(guardar)


async def rotar(portal: Portal, actor: Actor | None, cliente: str, motivo: str = "") -> SecretoNuevo:
    """A second secret, while the first still counts. Raises NoEncontrado, and Rechazo where it has two or was
    revoked."""
    motivo = autorizar(actor, motivo)
    ahora = portal.clock()
    _exigir_prueba(actor, ahora)

    async def guardar(tx: Transaccion) -> SecretoNuevo:
        await credenciales.tomar(tx.sql, cliente)
        ficha = await _viva(tx, cliente)
        if len(ficha.vivos) >= secretos.VIVOS:
            raise Rechazo("dos-secretos")
        nuevo = await _agregar(tx, cliente, ahora)
        await auditoria.anotar(tx.sql, ahora, actor, "credencial-rotar", cliente, motivo=motivo)
        await tx.confirmar()
        return nuevo

    return await portal.repo.write(guardar)


async def retirar(portal: Portal, actor: Actor | None, cliente: str, numero: str, motivo: str = "") -> None:
    """Ends a secret and the tokens that were given for it. Raises NoEncontrado, and Rechazo for the last one: that is
    revoking."""
    motivo = autorizar(actor, motivo)
    ahora = portal.clock()

    async def guardar(tx: Transaccion) -> None:
        await credenciales.tomar(tx.sql, cliente)
        ficha = await _viva(tx, cliente)
        if numero not in {secreto.numero for secreto in ficha.vivos}:
            raise NoEncontrado("secreto-desconocido")
        if len(ficha.vivos) == 1:
            raise Rechazo("ultimo-secreto")
        await credenciales.retirar(tx.sql, cliente, numero, ahora)
        await auditoria.anotar(tx.sql, ahora, actor, "secreto-retirar", f"{cliente} {numero}", motivo=motivo)
        await tx.confirmar()

    await portal.repo.write(guardar)
    portal.vistas.olvidar()


async def revocar(portal: Portal, actor: Actor | None, cliente: str, motivo: str = "") -> None:
    """Ends a credential for ever, with every token that was given for it. Raises NoEncontrado, and Rechazo where it was
    revoked before."""
    motivo = autorizar(actor, motivo)
    ahora = portal.clock()

    async def guardar(tx: Transaccion) -> None:
        await credenciales.tomar(tx.sql, cliente)
        await _viva(tx, cliente)
        await credenciales.revocar(tx.sql, cliente, ahora)
        await auditoria.anotar(tx.sql, ahora, actor, "credencial-revocar", cliente, motivo=motivo)
        await tx.confirmar()

    await portal.repo.write(guardar)
    portal.vistas.olvidar()


def _exigir_prueba(actor: Actor | None, ahora: datetime) -> None:
    """A new secret opens the API to whoever holds it: a person proves again to be oneself."""
    if actor is not None:
        step_up.exigir(actor, ahora)


async def _viva(tx: Transaccion, cliente: str) -> Ficha:
    ficha = await credenciales.por_cliente(tx.sql, cliente)
    if ficha is None:
        raise NoEncontrado("credencial-desconocida")
    if ficha.credencial.revocada is not None:
        raise Rechazo("credencial-revocada")
    return ficha


async def _agregar(tx: Transaccion, cliente: str, ahora: datetime) -> SecretoNuevo:
    secreto = secretos.nuevo()
    await credenciales.agregar(
        tx.sql,
        Secreto(
            numero=azar.token_hex(8),
            cliente=cliente,
            huella=secretos.huella(secreto),
            pista=secreto[-secretos.PISTA :],
            creado=ahora,
        ),
    )
    return SecretoNuevo(cliente=cliente, secreto=secreto)
