"""A sheet as customers to invite, row by row."""

from collections.abc import Iterator, Mapping
from io import BytesIO

from portal.errors import DatoInvalido
from portal.imports import cell_values, file, titles
from portal.imports.defecto import Defecto
from portal.imports.row import FilaIlegible
from portal.inputs import contact
from portal.inputs.documento import normalizar
from portal.structs.extractos import Fila
from portal.structs.invitaciones import Invitado, LineaIlegible
from portal.texts.named import Saying, datos

# Each column, and the titles under which companies keep it.
TITULOS = {
    "DOCUMENTO": ("DOCUMENTO", "CEDULA", "CI", "RUC", "NRO_DOCUMENTO", "NUMERO_DE_DOCUMENTO"),
    "CORREO": ("CORREO", "CORREO_ELECTRONICO", "EMAIL", "E_MAIL", "MAIL"),
    "NOMBRE": ("NOMBRE", "CLIENTE", "NOMBRE_Y_APELLIDO", "RAZON_SOCIAL"),
}
OBLIGATORIAS = ("DOCUMENTO", "CORREO")
CONOCIDOS = frozenset(titulo for titulos in TITULOS.values() for titulo in titulos)
LARGO, LARGO_NOMBRE = 300, 120


def leer(contenido: bytes, avisos: list[Saying] | None = None) -> Iterator[Invitado | LineaIlegible]:
    """Each row in order, read as it is asked for. Raises DatoInvalido where the file as a whole cannot be read.

    avisos: gets what was passed over, before the first row comes.
    """
    dichos = [] if avisos is None else avisos
    filas = file.filas(BytesIO(contenido), lambda celdas: titles.cuantos(celdas, CONOCIDOS), dichos)
    vistos: dict[str, int] = {}
    linea = 0
    try:
        columnas = _columnas(filas, dichos)
        for fila in filas:
            linea = fila.linea
            try:
                yield _unico(_leida(linea, titles.por_titulo(columnas, fila)), vistos)
            except Defecto as defecto:
                yield LineaIlegible(linea, defecto.dice)
    except FilaIlegible as rota:
        yield LineaIlegible(rota.linea, rota.dice)
    else:
        if not linea:
            raise DatoInvalido("planilla-sin-filas", campo="archivo")


def _columnas(filas: Iterator[Fila], avisos: list[Saying]) -> list[str]:
    """The name of each column, '' for one that is not used."""
    fila = next(filas, None)
    if fila is None:
        raise DatoInvalido("planilla-vacia", campo="archivo")
    escritos = titles.columnas(fila)
    de = {titulo: columna for columna, titulos in TITULOS.items() for titulo in titulos}
    columnas = [de.get(titulo, titulo) for titulo in escritos]
    if faltan := [columna for columna in OBLIGATORIAS if columna not in columnas]:
        raise DatoInvalido("planilla-sin-columnas", datos(columnas=", ".join(faltan)), "archivo")
    for columna in TITULOS:
        if columnas.count(columna) > 1:
            raise DatoInvalido("planilla-repetida", datos(titulo=columna, linea=fila.linea), "archivo")
    if ajenas := [titulo[:60] for titulo in columnas if titulo and titulo not in TITULOS]:
        avisos.append(Saying("columnas-sin-usar", datos(caso="deudas", columnas=", ".join(ajenas))))
    return columnas


def _leida(linea: int, celdas: Mapping[str, str]) -> Invitado:
    documento = cell_values.obligatorio("DOCUMENTO", cell_values.codigo("DOCUMENTO", celdas["DOCUMENTO"], LARGO))
    correo = cell_values.obligatorio("CORREO", cell_values.palabras("CORREO", celdas["CORREO"], LARGO))
    try:
        limpio = normalizar(documento)
    except DatoInvalido:
        raise Defecto("documento-ilegible") from None
    try:
        direccion = contact.correo(correo)
    except DatoInvalido:
        raise Defecto("correo-ilegible") from None
    nombre = cell_values.palabras("NOMBRE", celdas.get("NOMBRE", ""), LARGO_NOMBRE) or ""
    return Invitado(linea=linea, documento=limpio, correo=direccion, nombre=nombre)


def _unico(leido: Invitado, vistos: dict[str, int]) -> Invitado:
    if (otra := vistos.setdefault(leido.documento, leido.linea)) != leido.linea:
        raise Defecto("documento-repetido", datos(otra=otra))
    return leido
