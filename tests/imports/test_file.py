"""Any file that people bring is the same rows, or one sentence."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest

from portal.errors import DatoInvalido
from portal.imports import file
from portal.imports.row import FilaIlegible
from portal.imports.titles import cuantos
from portal.texts.catalogue import say
from portal.texts.named import Saying
from tests.imports import sheets

TITULOS = frozenset({"CODIGO", "IMPORTE"})
TEXTO = "Código;Importe;Nota\nÑ-1;1.234,50;a, b\n"
LEIDO = [(1, ["Código", "Importe", "Nota"]), (2, ["Ñ-1", "1.234,50", "a, b"])]


def leer(contenido: bytes, avisos: list[Saying] | None = None) -> list[tuple[int, list[str]]]:
    dichos: list[Saying] = [] if avisos is None else avisos
    filas = file.filas(BytesIO(contenido), lambda celdas: cuantos(celdas, TITULOS), dichos)
    return [(fila.linea, fila.celdas) for fila in filas]


@pytest.mark.parametrize("codificacion", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_that_excel_writes_gives_the_same_letters(codificacion: str) -> None:
    assert leer(TEXTO.encode(codificacion)) == LEIDO


@pytest.mark.parametrize("separador", [";", ",", "\t", "|"])
@pytest.mark.parametrize("fin", ["\n", "\r\n", "\r"])
def test_every_separator_and_line_end(separador: str, fin: str) -> None:
    filas = [["Código", "Importe"], ["A", '"1.234,50"'], ["B", "2"]]
    contenido = fin.join(separador.join(fila) for fila in filas).encode()
    assert leer(contenido) == [(1, ["Código", "Importe"]), (2, ["A", "1.234,50"]), (3, ["B", "2"])]


def test_excel_s_word_for_the_separator_is_no_title_and_counts_as_a_line() -> None:
    assert leer("sep=|\r\ncodigo|importe\r\nA;B,C|1\r\n".encode("utf-8-sig")) == [
        (2, ["codigo", "importe"]),
        (3, ["A;B,C", "1"]),
    ]


def test_a_letterhead_with_commas_does_not_choose_the_separator() -> None:
    contenido = "Banco, S.A., Asunción, Paraguay, Central, 021, 555\ncodigo;importe\nA;1,5\n"
    assert leer(contenido.encode())[1:] == [(2, ["codigo", "importe"]), (3, ["A", "1,5"])]


def test_a_formula_that_keeps_a_text_is_its_text() -> None:
    assert leer(b'codigo;importe\n="000123";1\n"=""0""""1""";2\n=1+1;3\n')[1:] == [
        (2, ["000123", "1"]),
        (3, ['0"1', "2"]),
        (4, ["=1+1", "3"]),
    ]


@pytest.mark.parametrize(
    ("contenido", "linea"),
    [
        (b'codigo;importe\nA;1\nB;"2\nC;3\nD;4\n', 3),
        (b'codigo;importe\nA;1\n"dos\nlineas";"abierta\nC;3\n', 4),
        (b'codigo;importe\nA;1\nB;"2"x\nC;3\n', 3),
        (b'codigo;importe\n"un ""dicho""\n";"abierta\n', 3),
        (b'sep=;\ncodigo;importe\nB;"2\n', 3),
        (b'codigo;"importe\n', 1),
    ],
)
def test_an_open_quote_is_told_at_its_own_line(contenido: bytes, linea: int) -> None:
    with pytest.raises(FilaIlegible) as error:
        leer(contenido)
    assert error.value.linea == linea


FILAS: list[list[sheets.Cell]] = [
    ["Título"],
    [None],
    ["000123", 1500000, 1234.5, date(2026, 11, 5)],
    ["x", 0.1 + 0.2, 1.234, 12345678901234567],
]
CELDAS = [
    (1, ["Título", "", "", ""]),
    (3, ["000123", "1500000", "1234.5", "2026-11-05"]),
    (4, ["x", "0.3", "1.234000", "1.23457E+16"]),
]


@pytest.mark.parametrize("escribir", [sheets.xlsx, sheets.ods])
def test_a_sheet_s_cells_are_what_a_person_would_have_typed(escribir: Callable[..., bytes]) -> None:
    assert leer(escribir(FILAS)) == CELDAS


def test_the_first_sheet_with_rows_is_read_and_the_others_are_named() -> None:
    avisos: list[Saying] = []
    assert leer(sheets.xlsx([], [["a"]], [["b"]], [["c"]], hidden=[2]), avisos) == [(1, ["a"])]
    assert [say(aviso.code, aviso.data) for aviso in avisos] == ["Se leyó la hoja «Hoja2»; no se leyeron: Hoja4."]


@pytest.mark.parametrize(
    ("contenido", "dicho"),
    [
        (sheets.hostile(), "dañada o es demasiado grande"),
        (sheets.hostile_ods(), "dañada"),
        (sheets.bomb(201), "demasiado grande"),
        (sheets.xlsx([["x"] * 5])[:-60], "dañada"),
        (b"PK\x03\x04 y nada", "dañada"),
        (b"\xd0\xcf\x11\xe0 xls", "planilla del Excel viejo"),
        (b"%PDF-1.7", "PDF"),
        (b"\n<html><table>", "página web"),
        (b" \n", "vacío"),
        (b"a;b\0;c\n", "no es CSV"),
        (b"sep=a\nxay\n", "no puede separar"),
        ("codigo;importe\nÑandú;ó\n".encode() + b"\xf1;1\n", r"mezcla UTF-8 con otra codificación \(línea 3\)"),
        (b"codigo;importe\n\xf1;\x81\n", r"no se pueden leer \(línea 2\)"),
        ("codigo;ñ\n".encode("utf-16")[:-1], "no se pueden leer"),
    ],
    ids=lambda valor: valor if isinstance(valor, str) else "",
)
def test_what_cannot_be_read_is_one_sentence(contenido: bytes, dicho: str) -> None:
    with pytest.raises(DatoInvalido, match=dicho) as error:
        leer(contenido)
    assert error.value.campo == "archivo"


def test_the_empty_rows_that_libreoffice_repeats_are_no_rows() -> None:
    nada = '<table:table-cell table:number-columns-repeated="16384"/>'
    letra = '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>'
    vacias = f'<table:table-row table:number-rows-repeated="{{}}">{nada}</table:table-row>'
    fila = f"<table:table-row>{letra}{nada}</table:table-row>"
    contenido = sheets.ods_of(vacias.format(3) + fila + vacias.format(1_048_000))
    assert [(linea, celdas[0]) for linea, celdas in leer(contenido)] == [(4, "a")]


def test_the_hostile_ones_are_as_small_as_they_come() -> None:
    assert len(sheets.hostile()) < 5_000
    assert len(sheets.hostile_ods()) < 5_000
