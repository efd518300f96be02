"""The demonstration's users: a password that everybody knows, and what each is for."""

from typing import NamedTuple

from portal.demo.casos import CASOS
from portal.structs.usuarios import Nivel, Rol

CLAVE = "demostracion"
CANAL = "canal-demo"
OPERADOR = "operador-demo"


class CuentaDemo(NamedTuple):
    """As the sign-in page lists it."""

    usuario: str
    clave: str
    que: str


class UsuarioDemo(NamedTuple):
    """As it is kept."""

    usuario: str
    rol: Rol
    nombre: str
    documento: str | None
    que: str
    nivel: Nivel | None = None


USUARIOS = (
    *(
        UsuarioDemo(caso.documento.casefold(), Rol.CLIENTE, caso.nombre, caso.documento, f"{caso.nombre}: {caso.que}")
        for caso in CASOS
    ),
    UsuarioDemo(
        OPERADOR,
        Rol.OPERADOR,
        "Olga Operadora",
        None,
        "Una operadora: ve y resuelve los pagos de todos",
        Nivel.RESOLVER,
    ),
    UsuarioDemo(
        "mirar-demo", Rol.OPERADOR, "Mirta Miranda", None, "Una operadora que mira y no cambia nada", Nivel.MIRAR
    ),
    UsuarioDemo(
        "administrar-demo",
        Rol.OPERADOR,
        "Adela Administradora",
        None,
        "Una operadora que además administra cuentas y canales",
        Nivel.ADMINISTRAR,
    ),
    UsuarioDemo(CANAL, Rol.CANAL, "Canal de demostración", None, "Un canal: cobra por la API, no entra en las páginas"),
)
CUENTAS = tuple(CuentaDemo(cada.usuario, CLAVE, cada.que) for cada in USUARIOS)
