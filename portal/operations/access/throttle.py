"""Every try of a password passes here, whatever the door: it is let in before the hash, and settled after it.

Whoever is refused only reads. A refusal is written down once for each wait, by the failure that begins it.
"""

import asyncio
import hmac
import math
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from msgspec import Struct

from portal.errors import DemasiadosIntentos
from portal.inputs.identity import usuario as normalizar
from portal.operations.portal import Portal
from portal.repo.protocol import Cuerpo, Sql, Transaccion
from portal.repo.tables.access import auditoria, tries
from portal.rules.access import throttle
from portal.rules.access.throttle import Balde, Cuenta
from portal.settings import Settings
from portal.structs.usuarios import Equipo, Usuario
from portal.texts.catalogue import say
from portal.texts.named import datos

# A process that died while it computed a hash holds its place no longer than this.
RESERVA = timedelta(seconds=30)
DE_CODIGOS = (Balde.CODIGO, Balde.CODIGO_HORA, Balde.CODIGO_DIA)
# Before each look for a place: where all are taken, a try waits for one, five seconds in all.
PAUSAS_S = (0.0, 0.05, 0.1, 0.2, 0.4, *[0.85] * 5)


class Prueba(Struct, frozen=True, kw_only=True):
    """A try that was let in. baldes: the counts that it is for, by key."""

    numero: str
    cuenta: str
    ip: str
    lugar: str
    baldes: dict[str, Balde]


def cuenta_de(settings: Settings, usuario: str) -> str:
    """An account's key: whoever reads the tables or a cookie does not learn the name, which may be a password typed in
    the wrong box."""
    return hmac.new(settings.secret_key.encode(), f"cuenta:{normalizar(usuario)}".encode(), sha256).hexdigest()[:32]


def conoce(settings: Settings, equipo: Equipo | None, usuario: str) -> bool:
    """Whether that user signed in on that browser before."""
    return equipo is not None and cuenta_de(settings, usuario) in equipo.cuentas


async def admitir(portal: Portal, usuario: str, *, puerta: str, ip: str, equipo: Equipo | None) -> Prueba:
    """Lets a try of that user's password in.

    Raises DemasiadosIntentos where it has to wait, with the seconds until the next try is really allowed.
    """
    cuenta, red = cuenta_de(portal.settings, usuario), throttle.red(ip)
    lugar = f"{Balde.LUGAR}:{cuenta}:{red}" if puerta == "api" else ""

    async def baldes(tx: Transaccion) -> dict[str, Balde]:
        return await _baldes(tx.sql, cuenta, red, lugar, equipo)

    return await _admitir(portal, cuenta, ip, lugar, baldes)


async def admitir_de_red(portal: Portal, nombre: str, *, ip: str) -> Prueba:
    """Lets a try in of a secret that nobody can guess: only its network is counted, so that no stranger can stop who
    has that name. Raises DemasiadosIntentos."""
    red = {f"{Balde.RED}:{throttle.red(ip)}": Balde.RED}

    async def baldes(_: Transaccion) -> dict[str, Balde]:
        return red

    return await _admitir(portal, cuenta_de(portal.settings, nombre), ip, "", baldes)


async def admitir_codigo(portal: Portal, usuario: str, *, ip: str, equipo: Equipo | None) -> Prueba:
    """Lets a try of a code of that user's second factor in: whoever knows the password has few of them, and leaves the
    browser where the owner signed in before its own. Raises DemasiadosIntentos where it has to wait."""
    cuenta = cuenta_de(portal.settings, usuario)
    de = f"{cuenta}:{equipo.numero[:32]}" if equipo is not None and conoce(portal.settings, equipo, usuario) else cuenta

    async def baldes(_: Transaccion) -> dict[str, Balde]:
        return {f"{balde}:{de}": balde for balde in DE_CODIGOS}

    return await _admitir(portal, cuenta, ip, "", baldes)


async def _admitir(portal: Portal, cuenta: str, ip: str, lugar: str, de: Cuerpo[dict[str, Balde]]) -> Prueba:
    async def mirar(tx: Transaccion) -> tuple[dict[str, Balde], bool]:
        baldes = await de(tx)
        return baldes, await _juzgar(portal, tx.sql, baldes)

    for pausa in PAUSAS_S:
        await asyncio.sleep(pausa)
        baldes, hay_lugar = await portal.repo.read(mirar)
        prueba = Prueba(numero=secrets.token_hex(8), cuenta=cuenta, ip=ip, lugar=lugar, baldes=baldes)
        if hay_lugar and await _reservar(portal, prueba):
            return prueba
    raise DemasiadosIntentos("demasiados-a-la-vez", (), 1)


async def _reservar(portal: Portal, prueba: Prueba) -> bool:
    """Takes its place, if there still is one."""
    llaves = tuple(prueba.baldes)

    async def reservar(tx: Transaccion) -> bool:
        await tries.tomar(tx.sql, llaves, portal.clock())
        if not await _juzgar(portal, tx.sql, prueba.baldes):
            return False
        await tries.reservar(tx.sql, llaves, prueba.numero, portal.clock() + RESERVA)
        await tx.confirmar()
        return True

    return await portal.repo.write(reservar)


async def _baldes(sql: Sql, cuenta: str, red: str, lugar: str, equipo: Equipo | None) -> dict[str, Balde]:
    """What is known (a browser, a program's network) has a count of its own and feels nobody else's failures."""
    if equipo is not None and cuenta in equipo.cuentas:
        return {f"{Balde.EQUIPO}:{cuenta}:{equipo.numero[:32]}": Balde.EQUIPO}
    if lugar and await tries.leer(sql, (lugar,)):
        return {lugar: Balde.LUGAR}
    return {f"{Balde.CUENTA}:{cuenta}": Balde.CUENTA, f"{Balde.RED}:{red}": Balde.RED}


