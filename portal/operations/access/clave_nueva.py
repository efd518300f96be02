"""A password that somebody chooses: as long as what stands beside it lets it be, and not made of what anybody knows of
the person or of the company."""

from portal.inputs.password import normal
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import factores
from portal.repo.tables.desk import empresas
from portal.rules.access import passwords
from portal.structs.usuarios import Rol, Usuario


async def exigir(portal: Portal, clave: str, rol: Rol, *, propias: tuple[str | None, ...]) -> None:
    """Of an account that is about to be; propias: what anybody knows of its person. Raises DatoInvalido."""
    empresa = await portal.repo.read(_de_la_empresa)
    passwords.exigir(normal(clave), rol, propias=(*propias, *empresa))


async def exigir_de(portal: Portal, usuario: Usuario, clave: str) -> None:
    """Of an account that there is. Raises DatoInvalido."""

    async def leer(tx: Transaccion) -> tuple[int, tuple[str, ...]]:
        return await factores.cuantos(tx.sql, usuario.id), await _de_la_empresa(tx)

    cuantos, empresa = await portal.repo.read(leer)
    passwords.exigir(normal(clave), usuario.rol, con_factor=cuantos > 0, propias=(*palabras_de(usuario), *empresa))


async def minimo_de(portal: Portal, usuario: Usuario) -> int:
    """How long it has to be, for the page that asks for it."""
    cuantos = await portal.repo.read(lambda tx: factores.cuantos(tx.sql, usuario.id))
    return passwords.minimo(usuario.rol, con_factor=cuantos > 0)


def palabras_de(usuario: Usuario) -> tuple[str | None, ...]:
    """What anybody knows of that user."""
    return usuario.usuario, usuario.nombre, usuario.documento, parte_propia(usuario.correo)


def parte_propia(correo: str | None) -> str:
    """What is the person's own in an address: what comes after the sign is the provider's."""
    return (correo or "").partition("@")[0]


async def _de_la_empresa(tx: Transaccion) -> tuple[str, ...]:
    """As it was written last, by whichever process; nothing before anybody wrote it."""
    ultima = await empresas.cambios(tx.sql, 1)
    return tuple(palabra for cambio in ultima for palabra in (cambio.empresa.nombre, cambio.empresa.ruc))
