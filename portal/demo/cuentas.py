"""The demonstration's users: a password that everybody knows, and what each is for."""

from typing import NamedTuple

from portal.demo.casos import CASOS, CON_CORREO
from portal.structs.usuarios import Nivel, Rol
from portal.texts.es import cuenta_demo

CLAVE = "demostracion"
CANAL = "canal-demo"
OPERADOR = "operador-demo"
# Of nobody: example.com is kept for examples, and the demonstration sends no mail anyway.
CORREO = "elvio@example.com"


class CuentaDemo(NamedTuple):
    """As the sign-in page lists it. nombre: a customer's, empty for the others; que: a sentence of the catalogue."""

    usuario: str
    clave: str
    nombre: str
    que: str


class UsuarioDemo(NamedTuple):
    """As it is kept; correo: an address that was confirmed."""

    usuario: str
    rol: Rol
    nombre: str
    documento: str | None
    que: str
    nivel: Nivel | None = None
    correo: str | None = None


USUARIOS = (
    *(
        UsuarioDemo(
            caso.documento.casefold(),
            Rol.CLIENTE,
            caso.nombre,
            caso.documento,
            caso.que,
            correo=CORREO if caso.documento == CON_CORREO else None,
        )
        for caso in CASOS
    ),
    UsuarioDemo(
        OPERADOR,
        Rol.OPERADOR,
        "Olga Operadora",
        None,
        cuenta_demo.RESUELVE,
        Nivel.RESOLVER,
    ),
    UsuarioDemo("mirar-demo", Rol.OPERADOR, "Mirta Miranda", None, cuenta_demo.MIRA, Nivel.MIRAR),
    UsuarioDemo(
        "administrar-demo",
        Rol.OPERADOR,
        "Adela Administradora",
        None,
        cuenta_demo.ADMINISTRA,
        Nivel.ADMINISTRAR,
    ),
    UsuarioDemo(CANAL, Rol.CANAL, "Canal de demostración", None, cuenta_demo.UN_CANAL),
)
CUENTAS = tuple(
    CuentaDemo(cada.usuario, CLAVE, cada.nombre if cada.rol is Rol.CLIENTE else "", cada.que) for cada in USUARIOS
)
