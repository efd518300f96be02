"""Users who have a second factor, made through the real operations."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pyotp
from litestar import Litestar
from litestar.testing import TestClient
from msgspec import structs

from portal.operations.access import ingreso, sesiones, usuarios
from portal.operations.factors import enrolment
from portal.operations.portal import Portal
from portal.structs.usuarios import Actor, Nivel, Rol
from tests import datos
from tests.authenticator import Device
from tests.conftest import PAGINA, Casa

ORIGIN = "http://localhost:8000"
IP = "190.0.0.1"
STAFF = "funcionaria"


class Enrolled(NamedTuple):
    """seed: of the application; codes: the recovery ones."""

    seed: str
    codes: tuple[str, ...]

    def code(self, casa: Casa, steps: int = 0) -> str:
        """What the application shows now, or so many steps of half a minute away."""
        return pyotp.TOTP(self.seed).generate_otp(int(casa.clock().timestamp()) // 30 + steps)


def named(casa: Casa) -> None:
    """The portal's address is a name, as passkeys need; before the application starts."""
    casa.settings = structs.replace(casa.settings, url_publica=ORIGIN)


@contextmanager
def browsing(casa: Casa) -> Iterator[TestClient[Litestar]]:
    """A browser on the portal that goes nowhere by itself."""
    with TestClient(casa.app(), raise_server_exceptions=False) as browser:
        browser.headers.update(PAGINA)
        browser.follow_redirects = False
        yield browser


async def signed_in(portal: Portal, usuario: str, *, puerta: str = "pagina") -> Actor:
    """Who has just signed in with the password alone."""
    _, sesion = await ingreso.entrar(portal, usuario, datos.CLAVE, puerta=puerta, agente="", ip=IP)
    assert sesion is not None
    return structs.replace(await ingreso.actor(portal, sesion.sid), direccion=IP)


async def again(portal: Portal, actor: Actor) -> Actor:
    """Whoever has one session, as it is by now: by another number since they proved again who they are."""
    (abierta,) = await sesiones.abiertas(portal, actor)
    return structs.replace(await ingreso.actor(portal, abierta.sid), direccion=IP)


async def with_application(portal: Portal, actor: Actor) -> Enrolled:
    """Adds an application; its code is of the step before this one, so that this one's is still good."""
    alta = enrolment.empezar_aplicacion(portal, actor)
    codigo = pyotp.TOTP(alta.semilla).generate_otp(int(portal.clock().timestamp()) // 30 - 1)
    agregado = await enrolment.agregar_aplicacion(portal, actor, alta.sellada, codigo, "Teléfono")
    return Enrolled(alta.semilla, agregado.codigos)


async def with_passkey(portal: Portal, actor: Actor) -> Device:
    """Adds a passkey."""
    device = Device(ORIGIN)
    await enrolment.agregar_passkey(portal, actor, device.make(await enrolment.pregunta(portal, actor)), "Notebook")
    return device


def application_of(casa: Casa, usuario: str = datos.TRES_Y_AGUA) -> Enrolled:
    """That user, with an application."""

    async def enrol(portal: Portal) -> Enrolled:
        return await with_application(portal, await signed_in(portal, usuario))

    return casa.operar(enrol)


def passkey_of(casa: Casa, usuario: str = datos.TRES_Y_AGUA) -> Device:
    """That user, with a passkey."""

    async def enrol(portal: Portal) -> Device:
        return await with_passkey(portal, await signed_in(portal, usuario))

    return casa.operar(enrol)


def staff(casa: Casa) -> str:
    """An operador who is not of the demonstration, and has no factor yet."""

    async def make(portal: Portal) -> None:
        await usuarios.crear(portal, STAFF, Rol.OPERADOR, "Flora Funcionaria", None, datos.CLAVE, nivel=Nivel.RESOLVER)

    casa.operar(make)
    return STAFF
