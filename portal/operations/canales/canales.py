"""Channels as the staff keep them: made, looked at, and told from where, with which codes and how much."""

import secrets
from datetime import datetime

from msgspec import Struct, structs

from portal.errors import DatoInvalido, NoEncontrado
from portal.inputs.identity import usuario as normalizar
from portal.operations.access import usuarios
from portal.operations.canales.quotas import MEMORIA, del_portal
from portal.operations.portal import Portal
from portal.repo.protocol import LlaveDuplicada, Transaccion
from portal.repo.tables.access import auditoria
from portal.repo.tables.access import usuarios as usuarios_tabla
from portal.repo.tables.canales import canales, consumos, credenciales
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.rules.canales import networks, prefijos, quotas
from portal.structs.canales import Canal, Consumo, Ficha, Freno, Quota
from portal.structs.usuarios import Actor, Rol
from portal.texts.catalogue import say
from portal.texts.named import datos


class CanalVisto(Struct, frozen=True, kw_only=True):
    """A channel with its credentials, and how it stands with its quotas."""

    canal: Canal
    fichas: tuple[Ficha, ...]
    consumos: tuple[Consumo, ...]


class LimitesDeCanal(Struct, frozen=True, kw_only=True):
    """As a person types them: an empty one is none of its own."""

    prefijo: str = ""
    redes: str = ""
    por_minuto: str = ""
    por_hora: str = ""

    @classmethod
    def de(cls, canal: Canal) -> "LimitesDeCanal":
        """Those that a channel has, as a person would type them."""
        return cls(
            prefijo=canal.prefijo,
            redes="\n".join(canal.redes),
            por_minuto=str(canal.por_minuto or ""),
            por_hora=str(canal.por_hora or ""),
        )


def autorizar(actor: Actor | None, motivo: str) -> str:
    """The reason, trimmed; without actor it is whoever runs the portal. Raises NoPermitido, or DatoInvalido where the
    reason says nothing."""
    if actor is None:
        return motivo.strip()
    permisos.exigir(actor, Acto.ADMINISTRAR)
    return permisos.motivo_exigido(actor, motivo)


async def listar(portal: Portal, actor: Actor | None) -> tuple[list[Canal], list[Freno]]:
    """Every channel, by name, and the windows of the last day in which one was stopped."""
    if actor is not None:
        permisos.exigir(actor, Acto.ADMINISTRAR)
    desde = portal.clock() - MEMORIA

    async def leer(tx: Transaccion) -> tuple[list[Canal], list[Freno]]:
        return await canales.todos(tx.sql), await consumos.frenados(tx.sql, desde)

    return await portal.repo.read(leer)


async def ver(portal: Portal, actor: Actor | None, usuario: str) -> CanalVisto:
    """Raises NoEncontrado for who is no channel."""
    if actor is not None:
        permisos.exigir(actor, Acto.ADMINISTRAR)
    ahora = portal.clock()

    async def leer(tx: Transaccion) -> CanalVisto:
        canal = await hallar(tx, usuario)
        return CanalVisto(
            canal=canal,
            fichas=tuple(await credenciales.de_canal(tx.sql, canal.usuario_id)),
            consumos=(
                await _consumo(portal, tx, canal, Quota.PEDIDOS, canal.por_minuto, ahora),
                await _consumo(portal, tx, canal, Quota.DOCUMENTOS, canal.por_hora, ahora),
            ),
        )

    return await portal.repo.read(leer)


async def usuario_de(portal: Portal, actor: Actor | None, cliente: str) -> str:
    """Whose a credential is. Raises NoEncontrado."""
    if actor is not None:
        permisos.exigir(actor, Acto.ADMINISTRAR)

    async def leer(tx: Transaccion) -> str:
        ficha = await credenciales.por_cliente(tx.sql, cliente)
        dueno = None if ficha is None else await usuarios_tabla.por_id(tx.sql, ficha.credencial.usuario_id)
        if dueno is None:
            raise NoEncontrado("credencial-desconocida")
        return dueno.usuario

    return await portal.repo.read(leer)


async def _consumo(
    portal: Portal, tx: Transaccion, canal: Canal, quota: Quota, propio: int | None, ahora: datetime
) -> Consumo:
    tope = propio or del_portal(portal, quota)
    usados = await consumos.usados(tx.sql, canal.usuario_id, quota, quotas.ventana(quota, ahora))
    return quotas.consumo(quota, tope, tope - usados, ahora)


async def hallar(tx: Transaccion, usuario: str) -> Canal:
    """The channel of that user. Raises NoEncontrado."""
    canal = await canales.por_nombre(tx.sql, normalizar(usuario))
    if canal is None:
        raise NoEncontrado("canal-desconocido")
    return canal


async def registrar(portal: Portal, actor: Actor | None, usuario: str, nombre: str, motivo: str = "") -> None:
    """A new channel, whose password nobody has: it signs in by its credentials alone. Raises DatoInvalido."""
    motivo = autorizar(actor, motivo)
    clave = secrets.token_urlsafe(32)
    await usuarios.crear(portal, usuario, Rol.CANAL, nombre, None, clave, por=actor, motivo=motivo)


async def cambiar(portal: Portal, actor: Actor | None, usuario: str, limites: LimitesDeCanal, motivo: str = "") -> None:
    """From where it may call, with what its codes begin, and its own quotas; it holds from its next request on.

    Raises DatoInvalido with the field to mend: a prefix that another has, or that codes of others begin with, too.
    """
    motivo = autorizar(actor, motivo)
    prefijo, redes = prefijos.leer(limites.prefijo), networks.leer(limites.redes)
    por_minuto = quotas.leer(limites.por_minuto, "por_minuto")
    por_hora = quotas.leer(limites.por_hora, "por_hora")

    async def guardar(tx: Transaccion) -> None:
        antes = await hallar(tx, usuario)
        canal = structs.replace(antes, prefijo=prefijo, redes=redes, por_minuto=por_minuto, por_hora=por_hora)
        if prefijo and prefijo != antes.prefijo:
            await _exigir_libre(tx, canal)
        try:
            await canales.guardar(tx.sql, canal)
        except LlaveDuplicada:  # another took it at this moment
            raise DatoInvalido("prefijo-ocupado", datos(otro=prefijo), "prefijo") from None
        await auditoria.anotar(
            tx.sql, portal.clock(), actor, "canal-cambiar", canal.usuario, motivo=_con(motivo, _dicho(canal))
        )
        await tx.confirmar()

    await portal.repo.write(guardar)
    portal.vistas.olvidar()
    portal.allowances.olvidar()


async def _exigir_libre(tx: Transaccion, canal: Canal) -> None:
    prefijos.exigir_libre(canal.prefijo, await canales.prefijos_de_otros(tx.sql, canal))
    if await canales.usado_por_otros(tx.sql, canal, canal.prefijo):
        raise DatoInvalido("prefijo-usado", campo="prefijo")


def _con(motivo: str, hecho: str) -> str:
    return f"{motivo} — {hecho}" if motivo else hecho


def _dicho(canal: Canal) -> str:
    return say(
        "canal-como-queda",
        datos(
            prefijo=canal.prefijo or "-",
            redes=networks.escribir(canal.redes) or "-",
            por_minuto=canal.por_minuto or "-",
            por_hora=canal.por_hora or "-",
        ),
    )
