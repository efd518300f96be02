"""Oracle's functions that SQLite lacks and our statements use: the audit's chain is sealed where its row is."""

import sqlite3
from collections.abc import Callable
from hashlib import new


def standard_hash(texto: str, algoritmo: str) -> bytes:
    """As in Oracle: the hash of a text's bytes."""
    return new(algoritmo, texto.encode()).digest()


def rawtohex(crudo: bytes) -> str:
    """As in Oracle: capitals."""
    return crudo.hex().upper()


FUNCIONES: tuple[tuple[str, int, Callable[..., str | bytes]], ...] = (
    ("standard_hash", 2, standard_hash),
    ("rawtohex", 1, rawtohex),
)


def agregar(conexion: sqlite3.Connection) -> None:
    """To one connection."""
    for nombre, argumentos, funcion in FUNCIONES:
        conexion.create_function(nombre, argumentos, funcion, deterministic=True)
