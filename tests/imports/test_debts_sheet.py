"""A file gives its debts, or says line by line what is wrong with it."""

import csv
import io
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import formats
from portal.demo.clientes import clientes
from portal.demo.fabrica import Fabrica
from portal.errors import DatoInvalido
from portal.imports.debts_sheet import OBLIGATORIAS, OPCIONALES, Error, Renglon, leer
from portal.structs.deudas import Deuda
from portal.texts.catalogue import say
from portal.texts.named import Saying
from tests.imports import sheets

COLUMNAS = OBLIGATORIAS + OPCIONALES
ENCABEZADO = "DOCUMENTO;CLIENTE;CODMOVIMIENTO;TIPO;DESCRIPCION;IMPO_TOTA;FECH_VENC;PLAN;LOTE"
FILA = "4.567.890;Ana Benítez;M-1;CUOTA;Cuota 1 de 60;850.000;10/11/2026;P-1;L-1"


def celdas(documento: str, nombre: str, deuda: Deuda, *, paraguaya: bool) -> list[str]:
    def dinero(importe: object) -> str:
        return formats.dinero(importe, deuda.moneda) if paraguaya else str(importe)  # type: ignore[arg-type]

    valores = {
        "DOCUMENTO": documento,
        "CLIENTE": nombre,
        "CODMOVIMIENTO": deuda.codmovimiento,
        "TIPO": deuda.tipo,
        "DESCRIPCION": deuda.descripcion,
        "IMPO_TOTA": dinero(deuda.importe),
        "IMPO_MAXI": dinero(deuda.importe_maximo),
        "FECH_VENC": formats.fecha(deuda.vencimiento) if paraguaya else deuda.vencimiento.isoformat(),
        "MONE_CODI": deuda.moneda,
        "SEQ_DI": deuda.seq,
        "PLAN": deuda.plan,
        "LOTE": deuda.lote,
        "BARRIO": deuda.barrio,
        "NRO_CUOTA": deuda.nro_cuota,
        "CANT_CUOTAS": deuda.cant_cuotas,
        "INTERES": dinero(deuda.interes),
        "GASTOS": dinero(deuda.gastos),
        "OBSERVACION": deuda.observacion,
    }
    return [str(valores[columna] or "") for columna in COLUMNAS]


def escribir(gente: list[tuple[str, str, list[Deuda]]], separador: str, *, paraguaya: bool, bom: bool) -> bytes:
    hoja = io.StringIO(newline="")
    escritor = csv.writer(hoja, delimiter=separador)
    escritor.writerow(COLUMNAS)
    for documento, nombre, deudas in gente:
        escritor.writerows(celdas(documento, nombre, deuda, paraguaya=paraguaya) for deuda in deudas)
    return hoja.getvalue().encode("utf-8-sig" if bom else "utf-8")


def texto(*filas: str) -> bytes:
    return "\n".join([ENCABEZADO, *filas]).encode()


@settings(max_examples=25)
@given(st.integers(0, 2**32), st.sampled_from(";,"), st.booleans(), st.booleans())
def test_what_is_written_is_read_back(semilla: int, separador: str, paraguaya: bool, bom: bool) -> None:
    gente = list(clientes(Fabrica(date(2026, 11, 23)), 5, semilla, frozenset()))
    leidos = list(leer(escribir(gente, separador, paraguaya=paraguaya, bom=bom)))
    assert not [cada for cada in leidos if isinstance(cada, Error)]
    assert [(cada.documento, cada.nombre, cada.deuda) for cada in leidos if isinstance(cada, Renglon)] == [
        (documento, nombre, deuda) for documento, nombre, deudas in gente for deuda in deudas
    ]


@settings(max_examples=200)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(texto)))
def test_any_bytes_are_rows_errors_or_one_sentence(contenido: bytes) -> None:
    try:
        leidos = list(leer(contenido))
    except DatoInvalido as error:
        frases = [error.mensaje]
    else:
        frases = [cada.en() for cada in leidos if isinstance(cada, Error)]
        assert all(cada.linea > 1 for cada in leidos)
    assert all(frase.endswith(".") for frase in frases)


