"""The schema's scripts as the statements that they are made of, in the order in which they can run."""

import re
from collections.abc import Iterator
from importlib.resources import files

from msgspec import Struct

LIBROS = ("version.sql",)
DEL_PORTAL = ("portal.sql", "candados.sql")
# Specs before bodies: a body asks for the specs of the others.
DEL_ERP = (
    "erp.sql",
    "eleccion.sql",
    "pack_pago_reglas_spec.sql",
    "pack_pago_cobro_spec.sql",
    "pack_pago_ws_spec.sql",
    "pack_pago_reglas_body.sql",
    "pack_pago_cobro_body.sql",
    "pack_pago_ws_body.sql",
)
CREA = re.compile(r"CREATE (TABLE|INDEX|VIEW|TRIGGER|PACKAGE BODY|PACKAGE) (\w+)")
PLSQL = re.compile(r"CREATE (TRIGGER|PACKAGE)\b")
COMPILADOS = frozenset({"TRIGGER", "PACKAGE", "PACKAGE BODY"})
EN_PALABRAS = {
    "TABLE": "tabla",
    "INDEX": "índice",
    "VIEW": "vista",
    "TRIGGER": "disparador",
    "PACKAGE": "paquete",
    "PACKAGE BODY": "cuerpo del paquete",
}


class Paso(Struct, frozen=True):
    """One object to create. tipo and nombre are as USER_OBJECTS tells them."""

    tipo: str
    nombre: str
    sql: str

    @property
    def frase(self) -> str:
        """Such as: tabla portal_pago."""
        return f"{EN_PALABRAS[self.tipo]} {self.nombre.lower()}"

    @property
    def hecho(self) -> str:
        """What is said of it once it exists."""
        return "creada" if self.tipo in ("TABLE", "VIEW") else "creado"

    @property
    def compilado(self) -> bool:
        """Whether Oracle creates it even where it does not compile."""
        return self.tipo in COMPILADOS


def leer(nombre: str) -> list[Paso]:
    """The steps of one of our scripts."""
    return list(pasos(files("portal.repo.oracle.schema").joinpath(nombre).read_text("utf-8")))


def pasos(guion: str) -> Iterator[Paso]:
    """What a script creates. Raises ValueError where a statement is no CREATE, or is left open."""
    for sentencia in statements(guion):
        crea = CREA.match(sentencia)
        if crea is None:
            raise ValueError(f"not a CREATE: {sentencia}")
        yield Paso(crea[1], crea[2].upper(), sentencia)


def statements(guion: str) -> Iterator[str]:
    """A unit of PL/SQL ends with a line "/", anything else with a semicolon at the end of a line, as in SQL*Plus.

    Raises ValueError where something is left open.
    """
    lineas: list[str] = []
    for linea in guion.splitlines():
        nota = linea.lstrip().startswith("--")
        if not lineas and (nota or not linea.strip()):
            continue
        de_plsql = PLSQL.match(lineas[0] if lineas else linea) is not None
        if linea.strip() != "/":
            lineas.append(linea)
        if linea.strip() == "/" if de_plsql else not nota and linea.rstrip().endswith(";"):
            texto = "\n".join(lineas)
            # The driver wants the last semicolon of PL/SQL, and none after SQL.
            yield texto if de_plsql else texto.rstrip().removesuffix(";")
            lineas = []
    if lineas:
        raise ValueError(f"not ended: {lineas[0]}")
