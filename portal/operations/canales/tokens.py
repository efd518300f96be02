"""A token for a program that has a credential (OAuth's client_credentials)."""

import secrets as azar
from datetime import timedelta

from msgspec import Struct

from portal.errors import CredencialRechazada, NoDisponible, NoPermitido
from portal.operations.access import throttle
from portal.operations.access.gate import de_a_pocos
from portal.operations.access.ingreso import hay_cuentas_de_demo
from portal.operations.access.throttle import Prueba
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria, usuarios
from portal.repo.tables.canales import canales, credenciales
from portal.rules.canales import networks, scopes, secretos
from portal.structs.canales import Alcance, Ficha, Secreto
from portal.structs.usuarios import Sesion, Usuario

# What is compared where there is no such client, or no living secret of it.
SENUELO = secretos.huella("nadie tiene este secreto")


class Concesion(Struct, frozen=True, kw_only=True):
    """What a program was given: a session, for those scopes."""

    usuario: Usuario
    sesion: Sesion
    alcances: frozenset[Alcance]


class _Presentado(Struct, frozen=True, kw_only=True):
    ficha: Ficha
    secreto: Secreto
    usuario: Usuario


@de_a_pocos
async def conceder(portal: Portal, cliente: str, secreto: str, alcances: str, *, agente: str, ip: str) -> Concesion:
    """A session for who holds a living secret of that client, from where it may call. alcances: those asked for, "" for
    all of the credential's.

    Raises CredencialRechazada alike for every cause, AlcanceDesconocido, DemasiadosIntentos where that network tried
    too often, NoDisponible in production while the demonstration's users are there.
    """
    if portal.settings.produccion and await hay_cuentas_de_demo(portal):
        raise NoDisponible("cuentas-de-demostracion", (), 3600)
    if not secretos.bien_formado(secreto):
        raise CredencialRechazada
    prueba = await throttle.admitir_de_red(portal, cliente, ip=ip)

    async def abrir(tx: Transaccion) -> Concesion:
        # Whoever ends the credential at this moment ends this session too, or comes first.
        await credenciales.tomar(tx.sql, cliente)
        presentado, causa = await _reconocer(portal, tx, cliente, secreto, ip)
        if causa or presentado is None:
            await _rechazar(portal, tx, prueba, presentado, causa)
            raise CredencialRechazada
        credencial = presentado.ficha.credencial
        pedidos = scopes.concedidos(alcances, credencial.alcances)
        ahora = portal.clock()
        vence = ahora + timedelta(minutes=portal.settings.access_token_expire_minutes)
        sesion = Sesion(
            sid=azar.token_urlsafe(18),
            usuario_id=presentado.usuario.id,
            creada=ahora,
            vence=vence if credencial.vence is None else min(vence, credencial.vence),
            puerta="api",
            agente=agente[:200],
        )
        await usuarios.abrir_sesion(tx.sql, sesion)
        await credenciales.conceder(tx.sql, sesion.sid, presentado.secreto.numero, scopes.escribir(pedidos), ahora)
        await throttle.soltar(tx, prueba)
        motivo = f"{cliente} …{presentado.secreto.pista}"
        await auditoria.anotar(
            tx.sql, ahora, None, "ingreso", presentado.usuario.usuario, "ok", motivo, direccion=prueba.ip
        )
        await tx.confirmar()
        return Concesion(usuario=presentado.usuario, sesion=sesion, alcances=pedidos)

    return await portal.repo.write(abrir)


async def _reconocer(
    portal: Portal, tx: Transaccion, cliente: str, secreto: str, ip: str
) -> tuple[_Presentado | None, str]:
    """Whose secret it is, None where nobody's; and why it does not count, "" where it does."""
    ficha, presentada = await credenciales.por_cliente(tx.sql, cliente), secretos.huella(secreto)
    vivos = ficha.vivos if ficha else ()
    hallados = [cada for cada in vivos if secretos.coincide(cada.huella, presentada)]
    if ficha is None or not hallados:
        secretos.coincide(SENUELO, presentada)
        return None, "rechazado"
    usuario = await usuarios.por_id(tx.sql, ficha.credencial.usuario_id)
    if usuario is None:
        raise AssertionError("unreachable: a credential is of a user")
    suyo = _Presentado(ficha=ficha, secreto=hallados[0], usuario=usuario)
    return suyo, await _causa(portal, tx, suyo, ip)


async def _causa(portal: Portal, tx: Transaccion, suyo: _Presentado, ip: str) -> str:
    """Why a secret that is right does not count now, as the audit has it; "" where it does."""
    credencial, usuario = suyo.ficha.credencial, suyo.usuario
    canal = await canales.por_nombre(tx.sql, usuario.usuario)
    if credencial.revocada is not None:
        return "revocada"
    if credencial.vence is not None and credencial.vence <= portal.clock():
        return "vencida"
    if canal is None or not canal.activo or (await tx.paquete.validar_usuario(usuario.usuario)).codresp != "0":
        return "desactivado"
    try:
        networks.exigir(canal.redes, ip)
    except NoPermitido as error:
        return error.codigo
    return ""


async def _rechazar(
    portal: Portal, tx: Transaccion, prueba: Prueba, presentado: _Presentado | None, causa: str
) -> None:
    """It counts against its network, and leaves a row; what was typed is written nowhere."""
    ahora, suyo = portal.clock(), presentado.usuario if presentado else None
    await throttle.anotar_falla(tx, prueba, ahora, suyo)
    nombre = throttle.nombre_en_auditoria(prueba, suyo)
    await auditoria.anotar(tx.sql, ahora, None, "ingreso", nombre, causa, "client_credentials", direccion=prueba.ip)
    await tx.confirmar()