@pytest.mark.parametrize(
    ("cambio", "motivo"),
    [
        (("4.567.890", "123"), "DOCUMENTO lleva entre 6 y 15 letras o números"),
        (("Ana Benítez", ""), "falta CLIENTE"),
        (("M-1", ""), "falta CODMOVIMIENTO"),
        (("M-1", "M" * 21), "CODMOVIMIENTO pasa de 20 letras"),
        (("CUOTA", "OTRA"), "TIPO tiene que ser uno de estos"),
        (("850.000", "850,50"), "IMPO_TOTA tiene decimales, y los guaraníes no llevan"),
        (("850.000", "0"), "IMPO_TOTA tiene que ser mayor que cero"),
        (("850.000", "mucho"), "IMPO_TOTA no es un importe"),
        (("10/11/2026", "31/11/2026"), "FECH_VENC es una fecha que no existe"),
        (("P-1", ""), "falta PLAN"),
        (("CUOTA;", "AGUA;"), ""),
        ((";L-1", ""), ""),
        (("L-1", "L-1;;"), ""),
        (("L-1", "L-1;;x"), "tiene más celdas que títulos: «x», en la columna 11, no tiene título"),
        (("M-1", "1,23457E+14"), "CODMOVIMIENTO dice 1,23457E+14: Excel lo abrevió"),
        (("850.000", "USD 850"), "IMPO_TOTA está en USD, y la fila en PYG"),
        (("850.000", "-850.000"), "IMPO_TOTA es negativo"),
        (("M-1", "M\u00ad-1"), "CODMOVIMIENTO tiene un signo que no se ve: SOFT HYPHEN (U+00AD)"),
        (("P-1", "P\u202e-1"), "PLAN tiene un signo que no se ve: RIGHT-TO-LEFT OVERRIDE (U+202E)"),
        (("L-1", "L\ufeff-1"), "LOTE tiene un signo que no se ve: ZERO WIDTH NO-BREAK SPACE (U+FEFF)"),
        (("4.567.890", "4.567\u200b.890"), "DOCUMENTO tiene un signo que no se ve: ZERO WIDTH SPACE (U+200B)"),
        (("Ana Benítez", "Ana\u200b\u00a0Beni\u0301tez"), ""),
        (("Cuota 1 de 60", "\x01"), "DESCRIPCION tiene saltos de línea"),
    ],
)
def test_each_defect_is_said_with_its_line(cambio: tuple[str, str], motivo: str) -> None:
    leidos = list(leer(texto(FILA.replace("M-1", "M-0"), FILA.replace(*cambio))))
    assert isinstance(leidos[0], Renglon)
    if motivo:
        assert isinstance(leidos[1], Error)
        assert leidos[1].en().startswith(f"Línea 3: {motivo}")
    else:
        assert isinstance(leidos[1], Renglon)


def test_rows_are_held_to_each_other() -> None:
    otro = FILA.replace("M-1", "M-2")
    assert [cada.en() for cada in leer(texto(FILA, FILA)) if isinstance(cada, Error)] == [
        "Línea 3: repite el CODMOVIMIENTO de la línea 2."
    ]
    assert [cada.en() for cada in leer(texto(FILA, otro.replace("Ana", "Eva"))) if isinstance(cada, Error)] == [
        "Línea 3: el mismo DOCUMENTO tiene otro CLIENTE en la línea 2."
    ]


def test_the_whole_of_a_debt_is_no_less_than_what_is_paid_of_it() -> None:
    (malo,) = leer(f"{ENCABEZADO};IMPO_MAXI\n{FILA};849.999\n".encode())
    assert isinstance(malo, Error)
    assert malo.en() == "Línea 2: IMPO_MAXI es menor que IMPO_TOTA."


def test_every_error_is_given_and_lines_are_the_file_s() -> None:
    leidos = list(leer(texto(FILA, "", "mal", FILA.replace("M-1", '"M\n3"'), "peor")))
    assert [cada.linea for cada in leidos if isinstance(cada, Error)] == [4, 5, 7]


