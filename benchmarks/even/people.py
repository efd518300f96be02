"""Those of whom the same is asked: customers with an account and without, and with each second factor."""

import asyncio
import http.client
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlencode

import pyotp
from msgspec import Struct, structs

from portal import passwords
from portal.clock import ahora
from portal.operations.factors import codes
from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import factores, usuarios
from portal.settings import Settings
from portal.structs.factores import Factor, TipoDeFactor
from portal.structs.usuarios import Rol
from tests.cli.processes import portal

BASE = "espacio-clientes.sqlite3"
KEY = "una clave de mediciones, larga y de nadie"
PASSWORD = "la misma para todos"  # noqa: S105 - of people who are made up
FORM = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin", "accept": "text/html"}


class People(Struct):
    """Documentos, which are the names of the accounts. account: without a second factor; application and passkey: with
    that one alone; without: of customers who have no account."""

    account: Sequence[str]
    without: Sequence[str]
    application: Sequence[str]
    passkey: Sequence[str]


def from_its_own_address(number: int) -> dict[str, str]:
    """The headers of a form that comes from an address of its own."""
    return FORM | {"x-forwarded-for": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}


def prepare(folder: Path, each: int) -> People:
    """So many of each kind, in a demonstration in that folder."""
    loaded = portal(folder, "demo", "--sin-servir", "--clientes", str(4 * each + 20))
    if loaded.returncode:
        raise RuntimeError(loaded.stderr)
    with closing(sqlite3.connect(folder / BASE)) as base:
        taken = {documento for (documento,) in base.execute("SELECT documento FROM portal_usuario")}
        free = [each for (each,) in base.execute("SELECT documento FROM erp_cliente") if each not in taken]
    people = People(*(free[kind * each : (kind + 1) * each] for kind in range(4)))
    asyncio.run(_open_accounts(folder / BASE, people))
    return people


def half_way(port: int, people: Sequence[str], at_once: int) -> list[str]:
    """The cookies of those who gave their password and owe a second factor."""

    def sign_in(who: str) -> str:
        body = urlencode({"usuario": who, "clave": PASSWORD})
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as talk:
            talk.request("POST", "/ingreso", body, from_its_own_address(int(who)))
            answer = talk.getresponse()
            answer.read()
        given = answer.headers.get_all("set-cookie", [])
        return next(each.partition(";")[0] for each in given if each.startswith("paso="))

    with ThreadPoolExecutor(at_once) as threads:
        return list(threads.map(sign_in, people))


async def _open_accounts(path: Path, people: People) -> None:
    repo, hashed = EmbeddedRepo(path, ahora, Decimal(0)), await passwords.cifrar(PASSWORD)

    async def write(tx: Transaccion) -> None:
        for who in (*people.account, *people.application, *people.passkey):
            await usuarios.crear(
                tx.sql,
                ahora(),
                usuario=who,
                rol=Rol.CLIENTE,
                nombre=f"Cliente {who}",
                documento=who,
                cifrada=hashed,
                es_demo=True,
                correo=f"{who}@clientes.example",
            )
        for who in people.application:
            await factores.crear(tx.sql, await _factor(tx, who, TipoDeFactor.TOTP))
        for who in people.passkey:
            await factores.crear(tx.sql, await _factor(tx, who, TipoDeFactor.PASSKEY))
        await tx.confirmar()

    await repo.write(write)
    await repo.cerrar()


async def _factor(tx: Transaccion, who: str, kind: TipoDeFactor) -> Factor:
    usuario = await usuarios.por_nombre(tx.sql, who)
    if usuario is None:
        raise RuntimeError(who)
    sealed = codes.sellada(Settings(secret_key=KEY), usuario.id, pyotp.random_base32())
    factor = Factor(id=0, usuario_id=usuario.id, tipo=kind, nombre="De medir", creado=ahora())
    if kind is TipoDeFactor.TOTP:
        return structs.replace(factor, semilla=sealed, paso=0)
    return structs.replace(factor, passkey_id=f"passkey-{who}", publica="nadie", firmas=0)