async def _juzgar(portal: Portal, sql: Sql, baldes: dict[str, Balde]) -> bool:
    """Whether there is a place. Raises DemasiadosIntentos where there is none before some instant."""
    ahora = portal.clock()
    leidas = await tries.leer(sql, tuple(baldes))
    cuentas = {llave: Cuenta(*leidas[llave]) if llave in leidas else Cuenta(0, ahora) for llave in baldes}
    if any(throttle.detenido(baldes[llave], cuenta) for llave, cuenta in cuentas.items()):
        raise DemasiadosIntentos("ingreso-detenido", (), 0)
    espera = max(throttle.abre(baldes[llave], cuenta) for llave, cuenta in cuentas.items()) - ahora
    if espera > timedelta(0):
        raise _hay_que_esperar(math.ceil(espera.total_seconds()))
    ocupados = await tries.en_curso(sql, tuple(baldes), ahora)
    return all(ocupados.get(llave, 0) < throttle.lugares(baldes[llave], cuentas[llave], ahora) for llave in baldes)


async def contar(portal: Portal, para: str, ip: str) -> None:
    """One more of what a network may ask for so often, whoever it names. Raises DemasiadosIntentos where it has to
    wait."""
    llave = f"{Balde.RED}:{para}:{throttle.red(ip)}"

    async def anotar(tx: Transaccion) -> None:
        ahora = portal.clock()
        await tries.tomar(tx.sql, (llave,), ahora)
        cuenta = Cuenta(*(await tries.leer(tx.sql, (llave,))).get(llave, (0, ahora)))
        if (abre := throttle.abre(Balde.RED, cuenta)) > ahora:
            raise _hay_que_esperar(math.ceil((abre - ahora).total_seconds()))
        cuenta = throttle.con_falla(Balde.RED, cuenta, ahora)
        await tries.anotar(tx.sql, llave, cuenta.fallas, cuenta.desde)
        await tx.confirmar()

    await portal.repo.write(anotar)


def nombre_en_auditoria(prueba: Prueba, usuario: Usuario | None) -> str:
    """The user's name, or where nobody has it the account's key: what was typed is written nowhere."""
    return usuario.usuario if usuario else f"desconocido-{prueba.cuenta[:16]}"


async def anotar_falla(tx: Transaccion, prueba: Prueba, ahora: datetime, usuario: Usuario | None) -> None:
    """That one was wrong: it counts. A wait that begins with it is written down, once; the caller confirms."""
    await tries.tomar(tx.sql, tuple(prueba.baldes), ahora)
    leidas = await tries.leer(tx.sql, tuple(prueba.baldes))
    await tries.soltar(tx.sql, tuple(prueba.baldes), prueba.numero)
    for llave, balde in prueba.baldes.items():
        cuenta = throttle.con_falla(balde, Cuenta(*leidas.get(llave, (0, ahora))), ahora)
        await tries.anotar(tx.sql, llave, cuenta.fallas, cuenta.desde)
        if throttle.detenido(balde, cuenta) or throttle.abre(balde, cuenta) > ahora:
            detenido = throttle.detenido(balde, cuenta)
            await auditoria.anotar(
                tx.sql,
                ahora,
                None,
                "ingreso-frenado",
                nombre_en_auditoria(prueba, usuario) if balde is not Balde.RED else throttle.red(prueba.ip),
                "detenido" if detenido else "espera",
                _freno(balde, cuenta),
                direccion=prueba.ip,
            )


async def anotar_acierto(tx: Transaccion, prueba: Prueba, ahora: datetime) -> None:
    """That one was right: what it was tried against begins anew, but for the network, where others may be guessing. A
    program's network is known from then on. The caller confirms."""
    await soltar(tx, prueba)
    for llave, balde in prueba.baldes.items():
        if balde not in (Balde.RED, Balde.LUGAR):
            await tries.olvidar(tx.sql, llave)
    if prueba.lugar:
        await tries.tomar(tx.sql, (prueba.lugar,), ahora)
        await tries.anotar(tx.sql, prueba.lugar, 0, ahora)


async def soltar(tx: Transaccion, prueba: Prueba) -> None:
    """It is under way no more, and counts for nothing."""
    await tries.soltar(tx.sql, tuple(prueba.baldes), prueba.numero)


async def purgar(portal: Portal) -> int:
    """Drops the counts that mean nothing any more; how many they were."""
    ahora = portal.clock()
    antes = {f"{balde}:": ahora - memoria for balde, memoria in throttle.MEMORIA.items()}

    async def purgar_todas(tx: Transaccion) -> int:
        idas = await tries.purgar(tx.sql, antes, throttle.PARADA, ahora)
        await tx.confirmar()
        return idas

    return await portal.repo.write(purgar_todas)


def _hay_que_esperar(segundos: int) -> DemasiadosIntentos:
    """Minutes are rounded up, so that nobody comes too early."""
    if segundos <= 90:  # noqa: PLR2004 - up to there people think in seconds
        return DemasiadosIntentos("demasiados-intentos", datos(caso="segundos", cuanto=segundos), segundos)
    return DemasiadosIntentos("demasiados-intentos", datos(caso="minutos", cuanto=-(-segundos // 60)), segundos)


def _freno(balde: Balde, cuenta: Cuenta) -> str:
    """What the audit keeps of a wait that begins."""
    if throttle.detenido(balde, cuenta):
        return say("ingreso-frenado", datos(caso="detenido", balde=balde, fallas=cuenta.fallas))
    hasta = f"{throttle.abre(balde, cuenta):%FT%TZ}"
    return say("ingreso-frenado", datos(caso="espera", balde=balde, fallas=cuenta.fallas, hasta=hasta))