@pytest.mark.parametrize(
    ("contenido", "dicho"),
    [
        (b"", "El archivo está vacío"),
        (b"x;y\n1;2\n", "le falta: DOCUMENTO, CLIENTE"),
        (ENCABEZADO.replace(";TIPO", "").encode(), "le falta: TIPO."),
        (f"{ENCABEZADO};INTRES".encode(), r"No conozco la columna INTRES: ¿es INTERES\?"),
        (f"{ENCABEZADO};Moneda".encode(), r"No conozco la columna MONEDA: ¿es MONE_CODI\?"),
        (f"{ENCABEZADO};plan".encode(), r"El título PLAN está dos veces \(línea 1\)"),
        (f"{ENCABEZADO};Color;color".encode(), "El título COLOR está dos veces"),
        (ENCABEZADO.encode(), "tiene los títulos y ninguna fila"),
        (f"{ENCABEZADO}\n;;;\n\n".encode(), "tiene los títulos y ninguna fila"),
        (f"{ENCABEZADO}\n{FILA}\n".replace("Cuota", "Cuot\ufffd").encode("utf-16")[:-1], "no se pueden leer"),
        (b'"DOCUMENTO', "Línea 1: las comillas"),
    ],
)
def test_a_file_that_cannot_be_read_at_all_is_told_in_a_sentence(contenido: bytes, dicho: str) -> None:
    with pytest.raises(DatoInvalido, match=dicho):
        list(leer(contenido))


def test_two_codes_that_look_alike_are_one_code() -> None:
    leidos = list(leer(texto(FILA, FILA.replace("M-1", "M-1\u200b"), FILA.replace("M-1", "\u00a0M-1"))))
    assert [cada.en() for cada in leidos if isinstance(cada, Error)] == [
        "Línea 3: repite el CODMOVIMIENTO de la línea 2.",
        "Línea 4: repite el CODMOVIMIENTO de la línea 2.",
    ]


def test_titles_may_have_accents_spaces_and_any_case_and_unknown_ones_are_named() -> None:
    encabezado = "Documento;Cliente;CodMovimiento;Tipo;Descripción;Impo Tota;Fech. Venc.;Plan;Lote;Color;"
    avisos: list[Saying] = []
    (leido,) = leer(f"{encabezado}\n{FILA};rojo\n".encode("cp1252"), avisos)
    assert isinstance(leido, Renglon)
    assert leido.nombre == "Ana Benítez"
    assert [say(aviso.code, aviso.data) for aviso in avisos] == ["No se usan estas columnas: COLOR."]


@pytest.mark.parametrize("escribir", [sheets.xlsx, sheets.ods])
def test_a_sheet_gives_the_same_debts_as_its_csv(escribir: Callable[..., bytes]) -> None:
    fila = [4567890, "Ana Benítez", "M-1", "CUOTA", "Cuota 1 de 60", 850000, date(2026, 11, 10), "P-1", "L-1"]
    assert list(leer(escribir([ENCABEZADO.split(";"), fila]))) == list(leer(texto(FILA)))


def test_an_open_quote_is_told_at_its_line_and_ends_the_reading() -> None:
    leidos = list(leer(texto(FILA, FILA.replace("M-1", 'M-2;"'), FILA.replace("M-1", "M-3"))))
    assert [cada.linea for cada in leidos] == [2, 3]
    assert "comillas" in leidos[1].en()


def test_rows_come_as_they_are_asked_for() -> None:
    leidos = leer(BytesIO(texto(FILA, "mal")))
    assert isinstance(next(leidos), Renglon)
    assert isinstance(next(leidos), Error)


def test_a_cell_too_long_is_not_told_as_an_open_quote() -> None:
    [error] = leer(f"{ENCABEZADO}\n{FILA.replace('Cuota 1 de 60', 'x' * 200_000)}\n".encode())
    assert error.en() == "Línea 2: una celda pasa de 131072 letras."
