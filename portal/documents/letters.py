"""Text as the paper's font can draw it: composed, on one line, and with a mark where a letter is lacking."""

import unicodedata
from collections.abc import Callable, Container

# What is not in the font is seen to be missing: a name without some of its letters would pass for another name.
SUSTITUTO = "□"
# Joiners, marks of direction and the variation of a drawing have no shape of their own.
SIN_FORMA = frozenset({"Cf", "Cs"})
VARIACIONES = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))


def legible(texto: str, dibujables: Container[int]) -> str:
    """Every letter of `texto`, or SUSTITUTO in its place; `dibujables` are the font's code points."""
    salida: list[str] = []
    for letra in unicodedata.normalize("NFC", texto):
        clase = unicodedata.category(letra)
        if clase in SIN_FORMA or letra in VARIACIONES:
            continue
        if clase in ("Cc", "Zl", "Zp"):
            salida.append(" ")
        elif ord(letra) in dibujables:
            salida.append(letra)
        elif clase == "Zs":
            salida.append(" ")
        elif not (clase.startswith("M") and salida and salida[-1] == SUSTITUTO):
            # A mark goes with its letter, which has its square already.
            salida.append(SUSTITUTO)
    return "".join(salida)


def partir(texto: str, ancho: float, medir: Callable[[str], float]) -> list[str]:
    """Lines no wider than `ancho`, cut at spaces, and inside a word only where the word alone is wider."""
    lineas = [""]
    for palabra in texto.split(" "):
        junta = f"{lineas[-1]} {palabra}" if lineas[-1] else palabra
        if medir(junta) <= ancho:
            lineas[-1] = junta
            continue
        resto = palabra
        if lineas[-1]:
            lineas.append("")
        while medir(resto) > ancho and len(resto) > 1:
            entran = _cuantas(resto, ancho, medir)
            lineas[-1] = resto[:entran]
            lineas.append("")
            resto = resto[entran:]
        lineas[-1] = resto
    return lineas


def _cuantas(palabra: str, ancho: float, medir: Callable[[str], float]) -> int:
    """How many of its first letters fit, one at least, and never a letter without its mark."""
    entran = len(palabra) - 1
    while entran > 1 and (medir(palabra[:entran]) > ancho or unicodedata.combining(palabra[entran])):
        entran -= 1
    return entran
